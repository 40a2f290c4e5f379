// What the desk shows and what people are told never goes beyond what they may read, on the made-up cases of a
// demonstration and a few of supervision; it is complete for whoever may act; and the log is followed once.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { person, post, roles } from '#core/access/access.fixture.ts'
import type { Permission } from '#core/access/permission.ts'
import type { Person } from '#core/access/person.ts'
import { loadDemoApplications } from '#server/application/demo.ts'
import { openStore } from '#server/attachment/store.ts'
import { dayInChina } from '#server/http/as-of.ts'
import { targetOf } from '#server/http/targets.ts'
import { loadDemoAccounts } from '#server/identity/demo.ts'
import { followDays, followLog } from '#server/notification/follow.ts'
import { everybody } from '#server/notification/people.ts'
import { loadDemoReports } from '#server/reporting/demo.ts'
import { loadDemoSeasons } from '#server/season/demo.ts'
import { loadCase, openCase, write } from '#server/supervision/cases.ts'
import { changesSince, workOf } from '#server/work/work.ts'
import { type Application, startApplication } from '../api/application.ts'
import type { Tx } from '#server/db/connect.ts'

let application: Application
let towns: { town: string; county: string | null; prefecture: string | null }[]
const now = '2026-11-21T02:00:00.000Z'
const day = dayInChina(now)
const files = mkdtempSync(join(tmpdir(), 'zhenpu-work-'))
const named = 'p-named-in-a-report'

beforeAll(async () => {
  application = await startApplication([], { clock: () => now })
  const { database, context } = application
  context.demo = true
  context.files = files
  await openStore(files)
  await loadDemoAccounts(database, context)
  await database.transaction(tx => loadDemoSeasons(tx, context.now))
  await database.transaction(tx => loadDemoReports(tx, context))
  await database.transaction(tx => loadDemoApplications(tx, context))
  towns = (await database.read(tx => tx.selectFrom('event').select('stream').where('type', '=', 'town.placed').distinct().execute())).map(({ stream }) => ({ town: stream.slice('town/'.length), county: null, prefecture: null }))
  await database.transaction(async tx => {
    const who = { actor: '测试', person: null, behalf: null, today: day, now, demo: true }
    for (const one of towns.slice(0, 40)) {
      await openCase(tx, 'rectification', who, 'rectification.opened', { programme: '示例-茶镇', town: one.town, cause: { kind: 'finding', round: 'r', finding: 'f' }, rung: 'order', text: '试', article: null, demo: true } as never)
    }
    await openCase(tx, 'misuse', who, 'misuse.opened', { programme: '示例-茶镇', source: 'report', name: '某某小镇', division: '220122', kind: 'name', text: '试', files: [], about: [named], demo: true } as never)
    const hashes = { notice: `sha256:${'0'.repeat(64)}`, letter: `sha256:${'0'.repeat(64)}` }
    await openCase(tx, 'correction', who, 'correction.proposed', { programme: '示例-茶镇', of: '云茶发-2023-2', demo: true, cause: { kind: 'slip' }, reason: '试', items: [{ list: 'qualified', printed: '某', correct: null }], number: null, signedOn: day, hashes })
    // Every other letter has been sent: its addressee may read it, and nobody may know of the others.
    for (const [i, { town }] of towns.slice(0, 40).entries()) {
      const id = await openCase(tx, 'letter', who, 'letter.drafted', { programme: '示例-茶镇', season: '示例-茶镇/2025', kind: 'feedback', town, number: null, signedOn: day, until: day, demo: true, hashes })
      if (i % 2) await write(tx, 'letter', await loadCase(tx, 'letter', id), who, 'letter.sent', { number: null, sentAt: now, document: null, hashes })
    }
  })
}, 180_000)
afterAll(async () => {
  await application?.close()
  rmSync(files, { recursive: true, force: true })
})

/** Read permission and target of whatever a path of the desk leads to. */
async function readingOf(tx: Tx, path: string): Promise<{ permission: Permission; scope: Parameters<typeof targetOf>[1]; id: string } | null> {
  const [place = ''] = path.split('?')
  const [, noun = '', ...rest] = place.split('/')
  const id = decodeURIComponent(rest.join('/'))
  if (noun === 'seasons' || noun === 'calls') return { permission: 'season.read', scope: 'none', id }
  if (noun === 'applications') return { permission: 'application.read', scope: { application: 'id' }, id }
  if (noun === 'reporting') return id.split('/').length === 3 ? { permission: 'reporting.read', scope: 'none', id } : { permission: 'reporting.read', scope: { submission: 'id' }, id }
  if (noun === 'letters') return { permission: 'letter.read', scope: { letter: 'id' }, id }
  if (noun === 'corrections') return { permission: 'notice.read', scope: { correction: 'id' }, id }
  if (noun === 'accounts') return { permission: 'account.read', scope: 'none', id }
  const [kind, of] = [rest[0]?.slice(0, -1) as 'rectification', rest[1] as string]
  const read: Record<string, Permission> = { rectification: 'supervision.read', round: 'supervision.read', misuse: 'misuse.read', report: 'report.read', appeal: 'objection.read', support: 'support.read' }
  return noun === 'supervision' ? { permission: read[kind] as Permission, scope: { [kind]: 'id' } as { rectification: 'id' }, id: of } : null
}

