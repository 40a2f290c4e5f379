// Which choice matters: variance-based sensitivity indices from runs A, B and AB₁…AB_d.
import { mean, sum, variance } from './statistics.ts'

export type SobolRuns = { a: readonly number[]; b: readonly number[]; ab: readonly (readonly number[])[] }

/** First-order index as in Saltelli et al. 2010, mean(yB·(yABᵢ − yA))/V. Centre the runs first: an offset adds noise. */
export function firstOrder({ a, b, ab }: SobolRuns, total: number): number[] {
  return ab.map(runs => mean(runs.map((value, k) => (b[k] as number) * (value - (a[k] as number)))) / total)
}

/** First-order index after Jansen 1999, 1 − mean((yB − yABᵢ)²)/2V: our default. */
export function firstOrderJansen({ b, ab }: SobolRuns, total: number): number[] {
  return ab.map(runs => 1 - sum(runs.map((value, k) => ((b[k] as number) - value) ** 2)) / (2 * runs.length * total))
}

/** Total index after Jansen 1999, mean((yA − yABᵢ)²)/2V. */
export function totalOrder({ a, ab }: SobolRuns, total: number): number[] {
  return ab.map(runs => sum(runs.map((value, k) => ((a[k] as number) - value) ** 2)) / (2 * runs.length * total))
}

/** Variance of the independent runs A and B together. */
export function totalVariance({ a, b }: SobolRuns, ddof: 0 | 1): number {
  return variance([...a, ...b], ddof)
}

/** The runs less their common mean, over their common standard deviation where `scale`. */
export function centred({ a, b, ab }: SobolRuns, scale = 1): SobolRuns {
  const all = [...a, ...b, ...ab.flat()]
  const centre = mean(all)
  const shift = (runs: readonly number[]): number[] => runs.map(value => (value - centre) / scale)
  return { a: shift(a), b: shift(b), ab: ab.map(shift) }
}
