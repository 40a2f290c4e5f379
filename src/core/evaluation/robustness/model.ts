// An evaluation as numbers only, so that its decisions can be made again thousands of times under other weights.
import { cutSorted, type Quota } from '../cut.ts'
import type { Evaluation, Scored } from '../evaluate.ts'
import { indicatorsOf, type Scheme } from '../scheme.ts'

export type Model = {
  units: readonly Scored[]
  width: number
  /** points of unit i on indicator j at i·width + j */
  points: Float64Array
  /** nominal weight there; 0 where the indicator does not count for the unit */
  weights: Float64Array
  /** units that are ranked together */
  groups: readonly (readonly number[])[]
  total: number
  precision: number
  bands: readonly { grade: string; from: number }[]
  quotas: readonly Quota[]
}

/** The scored units of an evaluation; the others have no decision to be robust about. */
export function modelOf(scheme: Scheme, evaluation: Evaluation): Model {
  const units = evaluation.units.filter(unit => unit.state === 'scored')
  const width = indicatorsOf(scheme).length
  const points = new Float64Array(units.length * width)
  const weights = new Float64Array(units.length * width)
  for (const [i, unit] of units.entries()) {
    for (const [j, part] of unit.parts.entries()) {
      points[i * width + j] = part.points ?? 0
      weights[i * width + j] = part.weight
    }
  }
  const groups = [...Map.groupBy(units.map((_, i) => i), i => (scheme.rankWithin === 'category' ? units[i]?.category ?? '' : '')).values()]
  return { units, width, points, weights, groups, total: scheme.total, precision: scheme.precision, bands: scheme.bands, quotas: scheme.quotas }
}

/** Scores of all units when indicator j's weight is multiplied by `factors[j]`; every unit's weights still sum to the total. */
export function scoresUnder({ units, width, points, weights, total }: Model, factors: Float64Array, out: Float64Array): void {
  for (let i = 0; i < units.length; i++) {
    let [score, whole] = [0, 0]
    for (let j = 0, at = i * width; j < width; j++, at++) {
      const weight = (weights[at] as number) * (factors[j] as number)
      score += weight * (points[at] as number)
      whole += weight
    }
    out[i] = whole > 0 ? (score * total) / (100 * whole) : 0
  }
}

/**
 * What is decided about each unit, as one number: its grade's place and, for each quota, whether it is inside; and its
 * rank within its group. Scores are rounded first, as they are for publication.
 */
export function decide(model: Model, scores: Float64Array, decisions: Int32Array, ranks: Int32Array): void {
  const { bands, quotas, groups, precision } = model
  const unit = 10 ** precision
  for (let i = 0; i < scores.length; i++) {
    const published = Math.floor((scores[i] as number) * unit + 0.5 + 1e-7) / unit
    scores[i] = published
    let grade = 0
    while (grade < bands.length - 1 && published < (bands[grade] as { from: number }).from) grade += 1
    decisions[i] = grade
  }
  for (const group of groups) {
    const order = group.toSorted((a, b) => (scores[b] as number) - (scores[a] as number))
    const sorted = Float64Array.from(order, i => scores[i] as number)
    for (const [place, i] of order.entries()) ranks[i] = place > 0 && sorted[place] === sorted[place - 1] ? (ranks[order[place - 1] as number] as number) : place + 1
    const rising = sorted.toReversed()
    for (const [q, quota] of quotas.entries()) {
      const { count } = cutSorted(quota.side === 'top' ? sorted : rising, quota)
      const inside = quota.side === 'top' ? order.slice(0, count) : order.slice(order.length - count)
      for (const i of inside) decisions[i] = (decisions[i] as number) + bands.length * 2 ** q
    }
  }
}

/** A decision number in words: its grade and the quotas it is inside. */
export function readDecision({ bands, quotas }: Model, decision: number): { grade: string; inside: Quota['side'][] } {
  const flags = Math.floor(decision / bands.length)
  return { grade: bands[decision % bands.length]?.grade ?? '', inside: quotas.filter((_, q) => Math.floor(flags / 2 ** q) % 2 === 1).map(quota => quota.side) }
}
