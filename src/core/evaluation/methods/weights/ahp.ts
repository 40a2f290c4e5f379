// Weights from pairwise judgements (Saaty 1980). Method and table of random indices are choices that can turn a matrix
// from consistent to inconsistent, so both are named.
import { problem } from '#core/base/problem.ts'
import { ok, refused, type Result } from '#core/base/result.ts'
import { dot, normalised } from '../aggregate.ts'
import { columnsOf, type Matrix } from '../matrix.ts'
import { mean, sum } from '../statistics.ts'

export type AhpMethod = 'eigenvector' | 'columnMean' | 'geometric'

/** Random consistency indices by size of the matrix, from n = 1. */
export const randomIndices = {
  saaty: [0, 0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.53, 1.56, 1.57, 1.59],
  /** Alonso & Lamata 2006 */
  alonsoLamata: [0, 0, 0.5247, 0.8816, 1.1086, 1.2479, 1.3417, 1.4057, 1.4499, 1.4854, 1.514, 1.5365, 1.5551, 1.5713, 1.5838],
  /** Tummala & Ling 1998 */
  tummalaLing: [0, 0, 0.5799, 0.8921, 1.1159, 1.2358, 1.3322, 1.3952, 1.4537, 1.4882, 1.5117, 1.5356, 1.5571, 1.5714, 1.5831],
} as const

export type Ahp = { weights: Float64Array; lambda: number; ci: number; cr: number; method: AhpMethod; table: keyof typeof randomIndices; worst: Triad | null }

/**
 * 层次分析法: weights with everything a reader needs to judge them. Judgements from 1/9 to 9 with reciprocals opposite
 * (within 1e-6), 1 to 15 items. CR ≥ 0.10 is no refusal: a person may accept it with a reason.
 * Refuses with `judgements.size`, `judgements.scale` or `judgements.not-reciprocal`.
 */
export function ahp(matrix: Matrix, { method, table }: { method: AhpMethod; table: keyof typeof randomIndices }): Result<Ahp> {
  const checked = checkJudgements(matrix)
  if (!checked.ok) return checked
  const weights = ahpWeights(matrix, method)
  const lambda = method === 'eigenvector' ? principal(matrix).value : meanRatio(matrix, weights).lambda
  return ok({ weights, lambda, ...consistency(lambda, matrix.length, randomIndices[table][matrix.length - 1] as number), method, table, worst: worstTriad(matrix) })
}

export function checkJudgements(matrix: Matrix): Result<Matrix> {
  const n = matrix.length
  if (n < 1 || n > 15 || matrix.some(row => row.length !== n)) return refused(problem('judgements.size', { rows: n, columns: matrix[0]?.length ?? 0 }))
  for (const [i, row] of matrix.entries()) {
    for (const [j, value] of row.entries()) {
      const where = { row: i + 1, column: j + 1, value }
      if (!(value >= (1 / 9) * (1 - 1e-6) && value <= 9 * (1 + 1e-6))) return refused(problem('judgements.scale', where))
      const other = matrix[j]?.[i] as number
      if (Math.abs(value * other - 1) > 1e-6) return refused(problem('judgements.not-reciprocal', { ...where, other }))
    }
  }
  return ok(matrix)
}

/** Several experts as one matrix: geometric means of their judgements (AIJ), which keep reciprocals reciprocal. */
export function groupJudgements(matrices: readonly Matrix[]): Result<Matrix> {
  const [first] = matrices
  if (!first) return refused(problem('judgements.none'))
  return ok(first.map((row, i) => row.map((_, j) => Math.exp(mean(matrices.map(matrix => Math.log(matrix[i]?.[j] as number)))))))
}

/** Several experts' weights as one: their arithmetic mean (AIP). */
export function groupPriorities(weights: readonly Float64Array[]): Result<Float64Array> {
  const [first] = weights
  if (!first) return refused(problem('judgements.none'))
  return ok(first.map((_, j) => mean(weights.map(own => own[j] as number))))
}

