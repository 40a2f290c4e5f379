// The columns of the proposals, as cells on the screen and as values to sort by and to export.
import { Checkbox } from 'antd'
import { Mark } from '../../site/ui/marks.tsx'
import type { Column } from '../ui/data-table.tsx'
import { fixed, percent } from '../ui/formats.ts'
import { firmnessWords } from '../words.ts'
import { decidedOf, departureOf, type Proposal } from './season-data.ts'
import { gradeOrder } from './words.ts'

type Options = { picked: ReadonlySet<number>; toggle: (row: number) => void; open: (row: number) => void; pickable: boolean; ranked: boolean }

const firmOrder = Object.keys(firmnessWords)

/** What a row is ordered by. */
export function valueOf(key: string, row: Proposal): number | string | null {
  switch (key) {
    case 'name': return row.name
    case 'region': return row.region
    case 'category': return row.category
    case 'rank': return row.rank
    case 'score': return row.score
    case 'grade': return row.grade === null ? null : gradeOrder.indexOf(row.grade)
    case 'lastyear': return row.lastYear
    case 'outcome': return decidedOf(row).label
    case 'article': return row.article
    case 'support': return row.robustness?.support ?? null
    case 'firm': return row.robustness ? firmOrder.indexOf(row.robustness.firmness) : null
    default: return null
  }
}

/** @param rows all rows; cells are asked for by their number */
export function columnsOf(rows: readonly Proposal[], { picked, toggle, open, pickable, ranked }: Options): { columns: Column[]; describe: (key: string, row: Proposal) => string | number } {
  const of = (i: number): Proposal => rows[i] as Proposal
  const columns: Column[] = [
    ...(pickable ? [{ key: 'pick', title: '选', width: 34, cell: (i: number) => <span onClick={event => event.stopPropagation()}><Checkbox checked={picked.has(i)} onChange={() => toggle(i)} aria-label={`选中${of(i).name}`} /></span> }] : []),
    ...(ranked ? [{ key: 'rank', title: '名次', hint: '在排名的范围内', width: 50, numeric: true, card: true, cell: (i: number) => of(i).rank ?? '—' }] : []),
    { key: 'name', title: '名称', width: 196, card: true, cell: i => <button type="button" className="name" title={of(i).name} onClick={() => open(i)}>{of(i).name}</button> },
    { key: 'region', title: '地区', width: 96, cell: i => of(i).regionName ?? '—' },
    { key: 'category', title: '类别', width: 72, card: true, cell: i => <span className="category">{of(i).category}</span> },
    ...(ranked ? [{ key: 'score', title: '得分', width: 64, numeric: true, card: true, cell: (i: number) => fixed(of(i).score, 2) }] : []),
    { key: 'grade', title: '本年度等级', width: 100, card: true, cell: i => <GradeCell row={of(i)} /> },
    { key: 'lastyear', title: '上年', width: 88, cell: i => <span className="quiet">{of(i).lastYear}</span> },
    { key: 'outcome', title: '结果', width: 132, card: true, cell: i => <Outcome row={of(i)} /> },
    { key: 'article', title: '依据', width: 78, cell: i => <Article row={of(i)} /> },
    ...(ranked ? [
      { key: 'support', title: '支持度', hint: '抽样中得出同一等级与前后段的比例，及 95% 区间', width: 158, numeric: true, cell: (i: number) => <Support row={of(i)} /> },
      { key: 'firm', title: '把握', width: 156, cell: (i: number) => <Firm row={of(i)} /> },
    ] : []),
  ]
  return { columns, describe }
}

function describe(key: string, row: Proposal): string | number {
  const sure = row.robustness
  switch (key) {
    case 'region': return row.regionName ?? ''
    case 'grade': return row.gradeLabel ?? ''
    case 'article': return row.cite ?? ''
    case 'outcome': return `${decidedOf(row).label}${departureOf(row) ? `（拟办为${row.label}；${row.departure?.reason}）` : row.open ? `（${row.open.reason}）` : ''}`
    case 'support': return sure ? `${percent(sure.support)} [${percent(sure.low)}, ${percent(sure.high)}]` : ''
    case 'firm': return sure ? `${firmnessWords[sure.firmness]}${sure.advice === 'none' ? '' : '，建议人工复核'}` : ''
    default: return valueOf(key, row) ?? ''
  }
}

export function GradeCell({ row: { grade, gradeLabel } }: { row: Proposal }) {
  return grade === null ? <>—</> : <span className="marked"><Mark code={grade} />{gradeLabel}</span>
}

export function Outcome({ row }: { row: Proposal }) {
  const departure = departureOf(row)
  if (departure) return <span className="outcome departed" title={`${departure.reason}（${departure.by}）`}><s>{row.label}</s><span className="marked"><Mark code={departure.outcome} />{departure.label}</span></span>
  if (row.outcome === null) return <span className="outcome open" title={row.open?.reason}><span className="marked"><Mark code="inferred" />{row.label}</span></span>
  return <span className={row.adverse ? 'outcome adverse' : 'outcome'}><span className="marked"><Mark code={row.outcome} />{row.label}</span></span>
}

/** The number and the article; whose number it is stands in the title. */
function Article({ row: { cite, open } }: { row: Proposal }) {
  return cite === null ? <span className="quiet" title={open?.reason ?? '文件没有写明，按设定的默认办理'}>没有写明</span> : <span title={cite}>{cite.replace(/^.*〔\d+〕/, '')}</span>
}

function Support({ row: { robustness } }: { row: Proposal }) {
  return robustness ? <span title={robustness.p5 === null || robustness.p95 === null ? undefined : `名次 ${Math.round(robustness.p5)} 到 ${Math.round(robustness.p95)}`}><b>{percent(robustness.support)}</b> <small>{interval(robustness)}</small></span> : <>—</>
}

/** Nothing where both ends print as the share itself. */
function interval({ support, low, high }: NonNullable<Proposal['robustness']>): string {
  const ends = [percent(low), percent(high)]
  return ends.every(end => end === percent(support)) ? '' : ends.join('–')
}

function Firm({ row: { robustness } }: { row: Proposal }) {
  return robustness ? <><span className={`firm ${robustness.firmness}`}>{firmnessWords[robustness.firmness]}</span>{robustness.advice === 'none' ? null : <span className="advice">建议人工复核</span>}</> : <>—</>
}
