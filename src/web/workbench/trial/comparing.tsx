// Two schemes on the same towns.
import { Button, Select, Switch } from 'antd'
import { type RefObject, useState } from 'react'
import type { ComparedRow, Comparison } from '../engine/protocol.ts'
import { type Column, DataTable, sorted } from '../ui/data-table.tsx'
import { count, fixed } from '../ui/formats.ts'
import { gradeWord, insideWord } from '../words.ts'
import { Grade, Shift } from './results.tsx'
import { PickFile } from './setup.tsx'
import type { Trial } from './use-trial.ts'
import { useView } from './view.ts'

type Props = { trial: Trial; scroller: RefObject<HTMLElement | null> }
const own = '（原权重）'

export function Comparing({ trial, scroller }: Props) {
  const { choices, chosen, changed, comparison } = trial
  const [picked, setPicked] = useState<string | null>(null)
  const options = [...(changed ? [{ value: own, label: '同一套，原来的权重' }] : []), ...choices.filter(choice => choice.scheme && choice !== chosen).map(({ file, title }) => ({ value: file, label: title }))]
  const pick = (value: string): void => {
    setPicked(value)
    trial.compare(value === own ? null : choices.find(choice => choice.file === value) ?? null)
  }
  return (
    <>
      <div className="order">
        <label htmlFor="other">与哪一套比</label>
        <Select id="other" size="small" placeholder="选一套指标体系" value={picked} onChange={pick} options={options} popupMatchSelectWidth={false} className="other" />
        <PickFile label="用自己的 YAML" accept=".yaml,.yml" onFile={file => void trial.addScheme(file)} />
        {picked && !comparison ? <Button size="small" onClick={() => pick(picked)}>按现在的权重再比</Button> : null}
      </div>
      {comparison ? <Compared comparison={comparison} scroller={scroller} precision={trial.opened?.scheme.precision ?? 2} /> : <p className="nothing">同一张表，用两套指标体系各算一遍，名次并排；换了等级、越过分界的排在前面。</p>}
    </>
  )
}

/** Only what both schemes decide can change. */
const regraded = ({ grade: [a, b] }: ComparedRow): boolean => a !== null && b !== null && a !== b
const crossed = ({ inside, grade }: ComparedRow): boolean => !grade.includes(null) && inside[0] !== inside[1]

function Compared({ comparison: { title, rows, groups, issues }, scroller, precision }: { comparison: Comparison; scroller: RefObject<HTMLElement | null>; precision: number }) {
  const [{ sort = '' }, change] = useView()
  const [only, setOnly] = useState(false)
  const changes = rows.filter(row => regraded(row) || crossed(row)).length
  const all = rows.map((_, i) => i).filter(i => !only || regraded(rows[i] as ComparedRow) || crossed(rows[i] as ComparedRow))
  const of = (i: number): ComparedRow => rows[i] as ComparedRow
  const undecided = rows.filter(({ grade }) => grade.includes(null)).length
  const shift = (i: number): number | null => (of(i).rank[0] && of(i).rank[1] ? of(i).rank[0] - of(i).rank[1] : null)
  const valueOf = (key: string, i: number): number | string | null => {
    const side = key.endsWith('b') ? 1 : 0
    switch (key) {
      case 'name': return of(i).name
      case 'category': return of(i).category
      case 'ranka': case 'rankb': return of(i).rank[side] || null
      case 'scorea': case 'scoreb': return of(i).published[side]
      case 'gradea': case 'gradeb': return gradeWord(of(i).grade[side])
      case 'shift': return shift(i)
      default: return Number(regraded(of(i))) + Number(crossed(of(i)))
    }
  }
  const sides = (inside: string): string => insideWord(inside ? (inside.split(',') as ('top' | 'bottom')[]) : [])
  const gradeOf = (i: number, side: 0 | 1): React.ReactNode => <><Grade grade={of(i).grade[side]} state="scored" /> <span className="quiet">{sides(of(i).inside[side])}</span></>
  const columns: Column[] = [
    { key: 'name', title: '名称', width: 176, card: true, cell: i => of(i).name },
    ...(groups.length > 1 ? [{ key: 'category', title: '类别', width: 72, cell: (i: number) => of(i).category }] : []),
    { key: 'ranka', title: '现在名次', width: 84, numeric: true, card: true, cell: i => of(i).rank[0] || '—' },
    { key: 'rankb', title: '另一套名次', width: 96, numeric: true, card: true, cell: i => of(i).rank[1] || '—' },
    { key: 'shift', title: '变动', hint: '换成另一套后升降', width: 66, numeric: true, card: true, cell: i => <Shift by={shift(i)} /> },
    { key: 'scorea', title: '现在得分', width: 84, numeric: true, cell: i => fixed(of(i).published[0], precision) },
    { key: 'scoreb', title: '另一套得分', width: 96, numeric: true, cell: i => fixed(of(i).published[1], precision) },
    { key: 'gradea', title: '现在等级', width: 140, cell: i => gradeOf(i, 0) },
    { key: 'gradeb', title: '另一套等级', width: 140, cell: i => gradeOf(i, 1) },
    { key: 'what', title: '改变', width: 130, card: true, cell: i => [regraded(of(i)) ? '等级' : '', crossed(of(i)) ? '分界' : ''].filter(Boolean).join('、') },
  ]
  if (rows.length === undecided) return <p className="nothing">没有一个小镇在两套指标体系下都有得分，无从比较。按“{title}”读，这张表有 {count(issues.length)} 处问题，其中 {count(issues.filter(({ code }) => code === 'missing-column').length)} 列缺少。请放入两套都用得上的表。</p>
  return (
    <>
      <div className="summary">
        <p className="lead">换成“{title}”，{count(rows.length)} 个小镇中 <b>{count(rows.filter(regraded).length)}</b> 个换等级，<b>{count(rows.filter(crossed).length)}</b> 个越过分界{undecided ? `；${count(undecided)} 个在其中一套下没有得分` : ''}。</p>
        <ul className="says">{groups.map(({ group, towns, spearman, kendall }) => <li key={group}>{group ? `${group} ` : ''}{count(towns)} 个：Spearman ρ <b>{fixed(spearman, 3)}</b>，Kendall τ <b>{fixed(kendall, 3)}</b></li>)}</ul>
        {issues.some(({ severity }) => severity === 'error') || issues.some(({ code }) => code === 'missing-column') ? <p className="warn">这张表按另一套指标体系读，有 {issues.length} 处问题（{issues.filter(({ code }) => code === 'missing-column').length} 列缺少），比较只供参考。</p> : null}
        <label className="only"><Switch size="small" checked={only} onChange={setOnly} aria-label="只看有改变的" /> 只看有改变的 {count(changes)} 个</label>
      </div>
      <DataTable label="比较" columns={columns} rows={sorted(all, sort || '-what', valueOf)} sort={sort} onSort={key => change({ sort: key || undefined })} scroller={scroller} />
    </>
  )
}
