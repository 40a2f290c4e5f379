// How sure each decision is, drawn here and now.
import { Button } from 'antd'
import type { RefObject } from 'react'
import { printDoubt, weightDoubtOf } from '#core/evaluation/doubt.ts'
import type { UnitRobustness } from '#core/evaluation/robustness/robustness.ts'
import { Mark } from '../../site/ui/marks.tsx'
import type { RobustView } from '../engine/protocol.ts'
import { type Column, DataTable, sorted } from '../ui/data-table.tsx'
import { count, percent } from '../ui/formats.ts'
import { firmnessWords, gradeWord, insideWord, sideWords, variedWords } from '../words.ts'
import { Dumbbell, RankAxis } from './dumbbell.tsx'
import { Matters } from './matters.tsx'
import { Firm } from './results.tsx'
import { Going, RobustOrder } from './robust-order.tsx'
import type { Trial } from './use-trial.ts'
import { useView } from './view.ts'

type Props = { trial: Trial; scroller: RefObject<HTMLElement | null>; town: number | null; onOpen: (town: number, column?: string) => void }

export function Robust(props: Props) {
  const { opened, robustness, drawing, changed } = props.trial
  if (!opened) return null
  return (
    <>
      <RobustOrder trial={props.trial} />
      {drawing ? <Going drawing={drawing} onCancel={props.trial.cancel} /> : null}
      {robustness ? <Found {...props} view={robustness} /> : drawing ? null : <p className="nothing">{changed ? '权重变了，原来的抽样不再适用。' : ''}抽样时{printDoubt(weightDoubtOf(opened.scheme.robustness))}{opened.scheme.robustness.aggregations.length ? '，换几种合成方法' : ''}，把全部规则重走一遍，数一数结论有多少次不变。怎样抽可以在上面改，不影响指标体系；同一种子，结果一样。</p>}
    </>
  )
}

function Found({ trial, view, scroller, town, onOpen }: Props & { view: RobustView }) {
  const [{ sort = '' }, change] = useView()
  const { scheme, towns } = trial.opened as NonNullable<Trial['opened']>
  const places = new Map(towns.map(({ id }, i) => [id, i]))
  const byTown = new Map(view.units.map(unit => [places.get(unit.id) as number, unit]))
  const most = Math.max(1, ...view.units.map(({ rank }) => rank?.official ?? 0))
  const together = new Map(view.joint?.map(({ id, support }) => [places.get(id) as number, support]))
  const nameOf = (id: string): string => towns[places.get(id) ?? -1]?.name ?? id
  const valueOf = (key: string, row: number): number | string | null => {
    const unit = byTown.get(row)
    switch (key) {
      case 'rank': return unit?.rank?.official ?? null
      case 'name': return towns[row]?.name ?? ''
      case 'support': return unit?.support ?? null
      case 'firm': return unit?.support ?? null
      case 'span': return unit?.rank ? unit.rank.p95 - unit.rank.p5 : null
      case 'margin': return unit?.margin ?? null
      case 'decision': return unit ? decisionWord(unit) : null
      case 'joint': return together.get(row) ?? null
      case 'flips': return unit?.flips.length ?? null
      case 'agree': return unit ? unit.agreement.agree : null
      default: return null
    }
  }
  const groups = scheme.rankWithin === 'category' ? scheme.categories : []
  const rows = sort ? sorted([...byTown.keys()], sort, valueOf) : sorted([...byTown.keys()], 'rank', (_, row) => { const rank = byTown.get(row)?.rank; return rank ? groups.indexOf(towns[row]?.category ?? '') * 1e6 + rank.official : null })
  const of = (row: number): UnitRobustness => byTown.get(row) as UnitRobustness
  const columns: Column[] = [
    { key: 'rank', title: '名次', width: 56, numeric: true, card: true, cell: row => of(row).rank?.official ?? '—' },
    { key: 'name', title: '名称', width: 190, card: true, cell: row => <button type="button" className="name" title={towns[row]?.name} onClick={() => onOpen(row)}>{towns[row]?.name}</button> },
    { key: 'decision', title: '结论', width: 116, card: true, cell: row => <span className="marked">{of(row).decision.grade ? <Mark code={of(row).decision.grade ?? ''} /> : null}{decisionWord(of(row))}</span> },
    { key: 'support', title: '支持度', hint: '抽样中得出同一结论的比例；细字是 95% 区间', width: 168, numeric: true, card: true, cell: row => <>{percent(of(row).support)} <small> {percent(of(row).interval.low)}–{percent(of(row).interval.high)}</small></> },
    ...(view.joint ? [{ key: 'joint', title: '两年同时', hint: '同一套权重下，今年和上一年的结论同时不变的比例；不是两个比例相乘', width: 84, numeric: true, cell: (row: number) => percent(together.get(row)) }] : []),
    { key: 'firm', title: '评语', width: 150, card: true, cell: row => <><Firm unit={of(row)} />{of(row).advice === 'none' ? null : <span className="advice">建议人工复核</span>}</> },
    { key: 'span', title: '名次范围', hint: '抽样中 5% 到 95% 的名次；竖线是现在的名次', width: 250, head: <RankAxis most={most} />, cell: row => <Dumbbell rank={of(row).rank} most={most} /> },
    { key: 'margin', title: 'δ*', width: 68, numeric: true, cell: row => percent(of(row).margin) },
    { key: 'agree', title: '别的方法', hint: '几种别的合成方法中，有几种分在同一段', width: 76, numeric: true, cell: row => `${of(row).agreement.agree}/${of(row).agreement.methods}` },
    { key: 'flips', title: '去掉会变', hint: '去掉哪一项指标，结论会变', width: 110, cell: row => of(row).flips.join('、') },
    { key: 'change', title: '最省的改变', width: 200, cell: row => { const { change: cheapest } = of(row); return cheapest ? <span title={`${cheapest.name} 由 ${cheapest.from} 到 ${cheapest.to}`}>{cheapest.indicator} {cheapest.from} → {cheapest.to}</span> : null } },
  ]
  return (
    <>
      <Summary view={view} nameOf={nameOf} onOpen={id => onOpen(places.get(id) as number)} />
      <Matters view={view} busy={trial.drawing !== null} towns={towns.length} nameOf={nameOf} onExplore={trial.explore} onOpen={id => onOpen(places.get(id) as number)} />
      <DataTable label="稳健性" columns={columns} rows={rows} sort={sort} onSort={key => change({ sort: key || undefined })} onOpen={onOpen} open={town} scroller={scroller} />
      <p className="remark">变动了{view.varied.map(what => variedWords[what]).join('、')}，没有变动指标取舍和数据真伪。{view.varied.includes('weights') ? `${printDoubt(view.weights)}；` : ''}{count(view.draws)} 次抽样，种子 {view.seed}，用时 {view.seconds.toFixed(1)} 秒。</p>
    </>
  )
}

