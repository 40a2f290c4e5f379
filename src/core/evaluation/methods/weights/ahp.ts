// Weights from pairwise judgements (Saaty 1980). Method and table of random indices are choices that can turn a matrix
// from consistent to inconsistent, so both are named.
import type { Matrix } from '../matrix.ts'
import { columns } from '../matrix.ts'
import { mean, sum } from '../statistics.ts'

export type AhpMethod = 'eigenvector' | 'columnMean' | 'geometric'

/** Random consistency indices by size of the matrix, from n = 1. */
export const randomIndices = {
  saaty: [0, 0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.53, 1.56, 1.57, 1.59],
  /** Alonso & Lamata 2006 */
  alonsoLamata: [0, 0, 0.5247, 0.8816, 1.1086, 1.2479, 1.3417, 1.4057, 1.4499, 1.4854, 1.514, 1.5365, 1.5551, 1.5713, 1.5838],
} as const

export function ahpWeights(matrix: Matrix, method: AhpMethod = 'eigenvector'): number[] {
  if (method === 'columnMean') return rowMeans(columnShares(matrix))
  if (method === 'geometric') return normalised(matrix.map(row => Math.exp(mean(row.map(Math.log)))))
  return principal(matrix).vector
}

/** 根法 on the matrix after its columns were divided by their sums. */
export function geometricOfShares(matrix: Matrix): number[] {
  return ahpWeights(columnShares(matrix), 'geometric')
}

/** Principal eigenvector (summing to 1) and eigenvalue by power iteration, to 1e-14 or 10,000 steps. */
export function principal(matrix: Matrix): { vector: number[]; value: number } {
  let vector = matrix.map(() => 1 / matrix.length)
  for (let step = 0; step < 10_000; step++) {
    const next = normalised(times(matrix, vector))
    const moved = Math.max(...next.map((value, i) => Math.abs(value - (vector[i] as number))))
    vector = next
    if (moved < 1e-14) break
  }
  return { vector, value: sum(times(matrix, vector)) / sum(vector) }
}

/** λ estimated by the mean of (A·w)ᵢ/wᵢ. */
export function meanRatio(matrix: Matrix, weights: readonly number[]): { lambda: number; ratios: number[] } {
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
  const totals = columns(matrix).map(sum)
  return matrix.map(row => row.map((value, j) => value / (totals[j] as number)))
}

function rowMeans(matrix: Matrix): number[] {
  return matrix.map(mean)
}

function times(matrix: Matrix, vector: readonly number[]): number[] {
  return matrix.map(row => sum(row.map((value, j) => value * (vector[j] as number))))
}

export function normalised(values: readonly number[]): number[] {
  const total = sum(values)
  return values.map(value => value / total)
}
