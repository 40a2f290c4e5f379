// People of a test: accounts made as the command line makes them, who sign in and speak over HTTP with a cookie jar.
import { TOTP, Secret } from 'otpauth'
import { type Client, createClient } from '#contract/client.ts'
import { dayInChina } from '#server/http/as-of.ts'
import { addPost, createAccount, type NewPost } from '#server/identity/accounts.ts'
import { hashPassword } from '#server/identity/passwords.ts'
import { seal } from '#server/identity/secrets.ts'
import type { Application } from './application.ts'

export const origin = 'http://zhenpu.test'
export const password = '春山如笑且听风吟-test'
const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'

export type Browser = {
  client: Client
  cookies: Map<string, string>
  /** one raw request; the body is sent as JSON, a header that is empty is left out */
  send(method: string, url: string, body?: unknown, headers?: Record<string, string>): Promise<{ status: number; body: Record<string, unknown>; headers: Record<string, unknown> }>
}

export function browser({ app }: Application, { address = '10.0.0.1', cookies = new Map<string, string>() }: { address?: string; cookies?: Map<string, string> } = {}): Browser {
  const send: Browser['send'] = async (method, url, body, more = {}) => {
    const headers = { host: new URL(origin).host, origin, cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...more }
    const response = await app.inject({
      method: method as 'GET', url, remoteAddress: address,
      headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== '')),
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    })
    for (const { name, value } of response.cookies as { name: string; value: string }[]) {
      if (value) cookies.set(name, value)
      else cookies.delete(name)
    }
    return { status: response.statusCode, body: response.headers['content-type']?.toString().includes('json') ? response.json() : {}, headers: response.headers }
  }
  const client = createClient(async ({ method, url, body }) => send(method, url, body === null ? undefined : JSON.parse(body)))
  return { client, cookies, send }
}

/** An account with a password, a role and (unless not wanted) a TOTP secret. */
export async function appoint({ database, context }: Application, username: string, post: NewPost | null, { totp = true, name = `测试·${username}` }: { totp?: boolean; name?: string } = {}): Promise<{ account: string; person: string }> {
  const { identity: { access, key }, places, now } = context
  const acting = { at: now(), person: 'test' }
  return database.transaction(async tx => {
    const account = await createAccount(tx, { username, name }, acting)
    await tx.updateTable('account').set({ password: await hashPassword(password, access.policy.passwords.argon2), password_changed: now(), totp: totp ? seal(secret, account.id, key) : null }).where('id', '=', account.id).execute()
    if (post) await addPost(tx, account.id, post, 'granted', { access, places, day: dayInChina(now()), by: 'test' }, acting)
    return { account: account.id, person: account.person }
  })
}

/** The code of a moment; each is good once, so later sign-ins of one person pass a later moment. */
export function codeAt(instant: string, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.parse(instant) + steps * 30_000 })
}
