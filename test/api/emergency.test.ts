// 应急处置: a role lent by two people, for hours, with every use on record; and what it does not lend.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkSignature } from '#cli/verbs/verify-file.ts'
import type { Bundle } from '#core/proof/bundle.ts'
import { bundleText } from '#core/proof/bundle-of.ts'
import { verifyBundle } from '#core/proof/verify.ts'
import { signCheckpoint } from '#server/log/checkpoint.ts'
import { openLogKey, verifierKey } from '#server/log/keys.ts'
import { loadDemoSeasons } from '#server/season/demo.ts'
import { bundleSeason } from '#server/season/bundle.ts'
import { seasonIds } from '#server/season/load.ts'
import { type Application, startApplication } from './application.ts'
import { appoint, type Browser, browser, codeAt, password } from './people.ts'

let application: Application
let clock = '2026-01-05T04:00:00.000Z'
const people = new Map<string, { browser: Browser; account: string }>()
beforeAll(async () => {
  application = await startApplication([], { clock: () => clock })
  await application.database.transaction(tx => loadDemoSeasons(tx, () => clock))
  for (const [name, role] of [['sys', 'system-administrator'], ['sec', 'security-administrator'], ['lead', 'leading-group'], ['handler', 'province-handler'], ['county', 'county'], ['auditor', 'auditor']] as const) {
    const { account } = await appoint(application, name, { role, ...(role === 'county' ? { division: '220281' } : {}) })
    people.set(name, { browser: browser(application), account })
  }
})
afterAll(() => application.close())

const later = (hours: number): void => { clock = new Date(Date.parse(clock) + hours * 3_600_000).toISOString() }
/** Somebody, signed in a moment ago; a code is good once, so time goes on. */
async function as(name: string): Promise<Browser['client']> {
  later(0.01)
  const { browser: { client } } = people.get(name) as { browser: Browser }
  await client.signIn({ username: name, password, code: codeAt(clock) })
  return client
}
const lend = async (to: string, role: string, hours = 4): Promise<string> => (await (await as('sys')).emergencyOpen({ account: people.get(to)?.account ?? '', role, hours, reason: '复核人员突发疾病，须当日复核' })).id
const tryToLock = async (name: string): Promise<unknown> => (await as(name)).seasonLock({ season: 'none/2025' }).catch((error: { problem: { code: string } }) => error.problem.code)

