// Passkeys, single sign-on, invitations, the demonstration: the doors beside the password.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDemoAccounts } from '#server/identity/demo.ts'
import { firstInvitation } from '#server/identity/first.ts'
import { oidcFrom } from '#server/identity/oidc.ts'
import { type Application, startApplication, testIdentity } from './application.ts'
import { authenticator } from './authenticator.ts'
import { type Provider, startProvider } from './oidc-provider.ts'
import { appoint, browser, codeAt, origin, password } from './people.ts'

let application: Application
let provider: Provider
let clock = new Date().toISOString()
const pass = (minutes: number): void => { clock = new Date(Date.parse(clock) + minutes * 60_000).toISOString() }

beforeAll(async () => {
  provider = await startProvider('zhenpu', () => Date.now())
  application = await startApplication([], { clock: () => clock, identity: { oidc: oidcFrom({ ZHENPU_OIDC_ISSUER: provider.issuer, ZHENPU_OIDC_CLIENT: 'zhenpu', ZHENPU_OIDC_SECRET: 'secret', ZHENPU_OIDC_NAME: '省统一认证' }) } })
})
afterAll(async () => { await application.close(); await provider.close() })

describe('the first administrator', () => {
  it('comes by a one-time link, of which a newer one replaces the older, until somebody has come', async () => {
    const link = async (): Promise<string | undefined> => (await application.database.transaction(tx => firstInvitation(tx, application.context)))?.path.split('#')[1]
    const [older, newer] = [await link() ?? '', await link() ?? '']
    const own = browser(application)
    await expect(own.client.invitationAccept({ token: older, password })).rejects.toMatchObject({ status: 410, problem: { code: 'invitation.invalid' } })
    pass(72 * 60 + 1)
    await expect(own.client.invitationAccept({ token: newer, password })).rejects.toMatchObject({ status: 410 })
    const token = await link() ?? ''
    const both = await Promise.all([1, 2].map(async () => (await browser(application).send('POST', '/api/invitations/accept', { token, password })).status))
    expect(both.sort()).toEqual([200, 410])
    await own.client.signIn({ username: 'admin', password })
    const { posts, permissions } = await own.client.session({})
    expect([posts.map(post => post.role), permissions['account.create']?.allowed]).toEqual([['system-administrator'], true])
    await expect(own.client.accountCreate({ username: 'one', name: '一' })).rejects.toMatchObject({ problem: { code: 'access.confirm' } })
    expect(await link()).toBeUndefined()
  })
})

describe('passkeys', () => {
  it('are registered, sign in, confirm; not twice with one answer, not at another origin, not unverified', async () => {
    await appoint(application, 'keyholder', { role: 'province-handler' }, { totp: false })
    const own = browser(application)
    await own.client.signIn({ username: 'keyholder', password })
    const key = authenticator()
    const made = key.create(await own.client.passkeyBegin({}), origin)
    await expect(own.client.passkeyAdd({ response: authenticator().create(await own.client.passkeyBegin({}), 'https://evil.example'), label: '假' })).rejects.toMatchObject({ problem: { code: 'passkey.failed' } })
    await own.client.passkeyAdd({ response: made, label: '办公电脑' })
    // From now on it takes a factor to add another; and what was answered once is no answer again.
    await expect(own.client.passkeyAdd({ response: made, label: '再来' })).rejects.toMatchObject({ problem: { code: 'access.confirm' } })
    await own.client.confirmSession({ passkey: key.get(await own.client.passkeyConfirmBegin({}), origin) })
    await expect(own.client.passkeyAdd({ response: made, label: '再来' })).rejects.toMatchObject({ problem: { code: 'passkey.failed' } })
    expect((await own.client.passkeyList({})).passkeys.map(passkey => passkey.label)).toEqual(['办公电脑'])

    const guest = browser(application)
    const answer = key.get(await guest.client.passkeySignInBegin({}), origin)
    expect(await guest.client.passkeySignIn({ response: answer })).toMatchObject({ person: { username: 'keyholder' }, factors: { passkeys: 1 } })
    const again = browser(application)
    for (const response of [answer, key.get(await again.client.passkeySignInBegin({}), 'https://evil.example'), key.get(await again.client.passkeySignInBegin({}), origin, { verified: false }), key.get(await again.client.passkeySignInBegin({}), origin, { counter: 1 }), authenticator().get(await again.client.passkeySignInBegin({}), origin)]) {
      await expect(again.client.passkeySignIn({ response })).rejects.toMatchObject({ status: 401, problem: { code: 'passkey.failed' } })
    }
    pass(6)
    expect((await guest.client.session({})).confirmedUntil).toBeNull()
    // A question asked at the door is not an answer inside.
    await expect(guest.client.confirmSession({ passkey: key.get(await again.client.passkeySignInBegin({}), origin) })).rejects.toMatchObject({ problem: { code: 'passkey.failed' } })
    await guest.client.confirmSession({ passkey: key.get(await guest.client.passkeyConfirmBegin({}), origin) })
    expect((await guest.client.session({})).confirmedUntil).not.toBeNull()
    // Nor is a question put to another person.
    await appoint(application, 'other', { role: 'province-handler' }, { totp: false })
    const other = browser(application)
    const theirs = authenticator()
    await other.client.signIn({ username: 'other', password })
    await other.client.passkeyAdd({ response: theirs.create(await other.client.passkeyBegin({}), origin), label: '别人的' })
    await expect(other.client.confirmSession({ passkey: theirs.get(await guest.client.passkeyConfirmBegin({}), origin) })).rejects.toMatchObject({ problem: { code: 'passkey.failed' } })
    await guest.client.passkeyRemove({ id: (await guest.client.passkeyList({})).passkeys[0]?.id ?? '' })
    await expect(guest.client.passkeySignIn({ response: key.get(await guest.client.passkeySignInBegin({}), origin) })).rejects.toMatchObject({ problem: { code: 'passkey.failed' } })
  })
})

