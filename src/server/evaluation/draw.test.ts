import { describe, expect, it } from 'vitest'
import { evaluate } from '#core/evaluation/evaluate.ts'
import { uniform } from '#core/evaluation/robustness/draws.ts'
import { modelOf } from '#core/evaluation/robustness/model.ts'
import { pointsByIndicator } from '#core/evaluation/points.ts'
import { indicator, schemeWith, unitWith } from '#core/evaluation/scheme.fixture.ts'
import { fillWeights } from '#core/evaluation/weighting.ts'
import { drawAll } from '#server/evaluation/draw.ts'

const scheme = schemeWith({ robustness: { weightError: 0.25, aggregations: ['geometric'], firm: 0.95, fairlyFirm: 0.8, marginal: 0.5 } })
const units = Array.from({ length: 40 }, (_, i) => unitWith(`u${i}`, Object.fromEntries(['A1', 'A2', 'B1', 'B2'].map((id, j) => [id, Math.round(100 * uniform(3, i, j))]))))
const model = modelOf(scheme, evaluate(scheme, units), units)

const pairs = [[[1, 2], [1 / 2, 1]], [[1, 3], [1 / 3, 1]]]
const judged = schemeWith({
  weighting: { method: 'ahp', vector: 'eigenvector', table: 'saaty', dimensions: { experts: pairs }, within: {} }, robustness: { weights: { draw: 'judgements', sigma: 0.2 }, aggregations: [], firm: 0.95, fairlyFirm: 0.8, marginal: 0.5 },
  dimensions: [{ id: 'A', name: '甲', indicators: [indicator('A1', undefined, { roundingHalf: 0.5 }), indicator('A2', undefined)] }, { id: 'B', name: '乙', indicators: [indicator('B1', undefined), indicator('B2', undefined, { dataError: 0.05 })] }],
})

describe('draws on threads', () => {
  it('of judgements and doubtful data too', async () => {
    const filled = fillWeights(judged, pointsByIndicator(judged, units))
    if (!filled.ok) throw new Error(filled.problem.code)
    const own = modelOf(filled.value.scheme, evaluate(filled.value.scheme, units), units)
    const [here, there] = await Promise.all([0, 2].map(threads => drawAll(own, { seed: 9, draws: 101, threads })))
    expect(there).toEqual(here)
  })
  it('0, 1, 2 and 3 threads give the same bytes', async () => {
    const [here, ...threads] = await Promise.all([0, 1, 2, 3].map(count => drawAll(model, { seed: 9, draws: 203, threads: count })))
    expect(here?.draws).toBe(203)
    for (const tally of threads) expect(tally).toEqual(here)
  })
  it('report their progress, and stop when asked', async () => {
    const seen: number[] = []
    await drawAll(model, { seed: 9, draws: 400, threads: 2, onProgress: done => seen.push(done) })
    expect(seen.at(-1)).toBe(400)
    const stop = new AbortController()
    const running = drawAll(model, { seed: 9, draws: 1_000_000, threads: 1, signal: stop.signal, onProgress: () => stop.abort() })
    await expect(running).rejects.toThrow(/abort/i)
  })
  it('go on by themselves until no adverse decision straddles a class', async () => {
    const tally = await drawAll(model, { seed: 9, draws: 'auto', threads: 0 })
    expect(tally.draws).toBeGreaterThanOrEqual(10_000)
  })
})
