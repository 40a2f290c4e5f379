// One column at a time to a common scale. Direction 1: more is better; −1: less is better; never by 1/x unless the
// method's own definition says so. Missing values (NaN) stay missing and take no part in the column's own figures.
// What a constant column gives is always a stated number: it does not separate, but it must not become NaN by accident.
import { ranks } from './rank.ts'
import { type Column, extent, mean, present, standardDeviation, sum, sumOf } from './statistics.ts'

export type Direction = 1 | -1
export type Normalisation = (column: Column, direction: Direction) => Float64Array

/** @param constant what every unit gets where all values are equal */
export type Scale = { low?: number; high?: number; constant: number }

/** low + (high − low)·(x − min)/(max − min); (max − x) for costs. Written into `out` where it is given. */
export function minmax(column: Column, direction: Direction, { low = 0, high = 1, constant }: Scale, out = new Float64Array(column.length)): Float64Array {
  const [least, most] = extent(column)
  const [range, width] = [most - least, high - low]
  if (range === 0) for (let i = 0; i < out.length; i++) out[i] = keepMissing(column[i] as number, constant)
  else if (direction === 1) for (let i = 0; i < out.length; i++) out[i] = low + (width * ((column[i] as number) - least)) / range
  else for (let i = 0; i < out.length; i++) out[i] = low + (width * (most - (column[i] as number))) / range
  return out
}

/** centre + scale·(x − mean)/sd, negated for costs first. */
export function zscore(column: Column, direction: Direction, { centre = 0, scale = 1, ddof = 1, constant }: { centre?: number; scale?: number; ddof?: 0 | 1; constant: number }): Float64Array {
  const known = present(column)
  const [average, spread] = [mean(known), standardDeviation(known, ddof)]
  return each(column, value => (spread === 0 ? constant : centre + (direction * scale * (value - average)) / spread))
}

/** Fixed goalposts: scale·(x − low)/(high − low), (high − x) for costs; cut to 0 … scale when `clip`. A unit's value does not depend on the others. */
export function goalposts(column: Column, direction: Direction, { low, high, scale = 1, clip = true }: { low: number; high: number; scale?: number; clip?: boolean }): Float64Array {
  return each(column, value => {
    const share = direction === 1 ? (value - low) / (high - low) : (high - value) / (high - low)
    return scale * (clip ? clamp(share) : share)
  })
}

/** Share of the way from the worst value to the target: (x − min)/(target − min), (max − x)/(max − target) for costs; at most 1 when `cap`. */
export function distanceToTarget(column: Column, direction: Direction, target: number, cap: boolean): Float64Array {
  const [least, most] = extent(column)
  return each(column, value => {
    const share = direction === 1 ? (value - least) / (target - least) : (most - value) / (most - target)
    return cap ? Math.min(1, share) : share
  })
}

/** 1 − (best − x)/(max − min): the best unit has 1. */
export function distanceToMaximum(column: Column, direction: Direction): Float64Array {
  const [least, most] = extent(column)
  return each(column, value => 1 - (direction === 1 ? most - value : value - least) / (most - least))
}

/** Distance above a reference unit: (x − x_ref)/(max − min); the reference has 0. */
export function distanceToReference(column: Column, direction: Direction, reference: number): Float64Array {
  const [least, most] = extent(column)
  return each(column, value => (direction * (value - reference)) / (most - least))
}

/** 区间型: 1 within [from, to], falling to 0 at the outer bounds `zeroBelow` and `zeroAbove`, which a scheme fixes. */
export function interval(column: Column, { zeroBelow, from, to, zeroAbove }: { zeroBelow: number; from: number; to: number; zeroAbove: number }): Float64Array {
  return each(column, value => clamp(value < from ? (value - zeroBelow) / (from - zeroBelow) : value > to ? (zeroAbove - value) / (zeroAbove - to) : 1))
}

/** 中间型: the interval of one point. */
export function nearest(column: Column, { zeroBelow, best, zeroAbove }: { zeroBelow: number; best: number; zeroAbove: number }): Float64Array {
  return interval(column, { zeroBelow, from: best, to: best, zeroAbove })
}

/** Percentile rank (rank − 1)/(n − 1) by competition ranks among the present; one unit alone: `constant`. */
export function percentileRank(column: Column, direction: Direction, { constant = Number.NaN }: { constant?: number } = {}): Float64Array {
  return byRank(column, direction, 'min', (rank, n) => (n === 1 ? constant : (rank - 1) / (n - 1)))
}

