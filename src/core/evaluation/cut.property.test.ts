import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutOf, type Quota } from './cut.ts'

const bottom: Quota = { side: 'bottom', share: 1000, tolerance: 200, hardLimit: 500, rounding: 'floor', minCount: 0, minUnits: 10, choose: 'nearest' }
const top: Quota = { ...bottom, side: 'top', rounding: 'half-up' }
const distinct = (n: number): number[] => Array.from({ length: n }, (_, i) => i)
const scores = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 0, maxLength: 60 })
const quota = fc.constantFrom(top, bottom, { ...top, choose: 'largest-gap' as const }, { ...bottom, choose: 'largest-gap' as const })

/** Members of the set, by index. */
function inside(values: readonly number[], rule: Quota): Set<number> {
  const { count } = cutOf(values, rule)
  const order = values.map((_, i) => i).sort((a, b) => ((values[b] as number) - (values[a] as number)) * (rule.side === 'top' ? 1 : -1))
  return new Set(order.slice(0, count))
}

describe('the cut', () => {
  it.each([[84, 8, 8], [85, 9, 8], [9, 1, 0], [14, 1, 1], [15, 2, 1], [20, 2, 2], [24, 2, 2], [25, 3, 2], [30, 3, 3]])('of %i distinct scores takes %i at the top, %i at the bottom', (n, best, worst) => {
    expect([cutOf(distinct(n), top).count, cutOf(distinct(n), bottom).count]).toEqual([best, worst])
  })
  it('of 84 may lie between 7 and 10', () => {
    expect(cutOf(distinct(84), bottom)).toMatchObject({ least: 7, most: 10, nominal: 8, because: 'nearest' })
    expect(cutOf(distinct(84), bottom).candidates.map(candidate => candidate.count)).toEqual([7, 8, 9, 10])
  })
  it('never splits a tie', () => {
    fc.assert(fc.property(scores, quota, (values, rule) => {
      const set = inside(values, rule)
      for (const [i, value] of values.entries()) for (const [k, other] of values.entries()) if (value === other) expect(set.has(i)).toBe(set.has(k))
    }))
  })
  it('stays within tolerance wherever a boundary lies there', () => {
    fc.assert(fc.property(scores, quota, (values, rule) => {
      const { count, least, most, candidates, because } = cutOf(values, rule)
      if (because === 'too-few-units') return
      if (candidates.length) expect(count >= least && count <= most).toBe(true)
    }))
  })
  it('names nobody for the worse where there are too few', () => {
    fc.assert(fc.property(fc.array(fc.integer(), { maxLength: 9 }), values => {
      expect(cutOf(values, bottom)).toMatchObject({ count: 0 })
    }))
  })
  it('of all equal scores takes nobody for the worse, nobody beyond the limit for the better', () => {
    expect(cutOf(distinct(50).map(() => 7), bottom)).toMatchObject({ count: 0, because: 'tie-excluded' })
    expect(cutOf(distinct(50).map(() => 7), top)).toMatchObject({ count: 0, because: 'tie-excluded' })
  })
  it('between two cuts equally near takes the larger for the better, the smaller for the worse', () => {
    // 20 units, two by the bare share; the second and third are tied, so one or three.
    const best = [...distinct(17), 50, 50, 60]
    expect(cutOf(best, { ...top, tolerance: 500 })).toMatchObject({ nominal: 2, count: 3, candidates: [{ count: 1 }, { count: 3 }] })
    expect(cutOf(best.map(value => -value), { ...bottom, tolerance: 500 })).toMatchObject({ nominal: 2, count: 1, candidates: [{ count: 1 }, { count: 3 }] })
  })
  it('prefers the larger gap where the scheme says so', () => {
    const values = distinct(84).map(i => (i < 9 ? i : i + 50))
    expect(cutOf(values, { ...bottom, choose: 'largest-gap' })).toMatchObject({ count: 9, because: 'largest-gap' })
  })
  it('with the nearest rule a better score never worsens an outcome', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 12, maxLength: 60 }), fc.nat(), fc.integer({ min: 1, max: 10 }), fc.constantFrom(top, bottom), (values, pick, more, rule) => {
      const i = pick % values.length
      const raised = values.map((value, k) => (k === i ? value + more : value))
      const [before, after] = [inside(values, rule).has(i), inside(raised, rule).has(i)]
      if (rule.side === 'top') expect(before && !after).toBe(false)
      else expect(!before && after).toBe(false)
    }), { numRuns: 2000 })
  })
})
