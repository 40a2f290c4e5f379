// Accounts and the posts they hold: made, invited, changed, ended. Every change leaves a line in the access log.
import { problem, Refusal } from '#core/base/problem.ts'
import type { Places } from '#core/register/division.ts'
import type { Access } from '#core/access/may.ts'
import { answersFor, type OrganisationKind, territorial } from '#core/access/organisation.ts'
import type { Post } from '#core/access/person.ts'
import type { PlainDate } from '#core/base/plain-date.ts'
import type { Tx } from '../db/connect.ts'
import { tell } from '../notification/store.ts'
import { logAccess, type Who } from './access-log.ts'
import { issue, withdraw } from './once.ts'
import { type AccountRow, rolesOfPerson } from './people.ts'
import { newId } from './secrets.ts'
import { endSessions } from './sessions.ts'

export type Acting = Who & { at: string }
export type NewAccount = { username: string; name: string; organisation?: string | null | undefined; sameAs?: string | undefined; home?: string | null | undefined; ties?: AccountRow['ties'] | undefined }

export async function createAccount(tx: Tx, { username, name, organisation = null, sameAs, home = null, ties = [] }: NewAccount, acting: Acting): Promise<AccountRow> {
  if (organisation !== null) await checkOrganisation(tx, organisation)
  const person = sameAs === undefined ? null : (await getAccount(tx, sameAs)).person
  const id = newId()
  const made = await tx.insertInto('account').values({ id, person: person ?? `p-${id}`, username, name, organisation, home, ties: JSON.stringify(ties), password: null, password_changed: null, totp: null, totp_pending: null, external: null, created: acting.at })
    .onConflict(conflict => conflict.column('username').doNothing()).returningAll().executeTakeFirst()
  if (!made) throw new Refusal(problem('account.exists', { username }))
  await logAccess(tx, 'account.created', acting.at, acting, { account: id, username, name, organisation, sameAs: sameAs ?? null })
  return made
}

/** A one-time link: the path of its page, with the token after the `#`, where no server and no log sees it. @throws Refusal `account.unknown` */
export async function invite(tx: Tx, account: string, { invitation }: Access['policy']['sessions'], acting: Acting): Promise<{ account: string; token: string; path: string; expires: string }> {
  await getAccount(tx, account)
  await withdraw(tx, 'invitation', account)
  const { token, expires } = await issue(tx, 'invitation', { account, minutes: invitation * 60, now: acting.at })
  await logAccess(tx, 'account.invited', acting.at, acting, { account, expires })
  return { account, token, path: `/invitation#${token}`, expires }
}

export async function setDisabled(tx: Tx, account: string, disabled: boolean, reason: string, acting: Acting): Promise<void> {
  await getAccount(tx, account)
  await tx.updateTable('account').set({ disabled }).where('id', '=', account).execute()
  if (disabled) {
    await endSessions(tx, account)
    await withdraw(tx, 'invitation', account)
  }
  await logAccess(tx, disabled ? 'account.disabled' : 'account.enabled', acting.at, acting, { account, reason })
}

export async function changeAccount(tx: Tx, account: string, changes: { name?: string | undefined; organisation?: string | null | undefined; home?: string | null | undefined; external?: string | null | undefined; ties?: AccountRow['ties'] | undefined }, acting: Acting): Promise<void> {
  const before = await getAccount(tx, account)
  if (changes.organisation) await checkOrganisation(tx, changes.organisation)
  const { name = before.name, organisation = before.organisation, home = before.home, external = before.external, ties = before.ties } = changes
  if (external !== null && await tx.selectFrom('account').select('id').where('external', '=', external).where('id', '<>', account).executeTakeFirst()) throw new Refusal(problem('account.exists', { username: external }))
  await tx.updateTable('account').set({ name, organisation, home, external, ties: JSON.stringify(ties) }).where('id', '=', account).execute()
  await logAccess(tx, 'account.changed', acting.at, acting, { account, before: { name: before.name, organisation: before.organisation, home: before.home, external: before.external, ties: before.ties }, after: { name, organisation, home, external, ties } })
}

export type NewPost = { role: string; organisation?: string | null | undefined; division?: string | null | undefined; towns?: readonly string[]; assigned?: readonly string[]; from?: string | undefined; to?: string | undefined; delegator?: string | undefined }

/**
 * A role for an account, proposed or (on the command line, by whoever runs the machine) granted at once.
 * @throws Refusal `role.unknown`, `post.invalid`, `access.conflict` with a role the person holds, on whichever account
 */
export async function addPost(tx: Tx, account: string, post: NewPost, state: 'proposed' | 'granted', { access, places, day, by }: { access: Access; places: Places; day: PlainDate; by: string }, acting: Acting): Promise<string> {
  const { role, organisation, division, towns, assigned, from, to, delegator } = await checkPost(tx, await getAccount(tx, account), post, { access, places, day })
  const id = newId()
  const settled = state === 'granted' ? { settled_by: by, settled: acting.at } : { settled_by: null, settled: null }
  await tx.insertInto('post').values({ id, account, role, organisation, division, towns: [...towns], assigned: [...assigned], from, to, delegator, state, proposed_by: by, proposed: acting.at, ...settled }).execute()
  await logAccess(tx, state === 'granted' ? 'post.granted' : 'post.proposed', acting.at, acting, { post: id, account, role, organisation, division, towns, assigned, from, to, delegator })
  return id
}

