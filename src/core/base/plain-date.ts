// A calendar date in Asia/Shanghai, as law and notices mean it: no time, no zone, never a `Date`.
import { partsOf, printDate } from './print-date.ts'
import { problem } from './problem.ts'
import { ok, refused, type Result } from './result.ts'

/** `YYYY-MM-DD`; such strings sort in date order. */
export type PlainDate = string

/** Reads `2024-12-16`, `2024年12月16日` and `2024年1月2日`; refuses dates that do not exist (2024年13月1日). */
export function parsePlainDate(text: string): Result<PlainDate> {
  const compact = text.normalize('NFKC').replaceAll(/\s/g, '')
  const match = /^(\d{4})(?:年|-|\/|\.)(\d{1,2})(?:月|-|\/|\.)(\d{1,2})日?$/.exec(compact)
  if (!match) return refused(problem('date.invalid', { text }))
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return refused(problem('date.invalid', { text }))
  return ok(plainDate(year, month, day))
}

export function plainDate(year: number, month: number, day: number): PlainDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** The same day in another year; 29 February becomes 28 February (民法典 204: the month's last day). */
export function addYears(date: PlainDate, years: number): PlainDate {
  const [year, month, day] = partsOf(date)
  return plainDate(year + years, month, Math.min(day, daysInMonth(year + years, month)))
}

/** The same day some months on; where that month is shorter, its last day (民法典 202). */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const [year, month, day] = partsOf(date)
  const total = year * 12 + (month - 1) + months
  const [toYear, toMonth] = [Math.floor(total / 12), (total % 12) + 1]
  return plainDate(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)))
}

export function dayBefore(date: PlainDate): PlainDate {
  return addDays(date, -1)
}

/** So many days later; earlier where `days` is negative. */
export function addDays(date: PlainDate, days: number): PlainDate {
  return dateOfNumber(dayNumber(date) + days)
}

/** Days from one date to another; negative where `to` is the earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return dayNumber(to) - dayNumber(from)
}

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

export { partsOf, printDate }

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}
