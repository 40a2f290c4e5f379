// 查找 over everything: whoever asks is shown what their own lists and pages show, and nothing beside; what is hidden is
// found by nobody else.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contract } from '#contract/index.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import type { Hit } from '#contract/search.ts'
import { person, post, roles } from '#core/access/access.fixture.ts'
import type { Person } from '#core/access/person.ts'
import { isDoor, type Permission } from '#core/access/permission.ts'
import { Refusal } from '#core/base/problem.ts'
import { saveDraft, startApplication as begin, type Who } from '#server/application/act.ts'
import { loadDemoApplications } from '#server/application/demo.ts'
import { callIds } from '#server/application/load.ts'
import { openStore } from '#server/attachment/store.ts'
import type { Tx } from '#server/db/connect.ts'
import { handlers } from '#server/handlers/index.ts'
import { targetOf } from '#server/http/targets.ts'
import { type Caller, nobody } from '#server/identity/caller.ts'
import { loadDemoReports } from '#server/reporting/demo.ts'
import { search } from '#server/search/search.ts'
import { openCase } from '#server/supervision/cases.ts'
import { openMisuse } from '#server/supervision/misuse-act.ts'
import { fileReport } from '#server/supervision/report-act.ts'
import { planRound } from '#server/supervision/round-act.ts'
import { openedForms } from '#server/reporting/forms.ts'
import { rebuildViews } from '#server/views/ensure.ts'
import { type Application, startApplication } from './application.ts'
import { appoint, browser, codeAt, password } from './people.ts'
import { listTeaTowns, teaProgramme } from './tea-towns.ts'

/** planted in a draft, in an expert's name and in a report of the public */
const canary = '暗号'
const day = '2026-01-05'
const clock = `${day}T04:00:00.000Z`
let application: Application
let folder = ''
let towns: { id: string; name: string }[] = []
const ids: Record<string, string> = {}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'files-'))
  await openStore(folder)
  application = await startApplication([], { clock: () => clock })
  const { context, database } = application
  context.files = folder
  await listTeaTowns(application)
  ;({ towns } = await application.client.townList({ size: 200 }))
  await appoint(application, 'county', { role: 'county', division: '220281' })
  await appoint(application, 'system', { role: 'system-administrator' }, { name: '测试·管理员' })
  ids['expert'] = (await appoint(application, 'expert', { role: 'expert' }, { name: `${canary}专家` })).person
  await database.transaction(async tx => {
    await loadDemoApplications(tx, context)
    await loadDemoReports(tx, context)
    const who = (desk: Who['desk']): Who & { demo: boolean } => ({ actor: '测试', person: 'p-test', behalf: null, desk, today: day, now: clock, demo: false })
    const call = (await callIds(tx)).find(id => id.startsWith(teaProgramme)) as string
    ids['far'] = (await begin(tx, { call, division: '220122', name: '农安县云雾小镇' }, context.places, who('county'))).id
    await saveDraft(tx, ids['far'], { 'part.plan': `${canary}方案`, 'lead-industry': canary }, 1, who('county'))
    ids['near'] = (await begin(tx, { call, division: '220281', name: '蛟河市云雾小镇' }, context.places, who('county'))).id
    const tea = (await application.client.townList({ programme: teaProgramme, size: 200 })).towns
    ids['tea'] = tea[0]?.id as string
    ids['round'] = await planRound(tx, { programme: teaProgramme, title: '2026年检查', from: day, until: '2026-02-01', towns: [ids['tea']], items: ['tea'], checkers: ['检查组'] }, who('province'))
    ids['rectification'] = await openCase(tx, 'rectification', who('province'), 'rectification.opened', { programme: teaProgramme, town: ids['tea'], cause: { kind: 'warning', year: 2024 }, text: '不合格', article: null, rung: 'order', demo: false })
    ids['misuse'] = await openMisuse(tx, { programme: teaProgramme, name: '桂花茶小镇', division: '220281', kind: 'unlisted-name', text: '自称', files: [] }, who('province'))
    ids['about'] = await openMisuse(tx, { programme: teaProgramme, name: '芙蓉茶小镇', division: '220281', kind: 'unlisted-name', text: '自称', files: [] }, who('province'), { about: ['p'] } as never)
    ids['support'] = await openCase(tx, 'support', who('county'), 'support.requested', { programme: teaProgramme, town: ids['tea'], project: '茶仓道路', use: 'road', amount: '10', text: '', files: [], eligibility: [], demo: false })
    await fileReport(tx, { programme: teaProgramme, name: `${canary}小镇`, place: canary, text: `${canary}：有人以小镇之名卖房子`, contact: canary } as never, { ...who('province'), person: null }, context)
    ids['report'] = (await tx.selectFrom('report').select('id').executeTakeFirstOrThrow()).id
  })
}, 90_000)
afterAll(async () => { await application?.close(); rmSync(folder, { recursive: true, force: true }) })

