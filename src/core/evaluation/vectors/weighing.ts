// Vectors of weights.
import { normalised, weightedSums } from '../methods/aggregate.ts'
import { type Columns, type Matrix } from '../methods/matrix.ts'
import { type Direction, minmax } from '../methods/normalise.ts'
import { ahpWeights, congruence, consistency, geometricOfShares, koczkodaj, meanRatio, principal, randomIndices } from '../methods/weights/ahp.ts'
import { criticWeights } from '../methods/weights/critic.ts'
import { entropyWeights } from '../methods/weights/entropy.ts'
import { equalWeights, weightsFromScores } from '../methods/weights/fixed.ts'
import { pcaWeights } from '../methods/weights/pca.ts'
import { cilosWeights, idocriwWeights, merecWeights } from '../methods/weights/removal.ts'
import { angleWeights, giniWeights, lopcowWeights, standardDeviationWeights, variationWeights, varianceWeights } from '../methods/weights/spread.ts'
import type { Result } from '#core/base/result.ts'
import type { Adapter, Input, Parameters } from './vector.ts'

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

function hierarchy(criteria: Matrix, scores: Columns): { scores: Float64Array } {
  return { scores: weightedSums(scores, ahpWeights(criteria)) }
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
  'weights.from_scores': input => ({ weights: weightsFromScores(input.numbers('scores')) }),
  'weights.entropy': (input, parameters) => ({ weights: given(entropyWeights(scaled(input, parameters), { shift: parameters.number('shift', 0) })).weights }),
  'weights.entropy+weighted_sum': input => {
    const { weights } = given(entropyWeights(turned(input)))
    return { weights, scores: weightedSums(input.columns('matrix'), weights) }
  },
  'weights.critic': (input, parameters) => {
    const columns = parameters.text('scale') === 'none' ? input.columns('matrix') : turned(input)
    const { weights, information, conflict } = given(criticWeights(columns, { correlation: parameters.text('correlation') === 'spearman' ? 'spearman' : 'pearson', ddof: parameters.number('ddof', 1) as 0 | 1 }))
    return { weights, information, one_minus_corr: conflict }
  },
  'weights.std': (input, parameters) => ({ weights: given(standardDeviationWeights(scaled(input, parameters), parameters.number('ddof', 0) as 0 | 1)).weights }),
  'weights.variance': (input, parameters) => {
    const columns = /none|raw/.test(parameters.text('normalisation')) ? input.columns('matrix') : turned(input, 1)
    return { weights: given(varianceWeights(columns, parameters.number('ddof', 0) as 0 | 1)).weights }
  },
  'weights.cv': (input, parameters) => ({ weights: given(variationWeights(input.columns('matrix'), parameters.number('ddof', 0) as 0 | 1)).weights }),
  'weights.gini': input => ({ weights: given(giniWeights(input.columns('matrix'))).weights }),
  'weights.angle': input => ({ weights: given(angleWeights(input.columns('matrix'))).weights }),
  'weights.lopcow': input => ({ weights: given(lopcowWeights(turned(input))).weights }),
  'weights.merec': input => ({ weights: given(merecWeights(input.columns('matrix'), input.numbers('directions') as Direction[])).weights }),
  'weights.cilos': input => ({ weights: given(cilosWeights(input.columns('matrix'), input.numbers('directions') as Direction[])).weights }),
  'weights.idocriw': input => ({ weights: given(idocriwWeights(input.columns('matrix'), input.numbers('directions') as Direction[])).weights }),
  'weights.equal': input => ({ weights: equalWeights(input.columns('matrix').length) }),
  'weights.pca': input => ({ weights: given(pcaWeights(input.columns('matrix'))).weights }),
}

/** Min-max columns, costs turned; `always` overrides the directions. */
function turned(input: Input, always?: Direction): Float64Array[] {
  const directions = input.has('directions') ? input.numbers('directions') : []
  return input.columns('matrix').map((column, j) => minmax(column, always ?? (directions[j] ?? 1) as Direction, { constant: 0 }))
}

/** Turned columns where the vector names min-max, else as they are. */
function scaled(input: Input, parameters: Parameters): Float64Array[] {
  return /min-?max/.test(parameters.text('normalisation')) ? turned(input) : input.columns('matrix')
}

/** A vector's data must give weights; a refusal makes the vector one we cannot run. */
function given<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problem.code)
  return result.value
}
