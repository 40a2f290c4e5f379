// 公示 in the open: not before its first day, objected to by real name where the rules allow it, sealed but for the settlers,
// kept for the record.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { returnSeason } from '#server/season/act.ts'
import { type Application, startApplication } from './application.ts'
import { appoint, type Browser, browser, codeAt, password } from './people.ts'
import { teaSeasonToNotice, teaSeasonUntilPublicity, whoOn } from './tea-season.ts'
import { listTeaTowns, teaProgramme } from './tea-towns.ts'

const days = { opened: '2026-01-05', until: '2026-01-12', after: '2026-01-13', issued: '2026-01-14' }
const secret = { name: '周明山', contact: '139 0000 1111' }
let moment = Date.parse('2026-01-04T04:00:00.000Z')
let application: Application
let season = ''
let id = ''
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

beforeAll(async () => {
  application = await startApplication([], { clock: now })
  await listTeaTowns(application)
  season = await teaSeasonUntilPublicity(application, 2025, days)
  id = `season/${season}/1`
  for (const [username, role] of [['handler', 'province-handler'], ['reviewer', 'province-reviewer'], ['judge', 'leading-group'], ['auditor', 'auditor']] as const) await appoint(application, username, { role })
}, 90_000)
afterAll(() => application?.close())

describe('a publicity', () => {
  it('is not there before its first day', async () => {
    expect((await application.client.publicityList({})).publicities).toEqual([])
    expect(await refusal(application.client.publicityDetail({ id }))).toBe('publicity.unknown')
    at('2026-01-05')
    expect((await application.client.publicityList({ programme: teaProgramme })).publicities).toMatchObject([{ id, state: 'open', from: '2026-01-05', until: '2026-01-12' }])
    const { lists, objecting } = await application.client.publicityDetail({ id })
    expect(lists.filter(list => !['promoted', 'warned', 'eliminated'].includes(list.kind)).reduce((sum, list) => sum + list.towns.length, 0)).toBe(30)
    expect(objecting?.public).toBe(true)
  })

  it('is objected to by real name; the name lies sealed, and only who settles may open it, with a trace', async () => {
    const { lists } = await application.client.publicityDetail({ id })
    const town = lists.at(-1)?.towns[0]?.name as string
    const open = browser(application, { address: '203.0.113.7' })
    const objection = { id, town, text: '产值与年报不符，请核对', ...secret }
    expect(await refusal(open.client.publicityObject({ ...objection, town: '没有这个小镇' }))).toBe('publicity.name')
    expect(await refusal(open.client.publicityObject({ ...objection, contact: '' }))).toBe('request.invalid')
    expect(await refusal(open.client.publicityObject({ ...objection, id: 'season/none/2025/1' }))).toBe('publicity.unknown')
    const { number } = await open.client.publicityObject(objection)
    expect(number).toBe('异议1')
    const dump = await application.database.read(async tx => JSON.stringify([await tx.selectFrom('event').selectAll().execute(), await tx.selectFrom('objector').selectAll().execute().then(rows => rows.map(row => row.sealed.toString('latin1')))]))
    for (const trace of Object.values(secret)) expect([trace, dump.includes(trace)]).toEqual([trace, false])
    const detail = await (await as('handler')).seasonDetail({ season })
    expect(detail.objections.map(other => [other.id, other.name, other.by])).toEqual([['异议1', town, '公众']])
    for (const role of ['handler', 'auditor']) expect([role, await refusal((await as(role)).seasonObjector({ season, objection: number, reason: '看看' }))]).toEqual([role, 'access.no-permission'])
    expect(await (await as('judge')).seasonObjector({ season, objection: number, reason: '核实' })).toEqual({ objector: secret })
    expect((await (await as('auditor')).accessLog({ kind: 'objector.opened' })).lines.map(line => line.data)).toEqual([{ season, objection: number, reason: '核实' }])
    await (await as('judge')).seasonSettle({ season, objection: number, upheld: false, reason: '数据无误' })
  })

  it('from one place, not without end', async () => {
    const flood = browser(application, { address: '203.0.113.99' })
    const answers = []
    for (let i = 0; i < 8; i++) answers.push(await refusal(flood.client.publicityObject({ id, town: '没有这个小镇', text: `第 ${i} 次提出`, ...secret })))
    expect(answers.at(-1)).toBe('publicity.name')
    const { lists } = await application.client.publicityDetail({ id })
    const town = lists[0]?.towns[0]?.name as string
    const filed = []
    for (let i = 0; i < 8; i++) filed.push(await refusal(flood.client.publicityObject({ id, town, text: `第 ${i} 次提出异议`, ...secret })))
    expect(filed.at(-1)).toBe('report.wait')
  })

  it('closes after its last day, and stays to be read; a returned one says so', async () => {
    at('2026-01-13')
    expect((await application.client.publicityDetail({ id })).state).toBe('closed')
    const [town = ''] = (await application.client.publicityDetail({ id })).lists.flatMap(list => list.towns.map(entry => entry.name))
    expect(await refusal(browser(application, { address: '203.0.113.8' }).client.publicityObject({ id, town, text: '来晚了的异议', ...secret }))).toBe('publicity.closed')
    const detail = await (await as('judge')).seasonDetail({ season })
    for (const objection of detail.objections.filter(other => !other.settled)) await (await as('judge')).seasonSettle({ season, objection: objection.id, upheld: false, reason: '无据' })
    await teaSeasonToNotice(application, season, days, '云茶发〔2026〕1号')
    expect(await application.client.publicityDetail({ id })).toMatchObject({ state: 'closed', stateLabel: '公示已结束', issued: { number: '云茶发〔2026〕1号' }, returned: false })
    const next = await teaSeasonUntilPublicity(application, 2026, { opened: '2026-01-20', until: '2026-01-30', after: '', issued: '' })
    at('2026-01-21')
    await application.database.transaction(tx => returnSeason(tx, next, '数据须核', whoOn('2026-01-21', 'r')))
    expect(await application.client.publicityDetail({ id: `season/${next}/1` })).toMatchObject({ state: 'closed', returned: true, issued: null })
  })
})
