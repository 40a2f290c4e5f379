// A calendar date in Asia/Shanghai, as law and notices mean it: no time, no zone, never a `Date`.
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
  const [year, month, day] = partsOf(date)
  if (day > 1) return plainDate(year, month, day - 1)
  if (month > 1) return plainDate(year, month - 1, daysInMonth(year, month - 1))
  return plainDate(year - 1, 12, 31)
}

/** So many days later, or earlier where `days` is negative. */
export function addDays(date: PlainDate, days: number): PlainDate {
  let [year, month, day] = partsOf(date)
  day += days
  while (day > daysInMonth(year, month)) {
    day -= daysInMonth(year, month)
    month = month === 12 ? 1 : month + 1
    if (month === 1) year += 1
  }
  while (day < 1) {
    month = month === 1 ? 12 : month - 1
    if (month === 12) year -= 1
    day += daysInMonth(year, month)
  }
  return plainDate(year, month, day)
}

/** `2024年12月16日`, as notices print it. */
export function printDate(date: PlainDate): string {
  const [year, month, day] = partsOf(date)
  return `${year}年${month}月${day}日`
}

export function partsOf(date: PlainDate): [year: number, month: number, day: number] {
  return date.split('-').map(Number) as [number, number, number]
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}