export function ahpWeights(matrix: Matrix, method: AhpMethod = 'eigenvector'): Float64Array {
  if (method === 'columnMean') return rowMeans(columnShares(matrix))
  if (method === 'geometric') return normalised(matrix.map(row => Math.exp(mean(row.map(Math.log)))))
  return principal(matrix).vector
}

/** 根法 on the matrix after its columns were divided by their sums. */
export function geometricOfShares(matrix: Matrix): Float64Array {
  return ahpWeights(columnShares(matrix), 'geometric')
}

/** Principal eigenvector (summing to 1) and eigenvalue by power iteration, to 1e-14 or 10,000 steps. */
export function principal(matrix: Matrix): { vector: Float64Array; value: number } {
  let vector: Float64Array = new Float64Array(matrix.length).fill(1 / matrix.length)
  for (let step = 0; step < 10_000; step++) {
    const next = normalised(times(matrix, vector))
    const moved = Math.max(...next.map((value, i) => Math.abs(value - (vector[i] as number))))
    vector = next
    if (moved < 1e-14) break
  }
  return { vector, value: sum(times(matrix, vector)) / sum(vector) }
}

/** λ estimated by the mean of (A·w)ᵢ/wᵢ. */
export function meanRatio(matrix: Matrix, weights: Float64Array): { lambda: number; ratios: Float64Array } {
  const ratios = times(matrix, weights).map((value, i) => value / (weights[i] as number))
  return { lambda: mean(ratios), ratios }
}

/** CI = (λ − n)/(n − 1) and CR = CI/RI; 0 for n ≤ 2, where every reciprocal matrix is consistent. */
export function consistency(lambda: number, n: number, index: number): { ci: number; cr: number } {
  if (n <= 2) return { ci: 0, cr: 0 }
  const ci = Math.max(0, (lambda - n) / (n - 1))
  return { ci, cr: ci / index }
}

export type Triad = { i: number; j: number; k: number; error: number }

/** The three judgements that contradict one another most: largest |ln aᵢⱼ·aⱼₖ·aₖᵢ|; null below three items. */
export function worstTriad(matrix: Matrix): Triad | null {
  let worst: Triad | null = null
  for (let i = 0; i < matrix.length; i++) {
    for (let j = i + 1; j < matrix.length; j++) {
      for (let k = j + 1; k < matrix.length; k++) {
        const error = Math.abs(Math.log((matrix[i]?.[j] as number) * (matrix[j]?.[k] as number) * (matrix[k]?.[i] as number)))
        if (!worst || error > worst.error) worst = { i, j, k, error }
      }
    }
  }
  return worst
}

/** Koczkodaj's inconsistency: the worst triad's relative error, 0 … 1 (Koczkodaj 1993). */
export function koczkodaj(matrix: Matrix): number {
  const worst = worstTriad(matrix)
  return worst ? 1 - Math.exp(-worst.error) : 0
}

/**
 * How far judgements disagree with what the others imply (Siraj, Mikhailov & Keane 2015): `congruence` is the mean
 * |ln aᵢⱼ − ln aᵢₖ·aₖⱼ|, `dissonance` the share of indirect judgements that point the other way.
 */
export function congruence(matrix: Matrix): { congruence: number; dissonance: number } {
  const n = matrix.length
  const log = (i: number, j: number): number => Math.log(matrix[i]?.[j] as number)
  let [apart, opposed, pairs] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      pairs += 1
      for (let k = 0; k < n; k++) {
        if (k === i || k === j) continue
        const indirect = log(i, k) + log(k, j)
        apart += Math.abs(log(i, j) - indirect) / (n - 2)
        opposed += (log(i, j) * indirect < 0 ? 1 : 0) / (n - 2)
      }
    }
  }
  return { congruence: apart / pairs, dissonance: opposed / pairs }
}

function columnShares(matrix: Matrix): number[][] {
  const totals = columnsOf(matrix).map(sum)
  return matrix.map(row => row.map((value, j) => value / (totals[j] as number)))
}

function rowMeans(matrix: Matrix): Float64Array {
  return Float64Array.from(matrix, mean)
}

function times(matrix: Matrix, vector: Float64Array): Float64Array {
  return Float64Array.from(matrix, row => dot(row, vector))
}