function callerOf(who: Person): Caller {
  const nothing = application.context.identity.access.scopeOf(person('none', []), 'town.read', day)
  return { ...nobody(), person: who, actor: who.name, account: 'a', username: 'u', session: { id: 's', expires: clock, confirmedUntil: clock }, day, reach: nothing, behalf: null, emergencies: [] }
}
const ask = (tx: Tx, q: string, who: Person, group?: Parameters<typeof search>[1]['group']): Promise<Hit[]> => search(tx, { q, group }, application.context, callerOf(who)).then(({ groups }) => groups.flatMap(one => one.hits))

/** The endpoint's answer to this person as the pipeline would give it; null where it refuses. */
async function answered(tx: Tx, name: keyof typeof contract, input: Record<string, unknown>, who: Person): Promise<unknown> {
  const { permission, scope }: Endpoint = contract[name]
  const { access } = application.context.identity
  if (!isDoor(permission)) {
    const target = await targetOf(tx, scope, input, day, application.context)
    if (!access.may(who, permission, null, day).allowed || (target && !access.may(who, permission, target, day).allowed)) return null
  }
  const caller = { ...callerOf(who), ...(isDoor(permission) ? {} : { reach: access.scopeOf(who, permission as Permission, day) }) }
  try {
    return await (handlers[name] as (tx: Tx, input: unknown, context: unknown, caller: Caller) => Promise<unknown>)(tx, contract[name].input.parse(input), application.context, caller)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

/** Where each kind of hit leads. */
const pages: Readonly<Record<Exclude<Hit['kind'], 'account' | 'article'>, (id: string) => [keyof typeof contract, Record<string, unknown>]>> = {
  town: id => ['townDetail', { id }], document: id => ['noticeDetail', { id }], season: season => ['seasonDetail', { season }], call: call => ['callDetail', { call }], application: id => ['applicationDetail', { id }],
  form: form => ['reportingBoard', { form }], submission: submission => ['reportingReport', { submission }], round: id => ['roundDetail', { id }], rectification: id => ['rectificationDetail', { id }],
  misuse: id => ['misuseDetail', { id }], report: id => ['reportDetail', { id }], appeal: id => ['appealDetail', { id }], support: id => ['supportDetail', { id }],
}

describe('what is found', () => {
  const divisions = ['220281', '220122', '220100', '220200', '220184', '222401']
  const anyone = fc.array(fc.record({ role: fc.constantFrom('county', 'prefecture', 'operator', 'expert', 'evaluator', ...roles), division: fc.constantFrom(...divisions), thing: fc.constantFrom('near', 'far', 'tea', 'support', 'none') }), { maxLength: 2 })
    .map(held => person('p', held.map(({ role, division, thing }) => post(role, { division, towns: [ids[thing] ?? 'none'], assigned: [ids[thing] ?? 'none'] }))))
  const words = fc.oneof(fc.constantFrom('云雾', '小镇', '茶', '检查', '2026', '季报', '蛟河', 'jiaohe', 'yw', '220281', '申报', '年度', '演示', '镇', '整改', '道路', canary), fc.integer({ min: 0, max: 103 }).map(i => towns[i]?.name.slice(0, 4) ?? '镇'), fc.constantFrom('report', 'misuse', 'round', 'tea').map(name => ids[name] ?? name), fc.string({ maxLength: 4 }))

  it('is what the same person’s own pages answer, for anybody and any words', async () => {
    const kinds = new Set<string>()
    await fc.assert(fc.asyncProperty(anyone, words, async (who, q) => {
      await application.database.read(async tx => {
        for (const hit of await ask(tx, q, who)) {
          kinds.add(hit.kind)
          if (hit.kind === 'account') expect(await answered(tx, 'accountList', {}, who)).not.toBeNull()
          else if (hit.kind === 'article') expect([await answered(tx, 'supervisionPolicy', { programme: hit.id.split('/')[0] }, who), await answered(tx, 'callList', {}, who)].some(one => one !== null)).toBe(true)
          else expect([hit, await answered(tx, ...pages[hit.kind](hit.id), who)]).not.toEqual([hit, null])
        }
      })
    }), { numRuns: 200 })
    expect(kinds.size).toBeGreaterThan(7)
  }, 60_000)

  it('is everything of one’s own: each line of a list is found by its name', async () => {
    await application.database.read(async tx => {
      for (const who of [person('p2', [post('county', { division: '220281' })]), person('p2', [post('province-handler')]), person('p2', [post('prefecture', { division: '220200' })])]) {
        const lists = await Promise.all((await callIds(tx)).map(async call => (await answered(tx, 'applicationList', { call }, who)) as { applications: { id: string; name: string }[] }))
        const rows = lists.flatMap(list => list.applications)
        expect(rows.length).toBeGreaterThan(0)
        for (const { id, name } of rows) expect([name, (await ask(tx, name, who, 'application')).some(hit => hit.kind === 'application' && hit.id === id)]).toEqual([name, true])
        const { misuses } = await answered(tx, 'misuseList', {}, who) as { misuses: { id: string; name: string }[] }
        for (const { id, name } of misuses) expect((await ask(tx, name, who, 'supervision')).map(hit => hit.id)).toContain(id)
      }
    })
  })

  it('never is a draft’s content, an expert, or what the public reported', async () => {
    await application.database.read(async tx => {
      for (const role of roles) {
        const who = person('p3', [post(role, { division: '220281', towns: [ids['far'] as string], assigned: [ids['far'] as string] })])
        const holds = application.context.identity.access.may(who, 'account.read', null, day).allowed
        for (const q of [canary, 'anhao', ids['expert'] as string]) expect([role, q, (await ask(tx, q, who)).filter(hit => !holds || hit.kind !== 'account')]).toEqual([role, q, []])
        // Its number finds a report for those who receive it, before anybody else may know of it.
        expect([role, (await ask(tx, ids['report'] as string, who)).map(hit => hit.kind)]).toEqual([role, role === 'auditor' ? ['report'] : []])
      }
      // Whoever a case is about does not learn that there is one.
      expect(await ask(tx, '芙蓉', person('p', [post('province-handler')]))).toEqual([])
      expect(await ask(tx, '芙蓉', person('p4', [post('province-handler')]))).toMatchObject([{ id: ids['about'] }])
    })
  })
})

describe('how it is found', () => {
  const handler = person('p5', [post('province-handler')])
  const found = async (q: string): Promise<string[]> => application.database.read(async tx => (await ask(tx, q, handler)).map(hit => hit.title))

  it('by any part, by pinyin from any syllable, by initials, by place and its code', async () => {
    for (const q of ['长春市光电', '光电', '长春光电', 'changchunshiguangdian', 'guangdian', 'gdxz', 'ccsgd', 'ＧＵＡＮＧＤＩＡＮ']) expect([q, await found(q)]).toEqual([q, expect.arrayContaining(['长春市光电小镇'])])
    expect((await found('光电 长春')).length).toBeGreaterThan(0)
    for (const q of ['蛟河', '220281', 'jiaohe']) expect([q, await found(q)]).toEqual([q, expect.arrayContaining(['蛟河市云雾小镇'])])
    // From within a syllable nothing is read.
    expect(await found('uangdian')).toEqual([])
  })

  it('by a document’s number, whatever its brackets and widths', async () => {
    const number = (await application.client.noticeList({})).notices.find(notice => /〔\d{4}〕/.test(notice.number ?? ''))?.number ?? ''
    const titles = await found(number)
    expect(titles.length).toBeGreaterThan(0)
    for (const q of [number.replace('〔', '[').replace('〕', ']'), number.replace('〔', '（').replace('〕', '）'), number.replaceAll(/\d/g, digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)), number.slice(number.indexOf('〔'))]) expect([q, (await found(q))[0]]).toEqual([q, titles[0]])
  })

  it('by id and by form and reporter together', async () => {
    expect(await application.database.read(tx => ask(tx, ids['far'] as string, handler))).toMatchObject([{ kind: 'application', id: ids['far'], title: '农安县云雾小镇' }])
    const form = [...await application.database.read(openedForms)].find(id => id.startsWith(teaProgramme) === false)
    const hits = await application.database.read(tx => ask(tx, `长春 ${form?.split('/')[2]}`, handler, 'reporting'))
    expect(hits.some(hit => hit.kind === 'submission' && hit.title.startsWith('长春'))).toBe(true)
  })

  it('wildcards, brackets and too little are no way to everything', async () => {
    for (const q of ['%', '_', '%%', '〔〕', '\\', 'a', '1', ' ', "';--", '%_%']) expect([q, await found(q)]).toEqual([q, []])
    expect((await application.database.read(tx => search(tx, { q: 'a' }, application.context, callerOf(handler)))).tooShort).toBe(true)
    expect((await found('镇')).length).toBeGreaterThan(0)
  })

  it('the same from the log anew', async () => {
    const { database } = application
    const rows = (): Promise<unknown[]> => database.read(async tx => (await sql`select * from view.search_entry order by kind, id`.execute(tx)).rows)
    const before = await rows()
    await database.transaction(rebuildViews)
    expect(before.length).toBeGreaterThan(100)
    expect(await rows()).toEqual(before)
  })

  it('over HTTP, by whoever is signed in', async () => {
    const own = browser(application)
    await expect(own.client.search({ q: '光电' })).rejects.toMatchObject({ status: 401 })
    await own.client.signIn({ username: 'county', password, code: codeAt(clock) })
    expect((await own.client.search({ q: '蛟河 云雾' })).groups).toMatchObject([{ id: 'application', label: '申报', hits: [{ id: ids['near'] }], more: false }])
    expect((await own.client.search({ q: '小镇', group: 'town' })).groups).toMatchObject([{ id: 'town', more: true }])
  })
})
