// Days by number, and days of rest: what due dates need beyond the calendar itself.
import { partsOf, plainDate, type PlainDate } from '../base/plain-date.ts'

/** Days since 1 March of year 0 (proleptic Gregorian), by era of 400 years. */
export function dayNumber(date: PlainDate): number {
  const [year, month, day] = partsOf(date)
  const [y, m] = month > 2 ? [year, month - 3] : [year - 1, month + 9]
  const yearOfEra = ((y % 400) + 400) % 400
  return Math.floor(y / 400) * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + Math.floor((153 * m + 2) / 5) + day - 1
}

export function dateOfNumber(number: number): PlainDate {
  const era = Math.floor(number / 146_097)
  const dayOfEra = number - era * 146_097
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const m = Math.floor((5 * dayOfYear + 2) / 153)
  const month = m < 10 ? m + 3 : m - 9
  return plainDate(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - Math.floor((153 * m + 2) / 5) + 1)
}

export function addDays(date: PlainDate, days: number): PlainDate {
  return dateOfNumber(dayNumber(date) + days)
}

/** Days from one date to another; negative where `to` is the earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return dayNumber(to) - dayNumber(from)
}

/** What the State Council moves each year: working days at rest, and weekends at work. */
export type RestDays = { rest: ReadonlySet<PlainDate>; work: ReadonlySet<PlainDate> }

export const noRestDays: RestDays = { rest: new Set(), work: new Set() }

export function isRestDay(date: PlainDate, { rest, work }: RestDays): boolean {
  // Day 0 is a Wednesday, so 3 and 4 are the weekend.
  const weekday = ((dayNumber(date) % 7) + 7) % 7
  return rest.has(date) || ((weekday === 3 || weekday === 4) && !work.has(date))
}

/** The day itself, or the first working day after it (民法典 203: a term that ends on a day of rest ends on the day after the rest). */
export function workingDayFrom(date: PlainDate, days: RestDays): PlainDate {
  let day = date
  while (isRestDay(day, days)) day = addDays(day, 1)
  return day
}
