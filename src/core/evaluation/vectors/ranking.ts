// Vectors of aggregation, ranking methods, ranks and sensitivity.
import { type Aggregation, arithmetic, geometric, harmonic, mazziottaPareto, power, product, waspas } from '../methods/aggregate.ts'
import { kendall, pearson, rankSimilarity, spearman, weightedSpearman } from '../methods/correlation.ts'
import { byColumn, columns, type Matrix } from '../methods/matrix.ts'
import { byMaximum, bySum, byVector, type Direction, linear, minmax, zscore } from '../methods/normalise.ts'
import { borda, cocoso, copeland, dominance, greyRelation, type Preference, promethee2, rankSumRatio } from '../methods/outranking.ts'
import { drastic, kemeny } from '../methods/rank-distance.ts'
import { ranks } from '../methods/rank.ts'
import { centred, firstOrder, type SobolRuns, totalOrder, totalVariance } from '../methods/sobol.ts'
import { mean, median, quantile, standardDeviation, sum } from '../methods/statistics.ts'
import { topsis } from '../methods/topsis.ts'
import { vikor } from '../methods/vikor.ts'
import { normalised } from '../methods/weights/ahp.ts'
import type { Adapter, Input, Parameters } from './vector.ts'

/** The normalisation a vector names, costs turned. */
function scaledBy(input: Input, parameters: Parameters, otherwise: string): number[][] {
  const named = parameters.text('normalisation') || otherwise
  const directions = input.numbers('directions')
  const rules: [string, (values: number[], direction: Direction) => number[]][] = [['sum', bySum], ['minmax', minmax], ['max', byMaximum], ['vector', byVector]]
  const rule = rules.find(([name]) => named.startsWith(name))?.[1] ?? linear
  return byColumn(input.matrix('matrix'), (values, j) => rule(values, directions[j] as Direction))
}

const weightedSums = (matrix: Matrix, weights: readonly number[]): number[] => matrix.map(row => sum(row.map((value, j) => value * (weights[j] as number))))
const best = (scores: readonly number[]): number[] => ranks(scores, 'dense', true)

function preferencesOf(input: Input, parameters: Parameters): Preference[] {
  const given = parameters.raw('preference')
  const texts = Array.isArray(given) ? given.map(String) : input.numbers('directions').map(() => parameters.text('preference_function') || 'usual')
  return texts.map(text => {
    const value = (name: string): number => Number(new RegExp(`\\b${name}=([\\d.]+)`).exec(text)?.[1] ?? 0)
    if (/gauss/.test(text)) return { kind: 'gaussian', s: value('s') }
    if (/level/.test(text)) return { kind: 'level', q: value('q'), p: value('p') }
    if (/v-shape|linear/.test(text)) return { kind: 'linear', q: value('q'), p: value('p') }
    return { kind: 'usual' }
  })
}

function blocks(y: readonly number[], size: number, count: number): SobolRuns {
  const block = (index: number): number[] => y.slice(index * size, (index + 1) * size)
  return { a: block(0), b: block(1), ab: Array.from({ length: count }, (_, i) => block(i + 2)) }
}

