// VIKOR (Opricovic & Tzeng 2004): a compromise between the group's gain and the worst regret.
import { type Columns } from './matrix.ts'
import type { Direction } from './normalise.ts'
import { ranks } from './rank.ts'
import { type Column, extent, sum } from './statistics.ts'

export type Vikor = {
  /** group utility, individual regret, compromise: smaller is better */
  s: Float64Array; r: Float64Array; q: Float64Array
  /** competition ranks by Q; the compromise set is not merged into one rank */
  ranks: number[]
  /** C1: the first leads the second by at least 1/(n − 1) */
  acceptableAdvantage: boolean
  /** C2: the first by Q is also first by S or by R */
  acceptableStability: boolean
  /** units that are as good as the first, in order of Q */
  compromise: number[]
  /** constant columns, which tell nothing and were left out: a warning is due */
  constant: number[]
}

/**
 * @param v weight of the group's gain (0.5: consensus)
 * @param ideals best and worst value of each column; absent: from the data
 * Where all S (or all R) are equal, that term of Q is 0.
 */
export function vikor(columns: Columns, weights: Column, directions: readonly Direction[], { v = 0.5, ideals }: { v?: number; ideals?: { best: Column; worst: Column } } = {}): Vikor {
  const constant: number[] = []
  const regrets = columns.map((column, j) => {
    const [low, high] = extent(column)
    const best = ideals ? ideals.best[j] as number : directions[j] === 1 ? high : low
    const worst = ideals ? ideals.worst[j] as number : directions[j] === 1 ? low : high
    if (best === worst) constant.push(j)
    const scale = best === worst ? 0 : (weights[j] as number) / (best - worst)
    return Float64Array.from(column, value => scale * (best - value))
  })
  const units = columns[0]?.length ?? 0
  const row = new Float64Array(columns.length)
  const [s, r] = [new Float64Array(units), new Float64Array(units)]
  for (let i = 0; i < units; i++) {
    for (const [j, regret] of regrets.entries()) row[j] = regret[i] as number
    s[i] = sum(row)
    r[i] = Math.max(...row)
  }
  const [shareS, shareR] = [shareOf(s), shareOf(r)]
  const q = shareS.map((value, i) => v * value + (1 - v) * (shareR[i] as number))
  return { s, r, q, ranks: ranks(q, 'min'), ...compromiseOf(s, r, q), constant }
}

function shareOf(values: Float64Array): Float64Array {
  const [low, high] = extent(values)
  return values.map(value => (low === high ? 0 : (value - low) / (high - low)))
}

function compromiseOf(s: Float64Array, r: Float64Array, q: Float64Array): Pick<Vikor, 'acceptableAdvantage' | 'acceptableStability' | 'compromise'> {
  const order = Array.from(q, (_, i) => i).sort((a, b) => (q[a] as number) - (q[b] as number) || a - b)
  const [first, second] = order
  if (first === undefined) return { acceptableAdvantage: false, acceptableStability: false, compromise: [] }
  const step = 1 / (q.length - 1)
  const lead = (unit: number | undefined): number => (unit === undefined ? Infinity : (q[unit] as number) - (q[first] as number))
  const acceptableAdvantage = lead(second) >= step
  const acceptableStability = s[first] === extent(s)[0] || r[first] === extent(r)[0]
  const near = order.filter(unit => lead(unit) < step)
  const compromise = !acceptableAdvantage ? near : acceptableStability || second === undefined ? [first] : [first, second]
  return { acceptableAdvantage, acceptableStability, compromise }
}
