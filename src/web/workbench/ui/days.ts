// Days and moments as the workbench prints them: 2024年12月16日; the hour in China, wherever the browser stands.
import { printDate } from '#core/base/plain-date.ts'

/** 2024-12-16 → 2024年12月16日 */
export function dayWord(day: string): string {
  return printDate(day.slice(0, 10))
}

/** 2024-12-16 → 12月16日 */
export function shortDay(day: string): string {
  const [, month, date] = day.slice(0, 10).split('-').map(Number)
  return `${month}月${date}日`
}

const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' })

/** An instant → 2024年12月16日 14:05, by the clock of China. */
export function momentWord(instant: string): string {
  const [day = '', time = ''] = clock.format(new Date(instant)).split(' ')
  return `${dayWord(day)} ${time}`
}

/** The day, in China, on which an instant falls. */
export function dayOfInstant(instant: string): string {
  return clock.format(new Date(instant)).slice(0, 10)
}

/** Today in China, for a field to begin with; what counts is the server's day. */
export function today(): string {
  return dayOfInstant(new Date().toISOString())
}