export const ranking: Record<string, Adapter> = {
  'aggregate.geometric': input => ({ D: geometric(input.numbers('d'), input.numbers('weights')) }),
  'aggregate.means': input => {
    const [x, w] = [input.numbers('x'), input.numbers('w')]
    const there = x.map((_, i) => i).filter(i => !Number.isNaN(x[i]))
    const rule = (of: Aggregation): number => of(x, w)
    return { arithmetic: rule(arithmetic), geometric: rule(geometric), harmonic: rule(harmonic), generalised_p2_noNA: power(there.map(i => x[i] as number), there.map(i => w[i] as number), 2) }
  },
  'aggregate.mpi': input => {
    const scaled = byColumn(input.matrix('matrix'), (values, j) => zscore(values, input.numbers('directions')[j] as Direction, { centre: 100, scale: 10 }))
    return { normalised: scaled, mpi_minus: scaled.map(row => mazziottaPareto(row, 'minus')), mpi_plus: scaled.map(row => mazziottaPareto(row, 'plus')) }
  },
  saw: (input, parameters) => ({ scores: weightedSums(scaledBy(input, parameters, 'linear'), input.numbers('weights')) }),
  wsm: (input, parameters) => {
    const weights = /matrix and weights/.test(parameters.text('normalisation')) ? normalised(input.numbers('weights')) : input.numbers('weights')
    const scores = weightedSums(scaledBy(input, parameters, 'sum'), weights)
    return { scores, score: scores, ranks: best(scores) }
  },
  wpm: (input, parameters) => {
    const scores = scaledBy(input, parameters, 'sum').map(row => product(row, input.numbers('weights')))
    return { scores, score: scores, ranks: best(scores) }
  },
  waspas: (input, parameters) => {
    const scores = scaledBy(input, parameters, 'linear').map(row => waspas(row, input.numbers('weights'), parameters.number('lambda', 0.5)))
    return { scores, ranks: best(scores) }
  },
  topsis: (input, parameters) => {
    const directions = input.numbers('directions')
    const named = parameters.text('normalisation')
    const [ideal, anti] = [parameters.raw('ideal') as number[] | undefined, parameters.raw('anti_ideal') as number[] | undefined]
    const { scores, ideal: top, antiIdeal } = topsis(input.matrix('matrix'), input.has('weights') ? input.numbers('weights') : directions.map(() => 1), directions, {
      normalisation: named.startsWith('minmax') ? 'minmax' : named === 'none' ? 'none' : 'vector', ...(ideal ? { ideal } : {}), ...(anti ? { antiIdeal: anti } : {}),
    })
    return { scores, similarity: scores, ranks: best(scores), ideal: top, anti_ideal: antiIdeal }
  },
  vikor: (input, parameters) => {
    const [matrix, weights, directions, v] = [input.matrix('matrix'), input.numbers('weights'), input.numbers('directions'), parameters.number('v', 0.5)]
    const { s, r, q, acceptableAdvantage, acceptableStability, compromise } = vikor(matrix, weights, directions, { v })
    const [top, bottom] = [parameters.raw('fixed_ideal') as number[] | undefined, parameters.raw('fixed_anti_ideal') as number[] | undefined]
    const fixed = top && bottom ? vikor(matrix, weights, directions, { v, ideals: { best: top, worst: bottom } }).q : []
    // The peer may merge its compromise set at rank 1.
    const merged = parameters.raw('use_compromise_set') ? q.map((value, i) => (compromise.includes(i) ? Math.min(...q) : value)) : q
    return { Q: q, Q_fixed_ideals: fixed, s_k: s, r_k: r, q_k: q, ranks: ranks(merged, 'dense'), acceptable_advantage: acceptableAdvantage, acceptable_stability: acceptableStability, compromise_set: compromise.toSorted((a, b) => a - b) }
  },
  promethee2: (input, parameters) => {
    const scores = promethee2(input.matrix('matrix'), input.numbers('weights'), input.numbers('directions'), preferencesOf(input, parameters))
    const order = scores.map((_, i) => i).sort((a, b) => (scores[b] as number) - (scores[a] as number))
    return { scores, result: input.has('units') ? order.map(i => input.texts('units')[i]) : [] }
  },
  gra: (input, parameters) => ({ scores: greyRelation(input.matrix('matrix'), input.numbers('weights'), input.numbers('directions'), parameters.number('zeta', 0.5)) }),
  cocoso: input => ({ scores: cocoso(input.matrix('matrix'), input.numbers('weights'), input.numbers('directions')) }),
  dominance: input => ({ dominates_count: dominance(input.matrix('matrix'), input.numbers('directions')) }),
  'rank.borda': input => {
    const { sums } = borda(input.matrix('rank_matrix_rows_are_units'))
    const groups = [...Map.groupBy(sums.map((_, i) => i), i => sums[i] as number)].sort(([a], [b]) => a - b).map(([, units]) => units)
    return { rank_sums: sums, tie_groups_best_to_worst: groups }
  },
  'rank.copeland': input => ({ scores: copeland(input.matrix('matrix')) }),
  'rank.sum_ratio': input => ({ scores: rankSumRatio(input.matrix('matrix'), input.numbers('weights'), input.numbers('directions')) }),
  'rank.ties': input => {
    const x = input.numbers('x')
    return { average: ranks(x, 'average'), min: ranks(x, 'min'), max: ranks(x, 'max'), dense: ranks(x, 'dense'), first: ranks(x, 'ordinal'), ordinal: ranks(x, 'ordinal') }
  },
  'rank.dense': (input, parameters) => ({ ranks: ranks(input.numbers('scores'), 'dense', Boolean(parameters.raw('descending'))) }),
  'rank_distance.kemeny': input => ({ distance: input.matrix('ranks').map(row => kemeny(input.numbers('reference'), row)) }),
  'rank_distance.draws': input => ({ distance: input.matrix('ranks').map(row => drastic(input.numbers('reference'), row)) }),
  correlation: input => {
    const all = columns(input.matrix('matrix'))
    const table = (of: (x: number[], y: number[]) => number): number[][] => all.map(x => all.map(y => of(x, y)))
    return { pearson: table(pearson), spearman: table(spearman), kendall: table(kendall) }
  },
  'correlation.rank_weighted': input => {
    const each = (of: (x: number[], y: number[]) => number): number[] => input.matrix('ranks').map(row => of(input.numbers('reference'), row))
    return { spearman: each(spearman), weighted_spearman: each(weightedSpearman), ws: each(rankSimilarity), kendall: each(kendall) }
  },
  'robustness.rank_stats': input => {
    const rows = input.matrix('ranks_units_x_draws')
    return { mean: rows.map(mean), median: rows.map(median), q5: rows.map(row => quantile(row, 0.05)), q95: rows.map(row => quantile(row, 0.95)) }
  },
  'sensitivity.sobol.jansen_saltelli': (input, parameters) => {
    const runs = blocks(input.numbers('y'), input.number('N'), input.number('d'))
    const total = totalVariance(runs, parameters.number('var_ddof', 1) as 0 | 1)
    return { variance: total, Si: firstOrder(runs, total), STi: totalOrder(runs, total) }
  },
  'sensitivity.sobol': (input, parameters) => {
    if (input.has('y')) {
      const runs = blocks(input.numbers('y'), input.number('N'), input.number('d'))
      const total = totalVariance(runs, 1)
      return { Si: firstOrder(runs, total), STi: totalOrder(runs, total) }
    }
    const [y, count] = [input.numbers('Y'), input.number('D')]
    const at = (offset: number): number[] => y.filter((_, i) => i % (count + 2) === offset)
    const ddof = parameters.number('ddof', 0) as 0 | 1
    const runs = centred({ a: at(0), b: at(count + 1), ab: Array.from({ length: count }, (_, i) => at(i + 1)) }, standardDeviation(y, ddof))
    const total = totalVariance(runs, ddof)
    return { S1: firstOrder(runs, total), ST: totalOrder(runs, total) }
  },
}
