// 将到期、已过期: of what waits for somebody, once a day. Reports have reminders of their own, as their policy says.
import { daysBetween } from '#core/base/plain-date.ts'
import type { WaitView } from '#contract/work.ts'
import { dayInChina } from '../http/as-of.ts'
import type { Context } from '../http/context.ts'
import type { Tx } from '../db/connect.ts'
import { nouns, workOf } from '../work/work.ts'
import { reportWork } from '../work/report.ts'
import { everybody } from './people.ts'
import { type Note, tell } from './store.ts'

/** Days from the due day on which people are told: three days before, on the day itself, the day after it has passed. */
const offsets = [-3, 0, 1] as const

/** Of what fell due while the server was off only the latest is told. @returns how many were new */
export async function tellOfDeadlines(tx: Tx, context: Context): Promise<number> {
  const now = context.now()
  const today = dayInChina(now)
  let told = 0
  for (const who of await everybody(tx, today, context.places)) {
    const { waiting } = await workOf(tx, who, context, nouns.filter(noun => noun !== reportWork))
    told += await tell(tx, waiting.flatMap(wait => noteOf(who.account, wait, today)), now)
  }
  return told
}

function noteOf(account: string, { subject, act, label, title, path, due }: WaitView, today: string): Note[] {
  if (due === null) return []
  const passed = daysBetween(due, today)
  const offset = offsets.findLast(days => days <= passed)
  if (offset === undefined) return []
  const when = passed > 0 ? `已过期 ${passed} 日` : passed === 0 ? '今天到期' : `还剩 ${-passed} 日`
  return [{ account, key: `${subject}/${act}/${due}/${offset}`, kind: passed > 0 ? 'overdue' : 'due', title: `${when}，请${label}：${title}`, path }]
}
