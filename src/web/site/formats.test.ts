import { expect, it } from 'vitest'
import { dayInChina, printCount, printInstant, printMoment } from './formats.ts'

it('a day in China begins eight hours before the one at Greenwich', () => {
  expect(dayInChina('2024-12-15T16:00:00.000Z')).toBe('2024-12-16')
  expect(dayInChina('2024-12-15T15:59:59.999Z')).toBe('2024-12-15')
})

it('instants, days and numbers', () => {
  expect(printInstant('2025-01-01T16:05:00.000Z')).toBe('2025年1月2日 00:05')
  expect(printMoment('2024-12-16')).toBe('2024年12月16日')
  expect(printMoment('2024-12-16T00:00:00.000Z')).toBe('2024年12月16日 08:00')
  expect([7, 84, 2000, 1234567].map(printCount)).toEqual(['7', '84', '2,000', '1,234,567'])
})
