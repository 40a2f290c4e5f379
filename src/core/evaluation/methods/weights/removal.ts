// Weights from what is lost without a column.
import { problem } from '#core/base/problem.ts'
import { ok, refused, type Result } from '#core/base/result.ts'
import { normalised } from '../aggregate.ts'
import { type Columns } from '../matrix.ts'
import type { Direction } from '../normalise.ts'
import { bySum } from '../normalise.ts'
import { type Column, extent, sum, sumOf } from '../statistics.ts'
import { entropyWeights } from './entropy.ts'
import { type Weighting, weighting } from './weighting.ts'

/**
 * MEREC (Keshavarz-Ghorabaee et al. 2021): S = ln(1 + Σ|ln z|/k) of each unit, z = min/x for benefits and x/max for costs;
 * a column weighs by how much S changes without it. Refuses values of 0 or less with `weights.negative`.
 */
export function merecWeights(columns: Columns, directions: readonly Direction[]): Result<Weighting> {
  const refusal = notPositive(columns, 'MEREC')
  if (refusal) return refusal
  const logs = columns.map((column, j) => {
    const [low, high] = extent(column)
    return Float64Array.from(column, value => Math.abs(Math.log(directions[j] === 1 ? low / value : value / high)))
  })
  const units = columns[0]?.length ?? 0
  const totals = Float64Array.from({ length: units }, (_, i) => sum(logs.map(column => column[i] as number)))
  const gauge = (total: number): number => Math.log(1 + total / columns.length)
  return weighting(columns, (_, indices) => indices.map(j => sumOf(logs[j] ?? [], (own, i) => Math.abs(gauge((totals[i] as number) - own) - gauge(totals[i] as number)))))
}

/**
 * CILOS (Zavadskas & Podvezko 2016): how much the other columns lose at the unit where one is best. Costs enter as min/x;
 * weights solve F·q = 0, F the relative losses with their negative column sums on the diagonal.
 * Refuses values of 0 or less with `weights.negative`.
 */
export function cilosWeights(columns: Columns, directions: readonly Direction[]): Result<Weighting> {
  const refusal = notPositive(columns, 'CILOS')
  if (refusal) return refusal
  return weighting(columns, (varied, indices) => {
    const shares = varied.map((column, k) => {
      const [low] = extent(column)
      return bySum(directions[indices[k] as number] === 1 ? column : Float64Array.from(column, value => low / value), 1)
    })
    const bestRow = shares.map(column => column.indexOf(Math.max(...column)))
    // losses[i][j]: what column j loses where column i is best.
    const losses = shares.map((_, i) => shares.map(column => {
      const best = Math.max(...column)
      return (best - (column[bestRow[i] as number] as number)) / best
    }))
    return nullVector(losses.map((row, i) => row.map((value, j) => (i === j ? value - sum(losses.map(other => other[j] as number)) : value))))
  })
}

/** IDOCRIW (Zavadskas & Podvezko 2016): entropy weights times CILOS weights. */
export function idocriwWeights(columns: Columns, directions: readonly Direction[]): Result<Weighting> {
  const [loss, entropy] = [cilosWeights(columns, directions), entropyWeights(columns)]
  if (!loss.ok) return loss
  if (!entropy.ok) return entropy
  return ok({ ...loss.value, weights: normalised(loss.value.weights.map((weight, j) => weight * (entropy.value.weights[j] as number))) })
}

function notPositive(columns: Columns, method: string): Result<never> | null {
  const at = columns.findIndex((column: Column) => !(extent(column)[0] > 0))
  return at < 0 ? null : refused(problem('weights.negative', { column: at + 1, what: ' 0 或负值', method }))
}

/** Solution of F·q = 0 with Σq = 1 by elimination with the last equation replaced by the sum. All equal where F vanishes. */
function nullVector(matrix: readonly (readonly number[])[]): number[] {
  const n = matrix.length
  if (matrix.every(row => row.every(value => value === 0))) return matrix.map(() => 1 / n)
  const rows = matrix.map((row, i) => (i === n - 1 ? [...row.map(() => 1), 1] : [...row, 0]))
  for (let step = 0; step < n; step++) {
    const pivot = rows.reduce((best, row, i) => (i >= step && Math.abs(row[step] as number) > Math.abs(rows[best]?.[step] as number) ? i : best), step)
    ;[rows[step], rows[pivot]] = [rows[pivot] as number[], rows[step] as number[]]
    const own = rows[step] as number[]
    for (let i = 0; i < n; i++) {
      const row = rows[i] as number[]
      const factor = i === step ? 0 : (row[step] as number) / (own[step] as number)
      if (factor !== 0) for (let j = step; j <= n; j++) row[j] = (row[j] as number) - factor * (own[j] as number)
    }
  }
  return rows.map((row, i) => (row[n] as number) / (row[i] as number))
}
