// What does not go straight: a second review, an extension, an exception, a refusal, a town left out, a list taken back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sitting } from '#core/application/review.ts'
import type { TownFact } from '#core/register/town.ts'
import { loadCase } from '#server/application/load.ts'
import { readStream } from '#server/log/read.ts'
import { record } from '#server/record.ts'
import { registeredNames } from '#server/views/towns.ts'
import { recordNotice } from '#server/notice-intake.ts'
import { getProgramme } from '#server/policies.ts'
import { type Application, startApplication } from './application.ts'
import { appoint, type Browser, browser, codeAt, password } from './people.ts'
import { uploadedByAll, wholeContent } from './tea-application.ts'
import { teaProgramme } from './tea-towns.ts'

const call = `${teaProgramme}/2`
let moment = Date.parse('2026-01-05T04:00:00.000Z')
let application: Application
const now = (): string => new Date(moment).toISOString()
const experts = new Map<string, string>()
const ids: Record<string, string> = {}

async function as(username: string): Promise<Browser['client']> {
  moment += 61_000
  const own = browser(application)
  expect([username, (await own.send('POST', '/api/session', { username, password, code: codeAt(now()) })).status]).toEqual([username, 200])
  return own.client
}
const refusal = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'done', (error: { problem?: { code: string } }) => error.problem?.code ?? error)
const callVersion = async (client: Browser['client']): Promise<number> => (await client.callDetail({ call })).version

async function file(name: string, change: Record<string, unknown> = {}): Promise<string> {
  const county = await as('county')
  const { id, draft } = await county.applicationStart({ call, division: '220122', name })
  const { version } = await county.applicationSave({ id, seen: draft, changes: { ...wholeContent(name), ...change } })
  await county.applicationSubmit({ id, version: 1, draft: version })
  return id
}

/** From the province's check to the result: everybody gives these points. */
async function review(id: string, tea: number): Promise<string[]> {
  await (await as('handler')).panelPool({ id })
  await (await as('reviewer')).panelDraw({ id, number: String(tea), source: '公告' })
  const seats = await application.database.read(async tx => sitting((await loadCase(tx, id)).review).map(seat => seat.person))
  for (const person of seats) {
    const expert = await as(experts.get(person) as string)
    const { version } = await expert.sheetRead({ id })
    await expert.sheetSave({ id, version, scores: { tea, plan: 30 }, opinion: '可' })
    await expert.sheetSign({ id, version: version + 1 })
  }
  const handler = await as('handler')
  await handler.applicationConclude({ id, version: (await handler.applicationDetail({ id })).version })
  return seats
}

beforeAll(async () => {
  application = await startApplication([], { clock: now })
  for (const [username, post] of Object.entries({ county: { role: 'county', division: '220122' }, prefecture: { role: 'prefecture', division: '220100' }, handler: { role: 'province-handler' }, reviewer: { role: 'province-reviewer' }, leader: { role: 'leading-group' }, leader2: { role: 'leading-group' } })) await appoint(application, username, post)
  for (let i = 1; i <= 4; i++) experts.set((await appoint(application, `expert${i}`, { role: 'expert' })).person, `expert${i}`)
  await uploadedByAll(application)
  // A town that was listed and struck off not a year ago.
  await application.database.transaction(async tx => {
    const name = '农安县早春小镇'
    await recordNotice(tx, { document: { number: '云茶发〔2023〕2号', printedNumber: null, title: '名单', issuer: null, draftedOn: '2023-02-01', publishedOn: '2023-02-01', index: null, addressees: [], cites: [] }, evaluation: null, batch: 1, lists: [{ kind: 'listed', heading: '名单', line: 1, statedCount: 1, statedParts: [], towns: [{ printed: name, name }] }] }, getProgramme(application.context.programmes, teaProgramme), { spellings: [], links: [] }, { actor: '测试', now: now() })
    const town = (await registeredNames(tx, null, teaProgramme)).find(one => one.names.includes(name))?.town
    const struck: TownFact = { type: 'town.eliminated', data: { programme: teaProgramme, year: 2024, cause: 'consecutive', reapplyFrom: '2026-06-01' }, effective: '2025-06-01', basis: { document: '云茶发-2025-1' } }
    await record(tx, { actor: '测试', now: now(), writes: [{ stream: `town/${town}`, expected: (await readStream(tx, `town/${town}`)).length, facts: [struck] }] })
  })
  const handler = await as('handler')
  await handler.callPlan({ programme: teaProgramme, batch: 2, title: '第二批', milestones: { submit: '2026-01-10', recommend: '2026-01-12', review: '2026-01-20' } })
  await (await as('reviewer')).callOpen({ call, version: 1 })
}, 90_000)
afterAll(() => application?.close())

