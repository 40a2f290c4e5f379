// Reminders: which were due and have not been sent. Sending is writing them down, once; the desk and the board show them,
// and whoever sends them tells the people (notification/reminders.ts).
import { noRestDays } from '#core/reporting/day.ts'
import { dueDates, type Reminder, remindersToSend, type Waiting } from '#core/reporting/due.ts'
import { waitingFor } from '#core/reporting/submission.ts'
import type { Tx } from '../db/connect.ts'
import { dayInChina } from '../http/as-of.ts'
import type { Context } from '../http/context.ts'
import { openedForms, recentForms, reportersIn } from './forms.ts'
import { loadReports } from './store.ts'

/** Periods back within which somebody is still reminded. */
const periods = 2

/** @returns those that were new; run again the same day it sends nothing */
export async function sendReminders(tx: Tx, context: Pick<Context, 'places' | 'now'>): Promise<Reminder[]> {
  const now = context.now()
  const today = dayInChina(now)
  const sent: Reminder[] = []
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
    const fresh = await tx.insertInto('reporting_reminder').values(reminders.map(({ key, report, level, kind, due, days }) => ({ key, submission: report, level, kind, due, days, at: now }))).onConflict(conflict => conflict.column('key').doNothing()).returning('key').execute()
    sent.push(...reminders.filter(({ key }) => fresh.some(row => row.key === key)))
  }
  return sent
}

/** The newest reminder of each report and level, by `report/level`. */
export async function remindersOf(tx: Tx, reports: readonly string[]): Promise<Map<string, string>> {
  if (!reports.length) return new Map()
  const rows = await tx.selectFrom('reporting_reminder').select(eb => ['submission', 'level', eb.fn.max<string>('at').as('at')]).where('submission', 'in', [...reports]).groupBy(['submission', 'level']).execute()
  return new Map(rows.map(({ submission, level, at }) => [`${submission}/${level}`, at]))
}
