// 报送时限: when each level must have acted on a period's report, and whom to remind of it.
import { addDays, addMonths, daysBetween, daysInMonth, partsOf, plainDate, type PlainDate } from '../base/plain-date.ts'
import type { DataSet, DueRule, Level } from './data-set.ts'
import { type RestDays, workingDayFrom } from './day.ts'
import type { Period } from './period.ts'

/** The last day on which a level acts in time. */
export function dueDate(rule: DueRule, period: Period, rest: RestDays): PlainDate {
  return workingDayFrom('days' in rule ? addDays(period.last, rule.days) : dayOfMonthAfter(period, rule.month, rule.day), rest)
}

export function dueDates(dataSet: DataSet, period: Period, rest: RestDays): { level: Level; due: PlainDate }[] {
  return dataSet.chain.map(level => ({ level, due: dueDate(level.due, period, rest) }))
}

/** Days past the due day; 0 on it and before. */
export function overdueDays(due: PlainDate, today: PlainDate): number {
  return Math.max(0, daysBetween(due, today))
}

/** A report that waits for a level, by whatever identifies it to the caller. */
export type Waiting = { report: string; level: string; due: PlainDate }

/** `days` until the due day, negative after it. The key is sent once. */
export type Reminder = Waiting & { key: string; kind: 'soon' | 'overdue'; days: number }

/**
 * Reminders to send today. Of those that fell due since the last run only the latest is sent, so that a server that was
 * off for a week does not catch up with a flood.
 * @param sent keys of reminders already sent
 */
export function remindersToSend(dataSet: DataSet, waiting: readonly Waiting[], today: PlainDate, sent: ReadonlySet<string>): Reminder[] {
  const { before, after } = dataSet.reminders
  const offsets = [...before.map(days => -days), ...after].sort((a, b) => a - b)
  return waiting.flatMap((one): Reminder[] => {
    const passed = daysBetween(one.due, today)
    const offset = offsets.findLast(days => days <= passed)
    if (offset === undefined) return []
    const key = `${one.report}/${one.level}/${one.due}/${offset}`
    return sent.has(key) ? [] : [{ ...one, key, kind: passed > 0 ? 'overdue' : 'soon', days: -passed }]
  })
}

function dayOfMonthAfter(period: Period, month: number, day: number): PlainDate {
  const [year, at] = partsOf(addMonths(plainDate(...firstOf(period.last)), month))
  return plainDate(year, at, Math.min(day, daysInMonth(year, at)))
}

function firstOf(date: PlainDate): [number, number, number] {
  const [year, month] = partsOf(date)
  return [year, month, 1]
}
