// The door: signing in, being slowed, staying, leaving; the browser's cookies and what other sites may not do with them.
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Endpoint } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { loadAccess } from '#server/identity/access.ts'
import { type Application, startApplication } from './application.ts'
import { appoint, browser, codeAt, origin, password } from './people.ts'

let application: Application
const start = '2026-01-05T04:00:00.000Z'
let clock = start
const pass = (minutes: number): void => { clock = new Date(Date.parse(clock) + minutes * 60_000).toISOString() }

beforeAll(async () => {
  application = await startApplication([], { identity: { access: loadAccess() }, clock: () => clock })
  await appoint(application, 'plain', { role: 'province-handler' }, { totp: false })
  await appoint(application, 'second', { role: 'province-handler' })
})
afterAll(() => application.close())

const signIn = async (username = 'plain', options: Parameters<typeof browser>[1] = {}): Promise<ReturnType<typeof browser>> => {
  const own = browser(application, options)
  await own.client.signIn({ username, password })
  return own
}
const isIn = async (own: ReturnType<typeof browser>): Promise<boolean> => (await own.send('GET', '/api/session')).status === 200

describe('a session', () => {
  it('is an opaque cookie that scripts and other sites cannot use; only its hash is kept', async () => {
    const own = browser(application)
    const { headers } = await own.send('POST', '/api/session', { username: 'plain', password })
    const cookies = ([headers['set-cookie']].flat() as string[]).filter(Boolean)
    expect(cookies.length).toBe(2)
    for (const text of cookies) expect(text).toMatch(/; Path=\/;.*HttpOnly; SameSite=Strict$/)
    expect(cookies[0]).not.toMatch(/Max-Age|Expires/)
    const token = own.cookies.get('zhenpu_session') as string
    expect(Buffer.from(token, 'base64url').length).toBe(32)
    const stored = await application.database.read(tx => tx.selectFrom('session').selectAll().execute())
    expect(JSON.stringify(stored)).not.toContain(token)
    expect((await own.send('GET', '/api/session')).headers['cache-control']).toBe('no-store')
  })

  it('is replaced at each sign-in, and ends with signing out, also for who copied it', async () => {
    const own = await signIn()
    const before = browser(application, { cookies: new Map(own.cookies) })
    await own.client.signIn({ username: 'plain', password })
    expect([await isIn(own), await isIn(before)]).toEqual([true, false])
    const copied = browser(application, { cookies: new Map(own.cookies) })
    await own.client.signOut({})
    expect([own.cookies.has('zhenpu_session'), await isIn(own), await isIn(copied)]).toEqual([false, false, false])
  })

  it('ends after thirty idle minutes and after twelve hours', async () => {
    const idle = await signIn()
    pass(29)
    expect(await isIn(idle)).toBe(true)
    pass(29)
    expect(await isIn(idle)).toBe(true)
    pass(30)
    expect(await isIn(idle)).toBe(false)
    const busy = await signIn()
    for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) { pass(20); expect(await isIn(busy)).toBe(true) }
    pass(20)
    expect(await isIn(busy)).toBe(false)
  })

  it('is listed, and can be ended from another; all can be ended at once', async () => {
    const [one, two] = [await signIn(), await signIn('plain', { address: '10.0.0.9' })]
    const { sessions } = await one.client.sessionList({})
    const other = sessions.find(row => row.address === '10.0.0.9')
    expect([sessions.filter(row => row.current).length, other?.method]).toEqual([1, 'password'])
    await one.client.sessionEnd({ id: other?.id ?? '' })
    expect([await isIn(one), await isIn(two)]).toEqual([true, false])
    const three = await signIn()
    await one.client.sessionEndAll({})
    expect([await isIn(one), await isIn(three)]).toEqual([false, false])
  })

  it('cannot end somebody else’s', async () => {
    const mine = await signIn()
    const { sessions } = await mine.client.sessionList({})
    const other = browser(application)
    await other.client.signIn({ username: 'second', password, code: codeAt(clock) })
    await other.client.sessionEnd({ id: sessions.find(row => row.current)?.id ?? '' })
    expect(await isIn(mine)).toBe(true)
  })
})

