// “前10%左右”, “后10%左右”: where a ranking is divided. Shares are integers (basis points), ties are never split, and
// every possible cut is returned with its gap, so that a person can confirm or move it.
import { z } from 'zod'

const basisPoints = z.number().int().min(0).max(10_000)

/** All that can move a cut. */
export const Quota = z.object({
  /** `top` is to a town's advantage, `bottom` is adverse */
  side: z.enum(['top', 'bottom']),
  share: basisPoints,
  /** 左右: how far from the share a proposed cut may lie */
  tolerance: basisPoints,
  /** how far a tied group may carry it, to the towns' advantage only */
  hardLimit: basisPoints,
  rounding: z.enum(['half-up', 'floor']),
  minCount: z.number().int().min(0),
  /** below this many ranked units there is no adverse set */
  minUnits: z.number().int().min(0),
  choose: z.enum(['nearest', 'largest-gap']),
}).strict()
export type Quota = z.infer<typeof Quota>

export type Candidate = { count: number; gap: number }

export type Cut = {
  /** units in the base */
  base: number
  /** count by the bare share */
  nominal: number
  least: number
  most: number
  /** boundaries between different scores within tolerance */
  candidates: Candidate[]
  /** how many units are inside */
  count: number
  /** why: the rule that decided */
  because: 'nearest' | 'largest-gap' | 'tie-included' | 'tie-excluded' | 'too-few-units'
}

/** `base`: units the share is taken of, where vetoed ones count too; `used`: places they have already taken. */
export type Base = { base: number; used: number }

/** Divides published scores. Inside are the `count` best (`top`) or worst (`bottom`). */
export function cutOf(scores: ArrayLike<number>, quota: Quota, { base, used }: Base = { base: scores.length, used: 0 }): Cut {
  const sorted = Float64Array.from(scores).sort()
  if (quota.side === 'top') sorted.reverse()
  const window = windowOf(sorted.length, quota, base, used)
  const { count, because } = choose(sorted, quota, window, base)
  const candidates: Candidate[] = []
  if (because !== 'too-few-units') for (let at = window.least; at <= window.most; at++) if (isBoundary(sorted, at)) candidates.push({ count: at, gap: gapAt(sorted, at) })
  return { base, ...window, candidates, count, because }
}

/** Only how many are inside, for scores already sorted: best first for `top`, worst first for `bottom`. Allocates next to nothing. */
export function countInside(sorted: ArrayLike<number>, quota: Quota, { base, used }: Base): number {
  return choose(sorted, quota, windowOf(sorted.length, quota, base, used), base).count
}

type Window = Pick<Cut, 'nominal' | 'least' | 'most'>

function windowOf(units: number, { share, tolerance, rounding, minCount }: Quota, base: number, used: number): Window {
  const within = (count: number): number => Math.min(units, Math.max(0, count - used))
  return {
    nominal: within(Math.max(minCount, Math.floor((base * share + (rounding === 'half-up' ? 5000 : 0)) / 10_000))),
    least: within(Math.ceil((base * (share - tolerance)) / 10_000)),
    most: within(Math.floor((base * (share + tolerance)) / 10_000)),
  }
}

/** Equally near: the larger set to the towns' advantage, the smaller to their disadvantage. */
function choose(sorted: ArrayLike<number>, { side, share, hardLimit, minUnits, choose: by }: Quota, { nominal, least, most }: Window, base: number): { count: number; because: Cut['because'] } {
  if (side === 'bottom' && base < minUnits) return { count: 0, because: 'too-few-units' }
  let [best, bestGap] = [-1, 0]
  for (let count = least; count <= most; count++) {
    if (!isBoundary(sorted, count)) continue
    const gap = by === 'largest-gap' ? gapAt(sorted, count) : 0
    const nearer = Math.abs(best - nominal) - Math.abs(count - nominal)
    if (best < 0 || gap > bestGap || (gap === bestGap && (nearer > 0 || (nearer === 0 && side === 'top')))) [best, bestGap] = [count, gap]
  }
  if (best >= 0) return { count: best, because: by }
  // One tied group covers the whole band: doubt favours the town.
  let [before, after] = [nominal, nominal]
  while (!isBoundary(sorted, before)) before -= 1
  while (!isBoundary(sorted, after)) after += 1
  const include = side === 'top' && after <= Math.floor((base * (share + hardLimit)) / 10_000)
  return include ? { count: after, because: 'tie-included' } : { count: before, because: 'tie-excluded' }
}

function isBoundary(sorted: ArrayLike<number>, count: number): boolean {
  return count <= 0 || count >= sorted.length || sorted[count - 1] !== sorted[count]
}

function gapAt(sorted: ArrayLike<number>, count: number): number {
  return count <= 0 || count >= sorted.length ? 0 : Math.abs((sorted[count - 1] as number) - (sorted[count] as number))
}
