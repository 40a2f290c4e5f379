import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WeightDoubt } from '../doubt.ts'
import { evaluate } from '../evaluate.ts'
import { ahpWeights, groupJudgements } from '../methods/weights/ahp.ts'
import { mean, standardDeviation } from '../methods/statistics.ts'
import { pointsByIndicator } from '../points.ts'
import { indicator, schemeWith, unitWith } from '../scheme.fixture.ts'
import type { Scheme } from '../scheme.ts'
import { fillWeights } from '../weighting.ts'
import { jointSupport } from './joint.ts'
import { modelOf } from './model.ts'
import { robustnessOf } from './robustness.ts'
import { addTallies, simulate } from './simulate.ts'
import { varied } from './vary.ts'
import { drawFactors, emptyFactors, weightSourceOf } from './weight-draws.ts'

const experts = [[[1, 3], [1 / 3, 1]], [[1, 1 / 2], [2, 1]], [[1, 2], [1 / 2, 1]]]
const doubts: WeightDoubt[] = [{ draw: 'box', error: 0.3 }, { draw: 'dirichlet', cv: 0.3 }, { draw: 'simplex' }, { draw: 'judgements', sigma: 0.3 }, { draw: 'experts' }]
const bare = { aggregations: [], firm: 0.95, fairlyFirm: 0.8, marginal: 0.5 }

/** AHP weights for draws that need judgements; else weights that differ by category. */
function schemeFor(weights: WeightDoubt, change: Record<string, unknown> = {}): Scheme {
  const judged = weights.draw === 'judgements' || weights.draw === 'experts'
  const of = (id: string, one: number, other: number): Record<string, unknown> => indicator(id, undefined, judged ? {} : { weight: { 甲类: one, 乙类: other } })
  const scheme = schemeWith({
    categories: ['甲类', '乙类'], robustness: { ...bare, weights },
    dimensions: [{ id: 'A', name: '甲', indicators: [of('A1', 40, 10), of('A2', 20, 30)] }, { id: 'B', name: '乙', indicators: [of('B1', 30, 60), of('B2', 10, 0)] }],
    ...(judged ? { weighting: { method: 'ahp', vector: 'eigenvector', table: 'saaty', dimensions: { experts }, within: { A: { experts: experts.toReversed() } } } } : {}), ...change,
  })
  const filled = fillWeights(scheme, pointsByIndicator(scheme, []))
  if (!filled.ok) throw new Error(filled.problem.code)
  return filled.value.scheme
}

const row = fc.tuple(fc.record({ A1: fc.integer({ min: 0, max: 100 }), A2: fc.integer({ min: 0, max: 100 }), B1: fc.integer({ min: 0, max: 100 }), B2: fc.option(fc.integer({ min: 0, max: 100 })) }), fc.constantFrom('甲类', '乙类'))
const towns = fc.array(row, { minLength: 2, maxLength: 24 }).map(rows => rows.map(([values, category], i) => unitWith(`u${i}`, values, { category })))

