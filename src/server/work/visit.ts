// 上次: up to where the log has been on somebody's desk. A visit begins with a new session, or half an hour after the desk
// was last shown; all through it the desk shows what is new since the visit before, so that a second look at the page, or
// another tab, takes nothing away. The page says what it has shown once it has; what it did not show stays new.
import type { Selectable } from 'kysely'
import type { Tx } from '../db/connect.ts'
import type { Caller } from '../identity/caller.ts'
import { lastEvent } from '../log/read.ts'
import type { WorkTables } from './tables.ts'

const pause = 30 * 60_000

/** On the very first visit: this many days back, so that the desk is not empty. */
const atFirst = 14

type Asking = Pick<Caller, 'account'> & { session: { id: string } }
type Since = { since: number; at: string | null }

/** From where in the log what is new counts for this visit; `at`: when the visit before ended, null on the first. */
export async function visitOf(tx: Tx, caller: Asking, now: string): Promise<Since> {
  const row = await tx.selectFrom('desk_visit').selectAll().where('account', '=', caller.account).executeTakeFirst()
  return row ? sinceIn(row, caller, now) : { since: await positionBefore(tx, new Date(Date.parse(now) - atFirst * 86_400_000).toISOString()), at: null }
}

/** @param position up to where the page showed the log; nobody has seen what is not there yet */
export async function markShown(tx: Tx, caller: Asking, position: number, now: string): Promise<void> {
  const last = Math.min(position, (await lastEvent(tx))?.position ?? 0)
  const before = await tx.selectFrom('desk_visit').selectAll().where('account', '=', caller.account).forUpdate().executeTakeFirst()
  const { since, at } = before ? sinceIn(before, caller, now) : await visitOf(tx, caller, now)
  const row = { session: caller.session.id, since, since_at: at, shown: Math.max(since, before?.shown ?? 0, last), shown_at: now }
  await tx.insertInto('desk_visit').values({ account: caller.account, ...row }).onConflict(conflict => conflict.column('account').doUpdateSet(row)).execute()
}

function sinceIn(row: Selectable<WorkTables['desk_visit']>, { session }: Asking, now: string): Since {
  const anew = row.session !== session.id || Date.parse(now) - Date.parse(row.shown_at) >= pause
  return anew ? { since: row.shown, at: row.shown_at } : { since: row.since, at: row.since_at }
}

async function positionBefore(tx: Tx, at: string): Promise<number> {
  return (await tx.selectFrom('event').select('position').where('recorded', '<', at).orderBy('position', 'desc').limit(1).executeTakeFirst())?.position ?? 0
}
