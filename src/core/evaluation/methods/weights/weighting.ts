// What weighting by data gives. Weights that data suggest move every year and one outlier can own them, so they are for
// analysis: what a notice depends on is computed once, rounded, stored, and used as fixed weights (see `fixed.ts`).
import { problem } from '#core/base/problem.ts'
import { ok, refused, type Result } from '#core/base/result.ts'
import { normalised } from '../aggregate.ts'
import { type Columns } from '../matrix.ts'
import { isConstant } from '../statistics.ts'

export type Weighting = {
  /** sum 1 */
  weights: Float64Array
  /** columns in which no two units differ: weight 0, and a warning is due */
  constant: number[]
}

/**
 * Weights in proportion to what each column tells, constant columns telling nothing.
 * Refuses with `weights.no-variation` when no column tells anything.
 */
export function weighting(columns: Columns, information: (varied: Columns, indices: readonly number[]) => ArrayLike<number>): Result<Weighting> {
  const constant = columns.map((_, j) => j).filter(j => isConstant(columns[j] ?? []))
  const varied = columns.map((_, j) => j).filter(j => !constant.includes(j))
  const told = new Float64Array(columns.length)
  const own = information(varied.map(j => columns[j] ?? []), varied)
  for (const [k, j] of varied.entries()) told[j] = own[k] as number
  return told.some(value => value > 0) ? ok({ weights: normalised(told), constant }) : refused(problem('weights.no-variation'))
}
