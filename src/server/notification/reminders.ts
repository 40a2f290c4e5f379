// Reminders of reports, told to whoever can act on them: the level whose turn it is.
import type { Reminder } from '#core/reporting/due.ts'
import { dayInChina } from '../http/as-of.ts'
import type { Context } from '../http/context.ts'
import type { Tx } from '../db/connect.ts'
import { sendReminders } from '../reporting/remind.ts'
import { streamOf } from '../reporting/store.ts'
import { reportWork } from '../work/report.ts'
import { everybody } from './people.ts'
import { type Note, tell } from './store.ts'

/** Writes down the reminders that are due and tells the people of them, together or not at all. @returns how many were told */
export async function remindPeople(tx: Tx, context: Context): Promise<number> {
  const reminders = await sendReminders(tx, context)
  if (!reminders.length) return 0
  const now = context.now()
  const people = await everybody(tx, dayInChina(now), context.places)
  const byReport = Map.groupBy(reminders, ({ report }) => report)
  let told = 0
  for (const [report, own] of byReport) {
    const waiting = await reportWork.waiting(tx, streamOf(report), people, context)
    told += await tell(tx, own.flatMap(({ key, days }) => [...waiting].flatMap(([account, waits]) => waits.slice(0, 1).map((wait): Note => ({ account, key, kind: 'reminder', title: `${wordOf(days)}，请${wait.label}：${wait.title}`, path: wait.path })))), now)
  }
  return told
}

/** @param days until the due day; negative after it */
function wordOf(days: Reminder['days']): string {
  return days > 0 ? `还剩 ${days} 日` : days === 0 ? '今天到期' : `已过期 ${-days} 日`
}
