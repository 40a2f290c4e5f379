// Every endpoint of the contract asks for what it says it asks for; and who is let in sees and does only what is theirs.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Endpoint } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { problemMessages } from '#core/base/problem.ts'
import { isDoor, type Permission } from '#core/access/permission.ts'
import { type Application, startApplication } from './application.ts'
import { appoint, type Browser, browser, codeAt, password } from './people.ts'

let application: Application
let clock = '2026-01-05T04:00:00.000Z'
const people = new Map<string, { browser: Browser; account: string; person: string }>()
const endpoints = Object.entries(contract) as [string, Endpoint][]

beforeAll(async () => {
  application = await startApplication([], { clock: () => clock })
  for (const { id: role } of application.context.identity.access.policy.roles) {
    const ids = await appoint(application, role, { role, division: role === 'prefecture' ? '220200' : role === 'county' ? '220281' : undefined, towns: role === 'operator' ? ['none'] : [] })
    const own = browser(application)
    await own.client.signIn({ username: role, password, code: codeAt(clock) })
    people.set(role, { browser: own, ...ids })
  }
})
afterAll(() => application.close())

const call = async (who: Browser, { method, path }: Endpoint, values: Record<string, unknown> = {}): Promise<{ status: number; body: Record<string, unknown> }> => {
  const rest = { ...values }
  const url = path.replace(/\{(\w+)\}/g, (_, name: string) => { const value = rest[name] ?? 'x'; delete rest[name]; return encodeURIComponent(String(value)) })
  return who.send(method, url, method === 'GET' ? undefined : rest)
}
const holds = (role: string, permission: Permission): boolean => application.context.identity.access.policy.permissions[permission].who[role] !== undefined

describe('every endpoint', () => {
  it('but the public ones and the door asks who is there', async () => {
    const stranger = browser(application)
    const forged = browser(application, { cookies: new Map([['zhenpu_session', 'forged']]) })
    for (const [name, definition] of endpoints) {
      for (const who of [stranger, forged]) {
        const { status, body } = await call(who, definition)
        if (definition.permission === 'public' || definition.permission === 'visitor') expect([name, body['code']]).not.toEqual([name, 'access.signed-out'])
        else expect([name, status, body['code']]).toEqual([name, 401, 'access.signed-out'])
      }
    }
  })

  it('refuses every role without its permission, with the reason of the catalogue, before reading the input', async () => {
    const guarded = endpoints.filter(([, { permission }]) => !isDoor(permission))
    await fc.assert(fc.asyncProperty(fc.constantFrom(...guarded), fc.constantFrom(...people.keys()), fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.jsonValue({ maxDepth: 1 })), async ([name, definition], role, junk) => {
      const permission = definition.permission as Permission
      if (holds(role, permission)) return
      const { status, body } = await call((people.get(role) as { browser: Browser }).browser, definition, junk)
      expect([name, role, status, body['code']]).toEqual([name, role, 403, 'access.no-permission'])
      expect(body['message']).toContain(application.context.identity.access.label(permission))
    }), { numRuns: 300 })
  })

  it('names its scope, or is a door', () => {
    expect(endpoints.filter(([, { permission, scope }]) => !isDoor(permission) && scope === undefined).map(([name]) => name)).toEqual([])
  })

  it('answers the page as it answers the act', async () => {
    for (const [role, { browser: own }] of people) {
      const { permissions } = await own.client.session({})
      for (const [permission, answer] of Object.entries(permissions)) {
        expect([role, permission, answer.allowed]).toEqual([role, permission, holds(role, permission as Permission)])
        if (!answer.allowed) expect(Object.keys(problemMessages)).toContain(answer.code)
      }
    }
  })
})

