import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutMargin, pairMargin } from './margin.ts'

const width = 5
const point = fc.integer({ min: 0, max: 100 })
const weight = fc.integer({ min: 1, max: 40 })
const pair = fc.tuple(fc.array(point, { minLength: 2 * width, maxLength: 2 * width }), fc.array(weight, { minLength: width, maxLength: width }))

function lead(points: Float64Array, weights: readonly number[]): number {
  return weights.reduce((sum, w, j) => sum + w * ((points[j] as number) - (points[width + j] as number)), 0)
}

describe('δ*', () => {
  it('below it no error of the weights turns the order', () => {
    fc.assert(fc.property(pair, fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: width, maxLength: width }), ([rows, weights], errors) => {
      const points = Float64Array.from(rows)
      const margin = pairMargin({ points, width }, Float64Array.from(weights), 0, 1)
      fc.pre(margin > 0)
      const size = Math.min(margin, 1) * 0.999
      const disturbed = weights.map((w, j) => w * (1 + size * (errors[j] as number)))
      expect(Math.sign(lead(points, disturbed))).toBe(Math.sign(lead(points, weights)))
    }))
  })

  it('just above it some error turns the order', () => {
    fc.assert(fc.property(pair, ([rows, weights]) => {
      const points = Float64Array.from(rows)
      const margin = pairMargin({ points, width }, Float64Array.from(weights), 0, 1)
      fc.pre(margin > 0 && margin < 0.99)
      const sign = Math.sign(lead(points, weights))
      const worst = weights.map((w, j) => w * (1 - sign * margin * 1.001 * Math.sign((points[j] as number) - (points[width + j] as number))))
      expect(Math.sign(lead(points, worst))).toBe(-sign)
    }))
  })

  it('is 0 for twins and infinite for a unit that leads everywhere', () => {
    const weights = Float64Array.of(1, 1)
    expect(pairMargin({ points: Float64Array.of(3, 4, 3, 4), width: 2 }, weights, 0, 1)).toBe(0)
    expect(pairMargin({ points: Float64Array.of(3, 5, 3, 4), width: 2 }, weights, 0, 1)).toBe(Infinity)
  })

  it('names the nearest unit across the cut', () => {
    const points = Float64Array.of(90, 10, 0, 80, 40, 70)
    expect(cutMargin({ points, width: 2 }, Float64Array.of(0.5, 0.5), 0, [1, 2]).against).toBe(2)
    expect(cutMargin({ points, width: 2 }, Float64Array.of(0.5, 0.5), 0, []).margin).toBe(Infinity)
  })
})
