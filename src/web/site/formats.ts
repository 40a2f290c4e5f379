// The one place where dates, instants and numbers become Chinese text.
import { parsePlainDate, printDate, type PlainDate } from '#core/base/plain-date.ts'

export { printDate }

/** The calendar day in China at an instant; the country has one zone and no summer time. */
export function dayInChina(instant: string): PlainDate {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10)
}

/** `2025年1月2日 09:30`, in China. */
export function printInstant(instant: string): string {
  const moved = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString()
  return `${printDate(moved.slice(0, 10))} ${moved.slice(11, 16)}`
}

/** A day or an instant, whichever the text is. */
export function printMoment(text: string): string {
  return parsePlainDate(text).ok ? printDate(text) : printInstant(text)
}

/** `2,000` */
export function printCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}
