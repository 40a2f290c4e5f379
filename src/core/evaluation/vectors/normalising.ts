// Vectors of normalisation, scoring, imputation and grading.
import { bandedEfficacy, efficacy } from '../methods/efficacy.ts'
import { gradeOf, majoritySort } from '../methods/grading.ts'
import { imputeByCentre, imputePanel } from '../methods/impute.ts'
import { rowsOf } from '../methods/matrix.ts'
import { byMaximum, bySum, byVector, type Direction, distanceToMaximum, distanceToTarget, goalposts, linear, minmax, percentileRank, zscore } from '../methods/normalise.ts'
import { ranks } from '../methods/rank.ts'
import { kurtosis, mean, median, medianAbsoluteDeviation, skewness, standardDeviation, variance } from '../methods/statistics.ts'
import { winsorise } from '../methods/winsorise.ts'
import type { Adapter, Input } from './vector.ts'

type Rule = (column: Float64Array, direction: Direction, index: number) => Float64Array

const byColumns = (input: Input, rule: Rule): number[][] => {
  const directions = input.has('directions') ? input.numbers('directions') : []
  return rowsOf(input.columns('matrix').map((column, j) => rule(column, (directions[j] ?? 1) as Direction, j)))
}
const pair = (value: unknown, otherwise: [number, number]): [number, number] => (Array.isArray(value) ? [Number(value[0]), Number(value[1])] : otherwise)
const para = (parameters: { raw(name: string): unknown }, name: string): unknown => (parameters.raw('para') as Record<string, unknown> | null | undefined)?.[name]

export const normalising: Record<string, Adapter> = {
  'normalise.minmax': (input, parameters) => {
    const [low, high] = pair(para(parameters, 'l_u') ?? parameters.raw('range'), [0, 1])
    const matrix = byColumns(input, (values, direction) => minmax(values, direction, { low, high, constant: Number.NaN }))
    return { matrix, first_rows: input.has('units') ? Object.fromEntries(input.texts('units').map((unit, i) => [unit, matrix[i]])) : {} }
  },
  'normalise.minmax+rank': input => {
    const scaled = input.columns('matrix').map((column, j) => minmax(column, (input.numbers('directions')[j] ?? 1) as Direction, { constant: Number.NaN }))
    return { minmax: rowsOf(scaled), rank: rowsOf(scaled.map(column => ranks(column, 'average'))) }
  },
  // The peers disagree about a constant column; each vector names whose convention it shows.
  'normalise.minmax.constant_column': input => {
    const by = (constant: number): Float64Array => minmax(input.numbers('x'), 1, { constant })
    return { pymcdm: by(1), sklearn: by(0), scikit_learn: by(0), skcriteria: by(0), coinr: by(Number.NaN), compind: by(Number.NaN) }
  },
  'normalise.zscore': (input, parameters) => {
    const [centre, scale] = pair(para(parameters, 'm_sd'), [0, 1])
    return { matrix: byColumns(input, (values, direction) => zscore(values, direction, { centre, scale, ddof: parameters.number('zscore_ddof', 1) as 0 | 1, constant: Number.NaN })) }
  },
  'normalise.dist2max': input => ({ matrix: byColumns(input, distanceToMaximum) }),
  'normalise.prank': input => ({ matrix: byColumns(input, (values, direction) => percentileRank(values, direction)) }),
  'normalise.distance_to_target': (input, parameters) => ({ matrix: byColumns(input, (values, direction, j) => distanceToTarget(values, direction, input.numbers('targets')[j] as number, Boolean(parameters.raw('cap_max')))) }),
  'normalise.goalposts': (input, parameters) => {
    if (!Array.isArray(input.raw('x'))) {
      const [low, high] = [parameters.number('min', input.has('min') ? input.number('min') : 0), parameters.number('max', input.has('max') ? input.number('max') : 1)]
      return { index: goalposts([input.number('x')], 1, { low, high })[0] }
    }
    const [low, high, scale] = parameters.raw('goalposts') as [number, number, number]
    const by = (direction: Direction, clip: boolean): Float64Array => goalposts(input.numbers('x'), direction, { low, high, scale, clip })
    return { benefit: by(1, true), cost: by(-1, true), untruncated: by(1, false) }
  },
  'normalise.linear': input => ({ matrix: byColumns(input, linear) }),
  'normalise.max': input => ({ matrix: byColumns(input, byMaximum) }),
  'normalise.sum': input => ({ matrix: byColumns(input, bySum) }),
  'normalise.vector': input => ({ matrix: byColumns(input, (values, direction) => byVector(values, direction, { turned: true })) }),

  'score.efficacy_40_60': input => ({ d: efficacy(input.number('x'), input.number('satisfactory'), input.number('unacceptable')) }),
  'score.efficacy_bands': (input, parameters) => {
    const bands = (parameters.raw('bands') as { coef: number; standard?: number }[]).filter(band => band.standard !== undefined)
    const { base, efficacy: share, adjustment, score } = bandedEfficacy(input.number('actual'), input.number('weight_points'), bands.map(band => ({ value: Number(band.standard), coefficient: band.coef })))
    return { base_points: base, efficacy: share, adjust: adjustment, score }
  },
  'grading.thresholds': (input, parameters) => {
    const bands = (parameters.raw('bands') as [string, number, number][]).map(([grade, from]) => ({ grade, from })).sort((a, b) => b.from - a.from)
    return { grades: input.numbers('scores').map(score => gradeOf(score, bands)) }
  },
  'grading.mrsort': (input, parameters) => {
    const limits = (parameters.raw('lower_profiles') as (number | null)[][]).filter(profile => profile.every(limit => limit !== null)) as number[][]
    const rule = { categories: parameters.raw('categories_best_to_worst') as string[], profiles: limits, majority: parameters.number('majority', 0) }
    const sorted = (vetoes: (number | null)[][] | undefined): string[] => input.matrix('matrix').map(row => majoritySort(row, input.numbers('weights'), input.numbers('directions'), vetoes ? { ...rule, vetoes } : rule))
    return { with_veto: sorted(parameters.raw('vetoes') as (number | null)[][]), without_veto: sorted(undefined) }
  },

  impute: input => {
    const [x, groups] = [input.numbers('x'), input.texts('group')]
    return { mean: imputeByCentre(x, 'mean'), median: imputeByCentre(x, 'median'), mean_by_group: imputeByCentre(x, 'mean', groups), median_by_group: imputeByCentre(x, 'median', groups) }
  },
  'impute.panel': input => {
    const rows = input.numbers('v').map((value, i) => ({ value, unit: input.texts('unit')[i] as string, time: input.numbers('time')[i] as number }))
    return { latest: imputePanel(rows, 'latest'), constant: imputePanel(rows, 'constant'), linear: imputePanel(rows, 'linear') }
  },
  'treat.winsorise': (input, parameters) => {
    const x = input.numbers('x')
    return { x: winsorise(x, { most: parameters.number('winmax', 5), skew: parameters.number('skew_thresh', 2), kurtosis: parameters.number('kurt_thresh', 3.5) }).values, skew_before: skewness(x), kurt_before: kurtosis(x) }
  },
  'stats.skew_kurt': input => {
    const x = input.numbers('x')
    return { skew: skewness(x), kurt: kurtosis(x), var: variance(x), sd: standardDeviation(x), mean: mean(x), median: median(x), mad: medianAbsoluteDeviation(x) }
  },
}