describe('guessing', () => {
  it('looks the same for known and unknown names', async () => {
    pass(600)
    const own = browser(application, { address: '10.1.0.1' })
    const [known, unknown] = [await own.send('POST', '/api/session', { username: 'plain', password: 'wrong' }), await own.send('POST', '/api/session', { username: 'nobody', password: 'wrong' })]
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body])
    expect(known.body['code']).toBe('sign-in.failed')
  })

  it('is slowed more and more, known name or not, and never for ever', async () => {
    pass(600)
    for (const username of ['plain', 'nobody']) {
      const own = browser(application, { address: `10.1.1.${username.length}` })
      const waits: number[] = []
      for (let attempt = 0; attempt < 16; attempt++) {
        const { status, body } = await own.send('POST', '/api/session', { username, password: 'wrong' })
        if (status === 429) {
          const { seconds } = body['params'] as { seconds: number }
          waits.push(seconds)
          clock = new Date(Date.parse(clock) + seconds * 1000).toISOString()
        }
      }
      expect(waits).toEqual([2, 4, 8, 16, 32, 64])
    }
    pass(15)
    await signIn('plain', { address: '10.1.1.5' })
  })

  it('many at once count one by one', async () => {
    pass(600)
    const own = browser(application, { address: '10.1.2.1' })
    const answers = await Promise.all(Array.from({ length: 30 }, async () => (await own.send('POST', '/api/session', { username: 'plain', password: 'wrong' })).status))
    expect(answers.filter(status => status === 401).length).toBe(5)
    expect(answers.filter(status => status === 429).length).toBe(25)
  })

  it('by strangers everywhere does not keep out the owner at a device they have used', async () => {
    pass(600)
    const owner = await signIn('plain', { address: '10.2.0.1' })
    await owner.client.signOut({})
    for (let stranger = 0; stranger < 40; stranger++) await browser(application, { address: `10.3.${stranger}.1` }).send('POST', '/api/session', { username: 'plain', password: 'wrong' })
    expect((await browser(application, { address: '10.3.99.1' }).send('POST', '/api/session', { username: 'plain', password })).status).toBe(429)
    await owner.client.signIn({ username: 'plain', password })
    expect(await isIn(owner)).toBe(true)
  })

  it('of the second factor is slowed too, also by who knows the password and asks without a code between', async () => {
    pass(600)
    const own = browser(application, { address: '10.4.0.1' })
    const codes: unknown[] = []
    for (let attempt = 0; attempt < 7; attempt++) {
      await own.send('POST', '/api/session', { username: 'second', password })
      codes.push((await own.send('POST', '/api/session', { username: 'second', password, code: '000000' })).body['code'])
    }
    expect(codes.slice(-1)).toEqual(['sign-in.wait'])
  })
})

describe('the second factor', () => {
  it('is asked for, is good once, and counts as confirmed', async () => {
    pass(600)
    const own = browser(application)
    await expect(own.client.signIn({ username: 'second', password })).rejects.toMatchObject({ status: 401, problem: { code: 'sign-in.code' } })
    const code = codeAt(clock)
    expect((await own.client.signIn({ username: 'second', password, code })).confirmedUntil).not.toBeNull()
    await expect(browser(application).client.signIn({ username: 'second', password, code })).rejects.toMatchObject({ problem: { code: 'factor.wrong' } })
  })

  it('of two who come with one code at the same time lets in one', async () => {
    pass(600)
    const code = codeAt(clock)
    const statuses = await Promise.all(['10.5.0.1', '10.5.0.2', '10.5.0.3'].map(async address => (await browser(application, { address }).send('POST', '/api/session', { username: 'second', password, code })).status))
    expect(statuses.sort()).toEqual([200, 401, 401])
  })

  it('is registered with its first code; afterwards it takes itself to change it', async () => {
    pass(600)
    await appoint(application, 'fresh', { role: 'province-handler' }, { totp: false })
    const own = await signIn('fresh')
    await expect(own.client.confirmSession({ code: '123456' })).rejects.toMatchObject({ status: 403, problem: { code: 'factor.missing' } })
    await expect(own.client.confirmSession({ password })).rejects.toMatchObject({ problem: { code: 'factor.missing' } })
    const { secret, uri, qr } = await own.client.totpBegin({})
    expect([uri.startsWith('otpauth://totp/'), qr.startsWith('<svg')]).toEqual([true, true])
    await expect(own.client.totpEnable({ code: '000000' })).rejects.toMatchObject({ problem: { code: 'factor.wrong' } })
    const { TOTP, Secret } = await import('otpauth')
    await own.client.totpEnable({ code: new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.parse(clock) }) })
    expect((await own.client.session({})).factors).toEqual({ password: true, totp: true, passkeys: 0 })
    pass(6)
    await expect(own.client.totpBegin({})).rejects.toMatchObject({ problem: { code: 'access.confirm' } })
    const stored = await application.database.read(tx => tx.selectFrom('account').select('totp').where('username', '=', 'fresh').executeTakeFirstOrThrow())
    expect(stored.totp?.toString('latin1')).not.toContain(secret)
  })
})

