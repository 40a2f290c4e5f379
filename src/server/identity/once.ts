// Tokens that are good for one answer and end by themselves: invitations, passkey challenges, sign-ins begun elsewhere.
import type { Tx } from '../db/connect.ts'
import { hashOf, newToken } from './secrets.ts'

export type Purpose = 'invitation' | 'passkey.add' | 'passkey.confirm' | 'passkey.sign-in' | 'oidc'
export type Once = { account: string | null; data: Record<string, string>; expires: string }

/** @returns the token; only its hash is kept. A token given is used as it is (a passkey challenge). */
export async function issue(tx: Tx, purpose: Purpose, { account = null, data = {}, minutes, now, token = newToken() }: { account?: string | null; data?: Record<string, string>; minutes: number; now: string; token?: string }): Promise<{ token: string; expires: string }> {
  const expires = new Date(Date.parse(now) + minutes * 60_000).toISOString()
  await tx.deleteFrom('once').where('expires', '<', now).execute()
  await tx.insertInto('once').values({ id: hashOf(token), purpose, account, data: JSON.stringify(data), expires }).execute()
  return { token, expires }
}

/** Takes a token out of the world; null where it is not there, not for this purpose, or too late. */
export async function redeem(tx: Tx, purpose: Purpose, token: string, now: string): Promise<Once | null> {
  const row = await tx.deleteFrom('once').where('id', '=', hashOf(token)).where('purpose', '=', purpose).returning(['account', 'data', 'expires']).executeTakeFirst()
  return row && row.expires > now ? row : null
}

/** Looks without taking. */
export async function look(tx: Tx, purpose: Purpose, token: string, now: string): Promise<Once | null> {
  const row = await tx.selectFrom('once').select(['account', 'data', 'expires']).where('id', '=', hashOf(token)).where('purpose', '=', purpose).executeTakeFirst()
  return row && row.expires > now ? row : null
}

/** A newer invitation replaces the older ones of the account. */
export async function withdraw(tx: Tx, purpose: Purpose, account: string): Promise<void> {
  await tx.deleteFrom('once').where('purpose', '=', purpose).where('account', '=', account).execute()
}
