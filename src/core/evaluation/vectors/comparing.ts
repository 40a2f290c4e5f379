// Vectors of means, ranks, agreement between rankings, and sensitivity.
import { type Aggregation, arithmetic, geometric, harmonic, power } from '../methods/aggregate.ts'
import { kendall, pearson, rankSimilarity, spearman, weightedSpearman } from '../methods/correlation.ts'
import { drastic, kemeny } from '../methods/rank-distance.ts'
import { ranks } from '../methods/rank.ts'
import { centred, firstOrder, type SobolRuns, totalOrder, totalVariance } from '../methods/sobol.ts'
import { type Column, mean, median, quantile, standardDeviation } from '../methods/statistics.ts'
import type { Adapter } from './vector.ts'

function blocks(y: readonly number[], size: number, count: number): SobolRuns {
  const block = (index: number): number[] => y.slice(index * size, (index + 1) * size)
  return { a: block(0), b: block(1), ab: Array.from({ length: count }, (_, i) => block(i + 2)) }
}

export const comparing: Record<string, Adapter> = {
  'aggregate.geometric': input => ({ D: geometric(input.numbers('d'), input.numbers('weights')) }),
  'aggregate.means': input => {
    const [x, w] = [input.numbers('x'), input.numbers('w')]
    const rule = (of: Aggregation): number => of(x, w)
    return { arithmetic: rule(arithmetic), geometric: rule(geometric), harmonic: rule(harmonic), generalised_p2_noNA: rule((scores, weights) => power(scores, weights, 2)) }
  },
  'rank.ties': input => {
    const x = input.numbers('x')
    return { average: ranks(x, 'average'), min: ranks(x, 'min'), max: ranks(x, 'max'), dense: ranks(x, 'dense'), first: ranks(x, 'ordinal'), ordinal: ranks(x, 'ordinal') }
  },
  'rank.dense': (input, parameters) => ({ ranks: ranks(input.numbers('scores'), 'dense', Boolean(parameters.raw('descending'))) }),
  'rank_distance.kemeny': input => ({ distance: input.matrix('ranks').map(row => kemeny(input.numbers('reference'), row)) }),
  'rank_distance.draws': input => ({ distance: input.matrix('ranks').map(row => drastic(input.numbers('reference'), row)) }),
  correlation: input => {
    const all = input.columns('matrix')
    const table = (of: (x: Column, y: Column) => number): number[][] => all.map(x => all.map(y => of(x, y)))
    return { pearson: table(pearson), spearman: table(spearman), kendall: table(kendall) }
  },
  'correlation.rank_weighted': input => {
    const each = (of: (x: Column, y: Column) => number): number[] => input.matrix('ranks').map(row => of(input.numbers('reference'), row))
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