describe('the desk', () => {
  it('holds nothing that its owner may not read, whoever they are', async () => {
    const { context, database } = application
    const { access } = context.identity
    const codes = ['220122', '220182', '220184', '220281', '220100', '220200', '220300', '222401', '222400']
    const anyone = fc.array(fc.record({ role: fc.constantFrom('county', 'prefecture', 'operator', 'expert', ...roles), division: fc.constantFrom(...codes), town: fc.constantFrom(...towns.map(({ town }) => town)) }).map(({ role, division, town }) => post(role, { division, towns: [town], assigned: [town] })), { minLength: 1, maxLength: 2 })
    let [shown, limited, lettersShown] = [0, 0, 0]
    await fc.assert(fc.asyncProperty(anyone, fc.boolean(), async (posts, isNamed) => {
      const somebody: Person = person(isNamed ? named : 'p', posts)
      if (access.conflict(posts.map(held => held.role))) return
      await database.read(async tx => {
        const who = { person: somebody, day }
        const { waiting, due } = await workOf(tx, who, context)
        const { rows } = await changesSince(tx, 0, who, context)
        for (const path of new Set([...waiting, ...due, ...rows].map(one => one.path))) {
          const reading = await readingOf(tx, path)
          expect([path, reading !== null]).toEqual([path, true])
          if (!reading) continue
          const answer = access.may(somebody, reading.permission, await targetOf(tx, reading.scope, { id: reading.id }, day, context), day)
          expect([path, posts.map(({ role, division }) => `${role} ${division}`), answer.allowed]).toEqual([path, expect.anything(), true])
          shown += 1
          if (posts.every(({ role }) => role === 'county' || role === 'operator' || role === 'prefecture')) {
            limited += 1
            if (path.startsWith('/letters/')) lettersShown += 1
          }
        }
        if (isNamed) expect([...waiting, ...rows].filter(({ path }) => path.startsWith('/supervision/misuse'))).toEqual([])
      })
    }), { numRuns: 60, examples: [0, 1].map(i => [[post('operator', { towns: [towns[i]?.town ?? ''] })], false]) })
    expect(shown).toBeGreaterThan(500)
    expect(limited).toBeGreaterThan(20)
    expect(lettersShown).toBeGreaterThan(0)
  }, 120_000)

  it('names no expert to whoever applies, and no official to whoever judges', async () => {
    const { context, database } = application
    const expert = person('e', [post('expert', { assigned: [] })])
    const county = person('c', [post('county', { division: '220184' })])
    await database.read(async tx => {
      const names = (await tx.selectFrom('account').select('name').where('username', 'like', 'expert%').execute()).map(({ name }) => name)
      const seen = JSON.stringify([await workOf(tx, { person: county, day }, context), await changesSince(tx, 0, { person: county, day }, context)])
      expect(names.filter(name => seen.includes(name))).toEqual([])
      const judged = (await changesSince(tx, 0, { person: expert, day }, context)).rows.filter(({ path }) => path.startsWith('/applications'))
      expect(judged).toEqual([])
    })
  })
})

describe('following the log', () => {
  const follow = async (): Promise<number> => {
    let told = 0
    for (;;) {
      const followed = await application.database.transaction(tx => followLog(tx, application.context))
      told += followed.told
      if (!followed.more) return told
    }
  }

  it('tells everybody what waits for them, once, however many follow at the same time', async () => {
    const { database, context } = application
    const told = await Promise.all([follow(), follow(), follow()])
    const sum = told.reduce((a, b) => a + b, 0)
    expect(sum).toBeGreaterThan(20)
    expect(Number((await database.read(tx => tx.selectFrom('notification').select(eb => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow())).n)).toBe(sum)
    expect(await follow()).toBe(0)
    expect(await database.transaction(tx => followDays(tx, context))).toBeLessThan(sum)
    expect(await database.transaction(tx => followDays(tx, context))).toBe(0)
  }, 60_000)

  it('a transaction that fails loses nothing: the cursor stays', async () => {
    const { database, context } = application
    await database.transaction(async tx => {
      const who = { actor: '测试', person: null, behalf: null, today: day, now, demo: true }
      await openCase(tx, 'rectification', who, 'rectification.opened', { programme: '示例-茶镇', town: towns[45]?.town, cause: { kind: 'finding', round: 'r', finding: 'f' }, rung: 'order', text: '试', article: null, demo: true } as never)
    })
    await expect(database.transaction(async tx => {
      expect((await followLog(tx, context)).told).toBeGreaterThan(0)
      throw new Error('power cut')
    })).rejects.toThrow('power cut')
    expect(await follow()).toBeGreaterThan(0)
    expect(await follow()).toBe(0)
  })

  it('tells nobody beyond their reach, and no one named of what names them', async () => {
    const { database, context } = application
    const { access } = context.identity
    await database.read(async tx => {
      const notes = await tx.selectFrom('notification').innerJoin('account', 'account.id', 'notification.account').select(['account.id', 'account.person', 'account.username', 'notification.path', 'notification.title']).execute()
      const experts = (await tx.selectFrom('account').select('name').where('username', 'like', 'expert%').execute()).map(({ name }) => name)
      expect(notes.filter(({ title }) => experts.some(name => title.includes(name)))).toEqual([])
      const people = new Map((await everybody(tx, day, context.places)).map(one => [one.account, one.person]))
      for (const { id, path, username } of notes) {
        const reading = await readingOf(tx, path)
        if (!reading) continue
        const answer = access.may(people.get(id) as Person, reading.permission, await targetOf(tx, reading.scope, { id: reading.id }, day, context), day)
        expect([username, path, answer.allowed]).toEqual([username, path, true])
      }
      expect(notes.length).toBeGreaterThan(20)
    })
  })
})