describe('applications that do not go straight', () => {
  it('a town struck off waits, unless the leading group makes an exception', async () => {
    const county = await as('county')
    const { id, draft } = await county.applicationStart({ call, division: '220122', name: '农安县早春小镇' })
    const { version } = await county.applicationSave({ id, seen: draft, changes: wholeContent('农安县早春小镇') })
    expect(await refusal(county.applicationSubmit({ id, version: 1, draft: version }))).toBe('application.banned')
    const leader = await as('leader')
    expect(await refusal(leader.applicationAdmit({ id, version: 1, ground: 'other', reason: '特殊' }))).toBe('application.ground')
    expect(await refusal(leader.applicationAdmit({ id, version: 1, ground: 'banned', reason: ' ' }))).toBe('application.reason')
    await leader.applicationAdmit({ id, version: 1, ground: 'banned', reason: '已整改到位' })
    await (await as('county')).applicationSubmit({ id, version: 2, draft: version })
    ids['early'] = id
  })

  it('a standard not met is shown all the way, and passing it needs a reason; refusing needs a ground', async () => {
    const id = await file('农安县白毫小镇', { 'check.water': { answer: 'no', note: '在二级保护区边' }, 'project.p1': { name: '茶园', kind: 'lead', investment: 3000, builder: '', from: null, until: null } })
    await (await as('prefecture')).applicationRecommend({ id, version: 2 })
    const handler = await as('handler')
    const { check } = await handler.applicationDetail({ id })
    expect(check.findings.filter(finding => finding.severity === 'unmet').map(finding => finding.field)).toEqual(['check.water', 'project'])
    expect(await refusal(handler.applicationCheck({ id, version: 3 }))).toBe('application.reason')
    expect(await refusal(handler.applicationRefuse({ id, version: 3, ground: 'nothing', reason: 'x' }))).toBe('application.ground')
    expect(await handler.applicationRefuse({ id, version: 3, ground: 'water', reason: '占水源地' })).toEqual({ stage: 'refused', version: 4 })
  })

  it('after the last day nothing is handed in, but what is sent back gets a day of its own; two people move a day', async () => {
    ids['late'] = await file('农安县银针小镇')
    ids['out'] = await file('农安县白露小镇')
    moment = Date.parse('2026-01-13T04:00:00.000Z')
    const prefecture = await as('prefecture')
    expect(await refusal(prefecture.applicationRecommend({ id: ids['late'], version: 2 }))).toBe('application.deadline')
    expect(await refusal(prefecture.applicationReturn({ id: ids['late'], version: 2, to: 'draft', reason: '补正', remarks: [] }))).toBe('application.return-until')
    await prefecture.applicationReturn({ id: ids['late'], version: 2, to: 'draft', reason: '补正', remarks: [], until: '2026-01-14' })
    const county = await as('county')
    const { draft, until } = await county.applicationDetail({ id: ids['late'] })
    expect(until).toBe('2026-01-14')
    await county.applicationSubmit({ id: ids['late'], version: 3, draft: draft?.version ?? 0 })
    const handler = await as('handler')
    const later = { submit: '2026-01-10', recommend: '2026-01-16', review: '2026-01-25' }
    expect(await refusal(handler.callAskExtension({ call, version: await callVersion(handler), milestones: { ...later, recommend: '2026-01-11' }, reason: '大雪' }))).toBe('call.milestones')
    await handler.callAskExtension({ call, version: await callVersion(handler), milestones: later, reason: '大雪' })
    const reviewer = await as('reviewer')
    await reviewer.callExtend({ call, version: await callVersion(reviewer) })
    const again = await as('prefecture')
    await again.applicationRecommend({ id: ids['late'], version: 4 })
    await again.applicationRecommend({ id: ids['early'] as string, version: 3 })
    await again.applicationRecommend({ id: ids['out'], version: 2 })
  })

  it('a second review seats people anew; the first stays as it was and opens nobody’s sheet', async () => {
    const id = ids['late'] as string
    const handler = await as('handler')
    await handler.applicationCheck({ id, version: 5 })
    const first = await review(id, 40)
    const back = await as('handler')
    const { version } = await back.applicationDetail({ id })
    await back.applicationReturn({ id, version, to: 'checked', reason: '材料有更新', remarks: [] })
    await (await as('handler')).panelPool({ id })
    await (await as('reviewer')).panelDraw({ id, number: '999', source: '公告' })
    const seats = await application.database.read(async tx => sitting((await loadCase(tx, id)).review).map(seat => seat.person))
    const both = seats.find(person => first.includes(person)) as string
    expect(await refusal((await as(experts.get(both) as string)).reviewScores({ id }))).toBe('access.separation')
    for (const person of seats) {
      const expert = await as(experts.get(person) as string)
      expect((await expert.sheetRead({ id })).scores).toEqual({})
      await expert.sheetSave({ id, version: 0, scores: { tea: 55, plan: 30 }, opinion: '好' })
      await expert.sheetSign({ id, version: 1 })
    }
    const last = await as('handler')
    await last.applicationConclude({ id, version: (await last.applicationDetail({ id })).version })
    expect((await (await as('reviewer')).reviewScores({ id })).result?.score).toBe(85)
    const kept = await application.database.read(tx => readStream(tx, `review/${id}`))
    expect(kept.filter(event => event.type === 'review.signed')).toHaveLength(6)
  })

  it('a list is taken back when an application leaves it; who is left out is told why, and keeps their case', async () => {
    const [late, early, out] = [ids['late'] as string, ids['early'] as string, ids['out'] as string]
    const handler = await as('handler')
    await handler.applicationCheck({ id: early, version: 4, reason: '' })
    await review(early, 20)
    await (await as('handler')).applicationCheck({ id: out, version: 3 })
    await review(out, 5)
    const left = { application: out, listed: false, reason: '得分偏低，建议再培育一年' }
    const third = await file('农安县金桂小镇').catch((error: { problem: { code: string } }) => error.problem.code)
    expect(third).toBe('application.deadline')
    const again = await as('handler')
    expect((await again.callCandidates({ call })).rows.map(row => [row.name, row.score])).toEqual([['农安县银针小镇', 85], ['农安县早春小镇', 50], ['农安县白露小镇', 35]])
    await again.callSelect({ call, version: await callVersion(again), choices: [{ application: late, listed: true }, { application: early, listed: true }, left] })
    const prefecture = await as('prefecture')
    for (const id of [late, early]) await prefecture.applicationJoin({ id, version: (await prefecture.applicationDetail({ id })).version, agreed: true })
    const third2 = await as('handler')
    await third2.callPublicise({ call, version: await callVersion(third2), from: '2026-01-13', until: '2026-01-17' })
    expect(await refusal(third2.applicationReturn({ id: early, version: (await third2.applicationDetail({ id: early })).version, to: 'draft', reason: 'x', remarks: [] }))).toBe('call.stage')
    const county = await as('county')
    await county.applicationWithdraw({ id: early, version: (await county.applicationDetail({ id: early })).version, reason: '投资变化' })
    moment = Date.parse('2026-01-18T04:00:00.000Z')
    const reviewer = await as('reviewer')
    expect(await refusal(reviewer.callConfirm({ call, version: await callVersion(reviewer) }))).toBe('call.list-gone')
    await reviewer.callReturn({ call, version: await callVersion(reviewer), to: 'open', reason: '有一个撤回' })
    const next = await as('handler')
    await next.callSelect({ call, version: await callVersion(next), choices: [{ application: late, listed: true }, left] })
    expect(await refusal(next.callPublicise({ call, version: await callVersion(next), from: '2026-01-18', until: '2026-01-22' }))).toBe('call.not-joined')
    const detail = await (await as('county')).applicationDetail({ id: early })
    expect([detail.stage, detail.content['name'], detail.steps.length]).toEqual(['withdrawn', '农安县早春小镇', 8])
  })

  it('the list taken anew goes out; whoever is not on it is told so with the reason', async () => {
    const [late, out] = [ids['late'] as string, ids['out'] as string]
    const prefecture = await as('prefecture')
    expect(await refusal(prefecture.applicationJoin({ id: out, version: (await prefecture.applicationDetail({ id: out })).version, agreed: true }))).toBe('application.not-on-list')
    await prefecture.applicationJoin({ id: late, version: (await prefecture.applicationDetail({ id: late })).version, agreed: true })
    const handler = await as('handler')
    await handler.callPublicise({ call, version: await callVersion(handler), from: '2026-01-18', until: '2026-01-22' })
    moment = Date.parse('2026-01-23T04:00:00.000Z')
    const reviewer = await as('reviewer')
    await reviewer.callConfirm({ call, version: await callVersion(reviewer) })
    const leader = await as('leader')
    await leader.callApprove({ call, version: await callVersion(leader), approval: { number: '云政〔2026〕5号', title: '批复', issuer: '云溪省人民政府', date: '2026-01-23', file: { hash: `sha256:${'0'.repeat(64)}`, name: '批复.pdf', type: 'application/pdf', size: 1 } } })
    const writer = await as('handler')
    await writer.callDraft({ call, version: await callVersion(writer), number: null, signedOn: '2026-01-23' })
    expect(await refusal((await as('leader2')).callSign({ call, version: await callVersion(writer) }))).toBe('document.number')
    const corrected = await as('handler')
    await corrected.callDraft({ call, version: await callVersion(corrected), number: '云茶发〔2026〕6号', signedOn: '2026-01-23', as: 'table' })
    await (await as('leader2')).callSign({ call, version: await callVersion(corrected) })
    const releaser = await as('reviewer')
    expect(await releaser.callIssue({ call, version: await callVersion(releaser) })).toMatchObject({ towns: 1 })
    expect((await application.client.townList({ programme: teaProgramme, q: '农安县银针', valid: '2026-01-24' })).towns.map(town => [town.name, town.batch])).toEqual([['农安县银针小镇', 2]])
    const told = (await (await as('county')).applicationDetail({ id: out }))
    expect([told.stage, told.content['name']]).toEqual(['unlisted', '农安县白露小镇'])
    expect(told.ended?.reason).toBe('得分偏低，建议再培育一年')
    expect(JSON.stringify(told)).not.toContain('专家1')
  })
})
