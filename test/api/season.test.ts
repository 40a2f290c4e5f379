// A whole year of the fictional programme through the API, by people of six roles, from the opening to the notice in the
// register; and what may not be done on the way.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoGrid } from '#core/evaluation/demo-data.ts'
import { plainText } from '#core/document/plain-text.ts'
import { readNotice } from '#core/intake/read-notice.ts'
import { signCheckpoint } from '#server/log/checkpoint.ts'
import { openLogKey } from '#server/log/keys.ts'
import { getProgramme } from '#server/policies.ts'
import { lettersOf } from '#server/season/letters.ts'
import { schemeById } from '#server/season/policies.ts'
import { type Application, startApplication } from './application.ts'
import { appoint, type Browser, browser, codeAt, password } from './people.ts'
import { listTeaTowns, teaProgramme, teaTowns } from './tea-towns.ts'

const season = `${teaProgramme}/2025`
let moment = Date.parse('2026-01-05T04:00:00.000Z')
let application: Application
const people: Record<string, Browser> = {}
const folder = mkdtempSync(join(tmpdir(), 'zhenpu-season-'))

const at = (day: string): void => { moment = Date.parse(`${day}T04:00:00.000Z`) }
const now = (): string => new Date(moment).toISOString()

/** Signs in anew: the second factor has just been shown. Each code is good once, so time moves on. */
async function as(username: string): Promise<Browser['client']> {
  moment += 61_000
  const own = browser(application)
  const signed = await own.send('POST', '/api/session', { username, password, code: codeAt(now()) })
  expect([username, signed.status]).toEqual([username, 200])
  people[username] = own
  return own.client
}
const refusal = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'done', (error: { problem?: { code: string } }) => error.problem?.code ?? error)

/** Data as the third party sends them: two towns poor, one withdrawn, the rest as made up. */
function workbook(change: (rows: (string | number | null)[][]) => void = () => {}): string {
  const rows = demoGrid(schemeById(teaProgramme, 'tea-demo'), teaTowns.map((name, i) => ({ name, category: i % 2 ? '叶类' : '芽类' })), 7).rows.map(row => row.map(cell => cell.value as string | number | null))
  rows[0]?.push('自愿退出')
  for (const [i, row] of rows.entries()) if (i > 0) row.push(i === 5 ? '是' : '')
  for (const i of [1, 2]) rows[i] = [...(rows[i] as string[]).slice(0, 2), 20, 1, 0.5, '未编制', 9, 10, 50, '']
  change(rows)
  return Buffer.from(rows.map(row => row.map(cell => cell ?? '').join(',')).join('\n')).toString('base64')
}

beforeAll(async () => {
  application = await startApplication([], { clock: now })
  await listTeaTowns(application)
  for (const [username, role] of [['handler', 'province-handler'], ['reviewer', 'province-reviewer'], ['reviewer2', 'province-reviewer'], ['leader', 'leading-group'], ['judge', 'leading-group'], ['clerk', 'county']] as const) {
    await appoint(application, username, role === 'county' ? { role, division: '220122' } : { role })
  }
}, 60_000)
afterAll(async () => {
  await application?.close()
  rmSync(folder, { recursive: true })
})

