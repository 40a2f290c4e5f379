// Ranks. What a Chinese notice prints is `min`: 并列第3名, the next one 第5名.
import { type Column, extent } from './statistics.ts'

export type Ties = 'min' | 'average' | 'max' | 'dense' | 'ordinal'

/** Ranks from 1. `descending` gives 1 to the largest. Values must be numbers: what has no score has no rank. */
export function ranks(values: Column, ties: Ties = 'min', descending = false): number[] {
  const sign = descending ? -1 : 1
  const order = Int32Array.from({ length: values.length }, (_, index) => index).sort((a, b) => sign * ((values[a] as number) - (values[b] as number)) || a - b)
  const result = Array.from<number>({ length: values.length }).fill(0)
  let distinct = 0
  for (let from = 0; from < order.length;) {
    let to = from
    while (to + 1 < order.length && values[order[to + 1] as number] === values[order[from] as number]) to += 1
    distinct += 1
    const shared = ties === 'min' ? from + 1 : ties === 'max' ? to + 1 : ties === 'dense' ? distinct : (from + to) / 2 + 1
    for (let at = from; at <= to; at++) result[order[at] as number] = ties === 'ordinal' ? at + 1 : shared
    from = to + 1
  }
  return result
}

/** Memory that ranking many times needs once. Not to be shared between threads. */
export type RankingWorkspace = { buckets: Int32Array; bucketOf: Int32Array; order: Int32Array; sorted: Float64Array }

/** @param units most scores that will be ranked at once */
export function rankingWorkspace(units: number): RankingWorkspace {
  let size = 1
  while (size < units) size *= 2
  return { buckets: new Int32Array(size), bucketOf: new Int32Array(units), order: new Int32Array(units), sorted: new Float64Array(units) }
}

/**
 * Competition ranks, 1 for the largest, ties shared (1, 2, 2, 4); 0 for what has no score (NaN). Written into `out`.
 *
 * Cheaper than a general sort: scores fall into as many equal intervals as there are units, in one pass, and are put
 * right within them by insertion: n steps for scores spread as scores are. Where they crowd into few intervals, insertion
 * is given up after 8·n moves for a sort of the values and a search of each: n·log n whatever the data.
 */
export function competitionRanks(scores: Float64Array, out: Int32Array, workspace: RankingWorkspace): void {
  const { order, sorted } = workspace
  const count = distribute(scores, workspace)
  if (!insert(sorted, order, count)) return rankBySearch(scores, out)
  if (count < scores.length) out.fill(0)
  let rank = 1
  let last = sorted[0] as number
  for (let place = 0; place < count; place++) {
    const score = sorted[place] as number
    if (score !== last) {
      rank = place + 1
      last = score
    }
    out[order[place] as number] = rank
  }
}

/**
 * The units in order of their scores, best first (ties in row order, what has no score left out), as left in the
 * workspace by `competitionRanks`' cheap path; for cuts that need the sorted scores too.
 */
export function orderByScore(scores: Float64Array, workspace: RankingWorkspace): { order: Int32Array; sorted: Float64Array; count: number } {
  const { order, sorted } = workspace
  const count = distribute(scores, workspace)
  if (!insert(sorted, order, count)) {
    const own = Int32Array.from({ length: scores.length }, (_, i) => i).filter(i => !Number.isNaN(scores[i]))
    own.sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b)
    order.set(own)
    for (let place = 0; place < count; place++) sorted[place] = scores[own[place] as number] as number
  }
  return { order, sorted, count }
}

/** Scores and their rows by interval, highest first; gives how many have a score. */
function distribute(scores: Float64Array, { buckets, bucketOf, order, sorted }: RankingWorkspace): number {
  const n = scores.length
  const [low, high] = extent(scores)
  const last = Math.min(2 * n, buckets.length) - 1
  const step = high > low ? last / (high - low) : 0
  buckets.fill(0, 0, last + 1)
  let count = 0
  for (let i = 0; i < n; i++) {
    const score = scores[i] as number
    if (score !== score) {
      bucketOf[i] = -1
      continue
    }
    // Never out of bounds: what overflows or is not a number becomes 0 here.
    const bucket = ((high - score) * step) | 0
    bucketOf[i] = bucket
    buckets[bucket] = (buckets[bucket] as number) + 1
    count += 1
  }
  let from = 0
  for (let b = 0; b <= last; b++) {
    const own = buckets[b] as number
    buckets[b] = from
    from += own
  }
  for (let i = 0; i < n; i++) {
    const bucket = bucketOf[i] as number
    if (bucket < 0) continue
    const place = buckets[bucket] as number
    buckets[bucket] = place + 1
    sorted[place] = scores[i] as number
    order[place] = i
  }
  return count
}

/** Insertion of what is almost in descending order; false where it would take more than 8 moves a unit. */
function insert(sorted: Float64Array, order: Int32Array, count: number): boolean {
  let left = 8 * count
  for (let i = 1; i < count; i++) {
    const score = sorted[i] as number
    if (!((sorted[i - 1] as number) < score)) continue
    const unit = order[i] as number
    let place = i
    do {
      sorted[place] = sorted[place - 1] as number
      order[place] = order[place - 1] as number
      place -= 1
    } while (place > 0 && (sorted[place - 1] as number) < score)
    sorted[place] = score
    order[place] = unit
    left -= i - place
    if (left < 0) return false
  }
  return true
}

function rankBySearch(scores: Float64Array, out: Int32Array): void {
  // −0 and 0 are one score, but sort apart.
  const ascending = scores.filter(score => !Number.isNaN(score)).map(score => score + 0).sort()
  const count = ascending.length
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] as number
    let [from, to] = [0, count]
    while (from < to) {
      const middle = (from + to) >> 1
      if ((ascending[middle] as number) <= score) from = middle + 1
      else to = middle
    }
    out[i] = Number.isNaN(score) ? 0 : count - from + 1
  }
}
