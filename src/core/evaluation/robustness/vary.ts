// What somebody wants drawn instead of what the scheme says, for one calculation; the scheme itself stays as it is.
import { problem } from '../../base/problem.ts'
import { ok, refused, type Result } from '../../base/result.ts'
import type { WeightDoubt } from '../doubt.ts'
import { doubtFaults } from '../parse-scheme.ts'
import type { Scheme } from '../scheme.ts'

/** `dataError`: relative standard error of every reported figure whose indicator states none. */
export type Variation = { weights?: WeightDoubt; dataError?: number }

/** The scheme with another doubt, to make a model of; refuses with `scheme.doubt` what the scheme cannot be drawn by. */
export function varied(scheme: Scheme, { weights, dataError }: Variation): Result<Scheme> {
  const { weightError: _, ...rest } = scheme.robustness
  const changed: Scheme = {
    ...scheme, ...(weights ? { robustness: { ...rest, weights } } : {}),
    dimensions: dataError === undefined ? scheme.dimensions : scheme.dimensions.map(dimension => ({ ...dimension, indicators: dimension.indicators.map(indicator => ({ ...indicator, dataError: indicator.dataError ?? dataError })) })),
  }
  const faults = doubtFaults(changed)
  return faults.length ? refused(problem('scheme.doubt', { why: faults.join('；') })) : ok(changed)
}
