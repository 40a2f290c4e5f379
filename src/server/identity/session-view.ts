// Who I am and what I may do, as pages need it; the answers are the pipeline's own.
import type { z } from 'zod'
import { messageOf } from '#core/base/problem.ts'
import type { PostView, SessionView } from '#contract/session.ts'
import type { Access } from '#core/access/may.ts'
import { permissions } from '#core/access/permission.ts'
import { type Post, postsOn } from '#core/access/person.ts'
import type { Places } from '#core/register/division.ts'
import type { Tx } from '../db/connect.ts'
import type { Context } from '../http/context.ts'
import { getAccount } from './accounts.ts'
import { organisationNames } from './organisations.ts'
import type { Caller } from './caller.ts'

export async function sessionView(tx: Tx, { person, account: id, username, day, session }: Caller, { identity: { access, demo }, places }: Context): Promise<SessionView> {
  const account = await getAccount(tx, id)
  const { count } = await tx.selectFrom('passkey').select(eb => eb.fn.countAll<number>().as('count')).where('account', '=', id).executeTakeFirstOrThrow()
  const names = await organisationNames(tx, day)
  const decisions = access.all(person, null, day)
  return {
    person: { id: person.id, account: id, username, name: person.name },
    posts: postsOn(person, day).map(post => postView(post, access, places, names)),
    permissions: Object.fromEntries(permissions.map(permission => {
      const decision = decisions[permission]
      return [permission, decision.allowed ? { allowed: true, code: null, message: null } : { allowed: false, code: decision.reason.code, message: messageOf(decision.reason) }]
    })),
    confirms: permissions.filter(permission => access.confirms(permission) && decisions[permission].allowed),
    factors: { password: account.password !== null, totp: account.totp !== null, passkeys: count },
    expires: session.expires,
    confirmedUntil: session.confirmedUntil,
    demo,
  }
}

export function postView({ role, organisation, division, towns, from, to, delegator }: Post, access: Access, places: Places, names: ReadonlyMap<string, string>): z.infer<typeof PostView> {
  return { role, label: access.roleLabel(role), organisation, organisationName: organisation === null ? null : names.get(organisation) ?? null, division, divisionName: division === null ? null : places.nameOf(division), towns: [...towns], from, to, delegator }
}
