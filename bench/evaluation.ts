// Scoring and robustness on made-up data, and the min-max, weighted-sum and TOPSIS chains on 50 indicators.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { evaluate, type Unit } from '#core/evaluation/evaluate.ts'
import { weightedSums } from '#core/evaluation/methods/aggregate.ts'
import { minmax } from '#core/evaluation/methods/normalise.ts'
import { competitionRanks, rankingWorkspace } from '#core/evaluation/methods/rank.ts'
import { topsis } from '#core/evaluation/methods/topsis.ts'
import { entropyWeights } from '#core/evaluation/methods/weights/entropy.ts'
import { uniform } from '#core/evaluation/robustness/draws.ts'
import { modelOf } from '#core/evaluation/robustness/model.ts'
import { simulate } from '#core/evaluation/robustness/simulate.ts'
import { parseScheme } from '#core/evaluation/scheme.ts'
import { type Row, timed } from './measure.ts'

export async function run(): Promise<Row[]> {
  const parsed = parseScheme(parse(readFileSync(join(import.meta.dirname, '../policies/示例-茶镇/schemes/demo.yaml'), 'utf8')))
  if (!parsed.ok) throw new Error('the fictional scheme is broken')
  const scheme = parsed.value
  const rows: Row[] = []
  for (const n of [84, 2000, 20_000]) {
    const columns = Array.from({ length: 50 }, (_, j) => Float64Array.from({ length: n }, (__, i) => 10 + 90 * uniform(1, i, j)))
    const directions = Array.from({ length: 50 }, (_, j): 1 | -1 => (j % 5 === 4 ? -1 : 1))
    const [places, workspace] = [new Int32Array(n), rankingWorkspace(n)]
    const equal = directions.map(() => 0.02)
    rows.push(await timed('min-max, weighted sum, rank', `${n} × 50`, 15, () => competitionRanks(weightedSums(columns.map((column, j) => minmax(column, directions[j] as 1 | -1, { constant: 0 })), equal), places, workspace)))
    rows.push(await timed('entropy weights, TOPSIS, rank', `${n} × 50`, 15, () => {
      const weights = entropyWeights(columns)
      if (weights.ok) competitionRanks(topsis(columns, weights.value.weights, directions).scores, places, workspace)
    }))
    const units = Array.from({ length: n }, (_, i) => made(i))
    rows.push(await timed('evaluate by scheme, explained', `${n} × 7`, 7, () => evaluate(scheme, units)))
    const model = modelOf(scheme, evaluate(scheme, units))
    const draws = n === 84 ? 10_000 : n === 2000 ? 1000 : 100
    rows.push(await timed('robustness, whole decision rule each draw', `${n} × 7, ${draws} draws`, 3, () => simulate(model, { seed: 7, from: 0, to: draws, weightError: 0.25 })))
  }
  return rows
}

function made(i: number): Unit {
  const value = (stream: number, low: number, high: number): number => low + (high - low) * uniform(2, i, stream)
  const cells = { A1: value(0, 20, 80), A2: value(1, 0, 10), A3: value(2, 0, 4), B1: '已批复', B2: value(3, 0, 9), B3: value(4, 2, 120), B4: value(5, 2, 20) }
  return { id: `m${i}`, name: `演示${i}镇`, category: i % 2 ? '芽类' : '叶类', cells: Object.fromEntries(Object.entries(cells).map(([key, cell]) => [key, { state: 'value' as const, value: cell, source: '演示数据' }])) }
}
