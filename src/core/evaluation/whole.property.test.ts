// Properties of the whole way from cells to standing and to its robustness, whatever the scheme and the data.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cell, evaluate, type Unit } from './evaluate.ts'
import { pairMargin } from './robustness/margin.ts'
import { modelOf } from './robustness/model.ts'
import { robustnessOf } from './robustness/robustness.ts'
import { drawFactors, emptyFactors } from './robustness/weight-draws.ts'
import { indicator, schemeWith, unitWith } from './scheme.fixture.ts'

const score = fc.integer({ min: 0, max: 100 })
const row = fc.record({ A1: score, A2: score, B1: score, B2: score })
const towns = (least: number, most: number): fc.Arbitrary<Unit[]> => fc.array(row, { minLength: least, maxLength: most }).map(rows => rows.map((values, i) => unitWith(`u${i}`, values)))
const standing = ({ id, published, rank, grade, inside }: ReturnType<typeof evaluate>['units'][number]): unknown => ({ id, published, rank, grade, inside: [...inside] })
const plain = schemeWith()

describe('a standing', () => {
  it('twins stand alike: an identical town never splits from its twin', () => {
    fc.assert(fc.property(towns(12, 30), fc.nat(), (units, pick) => {
      const twin = units[pick % units.length] as Unit
      const made = evaluate(plain, [...units, { ...twin, id: 'twin' }]).units
      const { id: _a, ...one } = standing(made.find(unit => unit.id === twin.id) as (typeof made)[number]) as Record<string, unknown>
      const { id: _b, ...other } = standing(made.at(-1) as (typeof made)[number]) as Record<string, unknown>
      expect(other).toEqual(one)
    }))
  })
  it('a town that does better fares no worse', () => {
    const worth = ({ grade, inside }: { grade: string | null; inside: readonly string[] }): number[] => [['poor', 'fair', 'good'].indexOf(grade ?? ''), (inside.includes('top') ? 1 : 0) - (inside.includes('bottom') ? 1 : 0)]
    fc.assert(fc.property(towns(12, 30), fc.nat(), fc.integer({ min: 1, max: 40 }), (units, pick, more) => {
      const at = pick % units.length
      const raised = units.map((unit, i) => (i === at ? { ...unit, cells: { ...unit.cells, A1: { state: 'value' as const, value: Math.min(100, Number((unit.cells['A1'] as { value: number }).value) + more), source: '' } } } : unit))
      const [before, after] = [units, raised].map(all => worth(evaluate(plain, all).units[at] as never)) as [number[], number[]]
      expect(after.every((value, k) => value >= (before[k] as number))).toBe(true)
    }))
  })
  it('a weight of 0 is the same as leaving the indicator out', () => {
    const [with0, without] = [[indicator('B1', 40), indicator('B2', 0)], [indicator('B1', 40)]].map(own => schemeWith({ dimensions: [{ id: 'A', name: '甲', indicators: [indicator('A1', 40), indicator('A2', 20)] }, { id: 'B', name: '乙', indicators: own }] }))
    fc.assert(fc.property(towns(1, 15), units => {
      expect(evaluate(with0 as typeof plain, units).units.map(standing)).toEqual(evaluate(without as typeof plain, units).units.map(standing))
    }))
  })
  it('fixed bounds: who joins changes nobody’s score; compared with one another, it may', () => {
    const compared = schemeWith({ dimensions: [{ id: 'A', name: '甲', indicators: ['A1', 'A2', 'B1', 'B2'].map(id => indicator(id, 25, { rule: { kind: 'minmax', better: 'higher', constant: 60 } })) }] })
    const scores = (scheme: typeof plain, units: Unit[]): (number | null)[] => evaluate(scheme, units).units.map(unit => unit.score)
    let moved = 0
    fc.assert(fc.property(towns(3, 12), units => {
      const [last] = units.splice(-1) as [Unit]
      expect(scores(plain, [...units, last]).slice(0, -1)).toEqual(scores(plain, units))
      if (scores(compared, [...units, last]).slice(0, -1).join() !== scores(compared, units).join()) moved += 1
    }))
    expect(moved).toBeGreaterThan(0)
  })
})

