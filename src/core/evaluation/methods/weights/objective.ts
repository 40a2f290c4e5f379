// Weights that the data themselves suggest. For analysis: with few towns one outlier owns them, and they move every year.
import { pearson, spearman } from '../correlation.ts'
import { columns, type Matrix } from '../matrix.ts'
import { bySum, type Direction, minmax, present } from '../normalise.ts'
import { type Column, extent, mean, standardDeviation, sum, variance } from '../statistics.ts'
import { normalised } from './ahp.ts'

/** Each column's diversity 1 − e, e the entropy of its shares in base m (Shannon 1948; 0·ln 0 = 0). Constant columns: 0. */
export function entropyDiversity(shares: readonly Column[]): number[] {
  return shares.map(column => {
    const known = present(column)
    if (known.length < 2) return 0
    const entropy = -sum(known.map(p => (p > 0 ? p * Math.log(p) : 0))) / Math.log(known.length)
    const diversity = 1 - entropy
    return diversity < 1e-15 ? 0 : diversity
  })
}

/** Entropy weights of columns of values ≥ 0; `shift` is added first where a scheme asks for it. All constant: NaN for all. */
export function entropyWeights(values: readonly Column[], { shift = 0 }: { shift?: number } = {}): number[] {
  return normalised(entropyDiversity(values.map(column => bySum(Array.from(column, value => value + shift), 1))))
}

export type CriticOptions = { scale?: 'minmax' | 'none'; correlation?: 'pearson' | 'spearman'; ddof?: 0 | 1 }

/** CRITIC (Diakoulaki et al. 1995): spread times disagreement with the other columns. Constant columns get 0. */
export function critic(matrix: Matrix, directions: readonly number[], { scale = 'minmax', correlation = 'pearson', ddof = 1 }: CriticOptions = {}): { weights: number[]; information: number[]; conflict: number[][] } {
  const scaled = columns(matrix).map((column, j) => (scale === 'minmax' ? minmax(column, directions[j] as Direction, { constant: 0 }) : column))
  const agree = correlation === 'pearson' ? pearson : spearman
  const varied = scaled.map(column => { const [low, high] = extent(column); return low !== high })
  const conflict = scaled.map((a, i) => scaled.map((b, j) => (i === j || !varied[i] || !varied[j] ? 0 : 1 - agree(a, b))))
  const information = scaled.map((column, j) => (varied[j] ? standardDeviation(column, ddof) * sum(conflict[j] as number[]) : 0))
  return { weights: normalised(information), information, conflict }
}

export function standardDeviationWeights(values: readonly Column[], ddof: 0 | 1 = 0): number[] {
  return normalised(values.map(column => standardDeviation(column, ddof)))
}

export function varianceWeights(values: readonly Column[], ddof: 0 | 1 = 0): number[] {
  return normalised(values.map(column => variance(column, ddof)))
}

/** Gini's coefficient of each column, half the mean absolute difference over the mean; its share is the weight. */
export function giniWeights(values: readonly Column[]): number[] {
  return normalised(values.map(gini))
}

/** 0 (all equal) … 1. O(n log n). */
export function gini(values: Column): number {
  const sorted = Array.from(values).sort((a, b) => a - b)
  const n = sorted.length
  return sum(sorted.map((value, i) => (2 * (i + 1) - n - 1) * value)) / (n * n * mean(sorted))
}

/** MEREC (Keshavarz-Ghorabaee et al. 2021): how much the whole changes when a column is taken out. Needs values above 0. */
export function merec(matrix: Matrix, directions: readonly number[]): number[] {
  const scaled = columns(matrix).map((column, j) => {
    const [low, high] = extent(column)
    return column.map(value => (directions[j] === 1 ? low / value : value / high))
  })
  const logs = scaled.map(column => column.map(value => Math.abs(Math.log(value))))
  const k = logs.length
  const whole = matrix.map((_, i) => Math.log(1 + sum(logs.map(column => column[i] as number)) / k))
  const effects = logs.map(own => sum(matrix.map((_, i) => {
    const without = Math.log(1 + (sum(logs.map(column => column[i] as number)) - (own[i] as number)) / k)
    return Math.abs(without - (whole[i] as number))
  })))
  return normalised(effects)
}

/** Squared loadings of the first principal component of the correlation matrix; they sum to 1. */
export function pcaWeights(matrix: Matrix): { weights: number[]; loadings: number[] } {
  const all = columns(matrix)
  const correlations = all.map(a => all.map(b => pearson(a, b)))
  let loadings = all.map((_, i) => 1 + i * 1e-3)
  for (let step = 0; step < 10_000; step++) {
    const next = correlations.map(row => sum(row.map((value, j) => value * (loadings[j] as number))))
    const length = Math.sqrt(sum(next.map(value => value * value)))
    const scaled = next.map(value => value / length)
    const moved = Math.max(...scaled.map((value, i) => Math.abs(value - (loadings[i] as number))))
    loadings = scaled
    if (moved < 1e-14) break
  }
  const sign = sum(loadings) < 0 ? -1 : 1
  const signed = loadings.map(value => value * sign)
  return { loadings: signed, weights: signed.map(value => value * value) }
}
