// 灰色关联分析 grey relational analysis (Deng 1989): weighted closeness to the best profile.
import { type Columns } from './matrix.ts'
import { type Direction, minmax } from './normalise.ts'
import { type Column, extent } from './statistics.ts'
import { weightedSums } from './aggregate.ts'

/**
 * Coefficient (Δmin + ζ·Δmax)/(Δ + ζ·Δmax) of each cell, Δ = 1 − min-max value, Δmin and Δmax over all cells; the grade
 * is their weighted sum. A constant column is everyone's best. All units equal: coefficients of 1.
 */
export function greyRelation(columns: Columns, weights: Column, directions: readonly Direction[], { zeta = 0.5 }: { zeta?: number } = {}): Float64Array {
  const gaps = columns.map((column, j) => minmax(column, directions[j] as Direction, { constant: 1 }).map(value => 1 - value))
  const bounds = gaps.map(extent)
  const [least, most] = [Math.min(...bounds.map(([low]) => low)), Math.max(...bounds.map(([, high]) => high))]
  return weightedSums(gaps.map(column => column.map(gap => (most === 0 ? 1 : (least + zeta * most) / (gap + zeta * most)))), weights)
}
