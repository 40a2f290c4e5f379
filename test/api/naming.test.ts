// 验收命名: an acceptance recorded with its document, a proposal to name, the government's approval recorded by its document
// before anybody can sign, and a town that is named by the notice.
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noteSeason } from '#server/season/act.ts'
import { approveNotice, issueNotice } from '#server/season/notice.ts'
import { type Application, startApplication } from './application.ts'
import { appoint, type Browser, browser, codeAt, password } from './people.ts'
import { teaSeasonToNotice, teaSeasonUntilPublicity, whoOn } from './tea-season.ts'
import { listTeaTowns, teaProgramme, teaTowns } from './tea-towns.ts'

const days = { opened: '2026-01-05', until: '2026-01-06', after: '2026-01-07', issued: '2026-01-08' }
let moment = Date.parse('2026-01-05T04:00:00.000Z')
let application: Application
let season = ''
let town = ''
let leader = ''
const name = teaTowns[14] as string
const at = (day: string): void => { moment = Date.parse(`${day}T04:00:00.000Z`) }
const now = (): string => new Date(moment).toISOString()
const refusal = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'done', (error: { problem?: { code: string } }) => error.problem?.code ?? error)

async function as(username: string): Promise<Browser['client']> {
  moment += 61_000
  const own = browser(application)
  const signed = await own.send('POST', '/api/session', { username, password, code: codeAt(now()) })
  expect([username, signed.status]).toEqual([username, 200])
  return own.client
}

const scan = { hash: `sha256:${createHash('sha256').update('批复').digest('hex')}`, name: '批复.pdf', type: 'application/pdf', size: 12 }
const approval = { number: '云政函〔2026〕4号', title: '关于命名茶小镇的批复', issuer: '云溪省人民政府', date: '2026-01-08', file: scan }

beforeAll(async () => {
  application = await startApplication([], { clock: now })
  await listTeaTowns(application)
  town = (await application.client.townList({ programme: teaProgramme, q: name, size: 1 })).towns[0]?.id ?? ''
  for (const [username, role] of [['handler', 'province-handler'], ['leader', 'leading-group']] as const) {
    const { person } = await appoint(application, username, { role })
    if (username === 'leader') leader = person
  }
  // The scan, as if the leader had uploaded it; how uploads are checked is tested by itself.
  await application.database.transaction(async tx => {
    await tx.insertInto('attachment').values({ hash: scan.hash, size: scan.size, type: scan.type, checked: now() }).execute()
    await tx.insertInto('attachment_upload').values({ hash: scan.hash, name: scan.name, person: leader, at: now() }).execute()
  })
}, 90_000)
afterAll(() => application?.close())

describe('naming', () => {
  it('an acceptance is recorded with its ground, and only what the rules ask for', async () => {
    season = await teaSeasonUntilPublicity(application, 2025, days, [{ town, fact: 'acceptance', value: 'passed', source: '云茶验〔2026〕1号 验收意见' }])
    expect(await refusal(application.database.transaction(tx => noteSeason(tx, season, [{ town, fact: 'acceptance', value: 'passed', source: '晚了' }], whoOn('2026-01-05', 'h'))))).toBe('season.stage')
    const { rows } = await (await as('leader')).seasonProposals({ season })
    expect(rows.find(row => row.town === town)).toMatchObject({ outcome: 'named', article: 'T1 八' })
    expect(JSON.stringify((await (await as('leader')).seasonExplanation({ season, town })).because)).toContain('云茶验〔2026〕1号')
    const { counts } = await (await as('leader')).seasonDetail({ season })
    expect(counts.find(count => count.outcome === 'named')?.count).toBe(1)
    expect(counts.some(count => count.outcome === null)).toBe(false)
  })

  it('is not signed, and does not go out, without the government’s document', async () => {
    await teaSeasonToNotice(application, season, days, '云茶发〔2026〕1号', false)
    at('2026-01-08')
    expect(await refusal(application.database.transaction(tx => approveNotice(tx, season, whoOn('2026-01-08', 'l'))))).toBe('season.naming')
    const chief = await as('leader')
    expect((await chief.seasonDetail({ season })).naming).toEqual({ towns: [name], authority: '云溪省人民政府', approval: null })
    expect(await refusal(chief.seasonEndorse({ season, approval: { ...approval, date: '2026-02-01' } }))).toBe('season.naming-date')
    expect(await refusal(chief.seasonEndorse({ season, approval: { ...approval, file: { ...scan, hash: `sha256:${'0'.repeat(64)}` } } }))).toBe('file.not-yours')
    expect(await refusal((await as('handler')).seasonEndorse({ season, approval }))).toBe('access.no-permission')
    expect(await (await as('leader')).seasonEndorse({ season, approval })).toEqual({ stage: 'drafted' })
    expect((await (await as('leader')).seasonDetail({ season })).naming?.approval?.number).toBe('云政函〔2026〕4号')
  })

  it('once it is out the town is named, by the notice and the approval behind it', async () => {
    const { notice } = await (await as('leader')).seasonNotice({ season })
    expect(notice?.text).toContain(`命名小镇1个：${name}`)
    expect(notice?.differences).toEqual([])
    await application.database.transaction(tx => approveNotice(tx, season, whoOn('2026-01-08', 'l')))
    await application.database.transaction(tx => issueNotice(tx, season, whoOn('2026-01-08', 'r')))
    const shown = await application.client.townDetail({ id: town, programme: teaProgramme })
    expect(shown.status).toBe('named')
    expect(shown.acts.find(act => act.type === 'town.accredited')?.basis).toMatchObject({ documentNumber: '云茶发〔2026〕1号', place: '命名名单第 1 个；T1 八；云溪省人民政府批准：云政函〔2026〕4号' })
  })
})
