// Scoring, ranking and robustness on made-up data, beside the same work in plain C.
import { evaluate, type Unit } from '#core/evaluation/evaluate.ts'
import { weightedSums } from '#core/evaluation/methods/aggregate.ts'
import { minmax } from '#core/evaluation/methods/normalise.ts'
import { competitionRanks, rankingWorkspace } from '#core/evaluation/methods/rank.ts'
import { topsis } from '#core/evaluation/methods/topsis.ts'
import { entropyWeights } from '#core/evaluation/methods/weights/entropy.ts'
import { uniform } from '#core/evaluation/robustness/draws.ts'
import { modelOf } from '#core/evaluation/robustness/model.ts'
import { flatScores, lanes } from '#core/evaluation/robustness/scores.ts'
import { simulate } from '#core/evaluation/robustness/simulate.ts'
import type { Scheme } from '#core/evaluation/scheme.ts'
import { drawAll } from '#server/evaluation/draw.ts'
import { limits } from './limit.ts'
import { type Row, timed } from './measure.ts'

const width = 50
const sizes = [84, 2000, 20_000]
const draws = 1000

export async function run(): Promise<Row[]> {
  const rows: Row[] = []
  const limit = limits(sizes, draws)
  const beside = (row: Row, name: string, ms: number | undefined): Row[] => (ms === undefined ? [row] : [row, { ...row, name: `　同上，C`, median: ms, p95: Number.NaN }, { ...row, name: `　倍数（${name}）`, median: Number((row.median / ms).toPrecision(3)), p95: Number.NaN, unit: '×' }])
  for (const n of sizes) {
    const columns = Array.from({ length: width }, (_, j) => Float64Array.from({ length: n }, (__, i) => 10 + 90 * uniform(1, i, j)))
    const directions = columns.map((_, j): 1 | -1 => (j % 5 === 4 ? -1 : 1))
    const equal = directions.map(() => 1 / width)
    const [places, workspace] = [new Int32Array(n), rankingWorkspace(n)]
    rows.push(...beside(await timed('极差标准化、加权和、名次', `${n} × ${width}`, 21, () => competitionRanks(weightedSums(columns.map((column, j) => minmax(column, directions[j] as 1 | -1, { constant: 0 })), equal), places, workspace)), '加权和', limit?.get(n)?.['weighted-sum']))
    rows.push(...beside(await timed('熵权、TOPSIS、名次', `${n} × ${width}`, 21, () => {
      const weights = entropyWeights(columns)
      if (weights.ok) competitionRanks(topsis(columns, weights.value.weights, directions).scores, places, workspace)
    }), 'TOPSIS', limit?.get(n)?.['entropy-topsis']))
    const units = Array.from({ length: n }, (_, i) => made(i, columns))
    rows.push(await timed('按指标体系评分，逐格说明', `${n} × ${width}`, 5, () => evaluate(scheme, units)))
    rows.push(await timed('按指标体系评分，不说明', `${n} × ${width}`, 5, () => evaluate(scheme, units, { explain: false })))
    const model = modelOf(scheme, evaluate(scheme, units, { explain: false }), units)
    const scores = Array.from({ length: lanes }, () => new Float64Array(n))
    const factors = new Float64Array(width * lanes)
    rows.push(...beside(await timed('抽权重、加权和、全部名次', `${n} × ${width}，${draws} 次`, 5, () => {
      for (let draw = 0; draw < draws; draw += lanes) {
        for (let k = 0; k < factors.length; k++) factors[k] = 0.75 + 0.5 * uniform(7, draw + (k % lanes), Math.floor(k / lanes))
        flatScores(model, [factors], scores)
        for (const own of scores) competitionRanks(own, places, workspace)
      }
    }), '抽样', limit?.get(n)?.draws))
    const all = n === 84 ? 10_000 : draws
    rows.push(await timed('稳健性：每次重做整个判断', `${n} × ${width}，${all} 次`, 3, () => simulate(model, { seed: 7, from: 0, to: all })))
    if (n > 84) rows.push(await timed('　同上，2 个线程', `${n} × ${width}，${all} 次`, 3, () => drawAll(model, { seed: 7, draws: all, threads: 2 })))
  }
  return rows
}

const scheme: Scheme = {
  id: 'bench', title: '基准', version: '1', status: 'proposal', validFrom: '2020-01-01', total: 100, weighting: { method: 'fixed' },
  aggregation: { indicators: 'arithmetic', dimensions: 'arithmetic', floor: 1, lambda: 0.5 }, precision: 2, sufficient: 6500, maxAge: 1, categories: [], rankWithin: 'all', tieBreaks: [],
  bands: [{ grade: 'a', from: 55 }, { grade: 'b', from: 50 }, { grade: 'c', from: 45 }, { grade: 'd', from: 0 }],
  quotas: (['top', 'bottom'] as const).map(side => ({ side, share: 1000, tolerance: 200, hardLimit: 500, rounding: side === 'top' ? 'half-up' : 'floor', minCount: 0, minUnits: 10, choose: 'nearest' })),
  adjustments: [], ceiling: 100, vetoes: [], vetoUsesQuota: false, robustness: { weightError: 0.25, aggregations: [], firm: 0.95, fairlyFirm: 0.8, marginal: 0.5 },
  dimensions: Array.from({ length: 5 }, (_, d) => ({ id: `D${d}`, name: `维度${d}`, indicators: Array.from({ length: width / 5 }, (__, k) => ({ id: `I${d * 10 + k}`, name: `指标${d * 10 + k}`, unit: '', source: '', origin: '', weight: 100 / width, missing: 'zero' as const, rule: { kind: 'linear' as const, zero: 10, full: 100 } })) })),
}

function made(i: number, columns: readonly Float64Array[]): Unit {
  return { id: `m${i}`, name: `演示${i}镇`, category: null, cells: Object.fromEntries(columns.map((column, j) => [`I${j}`, { state: 'value' as const, value: column[i] as number, source: '演示数据' }])) }
}
