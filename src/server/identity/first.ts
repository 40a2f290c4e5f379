// There is no default password: the first administrator comes by a one-time link that the start prints.
import type { Tx } from '../db/connect.ts'
import { dayInChina } from '../http/as-of.ts'
import type { Context } from '../http/context.ts'
import { addPost, createAccount, invite } from './accounts.ts'
import { sql } from 'kysely'

const role = 'system-administrator'
const oneFirst = 0x7a70_0003

/** A fresh link for the first administrator while nobody has come in yet; null afterwards. */
export async function firstInvitation(tx: Tx, { identity: { access }, places, now }: Context): Promise<{ path: string; hours: number } | null> {
  await sql`select pg_advisory_xact_lock(${oneFirst})`.execute(tx)
  if (await tx.selectFrom('access_log').select('position').where('kind', '=', 'signed-in').limit(1).executeTakeFirst()) return null
  const acting = { at: now(), person: 'start', username: 'start' }
  const known = await tx.selectFrom('account').select('id').where('username', '=', 'admin').executeTakeFirst()
  const id = known?.id ?? (await createAccount(tx, { username: 'admin', name: access.roleLabel(role) }, acting)).id
  if (!known) await addPost(tx, id, { role }, 'granted', { access, places, day: dayInChina(now()), by: 'start' }, acting)
  const { path } = await invite(tx, id, access.policy.sessions, acting)
  return { path, hours: access.policy.sessions.invitation }
}
