// Weights from principal components of the correlation matrix.
import { ok, type Result } from '#core/base/result.ts'
import { pearson } from '../correlation.ts'
import { type Columns } from '../matrix.ts'
import { sum } from '../statistics.ts'
import { type Weighting, weighting } from './weighting.ts'

export type Pca = Weighting & {
  /** of the first component, sign fixed so that they sum to 0 or more; 0 for constant columns */
  loadings: Float64Array
  /** columns that load against the others: their weight hides a contradiction, and a warning is due */
  negative: number[]
  /** eigenvalues, largest first; they sum to the number of columns that vary */
  eigenvalues: number[]
}

/** Weights are the squared loadings of the first component; they sum to 1. Refuses with `weights.no-variation`. */
export function pcaWeights(columns: Columns): Result<Pca> {
  const loadings = new Float64Array(columns.length)
  let eigenvalues: number[] = []
  const result = weighting(columns, (varied, indices) => {
    const { values, vectors } = eigen(varied.map(a => varied.map(b => pearson(a, b))))
    eigenvalues = values
    const first = vectors[0] ?? []
    const sign = sum(first) < 0 ? -1 : 1
    for (const [k, j] of indices.entries()) loadings[j] = sign * (first[k] as number)
    return first.map(value => value * value)
  })
  if (!result.ok) return result
  return ok({ ...result.value, loadings, negative: columns.map((_, j) => j).filter(j => (loadings[j] as number) < 0), eigenvalues })
}

/** Eigenvalues (largest first) and unit eigenvectors of a symmetric matrix, by Jacobi's rotations (Jacobi 1846). */
export function eigen(symmetric: readonly (readonly number[])[]): { values: number[]; vectors: number[][] } {
  const n = symmetric.length
  const rows = symmetric.map(row => [...row])
  // Rotated together with the matrix, unit vectors become its eigenvectors.
  const vectors = rows.map((_, i) => rows.map((__, j) => Number(i === j)))
  const at = (i: number, j: number): number => rows[i]?.[j] as number
  const largest = (): number => Math.max(0, ...rows.flatMap((row, i) => row.slice(i + 1).map(Math.abs)))
  for (let sweep = 0; sweep < 60 && largest() > 1e-18; sweep++) {
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        if (at(p, q) === 0) continue
        const angle = Math.atan2(2 * at(p, q), at(p, p) - at(q, q)) / 2
        const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
        turn(rows, p, q, cos, sin)
        for (const row of rows) turnPair(row, p, q, cos, sin)
        turn(vectors, p, q, cos, sin)
      }
    }
  }
  const order = rows.map((_, i) => i).sort((i, j) => at(j, j) - at(i, i))
  return { values: order.map(i => at(i, i)), vectors: order.map(i => vectors[i] as number[]) }
}

/** Rows p and q become cos·p + sin·q and cos·q − sin·p. */
function turn(rows: number[][], p: number, q: number, cos: number, sin: number): void {
  const [first, second] = [rows[p] as number[], rows[q] as number[]]
  rows[p] = first.map((value, j) => cos * value + sin * (second[j] as number))
  rows[q] = second.map((value, j) => cos * value - sin * (first[j] as number))
}

function turnPair(row: number[], p: number, q: number, cos: number, sin: number): void {
  const [first, second] = [row[p] as number, row[q] as number]
  row[p] = cos * first + sin * second
  row[q] = cos * second - sin * first
}
