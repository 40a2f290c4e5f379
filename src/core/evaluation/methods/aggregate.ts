// From several scores to one. Weights need not sum to 1: they are divided by their sum. A missing score (NaN) is left
// out and its weight goes to the others, as long as the present weight reaches `threshold` of the whole.
import { mean, standardDeviation, sum } from './statistics.ts'

export type Aggregation = (scores: readonly number[], weights: readonly number[]) => number

export const aggregations = { arithmetic, geometric, harmonic } as const

export function arithmetic(scores: readonly number[], weights: readonly number[]): number {
  const [x, w, total] = known(scores, weights)
  return sum(x.map((value, i) => value * (w[i] as number))) / total
}

/** exp(Σ w·ln x / Σ w); NaN for scores of 0 or less, which need a floor first. */
export function geometric(scores: readonly number[], weights: readonly number[]): number {
  const [x, w, total] = known(scores, weights)
  return x.some(value => value <= 0) ? Number.NaN : Math.exp(sum(x.map((value, i) => (w[i] as number) * Math.log(value))) / total)
}

/** Σ w / Σ (w/x); NaN where a score is 0. */
export function harmonic(scores: readonly number[], weights: readonly number[]): number {
  const [x, w, total] = known(scores, weights)
  return x.includes(0) ? Number.NaN : total / sum(x.map((value, i) => (w[i] as number) / value))
}

/** (Σ w·xᵖ / Σ w)^(1/p). */
export function power(scores: readonly number[], weights: readonly number[], p: number): number {
  const [x, w, total] = known(scores, weights)
  return (sum(x.map((value, i) => (w[i] as number) * value ** p)) / total) ** (1 / p)
}

/** Π xʷ with the weights as they are (weighted product model). */
export function product(scores: readonly number[], weights: readonly number[]): number {
  return scores.reduce((result, value, i) => result * value ** (weights[i] as number), 1)
}

/** λ·Σ w·x + (1 − λ)·Π xʷ (Zavadskas et al. 2012). */
export function waspas(scores: readonly number[], weights: readonly number[], lambda: number): number {
  return lambda * sum(scores.map((value, i) => value * (weights[i] as number))) + (1 - lambda) * product(scores, weights)
}

/** Mazziotta–Pareto index M·(1 ∓ cv²): uneven profiles lose (`minus`) or gain (`plus`). Scores on mean 100, sd 10. */
export function mazziottaPareto(scores: readonly number[], penalty: 'minus' | 'plus' = 'minus'): number {
  const centre = mean(scores)
  const unevenness = (standardDeviation(scores) / centre) ** 2
  return centre * (penalty === 'minus' ? 1 - unevenness : 1 + unevenness)
}

/** `rule`, or NaN where less than `threshold` of the scores (by number, as COINr counts) is present. */
export function withThreshold(rule: Aggregation, threshold: number): Aggregation {
  return (scores, weights) => {
    const there = scores.filter(value => !Number.isNaN(value)).length
    return there === 0 || there / scores.length < threshold ? Number.NaN : rule(scores, weights)
  }
}

function known(scores: readonly number[], weights: readonly number[]): [number[], number[], number] {
  const there = scores.map((_, i) => i).filter(i => !Number.isNaN(scores[i]))
  const w = there.map(i => weights[i] as number)
  return [there.map(i => scores[i] as number), w, sum(w)]
}