describe.each(doubts.map(doubt => [doubt.draw, doubt] as const))('draws by %s', (_, doubt) => {
  const [scheme, layered] = [schemeFor(doubt), schemeFor(doubt, { aggregation: { indicators: 'geometric', dimensions: 'arithmetic', floor: 1, lambda: 0.5 } })]

  it('are the same bytes in any parts, by the fast way and the general one', () => {
    fc.assert(fc.property(towns, fc.integer({ min: 1, max: 38 }), fc.boolean(), (units, middle, fast) => {
      const own = fast ? scheme : layered
      const model = modelOf(own, evaluate(own, units), units)
      const part = (from: number, to: number): ReturnType<typeof simulate> => simulate(model, { seed: 7, from, to })
      expect(addTallies(part(middle, 39), part(0, middle))).toEqual(part(0, 39))
    }), { numRuns: 30 })
  })

  it('keep the sum of the weights, whatever is missing: full points stay full', () => {
    const full = ['甲类', '乙类'].flatMap(category => [unitWith(`${category}1`, { A1: 100, A2: 100, B1: 100, B2: 100 }, { category }), unitWith(`${category}2`, { A1: 100, A2: 100, B1: 100, B2: '—' }, { category })])
    const { units } = robustnessOf(scheme, full, evaluate(scheme, full), { draws: 200, seed: 3 })
    expect(units.map(unit => [unit.shares.grade, unit.rank?.p95])).toEqual(units.map(() => [1, 1]))
  })

  it('leave at 0 what weighs 0, and sum to 1', () => {
    const source = weightSourceOf(scheme)
    const out = emptyFactors(source)
    for (let draw = 0; draw < 100; draw++) {
      drawFactors(source, 5, draw, out)
      for (const [c, shares] of source.classes.entries()) {
        const drawn = Array.from(shares, (share, j) => share * (out[c]?.[j] as number))
        if (doubt.draw !== 'box') expect(drawn.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5)
        for (const [j, share] of shares.entries()) if (share === 0) expect(drawn[j]).toBe(0)
      }
    }
  })

  it('over all towns, support of being inside adds up to the places that were drawn', () => {
    const units = Array.from({ length: 40 }, (__, i) => unitWith(`u${i}`, { A1: (37 * i) % 101, A2: (53 * i) % 97, B1: (71 * i) % 89, B2: (17 * i) % 83 }, { category: i % 3 ? '甲类' : '乙类' }))
    const fine = schemeFor(doubt, { precision: 6 })
    const { units: all } = robustnessOf(fine, units, evaluate(fine, units), { draws: 300, seed: 3, changes: false })
    const places = (side: 'top' | 'bottom'): number => all.reduce((sum, unit) => sum + unit.shares[side], 0)
    // 10 % of 40, and at six decimals nobody ties
    expect([places('top'), places('bottom')]).toEqual([expect.closeTo(4, 9), expect.closeTo(4, 9)])
  })
})

describe('drawn weights are what their name says', () => {
  const sharesOf = (doubt: WeightDoubt, draws: number, scheme = schemeFor(doubt)): { shares: number[][]; classes: readonly Float64Array[] } => {
    const source = weightSourceOf(scheme)
    const out = emptyFactors(source)
    const shares = Array.from({ length: draws }, (_, draw) => {
      drawFactors(source, 1, draw, out)
      return source.classes.flatMap((own, c) => Array.from(own, (share, j) => share * (out[c]?.[j] as number)))
    })
    return { shares, classes: source.classes }
  }
  const column = (shares: number[][], j: number): number[] => shares.map(draw => draw[j] as number)

  // Bounds are five standard errors of fixed draws.
  it('dirichlet: around the weights of each category, an average weight with the stated coefficient of variation', () => {
    const even = schemeWith({ robustness: { ...bare, weights: { draw: 'dirichlet', cv: 0.3 } }, dimensions: [{ id: 'A', name: '甲', indicators: ['A1', 'A2', 'A3', 'A4'].map(id => indicator(id, 25)) }] })
    const { shares } = sharesOf({ draw: 'dirichlet', cv: 0.3 }, 4000, even)
    for (let j = 0; j < 4; j++) {
      expect(Math.abs(mean(column(shares, j)) - 0.25)).toBeLessThan(0.006)
      expect(Math.abs(standardDeviation(column(shares, j)) / 0.25 - 0.3)).toBeLessThan(0.02)
    }
    const both = sharesOf({ draw: 'dirichlet', cv: 0.3 }, 4000)
    const nominal = both.classes.flatMap(own => [...own])
    expect(nominal).toEqual([0.4, 0.2, 0.3, 0.1, 0.1, 0.3, 0.6, 0])
    for (const [j, share] of nominal.entries()) expect(Math.abs(mean(column(both.shares, j)) - share)).toBeLessThan(0.012)
  })
  it('simplex: any mix, whatever the scheme says', () => {
    const { shares } = sharesOf({ draw: 'simplex' }, 4000)
    for (let j = 0; j < 4; j++) expect(Math.abs(mean(column(shares, j)) - 0.25)).toBeLessThan(0.016)
    expect(Math.max(...column(shares, 3))).toBeGreaterThan(0.8)
  })
  it('judgements: without error the weights themselves; errors move every expert on their own', () => {
    const still = sharesOf({ draw: 'judgements', sigma: 1e-12 }, 3)
    for (const draw of still.shares) for (const [j, share] of draw.entries()) expect(share).toBeCloseTo(still.classes[0]?.[j] as number, 9)
    const moving = sharesOf({ draw: 'judgements', sigma: 0.3 }, 2000).shares
    const ratio = moving.map(draw => Math.log(((draw[0] as number) + (draw[1] as number)) / ((draw[2] as number) + (draw[3] as number))))
    // two items: the ratio of weights is the judgement; the mean of three experts' errors has σ/√3
    expect(Math.abs(standardDeviation(ratio) - 0.3 / Math.sqrt(3))).toBeLessThan(0.015)
  })
  it('experts: the weights without each of them, and no others', () => {
    const { shares } = sharesOf({ draw: 'experts' }, 300)
    const seen = new Set(shares.map(draw => draw.map(share => share.toFixed(6)).join(' ')))
    const without = (all: number[][][], left: number): Float64Array => {
      const grouped = groupJudgements(all.filter((_, e) => e !== left))
      return ahpWeights(grouped.ok ? grouped.value : [])
    }
    const wanted = [0, 1, 2].map(left => {
      const [between, inside] = [without(experts, left), without(experts.toReversed(), left)] as [Float64Array, Float64Array]
      return [inside[0] as number, inside[1] as number].map(share => share * (between[0] as number)).concat([0.5, 0.5].map(share => share * (between[1] as number)))
    })
    expect(seen.size).toBe(3)
    for (const [j] of wanted.entries()) {
      const near = [...seen].some(text => text.split(' ').slice(0, 4).every((share, i) => Math.abs(Number(share) - (wanted[j]?.[i] as number)) < 2e-6))
      expect(near, `without expert ${j}`).toBe(true)
    }
  })
})

