// 进度: one form of one period, who has reported and who is late, late ones first.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useRef } from 'react'
import { Failed, Waiting } from '../session/gate.tsx'
import { type Column, DataTable, sorted } from '../ui/data-table.tsx'
import { dayOfInstant, dayWord, shortDay } from '../ui/days.ts'
import { usePicked } from '../ui/together.tsx'
import { useTitle } from '../ui/use-title.ts'
import { type BoardRow, boardQuery, formAt, reportAt } from './data.ts'
import { type BoardView, readBoardView, type State, stateWords } from './view.ts'
import { BoardTogether } from './together.tsx'
import { daysWord } from './words.ts'

export function FormPage() {
  const { programme, dataSet, period } = useParams({ from: '/signed/reporting/$programme/$dataSet/$period' })
  const view = useSearch({ from: '/signed/reporting/$programme/$dataSet/$period' })
  const navigate = useNavigate({ from: '/reporting/$programme/$dataSet/$period' })
  const change = (next: { [Key in keyof BoardView]?: BoardView[Key] | undefined }): void => void navigate({ search: before => readBoardView({ ...before, ...next }), replace: true, resetScroll: false })
  const { data, error } = useQuery(boardQuery(`${programme}/${dataSet}/${period}`))
  useTitle(data ? `${data.form.period.title} ${data.form.title}` : '调度')
  const pane = useRef<HTMLDivElement>(null)
  const { picked, toggle, pick } = usePicked()
  if (!data) return <div className="page">{error ? <Failed error={error} /> : <Waiting lines={10} />}</div>
  const shown = data.rows.map((_, i) => i).filter(i => (!view.state || data.rows[i]?.state === view.state) && (!view.q || `${data.rows[i]?.name}${data.rows[i]?.region ?? ''}`.includes(view.q)))
  const rows = view.sort ? sorted(shown, view.sort, (key, row) => (data.rows[row] as unknown as Record<string, string | number | null>)[key] ?? null) : shown
  const mine = rows.flatMap(i => (data.rows[i]?.mine === 'approve' ? [data.rows[i]] : []))
  const together = data.rows.some(row => row.mine === 'approve')
  return (
    <div className="page reporting-board" ref={pane}>
      <header className="page-title">
        <h1>{data.form.period.title} <span>{data.form.title}</span></h1>
        <p className="chip"><span>{data.form.programmeTitle}</span><span>截至 <b>{dayWord(data.today)}</b></span>{data.form.status === 'proposal' ? <span>建议稿，没有文件规定</span> : null}{data.demo ? <span className="demo">演示数据</span> : null}</p>
        <nav className="steps" aria-label="报告期">{data.before ? <Link {...formAt(data.before)}>上一期</Link> : null}{data.after ? <Link {...formAt(data.after)}>下一期</Link> : null}</nav>
      </header>
      {data.open ? null : <p className="notice-line">这一期还没有下达，各单位不能填报。</p>}
      <ol className="dues">{data.dues.map(({ level, label, act, due }) => <li key={level} className={due < data.today ? 'past' : undefined}><b>{label}{act}</b><span>{dayWord(due)}</span></li>)}</ol>
      <div className="filters">
        <div className="counts" role="group" aria-label="按状态筛选">
          {(Object.keys(stateWords) as State[]).map(state => (
            <button key={state} type="button" aria-pressed={view.state === state} className={`s-${state}`} onClick={() => change({ state: view.state === state ? undefined : state })}><b>{data.counts[state]}</b><span>{stateWords[state]}</span></button>
          ))}
        </div>
        <input className="find" type="search" aria-label="查找单位" placeholder="查找单位" value={view.q ?? ''} onChange={event => change({ q: event.target.value || undefined })} />
        <span className="quiet">{rows.length === data.rows.length ? `共 ${rows.length} 个单位` : `${rows.length} / ${data.rows.length} 个单位`}</span>
      </div>
      {together ? <BoardTogether form={data} mine={mine} picked={picked} onPick={pick} /> : null}
      {rows.length ? <DataTable label="报送进度" columns={columnsFor(data.rows, together ? { picked, toggle } : null)} rows={rows} sort={view.sort ?? ''} onSort={sort => change({ sort: sort || undefined })} scroller={pane} onOpen={row => void navigate(reportAt(data.rows[row]?.submission ?? ''))} />
        : data.open ? <p className="nothing">{data.rows.length ? '没有符合条件的单位。' : '您所辖范围内没有要报送的单位。'}</p> : null}
    </div>
  )
}

function columnsFor(rows: readonly BoardRow[], picking: { picked: ReadonlySet<string>; toggle: (id: string) => void } | null): Column[] {
  const of = (row: number): BoardRow => rows[row] as BoardRow
  return [
    ...(picking ? [{ key: 'pick', title: '选', width: 44, card: true, cell: (row: number) => (of(row).mine === 'approve' ? <input type="checkbox" className="pick-row" aria-label={`选中${of(row).name}`} checked={picking.picked.has(of(row).submission)} onClick={event => event.stopPropagation()} onChange={() => picking.toggle(of(row).submission)} /> : null) }] : []),
    { key: 'name', title: '填报单位', width: 200, card: true, cell: row => <Link {...reportAt(of(row).submission)} className="name-link">{of(row).name}</Link> },
    { key: 'region', title: '市（州）', width: 130, cell: row => of(row).region ?? '' },
    { key: 'days', title: '状态', width: 150, card: true, cell: row => <Standing row={of(row)} /> },
    { key: 'stage', title: '进度', width: 230, card: true, cell: row => of(row).stage },
    { key: 'due', title: '这一步截止', width: 120, cell: row => (of(row).due ? shortDay(of(row).due as string) : '') },
    { key: 'filled', title: '已填', width: 120, numeric: true, cell: row => `${of(row).filled} / ${of(row).cells}` },
    { key: 'towns', title: '小镇', width: 80, numeric: true, cell: row => of(row).towns },
    { key: 'comments', title: '未答批注', width: 100, numeric: true, cell: row => of(row).comments || '' },
    { key: 'reminded', title: '最近提醒', width: 120, cell: row => (of(row).reminded ? shortDay(dayOfInstant(of(row).reminded as string)) : '') },
  ]
}

function Standing({ row: { state, days } }: { row: BoardRow }) {
  const mark = { overdue: '▲', due: '◷', accepted: '✓' }[state]
  return <span className={`standing s-${state}`}><i aria-hidden="true">{mark}</i>{stateWords[state]}{days !== null ? <small>{daysWord(days)}</small> : null}</span>
}
