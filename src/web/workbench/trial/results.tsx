// Scores, ranks, grades, sides of the cuts.
import { Button, Checkbox, Input, Popover, Select } from 'antd'
import { memo, type ReactNode, type RefObject, useDeferredValue, useMemo, useState } from 'react'
import { firmnessWords, gradeWord, sideWords, stateWords } from '../words.ts'
import { Mark } from '../../site/ui/marks.tsx'
import type { UnitRobustness } from '#core/evaluation/robustness/robustness.ts'
import { type Margins, type Opened, type Outcome, type RobustView, states } from '../engine/protocol.ts'
import { type Column, DataTable, sorted } from '../ui/data-table.tsx'
import { count, fixed, percent } from '../ui/formats.ts'
import { Strips } from './strips.tsx'
import { useView, type View } from './view.ts'

type Props = Found & { changed: boolean; scroller: RefObject<HTMLElement | null>; town: number | null; onOpen: (town: number, column?: string) => void }

/** Columns one may hide, remembered in this browser. */
const memory = 'zhenpu.trial.hidden'

/** Drawn again only when something of it changed: a weight on its way to the desk is not. */
export const Results = memo(function Results({ opened, outcome, margins, robustness, changed, scroller, town, onOpen }: Props) {
  const [view, change] = useView()
  const [hidden, setHidden] = useState<string[]>(() => JSON.parse(localStorage.getItem(memory) ?? '[]') as string[])
  const found = useMemo((): Found => ({ opened, outcome, margins, robustness }), [opened, outcome, margins, robustness])
  const columns = columnsOf(found, changed, onOpen)
  const rows = useRows(found, view)
  const valueOf = valuesOf(found)
  const shown = columns.filter(({ key }) => !hidden.includes(key))
  const hide = (keys: string[]): void => {
    setHidden(keys)
    localStorage.setItem(memory, JSON.stringify(keys))
  }
  const { scheme, towns } = opened
  return (
    <>
      <Strips scheme={scheme} towns={towns} outcome={outcome} onOpen={onOpen} chosen={town} />
      <div className="filters" role="search" aria-label="筛选">
        <Input.Search allowClear size="small" aria-label="按名称筛选" placeholder="名称" defaultValue={view.q ?? ''} onChange={event => change({ q: event.target.value || undefined })} />
        {scheme.categories.length ? <Select size="small" allowClear aria-label="类别" placeholder="类别" value={view.category ?? null} onChange={(value: string | null) => change({ category: value ?? undefined })} options={scheme.categories.map(value => ({ value, label: value }))} popupMatchSelectWidth={false} /> : null}
        <Select size="small" allowClear aria-label="等级" placeholder="等级" value={view.grade ?? null} onChange={(value: string | null) => change({ grade: value ?? undefined })} options={scheme.bands.map(({ grade }) => ({ value: grade, label: gradeWord(grade) }))} popupMatchSelectWidth={false} />
        <Select size="small" allowClear aria-label="前后段" placeholder="前后段" value={view.side ?? null} onChange={(value: View['side'] | null) => change({ side: value ?? undefined })} options={[{ value: 'top', label: '前段' }, { value: 'bottom', label: '后段' }, ...(changed ? [{ value: 'moved', label: '名次有变' }] : []), ...(robustness ? [{ value: 'review', label: '建议复核' }] : [])]} popupMatchSelectWidth={false} />
        <p className="counted" role="status">{rows.length === towns.length ? `${count(towns.length)} 个` : `${count(rows.length)} / ${count(towns.length)} 个`}</p>
        <Button size="small" onClick={() => void copyRows(shown, rows, valueOf)}>复制</Button>
        <Popover trigger="click" placement="bottomRight" content={<Checkbox.Group className="choose" value={columns.map(({ key }) => key).filter(key => !hidden.includes(key))} onChange={keys => hide(columns.map(({ key }) => key).filter(key => !keys.includes(key)))} options={columns.filter(({ key }) => key !== 'name').map(({ key, title }) => ({ value: key, label: title }))} />}>
          <Button size="small">列</Button>
        </Popover>
      </div>
      {rows.length ? <DataTable label="得分与名次" columns={shown} rows={rows} sort={view.sort ?? ''} onSort={sort => change({ sort: sort || undefined })} onOpen={onOpen} open={town} scroller={scroller} /> : <p className="nothing">没有符合筛选的小镇。<Button type="link" onClick={() => change({ q: undefined, category: undefined, grade: undefined, side: undefined })}>取消筛选</Button></p>}
      {margins === null ? null : <p className="remark"><i className="gap" aria-hidden="true" /> 有缺数据、不采用或补缺的指标，见依据。δ*：权重普遍错到这个比例以内，它与分界另一边任何一个小镇的先后都不会变。</p>}
    </>
  )
})