/** (below + (equal − 1)/2)/(n − 1), equal counting the unit itself: 0 … 1, ties in the middle of their places. */
export function rankPercent(column: Column, direction: Direction, { constant }: { constant: number }): Float64Array {
  return byRank(column, direction, 'average', (rank, n) => (n === 1 ? constant : (rank - 1) / (n - 1)))
}

/** Ranks as scores: n for the best (Borda: n − 1), ties averaged. */
export function rankScores(column: Column, direction: Direction, { borda = false }: { borda?: boolean } = {}): Float64Array {
  return byRank(column, direction, borda ? 'min' : 'average', rank => rank - (borda ? 1 : 0))
}

/** x/max for benefits, min/x for costs. */
export function linear(column: Column, direction: Direction): Float64Array {
  const [least, most] = extent(column)
  return each(column, value => (direction === 1 ? value / most : least / value))
}

/** x/max for benefits, 1 − x/max for costs. */
export function byMaximum(column: Column, direction: Direction): Float64Array {
  const [, most] = extent(column)
  return each(column, value => (direction === 1 ? value / most : 1 - value / most))
}

/** Share of the column's sum; costs by their reciprocals, which need values above 0. */
export function bySum(column: Column, direction: Direction): Float64Array {
  const values = direction === 1 ? column : each(column, value => 1 / value)
  const total = sum(present(values))
  return each(values, value => value / total)
}

/** x/√Σx². `turned`: 1 − that for costs; else direction plays no part and the method must know which columns are costs. */
export function byVector(column: Column, direction: Direction = 1, { turned = false }: { turned?: boolean } = {}): Float64Array {
  const out = present(column)
  // Squares do not cancel: a plain sum is as good as a compensated one.
  let squares = 0
  for (let i = 0; i < out.length; i++) squares += (out[i] as number) * (out[i] as number)
  const length = Math.sqrt(squares)
  return scaleBy(column, length, turned && direction === -1)
}

function scaleBy(column: Column, length: number, turned: boolean): Float64Array {
  const out = new Float64Array(column.length)
  for (let i = 0; i < out.length; i++) out[i] = turned ? 1 - (column[i] as number) / length : (column[i] as number) / length
  return out
}

/** ln x/Σ ln x; costs (1 − that)/(n − 1) (Zavadskas & Turskis 2008). Needs values above 0. */
export function logarithmic(column: Column, direction: Direction): Float64Array {
  const known = present(column)
  const total = sumOf(known, Math.log)
  return each(column, value => (direction === 1 ? Math.log(value) / total : (1 - Math.log(value) / total) / (known.length - 1)))
}

/** (x/max)² for benefits, (min/x)³ for costs (Peldschus et al. 1983). */
export function nonlinear(column: Column, direction: Direction): Float64Array {
  return linear(column, direction).map(value => (direction === 1 ? value ** 2 : value ** 3))
}

/** 1 − (max − x)/Σ(max − x); costs 1 − (x − min)/Σ(x − min) (Zeng et al. 2013). */
export function enhancedAccuracy(column: Column, direction: Direction): Float64Array {
  const [least, most] = extent(column)
  const gap = (value: number): number => (direction === 1 ? most - value : value - least)
  const total = sumOf(present(column), gap)
  return each(column, value => (total === 0 ? 1 : 1 - gap(value) / total))
}

/** 1 − |best − x|/best, best being max for benefits and min for costs (Zavadskas & Turskis 2008). */
export function relativeToBest(column: Column, direction: Direction): Float64Array {
  const [least, most] = extent(column)
  const best = direction === 1 ? most : least
  return each(column, value => 1 - Math.abs((best - value) / best))
}

function byRank(column: Column, direction: Direction, ties: 'min' | 'average', score: (rank: number, n: number) => number): Float64Array {
  const known = present(column)
  const own = ranks(known, ties, direction === -1)
  let next = 0
  return each(column, () => score(own[next++] as number, known.length))
}

/** The rule for what is there; what is missing stays missing and is not shown to the rule. */
function each(column: Column, rule: (value: number) => number): Float64Array {
  const out = new Float64Array(column.length)
  for (let i = 0; i < out.length; i++) {
    const value = column[i] as number
    out[i] = value === value ? rule(value) : Number.NaN
  }
  return out
}

function keepMissing(value: number, other: number): number {
  return Number.isNaN(value) ? value : other
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share))
}
