// Every endpoint of the contract against everybody who should get nothing there: what one county has and nobody has
// published, what another may not do, what must be confirmed, what is garbage; and the headers of every answer.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '#contract/client.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { isDoor, type Permission } from '#core/access/permission.ts'
import { openStore } from '#server/attachment/store.ts'
import { openLogKey } from '#server/log/keys.ts'
import { lastEvent } from '#server/log/read.ts'
import { type Application, startApplication } from './application.ts'
import { appoint, type Browser, browser, codeAt, password } from './people.ts'
import { home, plant, type Planted } from './plant.ts'
import { sampleOf } from './sample.ts'

const [ownMark, anyMark] = ['暗号甲', '暗号乙']
let moment = Date.parse('2025-10-09T02:00:00.000Z')
const now = (): string => new Date(moment).toISOString()
const files = mkdtempSync(join(tmpdir(), 'zhenpu-walls-'))
let application: Application
let planted: Planted
const log: string[] = []
const people = new Map<string, Browser>()
const endpoints = Object.entries(contract) as [string, Endpoint][]
const stranger = (): Browser => browser(application, { address: '10.7.0.1' })
const elsewhere = ['neighbour', 'farther', 'outsider', 'expert', 'evaluator', 'system-administrator', 'security-administrator'] as const

async function signIn(name: string): Promise<Browser> {
  moment += 61_000
  const own = browser(application)
  const { status } = await own.send('POST', '/api/session', { username: name, password, code: codeAt(now()) })
  expect([name, status]).toEqual([name, 200])
  people.set(name, own)
  return own
}
const as = async (name: string): Promise<Client> => (await signIn(name)).client

beforeAll(async () => {
  application = await startApplication(log, { clock: now })
  application.context.files = files
  application.context.logs = { key: openLogKey(files), folder: files }
  await openStore(files)
  const { policy } = application.context.identity.access
  for (const { id: role } of policy.roles) await appoint(application, role, { role, ...(role === 'prefecture' ? { division: home.prefecture } : role === 'county' ? { division: home.county } : role === 'operator' ? { towns: ['none'] } : {}) })
  for (const [name, post] of Object.entries({ neighbour: { role: 'county', division: '220182' }, farther: { role: 'prefecture', division: '220200' }, outsider: { role: 'operator', towns: ['none'] } })) await appoint(application, name, post)
  planted = await plant(as, (field, own) => `${own ? ownMark : anyMark}${field}`)
  await stranger().client.reportSubmit({ programme: '示例-茶镇', name: '某镇', place: '某处', text: `${ownMark}有人冒用名称，情况属实`, contact: `${ownMark}13800000000` })
  for (const name of [...policy.roles.map(({ id }) => id), ...elsewhere]) await signIn(name)
}, 120_000)
afterAll(async () => {
  await application?.close()
  rmSync(files, { recursive: true })
})

const who = (name: string): Browser => people.get(name) as Browser
const ids = (): string[] => [...Object.values(planted), 'none', home.county]
/** One call with a valid body; `given` are the members that name things. */
async function call(own: Browser, { method, path, input, carries }: Endpoint, given: Record<string, unknown> = {}): Promise<{ status: number; text: string; code: unknown }> {
  const values = sampleOf(input, given)
  const url = path.replace(/\{(\w+)\}/g, (_, name: string) => { const value = values[name]; delete values[name]; return encodeURIComponent(String(value)) })
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== null && typeof value !== 'object').map(([key, value]) => [key, String(value)])).toString()
  const { status, body } = await own.send(method, method === 'GET' || carries === 'upload' ? `${url}?${query}` : url, method === 'GET' ? undefined : values)
  return { status, text: JSON.stringify(body), code: body['code'] }
}
/** Every way of putting an id into the members that an endpoint's path and scope name. */
function waysInto({ path, scope }: Endpoint, id: string): Record<string, unknown> {
  const named = [...path.matchAll(/\{(\w+)\}/g)].map(match => match[1] as string)
  return Object.fromEntries([...named, ...(typeof scope === 'object' ? Object.values(scope) as string[] : [])].map(name => [name, id]))
}

