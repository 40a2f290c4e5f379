// 通行密钥 (WebAuthn): a challenge is good once, for five minutes, and only at this origin. User verification is required,
// so a passkey is two factors in one.
import { generateAuthenticationOptions, generateRegistrationOptions, verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server'
import { problem, Refusal } from '#core/base/problem.ts'
import type { Tx } from '../db/connect.ts'
import { issue, type Purpose, redeem } from './once.ts'

type Options = Record<string, unknown>
/** What the browser answered, unread; the library checks its shape. */
export type Response = Record<string, unknown>
type Registration = Parameters<typeof verifyRegistrationResponse>[0]['response']
type Authentication = Parameters<typeof verifyAuthenticationResponse>[0]['response']
type Transports = NonNullable<Parameters<typeof verifyAuthenticationResponse>[0]['credential']['transports']>

const minutes = 5

export async function passkeyOptions(tx: Tx, account: { id: string; username: string; name: string }, origin: string, now: string): Promise<Options> {
  const known = await tx.selectFrom('passkey').select(['id', 'transports']).where('account', '=', account.id).execute()
  const options = await generateRegistrationOptions({
    rpName: '镇谱', rpID: hostOf(origin), userName: account.username, userDisplayName: account.name, userID: Uint8Array.from(Buffer.from(account.id)),
    excludeCredentials: known, authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
  })
  await issue(tx, 'passkey.add', { account: account.id, minutes, now, token: options.challenge })
  return { ...options }
}

/** @throws Refusal `passkey.failed` */
export async function addPasskey(tx: Tx, account: string, response: Response, label: string, origin: string, now: string): Promise<string> {
  const verified = await checked(() => verifyRegistrationResponse({ response: response as unknown as Registration, expectedChallenge: challenge => isIssued(tx, 'passkey.add', challenge, account, now), expectedOrigin: origin, expectedRPID: hostOf(origin), requireUserVerification: true }))
  if (!verified.verified) throw new Refusal(problem('passkey.failed', { why: '签名不符' }))
  const { credential } = verified.registrationInfo
  await tx.insertInto('passkey').values({ id: credential.id, account, public_key: Buffer.from(credential.publicKey), counter: credential.counter, transports: credential.transports ?? [], label, created: now, used: null }).onConflict(conflict => conflict.doNothing()).execute()
  return credential.id
}

/** @param account null: at the door, when nobody knows yet who comes */
export async function passkeyQuestion(tx: Tx, account: string | null, origin: string, now: string): Promise<Options> {
  const known = account === null ? [] : await tx.selectFrom('passkey').select(['id', 'transports']).where('account', '=', account).execute()
  const options = await generateAuthenticationOptions({ rpID: hostOf(origin), userVerification: 'required', ...(account === null ? {} : { allowCredentials: known }) })
  await issue(tx, account === null ? 'passkey.sign-in' : 'passkey.confirm', { account, minutes, now, token: options.challenge })
  return { ...options }
}

/** The account whose passkey answered. @throws Refusal `passkey.failed` */
export async function passkeyAnswer(tx: Tx, account: string | null, response: Response, origin: string, now: string): Promise<string> {
  const found = await tx.selectFrom('passkey').selectAll().where('id', '=', String(response['id'])).forUpdate().executeTakeFirst()
  if (!found || (account !== null && found.account !== account)) throw new Refusal(problem('passkey.failed', { why: '没有登记这把密钥' }))
  const purpose: Purpose = account === null ? 'passkey.sign-in' : 'passkey.confirm'
  const verified = await checked(() => verifyAuthenticationResponse({
    response: response as unknown as Authentication, expectedChallenge: challenge => isIssued(tx, purpose, challenge, account, now), expectedOrigin: origin, expectedRPID: hostOf(origin), requireUserVerification: true,
    credential: { id: found.id, publicKey: Uint8Array.from(found.public_key), counter: found.counter, transports: found.transports as Transports },
  }))
  if (!verified.verified) throw new Refusal(problem('passkey.failed', { why: '签名不符' }))
  await tx.updateTable('passkey').set({ counter: verified.authenticationInfo.newCounter, used: now }).where('id', '=', found.id).execute()
  return found.account
}

async function isIssued(tx: Tx, purpose: Purpose, challenge: string, account: string | null, now: string): Promise<boolean> {
  const once = await redeem(tx, purpose, challenge, now)
  return once !== null && once.account === account
}

/** The library throws on everything that does not fit; to us that is an expected refusal. */
async function checked<T>(verify: () => Promise<T>): Promise<T> {
  try {
    return await verify()
  } catch (error) {
    throw new Refusal(problem('passkey.failed', { why: (error as Error).message.slice(0, 160) }))
  }
}

/** Passkeys belong to a name; browsers refuse them for a bare address such as 127.0.0.1. */
function hostOf(origin: string): string {
  return new URL(origin).hostname
}
