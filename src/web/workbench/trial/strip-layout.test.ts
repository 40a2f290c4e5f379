import { describe, expect, it } from 'vitest'
import { layOut, rangeOf } from './strip-layout.ts'

const towns = (count: number): number[] => Array.from({ length: count }, (_, i) => i)

describe('a strip of scores', () => {
  it('shows every town as a dot while there is room, none twice', () => {
    const scores = Float64Array.from(towns(30), i => 60 + i)
    const { dots, columns } = layOut(towns(30), scores, rangeOf(towns(30), scores), 900, 7, 4)
    expect(dots.map(({ town }) => town).sort((a, b) => a - b)).toEqual(towns(30))
    expect(columns).toEqual([])
    expect(new Set(dots.map(({ x, level }) => `${x} ${level}`)).size).toBe(30)
  })

  it('shows columns that hold every town when there is not', () => {
    const scores = Float64Array.from(towns(2000), i => 60 + 40 * Math.sqrt(i / 2000))
    const { dots, columns } = layOut(towns(2000), scores, rangeOf(towns(2000), scores), 900, 7, 4)
    expect(dots).toEqual([])
    expect(columns.reduce((sum, column) => sum + column.towns.length, 0)).toBe(2000)
    const most = Math.max(...columns.map(column => column.towns.length))
    expect(columns.every(({ share, towns: own }) => share === own.length / most)).toBe(true)
  })

  it('lies within its range, also with one town or none', () => {
    expect(rangeOf([], new Float64Array())).toEqual([0, 100])
    const { dots } = layOut([0], [72], rangeOf([0], [72]), 400, 7, 4)
    expect(dots[0]?.x).toBeGreaterThan(0)
    expect(dots[0]?.x).toBeLessThan(400)
  })
})