describe('what nobody has published', () => {
  it('is nowhere in what the public can ask', async () => {
    const open = stranger()
    const seen: string[] = []
    for (const [name, definition] of endpoints.filter(([, { permission }]) => permission === 'public' || permission === 'visitor')) {
      for (const id of ids()) {
        const { text } = await call(open, definition, { ...waysInto(definition, id), ...(name === 'townList' ? { q: ownMark } : {}) })
        if (text.includes('暗号')) seen.push(`${name} ${id}`)
      }
    }
    for (const format of ['csv', 'json', 'geojson']) if ((await application.app.inject({ url: `/api/public/towns.${format}?status=all` })).body.includes('暗号')) seen.push(format)
    expect(seen).toEqual([])
  })

  it('of one county is nowhere in what others can ask, whatever ids they have', async () => {
    const seen: string[] = []
    let asked = 0
    for (const name of elsewhere) {
      for (const [endpoint, definition] of endpoints.filter(([, { method, permission }]) => method === 'GET' && !isDoor(permission))) {
        const members = Object.keys(waysInto(definition, ''))
        for (const id of members.length ? ids() : ['none']) {
          const { text, code } = await call(who(name), definition, waysInto(definition, id))
          asked += 1
          if (text.includes(ownMark)) seen.push(`${name} ${endpoint} ${id}`)
          // Without the permission the rest is the same, whatever is asked about.
          if (code === 'access.no-permission') break
        }
      }
    }
    expect(seen).toEqual([])
    expect(asked).toBeGreaterThan(700)
  })

  it('the test would see it: the county itself reads all of its own', async () => {
    const own = who('county').client
    const read = JSON.stringify([await own.applicationDetail({ id: planted.application }), await own.reportingReport({ submission: planted.submission }), await own.misuseDetail({ id: planted.misuse })])
    for (const field of ['lead-industry', 'investor', 'part', 'figure', 'misuse']) expect(read).toContain(`${ownMark}${field}`)
  })
})

describe('what is another’s', () => {
  it('is not changed by anybody elsewhere, with valid words and the right ids', async () => {
    const before = await application.database.read(lastEvent)
    const done: string[] = []
    for (const name of ['neighbour', 'farther', 'outsider', 'evaluator']) {
      for (const [endpoint, definition] of endpoints.filter(([, { method, permission, scope }]) => method !== 'GET' && !isDoor(permission) && typeof scope === 'object')) {
        // Whoever may read something may say a word about it: seasons and calls are everybody's to read.
        const { reads } = application.context.identity.access.policy.permissions[definition.permission as Permission]
        for (const id of reads ? [planted.application, planted.submission, planted.misuse] : Object.values(planted)) {
          const { status, text, code } = await call(who(name), definition, waysInto(definition, id))
          if (code === 'access.no-permission') break
          if (status < 400 || text.includes('暗号')) done.push(`${name} ${endpoint} ${id} ${status}`)
        }
      }
    }
    expect(done).toEqual([])
    expect(await application.database.read(lastEvent)).toEqual(before)
  })
})

describe('grave acts', () => {
  it('are asked to be confirmed once more, each of them, by everyone who may', async () => {
    const { policy } = application.context.identity.access
    const before = moment
    moment += 6 * 60_000
    let asked = 0
    const passed: string[] = []
    for (const [endpoint, definition] of endpoints.filter(([, { permission }]) => !isDoor(permission) && policy.permissions[permission as Permission].confirm)) {
      for (const role of Object.keys(policy.permissions[definition.permission as Permission].who)) {
        const answers = await Promise.all([...Object.values(planted), 'none'].map(id => call(who(role), definition, waysInto(definition, id))))
        // What is not there, out of reach or kept from them by a duty is refused before; the act itself is never reached.
        const reached = answers.filter(({ code }) => !['access.confirm', 'access.out-of-scope', 'access.separation', 'access.unknown-target', 'request.invalid'].includes(String(code)) && !/\.(unknown|id)$/.test(String(code)))
        asked += answers.some(({ code }) => code === 'access.confirm') ? 1 : 0
        passed.push(...reached.map(({ status, code }) => `${role} ${endpoint} ${status} ${String(code)}`))
      }
    }
    moment = before
    expect(passed).toEqual([])
    expect(asked).toBeGreaterThan(30)
  })

  it('are not confirmed by another’s code', async () => {
    const own = await signIn('province-reviewer')
    const other = codeAt(now(), 7)
    await expect(own.client.confirmSession({ code: other })).rejects.toMatchObject({ problem: { code: 'factor.wrong' } })
  })
})

