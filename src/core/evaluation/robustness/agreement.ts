// What other methods would have said: how many of them put a unit inside and outside the same cuts.
import { geometric, floored } from '../methods/aggregate.ts'
import { mapRows } from '../methods/matrix.ts'
import { rankSumRatio } from '../methods/rank-sum-ratio.ts'
import { competitionRanks, rankingWorkspace } from '../methods/rank.ts'
import { topsis } from '../methods/topsis.ts'
import { vikor } from '../methods/vikor.ts'
import { arithmetic } from '../methods/aggregate.ts'
import type { Group, Model } from './model.ts'

export const secondOpinions = ['arithmetic', 'geometric', 'topsis', 'vikor', 'rankSum'] as const
export type SecondOpinion = (typeof secondOpinions)[number]

/** For each unit: its rank under each method (null: not ranked), and how many methods put it in the same quota sets. */
export type Agreement = { ranks: Record<SecondOpinion, number | null>; agree: number }

/**
 * All methods work on the same points and weights, those of each unit's group; sets are as large as the official ones, and
 * whoever ties across their edge is inside.
 */
export function agreementOf(model: Model): Agreement[] {
  const result = model.units.map((): Agreement => ({ ranks: { arithmetic: null, geometric: null, topsis: null, vikor: null, rankSum: null }, agree: 0 }))
  for (const group of model.groups) {
    const methods = scoresByMethod(model, group)
    for (const name of secondOpinions) {
      const ranks = new Int32Array(group.ranked.length)
      competitionRanks(methods[name], ranks, rankingWorkspace(ranks.length))
      const inside = setsBy(model, group, ranks)
      for (const [k, unit] of group.ranked.entries()) {
        const own = result[unit] as Agreement
        own.ranks[name] = ranks[k] as number
        own.agree += model.quotas.every((_, q) => group.barred[q]?.has(unit) || inside[q]?.has(unit) === isInside(model, unit, q)) ? 1 : 0
      }
    }
  }
  return result
}

/** For each quota, the rows a method would put inside, as many as officially are; whoever ties across the edge is inside. */
function setsBy(model: Model, { ranked, barred }: Group, ranks: Int32Array): Set<number>[] {
  const worst = ranks.reduce((most, rank) => Math.max(most, rank), 0)
  // How many stand before a rank, from the top and from the bottom.
  const counts = new Int32Array(worst + 2)
  for (const rank of ranks) counts[rank] = (counts[rank] as number) + 1
  const below = new Int32Array(worst + 2)
  for (let rank = worst - 1; rank >= 0; rank--) below[rank] = (below[rank + 1] as number) + (counts[rank + 1] as number)
  return model.quotas.map((quota, q) => {
    const size = ranked.reduce((sum, row) => sum + (isInside(model, row, q) && !barred[q]?.has(row) ? 1 : 0), 0)
    return new Set(Array.from(ranked).filter((_, k) => (quota.side === 'top' ? (ranks[k] as number) - 1 : below[ranks[k] as number] as number) < size))
  })
}

function isInside({ official, scheme }: Model, row: number, q: number): boolean {
  return (((official.decisions[row] as number) / (scheme.bands.length + 1)) >> q & 1) === 1
}

function scoresByMethod({ points, weights, width, scheme: { aggregation } }: Model, { ranked }: Group): Record<SecondOpinion, Float64Array> {
  const columns = Array.from({ length: width }, (_, j) => Float64Array.from(ranked, row => points[row * width + j] as number))
  const own = Array.from({ length: width }, (_, j) => Float64Array.from(ranked, row => weights[row * width + j] as number))
  // Methods that compare units need one set of weights: the mean of the group's.
  const common = own.map(column => (column.length ? column.reduce((sum, weight) => sum + weight, 0) / column.length : 0))
  const shares = common.map(weight => weight / (common.reduce((sum, other) => sum + other, 0) || 1))
  const directions = columns.map(() => 1 as const)
  return {
    arithmetic: mapRows(columns, row => arithmetic(row, shares)),
    geometric: mapRows(columns, row => floored(geometric, aggregation.floor)(row, shares)),
    topsis: topsis(columns, shares, directions).scores.map(score => (Number.isNaN(score) ? 0 : score)),
    vikor: vikor(columns, shares, directions).q.map(q => -q),
    rankSum: rankSumRatio(columns, shares, directions),
  }
}
