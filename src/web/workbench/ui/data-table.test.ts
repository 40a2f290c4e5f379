import { describe, expect, it } from 'vitest'
import { sorted } from './data-table.tsx'

const values = [3, null, 1, Number.NaN, 2, 1]
const valueOf = (_: string, row: number): number | null => values[row] ?? null

describe('the order of rows', () => {
  it('puts what has no value last, rising and falling, and keeps equals as they were', () => {
    expect(sorted([0, 1, 2, 3, 4, 5], 'x', valueOf)).toEqual([2, 5, 4, 0, 1, 3])
    expect(sorted([0, 1, 2, 3, 4, 5], '-x', valueOf)).toEqual([0, 4, 2, 5, 1, 3])
  })

  it('orders only the rows it is given', () => {
    expect(sorted([4, 0], 'x', valueOf)).toEqual([4, 0])
  })
})
