// 动态口令 (RFC 6238): six figures, thirty seconds, one step of tolerance, each code good once.
import { Secret, TOTP } from 'otpauth'
import { renderSVG } from 'uqr'
import type { Tx } from '../db/connect.ts'
import type { AccountRow } from './people.ts'
import { seal, unseal } from './secrets.ts'

const period = 30

/** A new secret, waiting for its first code. The former one stays good until then. */
export async function beginTotp(tx: Tx, account: { id: string; username: string }, key: Buffer): Promise<{ uri: string; secret: string; qr: string }> {
  const secret = new Secret({ size: 20 })
  await tx.updateTable('account').set({ totp_pending: seal(secret.base32, account.id, key) }).where('id', '=', account.id).execute()
  const uri = totpOf(secret.base32, account.username).toString()
  return { uri, secret: secret.base32, qr: renderSVG(uri) }
}

/** Makes the pending secret the account's, when the code is right. */
export async function enableTotp(tx: Tx, account: AccountRow, code: string, now: string, key: Buffer): Promise<boolean> {
  if (!account.totp_pending) return false
  const step = stepOf(unseal(account.totp_pending, account.id, key), code, now)
  if (step === null) return false
  await tx.updateTable('account').set({ totp: account.totp_pending, totp_pending: null, totp_step: step }).where('id', '=', account.id).execute()
  return true
}

/** Whether a code is right and newer than every code used before; it is used up with that. */
export async function useTotp(tx: Tx, account: AccountRow, code: string, now: string, key: Buffer): Promise<boolean> {
  const step = account.totp ? stepOf(unseal(account.totp, account.id, key), code, now) : null
  if (step === null) return false
  // The condition decides, not what was read: of two that come with one code, one finds it used.
  const { numUpdatedRows } = await tx.updateTable('account').set({ totp_step: step }).where('id', '=', account.id).where('totp_step', '<', step).executeTakeFirst()
  return numUpdatedRows === 1n
}

function stepOf(secret: string, code: string, now: string): number | null {
  const timestamp = Date.parse(now)
  const delta = totpOf(secret, '').validate({ token: code, timestamp, window: 1 })
  return delta === null ? null : Math.floor(timestamp / 1000 / period) + delta
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({ issuer: '镇谱', label: label || 'zhenpu', algorithm: 'SHA1', digits: 6, period, secret: Secret.fromBase32(secret) })
}
