// 登录与我的账户.
import { isIP } from 'node:net'
import { type Problem, problem, Refusal } from '#core/base/problem.ts'
import { passwordRule } from '#core/access/password.ts'
import type { Handlers } from '../http/handlers.ts'
import { RefusedAndKept } from '../http/handlers.ts'
import { logAccess } from '../identity/access-log.ts'
import { getAccount } from '../identity/accounts.ts'
import { demoSignIn } from '../identity/demo.ts'
import { beginOidc, finishOidc } from '../identity/oidc.ts'
import { look, withdraw } from '../identity/once.ts'
import { addPasskey, passkeyAnswer, passkeyOptions, passkeyQuestion } from '../identity/passkeys.ts'
import { prove } from '../identity/prove.ts'
import { sessionView } from '../identity/session-view.ts'
import { confirm, endSessions, findCaller, openSession, whoOf } from '../identity/sessions.ts'
import { setPassword, signInOtherwise, signInWithPassword } from '../identity/sign-in.ts'
import { beginTotp, enableTotp } from '../identity/totp.ts'
import type { Tx } from '../db/connect.ts'
import type { Visit } from '../identity/caller.ts'
import type { Context } from '../http/context.ts'
import type { sessionEndpoints, SessionView } from '#contract/session.ts'

export const sessionHandlers: Pick<Handlers, keyof typeof sessionEndpoints> = {
  async signInWays(tx, _, { identity }, { origin }) {
    // Browsers tie passkeys to a name and refuse them for a bare address.
    return { password: true, passkey: isIP(new URL(origin).hostname) === 0, oidc: identity.oidc?.name ?? null, passwordRule: passwordRule(identity.password), demo: identity.demo ? await demoSignIn(tx, identity.access) : null }
  },

  async signIn(tx, input, context, visit) {
    return opened(tx, await signInWithPassword(tx, input, visit, context), visit, context)
  },

  async session(tx, _, context, caller) {
    return sessionView(tx, caller, context)
  },

  async signOut(tx, _, { now }, caller) {
    await tx.deleteFrom('session').where('id', '=', caller.session.id).execute()
    await logAccess(tx, 'signed-out', now(), whoOf(caller))
    caller.cookies.session = null
    return {}
  },

  async confirmSession(tx, input, context, caller) {
    const refused = await prove(tx, await getAccount(tx, caller.account), input, 'second-factor', caller, context)
    if (refused) return new RefusedAndKept(refused)
    return { confirmedUntil: await confirm(tx, caller, context) }
  },

  async sessionList(tx, _, __, caller) {
    const rows = await tx.selectFrom('session').selectAll().where('account', '=', caller.account).orderBy('seen', 'desc').execute()
    return { sessions: rows.map(({ id, method, address, agent, created, seen }) => ({ id, current: id === caller.session.id, method, address, agent, created, seen })) }
  },

  async sessionEnd(tx, { id }, { now }, caller) {
    await tx.deleteFrom('session').where('id', '=', id).where('account', '=', caller.account).execute()
    await logAccess(tx, 'sessions.ended', now(), whoOf(caller), { session: id.slice(0, 16) })
    if (id === caller.session.id) caller.cookies.session = null
    return {}
  },

  async sessionEndAll(tx, _, { now }, caller) {
    const ended = await endSessions(tx, caller.account)
    await logAccess(tx, 'sessions.ended', now(), whoOf(caller), { all: ended })
    caller.cookies.session = null
    return { ended }
  },

  async invitationRead(tx, { token }, { now, identity }) {
    const once = await look(tx, 'invitation', token, now())
    if (!once?.account) throw new Refusal(problem('invitation.invalid'))
    const { name, username } = await getAccount(tx, once.account)
    return { name, username, expires: once.expires, passwordRule: passwordRule(identity.password) }
  },

  async invitationAccept(tx, { token, password, code }, context, visit) {
    const once = await look(tx, 'invitation', token, context.now())
    if (!once?.account) throw new Refusal(problem('invitation.invalid'))
    // One at a time: of two that come with one link, the second finds it used.
    const account = await tx.selectFrom('account').selectAll().where('id', '=', once.account).where('disabled', '=', false).forUpdate().executeTakeFirst()
    if (!account || !await look(tx, 'invitation', token, context.now())) throw new Refusal(problem('invitation.invalid'))
    const refused = account.totp ? await prove(tx, account, { code }, 'second-factor', visit, context) : null
    if (refused) return new RefusedAndKept(code === undefined ? problem('sign-in.code') : refused)
    const weak = await setPassword(tx, account, password, context)
    if (weak) throw new Refusal(weak)
    await withdraw(tx, 'invitation', account.id)
    await endSessions(tx, account.id)
    await logAccess(tx, 'account.activated', context.now(), { account: account.id, person: account.person, username: account.username, address: visit.address })
    await openSession(tx, account, account.totp ? 'password+totp' : 'invitation', visit, context)
    return opened(tx, null, visit, context)
  },

  async passwordChange(tx, { password, newPassword }, context, caller) {
    const account = await getAccount(tx, caller.account)
    const refused = account.password === null ? null : await prove(tx, account, { password: password ?? '' }, 'password', caller, context)
    if (refused) return new RefusedAndKept(refused)
    const weak = await setPassword(tx, account, newPassword, context)
    if (weak) throw new Refusal(weak)
    await endSessions(tx, account.id, caller.session.id)
    await logAccess(tx, 'password.changed', context.now(), whoOf(caller))
    return {}
  },

  async totpBegin(tx, _, { identity }, caller) {
    await mayChangeFactors(tx, caller)
    return beginTotp(tx, { id: caller.account, username: caller.username }, identity.key)
  },

  async totpEnable(tx, { code }, context, caller) {
    await mayChangeFactors(tx, caller)
    if (!await enableTotp(tx, await getAccount(tx, caller.account), code, context.now(), context.identity.key)) throw new Refusal(problem('factor.wrong'))
    await logAccess(tx, 'totp.enabled', context.now(), whoOf(caller))
    await confirm(tx, caller, context)
    return {}
  },

  async passkeyBegin(tx, _, { now }, caller) {
    await mayChangeFactors(tx, caller)
    return passkeyOptions(tx, { id: caller.account, username: caller.username, name: caller.person.name }, caller.origin, now())
  },

  async passkeyAdd(tx, { response, label }, { now }, caller) {
    await mayChangeFactors(tx, caller)
    const id = await addPasskey(tx, caller.account, response, label, caller.origin, now())
    await logAccess(tx, 'passkey.added', now(), whoOf(caller), { passkey: id, label })
    return { id }
  },

  async passkeyList(tx, _, __, caller) {
    return { passkeys: await tx.selectFrom('passkey').select(['id', 'label', 'created', 'used']).where('account', '=', caller.account).orderBy('created').execute() }
  },

  async passkeyRemove(tx, { id }, { now }, caller) {
    await mayChangeFactors(tx, caller)
    await tx.deleteFrom('passkey').where('id', '=', id).where('account', '=', caller.account).execute()
    await logAccess(tx, 'passkey.removed', now(), whoOf(caller), { passkey: id })
    return {}
  },

  async passkeyConfirmBegin(tx, _, { now }, caller) {
    return passkeyQuestion(tx, caller.account, caller.origin, now())
  },

  async passkeySignInBegin(tx, _, { now }, visit) {
    return passkeyQuestion(tx, null, visit.origin, now())
  },

  async passkeySignIn(tx, { response }, context, visit) {
    const id = await passkeyAnswer(tx, null, response, visit.origin, context.now())
    return opened(tx, await signInOtherwise(tx, await getAccount(tx, id), 'passkey', visit, context), visit, context)
  },

  async oidcBegin(tx, _, { identity, now }, visit) {
    if (!identity.oidc) throw new Refusal(problem('oidc.off'))
    return beginOidc(tx, identity.oidc, visit.origin, now())
  },

  async oidcFinish(tx, { flow, query }, context, visit) {
    const { identity: { oidc }, now } = context
    if (!oidc) throw new Refusal(problem('oidc.off'))
    const sub = await finishOidc(tx, oidc, { flow, query, now: now() })
    const account = await tx.selectFrom('account').selectAll().where('external', '=', sub).executeTakeFirst()
    return opened(tx, await signInOtherwise(tx, account, 'oidc', visit, context), visit, context)
  },
}

/** The new session as its owner sees it; or the refusal, with its count and its line kept. */
async function opened(tx: Tx, refused: Problem | null, visit: Visit, context: Context): Promise<SessionView | RefusedAndKept> {
  if (refused) return new RefusedAndKept(refused)
  return sessionView(tx, await findCaller(tx, { ...visit, token: visit.cookies.session ?? null }, 'session', context), context)
}

/** The first second factor may be added by whoever is signed in; every other change of factors asks for one that is there. */
async function mayChangeFactors(tx: Tx, caller: { account: string; session: { confirmedUntil: string | null } }): Promise<void> {
  if (caller.session.confirmedUntil !== null) return
  const { totp } = await getAccount(tx, caller.account)
  const passkey = await tx.selectFrom('passkey').select('id').where('account', '=', caller.account).limit(1).executeTakeFirst()
  if (totp || passkey) throw new Refusal(problem('access.confirm', { permission: '更改验证方式' }))
}
