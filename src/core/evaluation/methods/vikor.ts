// VIKOR (Opricovic & Tzeng 2004): a compromise between the group's gain and the worst regret.
import { columns, type Matrix } from './matrix.ts'
import { ranks } from './rank.ts'
import { extent, sum } from './statistics.ts'

export type Vikor = {
  /** group utility, individual regret, compromise: smaller is better */
  s: number[]; r: number[]; q: number[]
  ranks: number[]
  /** C1: the first leads the second by at least 1/(n − 1) */
  acceptableAdvantage: boolean
  /** C2: the first by Q is also first by S or by R */
  acceptableStability: boolean
  /** units that are as good as the first, in order of Q */
  compromise: number[]
}

/**
 * @param v weight of the group's gain (0.5: consensus)
 * @param ideals best and worst value of each column; absent: from the data. A constant column is left out.
 */
export function vikor(matrix: Matrix, weights: readonly number[], directions: readonly number[], { v = 0.5, ideals }: { v?: number; ideals?: { best: readonly number[]; worst: readonly number[] } } = {}): Vikor {
  const bounds = columns(matrix).map(extent)
  const best = ideals?.best ?? bounds.map(([low, high], j) => (directions[j] === 1 ? high : low))
  const worst = ideals?.worst ?? bounds.map(([low, high], j) => (directions[j] === 1 ? low : high))
  const regrets = matrix.map(row => row.map((value, j) => {
    const [top, bottom] = [best[j] as number, worst[j] as number]
    return top === bottom ? 0 : ((weights[j] as number) * (top - value)) / (top - bottom)
  }))
  const [s, r] = [regrets.map(sum), regrets.map(row => Math.max(...row))]
  const share = (values: readonly number[]): number[] => {
    const [low, high] = extent(values)
    return values.map(value => (low === high ? 0 : (value - low) / (high - low)))
  }
  const [shareS, shareR] = [share(s), share(r)]
  const q = shareS.map((value, i) => v * value + (1 - v) * (shareR[i] as number))
  return { s, r, q, ranks: ranks(q, 'min'), ...compromiseOf(s, r, q) }
}

function compromiseOf(s: readonly number[], r: readonly number[], q: readonly number[]): Pick<Vikor, 'acceptableAdvantage' | 'acceptableStability' | 'compromise'> {
  const order = q.map((_, i) => i).sort((a, b) => (q[a] as number) - (q[b] as number) || a - b)
  const [first, second] = [order[0] as number, order[1]]
  const step = 1 / (q.length - 1)
  const lead = (unit: number | undefined): number => (unit === undefined ? Infinity : (q[unit] as number) - (q[first] as number))
  const acceptableAdvantage = lead(second) >= step
  const acceptableStability = s[first] === Math.min(...s) || r[first] === Math.min(...r)
  const near = order.filter(unit => lead(unit) < step)
  const compromise = !acceptableAdvantage ? near : acceptableStability || second === undefined ? [first] : [first, second]
  return { acceptableAdvantage, acceptableStability, compromise }
}