/** A post that may be held, with what was left open filled in. @throws Refusal as `addPost` */
export async function checkPost(tx: Tx, holder: AccountRow, post: NewPost, { access, places, day }: { access: Access; places: Places; day: PlainDate }): Promise<Omit<Post, 'emergency'>> {
  const { role, delegator = null, towns = [], assigned = [], from = day, to = null } = post
  const known = access.policy.roles.find(other => other.id === role)
  if (!known) throw new Refusal(problem('role.unknown', { role, known: access.policy.roles.map(other => other.id).join('、') }))
  const organisation = post.organisation ?? holder.organisation
  const office = organisation === null ? null : await checkOrganisation(tx, organisation)
  const division = divisionOf(known.organisation as OrganisationKind, post.division ?? office?.division ?? null, day, places)
  if (role === 'operator' && !towns.length) throw invalid('建设主体要写明是哪些小镇')
  if (to !== null && to <= from) throw invalid('结束日须在开始日之后')
  if (delegator !== null && to === null) throw invalid('代办要写明到哪一天为止')
  if (delegator === holder.person) throw invalid('不能代自己办理')
  const conflict = access.conflict([...await rolesOfPerson(tx, holder.person, day), role])
  if (conflict) throw new Refusal(conflict)
  return { role, organisation, division, towns, assigned, from, to, delegator }
}

/** Grants or declines what was proposed. The pipeline has seen to it that it is not the proposer's own, nor about themselves. */
export async function settlePost(tx: Tx, id: string, state: 'granted' | 'declined', access: Access, day: PlainDate, acting: Acting): Promise<void> {
  const post = await tx.selectFrom('post').innerJoin('account', 'account.id', 'post.account').select(['post.account', 'post.role', 'account.person']).where('post.id', '=', id).where('post.state', '=', 'proposed').forUpdate().executeTakeFirst()
  if (!post) throw new Refusal(problem('post.unknown', { post: id.slice(0, 40) }))
  const conflict = state === 'granted' ? access.conflict([...await rolesOfPerson(tx, post.person, day, ['granted']), post.role]) : null
  if (conflict) throw new Refusal(conflict)
  await tx.updateTable('post').set({ state, settled_by: acting.person ?? '', settled: acting.at }).where('id', '=', id).execute()
  // Whoever gains rights signs in anew with them.
  if (state === 'granted') {
    await endSessions(tx, post.account)
    await tell(tx, [{ account: post.account, key: `post/${id}/granted`, kind: 'granted', title: `已授予您角色：${access.roleLabel(post.role)}`, path: '/account' }], acting.at)
  }
  await logAccess(tx, state === 'granted' ? 'post.granted' : 'post.declined', acting.at, acting, { post: id, account: post.account, role: post.role })
}

/** Ends a post on a day, today or later; from that day on its holder's requests are without it. @throws Refusal `post.invalid`, `post.unknown` */
export async function endPost(tx: Tx, id: string, { today, on }: { today: PlainDate; on: PlainDate }, acting: Acting): Promise<void> {
  if (on < today) throw invalid('结束日不能早于今天；办过的事不因此失效')
  const post = await tx.selectFrom('post').select(['account', 'role', 'from']).where('id', '=', id).where('state', '=', 'granted').where(eb => eb.or([eb('to', 'is', null), eb('to', '>', today)])).forUpdate().executeTakeFirst()
  if (!post) throw new Refusal(problem('post.unknown', { post: id.slice(0, 40) }))
  await tx.updateTable('post').set({ to: post.from > on ? post.from : on }).where('id', '=', id).execute()
  if (on === today) await endSessions(tx, post.account)
  await logAccess(tx, 'post.ended', acting.at, acting, { post: id, account: post.account, role: post.role, to: on })
}

export async function getAccount(tx: Tx, id: string): Promise<AccountRow> {
  const row = await tx.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal(problem('account.unknown', { account: id.slice(0, 40) }))
  return row
}

async function checkOrganisation(tx: Tx, id: string): Promise<{ division: string | null }> {
  const row = await tx.selectFrom('organisation').select('division').where('id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal(problem('organisation.unknown', { organisation: id.slice(0, 40) }))
  return row
}

/** Prefecture and county offices answer for a division of their level, in force on the day; others for none. */
function divisionOf(kind: OrganisationKind, code: string | null, day: PlainDate, places: Places): string | null {
  if (!territorial.includes(kind)) return null
  if (code === null) throw invalid('要写明所辖的市（州）或县（市、区）代码')
  const current = answersFor(kind, code, day, places)
  if (current === null) throw invalid(`${code}${places.nameOf(code) === code ? '' : ` ${places.nameOf(code)}`} 不是${kind === 'prefecture' ? '市（州）' : '县（市、区）'}`)
  return current
}

function invalid(why: string): Refusal {
  return new Refusal(problem('post.invalid', { why }))
}