describe('a year of the fictional programme', () => {
  it('is opened, and its rules are locked before any score is seen', async () => {
    const handler = await as('handler')
    expect(await handler.seasonOpen({ programme: teaProgramme, year: 2025, scheme: 'tea-demo' })).toEqual({ id: season })
    expect(await refusal(handler.seasonOpen({ programme: teaProgramme, year: 2025, scheme: 'tea-demo' }))).toBe('season.exists')
    expect(await refusal(handler.seasonLock({ season, settings: {} }))).toBe('access.no-permission')
    expect(await refusal(handler.seasonScore({ season, name: '评分.csv', base64: workbook() }))).toBe('season.stage')
    const reviewer = await as('reviewer')
    expect(await refusal(reviewer.seasonLock({ season, settings: { share: 99 } }))).toBe('setting.value')
    expect(await reviewer.seasonLock({ season, settings: { 前段份额: 10 } })).toEqual({ stage: 'locked' })
    expect((await reviewer.seasonDetail({ season })).settings.find(setting => setting.id === 'share')).toMatchObject({ value: '10%', isDefault: true })
  })

  it('takes the third party’s data only whole', async () => {
    const handler = await as('handler')
    const broken = workbook(rows => { (rows[3] as unknown[])[2] = '很多' })
    expect(await refusal(handler.seasonScore({ season, name: '评分.csv', base64: broken }))).toBe('season.data')
    expect(await refusal(handler.seasonScore({ season, name: '评分.csv', base64: workbook(rows => rows.splice(4, 1)) }))).toBe('season.data-towns')
    expect(await handler.seasonScore({ season, name: '评分.csv', base64: workbook() })).toEqual({ stage: 'scored', towns: 30 })
    expect(await refusal(handler.seasonFreeze({ season }))).toBe('access.no-permission')
    await (await as('reviewer')).seasonFreeze({ season })
  })

  it('a cut is confirmed where it parts no equals', async () => {
    const client = await as('reviewer')
    const { cuts } = await client.seasonCuts({ season })
    const bottom = cuts.find(cut => cut.side === 'bottom')
    expect(bottom?.candidates.length).toBeGreaterThan(10)
    expect(await refusal(client.seasonCut({ season, cuts: [{ group: '', value: 'bottom', count: 77 }], reason: '试' }))).toBe('season.cut')
    await client.seasonCut({ season, cuts: cuts.map(({ group, value, proposed }) => ({ group, value, count: proposed })), reason: '按份额' })
  })

  it('proposals say why, and how sure they are; a person may depart with a reason', async () => {
    const handler = await as('handler')
    await handler.seasonPropose({ season })
    const { rows } = await handler.seasonProposals({ season })
    expect(rows).toHaveLength(30)
    const warned = rows.filter(row => row.outcome === 'warned')
    expect(warned.length).toBeGreaterThan(0)
    expect(warned.map(row => [row.adverse, row.robustness !== null, row.article])).toEqual(warned.map(() => [true, true, 'T1 三']))
    expect(rows.filter(row => row.outcome === 'withdrawn')).toHaveLength(1)
    expect(rows.find(row => row.name === teaTowns[1])).toMatchObject({ outcome: 'eliminated', article: 'T1 四' })
    const { because } = await handler.seasonExplanation({ season, town: warned[0]?.town ?? '' })
    expect(JSON.stringify(because)).toContain('得分')
    expect(await refusal(handler.seasonDepart({ season, town: warned[0]?.town ?? '', outcome: '保留', reason: ' ' }))).toBe('request.invalid')
    for (const row of rows.filter(other => other.open)) await handler.seasonDepart({ season, town: row.town, outcome: '保留', reason: '资料不全，暂予保留' })
    await handler.seasonDepart({ season, town: warned[0]?.town ?? '', outcome: '保留', reason: '受灾停产' })
  })

  it('is shown to the public for a time, in which objections are heard by others', async () => {
    const handler = await as('handler')
    expect(await refusal(handler.seasonPublicise({ season, from: '2025-12-01', until: '2026-01-12' }))).toBe('season.publicity-days')
    await handler.seasonPublicise({ season, from: '2026-01-05', until: '2026-01-12' })
    const reviewer = await as('reviewer')
    expect(await refusal(reviewer.seasonConfirm({ season }))).toBe('season.publicity')
    const [mine = '', other = ''] = [(await reviewer.seasonProposals({ season })).rows[0]?.town, (await application.client.townList({ size: 1 })).towns[0]?.id]
    await appoint(application, 'owner', { role: 'operator', towns: [mine, other] })
    const owner = await as('owner')
    expect(await refusal(owner.seasonObject({ season, town: other, text: '不在本年度' }))).toBe('season.town')
    const { id } = await owner.seasonObject({ season, town: mine, text: '漏计一项投资' })
    expect(await refusal((await as('handler')).seasonSettle({ season, objection: id, upheld: false, reason: '已计入' }))).toBe('access.no-permission')
    await (await as('judge')).seasonSettle({ season, objection: id, upheld: false, reason: '已计入' })
    at('2026-01-13')
    const late = await as('reviewer')
    expect(await late.seasonConfirm({ season })).toEqual({ stage: 'confirmed' })
  })

  it('is decided by another than the one who confirmed', async () => {
    const leader = await as('leader')
    expect(await leader.seasonDecide({ season })).toEqual({ stage: 'decided' })
    expect((await leader.seasonDetail({ season })).steps.map(step => step.action)).toContain('season.decided')
  })

  it('an edit that breaks a list is found before anyone can sign', async () => {
    const handler = await as('handler')
    const draft = { number: '云茶发〔2026〕1号', signedOn: '2026-01-14', fieldwork: { year: 2025, month: 11 } }
    const { notice } = await handler.seasonDraft({ season, ...draft })
    expect(notice.differences).toEqual([])
    expect(notice.findings.filter(finding => finding.severity === 'error')).toEqual([])
    expect(notice.tasks.some(task => task.kind === 'ban')).toBe(true)
    const town = teaTowns[10] as string
    const broken = { ...draft, body: notice.body.map(block => ({ ...block, text: block.text.replace(`${town}、`, '').replace(`、${town}`, '') })) }
    const tried = await handler.seasonTryNotice({ season, ...broken })
    expect(tried.notice.differences.join()).toContain(town)
    expect(tried.notice.findings.map(finding => finding.code)).toContain('count-mismatch')
    await handler.seasonDraft({ season, ...broken })
    const leader = await as('leader')
    expect(await refusal(leader.seasonApprove({ season }))).toBe('season.notice-errors')
    await (await as('handler')).seasonDraft({ season, ...draft })
    at('2026-01-14')
    expect(await refusal((await as('reviewer')).seasonIssue({ season }))).toBe('access.separation')
    await (await as('leader')).seasonApprove({ season })
  })

  it('goes out by a third person; not before is it public, and then the register has it', async () => {
    const before = await application.client.noticeList({ programme: teaProgramme })
    expect(before.notices.map(notice => notice.number)).not.toContain('云茶发〔2026〕1号')
    const { document } = await (await as('reviewer')).seasonIssue({ season })
    const after = await application.client.noticeList({ programme: teaProgramme })
    expect(after.notices.map(notice => notice.number)).toContain('云茶发〔2026〕1号')
    const list = await application.client.townList({ programme: teaProgramme, valid: '2026-01-15', size: 200 })
    const statuses = Map.groupBy(list.towns, town => town.status)
    expect(statuses.get('withdrawn')?.length).toBe(1)
    expect(list.towns.filter(town => town.status === 'listed').every(town => town.grade?.year === 2025)).toBe(true)
    expect(list.towns.some(town => town.warned)).toBe(true)
    expect(document).toBe('云茶发-2026-1')
  })

  it('the notice reads back as it was decided, as text, Word and PDF', async () => {
    const client = await as('leader')
    const { notice } = await client.seasonNotice({ season })
    const read = readNotice(notice?.text ?? '', getProgramme(application.context.programmes, teaProgramme))
    expect(read.ok && read.value.lists.reduce((sum, list) => sum + (['promoted', 'warned', 'eliminated'].includes(list.kind) ? 0 : list.towns.length), 0)).toBe(30)
    for (const format of ['docx', 'pdf'] as const) {
      const { base64, name } = await client.seasonNoticeFile({ season, format })
      expect(name).toBe(`云茶发〔2026〕1号.${format}`)
      expect(Buffer.from(base64, 'base64').subarray(0, 2).toString()).toBe(format === 'pdf' ? '%P' : 'PK')
    }
  })

  it('the code at its end leads whoever holds the paper to it, and no other code does', async () => {
    const { notice } = await (await as('leader')).seasonNotice({ season })
    const code = /核验码：(\S+)/.exec(notice?.text ?? '')?.[1] ?? ''
    expect((await application.client.verifyDocument({ code: code.toLowerCase().replace('-', '') })).document?.number).toBe('云茶发〔2026〕1号')
    expect((await application.client.verifyDocument({ code: code === '0000-0000' ? '0000-0001' : '0000-0000' })).document).toBeNull()
    expect((await application.client.verifyDocument({ code: '云茶发' })).document).toBeNull()
  })

  it('a proof waits for the signature of the log: without it, steps would look taken away', async () => {
    expect(await refusal((await as('leader')).seasonBundle({ season, format: 'json' }))).toBe('season.unsigned')
    await application.database.transaction(tx => signCheckpoint(tx, openLogKey(folder), now()))
    const { base64 } = await (await as('leader')).seasonBundle({ season, format: 'json' })
    expect(JSON.parse(Buffer.from(base64, 'base64').toString()).log.events.map((event: { type: string }) => event.type)).toContain('season.issued')
  })

  it('letters go with it: a warning to each warned town, feedback to each that was scored', async () => {
    const { rows } = await (await as('leader')).seasonProposals({ season })
    const letters = await application.database.read(tx => lettersOf(tx, season, { signedOn: '2026-01-20', deadline: '2026-03-31', reviewBy: '2026-02-05' }))
    const of = (kind: string): string[] => letters.filter(letter => letter.kind === kind).map(letter => letter.town ?? '')
    expect(of('warning').toSorted()).toEqual(rows.filter(row => row.outcome === 'warned' && !row.departure).map(row => row.name).toSorted())
    expect(of('feedback')).toHaveLength(rows.filter(row => row.score !== null).length)
    expect(of('withdrawal')).toHaveLength(1)
    const warning = plainText((letters.find(letter => letter.kind === 'warning') as NonNullable<(typeof letters)[number]>).document)
    expect(warning).toMatch(/2026年3月31日/)
    expect(warning).toMatch(/云茶发〔2020〕1号 三/)
  })

  it('what if another answer had been given: the differences', async () => {
    const client = await as('leader')
    expect((await client.seasonReplay({ season })).changes).toEqual([])
    const { changes } = await client.seasonReplay({ season, settings: { 'leaf-unqualified': 'demote' } })
    expect(changes.every(change => change.after === '降类')).toBe(true)
  })

  it('the same year worked out again gives the same bytes', async () => {
    const client = await as('leader')
    const first = JSON.stringify(await client.seasonProposals({ season }))
    expect(JSON.stringify(await client.seasonProposals({ season }))).toBe(first)
  })

  it('who may not: nobody without signing in, no clerk of a county', async () => {
    expect(await refusal(application.client.seasonList({}))).toBe('access.signed-out')
    const clerk = await as('clerk')
    expect(await refusal(clerk.seasonProposals({ season }))).toBe('access.no-permission')
    expect((await clerk.seasonDetail({ season })).counts).toEqual([])
  })
})