describe('garbage', () => {
  it('is refused by every endpoint, and never breaks one', async () => {
    const { policy } = application.context.identity.access
    const holder = (definition: Endpoint): Browser => (isDoor(definition.permission) ? who('province-handler') : who(Object.keys(policy.permissions[definition.permission].who)[0] as string))
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`
    const junk = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom<unknown>(null, [], '', 1e308, -0, deep, { __proto__: { admin: true } }, { constructor: { prototype: {} } }, '\0', '\ud800', '9'.repeat(400), '’; drop table event; --', '../../etc/passwd', '%00', '٣'))
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom('\0', '\ud800', '..', '%2e%2e', 'null', '-1', '1e400', 'x'.repeat(250), '’ or 1=1', '2026-13-99', '__proto__'))
    const failures: string[] = []
    await fc.assert(fc.asyncProperty(fc.constantFrom(...endpoints.filter(([name]) => !['signOut', 'sessionEndAll'].includes(name))), fc.dictionary(fc.string({ maxLength: 10 }), junk, { maxKeys: 4 }), text, junk, fc.boolean(), async ([name, definition], more, word, value, valid) => {
      const shape = Object.keys(definition.input.shape)
      const given = Object.fromEntries(shape.map((member, i) => [member, i % 2 ? value : word]))
      const values: Record<string, unknown> = valid ? { ...sampleOf(definition.input), ...more } : { ...given, ...more }
      const url = definition.path.replace(/\{(\w+)\}/g, (_, member: string) => encodeURIComponent(String(values[member] ?? word).toWellFormed().slice(0, 200)) || 'x')
      const query = new URLSearchParams(Object.entries(values).map(([key, one]) => [key, typeof one === 'string' ? one.toWellFormed() : JSON.stringify(one) ?? ''])).toString().slice(0, 4000)
      const { status, body } = await holder(definition).send(definition.method, definition.method === 'GET' ? `${url}?${query}` : url, definition.method === 'GET' ? undefined : values)
      if (status >= 500 || JSON.stringify(body).includes('    at ')) failures.push(`${name} ${status} ${JSON.stringify(values).slice(0, 200)}`)
    }), { numRuns: 1000 })
    expect([failures.slice(0, 5), log.slice(0, 2)]).toEqual([[], []])
  })

  it('that is not even JSON, or too much of it, is refused too', async () => {
    for (const [payload, type] of [['{', 'application/json'], ['{"a":1}', 'application/xml'], ['', 'application/json'], [`"${'x'.repeat(1_100_000)}"`, 'application/json'], ['[1e400', 'application/json']] as const) {
      const { statusCode } = await application.app.inject({ method: 'POST', url: '/api/session', headers: { host: 'zhenpu.test', origin: 'http://zhenpu.test', 'content-type': type }, payload })
      expect([payload.slice(0, 10), type, statusCode >= 400 && statusCode < 500]).toEqual([payload.slice(0, 10), type, true])
    }
  })
})

describe('headers', () => {
  it('are right on every answer: each endpoint, each refusal, files and what is not there', async () => {
    const urls = [...endpoints.map(([, { method, path }]) => [method, path.replaceAll(/\{\w+\}/g, 'x')] as const), ...['/api/openapi.json', '/api/nowhere', '/nowhere', '/api/public/towns.csv', '/api/public/towns.xlsx', '/api/public/towns?size=x', '/%'].map(path => ['GET', path] as const), ['PUT', '/api/session'] as const, ['POST', '/api/public/towns'] as const]
    const wrong: string[] = []
    for (const own of [stranger(), who('auditor')]) {
      for (const [method, url] of urls) {
        if (url === '/api/session' && method === 'DELETE') continue
        const { headers, status } = await own.send(method, url, method === 'GET' ? undefined : {})
        const policy = String(headers['content-security-policy'])
        const sound = headers['x-content-type-options'] === 'nosniff' && headers['x-frame-options'] === 'DENY' && headers['referrer-policy'] !== undefined && headers['cross-origin-opener-policy'] === 'same-origin' && !/unsafe-inline|unsafe-eval|\*/.test(policy) && /default-src/.test(policy) && /frame-ancestors 'none'/.test(policy)
        const kept = url.startsWith('/api/public/') && status < 400 ? true : status === 200 && /openapi/.test(url) ? true : String(headers['cache-control']).includes('no-store') || String(headers['cache-control']).includes('no-cache')
        if (!sound || !kept || headers['x-powered-by'] !== undefined || headers['server'] !== undefined) wrong.push(`${method} ${url} ${status} ${String(headers['cache-control'])}`)
      }
    }
    expect(wrong).toEqual([])
  })
})