type Found = { opened: Opened; outcome: Outcome; margins: Margins | null; robustness: RobustView | null }
type ValueOf = (key: string, row: number) => number | string | null

function useRows(found: Found, { q, category, grade, side, sort = '' }: View): number[] {
  const wanted = useDeferredValue(q)
  return useMemo(() => {
    const { opened: { towns, scheme, official }, outcome: { standing }, robustness } = found
    const place = scheme.bands.findIndex(band => band.grade === grade)
    const review = new Set(robustness?.units.filter(({ advice }) => advice !== 'none').map(({ id }) => id))
    const rows = towns.map((_, i) => i).filter(i => {
      const { name, category: own, id } = towns[i] as (typeof towns)[number]
      if ((wanted && !name.includes(wanted)) || (category && own !== category) || (grade && standing.grade[i] !== place)) return false
      if (side === 'top' || side === 'bottom') return ((standing.inside[i] as number) & (side === 'top' ? 1 : 2)) !== 0
      return side === 'moved' ? standing.rank[i] !== official.standing.rank[i] : side === 'review' ? review.has(id) : true
    })
    const groups = scheme.rankWithin === 'category' ? scheme.categories : []
    return sort ? sorted(rows, sort, valuesOf(found)) : sorted(rows, 'place', (_, i) => (standing.rank[i] ? groups.indexOf(towns[i]?.category ?? '') * 1e6 + (standing.rank[i] as number) : null))
  }, [found, wanted, category, grade, side, sort])
}

/** What a column sorts by, and what is copied. */
function valuesOf({ opened: { scheme, towns, official }, outcome: { standing }, margins, robustness }: Found): ValueOf {
  const width = scheme.dimensions.length
  const sure = new Map(robustness?.units.map(unit => [unit.id, unit]))
  return (key, i) => {
    const unit = sure.get(towns[i]?.id ?? '')
    if (key.startsWith('dim-')) return standing.dimensions[i * width + Number(key.slice(4))] ?? null
    switch (key) {
      case 'rank': return standing.rank[i] || null
      case 'shift': return standing.rank[i] && official.standing.rank[i] ? (official.standing.rank[i] as number) - (standing.rank[i] as number) : null
      case 'name': return towns[i]?.name ?? ''
      case 'category': return towns[i]?.category ?? ''
      case 'score': return standing.published[i] ?? null
      case 'grade': return standing.grade[i] === -1 ? stateWords[states[standing.state[i] as number] ?? 'scored'] : gradeWord(scheme.bands[standing.grade[i] as number]?.grade ?? null)
      case 'inside': return standing.inside[i] ? ((standing.inside[i] as number) & 1 ? sideWords.top : sideWords.bottom) : null
      case 'margin': return margins?.margin[i] ?? null
      case 'support': case 'firm': return unit?.support ?? null
      default: return null
    }
  }
}