describe('accounts', () => {
  it('are made by one, given a role by another, and that is agreed to by a third', async () => {
    const [system, security, leading] = ['system-administrator', 'security-administrator', 'leading-group'].map(role => people.get(role) as { browser: Browser; person: string }) as [{ browser: Browser; person: string }, { browser: Browser; person: string }, { browser: Browser; person: string }]
    const { account, token } = await system.browser.client.accountCreate({ username: 'newcomer', name: '新来的' })
    await expect(system.browser.client.postPropose({ id: account, role: 'county', division: '220281' })).rejects.toMatchObject({ status: 403 })
    await expect(security.browser.client.postPropose({ id: account, role: 'county' })).rejects.toMatchObject({ problem: { code: 'post.invalid' } })
    await expect(security.browser.client.postPropose({ id: account, role: 'county', division: '220200' })).rejects.toMatchObject({ problem: { code: 'post.invalid' } })
    const { post } = await security.browser.client.postPropose({ id: account, role: 'county', division: '220281' })
    await expect(security.browser.client.postPropose({ id: account, role: 'auditor' })).rejects.toMatchObject({ problem: { code: 'access.conflict' } })
    await expect(security.browser.client.postApprove({ id: post })).rejects.toMatchObject({ status: 403, problem: { code: 'access.separation', params: { rule: 4 } } })

    const newcomer = browser(application)
    await expect(newcomer.client.invitationAccept({ token, password: '短' })).rejects.toMatchObject({ problem: { code: 'password.weak' } })
    expect(await newcomer.client.invitationRead({ token })).toMatchObject({ name: '新来的', username: 'newcomer' })
    const before = await newcomer.client.invitationAccept({ token, password })
    expect(before.permissions['town.read']).toMatchObject({ allowed: false, code: 'access.no-post' })
    await expect(newcomer.client.invitationAccept({ token, password })).rejects.toMatchObject({ status: 410 })

    await leading.browser.client.postApprove({ id: post })
    await expect(newcomer.client.session({})).rejects.toMatchObject({ status: 401 })
    expect(await newcomer.client.signIn({ username: 'Newcomer ', password })).toMatchObject({ posts: [{ role: 'county', divisionName: '蛟河市' }], permissions: { 'application.submit': { allowed: true }, 'application.recommend': { allowed: false, code: 'access.no-permission' } } })
    await expect(leading.browser.client.postApprove({ id: post })).rejects.toMatchObject({ status: 404 })

    await security.browser.client.postEnd({ id: post })
    await expect(newcomer.client.session({})).rejects.toMatchObject({ status: 401 })
    await newcomer.client.signIn({ username: 'newcomer', password })
    await system.browser.client.accountDisable({ id: account, reason: '离岗' })
    await expect(newcomer.client.session({})).rejects.toMatchObject({ status: 401 })
    await expect(newcomer.client.signIn({ username: 'newcomer', password })).rejects.toMatchObject({ status: 403, problem: { code: 'access.disabled' } })
  })

  it('nobody changes their own rights, nor disables themselves', async () => {
    for (const [role, name, more] of [['security-administrator', 'postPropose', { role: 'security-administrator' }], ['system-administrator', 'accountDisable', { reason: '试' }]] as const) {
      const { browser: own, account } = people.get(role) as { browser: Browser; account: string }
      expect(await call(own, contract[name], { id: account, ...more })).toMatchObject({ status: 403, body: { code: 'access.separation', params: { rule: 4 } } })
    }
  })

  it('grave acts ask for the second factor again, after five minutes', async () => {
    const { browser: own } = people.get('system-administrator') as { browser: Browser }
    const before = clock
    clock = new Date(Date.parse(clock) + 6 * 60_000).toISOString()
    await expect(own.client.accountCreate({ username: 'late', name: '晚到' })).rejects.toMatchObject({ status: 403, problem: { code: 'access.confirm' } })
    await expect(own.client.confirmSession({ password })).rejects.toMatchObject({ status: 401 })
    await expect(own.client.confirmSession({ code: codeAt(before) })).rejects.toMatchObject({ problem: { code: 'factor.wrong' } })
    await own.client.confirmSession({ code: codeAt(clock) })
    await own.client.accountCreate({ username: 'late', name: '晚到' })
    await expect(own.client.accountCreate({ username: 'late', name: '又来' })).rejects.toMatchObject({ status: 409, problem: { code: 'account.exists' } })
    await expect(own.client.confirmSession({ code: codeAt(clock) })).rejects.toMatchObject({ problem: { code: 'factor.wrong' } })
  })

  it('leave a line for each act, which only the auditor reads and nobody changes', async () => {
    const { browser: auditor } = people.get('auditor') as { browser: Browser }
    const { lines } = await auditor.client.accessLog({ size: 500 })
    const kinds = new Set(lines.map(line => line.kind))
    for (const kind of ['signed-in', 'sign-in-failed', 'denied', 'account.created', 'account.activated', 'account.disabled', 'post.proposed', 'post.granted', 'post.ended', 'confirmed', 'confirm-failed']) expect(kinds).toContain(kind)
    expect(JSON.stringify(lines)).not.toContain(password)
    const change = application.database.transaction(async tx => tx.deleteFrom('access_log').execute())
    await expect(change).rejects.toThrow(/permission denied/)
  })
})

