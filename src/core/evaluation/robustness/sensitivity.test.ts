import { describe, expect, it } from 'vitest'
import { evaluate } from '../evaluate.ts'
import { sobolIndices } from '../methods/sobol.ts'
import { schemeWith, unitWith } from '../scheme.fixture.ts'
import { uniform } from './draws.ts'
import { modelOf } from './model.ts'
import { sensitivityOf, sensitivitySteps } from './sensitivity.ts'
import { varied } from './vary.ts'

describe('Sobol indices', () => {
  // Ishigami & Homma 1990, a = 7, b = 0.1: S = 0.3139, 0.4424, 0; T = 0.5576, 0.4424, 0.2437.
  const ishigami = (x: readonly number[]): number => Math.sin(x[0] as number) + 7 * Math.sin(x[1] as number) ** 2 + 0.1 * (x[2] as number) ** 4 * Math.sin(x[0] as number)
  const point = (row: number): number[] => [0, 1, 2].map(j => Math.PI * (2 * uniform(1, row, j) - 1))
  const runs = (base: number): { a: Float64Array; b: Float64Array; ab: Float64Array[] } => {
    const of = (pick: (row: number) => number[]): Float64Array => Float64Array.from({ length: base }, (_, row) => ishigami(pick(row)))
    return { a: of(point), b: of(row => point(base + row)), ab: [0, 1, 2].map(k => of(row => point(row).map((value, j) => (j === k ? point(base + row)[j] as number : value)))) }
  }
  const made = (base: number): ReturnType<typeof sobolIndices> => sobolIndices(runs(base), { resamples: 100, widest: 0.2, random: (resample, row) => uniform(2, resample, row) })

  it('of a function whose indices are known are those, within their intervals', () => {
    const { first, total } = made(8192)
    for (const [k, expected] of [0.3139, 0.4424, 0].entries()) expect(Math.abs((first[k]?.value as number) - expected)).toBeLessThan(0.05)
    for (const [k, expected] of [0.5576, 0.4424, 0.2437].entries()) expect(Math.abs((total[k]?.value as number) - expected)).toBeLessThan(0.03)
    expect(total.every(({ low, value, high, shown }) => low <= value && value <= high && shown)).toBe(true)
  })
  it('of too few runs are not shown', () => {
    expect(made(32).first.some(({ shown }) => !shown)).toBe(true)
  })
})

describe('where the movement comes from', () => {
  const units = Array.from({ length: 24 }, (_, i) => unitWith(`u${i}`, { A1: (37 * i) % 101, A2: (53 * i) % 97, B1: (71 * i) % 89, B2: (17 * i) % 83 }))
  const modelWith = (error: number, dataError: number): ReturnType<typeof modelOf> => {
    const scheme = schemeWith()
    const asked = varied(scheme, { weights: { draw: 'box', error }, ...(dataError ? { dataError } : {}) })
    if (!asked.ok) throw new Error(asked.problem.code)
    return modelOf(asked.value, evaluate(scheme, units), units)
  }
  const totals = (error: number, dataError: number): (number | undefined)[] => sensitivityOf(modelWith(error, dataError), { seed: 1, base: 512 }).ranks.map(({ total }) => total.value)

  it('is told apart: little doubt of the one, much of the other', () => {
    const [weights, data] = totals(0.02, 0.2) as [number, number]
    expect(data).toBeGreaterThan(0.8)
    expect(weights).toBeLessThan(0.2)
    const [more, less] = totals(0.4, 0.005) as [number, number]
    expect(more).toBeGreaterThan(less + 0.5)
  })
  it('what is certain is no source; one source is all there is', () => {
    expect(sensitivityOf(modelWith(0.2, 0), { seed: 1, base: 64 })).toMatchObject({ sources: ['weights'], decisions: [] })
    expect(sensitivityOf(modelWith(0, 0.1), { seed: 1, base: 64 }).sources).toEqual(['data'])
  })
  it('in steps is the same as at once, and says how far it is; of decisions only those that were taken', () => {
    const model = modelWith(0.2, 0.1)
    const steps = sensitivitySteps(model, { seed: 1, base: 64 })
    const seen: number[] = []
    let next = steps.next()
    for (; !next.done; next = steps.next()) seen.push(next.value)
    expect(next.value).toEqual(sensitivityOf(model, { seed: 1, base: 64 }))
    expect(seen.every((share, i) => share >= 0 && share <= 1 && (i === 0 || share >= (seen[i - 1] as number)))).toBe(true)
    const decided = evaluate(schemeWith(), units).units.filter(unit => unit.inside.length || unit.grade === 'poor').map(unit => unit.id)
    expect(next.value.decisions.every(({ unit }) => decided.includes(unit))).toBe(true)
    expect(next.value.decisions.length).toBeGreaterThan(0)
  })
})
