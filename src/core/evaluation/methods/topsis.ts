// TOPSIS (Hwang & Yoon 1981): near the ideal and far from its opposite.
import { byColumn, columns, type Matrix } from './matrix.ts'
import { byVector, type Direction, minmax } from './normalise.ts'
import { extent, sum } from './statistics.ts'

export type TopsisOptions = {
  normalisation?: 'vector' | 'minmax' | 'none'
  /** `classic` scales by the weight before measuring, `inside` weighs each squared distance once */
  weightForm?: 'classic' | 'inside'
  /** fixed ideals on the scale of the weighted values; absent: from the data */
  ideal?: readonly number[]
  antiIdeal?: readonly number[]
}

export type Topsis = { scores: number[]; ideal: number[]; antiIdeal: number[] }

/** Closeness 0 … 1; 0.5 for everyone where all units are equal. */
export function topsis(matrix: Matrix, weights: readonly number[], directions: readonly number[], options: TopsisOptions = {}): Topsis {
  const { normalisation = 'vector', weightForm = 'classic' } = options
  // After a direction-aware min-max all columns are benefits.
  const turned = normalisation === 'minmax' ? directions.map(() => 1) : directions
  const scaled = byColumn(matrix, (column, j) => (normalisation === 'vector' ? byVector(column) : normalisation === 'minmax' ? minmax(column, directions[j] as Direction, { constant: 1 }) : column))
  const weighted = scaled.map(row => row.map((value, j) => value * (weightForm === 'classic' ? (weights[j] as number) : 1)))
  const bounds = columns(weighted).map(extent)
  const ideal = options.ideal ? [...options.ideal] : bounds.map(([low, high], j) => (turned[j] === 1 ? high : low))
  const antiIdeal = options.antiIdeal ? [...options.antiIdeal] : bounds.map(([low, high], j) => (turned[j] === 1 ? low : high))
  const distance = (row: readonly number[], to: readonly number[]): number => Math.sqrt(sum(row.map((value, j) => (weightForm === 'inside' ? (weights[j] as number) : 1) * (value - (to[j] as number)) ** 2)))
  const scores = weighted.map(row => {
    const [good, bad] = [distance(row, ideal), distance(row, antiIdeal)]
    return good + bad === 0 ? 0.5 : bad / (good + bad)
  })
  return { scores, ideal, antiIdeal }
}
