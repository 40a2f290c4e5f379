// What somebody wants drawn instead of what the scheme says, for one calculation; the scheme itself stays as it is.
import { problem } from '../../base/problem.ts'
import { ok, refused, type Result } from '../../base/result.ts'
import type { WeightDoubt } from '../doubt.ts'
import { doubtFaults } from '../parse-scheme.ts'
import type { Aggregation, Scheme } from '../scheme.ts'

/** `dataError`: relative standard error of every reported figure whose indicator states none. `aggregations`: drawn besides the scheme's own. */
export type Variation = { weights?: WeightDoubt; dataError?: number; aggregations?: Aggregation[] }

/** The scheme with another doubt, to make a model of; refuses with `scheme.doubt` what the scheme cannot be drawn by. */
export function varied(scheme: Scheme, { weights, dataError, aggregations }: Variation): Result<Scheme> {
  const { weightError, weights: own, ...rest } = scheme.robustness
  const doubt = weights ? { weights } : own ? { weights: own } : { weightError }
  const changed: Scheme = {
    ...scheme, robustness: { ...rest, ...doubt, aggregations: aggregations ?? rest.aggregations },
    dimensions: dataError === undefined ? scheme.dimensions : scheme.dimensions.map(dimension => ({ ...dimension, indicators: dimension.indicators.map(indicator => ({ ...indicator, dataError: indicator.dataError ?? dataError })) })),
  }
  const faults = doubtFaults(changed)
  return faults.length ? refused(problem('scheme.doubt', { why: faults.join('；') })) : ok(changed)
}
