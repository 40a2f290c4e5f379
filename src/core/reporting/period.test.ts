import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, dateOfNumber, dayBefore, dayNumber, daysBetween } from '../base/plain-date.ts'
import { isRestDay, noRestDays, workingDayFrom } from './day.ts'
import { dueDate, remindersToSend } from './due.ts'
import { lastEnded, neighbour, type PeriodKind, periodOf, periodOn, yearBefore } from './period.ts'
import { tea } from './tea.fixture.ts'

const kinds: PeriodKind[] = ['month', 'quarter', 'half-year', 'year']
const day = fc.integer({ min: dayNumber('1990-01-01'), max: dayNumber('2090-12-31') }).map(dateOfNumber)

describe('periods', () => {
  it.each([
    ['month', '2026-11-21', '2026-11', '2026年11月', '2026-11-30'], ['quarter', '2026-11-21', '2026-Q4', '2026年第四季度', '2026-12-31'],
    ['half-year', '2026-06-30', '2026-H1', '2026年上半年', '2026-06-30'], ['year', '2024-02-29', '2024', '2024年度', '2024-12-31'],
  ] as const)('%s of %s is %s', (kind, on, id, title, last) => expect(periodOn(kind, on)).toMatchObject({ id, title, last }))

  it('every day lies in one period, its id leads back, and neighbours touch', () => fc.assert(fc.property(fc.constantFrom(...kinds), day, (kind, on) => {
    const period = periodOn(kind, on)
    expect(period.first <= on && on <= period.last).toBe(true)
    expect(periodOf(kind, period.id)).toEqual(period)
    expect(addDays(period.last, 1)).toBe(neighbour(period, 1).first)
    expect(neighbour(neighbour(period, 1), -1)).toEqual(period)
    expect(yearBefore(period).id.slice(4)).toBe(period.id.slice(4))
    expect(lastEnded(kind, on)).toEqual(neighbour(period, -1))
  })))
  it.each(['2026-Q5', '2026-13', '2026-1', '26', '2026-Q', ''])('“%s” is no quarter', id => expect(periodOf('quarter', id)).toBeNull())
})

describe('days', () => {
  it('are counted like the calendar counts them', () => fc.assert(fc.property(day, on => {
    expect(dateOfNumber(dayNumber(on))).toBe(on)
    expect(addDays(on, -1)).toBe(dayBefore(on))
    expect(addDays(addDays(on, -400), 400)).toBe(on)
    expect(daysBetween(dayBefore(on), on)).toBe(1)
    // 21 November 2026 is a Saturday.
    expect(isRestDay(on, noRestDays)).toBe([0, 1].includes(((daysBetween('2026-11-21', on) % 7) + 7) % 7))
  })))
  it('of rest move a term to the next working day, by the year’s own list', () => {
    expect(workingDayFrom('2026-11-21', noRestDays)).toBe('2026-11-23')
    expect(workingDayFrom('2026-11-21', { rest: new Set(['2026-11-23']), work: new Set() })).toBe('2026-11-24')
    expect(workingDayFrom('2026-11-21', { rest: new Set(), work: new Set(['2026-11-21']) })).toBe('2026-11-21')
  })
})

describe('due days', () => {
  const period = periodOn('quarter', '2026-09-30')
  it('count from the period’s last day', () => expect(dueDate({ days: 7 }, period, noRestDays)).toBe('2026-10-07'))
  it('or fall on a day of a month after it, its last where it is shorter', () => {
    expect(dueDate({ month: 1, day: 25 }, period, noRestDays)).toBe('2026-10-26')
    expect(dueDate({ month: 2, day: 31 }, period, noRestDays)).toBe('2026-11-30')
  })
  it('remind once for each step, and after a pause only of the latest', () => {
    const waiting = [{ report: 'r', level: 'town', due: '2026-10-07' }]
    const sent = new Set<string>()
    const seen: string[] = []
    for (let on = '2026-09-25'; on <= '2026-10-20'; on = addDays(on, 1)) {
      if (on > '2026-10-01' && on < '2026-10-09') continue
      for (const { key, kind, days } of remindersToSend(tea, waiting, on, sent)) {
        sent.add(key)
        seen.push(`${on} ${kind} ${days}`)
      }
    }
    expect(seen).toEqual(['2026-09-30 soon 7', '2026-10-09 overdue -2', '2026-10-10 overdue -3', '2026-10-14 overdue -7'])
  })
})