describe('single sign-on', () => {
  it('lets in whoever is tied to an account, and nobody by the provider’s word alone', async () => {
    clock = new Date().toISOString()
    const { account } = await appoint(application, 'federated', { role: 'province-handler' })
    const own = browser(application)
    expect(await own.client.signInWays({})).toMatchObject({ oidc: '省统一认证', demo: null })
    const round = async (): Promise<{ flow: string; query: string }> => {
      const { url, flow } = await own.client.oidcBegin({})
      return { flow, query: provider.authorize(url) }
    }
    provider.user = 'sub-1'
    await expect(own.client.oidcFinish(await round())).rejects.toMatchObject({ status: 401, problem: { code: 'oidc.failed' } })
    await application.database.transaction(tx => tx.updateTable('account').set({ external: 'sub-1' }).where('id', '=', account).execute())
    const once = await round()
    expect(await own.client.oidcFinish(once)).toMatchObject({ person: { username: 'federated' }, confirmedUntil: null })
    await expect(own.client.oidcFinish(once)).rejects.toMatchObject({ problem: { code: 'oidc.failed' } })
    const [one, two] = [await round(), await round()]
    await expect(own.client.oidcFinish({ flow: one.flow, query: two.query })).rejects.toMatchObject({ problem: { code: 'oidc.failed' } })
    for (const spoil of [{ nonce: 'other' }, { audience: 'another' }]) {
      provider.spoil = spoil
      await expect(own.client.oidcFinish(await round())).rejects.toMatchObject({ problem: { code: 'oidc.failed' } })
    }
  })

  it('is off where it is not configured', () => expect(oidcFrom({})).toBeNull())
})

describe('a password that has run out', () => {
  it('is replaced while signing in, by one that was not used before', async () => {
    const { access } = testIdentity()
    const strict = await startApplication([], { clock: () => clock, identity: { password: access.policy.passwords.profiles['等保'] as NonNullable<(typeof access.policy.passwords.profiles)[string]> } })
    try {
      await appoint(strict, 'old', { role: 'auditor' })
      const own = browser(strict)
      pass(91 * 24 * 60)
      await expect(own.client.signIn({ username: 'old', password, code: codeAt(clock) })).rejects.toMatchObject({ status: 401, problem: { code: 'password.expired', params: { days: 90 } } })
      pass(1)
      await expect(own.client.signIn({ username: 'old', password, code: codeAt(clock), newPassword: password })).rejects.toMatchObject({ problem: { code: 'password.weak' } })
      pass(1)
      await expect(own.client.signIn({ username: 'old', password, code: codeAt(clock), newPassword: 'alllowercaseletters' })).rejects.toMatchObject({ problem: { code: 'password.weak' } })
      pass(1)
      await own.client.signIn({ username: 'old', password, code: codeAt(clock), newPassword: 'River-Stone-88-moon' })
    } finally {
      await strict.close()
    }
  })
})

describe('the demonstration', () => {
  it('has an account for every role, says so, and lets them confirm with the shown password', async () => {
    const demo = await startApplication([], { identity: { demo: true } })
    try {
      await loadDemoAccounts(demo.database, demo.context)
      await loadDemoAccounts(demo.database, demo.context)
      const { demo: shown } = await browser(demo).client.signInWays({})
      // Where a case needs several holders of a role, the others are numbered: `expert`, `expert-2` …
      const roleOf = (username: string): string => username.replace(/-\d+$/, '')
      expect([shown?.label, [...new Set(shown?.accounts.map(account => roleOf(account.username)))]]).toEqual(['演示数据', demo.context.identity.access.policy.roles.map(role => role.id)])
      for (const { username } of shown?.accounts ?? []) {
        const own = browser(demo)
        const { posts, demo: labelled } = await own.client.signIn({ username, password: shown?.password ?? '' })
        expect([posts.map(post => post.role), labelled]).toEqual([[roleOf(username)], true])
        await own.client.confirmSession({ password: shown?.password ?? '' })
      }
    } finally {
      await demo.close()
    }
  })
})
