// The whole decision rule on scores: publication, grade, quotas, vetoes, ranks. The same steps as `evaluate` takes, on
// numbers; a test holds the two together.
import { countInside, type Quota } from '../cut.ts'
import { orderByScore, type RankingWorkspace, rankingWorkspace } from '../methods/rank.ts'
import type { Group, Model } from './model.ts'

/** Memory for deciding many times. Not to be shared between threads. */
export type Bench = { workspace: RankingWorkspace; keys: Float64Array; open: Float64Array }

export function benchFor({ units }: Model): Bench {
  return { workspace: rankingWorkspace(units.length), keys: new Float64Array(units.length), open: new Float64Array(units.length) }
}

/**
 * What is decided about each unit, as one number: its grade's place and, for each quota, whether it is inside; and its
 * rank within its group (0: not ranked). `scores` are raised by additions and rounded in place, as for publication.
 * @param dimensionScores unit by unit; needed only where a band asks for a dimension
 */
export function decide(model: Model, scores: Float64Array, decisions: Int32Array, ranks: Int32Array, bench: Bench, dimensionScores?: Float64Array): void {
  const { scheme: { precision }, extra, most, parting } = model
  const unit = 10 ** precision
  for (let i = 0; i < scores.length; i++) {
    const raised = Math.min(most[i] as number, Math.max(0, (scores[i] as number) + (extra[i] as number)))
    const published = Math.floor(raised * unit + 0.5 + 1e-7) / unit
    decisions[i] = gradePlace(model, i, published, dimensionScores)
    scores[i] = published + (parting[i] as number)
  }
  for (const group of model.groups) decideGroup(model, group, scores, decisions, ranks, bench)
}

/** How many different decisions there can be. */
export function decisionCount({ scheme, quotas }: Model): number {
  return (scheme.bands.length + 1) * 2 ** quotas.length
}

/** A decision number in words: its grade and the quotas it is inside. */
export function readDecision({ scheme: { bands }, quotas }: Model, decision: number): { grade: string | null; inside: Quota['side'][] } {
  const flags = Math.floor(decision / (bands.length + 1))
  return { grade: bands[decision % (bands.length + 1)]?.grade ?? null, inside: quotas.filter((_, q) => Math.floor(flags / 2 ** q) % 2 === 1).map(quota => quota.side) }
}

function gradePlace(model: Model, i: number, published: number, dimensionScores: Float64Array | undefined): number {
  const { scheme: { bands, dimensions }, units } = model
  let place = 0
  while (place < bands.length) {
    const band = bands[place] as (typeof bands)[number]
    if (published >= band.from && (!band.also || band.also.every(({ of, from }) => {
      const unit = units[i]
      if (of === 'bonus' || of === 'deduction') return (unit?.adjustments ?? []).reduce((sum, item) => sum + (item.kind === of ? item.points : 0), 0) >= from
      const d = dimensions.findIndex(dimension => dimension.id === of)
      return (dimensionScores?.[i * dimensions.length + d] ?? unit?.dimensionScores[d] ?? 0) >= from
    }))) break
    place += 1
  }
  for (const { effect } of units[i]?.vetoes ?? []) {
    if (!('grade' in effect)) continue
    const to = bands.findIndex(band => band.grade === effect.grade)
    place = effect.kind === 'grade' ? to : Math.max(place, to)
  }
  return place
}

function decideGroup(model: Model, { members, ranked, barred }: Group, scores: Float64Array, decisions: Int32Array, ranks: Int32Array, { workspace, keys, open }: Bench): void {
  const own = keys.subarray(0, ranked.length)
  for (let i = 0; i < ranked.length; i++) own[i] = scores[ranked[i] as number] as number
  const { order, sorted, count } = orderByScore(own, workspace)
  let rank = 1
  for (let place = 0; place < count; place++) {
    if (place > 0 && sorted[place] !== sorted[place - 1]) rank = place + 1
    ranks[ranked[order[place] as number] as number] = rank
  }
  for (const [q, quota] of model.quotas.entries()) {
    const out = barred[q] as ReadonlySet<number>
    const mark = (model.scheme.bands.length + 1) * 2 ** q
    const top = quota.side === 'top'
    let free = 0
    for (let place = 0; place < count; place++) {
      const at = top ? place : count - 1 - place
      if (!out.size || !out.has(ranked[order[at] as number] as number)) open[free++] = sorted[at] as number
    }
    let left = countInside(open.subarray(0, free), quota, { base: members.length, used: !top && model.scheme.vetoUsesQuota ? out.size : 0 })
    for (let place = 0; place < count && left > 0; place++) {
      const unit = ranked[order[top ? place : count - 1 - place] as number] as number
      if (out.size && out.has(unit)) continue
      decisions[unit] = (decisions[unit] as number) + mark
      left -= 1
    }
    if (!top) for (const unit of out) decisions[unit] = (decisions[unit] as number) + mark
  }
}