function Summary({ view, nameOf, onOpen }: { view: RobustView; nameOf: (id: string) => string; onOpen: (id: string) => void }) {
  const kinds = Object.entries(firmnessWords) as [keyof typeof firmnessWords, string][]
  const review = view.units.filter(({ advice }) => advice !== 'none')
  const bottom = new Set(view.units.filter(({ decision }) => decision.inside.includes('bottom')).map(({ id }) => id))
  const joint = (view.joint ?? []).filter(({ id }) => bottom.has(id))
  return (
    <div className="summary">
      <ul className="kinds">{kinds.map(([kind, word]) => <li key={kind} className={`firm ${kind}`}><b>{count(view.units.filter(({ firmness }) => firmness === kind).length)}</b> {word}</li>)}</ul>
      <ul className="says">
        {view.overlap.map(({ side, share, jaccard }) => <li key={side}>{sideWords[side]}（{share / 100}%）名单平均有 <b>{percent(jaccard)}</b> 与现在重合</li>)}
        {review.length ? <li>建议人工复核：{review.slice(0, 8).map(({ id }) => <Button key={id} type="link" size="small" onClick={() => onOpen(id)}>{nameOf(id)}</Button>)}{review.length > 8 ? ` 等 ${review.length} 个` : ''}</li> : <li>不利结论都在“较稳健”以上，没有要复核的</li>}
        {joint.length ? <li>要连看两年的：{joint.slice(0, 8).map(({ id, support }) => <Button key={id} type="link" size="small" onClick={() => onOpen(id)}>{nameOf(id)}（{percent(support, 0)} 两年同时）</Button>)}{joint.length > 8 ? ` 等 ${joint.length} 个` : ''}</li> : null}
        {view.nearMisses.length ? <li>差一点的：{view.nearMisses.slice(0, 8).map(({ id, side, share }) => <Button key={`${id} ${side}`} type="link" size="small" onClick={() => onOpen(id)}>{nameOf(id)}（{percent(share, 0)} 进{sideWords[side]}）</Button>)}{view.nearMisses.length > 8 ? ` 等 ${view.nearMisses.length} 个` : ''}</li> : null}
      </ul>
    </div>
  )
}

function decisionWord({ decision: { grade, inside } }: UnitRobustness): string {
  return [gradeWord(grade), insideWord(inside)].filter(Boolean).join(' · ')
}
