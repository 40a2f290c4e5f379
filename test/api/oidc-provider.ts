// A provider of OpenID Connect with one user at a time, just large enough for the code flow with PKCE.
import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'

export type Provider = { issuer: string; user: string; spoil: { nonce?: string; audience?: string }; close(): Promise<void>; authorize(url: string): string }

export async function startProvider(client: string, clock: () => number): Promise<Provider> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const codes = new Map<string, { challenge: string; nonce: string; redirect: string }>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const answer = (body: object, status = 200): void => { response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)) }
      if (request.url === '/.well-known/openid-configuration') return answer({ issuer: provider.issuer, authorization_endpoint: `${provider.issuer}/authorize`, token_endpoint: `${provider.issuer}/token`, jwks_uri: `${provider.issuer}/keys`, response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'], code_challenge_methods_supported: ['S256'] })
      if (request.url === '/keys') return answer({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }] })
      const form = new URLSearchParams(Buffer.concat(chunks).toString())
      const grant = codes.get(form.get('code') ?? '')
      codes.delete(form.get('code') ?? '')
      if (!grant || grant.challenge !== createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url') || grant.redirect !== form.get('redirect_uri')) return answer({ error: 'invalid_grant' }, 400)
      const now = Math.floor(clock() / 1000)
      const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
      const text = `${part({ alg: 'RS256', kid: 'k' })}.${part({ iss: provider.issuer, sub: provider.user, aud: provider.spoil.audience ?? client, nonce: provider.spoil.nonce ?? grant.nonce, iat: now, exp: now + 300 })}`
      answer({ access_token: 'none', token_type: 'Bearer', id_token: `${text}.${createSign('sha256').update(text).sign(privateKey, 'base64url')}` })
    })
  })
  await new Promise<void>(done => { server.listen(0, '127.0.0.1', done) })
  const provider: Provider = {
    issuer: `http://127.0.0.1:${(server.address() as { port: number }).port}`, user: 'nobody', spoil: {},
    close: () => new Promise(done => { server.close(() => done()); server.closeAllConnections() }),
    /** what the browser would bring back after the user has agreed */
    authorize(url) {
      const { searchParams: asked } = new URL(url)
      const code = randomBytes(8).toString('hex')
      codes.set(code, { challenge: asked.get('code_challenge') ?? '', nonce: asked.get('nonce') ?? '', redirect: asked.get('redirect_uri') ?? '' })
      return new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString()
    },
  }
  return provider
}
