// Vectors of methods that give every unit one figure from a whole matrix.
import { mazziottaPareto, product, waspas, weightedSums } from '../methods/aggregate.ts'
import { codas, edas, mabac, mairca, probid, spotis } from '../methods/distance-methods.ts'
import { greyRelation } from '../methods/gra.ts'
import { columnsOf, mapRows, rowsOf } from '../methods/matrix.ts'
import { byMaximum, bySum, byVector, type Direction, linear, minmax, type Normalisation, zscore } from '../methods/normalise.ts'
import { type Preference, promethee } from '../methods/promethee.ts'
import { ranks } from '../methods/rank.ts'
import { rankSumRatio } from '../methods/rank-sum-ratio.ts'
import { aras, cocoso, copras, fullMultiplicative, marcos, mooraRatio, mooraReference, ocra, ram } from '../methods/ratio-methods.ts'
import { type Column } from '../methods/statistics.ts'
import { topsis } from '../methods/topsis.ts'
import { vikor } from '../methods/vikor.ts'
import { borda, copeland, dominance } from '../methods/vote.ts'
import { normalised } from '../methods/aggregate.ts'
import type { Adapter, Input, Parameters } from './vector.ts'

const scales: readonly (readonly [string, Normalisation])[] = [
  ['sum', bySum], ['minmax', (column, direction) => minmax(column, direction, { constant: Number.NaN })], ['max', byMaximum], ['vector', (column, direction) => byVector(column, direction)],
]

/** The normalisation a vector names, costs turned. */
function scaledBy(input: Input, parameters: Parameters, otherwise: string): Float64Array[] {
  const named = parameters.text('normalisation') || otherwise
  const scale = scales.find(([name]) => named.startsWith(name))?.[1] ?? linear
  const directions = directionsOf(input)
  return input.columns('matrix').map((column, j) => scale(column, directions[j] as Direction))
}

const directionsOf = (input: Input): Direction[] => (input.has('directions') ? input.numbers('directions') as Direction[] : (input.matrix('matrix')[0] ?? []).map(() => 1))
const weightsOf = (input: Input): number[] => (input.has('weights') ? input.numbers('weights') : directionsOf(input).map((_, __, all) => 1 / all.length))
const best = (scores: Column): number[] => ranks(scores, 'dense', true)
const scored = (scores: Float64Array): Record<string, unknown> => ({ scores, score: scores, ranks: best(scores) })
const plain = (of: (columns: Float64Array[], weights: number[], directions: Direction[]) => Float64Array): Adapter => input => scored(of(input.columns('matrix'), weightsOf(input), directionsOf(input)))

function preferencesOf(input: Input, parameters: Parameters): Preference[] {
  const given = parameters.raw('preference')
  const texts = Array.isArray(given) ? given.map(String) : directionsOf(input).map(() => parameters.text('preference_function') || 'usual')
  return texts.map(text => {
    const value = (name: string): number => Number(new RegExp(`\\b${name}=([\\d.]+)`).exec(text)?.[1] ?? 0)
    if (/gauss/.test(text)) return { kind: 'gaussian', s: value('s') }
    if (/level/.test(text)) return { kind: 'level', q: value('q'), p: value('p') }
    if (/v-shape|linear/.test(text)) return { kind: 'linear', q: value('q'), p: value('p') }
    if (/u-shape/.test(text)) return { kind: 'u-shape', q: value('q') }
    return { kind: 'usual' }
  })
}

