import { describe, expect, it } from 'vitest'
import { quantile, mean, variance } from '../methods/statistics.ts'
import { dirichlet, gamma, normal, threefry, uniform } from './draws.ts'

const many = Array.from({ length: 20_000 }, (_, draw) => draw)

describe('Threefry', () => {
  // Random123's known answers for threefry2x32, 20 rounds (Salmon et al., file kat_vectors).
  it.each([
    [[0, 0, 0, 0], [0x6b200159, 0x99ba4efe]],
    [[-1, -1, -1, -1], [0x1cb996fc, 0xbb002be7]],
    [[0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3], [0xc4923a9c, 0x483df7a0]],
  ] as const)('known answer %#', ([k0, k1, c0, c1], answer) => {
    const out = new Int32Array(2)
    threefry(k0, k1, c0, c1, out)
    expect(Array.from(out, word => word >>> 0)).toEqual(answer)
  })
})

describe('draws', () => {
  it('depend on seed, draw and stream, and on nothing else', () => {
    const first = uniform(7, 3, 5)
    for (const other of [uniform(8, 3, 5), uniform(7, 4, 5), uniform(7, 3, 6), uniform(7, 5, 3)]) expect(other).not.toBe(first)
    gamma(1, 2, 3, 0.4)
    expect(uniform(7, 3, 5)).toBe(first)
  })

  // Bounds are five standard errors of 20,000 fixed draws: the seed is fixed, so this passes always or never.
  it('are uniform, within and across streams', () => {
    for (const values of [many.map(draw => uniform(1, draw, 0)), many.map(stream => uniform(1, 0, stream))]) {
      expect(Math.abs(mean(values) - 0.5)).toBeLessThan(0.0103)
      expect(Math.abs(variance(values) - 1 / 12)).toBeLessThan(0.0027)
      expect(Math.abs(quantile(values, 0.05) - 0.05)).toBeLessThan(0.0078)
      expect(values.every(value => value >= 0 && value < 1)).toBe(true)
    }
  })

  it('are normal with mean 0 and variance 1', () => {
    const values = many.map(draw => normal(1, draw, 0))
    expect(Math.abs(mean(values))).toBeLessThan(0.036)
    expect(Math.abs(variance(values) - 1)).toBeLessThan(0.05)
    expect(Math.abs(quantile(values, 0.975) - 1.96)).toBeLessThan(0.095)
  })

  it.each([0.3, 1, 4.5])('gamma of shape %f has mean and variance of its shape', shape => {
    const values = many.map(draw => gamma(1, draw, 0, shape))
    expect(Math.abs(mean(values) - shape)).toBeLessThan(5 * Math.sqrt(shape / many.length))
    expect(Math.abs(variance(values) / shape - 1)).toBeLessThan(5 * Math.sqrt((2 + 6 / shape) / many.length))
  })

  it('Dirichlet weights sum to 1 around their shares; what has no concentration has no weight', () => {
    const out = new Float64Array(4)
    const drawn = many.slice(0, 5000).map(draw => {
      dirichlet(1, draw, [6, 3, 1, 0], out)
      expect(out[3]).toBe(0)
      expect(mean(out) * 4).toBeCloseTo(1, 12)
      return out[0] as number
    })
    expect(Math.abs(mean(drawn) - 0.6)).toBeLessThan(0.011)
  })
})
