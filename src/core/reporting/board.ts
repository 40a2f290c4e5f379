// 报送进度: who has reported what, those who are late first.
import type { PlainDate } from '../base/plain-date.ts'
import type { DataSet } from './data-set.ts'
import type { RestDays } from './day.ts'
import { daysBetween } from '../base/plain-date.ts'
import { dueDates } from './due.ts'
import type { Period } from './period.ts'
import { emptySubmission, printStage, stageOf, type Submission, waitingFor } from './submission.ts'

/** Who owes a report; `order` (a division code or a pinyin key) decides between equals. */
export type Reporter = { id: string; name: string; order: string }

export type BoardRow = {
  reporter: Reporter
  /** `overdue` waits past its day; `due` waits for a level; `accepted` is done */
  state: 'overdue' | 'due' | 'accepted'
  /** 待县级审核 */
  stage: string
  /** level whose turn it is, and its last day; null once accepted */
  level: string | null
  due: PlainDate | null
  /** days past the due day; negative: days left */
  days: number | null
  signed: number
  version: number
}

/** Everyone who owes a report for the period, also those who have not begun: late ones first, the latest on top, then the next due, then the accepted. */
export function boardOf(dataSet: DataSet, period: Period, reporters: readonly Reporter[], submissions: ReadonlyMap<string, Submission>, today: PlainDate, rest: RestDays): BoardRow[] {
  const dues = new Map(dueDates(dataSet, period, rest).map(({ level, due }) => [level.id, due]))
  const rows = reporters.map((reporter): BoardRow => {
    const submission = submissions.get(reporter.id) ?? emptySubmission
    const level = waitingFor(dataSet, submission)
    const due = level ? dues.get(level.id) ?? null : null
    const days = due === null ? null : daysBetween(due, today)
    return { reporter, state: days === null ? 'accepted' : days > 0 ? 'overdue' : 'due', stage: printStage(dataSet, submission), level: level?.id ?? null, due, days, signed: stageOf(dataSet, submission), version: submission.version }
  })
  return rows.sort((a, b) => later(a.days, b.days) || (a.reporter.order < b.reporter.order ? -1 : a.reporter.order > b.reporter.order ? 1 : 0))
}

/** How many are late, on their way and accepted. */
export function countsOf(rows: readonly BoardRow[]): Record<BoardRow['state'], number> {
  return { overdue: rows.filter(row => row.state === 'overdue').length, due: rows.filter(row => row.state === 'due').length, accepted: rows.filter(row => row.state === 'accepted').length }
}

/** Accepted ones come last; two of them are equal. */
function later(a: number | null, b: number | null): number {
  return a === b ? 0 : a === null ? 1 : b === null ? -1 : b - a
}