describe('robustness', () => {
  it('δ below δ*: no draw turns the order of two towns', () => {
    fc.assert(fc.property(towns(2, 8), fc.integer({ min: 1, max: 30 }), (units, percent) => {
      const error = percent / 100
      const scheme = schemeWith({ robustness: { weightError: error, aggregations: [], firm: 0.95, fairlyFirm: 0.8, marginal: 0.5 } })
      const model = modelOf(scheme, evaluate(scheme, units), units)
      const factors = emptyFactors(model.source)
      const sums = (i: number): number => model.points.slice(i * model.width, (i + 1) * model.width).reduce((sum, value, j) => sum + value * (model.weights[i * model.width + j] as number) * (factors[0]?.[j] as number), 0)
      for (let draw = 0; draw < 30; draw++) {
        drawFactors(model.source, 1, draw, factors)
        for (let other = 1; other < units.length; other++) {
          const { points, width } = model
          const weights = model.profiles[0]?.weights as Float64Array
          if (pairMargin({ points, width }, weights, 0, other) <= error) continue
          const lead = (i: number): number => points.slice(i * width, (i + 1) * width).reduce((sum, value, j) => sum + value * (weights[j] as number), 0)
          expect(Math.sign(sums(0) - sums(other))).toBe(Math.sign(lead(0) - lead(other)))
        }
      }
    }), { numRuns: 50 })
  })
})

describe('whatever the data', () => {
  const odd: fc.Arbitrary<Cell> = fc.oneof(
    fc.constantFrom(Number.NaN, Infinity, -Infinity, -1e308, 1e308, 0, -0, 5e-324, -5, 50).map((value): Cell => ({ state: 'value', value, source: '表!A1' })),
    fc.constantFrom('', '是', '已批复', '50').map((value): Cell => ({ state: 'value', value, source: '表!A1' })),
    fc.constantFrom([], [80], [80, 90, 101], [Number.NaN, 1, 2]).map((value): Cell => ({ state: 'value', value, source: '表!A1' })),
    fc.constantFrom('missing', 'refused', 'notApplicable').map((state): Cell => ({ state: state as 'missing', source: '表!A1' })),
  )
  const rules = [
    { kind: 'linear', zero: 0, full: 100 }, { kind: 'minmax', better: 'lower', constant: 60 }, { kind: 'zscore', better: 'higher', constant: 60 }, { kind: 'rankPercent', better: 'higher', constant: 60 }, { kind: 'growth', zero: 0, full: 20 },
    { kind: 'expert', method: 'trimmed', full: 100, least: 3, trimFrom: 5 }, { kind: 'yesNo', yes: 100, no: 0 }, { kind: 'steps', from: 0, step: 10, base: 0, perStep: 10, most: 100, least: 0 }, { kind: 'efficacy', unacceptable: 20, satisfactory: 80 },
  ]
  const gaps = [{ missing: 'zero' }, { missing: 'reweight' }, { missing: 'groupMedian', otherwise: 'zero' }, { missing: 'lastYear', otherwise: 'reweight' }, { missing: 'neighbour', neighbours: 2, otherwise: 'zero' }]
  const scheme = fc.tuple(fc.constantFrom('arithmetic', 'geometric', 'harmonic', 'min', 'waspas', 'mpi'), fc.array(fc.tuple(fc.constantFrom(...rules), fc.constantFrom(...gaps)), { minLength: 4, maxLength: 4 })).map(([aggregation, own]) => {
    const made = own.map(([rule, gap], j) => indicator(['A1', 'A2', 'B1', 'B2'][j] as string, 25, { rule, ...(['yesNo', 'expert'].includes(rule.kind) && ['groupMedian', 'neighbour'].includes(gap.missing) ? { missing: 'zero' } : gap), dataError: 0.1 }))
    return schemeWith({ aggregation: { indicators: aggregation, dimensions: aggregation, floor: 1, lambda: 0.5 }, dimensions: [{ id: 'A', name: '甲', indicators: made.slice(0, 2) }, { id: 'B', name: '乙', indicators: made.slice(2) }], sufficient: 0 })
  })
  const units = fc.array(fc.record({ A1: odd, A2: odd, B1: odd, B2: odd }), { maxLength: 14 }).map(rows => rows.map((cells, i): Unit => ({ id: `u${i}`, name: `u${i}`, category: null, cells })))

  it('there is an evaluation, with scores in range and ranks that are ranks; and its robustness', () => {
    fc.assert(fc.property(scheme, units, (own, all) => {
      const made = evaluate(own, all)
      const ranked = made.units.filter(unit => unit.rank !== null)
      for (const { score: total, published, findings, parts } of made.units) {
        expect(total === null || (total >= 0 && total <= own.ceiling), String(total)).toBe(true)
        expect(published === null || Number.isFinite(published)).toBe(true)
        // What could not be used is said, and is no number.
        for (const part of parts) if (part.state === 'refused') expect(findings.some(finding => finding.indicator === part.indicator && finding.code === 'value-refused')).toBe(true)
      }
      for (const unit of ranked) expect(unit.rank).toBe(1 + ranked.filter(other => (other.published as number) > (unit.published as number)).length)
      const robust = robustnessOf(own, all, made, { draws: 8, seed: 1 })
      expect(robust.units.every(unit => unit.support >= 0 && unit.support <= 1 && (unit.rank === null || (unit.rank.p5 >= 1 && unit.rank.p95 <= ranked.length)))).toBe(true)
    }), { numRuns: 150 })
  })
})
