// 秩和比 RSR (Tian 1988), a common cross-check in Chinese health and county evaluations.
import { type Columns } from './matrix.ts'
import type { Direction } from './normalise.ts'
import { ranks } from './rank.ts'
import { type Column, extent } from './statistics.ts'
import { weightedSums } from './aggregate.ts'

/**
 * RSR = Σ w·R/n, R the ascending rank (best: n), weights summing to 1; 1/n … 1, more is better.
 * @param form `ordinal` (整次法): averaged ranks; `interpolated` (非整次法): 1 + (n − 1)·min-max value, which keeps distances
 */
export function rankSumRatio(columns: Columns, weights: Column, directions: readonly Direction[], { form = 'ordinal' }: { form?: 'ordinal' | 'interpolated' } = {}): Float64Array {
  const units = columns[0]?.length ?? 0
  const ranked = columns.map((column, j) => {
    if (form === 'ordinal') return Float64Array.from(ranks(column, 'average', directions[j] === -1))
    const [low, high] = extent(column)
    // All equal: everyone in the middle, as averaged ranks would have it.
    return Float64Array.from(column, value => (low === high ? (units + 1) / 2 : 1 + ((units - 1) * (directions[j] === 1 ? value - low : high - value)) / (high - low)))
  })
  return weightedSums(ranked, weights).map(total => total / units)
}
