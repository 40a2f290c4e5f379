// What a notice leaves to be done: a report of each place with its last day, bans with theirs, a rectification offered for
// every warned town and opened only by a person.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Fact } from '#core/register/event.ts'
import { readStream } from '#server/log/read.ts'
import { record } from '#server/record.ts'
import { type Application, startApplication } from './application.ts'
import { appoint, type Browser, browser, codeAt, password } from './people.ts'
import { teaSeasonToNotice, teaSeasonUntilPublicity } from './tea-season.ts'
import { listTeaTowns, teaProgramme } from './tea-towns.ts'

const days = { opened: '2026-01-05', until: '2026-01-06', after: '2026-01-07', issued: '2026-01-08' }
let moment = Date.parse('2026-01-05T04:00:00.000Z')
let application: Application
let season = ''
const now = (): string => new Date(moment).toISOString()
const refusal = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'done', (error: { problem?: { code: string } }) => error.problem?.code ?? error)

async function as(username: string): Promise<Browser['client']> {
  moment += 61_000
  const own = browser(application)
  const signed = await own.send('POST', '/api/session', { username, password, code: codeAt(now()) })
  expect([username, signed.status]).toEqual([username, 200])
  return own.client
}

beforeAll(async () => {
  application = await startApplication([], { clock: now })
  await listTeaTowns(application)
  const { towns } = await application.client.townList({ programme: teaProgramme, size: 200 })
  await application.database.transaction(async tx => {
    const writes = await Promise.all(towns.map(async ({ id }, i) => {
      const placed: Fact = { type: 'town.placed', data: i % 2 ? { division: '220122', prefecture: '220100' } : { division: '220221', prefecture: '220200' }, effective: '2023-02-01', basis: { document: '云茶发-2023-2' } }
      return { stream: `town/${id}`, expected: (await readStream(tx, `town/${id}`)).length, facts: [placed] }
    }))
    await record(tx, { actor: '测试', now: now(), writes })
  })
  season = await teaSeasonUntilPublicity(application, 2025, days)
  for (const [username, post] of Object.entries({ handler: { role: 'province-handler' }, near: { role: 'prefecture', division: '220100' }, far: { role: 'prefecture', division: '220200' }, county: { role: 'county', division: '220122' } })) await appoint(application, username, post)
}, 90_000)
afterAll(() => application?.close())

describe('after the notice', () => {
  it('nothing follows before it is out', async () => {
    expect(await refusal((await as('handler')).seasonFollowUp({ season }))).toBe('season.stage')
    await teaSeasonToNotice(application, season, days, '云茶发〔2026〕1号')
  })

  it('each place has its duty with its last day, reports it, and sees no other’s', async () => {
    moment = Date.parse('2026-01-10T04:00:00.000Z')
    const all = await (await as('handler')).seasonFollowUp({ season })
    expect(all.duties.map(duty => [duty.division, duty.until, duty.report, duty.mayReport])).toEqual([['220100', '2026-02-07', null, false], ['220200', '2026-02-07', null, false]])
    expect(all.bans.every(ban => ban.until === '2027-01-08' && !ban.over)).toBe(true)
    expect(all.bans.length).toBeGreaterThan(0)
    expect((await (await as('near')).seasonFollowUp({ season })).duties.map(duty => [duty.division, duty.mayReport])).toEqual([['220100', true]])
    expect((await (await as('county')).seasonFollowUp({ season })).duties).toEqual([])
    expect(await refusal((await as('near')).seasonReportDuty({ season, duty: 'duty-1', division: '220200', text: '已报告' }))).toBe('access.out-of-scope')
    expect(await refusal((await as('near')).seasonReportDuty({ season, duty: 'duty-9', division: '220100', text: '已报告' }))).toBe('follow-up.unknown')
    await (await as('near')).seasonReportDuty({ season, duty: 'duty-1', division: '220100', text: '已向市政府报告' })
    moment = Date.parse('2026-02-08T04:00:00.000Z')
    expect((await (await as('handler')).seasonFollowUp({ season })).duties.map(duty => [duty.division, duty.report?.text ?? null, duty.late])).toEqual([['220100', '已向市政府报告', false], ['220200', null, true]])
  })

  it('a rectification is offered for every warned town, and opened by a person alone', async () => {
    const handler = await as('handler')
    const { warned } = await handler.seasonFollowUp({ season })
    expect(warned.length).toBeGreaterThan(0)
    expect(warned.map(town => [town.rectification, town.mayOpen])).toEqual(warned.map(() => [null, true]))
    expect((await handler.rectificationList({ programme: teaProgramme })).rectifications).toEqual([])
    const { id } = await handler.rectificationOpen({ programme: teaProgramme, town: warned[0]?.town ?? '', text: '按通报整改' })
    const after = (await (await as('handler')).seasonFollowUp({ season })).warned.find(town => town.town === warned[0]?.town)
    expect(after).toMatchObject({ rectification: { id, stageLabel: '已立案' }, mayOpen: false })
  })
})
