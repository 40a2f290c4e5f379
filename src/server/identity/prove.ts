// Proving again who one is: a code, a passkey, the password. Failures are counted as at the door.
import { type Problem, problem } from '#core/base/problem.ts'
import type { Tx } from '../db/connect.ts'
import type { Context } from '../http/context.ts'
import { logAccess } from './access-log.ts'
import type { Visit } from './caller.ts'
import { passkeyAnswer, type Response } from './passkeys.ts'
import { verifyPassword } from './passwords.ts'
import type { AccountRow } from './people.ts'
import { begin, proofOf, succeeded } from './throttle.ts'
import { useTotp } from './totp.ts'

export type Proof = { code?: string | undefined; passkey?: Response | undefined; password?: string | undefined }

/**
 * Null where proved, else why not; the transaction must be kept either way. Where a second factor is asked for, the
 * password alone counts only among the made-up accounts of a demonstration, which have no second factor.
 */
export async function prove(tx: Tx, account: AccountRow, { code, passkey, password }: Proof, asked: 'second-factor' | 'password', { origin, address }: Visit, context: Context): Promise<Problem | null> {
  const { now, identity: { access: { policy }, key, demo } } = context
  const byPassword = password !== undefined && (asked === 'password' || (demo && !account.totp))
  if (!byPassword && code === undefined && passkey === undefined) return problem(account.totp || await hasPasskey(tx, account.id) ? 'factor.wrong' : 'factor.missing')
  if (!byPassword && passkey === undefined && !account.totp) return problem('factor.missing')
  const attempt = proofOf(account.id)
  const wait = await begin(tx, attempt, policy, now())
  if (wait > 0) return problem('sign-in.wait', { seconds: wait })
  // A passkey that does not fit is thrown: nobody guesses a signature, so there is nothing to count.
  const proved = passkey !== undefined ? await passkeyAnswer(tx, account.id, passkey, origin, now()) === account.id
    : byPassword ? (await verifyPassword(password, account.password, policy.passwords.argon2)).ok
    : await useTotp(tx, account, code as string, now(), key)
  if (proved) {
    await succeeded(tx, attempt)
    return null
  }
  await logAccess(tx, 'confirm-failed', now(), { account: account.id, person: account.person, username: account.username, address })
  return problem(byPassword ? 'sign-in.failed' : 'factor.wrong')
}

export async function hasPasskey(tx: Tx, account: string): Promise<boolean> {
  return await tx.selectFrom('passkey').select('id').where('account', '=', account).limit(1).executeTakeFirst() !== undefined
}
