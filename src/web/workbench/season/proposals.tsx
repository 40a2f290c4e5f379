// 拟办: every town with its outcome and how sure it is; filters in the address; what is selected can be decided together.
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Dropdown, Input, Popover, Select } from 'antd'
import { type RefObject, useDeferredValue, useMemo, useState } from 'react'
import { Failed, Waiting } from '../session/gate.tsx'
import { DataTable, sorted } from '../ui/data-table.tsx'
import { count } from '../ui/formats.ts'
import { Mark } from '../../site/ui/marks.tsx'
import { DepartDialog } from './depart-dialog.tsx'
import { Explanation } from './explanation.tsx'
import { copyProposals, exportProposals } from './export.ts'
import { blockOf, countsOf, decidedOf, departureOf, type Proposal, type Proposals as Found, proposalsQuery, type Season, actionOf } from './season-data.ts'
import { columnsOf, valueOf } from './proposal-columns.tsx'
import { useRobustness } from './robustness.tsx'
import { useView, type View } from './view.ts'

/** Columns one may hide, remembered in this browser. */
const memory = 'zhenpu.season.hidden'

export function Proposals({ season, scroller }: { season: Season; scroller: RefObject<HTMLElement | null> }) {
  const { data, error } = useQuery(proposalsQuery(season.id))
  const wait = useRobustness(season.id, data?.robustness === 'wanted')
  if (!data) return error ? <Failed error={error} /> : <Waiting lines={12} />
  if (!data.rows.length) return <p className="nothing">清单上还没有小镇，没有可以拟办的。</p>
  return <>{wait}<Table season={season} found={data} scroller={scroller} /></>
}

function Table({ season, found, scroller }: { season: Season; found: Found; scroller: RefObject<HTMLElement | null> }) {
  const [view, change] = useView()
  const [picked, pick] = useState<ReadonlySet<number>>(new Set())
  const [deciding, decide] = useState(false)
  const [hidden, setHidden] = useState<string[]>(() => JSON.parse(localStorage.getItem(memory) ?? '["region"]') as string[])
  const { rows } = found
  const depart = actionOf(season, 'depart')
  const shown = useShown(rows, view)
  const toggle = (row: number): void => { const next = new Set(picked); if (!next.delete(row)) next.add(row); pick(next) }
  const { columns, describe } = columnsOf(rows, { picked, toggle, open: row => change({ town: rows[row]?.town }), pickable: depart.allowed, ranked: season.scores === 'computed' })
  const visible = columns.filter(({ key }) => !hidden.includes(key))
  const hide = (keys: string[]): void => { setHidden(keys); localStorage.setItem(memory, JSON.stringify(keys)) }
  const taken = { rows: shown.map(row => rows[row] as Proposal), columns: visible.filter(({ key }) => key !== 'pick'), describe }
  const all = shown.length > 0 && shown.every(row => picked.has(row))
  const open = rows.findIndex(({ town }) => town === view.town)
  return (
    <>
      <Counts found={found} view={view} change={change} />
      <div className="filters" role="search" aria-label="筛选">
        <Input.Search allowClear size="small" aria-label="按名称筛选" placeholder="名称" defaultValue={view.q ?? ''} onChange={event => change({ q: event.target.value || undefined })} />
        <Select size="small" allowClear aria-label="类别" placeholder="类别" value={view.category ?? null} onChange={(value: string | null) => change({ category: value ?? undefined })} options={choices(rows.map(row => row.category))} popupMatchSelectWidth={false} />
        <Select size="small" allowClear aria-label="等级" placeholder="等级" value={view.grade ?? null} onChange={(value: string | null) => change({ grade: value ?? undefined })} options={choices(rows.map(row => row.gradeLabel))} popupMatchSelectWidth={false} />
        {depart.allowed ? <Checkbox checked={all} indeterminate={!all && shown.some(row => picked.has(row))} onChange={() => pick(all ? new Set([...picked].filter(row => !shown.includes(row))) : new Set([...picked, ...shown]))}>选中所列</Checkbox> : null}
        <p className="counted" role="status">{shown.length === rows.length ? `${count(rows.length)} 个` : `${count(shown.length)} / ${count(rows.length)} 个`}{depart.allowed ? `，选中 ${count(picked.size)} 个` : ''}</p>
        <Button size="small" onClick={() => void copyProposals(taken)}>复制</Button>
        <Popover trigger="click" placement="bottomRight" content={<Checkbox.Group className="choose" value={columns.map(({ key }) => key).filter(key => !hidden.includes(key))} onChange={keys => hide(columns.map(({ key }) => key).filter(key => !keys.includes(key)))} options={columns.filter(({ key }) => key !== 'name' && key !== 'pick').map(({ key, title }) => ({ value: key, label: title }))} />}>
          <Button size="small">列</Button>
        </Popover>
        <Dropdown trigger={['click']} menu={{ items: [{ key: 'xlsx', label: 'Excel 工作簿' }, { key: 'csv', label: 'CSV' }], onClick: ({ key }) => void exportProposals(key as 'xlsx' | 'csv', { ...taken, season, filter: filterWords(view, found) }) }}>
          <Button size="small">导出所列</Button>
        </Dropdown>
      </div>
      <OpenLine rows={rows} pick={depart.allowed ? pick : null} />
      {picked.size && depart.allowed ? <Picked rows={[...picked].map(row => rows[row] as Proposal)} onDecide={() => decide(true)} onClear={() => pick(new Set())} /> : null}
      {shown.length ? <DataTable label="拟办" columns={visible} rows={shown} sort={view.sort ?? ''} onSort={sort => change({ sort: sort || undefined })} onOpen={row => change({ town: rows[row]?.town })} open={open < 0 ? null : open} scroller={scroller} /> : <p className="nothing">没有符合筛选的小镇。<Button type="link" onClick={() => change({ q: undefined, category: undefined, grade: undefined, outcome: undefined })}>取消筛选</Button></p>}
      {deciding ? <DepartDialog season={season} outcomes={found.outcomes} rows={[...picked].map(row => rows[row] as Proposal)} onClose={() => decide(false)} onDone={() => { decide(false); pick(new Set()) }} /> : null}
      {open >= 0 ? <Explanation season={season} row={rows[open] as Proposal} onClose={() => change({ town: undefined })} onDepart={depart.allowed ? () => { pick(new Set([open])); change({ town: undefined }); decide(true) } : null} /> : null}
    </>
  )
}

