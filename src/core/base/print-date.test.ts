import { describe, expect, it } from 'vitest'
import { messageOf, problem, problemMessages } from './problem.ts'

describe('days in refusals', () => {
  it('are written as people write them', () => {
    expect(messageOf(problem('season.publicity', { until: '2027-03-06' }))).toBe('公示期内不能复核（至 2027年3月6日）。请在公示期满后办理。')
  })
  it('what is no day, or no day of the calendar, stands as it was typed', () => {
    expect(messageOf(problem('date.invalid', { text: '2027-13-06' }))).toContain('“2027-13-06”')
    expect(messageOf(problem('season.unknown', { season: 'x/2027', known: '2027-03-06 版' }))).toContain('2027-03-06 版')
  })
  it('no message of the catalogue fails to say a day', () => {
    for (const [code, text] of Object.entries(problemMessages)) for (const [, name = ''] of text.matchAll(/\{(\w+)\}/g)) {
      if (name !== 'text') expect(messageOf(problem(code as keyof typeof problemMessages, { [name]: '2027-03-06' })), code).toContain('2027年3月6日')
    }
  })
})
