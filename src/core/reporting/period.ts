// 报告期: the month, quarter, half-year or year that a report is about.
import { addMonths, dayBefore, partsOf, plainDate, type PlainDate } from '../base/plain-date.ts'

export const periodKinds = { month: '月报', quarter: '季报', 'half-year': '半年报', year: '年报' } as const
export type PeriodKind = keyof typeof periodKinds

export type Period = {
  kind: PeriodKind
  /** `2026-11`, `2026-Q4`, `2026-H2`, `2026` */
  id: string
  /** 2026年第四季度 */
  title: string
  first: PlainDate
  /** its last day, which belongs to it */
  last: PlainDate
}

const months: Record<PeriodKind, number> = { month: 1, quarter: 3, 'half-year': 6, year: 12 }

/** The period a day lies in. */
export function periodOn(kind: PeriodKind, day: PlainDate): Period {
  const [year, month] = partsOf(day)
  return periodAt(kind, year, Math.floor((month - 1) / months[kind]))
}

/** The period before, or after where `steps` is positive. */
export function neighbour({ kind, first }: Period, steps: number): Period {
  return periodOn(kind, addMonths(first, steps * months[kind]))
}

/** The same part of the year before 上年同期. */
export function yearBefore({ kind, first }: Period): Period {
  return periodOn(kind, addMonths(first, -12))
}

/** The last period that is over on a day: what is being reported then. */
export function lastEnded(kind: PeriodKind, day: PlainDate): Period {
  return neighbour(periodOn(kind, day), -1)
}

/** The period an id names; null where it names none of this kind. */
export function periodOf(kind: PeriodKind, id: string): Period | null {
  const [, year, part = '1'] = /^(\d{4})(?:-(?:Q|H)?(\d{1,2}))?$/.exec(id) ?? []
  const at = Number(part) - 1
  if (!year || at < 0 || at >= 12 / months[kind]) return null
  const period = periodAt(kind, Number(year), at)
  return period.id === id ? period : null
}

function periodAt(kind: PeriodKind, year: number, at: number): Period {
  const first = plainDate(year, at * months[kind] + 1, 1)
  const last = dayBefore(addMonths(first, months[kind]))
  const [id, title] = {
    month: [`-${String(at + 1).padStart(2, '0')}`, `${at + 1}月`],
    quarter: [`-Q${at + 1}`, `第${'一二三四'.charAt(at)}季度`],
    'half-year': [`-H${at + 1}`, `${'上下'.charAt(at)}半年`],
    year: ['', '度'],
  }[kind] as [string, string]
  return { kind, id: `${String(year).padStart(4, '0')}${id}`, title: `${year}年${title}`, first, last }
}
