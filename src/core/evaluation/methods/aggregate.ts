// From several scores to one. Weights need not sum to 1: they are divided by their sum. A missing score (NaN) is left
// out and its weight goes to the others; `withThreshold` says how much must be there. All sums are compensated.
import { type Columns, mapRows } from './matrix.ts'
import { type Column, mean, standardDeviation, sum } from './statistics.ts'

export type Aggregation = (scores: Column, weights: Column) => number

export const aggregations = { arithmetic, geometric, harmonic, min: least } as const

/** Σ w·x / Σ w. */
export function arithmetic(scores: Column, weights: Column): number {
  return meanOf(scores, weights, value => value)
}

/** exp(Σ w·ln x / Σ w); NaN for scores of 0 or less, which need a floor first: see `floored`. */
export function geometric(scores: Column, weights: Column): number {
  return Math.exp(meanOf(scores, weights, value => (value > 0 ? Math.log(value) : Number.NaN)))
}

/** Σ w / Σ (w/x); NaN where a score is 0. */
export function harmonic(scores: Column, weights: Column): number {
  return 1 / meanOf(scores, weights, value => (value === 0 ? Number.NaN : 1 / value))
}

/** (Σ w·xᵖ / Σ w)^(1/p), p ≠ 0. */
export function power(scores: Column, weights: Column, p: number): number {
  return meanOf(scores, weights, value => value ** p) ** (1 / p)
}

/** The weakest score with a weight above 0: nothing compensates. */
export function least(scores: Column, weights: Column): number {
  let lowest = Infinity
  for (let i = 0; i < scores.length; i++) if ((weights[i] as number) > 0 && (scores[i] as number) < lowest) lowest = scores[i] as number
  return lowest === Infinity ? Number.NaN : lowest
}

/** `rule` on scores raised to at least `floor`, so that a 0 does not wipe out a geometric mean. */
export function floored(rule: Aggregation, floor: number): Aggregation {
  return (scores, weights) => rule(Float64Array.from(scores, value => (value < floor ? floor : value)), weights)
}

/** Π xʷ with the weights as they are (weighted product model). */
export function product(scores: Column, weights: Column): number {
  let result = 1
  for (let i = 0; i < scores.length; i++) result *= (scores[i] as number) ** (weights[i] as number)
  return result
}

/** λ·Σ w·x + (1 − λ)·Π xʷ (Zavadskas et al. 2012). λ 0 and 1 are the pure product and the pure sum. */
export function waspas(scores: Column, weights: Column, lambda: number): number {
  return lambda * dot(scores, weights) + (1 - lambda) * product(scores, weights)
}

/** Mazziotta–Pareto index M·(1 ∓ cv²): uneven profiles lose (`minus`) or gain (`plus`). Scores on mean 100, sd 10. */
export function mazziottaPareto(scores: Column, penalty: 'minus' | 'plus' = 'minus'): number {
  const centre = mean(scores)
  const unevenness = (standardDeviation(scores) / centre) ** 2
  return centre * (penalty === 'minus' ? 1 - unevenness : 1 + unevenness)
}

/** `rule`, or NaN where less than `threshold` of the scores (by number, as COINr counts) is present. */
export function withThreshold(rule: Aggregation, threshold: number): Aggregation {
  return (scores, weights) => {
    let there = 0
    for (let i = 0; i < scores.length; i++) if (!Number.isNaN(scores[i])) there += 1
    return there === 0 || there / scores.length < threshold ? Number.NaN : rule(scores, weights)
  }
}

/** Σ w·x of one unit, weights as they are. */
export function dot(scores: Column, weights: Column): number {
  let total = 0
  let lost = 0
  for (let i = 0; i < scores.length; i++) {
    const value = (scores[i] as number) * (weights[i] as number)
    const next = total + value
    const shift = next - total
    lost += total - (next - shift) + (value - shift)
    total = next
  }
  return total + lost
}

/**
 * Σ w·x of every unit, weights as they are; NaN where a score is missing. Compensated unit by unit in column order, so
 * the result is exactly `dot` of each row; two columns a pass, as memory is what costs here.
 */
export function weightedSums(columns: Columns, weights: Column, out = new Float64Array(columns[0]?.length ?? 0)): Float64Array {
  const lost = new Float64Array(out.length)
  out.fill(0)
  const none = new Float64Array(columns.length % 2 ? out.length : 0)
  for (let j = 0; j < columns.length; j += 2) addTwo(out, lost, columns[j] as Column, weights[j] as number, columns[j + 1] ?? none, columns[j + 1] ? weights[j + 1] as number : 0)
  for (let i = 0; i < out.length; i++) out[i] = (out[i] as number) + (lost[i] as number)
  return out
}

/** One number per unit by any rule. */
export function aggregate(columns: Columns, weights: Column, rule: Aggregation): Float64Array {
  return mapRows(columns, row => rule(row, weights))
}

function addTwo(totals: Float64Array, lost: Float64Array, a: Column, weightA: number, b: Column, weightB: number): void {
  for (let i = 0; i < totals.length; i++) {
    // Knuth's two-sum: the same error term as Neumaier's, without a branch.
    const before = totals[i] as number
    const first = (a[i] as number) * weightA
    const between = before + first
    const shift = between - before
    const second = (b[i] as number) * weightB
    const after = between + second
    const shift2 = after - between
    lost[i] = (lost[i] as number) + (before - (between - shift) + (first - shift)) + (between - (after - shift2) + (second - shift2))
    totals[i] = after
  }
}

function meanOf(scores: Column, weights: Column, of: (value: number) => number): number {
  let [total, lost, whole, wholeLost] = [0, 0, 0, 0]
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] as number
    if (score !== score) continue
    const weight = weights[i] as number
    const value = weight * of(score)
    const next = total + value
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total
    total = next
    const nextWhole = whole + weight
    wholeLost += Math.abs(whole) >= Math.abs(weight) ? whole - nextWhole + weight : weight - nextWhole + whole
    whole = nextWhole
  }
  return (total + lost) / (whole + wholeLost)
}

/** Shares of 1; all NaN where the sum is 0. */
export function normalised(values: Column): Float64Array {
  const total = sum(values)
  return Float64Array.from(values, value => value / total)
}
