import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rescale } from './reweigh.ts'

const weights = fc.array(fc.integer({ min: 0, max: 400_000 }), { minLength: 2, maxLength: 40 }).filter(all => all.some(weight => weight > 0)).map(all => Object.fromEntries(all.map((weight, j) => [`I${j}`, weight / 1e4])))
const sum = (all: Record<string, number>): number => Object.values(all).reduce((whole, weight) => whole + Math.round(weight * 1e4), 0)

describe('rescale', () => {
  it('keeps the sum exactly, and gives the moved ones what was asked', () => {
    fc.assert(fc.property(weights, fc.nat(39), fc.integer({ min: 0, max: 1_000_000 }), (before, at, asked) => {
      const ids = Object.keys(before)
      const moved = ids[at % ids.length] as string
      const after = rescale(before, [moved], asked / 1e4, 100)
      expect(sum(after)).toBe(1_000_000)
      expect(after[moved]).toBe(asked / 1e4)
      expect(Object.values(after).every(weight => weight >= 0)).toBe(true)
    }))
  })

  it('keeps the sum when a whole dimension moves', () => {
    fc.assert(fc.property(weights, fc.nat(38), fc.integer({ min: 0, max: 1_000_000 }), (before, upTo, asked) => {
      const after = rescale(before, Object.keys(before).slice(0, 1 + upTo), asked / 1e4, 100)
      expect(sum(after)).toBe(1_000_000)
    }))
  })

  it('keeps the sum when next to nothing is left for many', () => {
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, j) => [`I${j}`, 2.5]))
    expect(sum(rescale(many, ['I0'], 99.998, 100))).toBe(1_000_000)
  })

  it('keeps the proportions of the others', () => {
    expect(rescale({ A: 50, B: 30, C: 20 }, ['A'], 75, 100)).toEqual({ A: 75, B: 15, C: 10 })
    expect(rescale({ A: 50, B: 30, C: 20 }, ['B', 'C'], 100, 100)).toEqual({ A: 0, B: 60, C: 40 })
  })

  it('shares equally where there was nothing', () => {
    expect(rescale({ A: 100, B: 0, C: 0 }, ['A'], 40, 100)).toEqual({ A: 40, B: 30, C: 30 })
  })
})