function Counts({ found, view, change }: { found: Found; view: View; change: (view: { outcome: string | undefined }) => void }) {
  const departed = found.rows.filter(departureOf).length
  const review = found.rows.filter(({ robustness }) => robustness && robustness.advice !== 'none').length
  const items = [
    ...countsOf(found).map(({ outcome, label, count: many }) => ({ key: outcome ?? 'open', mark: outcome ?? 'inferred', label, many })),
    ...(departed ? [{ key: 'departed', mark: 'note', label: '另作处理', many: departed }] : []),
    ...(review ? [{ key: 'review', mark: 'warning', label: '建议人工复核', many: review }] : []),
  ]
  return (
    <ul className="counts" aria-label="各种结果的数目">
      {items.map(({ key, mark, label, many }) => <li key={key}><button type="button" aria-pressed={view.outcome === key} onClick={() => change({ outcome: view.outcome === key ? undefined : key })} className={`k-${key}`}><b>{count(many)}</b><span className="marked"><Mark code={mark} />{label}</span></button></li>)}
    </ul>
  )
}

/** Towns that the rules leave to a person, by the reason. */
function OpenLine({ rows, pick }: { rows: readonly Proposal[]; pick: ((rows: ReadonlySet<number>) => void) | null }) {
  const open = rows.map((_, i) => i).filter(i => blockOf(rows[i] as Proposal) !== null)
  if (!open.length) return null
  const reasons = [...Map.groupBy(open, i => `${blockOf(rows[i] as Proposal)}${rows[i]?.open?.decidedBy ? `（由${rows[i].open.decidedBy}决定）` : ''}`)]
  return (
    <div className="notice-line open-line">
      <ul>{reasons.map(([reason, own]) => <li key={reason}><b>{own.length} 个待人决定</b>{reason}</li>)}</ul>
      {pick ? <Button size="small" onClick={() => pick(new Set(open))}>选中这 {open.length} 个</Button> : null}
    </div>
  )
}

/** What would come of what is selected, taken as proposed: each town goes through, or says why not. */
function Picked({ rows, onDecide, onClear }: { rows: readonly Proposal[]; onDecide: () => void; onClear: () => void }) {
  const blocked = rows.filter(row => blockOf(row) !== null)
  const departed = rows.filter(departureOf)
  const ready = rows.length - blocked.length - departed.length
  return (
    <div className="picked" role="status">
      <p><b>选中 {count(rows.length)} 个</b>{ready ? <span className="marked"><Mark code="qualified" />可照拟办 {count(ready)}</span> : null}{departed.length ? <span className="marked"><Mark code="note" />已另作处理 {departed.length}</span> : null}{blocked.length ? <span className="marked"><Mark code="error" />照拟办不了 {count(blocked.length)}：{blocked.slice(0, 2).map(({ name }) => name).join('、')}{blocked.length > 2 ? '等' : ''}</span> : null}</p>
      <p className="buttons"><Button size="small" type="primary" onClick={onDecide}>照拟办或另作处理</Button><Button size="small" onClick={onClear}>取消选中</Button></p>
    </div>
  )
}

function useShown(rows: readonly Proposal[], { q, category, grade, outcome, sort = '' }: View): number[] {
  const wanted = useDeferredValue(q)
  return useMemo(() => {
    const kept = rows.map((_, i) => i).filter(i => {
      const row = rows[i] as Proposal
      if ((wanted && !row.name.includes(wanted)) || (category && row.category !== category) || (grade && row.gradeLabel !== grade)) return false
      if (outcome === 'open') return decidedOf(row).outcome === null
      if (outcome === 'departed') return departureOf(row) !== null
      return outcome === 'review' ? row.robustness !== null && row.robustness.advice !== 'none' : !outcome || decidedOf(row).outcome === outcome
    })
    // As it comes: what waits for a person, then by score, then by grade.
    const first = (i: number): number => (blockOf(rows[i] as Proposal) === null ? 1 : 0)
    const plain = sorted(sorted(kept, 'grade', (key, i) => valueOf(key, rows[i] as Proposal)), '-score', (key, i) => valueOf(key, rows[i] as Proposal)).toSorted((a, b) => first(a) - first(b))
    return sort ? sorted(plain, sort, (key, i) => valueOf(key, rows[i] as Proposal)) : plain
  }, [rows, wanted, category, grade, outcome, sort])
}

function choices(values: readonly (string | null)[]): { value: string; label: string }[] {
  return [...new Set(values.flatMap(value => (value === null ? [] : [value])))].map(value => ({ value, label: value }))
}

function filterWords({ q, category, grade, outcome }: View, { outcomes }: Found): string {
  const word = outcome === 'open' ? '待人决定' : outcome === 'departed' ? '另作处理' : outcome === 'review' ? '建议人工复核' : outcomes.find(({ id }) => id === outcome)?.label
  return [q ? `名称含“${q}”` : null, category, grade, word].filter(Boolean).join('、')
}