describe('two years under one draw of weights', () => {
  it('the same data twice stand and fall together, whatever the order of the rows', () => {
    const doubt: WeightDoubt = { draw: 'dirichlet', cv: 0.6 }
    const scheme = schemeFor(doubt)
    const units = Array.from({ length: 30 }, (_, i) => unitWith(`u${i}`, { A1: (37 * i) % 101, A2: (53 * i) % 97, B1: (71 * i) % 89, B2: (17 * i) % 83 }, { category: i % 3 ? '甲类' : '乙类' }))
    const [now, last] = [modelOf(scheme, evaluate(scheme, units), units), modelOf(scheme, evaluate(scheme, units.toReversed()), units.toReversed())]
    const alone = new Map(robustnessOf(scheme, units, evaluate(scheme, units), { draws: 200, seed: 4, changes: false }).units.map(unit => [unit.id, unit.support]))
    const joint = jointSupport(last, now, { seed: 4, draws: 200 })
    expect(joint.map(({ id, support }) => [id, support])).toEqual(joint.map(({ id }) => [id, alone.get(id)]))
    expect(joint.some(({ support }) => support < 1)).toBe(true)
  })
})

describe('data in doubt', () => {
  const units = [unitWith('a', { A1: 70, A2: 50, B1: 50, B2: 50 }), unitWith('b', { A1: 69.7, A2: 50, B1: 50, B2: 50 })]
  const withRounding = (roundingHalf: number): Scheme => schemeWith({ robustness: { ...bare, weights: { draw: 'box', error: 0 } }, dimensions: [{ id: 'A', name: '甲', indicators: [indicator('A1', 60, { roundingHalf }), indicator('A2', 40)] }] })
  const firstOf = (scheme: Scheme): number => robustnessOf(scheme, units, evaluate(scheme, units), { draws: 400, seed: 2, changes: false }).units[0]?.rank?.p95 ?? 0
  it('a rounded figure moves within half its step, and no further', () => {
    expect(firstOf(withRounding(0.14))).toBe(1)
    expect(firstOf(withRounding(0.3))).toBe(2)
  })
  it('an error asked for holds where the scheme states none; the scheme stays as it is', () => {
    const scheme = withRounding(0.1)
    const made = varied(scheme, { dataError: 0.02 })
    expect(made.ok && made.value.dimensions[0]?.indicators.map(own => own.dataError)).toEqual([0.02, 0.02])
    expect(scheme.dimensions[0]?.indicators[0]?.dataError).toBeUndefined()
    expect(made.ok && firstOf(made.value)).toBe(2)
  })
  it('draws that the scheme cannot be made by are refused', () => {
    for (const weights of [{ draw: 'experts' }, { draw: 'judgements', sigma: 0.1 }, { draw: 'dirichlet', cv: 1 }] as WeightDoubt[]) expect(varied(withRounding(0.1), { weights })).toMatchObject({ ok: false, problem: { code: 'scheme.doubt' } })
  })
})