export const ranking: Record<string, Adapter> = {
  'aggregate.mpi': input => {
    const scaled = input.columns('matrix').map((column, j) => zscore(column, directionsOf(input)[j] as Direction, { centre: 100, scale: 10, constant: Number.NaN }))
    return { normalised: rowsOf(scaled), mpi_minus: mapRows(scaled, row => mazziottaPareto(row, 'minus')), mpi_plus: mapRows(scaled, row => mazziottaPareto(row, 'plus')) }
  },
  saw: (input, parameters) => scored(weightedSums(scaledBy(input, parameters, 'linear'), weightsOf(input))),
  wsm: (input, parameters) => {
    const weights = /matrix and weights/.test(parameters.text('normalisation')) ? normalised(weightsOf(input)) : weightsOf(input)
    return scored(weightedSums(scaledBy(input, parameters, 'sum'), weights))
  },
  wpm: (input, parameters) => scored(mapRows(scaledBy(input, parameters, 'sum'), row => product(row, weightsOf(input)))),
  waspas: (input, parameters) => scored(mapRows(scaledBy(input, parameters, 'linear'), row => waspas(row, weightsOf(input), parameters.number('lambda', 0.5)))),
  topsis: (input, parameters) => {
    const directions = directionsOf(input)
    const named = parameters.text('normalisation')
    const [ideal, anti] = [parameters.raw('ideal') as number[] | undefined, parameters.raw('anti_ideal') as number[] | undefined]
    const { scores, ideal: top, antiIdeal } = topsis(input.columns('matrix'), input.has('weights') ? input.numbers('weights') : directions.map(() => 1), directions, {
      normalisation: named.startsWith('minmax') ? 'minmax' : named === 'none' ? 'none' : 'vector', ...(ideal ? { ideal } : {}), ...(anti ? { antiIdeal: anti } : {}),
    })
    return { ...scored(scores), similarity: scores, ideal: top, anti_ideal: antiIdeal }
  },
  vikor: (input, parameters) => {
    const [columns, weights, directions, v] = [input.columns('matrix'), weightsOf(input), directionsOf(input), parameters.number('v', 0.5)]
    const { s, r, q, acceptableAdvantage, acceptableStability, compromise } = vikor(columns, weights, directions, { v })
    const [top, bottom] = [parameters.raw('fixed_ideal') as number[] | undefined, parameters.raw('fixed_anti_ideal') as number[] | undefined]
    const fixed = top && bottom ? vikor(columns, weights, directions, { v, ideals: { best: top, worst: bottom } }).q : []
    // The peer may merge its compromise set at rank 1.
    const merged = parameters.raw('use_compromise_set') ? q.map((value, i) => (compromise.includes(i) ? Math.min(...q) : value)) : q
    return { Q: q, Q_fixed_ideals: fixed, s_k: s, r_k: r, q_k: q, ranks: ranks(merged, 'dense'), acceptable_advantage: acceptableAdvantage, acceptable_stability: acceptableStability, compromise_set: compromise.toSorted((a, b) => a - b) }
  },
  promethee2: (input, parameters) => {
    const { net } = promethee(input.columns('matrix'), weightsOf(input), directionsOf(input), preferencesOf(input, parameters))
    const order = Array.from(net, (_, i) => i).sort((a, b) => (net[b] as number) - (net[a] as number))
    return { ...scored(net), result: input.has('units') ? order.map(i => input.texts('units')[i]) : [] }
  },
  gra: (input, parameters) => scored(greyRelation(input.columns('matrix'), weightsOf(input), directionsOf(input), { zeta: parameters.number('zeta', 0.5) })),
  aras: plain(aras),
  cocoso: plain(cocoso),
  codas: (input, parameters) => scored(codas(input.columns('matrix'), weightsOf(input), directionsOf(input), { tau: parameters.number('tau', 0.02) })),
  copras: plain(copras),
  edas: plain(edas),
  mabac: plain(mabac),
  mairca: plain(mairca),
  marcos: plain(marcos),
  'moora.ratio': plain(mooraRatio),
  'moora.reference': plain((columns, weights, directions) => mooraReference(columns, weights, directions).scores),
  'moora.multiplicative': plain(fullMultiplicative),
  ocra: plain(ocra),
  probid: plain((columns, weights, directions) => probid(columns, weights, directions)),
  ram: plain(ram),
  spotis: (input, parameters) => scored(spotis(input.columns('matrix'), weightsOf(input), directionsOf(input), (parameters.raw('bounds') ?? input.raw('bounds')) as [number, number][])),
  dominance: input => ({ dominates_count: dominance(input.columns('matrix'), directionsOf(input)) }),
  'rank.borda': input => {
    const sums = Array.from(borda(input.columns('rank_matrix_rows_are_units')).sums)
    const groups = [...Map.groupBy(sums.map((_, i) => i), i => sums[i] as number)].sort(([a], [b]) => a - b).map(([, units]) => units)
    return { rank_sums: sums, tie_groups_best_to_worst: groups }
  },
  'rank.copeland': input => ({ scores: copeland(input.columns('matrix')) }),
  'rank.sum_ratio': input => ({ scores: rankSumRatio(columnsOf(input.matrix('matrix')), weightsOf(input), directionsOf(input)) }),
}
