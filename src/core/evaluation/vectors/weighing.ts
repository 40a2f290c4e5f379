// Vectors of weights.
import type { Matrix } from '../methods/matrix.ts'
import { columns } from '../methods/matrix.ts'
import { type Direction, minmax } from '../methods/normalise.ts'
import { sum } from '../methods/statistics.ts'
import { ahpWeights, congruence, consistency, geometricOfShares, koczkodaj, meanRatio, normalised, principal, randomIndices } from '../methods/weights/ahp.ts'
import { critic, entropyWeights, giniWeights, merec, pcaWeights, standardDeviationWeights, varianceWeights } from '../methods/weights/objective.ts'
import type { Adapter, Parameters } from './vector.ts'

/** A table or a single figure, as the vector gives it; else by the name it cites. */
function randomIndex(parameters: Parameters, n: number): number {
  const given = parameters.raw('RI')
  if (typeof given === 'number') return given
  if (Array.isArray(given)) return Number(given[n - 1])
  const text = parameters.text('RI')
  const cited = /n\s*=\s*(\d+)\s*->\s*([\d.]+)/.exec(text)
  if (cited && Number(cited[1]) === n) return Number(cited[2])
  if (/^[\d.,\s]+$/.test(text)) return Number(text.split(',').filter(Boolean)[n - 1])
  return (/alonso/i.test(text) ? randomIndices.alonsoLamata : randomIndices.saaty)[n - 1] as number
}

function hierarchy(criteria: Matrix, scores: readonly (readonly number[])[]): { scores: number[] } {
  const weights = ahpWeights(criteria)
  return { scores: (scores[0] ?? []).map((_, i) => sum(weights.map((weight, k) => weight * (scores[k]?.[i] as number)))) }
}

export const weighing: Record<string, Adapter> = {
  'weights.ahp': (input, parameters) => {
    const matrix = input.matrix('matrix')
    const { vector, value } = principal(matrix)
    const means = ahpWeights(matrix, 'columnMean')
    return { weights: means, eigenvector: vector, mean_of_normalised: means, geometric: ahpWeights(matrix, 'geometric'), CR: consistency(value, matrix.length, randomIndex(parameters, matrix.length)).cr }
  },
  'weights.ahp.column_mean': input => ({ weights: ahpWeights(input.matrix('matrix'), 'columnMean') }),
  'weights.ahp.eigenvector': input => ({ weights: ahpWeights(input.matrix('matrix')) }),
  'weights.ahp.geometric': input => ({ weights: ahpWeights(input.matrix('matrix'), 'geometric') }),
  'weights.ahp.column_normalised_geometric': (input, parameters) => {
    const matrix = input.matrix('matrix')
    const weights = geometricOfShares(matrix)
    const { lambda } = meanRatio(matrix, weights)
    const { ci, cr } = consistency(lambda, matrix.length, randomIndex(parameters, matrix.length))
    return { weights, lambda_max: lambda, CI: ci, CR: cr }
  },
  'weights.ahp.consistency': (input, parameters) => {
    const matrix = input.matrix('matrix')
    const byMeans = /column/.test(parameters.text('weights_method'))
    const weights = ahpWeights(matrix, byMeans ? 'columnMean' : 'eigenvector')
    const { lambda, ratios } = byMeans ? meanRatio(matrix, weights) : { lambda: principal(matrix).value, ratios: meanRatio(matrix, weights).ratios }
    const { ci, cr } = consistency(lambda, matrix.length, randomIndex(parameters, matrix.length))
    const apart = congruence(matrix)
    return { weights, lambda_max: lambda, CI: ci, CR: cr, Aw_over_w: ratios, consistent: cr < 0.1, 'consistent_at_0.1': cr < 0.1, Congruence: apart.congruence, Dissonance: apart.dissonance, Koczkodaj: koczkodaj(matrix) }
  },
  'ahp.hierarchy': input => {
    const alternatives = (input.raw('alternative_matrices') as number[][][]).map(matrix => ahpWeights(matrix))
    const direct = input.has('score_vector_for_3rd_criterion') ? [normalised(input.numbers('score_vector_for_3rd_criterion'))] : []
    return hierarchy(input.matrix('criteria_matrix'), [...alternatives, ...direct])
  },
  'weights.from_scores': input => ({ weights: normalised(input.numbers('scores')) }),
  'weights.entropy': (input, parameters) => {
    const values = columns(input.matrix('matrix'))
    const directions = input.has('directions') ? input.numbers('directions') : []
    const scaled = /minmax|min-max/.test(parameters.text('normalisation')) ? values.map((column, j) => minmax(column, (directions[j] ?? 1) as Direction, { constant: 0 })) : values
    return { weights: entropyWeights(scaled, { shift: parameters.number('shift', 0) }) }
  },
  'weights.entropy+weighted_sum': input => {
    const matrix = input.matrix('matrix')
    const weights = entropyWeights(columns(matrix).map((column, j) => minmax(column, (input.numbers('directions')[j] ?? 1) as Direction, { constant: 0 })))
    return { weights, scores: matrix.map(row => sum(row.map((value, j) => value * (weights[j] as number)))) }
  },
  'weights.critic': (input, parameters) => {
    const { weights, information, conflict } = critic(input.matrix('matrix'), input.numbers('directions'), {
      scale: parameters.text('scale') === 'none' ? 'none' : 'minmax', correlation: parameters.text('correlation') === 'spearman' ? 'spearman' : 'pearson', ddof: parameters.number('ddof', 1) as 0 | 1,
    })
    return { weights, information, one_minus_corr: conflict }
  },
  'weights.std': (input, parameters) => {
    const values = columns(input.matrix('matrix'))
    const scaled = /minmax/.test(parameters.text('normalisation')) ? values.map((column, j) => minmax(column, input.numbers('directions')[j] as Direction, { constant: 0 })) : values
    return { weights: standardDeviationWeights(scaled, parameters.number('ddof', 0) as 0 | 1) }
  },
  'weights.variance': (input, parameters) => {
    const values = columns(input.matrix('matrix'))
    return { weights: varianceWeights(/none|raw/.test(parameters.text('normalisation')) ? values : values.map(column => minmax(column, 1, { constant: 0 })), parameters.number('ddof', 0) as 0 | 1) }
  },
  'weights.gini': input => ({ weights: giniWeights(columns(input.matrix('matrix'))) }),
  'weights.merec': input => ({ weights: merec(input.matrix('matrix'), input.numbers('directions')) }),
  'weights.equal': input => ({ weights: columns(input.matrix('matrix')).map((_, __, all) => 1 / all.length) }),
  'weights.pca': input => ({ weights: pcaWeights(input.matrix('matrix')).weights }),
}
