// Second opinions that compare units pair by pair or rank methods against one another.
import { columns, type Matrix } from './matrix.ts'
import { minmax, type Direction } from './normalise.ts'
import { ranks } from './rank.ts'
import { extent, mean, sum } from './statistics.ts'

/** How strongly a lead of d on one indicator is preferred, 0 … 1 (Brans & Vincke 1985). */
export type Preference = { kind: 'usual' } | { kind: 'gaussian'; s: number } | { kind: 'linear'; q: number; p: number } | { kind: 'level'; q: number; p: number }

function preferenceOf(lead: number, rule: Preference): number {
  if (lead <= 0) return 0
  if (rule.kind === 'gaussian') return 1 - Math.exp(-(lead * lead) / (2 * rule.s * rule.s))
  if (rule.kind === 'linear') return Math.min(1, Math.max(0, (lead - rule.q) / (rule.p - rule.q)))
  if (rule.kind === 'level') return lead <= rule.q ? 0 : lead <= rule.p ? 0.5 : 1
  return 1
}

/** PROMETHEE II net flows: mean preference over the others less theirs over it. */
export function promethee2(matrix: Matrix, weights: readonly number[], directions: readonly number[], preferences: readonly Preference[]): number[] {
  const over = (a: readonly number[], b: readonly number[]): number => sum(a.map((value, j) => (weights[j] as number) * preferenceOf((directions[j] as number) * (value - (b[j] as number)), preferences[j] ?? { kind: 'usual' })))
  return matrix.map((a, i) => sum(matrix.map((b, k) => (i === k ? 0 : over(a, b) - over(b, a)))) / (matrix.length - 1))
}

/** Grey relational grades (Deng 1989): weighted closeness to the best profile. */
export function greyRelation(matrix: Matrix, weights: readonly number[], directions: readonly number[], zeta = 0.5): number[] {
  const scaled = columns(matrix).map((column, j) => minmax(column, directions[j] as Direction, { constant: 1 }))
  const gaps = matrix.map((_, i) => scaled.map(column => 1 - (column[i] as number)))
  const [least, most] = extent(gaps.flat())
  return gaps.map(row => sum(row.map((gap, j) => (weights[j] as number) * (most === 0 ? 1 : (least + zeta * most) / (gap + zeta * most)))))
}

/** CoCoSo (Yazdani et al. 2019): three compromises between weighted sum and weighted product of min-max values. */
export function cocoso(matrix: Matrix, weights: readonly number[], directions: readonly number[], lambda = 0.5): number[] {
  const scaled = columns(matrix).map((column, j) => minmax(column, directions[j] as Direction, { constant: 1 }))
  const s = matrix.map((_, i) => sum(scaled.map((column, j) => (column[i] as number) * (weights[j] as number))))
  const p = matrix.map((_, i) => sum(scaled.map((column, j) => (column[i] as number) ** (weights[j] as number))))
  const total = sum(s.map((value, i) => value + (p[i] as number)))
  const [leastS, mostS] = extent(s)
  const [leastP, mostP] = extent(p)
  return s.map((value, i) => {
    const other = p[i] as number
    const parts = [(value + other) / total, value / leastS + other / leastP, (lambda * value + (1 - lambda) * other) / (lambda * mostS + (1 - lambda) * mostP)]
    return Math.cbrt(parts.reduce((product, part) => product * part, 1)) + mean(parts)
  })
}

/** For each unit, how many others it dominates: nowhere worse, somewhere better. */
export function dominance(matrix: Matrix, directions: readonly number[]): number[] {
  const dominates = (a: readonly number[], b: readonly number[]): boolean => {
    const leads = a.map((value, j) => (directions[j] as number) * (value - (b[j] as number)))
    return leads.every(lead => lead >= 0) && leads.some(lead => lead > 0)
  }
  return matrix.map(a => matrix.filter(b => dominates(a, b)).length)
}

/** Borda: sums of ranks given by several methods (rows: units); smaller is better. */
export function borda(rankings: Matrix): { sums: number[]; ranks: number[] } {
  const sums = rankings.map(sum)
  return { sums, ranks: ranks(sums, 'min') }
}

/** Copeland: pairs won less pairs lost over several scorings (rows: units; larger scores win). */
export function copeland(scores: Matrix, weights?: readonly number[]): number[] {
  const beats = (a: readonly number[], b: readonly number[]): number => Math.sign(sum(a.map((value, j) => (weights?.[j] ?? 1) * Math.sign(value - (b[j] as number)))))
  return scores.map(a => sum(scores.map(b => beats(a, b))))
}

/** 秩和比 (Tian 1988): mean rank over n, ascending ranks with averaged ties, weights summing to 1. */
export function rankSumRatio(matrix: Matrix, weights: readonly number[], directions: readonly number[]): number[] {
  const ranked = columns(matrix).map((column, j) => ranks(column.map(value => value * (directions[j] as number)), 'average'))
  return matrix.map((_, i) => sum(ranked.map((column, j) => (weights[j] as number) * (column[i] as number))) / matrix.length)
}
