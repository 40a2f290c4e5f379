import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { parse } from 'yaml'
import { describe, expect, it } from 'vitest'
import { evaluate, type Unit } from '../evaluate.ts'
import { parseScheme } from '../parse-scheme.ts'
import { type Scheme } from '../scheme.ts'
import { uniform } from './draws.ts'
import { modelOf } from './model.ts'
import { rankQuantile, robustnessOf } from './robustness.ts'
import { addTallies, simulate } from './simulate.ts'

const parsed = parseScheme(parse(readFileSync('policies/示例-茶镇/schemes/demo.yaml', 'utf8')))
const demo = (parsed.ok ? parsed.value : null) as Scheme
const exact: Scheme = { ...demo, robustness: { ...demo.robustness, weightError: 0 } }

const row = fc.record({ A1: fc.integer({ min: 20, max: 80 }), A2: fc.integer({ min: 0, max: 12 }), A3: fc.integer({ min: 0, max: 4 }), B2: fc.integer({ min: 0, max: 9 }), B3: fc.integer({ min: 0, max: 120 }), B4: fc.integer({ min: 0, max: 20 }) })
const town = (values: Record<string, number>, i: number): Unit => ({ id: `u${i}`, name: `u${i}`, category: '芽类', cells: Object.fromEntries(Object.entries({ ...values, B1: '已批复' }).map(([key, value]) => [key, { state: 'value' as const, value, source: '' }])) })
const towns = fc.array(row, { minLength: 2, maxLength: 24 }).map(rows => rows.map(town))

describe('robustness', () => {
  it('without any error of the weights every decision stands', () => {
    fc.assert(fc.property(towns, units => {
      const { units: all } = robustnessOf(exact, units, evaluate(exact, units), { draws: 20, seed: 1 })
      expect(all.every(unit => unit.support === 1 && unit.rank?.p5 === unit.rank?.official && unit.rank?.p95 === unit.rank?.official)).toBe(true)
    }), { numRuns: 60 })
  })

  it('the official grade and rank are those of the evaluation', () => {
    fc.assert(fc.property(towns, units => {
      const evaluation = evaluate(demo, units)
      const { units: all } = robustnessOf(demo, units, evaluation, { draws: 1, seed: 1 })
      expect(all.map(unit => [unit.decision.grade, unit.rank?.official])).toEqual(evaluation.units.map(unit => [unit.grade, unit.rank]))
    }))
  })

  it('parts in any order give the whole, bit for bit', () => {
    fc.assert(fc.property(towns, fc.integer({ min: 1, max: 39 }), (units, middle) => {
      const model = modelOf(demo, evaluate(demo, units), units)
      const part = (from: number, to: number): ReturnType<typeof simulate> => simulate(model, { seed: 7, from, to })
      const sum = addTallies(part(middle, 40), part(0, middle))
      const whole = part(0, 40)
      expect(sum).toEqual(whole)
    }), { numRuns: 40 })
  })

  it('in every draw each unit has one decision and one rank', () => {
    fc.assert(fc.property(towns, units => {
      const { decisions, codes, ranks, bins } = simulate(modelOf(demo, evaluate(demo, units), units), { seed: 3, from: 0, to: 25 })
      const total = (counts: Int32Array): number => counts.reduce((sum, count) => sum + count, 0)
      for (const i of units.keys()) expect([total(decisions.subarray(i * codes, (i + 1) * codes)), total(ranks.subarray(i * bins, (i + 1) * bins))]).toEqual([25, 25])
    }), { numRuns: 40 })
  })

  it('a close call is told from a clear one', () => {
    // Ten towns well ahead; behind them two, 68 and 70 points, strong on different indicators.
    const ahead = Array.from({ length: 10 }, (_, i) => town({ A1: 50 + 2 * i, A2: 8, A3: 3, B2: 3, B3: 100, B4: 0 }, i))
    const units = [...ahead, town({ A1: 30, A2: 8, A3: 3, B2: 3, B3: 100, B4: 0 }, 10), town({ A1: 70, A2: 6, A3: 3, B2: 9, B3: 50, B4: 20 }, 11)]
    const { units: all } = robustnessOf(demo, units, evaluate(demo, units), { draws: 400, seed: 11 })
    const last = all.find(unit => unit.rank?.official === 12)
    expect(all.find(unit => unit.rank?.official === 1)).toMatchObject({ firmness: 'firm' })
    expect(last).toMatchObject({ id: 'u11', decision: { inside: ['bottom'] }, marginAgainst: 'u10', advice: 'review' })
    expect(last?.support).toBeLessThan(0.8)
    expect(last?.margin).toBeCloseTo(2 / 62, 9)
    expect(last?.flips.length).toBeGreaterThan(0)
  })
})

describe('the generator', () => {
  it('is even, and independent of order', () => {
    const draws = Array.from({ length: 20_000 }, (_, i) => uniform(42, i, 3))
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...draws)).toBeLessThan(1)
    for (let tenth = 0; tenth < 10; tenth++) expect(Math.abs(draws.filter(u => u >= tenth / 10 && u < (tenth + 1) / 10).length - 2000)).toBeLessThan(200)
    expect(uniform(42, 5, 3)).toBe(draws[5])
    expect(new Set([uniform(1, 0, 0), uniform(2, 0, 0), uniform(1, 1, 0), uniform(1, 0, 1)]).size).toBe(4)
  })
  it('rank quantiles are of type 7', () => {
    // ranks 1, 1, 2, 4: quantile 0.5 is 1.5, 0.9 is 3.4
    const counts = { ranks: Int32Array.of(2, 1, 0, 1), bins: 4, binWidth: 1 }
    expect([rankQuantile(counts, 0, 0.5), rankQuantile(counts, 0, 0.9)]).toEqual([1.5, expect.closeTo(3.4, 12) as number])
  })
})
