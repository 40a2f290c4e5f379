import { describe, expect, it } from 'vitest'
import { firmnessOf, straddles, wilson } from './interval.ts'

const limits = { firm: 0.95, fairlyFirm: 0.8, marginal: 0.5 }

describe('wilson', () => {
  it('gives the textbook interval', () => {
    // 15 of 20: 0.531 … 0.888 (Newcombe 1998, table of examples by the same formula)
    const { low, high } = wilson(15, 20)
    expect(low).toBeCloseTo(0.5313, 3)
    expect(high).toBeCloseTo(0.8881, 3)
  })
  it('never leaves [0, 1] and is open only where it must be', () => {
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 })
    expect(wilson(0, 100).low).toBe(0)
    expect(wilson(100, 100).high).toBe(1)
    expect(wilson(100, 100).low).toBeCloseTo(0.963, 3)
  })
})

describe('firmness', () => {
  it('puts a share on a limit into the upper class', () => {
    expect([0.95, 0.9499, 0.8, 0.5, 0.4999].map(share => firmnessOf(share, limits))).toEqual(['firm', 'fairly-firm', 'fairly-firm', 'marginal', 'not-firm'])
  })
  it('sees when more draws are needed', () => {
    expect(straddles({ low: 0.93, high: 0.97 }, limits)).toBe(true)
    expect(straddles({ low: 0.82, high: 0.9 }, limits)).toBe(false)
  })
})
