// 统一身份认证 (OpenID Connect): authorization code with PKCE, state and nonce. Whoever comes back must be an account that
// an administrator has tied to the provider's `sub`; nobody is let in, or given anything, by the provider's word alone.
import * as client from 'openid-client'
import { problem, Refusal } from '#core/base/problem.ts'
import type { Tx } from '../db/connect.ts'
import { issue, redeem } from './once.ts'

export type Oidc = { name: string; configuration: () => Promise<client.Configuration> }

const minutes = 10
const loopback = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** Null where ZHENPU_OIDC_ISSUER is not set. The provider is asked for its metadata when it is first needed. */
export function oidcFrom(env: Record<string, string | undefined>): Oidc | null {
  const { ZHENPU_OIDC_ISSUER: issuer, ZHENPU_OIDC_CLIENT: id, ZHENPU_OIDC_SECRET: secret, ZHENPU_OIDC_NAME: name = '统一身份认证' } = env
  if (!issuer || !id) return null
  const server = new URL(issuer)
  let found: Promise<client.Configuration> | null = null
  return {
    name,
    configuration: () => {
      found ??= client.discovery(server, id, secret, undefined, { timeout: 5, execute: loopback.has(server.hostname) && server.protocol === 'http:' ? [client.allowInsecureRequests] : [] })
        .catch((error: unknown) => { found = null; throw error })
      return found
    },
  }
}

/** Where to send the browser; `flow` comes back with it, so that nobody can finish what another began. */
export async function beginOidc(tx: Tx, oidc: Oidc, origin: string, now: string): Promise<{ url: string; flow: string }> {
  return orRefused(async () => {
    const [configuration, verifier, state, nonce] = [await oidc.configuration(), client.randomPKCECodeVerifier(), client.randomState(), client.randomNonce()]
    const { token } = await issue(tx, 'oidc', { data: { verifier, state, nonce, origin }, minutes, now })
    const url = client.buildAuthorizationUrl(configuration, { redirect_uri: backTo(origin), scope: 'openid profile', code_challenge: await client.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256', state, nonce })
    return { url: url.href, flow: token }
  })
}

/** The provider's name for whoever came back (`sub`). @throws Refusal `oidc.failed` */
export async function finishOidc(tx: Tx, oidc: Oidc, { flow, query, now }: { flow: string; query: string; now: string }): Promise<string> {
  const once = await redeem(tx, 'oidc', flow, now)
  if (!once) throw new Refusal(problem('oidc.failed', { why: '这次登录已过期' }))
  const { verifier = '', state = '', nonce = '', origin = '' } = once.data
  return orRefused(async () => {
    const tokens = await client.authorizationCodeGrant(await oidc.configuration(), new URL(`${backTo(origin)}?${query.replace(/^\?/, '')}`), { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true })
    const sub = tokens.claims()?.sub
    if (!sub) throw new Error('no subject')
    return sub
  })
}

/** The page that takes the provider's answer and posts it to /api/oidc/finish. */
function backTo(origin: string): string {
  return `${origin}/sign-in/oidc`
}

async function orRefused<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(problem('oidc.failed', { why: (error as Error).message.slice(0, 160) }))
  }
}