describe('an emergency', () => {
  it('lends a role once two people have agreed, for its hours, and alarms the auditor at each use', async () => {
    expect(await tryToLock('county')).toBe('access.no-permission')
    const id = await lend('county', 'province-reviewer')
    const sys = await as('sys')
    await expect(sys.emergencyUse({ id })).rejects.toMatchObject({ status: 403, problem: { code: 'access.separation', params: { rule: 16 } } })
    await expect(sys.emergencyAgree({ id })).rejects.toMatchObject({ status: 403, problem: { code: 'access.no-permission' } })
    await (await as('lead')).emergencyAgree({ id })
    await expect((await as('sec')).emergencyAgree({ id })).rejects.toMatchObject({ problem: { code: 'emergency.stage' } })
    expect(await tryToLock('county')).toBe('access.no-permission')
    const county = await as('county')
    const { until } = await (await as('sys')).emergencyUse({ id })
    expect(Date.parse(until) - Date.parse(clock)).toBe(4 * 3_600_000)
    await expect(county.session({})).rejects.toMatchObject({ status: 401 })
    expect((await (await as('county')).session({})).posts.map(post => post.role)).toEqual(['county', 'province-reviewer'])
    expect(await tryToLock('county')).toBe('season.unknown')

    const auditor = await as('auditor')
    const lines = (await auditor.accessLog({ size: 50 })).lines.filter(line => line.data['emergency'] === id)
    expect(lines.map(line => [line.kind, line.alarming])).toEqual([['emergency.used', true], ['emergency.put-in-force', true], ['emergency.agreed', true], ['emergency.opened', true]])
    expect(lines[0]).toMatchObject({ username: 'county', data: { endpoint: 'seasonLock', permission: 'season.approve', season: 'none/2025' } })
    expect((await auditor.emergencyList({})).emergencies).toMatchObject([{ id, stage: 'used', name: '测试·county', roleLabel: '省级复核', used: 1, acts: { agree: { allowed: false }, end: { allowed: false, code: 'access.no-permission' } } }])

    clock = until
    expect(await tryToLock('county')).toBe('access.no-permission')
    expect((await (await as('auditor')).emergencyList({})).emergencies).toMatchObject([{ stage: 'expired' }])
  })

  it('must be put in force within a day of being agreed', async () => {
    const id = await lend('county', 'province-handler')
    await (await as('sec')).emergencyAgree({ id })
    later(48)
    await expect((await as('sys')).emergencyUse({ id })).rejects.toMatchObject({ problem: { code: 'access.separation', params: { rule: 16 } } })
  })

  it('ends before its time when one says so', async () => {
    const id = await lend('handler', 'province-reviewer')
    await (await as('sec')).emergencyAgree({ id })
    await (await as('sys')).emergencyUse({ id })
    expect(await tryToLock('handler')).toBe('season.unknown')
    await (await as('sec')).emergencyEnd({ id, reason: '本人已返岗' })
    expect(await tryToLock('handler')).toBe('access.no-permission')
  })

  it('is never for oneself, never longer than the rule, and never joins what must be kept apart', async () => {
    const refused = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'done', (error: { problem: { code: string; params: { rule?: number } } }) => error.problem.params.rule ?? error.problem.code)
    expect([await refused(lend('sys', 'security-administrator')), await refused(lend('handler', 'leading-group', 13)), await refused(lend('handler', 'auditor')), await refused(lend('sec', 'province-reviewer')), await refused(lend('handler', 'county'))]).toEqual([16, 'emergency.hours', 1, 1, 'post.invalid'])
    const id = await lend('lead', 'province-reviewer')
    expect(await refused((await as('lead')).emergencyAgree({ id }))).toBe(16)
    await (await as('sec')).emergencyRefuse({ id, reason: '不必' })
    expect(await refused((await as('sys')).emergencyUse({ id }))).toBe(16)
  })

  it('lends no way round the other duties: who proposed may not approve, lent role or not', async () => {
    const { id: season } = await (await as('handler')).seasonOpen({ programme: '示例-茶镇', year: 2026, scheme: 'tea-demo' })
    const id = await lend('handler', 'province-reviewer')
    await (await as('sec')).emergencyAgree({ id })
    await (await as('sys')).emergencyUse({ id })
    await expect((await as('handler')).seasonLock({ season })).rejects.toMatchObject({ problem: { code: 'access.separation', params: { rule: 4 } } })
  })

  it('is listed, with its proof, in the bundle of every season that ran meanwhile', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zhenpu-emergency-'))
    try {
      const key = openLogKey(folder)
      await application.database.transaction(tx => signCheckpoint(tx, key, clock))
      const made = (season: string): Promise<Bundle> => application.database.read(tx => bundleSeason(tx, season, { publicKey: verifierKey(key), version: 'test', now: clock }))
      const ids = await application.database.read(seasonIds)
      // One that was issued before knows nothing of them.
      expect((await made(ids.find(id => id.endsWith('/2023')) ?? '')).log.events.filter(event => event.type.startsWith('emergency.'))).toEqual([])
      const bundle = await made(ids.find(id => id.endsWith('/2024')) ?? '')
      const verdict = verifyBundle(JSON.parse(bundleText(bundle)), { publicKey: verifierKey(key), checkSignature })
      expect(verdict).toMatchObject({ ok: true, differences: [] })
      expect(verdict.checked).toContainEqual({ what: '应急处置', count: 3, ok: true })
      const lent = bundle.log.events.filter(event => event.type === 'emergency.opened')
      expect(lent.map(event => (event.data as { role: string; reason: string }).reason)).toEqual(Array.from({ length: 3 }, () => '复核人员突发疾病，须当日复核'))
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
