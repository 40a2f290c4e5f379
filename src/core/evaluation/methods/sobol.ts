// Which choice matters: variance-based sensitivity indices from runs A, B and AB₁…AB_d (ABᵢ: A with choice i from B).
import { type Column, extent, mean, quantile, sumOf, variance } from './statistics.ts'

export type SobolRuns = { a: Column; b: Column; ab: readonly Column[] }

/** First-order index as in Saltelli et al. 2010, mean(yB·(yABᵢ − yA))/V. Centre the runs first: an offset adds noise. */
export function firstOrder({ a, b, ab }: SobolRuns, total: number): number[] {
  return ab.map(runs => sumOf(runs, (value, k) => (b[k] as number) * (value - (a[k] as number))) / runs.length / total)
}

/** First-order index after Jansen 1999, 1 − mean((yB − yABᵢ)²)/2V: our default. */
export function firstOrderJansen({ b, ab }: SobolRuns, total: number): number[] {
  return ab.map(runs => 1 - sumOf(runs, (value, k) => ((b[k] as number) - value) ** 2) / (2 * runs.length * total))
}

/** Total index after Jansen 1999, mean((yA − yABᵢ)²)/2V. */
export function totalOrder({ a, ab }: SobolRuns, total: number): number[] {
  return ab.map(runs => sumOf(runs, (value, k) => ((a[k] as number) - value) ** 2) / (2 * runs.length * total))
}

/** Variance of the independent runs A and B together. */
export function totalVariance({ a, b }: SobolRuns, ddof: 0 | 1): number {
  return variance([...Array.from(a), ...Array.from(b)], ddof)
}

/** The runs less their common mean, over `scale`. */
export function centred({ a, b, ab }: SobolRuns, scale = 1): SobolRuns {
  const centre = mean([a, b, ...ab].flatMap(runs => Array.from(runs)))
  const shift = (runs: Column): Float64Array => Float64Array.from(runs, value => (value - centre) / scale)
  return { a: shift(a), b: shift(b), ab: ab.map(shift) }
}

export type SobolIndex = {
  value: number
  /** 95 % bootstrap interval */
  low: number
  high: number
  /** narrow enough to be shown: interval no wider than the limit asked for */
  shown: boolean
}

/**
 * First and total indices (Jansen, centred) with bootstrap intervals over the N base rows.
 * @param random uniform in [0, 1) of (resample, row): the caller's seeded generator
 * @param widest intervals wider than this are marked as not to be shown
 */
export function sobolIndices(runs: SobolRuns, { resamples, random, widest }: { resamples: number; random: (resample: number, row: number) => number; widest: number }): { first: SobolIndex[]; total: SobolIndex[] } {
  const own = centred(runs)
  const n = own.a.length
  const at = (rows: Column, column: Column): Float64Array => Float64Array.from(rows, row => column[row] as number)
  const samples = Array.from({ length: resamples }, (_, resample) => {
    const rows = Int32Array.from({ length: n }, (__, row) => Math.floor(random(resample, row) * n))
    return estimates({ a: at(rows, own.a), b: at(rows, own.b), ab: own.ab.map(column => at(rows, column)) })
  })
  const point = estimates(own)
  const within = (values: readonly number[], pick: (sample: { first: number[]; total: number[] }) => readonly number[]): SobolIndex[] => values.map((value, i) => {
    // A resample without any variance has no index.
    const spread = samples.map(sample => pick(sample)[i] as number).filter(Number.isFinite)
    const [low, high] = [quantile(spread, 0.025), quantile(spread, 0.975)]
    return { value, low, high, shown: high - low <= widest }
  })
  return { first: within(point.first, sample => sample.first), total: within(point.total, sample => sample.total) }
}

function estimates(runs: SobolRuns): { first: number[]; total: number[] } {
  const total = totalVariance(runs, 0)
  // Nothing varies: nothing matters.
  const [least, most] = extent([...Array.from(runs.a), ...Array.from(runs.b)])
  if (least === most) return { first: runs.ab.map(() => 0), total: runs.ab.map(() => 0) }
  return { first: firstOrderJansen(runs, total), total: totalOrder(runs, total) }
}
