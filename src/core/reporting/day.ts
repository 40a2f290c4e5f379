// Days of rest: what due dates need beyond the calendar itself.
import { addDays, dayNumber, type PlainDate } from '../base/plain-date.ts'

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