function columnsOf(found: Found, changed: boolean, onOpen: (town: number) => void): Column[] {
  const { opened: { scheme, towns }, outcome: { standing }, margins, robustness } = found
  const valueOf = valuesOf(found)
  const sure = new Map(robustness?.units.map(unit => [unit.id, unit]))
  const sureOf = (i: number): UnitRobustness | undefined => sure.get(towns[i]?.id ?? '')
  const plain = (key: string, decimals: number) => (i: number): ReactNode => fixed(valueOf(key, i) as number | null, decimals)
  return [
    { key: 'rank', title: '名次', width: 56, numeric: true, card: true, cell: i => standing.rank[i] || '—' },
    ...(changed ? [{ key: 'shift', title: '变动', hint: '与原权重相比', width: 60, numeric: true, card: true, cell: (i: number) => <Shift by={valueOf('shift', i) as number | null} /> }] : []),
    { key: 'name', title: '名称', width: 196, card: true, cell: i => <button type="button" className="name" title={towns[i]?.name} onClick={() => onOpen(i)}>{towns[i]?.name}</button> },
    ...(scheme.categories.length ? [{ key: 'category', title: '类别', width: 76, card: true, cell: (i: number) => towns[i]?.category ?? '' }] : []),
    { key: 'score', title: '得分', width: 72, numeric: true, card: true, cell: i => <>{standing.gaps[i] ? <i className="gap" role="img" aria-label={`${standing.gaps[i]} 项缺数据、不采用或补缺`} title={`${standing.gaps[i]} 项缺数据、不采用或补缺，见依据`} /> : null}{fixed(standing.published[i], scheme.precision)}</> },
    { key: 'grade', title: '等级', width: 98, card: true, cell: i => <Grade grade={scheme.bands[standing.grade[i] as number]?.grade ?? null} state={states[standing.state[i] as number] ?? 'scored'} /> },
    { key: 'inside', title: '前后段', hint: '在哪一条分界之内', width: 76, card: true, cell: i => <Side inside={standing.inside[i] as number} /> },
    { key: 'margin', title: 'δ*', hint: '权重至少要错多少，它与分界另一边的先后才可能变', width: 72, numeric: true, cell: i => (margins ? percent(margins.margin[i]) : <span className="wait">…</span>) },
    ...(robustness ? [
      { key: 'support', title: '支持度', hint: '抽样中得出同一结论的比例', width: 80, numeric: true, cell: (i: number) => percent(sureOf(i)?.support) },
      { key: 'firm', title: '评语', width: 72, cell: (i: number) => <Firm unit={sureOf(i)} /> },
    ] : []),
    ...scheme.dimensions.map(({ id, name }, d): Column => ({ key: `dim-${d}`, title: name, hint: `${id} ${name}，满分 100`, width: Math.max(64, 16 * name.length + 22), numeric: true, cell: plain(`dim-${d}`, 1) })),
  ]
}

export function Firm({ unit }: { unit: { firmness: keyof typeof firmnessWords; advice: string } | undefined }) {
  return unit ? <span className={`firm ${unit.firmness}`}>{firmnessWords[unit.firmness]}</span> : null
}

export function Grade({ grade, state }: { grade: string | null; state: keyof typeof stateWords }) {
  return grade === null ? <span className="quiet">{stateWords[state] || '—'}</span> : <span className="marked"><Mark code={grade} />{gradeWord(grade)}</span>
}

export function Side({ inside }: { inside: number }) {
  return inside & 1 ? <span className="side top">前段</span> : inside & 2 ? <span className="side bottom">后段</span> : null
}

export function Shift({ by }: { by: number | null }) {
  return by === null ? <>—</> : by === 0 ? <span className="same">·</span> : <span className={by > 0 ? 'up' : 'down'}><i aria-hidden="true">{by > 0 ? '▲' : '▼'}</i><span className="unseen">{by > 0 ? '升' : '降'}</span>{Math.abs(by)}</span>
}

/** The rows as shown, for pasting into a spreadsheet. */
async function copyRows(columns: readonly Column[], rows: readonly number[], valueOf: ValueOf): Promise<void> {
  const line = (row: number): string => columns.map(({ key }) => String(valueOf(key, row) ?? '').replace('NaN', '')).join('\t')
  await navigator.clipboard.writeText([columns.map(({ title }) => title).join('\t'), ...rows.map(line)].join('\n'))
}
