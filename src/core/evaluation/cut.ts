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

/** Divides published scores. Inside are the `count` best (`top`) or worst (`bottom`). */
export function cutOf(scores: ArrayLike<number>, quota: Quota): Cut {
  const sorted = Float64Array.from(scores).sort()
  if (quota.side === 'top') sorted.reverse()
  return cutSorted(sorted, quota)
}

/** The same for scores already sorted: best first for `top`, worst first for `bottom`. */
export function cutSorted(sorted: ArrayLike<number>, quota: Quota): Cut {
  const base = sorted.length
  const { side, share, tolerance, hardLimit, rounding, minCount, minUnits, choose } = quota
  const nominal = Math.min(base, Math.max(minCount, Math.floor((base * share + (rounding === 'half-up' ? 5000 : 0)) / 10_000)))
  const least = Math.max(0, Math.ceil((base * (share - tolerance)) / 10_000))
  const most = Math.min(base, Math.floor((base * (share + tolerance)) / 10_000))
  const none = { base, nominal, least, most, candidates: [] }
  if (side === 'bottom' && base < minUnits) return { ...none, count: 0, because: 'too-few-units' }

  const candidates: Candidate[] = []
  for (let count = least; count <= most; count++) if (isBoundary(sorted, count)) candidates.push({ count, gap: gapAt(sorted, count) })
  if (candidates.length) {
    // Equally near: the larger set to the towns' advantage, the smaller to their disadvantage.
    const prefer = (a: Candidate, b: Candidate): number => (side === 'top' ? b.count - a.count : a.count - b.count)
    const distance = ({ count }: Candidate): number => Math.abs(count - nominal)
    const best = candidates.toSorted((a, b) => (choose === 'largest-gap' ? b.gap - a.gap : 0) || distance(a) - distance(b) || prefer(a, b))[0] as Candidate
    return { ...none, candidates, count: best.count, because: choose }
  }
  // One tied group covers the whole band: doubt favours the town.
  let [before, after] = [Math.min(nominal, base), Math.min(nominal, base)]
  while (!isBoundary(sorted, before)) before -= 1
  while (!isBoundary(sorted, after)) after += 1
  const include = side === 'top' && after <= Math.floor((base * (share + hardLimit)) / 10_000)
  return { ...none, count: include ? after : before, because: include ? 'tie-included' : 'tie-excluded' }
}

function isBoundary(sorted: ArrayLike<number>, count: number): boolean {
  return count <= 0 || count >= sorted.length || sorted[count - 1] !== sorted[count]
}

function gapAt(sorted: ArrayLike<number>, count: number): number {
  return count <= 0 || count >= sorted.length ? 0 : Math.abs((sorted[count - 1] as number) - (sorted[count] as number))
}
