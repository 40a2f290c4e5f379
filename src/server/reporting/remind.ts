// Reminders: which were due and have not been sent. Sending is writing them down, once; the desk and the board show them.
import { noRestDays } from '#core/reporting/day.ts'
import { dueDates, remindersToSend, type Waiting } from '#core/reporting/due.ts'
import { waitingFor } from '#core/reporting/submission.ts'
import type { Database, Tx } from '../db/connect.ts'
import { dayInChina } from '../http/as-of.ts'
import type { Context } from '../http/context.ts'
import { openedForms, recentForms, reportersIn } from './forms.ts'
import { loadReports } from './store.ts'

/** Periods back within which somebody is still reminded. */
const periods = 2

/** @returns how many were new; run again the same day it sends nothing */
export async function sendReminders(tx: Tx, context: Pick<Context, 'places' | 'now'>): Promise<number> {
  const now = context.now()
  const today = dayInChina(now)
  let sent = 0
  const opened = await openedForms(tx)
  for (const form of recentForms(today, periods).filter(({ id }) => opened.has(id))) {
    const dues = new Map(dueDates(form.dataSet, form.period, noRestDays).map(({ level, due }) => [level.id, due]))
    const reports = await loadReports(tx, form, await reportersIn(tx, form, context))
    const waiting = reports.flatMap(({ id, submission }): Waiting[] => {
      const level = waitingFor(form.dataSet, submission)?.id
      return level ? [{ report: id, level, due: dues.get(level) as string }] : []
    })
    const reminders = remindersToSend(form.dataSet, waiting, today, new Set())
    if (!reminders.length) continue
    const { numInsertedOrUpdatedRows } = await tx.insertInto('reporting_reminder').values(reminders.map(({ key, report, level, kind, due, days }) => ({ key, submission: report, level, kind, due, days, at: now }))).onConflict(conflict => conflict.column('key').doNothing()).executeTakeFirst()
    sent += Number(numInsertedOrUpdatedRows ?? 0)
  }
  return sent
}

/** The newest reminder of each report and level, by `report/level`. */
export async function remindersOf(tx: Tx, reports: readonly string[]): Promise<Map<string, string>> {
  if (!reports.length) return new Map()
  const rows = await tx.selectFrom('reporting_reminder').select(eb => ['submission', 'level', eb.fn.max<string>('at').as('at')]).where('submission', 'in', [...reports]).groupBy(['submission', 'level']).execute()
  return new Map(rows.map(({ submission, level, at }) => [`${submission}/${level}`, at]))
}

const hour = 3_600_000

/** Sends what is due now, and looks again every hour. @returns how to end it */
export function startReminders(database: Database, context: Pick<Context, 'places' | 'now'>, log: (line: string) => void): () => Promise<void> {
  let under: Promise<unknown> = Promise.resolve()
  const look = (): void => { under = database.transaction(tx => sendReminders(tx, context)).catch((error: Error) => log(`报送提醒没有发出：${error.message}`)) }
  look()
  const timer = setInterval(look, hour)
  return async () => {
    clearInterval(timer)
    await under
  }
}