describe('organisations', () => {
  it('answer for a division that is there on their day', async () => {
    const { browser: system } = people.get('system-administrator') as { browser: Browser }
    const name = '公主岭市发展和改革局'
    await expect(system.client.organisationCreate({ name, kind: 'county' })).rejects.toMatchObject({ problem: { code: 'organisation.invalid' } })
    const { id } = await system.client.organisationCreate({ name, kind: 'county', division: '220381', from: '2019-01-01' })
    await expect(system.client.organisationCreate({ name, kind: 'prefecture', division: '220281' })).rejects.toMatchObject({ problem: { code: 'organisation.invalid' } })
    const { organisations } = await system.client.organisationList({ on: '2019-06-01' })
    expect(organisations).toEqual([{ id, name, kind: 'county', division: '220381', parent: null, from: '2019-01-01', to: null, names: [{ name, from: '2019-01-01' }], posts: 0 }])
    const { account } = await appoint(application, 'gongzhuling', { role: 'county', organisation: id })
    const own = browser(application)
    const { posts } = await own.client.signIn({ username: 'gongzhuling', password, code: codeAt(clock) })
    expect([account !== '', posts[0]?.division, posts[0]?.divisionName]).toEqual([true, '220184', '公主岭市'])
  })

  it('are renamed and ended as of a day; what was before stays, and posts end with their office', async () => {
    const { browser: system } = people.get('system-administrator') as { browser: Browser }
    const change = (id: string, changes: object): Promise<unknown> => system.client.organisationChange({ id, ...changes }).then(() => 'done', (error: { problem: { code: string } }) => error.problem.code)
    const { id } = await system.client.organisationCreate({ name: '蛟河市发展和改革局', kind: 'county', division: '220281', from: '2020-01-01' })
    await appoint(application, 'jiaohe', { role: 'county', organisation: id })
    const nameOn = async (on: string): Promise<string | undefined> => (await system.client.organisationList({ on })).organisations.find(other => other.id === id)?.name
    expect(await change(id, { rename: { name: '蛟河市发展改革和科技局', from: '2026-03-01' } })).toBe('done')
    expect([await nameOn('2026-02-28'), await nameOn('2026-03-01'), await nameOn('2019-12-31')]).toEqual(['蛟河市发展和改革局', '蛟河市发展改革和科技局', undefined])
    expect([await change(id, { rename: { name: '早了', from: '2019-01-01' } }), await change(id, { to: '2020-01-01' }), await change('none', { to: '2026-06-01' }), await change(id, { parent: id })]).toEqual(['organisation.invalid', 'organisation.invalid', 'organisation.unknown', 'organisation.unknown'])
    const own = browser(application)
    const held = async (): Promise<unknown> => (await own.client.session({})).posts.map(({ role, organisationName, to }) => [role, organisationName, to])
    await own.client.signIn({ username: 'jiaohe', password, code: codeAt(clock, 1) })
    expect(await held()).toEqual([['county', '蛟河市发展和改革局', null]])
    expect(await change(id, { to: clock.slice(0, 10) })).toBe('done')
    expect(await held()).toEqual([])
    expect((await own.client.session({})).permissions['town.read']).toMatchObject({ allowed: false, code: 'access.no-post' })
    expect(await change(id, { to: null })).toBe('done')
    expect(await held()).toEqual([['county', '蛟河市发展和改革局', null]])
  })
})

describe('a change of posts', () => {
  it('takes and gives rights from its day; a delegation ends by itself', async () => {
    const [security, leading] = ['security-administrator', 'leading-group'].map(role => people.get(role) as { browser: Browser; person: string }) as unknown as [{ browser: Browser }, { browser: Browser }]
    for (const { browser: own } of [security, leading]) await own.client.confirmSession({ code: codeAt(clock, 1) })
    const { account } = await appoint(application, 'mover', null)
    const granted = async (post: object): Promise<string> => {
      const { post: id } = await security.browser.client.postPropose({ id: account, role: '', ...post })
      await leading.browser.client.postApprove({ id })
      return id
    }
    const boss = people.get('province-reviewer') as { person: string }
    const first = await granted({ role: 'county', division: '220281' })
    await granted({ role: 'prefecture', division: '220200', from: '2026-01-10' })
    await expect(granted({ role: 'province-reviewer', delegator: boss.person })).rejects.toMatchObject({ problem: { code: 'post.invalid' } })
    await granted({ role: 'province-reviewer', delegator: boss.person, from: '2026-01-20', to: '2026-01-25' })
    await expect(security.browser.client.postEnd({ id: first, on: '2026-01-01' })).rejects.toMatchObject({ problem: { code: 'post.invalid' } })
    await security.browser.client.postEnd({ id: first, on: '2026-01-10' })
    const before = clock
    const own = browser(application)
    const roles: Record<string, string[]> = {}
    for (const day of ['2026-01-09', '2026-01-10', '2026-01-20', '2026-01-24', '2026-01-25']) {
      clock = `${day}T03:00:00.000Z`
      roles[day] = (await own.client.signIn({ username: 'mover', password, code: codeAt(clock) })).posts.map(post => post.role).sort()
    }
    clock = before
    expect(roles).toEqual({ '2026-01-09': ['county'], '2026-01-10': ['prefecture'], '2026-01-20': ['prefecture', 'province-reviewer'], '2026-01-24': ['prefecture', 'province-reviewer'], '2026-01-25': ['prefecture'] })
  })
})
