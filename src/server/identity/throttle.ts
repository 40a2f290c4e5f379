// Guessing is slowed, nobody is locked out: each failure makes the next attempt from the same place wait longer.
// A device that has signed in before is counted on its own, so strangers cannot make its owner wait.
import { sql } from 'kysely'
import { waitAfter } from '#core/access/password.ts'
import type { AccessPolicy } from '#core/access/policy.ts'
import type { Tx } from '../db/connect.ts'
import { hashOf } from './secrets.ts'

type Kind = keyof AccessPolicy['throttle']
export type Attempt = { keys: readonly { key: string; kind: Kind }[] }

/** What an attempt counts against. The name is hashed, whether or not there is such an account. */
export function attemptOf(username: string, address: string, device: string | null): Attempt {
  const name = hashOf(username).slice(0, 32)
  if (device !== null) return { keys: [{ key: `device ${name} ${device}`, kind: 'source' }] }
  return { keys: [{ key: `account ${name}`, kind: 'account' }, { key: `address ${address}`, kind: 'address' }, { key: `source ${name} ${address}`, kind: 'source' }] }
}

/**
 * Counts an attempt as failed before it is tried, so that many at once do not slip through.
 * @returns seconds to wait; 0: go on (and tell with `succeeded`)
 */
export async function begin(tx: Tx, { keys }: Attempt, policy: AccessPolicy, now: string): Promise<number> {
  for (const { key } of keys) await tx.insertInto('throttle').values({ key, failures: 0, last: now }).onConflict(conflict => conflict.doNothing()).execute()
  const rows = await tx.selectFrom('throttle').selectAll().where('key', 'in', keys.map(one => one.key)).orderBy('key').forUpdate().execute()
  const elapsed = (last: string): number => (Date.parse(now) - Date.parse(last)) / 1000
  const counted = rows.map(row => ({ ...row, rule: policy.throttle[keys.find(one => one.key === row.key)?.kind ?? 'source'] }))
  const wait = Math.max(...counted.map(row => waitAfter(row.rule, row.failures, elapsed(row.last))))
  if (wait > 0) return wait
  for (const { key, rule, failures, last } of counted) {
    await tx.updateTable('throttle').set({ failures: elapsed(last) >= rule.forget * 60 ? 1 : failures + 1, last: now }).where('key', '=', key).execute()
  }
  return 0
}

/** Takes the attempt back: its own place starts afresh, the wider counts lose only this one. */
export async function succeeded(tx: Tx, { keys }: Attempt): Promise<void> {
  for (const { key, kind } of keys) {
    if (kind === 'source') await tx.deleteFrom('throttle').where('key', '=', key).execute()
    else await tx.updateTable('throttle').set({ failures: sql`greatest(failures - 1, 0)` }).where('key', '=', key).execute()
  }
}

/** Counts an attempt as not made: the password was right, and the second factor is still to come. */
export async function undone(tx: Tx, { keys }: Attempt): Promise<void> {
  await tx.updateTable('throttle').set({ failures: sql`greatest(failures - 1, 0)` }).where('key', 'in', keys.map(one => one.key)).execute()
}

/** What proofs of a signed-in person, or of whoever holds an account's link, count against. */
export function proofOf(account: string): Attempt {
  return { keys: [{ key: `proof ${account}`, kind: 'source' }] }
}

/** Drops counts that no longer matter; called at each sign-in. */
export async function forget(tx: Tx, policy: AccessPolicy, now: string): Promise<void> {
  const longest = Math.max(...Object.values(policy.throttle).map(rule => rule.forget))
  const since = new Date(Date.parse(now) - longest * 60_000).toISOString()
  // Rows that another attempt holds are left to the next one: waiting for them could wait for ever.
  await sql`delete from throttle where key in (select key from throttle where last < ${since} for update skip locked)`.execute(tx)
}