describe('passwords', () => {
  it('are hashed with their parameters, and hashed again when these have changed', async () => {
    pass(600)
    const hash = async (): Promise<string | null> => (await application.database.read(tx => tx.selectFrom('account').select('password').where('username', '=', 'plain').executeTakeFirstOrThrow())).password
    const now = await hash()
    expect(now).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    const { hashPassword } = await import('#server/identity/passwords.ts')
    const old = await hashPassword(password, { memory: 1024, passes: 1, parallelism: 1 })
    await application.database.transaction(tx => tx.updateTable('account').set({ password: old }).where('username', '=', 'plain').execute())
    await signIn()
    expect(await hash()).toMatch(/m=19456,t=2,p=1/)
  })

  it('are changed by who knows them; other sessions end', async () => {
    pass(600)
    await appoint(application, 'changer', { role: 'province-handler' }, { totp: false, name: '赵长安' })
    const [one, two] = [await signIn('changer'), await signIn('changer')]
    const other = '雪落无声-又一年-2026'
    await expect(one.client.passwordChange({ password: 'wrong', newPassword: other })).rejects.toMatchObject({ problem: { code: 'sign-in.failed' } })
    for (const weak of ['短', 'aaaaaaaaaaaaaaaa', 'abcdefghijklmnop', 'password1234', 'changer-is-mine', '我是赵长安你不知道吧哈哈哈']) await expect(one.client.passwordChange({ password, newPassword: weak })).rejects.toMatchObject({ problem: { code: 'password.weak' } })
    await one.client.passwordChange({ password, newPassword: other })
    expect([await isIn(one), await isIn(two)]).toEqual([true, false])
    await browser(application).client.signIn({ username: 'changer', password: other })
  })
})

describe('other sites', () => {
  const changing = (Object.entries(contract) as [string, Endpoint][]).filter(([, { method }]) => method !== 'GET')
  it('can cause nothing, whatever they send', async () => {
    const own = await signIn()
    for (const [name, { method, path }] of changing) {
      for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, { origin: '', 'sec-fetch-site': 'cross-site' }, { origin: '', 'sec-fetch-site': 'same-site' }] as Record<string, string>[]) {
        const { status, body } = await own.send(method, path.replaceAll(/\{\w+\}/g, 'x'), {}, headers)
        expect([name, headers, status, body['code']]).toEqual([name, headers, 403, 'access.cross-site'])
      }
    }
    expect(await isIn(own)).toBe(true)
  })

  it('cannot send what a form can send', async () => {
    const own = await signIn()
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const response = await application.app.inject({ method: 'POST', url: '/api/sessions', headers: { host: new URL(origin).host, origin, 'content-type': type, cookie: `zhenpu_session=${own.cookies.get('zhenpu_session')}` }, payload: '{"a":1}' })
      expect(response.statusCode).toBeGreaterThanOrEqual(400)
    }
    const { status } = await own.send('DELETE', '/api/session', {}, { origin: '', 'sec-fetch-site': 'same-origin' })
    expect(status).toBe(200)
  })

  it('forwarded addresses and hosts are not believed', async () => {
    const own = browser(application)
    const { status } = await own.send('POST', '/api/session', { username: 'plain', password }, { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', 'x-forwarded-for': '1.2.3.4', origin: 'https://evil.example' })
    expect(status).toBe(403)
  })

  it('garbage at the door is refused, never an error', async () => {
    const own = browser(application, { address: '10.9.0.1' })
    for (const body of [{}, [], 'text', 7, null, { username: ['a'], password: {} }, { username: 'a\0b', password: 'x' }, { username: '\ud800', password }, { username: 'plain', password: randomBytes(2000).toString('hex') }, { response: { id: 'a\0' } }]) {
      for (const url of ['/api/session', '/api/passkeys/sign-in', '/api/invitations/accept', '/api/oidc/finish']) {
        const { status } = await own.send('POST', url, body)
        expect([url, status >= 400 && status < 500]).toEqual([url, true])
      }
    }
  })
})
