// Signing in with user name and password, and with the second factor. The account's state is told to nobody who does not
// know the password; an unknown name takes as long as a wrong password.
import { type Problem, problem } from '#core/base/problem.ts'
import { passwordProblem } from '#core/access/password.ts'
import type { Tx } from '../db/connect.ts'
import type { Context } from '../http/context.ts'
import { logAccess } from './access-log.ts'
import type { Visit } from './caller.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import type { AccountRow } from './people.ts'
import { knownDevice, type Method, openSession } from './sessions.ts'
import { attemptOf, begin, forget, succeeded, undone } from './throttle.ts'
import { useTotp } from './totp.ts'

export type Credentials = { username: string; password: string; code?: string | undefined; newPassword?: string | undefined }

/** Opens a session, or says why not; a failure has then been counted and logged, so the transaction must be kept. */
export async function signInWithPassword(tx: Tx, { username: typed, password, code, newPassword }: Credentials, visit: Visit, context: Context): Promise<Problem | null> {
  const { access: { policy }, key, password: profile } = context.identity
  const username = typed.trim().toLowerCase()
  const now = context.now()
  const attempt = attemptOf(username, visit.address, await knownDevice(tx, username, visit))
  const wait = await begin(tx, attempt, policy, now)
  if (wait > 0) return problem('sign-in.wait', { seconds: wait })
  const account = await tx.selectFrom('account').selectAll().where('username', '=', username).executeTakeFirst()
  const { ok, stale } = await verifyPassword(password, account?.password ?? null, policy.passwords.argon2)
  const failed = async (why: string, refusal: Problem): Promise<Problem> => {
    await logAccess(tx, 'sign-in-failed', now, { account: account?.id ?? null, person: account?.person ?? null, username, address: visit.address }, { why })
    return refusal
  }
  if (!account || !ok) return failed(account ? 'password' : 'no account', problem('sign-in.failed'))
  if (account.disabled) return failed('disabled', problem('access.disabled'))
  if (account.totp && code === undefined) {
    await undone(tx, attempt)
    return problem('sign-in.code')
  }
  if (account.totp && !await useTotp(tx, account, code as string, now, key)) return failed('code', problem('factor.wrong'))
  if (profile.expiresAfter !== null && isOlder(account.password_changed, profile.expiresAfter, now)) {
    if (newPassword === undefined) return problem('password.expired', { days: profile.expiresAfter })
    const weak = await setPassword(tx, account, newPassword, context)
    if (weak) return weak
  } else if (stale) await tx.updateTable('account').set({ password: await hashPassword(password, policy.passwords.argon2) }).where('id', '=', account.id).execute()
  await succeeded(tx, attempt)
  await forget(tx, policy, now)
  await openSession(tx, account, account.totp ? 'password+totp' : 'password', visit, context)
  return null
}

/** Whoever comes in by another door: the account must be there and not disabled. */
export async function signInOtherwise(tx: Tx, account: AccountRow | undefined, method: Method, visit: Visit, context: Context): Promise<Problem | null> {
  const refusal = !account ? problem(method === 'oidc' ? 'oidc.failed' : 'sign-in.failed', { why: '没有与之对应的账户，请系统管理员登记' }) : account.disabled ? problem('access.disabled') : null
  if (account && !refusal) await openSession(tx, account, method, visit, context)
  else await logAccess(tx, 'sign-in-failed', context.now(), { account: account?.id ?? null, username: account?.username ?? null, address: visit.address }, { method })
  return refusal
}

/** Sets an account's password; null, or why it will not do. */
export async function setPassword(tx: Tx, account: AccountRow, password: string, { identity, now }: Context): Promise<Problem | null> {
  const { access: { policy }, password: profile } = identity
  const weak = passwordProblem(password, profile, [account.username, account.name, '镇谱', 'zhenpu'])
  if (weak) return weak
  const before = account.password === null ? [] : [account.password, ...account.former].slice(0, profile.former)
  for (const former of before) {
    if ((await verifyPassword(password, former, policy.passwords.argon2)).ok) return problem('password.weak', { why: `与前 ${profile.former} 个口令之一相同` })
  }
  await tx.updateTable('account').set({ password: await hashPassword(password, policy.passwords.argon2), former: before, password_changed: now() }).where('id', '=', account.id).execute()
  return null
}

function isOlder(changed: string | null, days: number, now: string): boolean {
  return changed === null || Date.parse(now) - Date.parse(changed) > days * 86_400_000
}
