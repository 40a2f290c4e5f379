// 待办, put together: what waits, what is due, what changed. One list of nouns, asked alike.
import type { ChangeView, DueView, WaitView } from '#contract/work.ts'
import { addDays, daysBetween } from '#core/base/plain-date.ts'
import { townStream } from '#core/intake/confirm.ts'
import { documentStream } from '#core/register/document.ts'
import type { Tx } from '../db/connect.ts'
import type { Context } from '../http/context.ts'
import { lastEvent, readFrom } from '../log/read.ts'
import { applicationWork } from './application.ts'
import { callWork } from './call.ts'
import { correctionWork } from './correction.ts'
import { emergencyWork } from './emergency.ts'
import { followUpWork } from './follow-up.ts'
import { letterWork } from './letter.ts'
import { type Milestone, type Noun, personIn, type Who } from './noun.ts'
import { postWork } from './post.ts'
import { reportWork } from './report.ts'
import { seasonWork } from './season.ts'
import { supervisionWork } from './supervision.ts'

export const nouns: readonly Noun[] = [seasonWork, callWork, applicationWork, reportWork, supervisionWork, correctionWork, letterWork, followUpWork, postWork, emergencyWork]

/** What waits for somebody, the most pressing first; and the calendar. */
export async function workOf(tx: Tx, who: Who, context: Context, of: readonly Noun[] = nouns): Promise<{ waiting: WaitView[]; due: DueView[] }> {
  const all = []
  for (const noun of of) all.push(await noun.desk(tx, who, context))
  const waiting = all.flatMap(({ waits }) => waits).toSorted((a, b) => (a.due ?? '9').localeCompare(b.due ?? '9') || (a.since ?? '').localeCompare(b.since ?? ''))
  return { waiting, due: dueOf(waiting, all.flatMap(({ milestones }) => milestones), who.day) }
}

/** Days back for which a milestone that has passed is still said; what waits for the person is said until it is done. */
const past = 14

function dueOf(waiting: readonly WaitView[], milestones: readonly Milestone[], today: string): DueView[] {
  const mine = waiting.flatMap(({ due, label, title, path, demo }) => (due === null ? [] : [{ day: due, label, title, path, demo, mine: true }]))
  const others = milestones.filter(({ day }) => day >= addDays(today, -past)).map(milestone => ({ ...milestone, mine: false }))
  return [...mine, ...others].map((one): DueView => {
    const days = daysBetween(one.day, today)
    return { ...one, days, group: days > 0 ? 'overdue' : days >= -7 ? 'week' : 'later' }
  }).toSorted((a, b) => a.day.localeCompare(b.day))
}

/** At most so many changes at a time, the oldest of them: what follows is shown the next time, and nothing is skipped. */
const most = 200
const page = 1000
/** The register's own facts, of which there may be a million, are no cases. */
export const registers = [townStream(''), documentStream('')]

/**
 * What others – one's own acts are no news – did in cases that the person may read, after a position of the log, newest first.
 * @returns `position`: up to where the log has been looked through; `more`: whether it goes on
 */
export async function changesSince(tx: Tx, since: number, who: Who, context: Context): Promise<{ rows: ChangeView[]; position: number; more: boolean }> {
  const rows: (ChangeView & { position: number })[] = []
  let position = since
  for (;;) {
    const events = await readFrom(tx, position, page, registers)
    for (const noun of nouns) {
      const own = events.filter(event => noun.owns(event.stream) && personIn(event) !== who.person.id)
      if (own.length) rows.push(...await noun.changes(tx, own, who, context))
    }
    position = events.at(-1)?.position ?? position
    if (rows.length > most) break
    if (events.length < page) {
      position = (await lastEvent(tx))?.position ?? position
      break
    }
  }
  rows.sort((a, b) => a.position - b.position)
  const cut = rows.length > most
  return { rows: rows.slice(0, most).reverse(), position: cut ? rows[most - 1]?.position ?? position : position, more: cut }
}
