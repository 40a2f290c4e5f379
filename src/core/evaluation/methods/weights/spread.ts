// Weights from how far a column's values lie apart, each with its own measure of apart.
import { type Result } from '#core/base/result.ts'
import { type Columns } from '../matrix.ts'
import { type Column, mean, present, standardDeviation, sumOf, variance } from '../statistics.ts'
import { type Weighting, weighting } from './weighting.ts'

/** σ/Σσ of the columns as they are; scale them first where they have units. `ddof` cancels. */
export function standardDeviationWeights(columns: Columns, ddof: 0 | 1 = 1): Result<Weighting> {
  return weighting(columns, varied => varied.map(column => standardDeviation(present(column), ddof)))
}

/** σ²/Σσ². */
export function varianceWeights(columns: Columns, ddof: 0 | 1 = 1): Result<Weighting> {
  return weighting(columns, varied => varied.map(column => variance(present(column), ddof)))
}

/** Coefficients of variation σ/μ (变异系数法); columns with means above 0. */
export function variationWeights(columns: Columns, ddof: 0 | 1 = 1): Result<Weighting> {
  return weighting(columns, varied => varied.map(column => standardDeviation(present(column), ddof) / Math.abs(mean(present(column)))))
}

/** Gini's coefficient of each column. */
export function giniWeights(columns: Columns): Result<Weighting> {
  return weighting(columns, varied => varied.map(gini))
}

/** Half the mean absolute difference over the mean: 0 (all equal) … 1 for values ≥ 0. O(n log n). */
export function gini(values: Column): number {
  const sorted = present(values).sort()
  const n = sorted.length
  return sumOf(sorted, (value, i) => (2 * (i + 1) - n - 1) * value) / (n * n * mean(sorted))
}

/** Angle between a column and the constant one (Shuai et al. 2012): cos θ = Σx/(√m·√Σx²). */
export function angleWeights(columns: Columns): Result<Weighting> {
  return weighting(columns, varied => varied.map(column => {
    const known = present(column)
    const length = Math.sqrt(sumOf(known, value => value * value))
    return Math.acos(Math.min(1, sumOf(known, value => value) / (length * Math.sqrt(known.length))))
  }))
}

/** LOPCOW (Ecer & Pamucar 2022) on min-max columns: |100·ln(√(Σz²/m)/σ)|, σ with ddof 1. */
export function lopcowWeights(scaled: Columns, ddof: 0 | 1 = 1): Result<Weighting> {
  return weighting(scaled, varied => varied.map(column => {
    const known = present(column)
    return Math.abs(100 * Math.log(Math.sqrt(sumOf(known, value => value * value) / known.length) / standardDeviation(known, ddof)))
  }))
}
