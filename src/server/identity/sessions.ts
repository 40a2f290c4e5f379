// Sessions: an opaque token in a cookie, its hash in the table. Idle and absolute ends; a new one at each sign-in.
import { problem, Refusal } from '#core/base/problem.ts'
import { actorOf, postsOn } from '#core/access/person.ts'
import { type Door, isDoor, type Permission } from '#core/access/permission.ts'
import type { Reach } from '#core/access/reach.ts'
import type { Tx } from '../db/connect.ts'
import { dayInChina } from '../http/as-of.ts'
import type { Context } from '../http/context.ts'
import { logAccess } from './access-log.ts'
import type { Caller, Visit } from './caller.ts'
import { type AccountRow, lentPosts, personOfAccount } from './people.ts'
import { hashOf, newToken } from './secrets.ts'

export type Method = 'password' | 'password+totp' | 'passkey' | 'oidc' | 'invitation'

const nothing: Reach = { everywhere: false, prefectures: [], counties: [], towns: [], assigned: [], own: false, published: false }
/** How stale `seen` may get before it is written again, so that reading does not mean writing each time. */
const seenStep = 60_000

/** Opens a session and ends the one the visitor came with (rotation). A second factor just shown counts as confirmed. */
export async function openSession(tx: Tx, account: AccountRow, method: Method, visit: Visit, { now, identity }: Context): Promise<void> {
  const at = now()
  const { absolute } = identity.access.policy.sessions
  if (visit.token !== null) await tx.deleteFrom('session').where('id', '=', hashOf(visit.token)).execute()
  await tx.deleteFrom('session').where('expires', '<', at).execute()
  const token = newToken()
  const confirmed = method === 'password+totp' || method === 'passkey' ? at : null
  await tx.insertInto('session').values({ id: hashOf(token), account: account.id, created: at, seen: at, expires: later(at, absolute * 3600), confirmed, method, address: visit.address, agent: visit.agent.slice(0, 300) }).execute()
  visit.cookies.session = token
  await knowDevice(tx, account, visit, at)
  await logAccess(tx, 'signed-in', at, { account: account.id, person: account.person, username: account.username, address: visit.address }, { method })
}

/** Whether the visitor's device has signed in to this account before: its hash, or null. */
export async function knownDevice(tx: Tx, username: string, { device }: Visit): Promise<string | null> {
  if (device === null) return null
  const row = await tx.selectFrom('device').innerJoin('account', 'account.id', 'device.account').select('device.id').where('device.id', '=', hashOf(device)).where('account.username', '=', username).executeTakeFirst()
  return row?.id ?? null
}

/** A device that two accounts use gets a token for the last of them. */
async function knowDevice(tx: Tx, account: AccountRow, visit: Visit, at: string): Promise<void> {
  if (await knownDevice(tx, account.username, visit)) return
  const token = newToken()
  await tx.insertInto('device').values({ id: hashOf(token), account: account.id, created: at }).execute()
  visit.cookies.device = token
}

/**
 * The caller of an endpoint, or a refusal to be thrown.
 * @throws Refusal `access.signed-out` where the session is not there, idle too long, ended, or the account disabled
 */
export async function findCaller(tx: Tx, visit: Visit, permission: Permission | Door, { now, identity, places }: Context): Promise<Caller> {
  const at = now()
  const { access } = identity
  const { idle, confirmed } = access.policy.sessions
  const id = visit.token === null ? '' : hashOf(visit.token)
  const session = await tx.selectFrom('session').selectAll().where('id', '=', id).executeTakeFirst()
  if (!session || session.expires <= at || later(session.seen, idle * 60) <= at) throw new Refusal(problem('access.signed-out'))
  const account = await tx.selectFrom('account').selectAll().where('id', '=', session.account).executeTakeFirstOrThrow()
  if (account.disabled) throw new Refusal(problem('access.disabled'))
  if (Date.parse(at) - Date.parse(session.seen) >= seenStep) await tx.updateTable('session').set({ seen: at }).where('id', '=', id).execute()
  const day = dayInChina(at)
  const held = await personOfAccount(tx, account, day, places)
  const lent = await lentPosts(tx, account.id, at)
  const person = { ...held, posts: [...held.posts, ...lent] }
  const door = isDoor(permission)
  return {
    ...visit, person, actor: actorOf(person), account: account.id, username: account.username, day,
    cookies: visit.cookies,
    session: { id, expires: session.expires, confirmedUntil: session.confirmed && later(session.confirmed, confirmed * 60) > at ? later(session.confirmed, confirmed * 60) : null },
    reach: door ? nothing : access.scopeOf(person, permission, day),
    emergencies: door ? [] : lent.flatMap(post => (post.emergency && access.policy.permissions[permission].who[post.role] ? [post.emergency] : [])),
    behalf: door ? null : postsOn(person, day).find(post => access.policy.permissions[permission].who[post.role])?.delegator ?? null,
  }
}

export async function confirm(tx: Tx, caller: Caller, { now, identity }: Context): Promise<string> {
  await tx.updateTable('session').set({ confirmed: now() }).where('id', '=', caller.session.id).execute()
  await logAccess(tx, 'confirmed', now(), whoOf(caller))
  return later(now(), identity.access.policy.sessions.confirmed * 60)
}

/** Ends an account's sessions; `except` keeps one. Devices known so far are forgotten with the last of them. */
export async function endSessions(tx: Tx, account: string, except: string | null = null): Promise<number> {
  const query = tx.deleteFrom('session').where('account', '=', account)
  if (except === null) await tx.deleteFrom('device').where('account', '=', account).execute()
  return Number((await (except === null ? query : query.where('id', '<>', except)).executeTakeFirst()).numDeletedRows)
}

export function whoOf({ account, person, username, address }: Caller): { account: string; person: string; username: string; address: string } {
  return { account, person: person.id, username, address }
}

function later(at: string, seconds: number): string {
  return new Date(Date.parse(at) + seconds * 1000).toISOString()
}
