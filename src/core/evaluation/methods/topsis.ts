// TOPSIS (Hwang & Yoon 1981): near the ideal and far from its opposite.
import { type Columns } from './matrix.ts'
import { byVector, type Direction, minmax } from './normalise.ts'
import { type Column, extent } from './statistics.ts'

/** What authors do differently, named: each choice can change the order. */
export type TopsisOptions = {
  normalisation?: 'vector' | 'minmax' | 'none'
  /** `classic` scales by the weight before measuring (w² under the root), `inside` weighs each squared distance once */
  weightForm?: 'classic' | 'inside'
  /** fixed ideals on the scale of the weighted values; absent: from the data */
  ideal?: Column
  antiIdeal?: Column
}

export type Topsis = { scores: Float64Array; ideal: Float64Array; antiIdeal: Float64Array; /** all units equal: everyone has 0.5, and a warning is due */ undecided: boolean }

/** Closeness D⁻/(D⁺ + D⁻), 0 … 1; 0.5 where both distances are 0. Costs by swapping ideal and opposite, never by 1/x. */
export function topsis(columns: Columns, weights: Column, directions: readonly Direction[], options: TopsisOptions = {}): Topsis {
  const { normalisation = 'vector', weightForm = 'classic' } = options
  const units = columns[0]?.length ?? 0
  const [good, bad] = [new Float64Array(units), new Float64Array(units)]
  const [ideal, antiIdeal] = [new Float64Array(columns.length), new Float64Array(columns.length)]
  for (const [j, column] of columns.entries()) {
    const direction = directions[j] as Direction
    const scaled = normalisation === 'vector' ? byVector(column) : normalisation === 'minmax' ? minmax(column, direction, { constant: 1 }) : column
    const weight = weights[j] as number
    const factor = weightForm === 'classic' ? weight : 1
    const [low, high] = extent(scaled)
    // A direction-aware min-max has turned the costs already.
    const turned = direction === 1 || normalisation === 'minmax'
    ideal[j] = options.ideal ? options.ideal[j] as number : factor * (turned ? high : low)
    antiIdeal[j] = options.antiIdeal ? options.antiIdeal[j] as number : factor * (turned ? low : high)
    addSquares(good, bad, scaled, factor, weightForm === 'classic' ? 1 : weight, ideal[j] as number, antiIdeal[j] as number)
  }
  let undecided = units > 0
  for (let i = 0; i < units; i++) {
    const [toGood, toBad] = [Math.sqrt(good[i] as number), Math.sqrt(bad[i] as number)]
    const whole = toGood + toBad
    if (whole !== 0) undecided = false
    good[i] = whole === 0 ? 0.5 : toBad / whole
  }
  return { scores: good, ideal, antiIdeal, undecided }
}

/** Plain sums: squares do not cancel. */
function addSquares(good: Float64Array, bad: Float64Array, column: Column, factor: number, weight: number, ideal: number, antiIdeal: number): void {
  for (let i = 0; i < good.length; i++) {
    const value = (column[i] as number) * factor
    const [up, down] = [value - ideal, value - antiIdeal]
    good[i] = (good[i] as number) + weight * up * up
    bad[i] = (bad[i] as number) + weight * down * down
  }
}
