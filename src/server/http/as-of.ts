// `valid` and `known` as people write them → what the views are asked.
import { parsePlainDate, type PlainDate } from '#core/base/plain-date.ts'
import { problem, Refusal } from '#core/base/problem.ts'
import type { AsOf } from '#core/register/event.ts'

/** Today's date in Asia/Shanghai (UTC+8 all year) for an ISO instant. */
export function dayInChina(instant: string): PlainDate {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10)
}

/** A day's first and last instant in Asia/Shanghai. */
export function startOfDay(day: PlainDate): string {
  return new Date(`${day}T00:00:00.000+08:00`).toISOString()
}

export function endOfDay(day: PlainDate): string {
  return new Date(`${day}T23:59:59.999+08:00`).toISOString()
}

/**
 * Absent `valid`: today. A day as `known` means until its end in Asia/Shanghai; an instant is taken as it is.
 * @throws Refusal `date.invalid`, `known.future`
 */
export function readAsOf({ valid, known }: { valid?: string | undefined; known?: string | undefined }, now: string): AsOf {
  return { valid: valid ? dateOf(valid) : dayInChina(now), known: known ? knownOf(known, now) : null }
}

function knownOf(text: string, now: string): string {
  const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : Date.parse(`${dateOf(text)}T23:59:59.999+08:00`)
  if (Number.isNaN(instant)) throw new Refusal(problem('date.invalid', { text }))
  const today = Date.parse(`${dayInChina(now)}T23:59:59.999+08:00`)
  if (instant > today) throw new Refusal(problem('known.future', { text }))
  return new Date(instant).toISOString()
}

function dateOf(text: string): PlainDate {
  const date = parsePlainDate(text)
  if (!date.ok) throw new Refusal(date.problem)
  return date.value
}
