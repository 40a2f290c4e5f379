// Supervision through the API, by people of eight roles: a round of checks and what follows, a warning put right and lifted,
// a misused name reported by nobody in particular, an appeal, money. And what may not be done on the way.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Attachment } from '#core/attachment/attachment.ts'
import { demoGrid } from '#core/evaluation/demo-data.ts'
import { type DocumentData, documentStream } from '#core/register/document.ts'
import type { Fact } from '#core/register/event.ts'
import { openStore } from '#server/attachment/store.ts'
import { pdf, png } from '#server/attachment/hostile.fixture.ts'
import { readStream } from '#server/log/read.ts'
import { record } from '#server/record.ts'
import { schemeById } from '#server/season/policies.ts'
import { type Application, startApplication } from './application.ts'
import { appoint, browser, type Browser, codeAt, origin, password } from './people.ts'
import { listTeaTowns, teaProgramme, teaTowns } from './tea-towns.ts'

const programme = teaProgramme
const season = `${programme}/2025`
let moment = Date.parse('2026-01-05T04:00:00.000Z')
let application: Application
let files = ''
const person: Record<string, string> = {}
const town: Record<string, string> = {}
const county = '220122'
const prefecture = '220100'

const at = (day: string): void => { moment = Date.parse(`${day}T04:00:00.000Z`) }
const now = (): string => new Date(moment).toISOString()
const refusal = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'done', (error: { problem?: { code: string } }) => error.problem?.code ?? error)

async function enter(username: string): Promise<Browser> {
  moment += 61_000
  const own = browser(application)
  const signed = await own.send('POST', '/api/session', { username, password, code: codeAt(now()) })
  expect([username, signed.status]).toEqual([username, 200])
  return own
}
const as = async (username: string): Promise<Browser['client']> => (await enter(username)).client

async function upload(username: string, name: string, bytes: Buffer): Promise<Attachment> {
  const own = await enter(username)
  const response = await application.app.inject({ method: 'POST', url: `/api/attachments?name=${encodeURIComponent(name)}`, payload: bytes, headers: { host: new URL(origin).host, origin, cookie: [...own.cookies].map(([key, value]) => `${key}=${value}`).join('; '), 'content-type': 'application/octet-stream' } })
  expect([name, response.statusCode, response.statusCode === 200 ? '' : response.body]).toEqual([name, 200, ''])
  return response.json()
}

beforeAll(async () => {
  files = mkdtempSync(join(tmpdir(), 'files-'))
  await openStore(files)
  application = await startApplication([], { clock: now })
  application.context.files = files
  await listTeaTowns(application)
  const { towns } = await application.client.townList({ programme, size: 200 })
  for (const { id, name } of towns) town[name] = id
  await application.database.transaction(async tx => {
    const stream = `town/${here().id}`
    const placed: Fact = { type: 'town.placed', data: { division: county, prefecture }, effective: '2023-02-01', basis: { document: '云茶发-2023-2' } }
    await record(tx, { actor: '测试', now: now(), writes: [{ stream, expected: (await readStream(tx, stream)).length, facts: [placed] }] })
  })
  for (const [username, role] of [['handler', 'province-handler'], ['handler2', 'province-handler'], ['reviewer', 'province-reviewer'], ['reviewer2', 'province-reviewer'], ['leader', 'leading-group'], ['judge', 'leading-group'], ['auditor', 'auditor'], ['county', 'county'], ['county2', 'county'], ['elsewhere', 'county'], ['prefecture', 'prefecture'], ['expert', 'expert']] as const) {
    const made = await appoint(application, username, role === 'county' ? { role, division: username === 'elsewhere' ? '222401' : county } : role === 'prefecture' ? { role, division: prefecture } : { role })
    person[username] = made.person
  }
}, 90_000)
afterAll(async () => { await application?.close(); rmSync(files, { recursive: true, force: true }) })

/** The town that the stories are about, in a county of that prefecture; the others lie nowhere. */
function here(): { name: string; id: string } {
  const name = teaTowns[2] as string
  return { name, id: town[name] as string }
}
const otherTown = (): string => town[teaTowns[5] as string] as string

describe('a round of checks', () => {
  let round = ''
  let rectification = ''
  let photograph: Attachment

  it('is planned by one and launched by another', async () => {
    const handler = await as('handler')
    const plan = { programme, title: '2026年检查', from: '2026-01-06', until: '2026-02-01', towns: [here().id], items: ['tea', 'records'], checkers: ['省茶业委员会检查组'] }
    expect(await refusal(handler.roundPlan({ ...plan, towns: ['none'] }))).toBe('supervision.town')
    expect(await refusal(handler.roundPlan({ ...plan, items: ['none'] }))).toBe('supervision.word')
    expect(await refusal(handler.roundPlan({ ...plan, until: '2025-12-31' }))).toBe('supervision.due')
    expect(await refusal(handler.roundPlan({ ...plan, programme: '示例-无' }))).toBe('supervision.policy')
    round = (await handler.roundPlan(plan)).id
    expect(await refusal(handler.roundCheck({ id: round, town: here().id, text: '看过', findings: [] }))).toBe('supervision.stage')
    expect(await refusal(handler.roundLaunch({ id: round }))).toBe('access.no-permission')
    expect(await (await as('reviewer')).roundLaunch({ id: round })).toEqual({ stage: 'launched' })
  })

  it('finds, with evidence; a grave finding is followed before it closes', async () => {
    photograph = await upload('handler', '现场.png', png())
    const handler = await as('handler')
    const waits = async (username: string): Promise<string[]> => (await (await as(username)).supervisionDesk({})).waiting.map(wait => wait.action)
    expect([await waits('handler'), await waits('prefecture'), await waits('county'), await waits('reviewer')]).toEqual([['check'], ['check'], [], []])
    const finding = { item: 'tea', severity: 'major', text: '茶园撂荒', files: [photograph] }
    expect(await refusal(handler.roundCheck({ id: round, town: otherTown(), text: '看过' }))).toBe('supervision.town')
    expect(await refusal(handler.roundCheck({ id: round, town: here().id, text: '看过', findings: [{ ...finding, severity: 'none' }] }))).toBe('supervision.word')
    expect(await refusal((await as('handler2')).roundCheck({ id: round, town: here().id, text: '看过', findings: [finding] }))).toBe('file.not-yours')
    const reviewer = await as('reviewer')
    expect(await refusal(reviewer.roundClose({ id: round, summary: '完' }))).toBe('round.unchecked')
    expect(await (await as('handler')).roundCheck({ id: round, town: here().id, text: '看过', findings: [finding, { item: 'records', severity: 'note', text: '台账潦草' }] })).toEqual({ findings: ['发现1', '发现2'] })
    expect(await refusal((await as('reviewer')).roundClose({ id: round, summary: '完' }))).toBe('round.unfollowed')
    const view = await (await as('handler')).roundDetail({ id: round })
    expect(view.findings.map(found => [found.id, found.mustFollow, found.itemLabel, found.article])).toEqual([['发现1', true, '茶业', '云茶发〔2020〕1号 七'], ['发现2', false, '台账', '云茶发〔2020〕1号 七']])
    expect(view.actions.find(action => action.id === 'close')).toMatchObject({ allowed: false, code: 'round.unfollowed', holders: ['省级复核'] })
    rectification = (await (await as('handler')).roundFollow({ id: round, finding: '发现1' })).id
    expect(await refusal((await as('handler')).roundFollow({ id: round, finding: '发现1' }))).toBe('round.finding')
    expect(await (await as('reviewer')).roundClose({ id: round, summary: '一处撂荒' })).toEqual({ stage: 'closed' })
  })

  it('shows a county its own towns and files, and another county nothing at all', async () => {
    const own = await enter('county')
    expect((await own.client.roundList({})).rounds.map(row => row.towns.map(one => one.id))).toEqual([[here().id]])
    const elsewhere = await enter('elsewhere')
    expect(await elsewhere.client.roundList({})).toEqual({ rounds: [] })
    expect(await elsewhere.client.rectificationList({})).toEqual({ rectifications: [] })
    expect(await refusal(elsewhere.client.roundDetail({ id: round }))).toBe('access.unknown-target')
    expect(await refusal(elsewhere.client.rectificationDetail({ id: rectification }))).toBe('access.out-of-scope')
    expect(await refusal(elsewhere.client.rectificationDetail({ id: 'none' }))).toBe('access.out-of-scope')
    const path = `/api/rectifications/${rectification}/files/${photograph.hash}`
    expect((await elsewhere.send('GET', path)).status).toBe(403)
    expect((await browser(application).send('GET', path)).status).toBe(401)
    expect((await own.send('GET', `/api/rounds/${round}/files/sha256:${'0'.repeat(64)}`)).body).toMatchObject({ code: 'file.unknown' })
    for (const url of [path, `/api/rounds/${round}/files/${photograph.hash}`]) {
      const { status, headers } = await own.send('GET', url)
      expect([status, headers['content-type'], headers['x-content-type-options'], headers['content-length']]).toEqual([200, 'image/png', 'nosniff', String(photograph.size)])
      expect(headers['content-disposition']).toBe(`attachment; filename="__.png"; filename*=UTF-8''${encodeURIComponent('现场.png')}`)
      expect(headers['content-security-policy']).toContain("sandbox; default-src 'none'")
      expect(headers['cache-control']).toBe('private, no-store')
    }
  })

  it('leads up the ladder until it is put right, each step by the right person', async () => {
    const id = rectification
    const handler = await as('handler')
    expect((await handler.rectificationDetail({ id })).rungs.map(rung => rung.id)).toEqual(['order', 'interview', 'circular'])
    expect(await refusal(handler.rectificationMeasure({ id, rung: 'guidance', text: '指导', due: '2026-02-01' }))).toBe('rectification.lower')
    expect(await refusal(handler.rectificationMeasure({ id, rung: 'order', text: '复耕', due: '2027-02-01' }))).toBe('supervision.due')
    expect(await handler.rectificationMeasure({ id, rung: 'order', text: '复耕', due: '2026-02-01' })).toEqual({ stage: 'proposed' })
    await (await as('reviewer')).rectificationOrder({ id })
    expect(await refusal((await as('handler')).rectificationRecheck({ id, passed: true, text: '看过' }))).toBe('rectification.not-due')
    at('2026-02-02')
    expect((await (await as('county')).rectificationList({})).rectifications).toMatchObject([{ id, overdue: true, due: '2026-02-01', rungLabel: '限期整改' }])
    expect(await (await as('handler')).rectificationRecheck({ id, passed: false, text: '没有动' })).toEqual({ stage: 'failed' })
    expect(await (await as('handler')).rectificationMeasure({ id, rung: 'interview', text: '约谈县负责人', due: '2026-03-01' })).toEqual({ stage: 'proposed' })
    await (await as('reviewer')).rectificationOrder({ id })
    expect(await refusal((await as('county')).rectificationReport({ id, text: '改了' }))).toBe('rectification.record')
    const interview = { id, on: '2026-02-02', place: '省茶业委员会', interviewers: ['王某'], attended: ['李某'], record: '谈话内容', promises: '三月前复耕' }
    expect(await refusal((await as('handler')).rectificationInterview({ ...interview, on: '2026-01-01' }))).toBe('supervision.due')
    await (await as('handler')).rectificationInterview(interview)
    const proof = await upload('county', '整改报告.pdf', pdf())
    expect(await (await as('county')).rectificationReport({ id, text: '已复耕', files: [proof] })).toEqual({ stage: 'reported' })
    expect(await (await as('prefecture')).rectificationRecheck({ id, passed: true, text: '属实' })).toEqual({ stage: 'passed' })
    expect(await refusal((await as('handler')).rectificationClose({ id, reason: '完成' }))).toBe('access.no-permission')
    expect(await (await as('reviewer')).rectificationClose({ id, reason: '完成' })).toEqual({ stage: 'cured' })
    expect(await refusal((await as('handler')).warningClearPropose({ id, reason: '改好了' }))).toBe('rectification.cause')
    const view = await (await as('county')).rectificationDetail({ id })
    expect(view.measures.map(measure => [measure.rungLabel, measure.interview?.place ?? null, measure.rechecks.map(said => said.passed)])).toEqual([['限期整改', null, [false]], ['约谈', '省茶业委员会', [true]]])
  })
})

describe('a year with a warning', () => {
  it('is decided and published', async () => {
    const rows = demoGrid(schemeById(programme, 'tea-demo'), teaTowns.map((name, i) => ({ name, category: i % 2 ? '叶类' : '芽类' })), 7).rows.map(row => row.map(cell => cell.value as string | number | null))
    const wanted = teaTowns.indexOf(here().name) + 1
    rows[wanted] = [...(rows[wanted] as string[]).slice(0, 2), 20, 1, 0.5, '未编制', 9, 10, 50]
    const base64 = Buffer.from(rows.map(row => row.map(cell => cell ?? '').join(',')).join('\n')).toString('base64')
    await (await as('handler')).seasonOpen({ programme, year: 2025, scheme: 'tea-demo' })
    await (await as('reviewer')).seasonLock({ season })
    await (await as('handler')).seasonScore({ season, name: '评分.csv', base64 })
    await (await as('reviewer')).seasonFreeze({ season })
    const { cuts } = await (await as('reviewer')).seasonCuts({ season })
    await (await as('reviewer')).seasonCut({ season, cuts: cuts.map(({ group, value, proposed }) => ({ group, value, count: proposed })), reason: '按份额' })
    await (await as('handler')).seasonPropose({ season })
    const proposals = await (await as('handler')).seasonProposals({ season })
    for (const row of proposals.rows.filter(other => other.open)) await (await as('handler')).seasonDepart({ season, town: row.town, outcome: 'kept', reason: '待查' })
    expect(proposals.rows.find(row => row.town === here().id)?.outcome).toBe('warned')
    await (await as('handler')).seasonPublicise({ season, from: '2026-02-02', until: '2026-02-03' })
    at('2026-02-04')
    await (await as('reviewer')).seasonConfirm({ season })
    await (await as('leader')).seasonDecide({ season })
    expect(await refusal((await as('county')).appealSubmit({ season, town: here().id, text: '不服' }))).toBe('appeal.not-published')
    await (await as('handler')).seasonDraft({ season, number: '云茶发〔2026〕1号', signedOn: '2026-02-04', fieldwork: { year: 2025, month: 11 } })
    await (await as('leader')).seasonApprove({ season })
    await (await as('reviewer')).seasonIssue({ season })
    expect((await application.client.townList({ programme, valid: '2026-02-05', size: 200 })).towns.find(row => row.id === here().id)?.warned).toBe(true)
  }, 60_000)

  it('can be appealed against: by those who may, in time, on the original data, before others than the deciders', async () => {
    expect(await refusal((await as('elsewhere')).appealSubmit({ season, town: here().id, text: '不服' }))).toBe('access.out-of-scope')
    const proof = await upload('county', '申诉材料.pdf', pdf('<< /N 5 >>'))
    const { id } = await (await as('county')).appealSubmit({ season, town: here().id, text: '产量登记有误', files: [proof] })
    expect(await refusal((await as('county')).appealSubmit({ season, town: here().id, text: '再来' }))).toBe('appeal.open')
    // The first deciders may not touch it.
    expect(await refusal((await as('handler')).appealAccept({ id }))).toBe('access.separation')
    await (await as('handler2')).appealAccept({ id })
    const explained = await (await as('county')).appealExplanation({ id })
    expect(explained.rederived).toEqual({ decided: 'warned', label: '警告', same: true })
    expect(JSON.stringify(explained.because)).toContain('T1 三')
    const reviewed = await (await as('handler2')).appealReview({ id, upheld: false, opinion: '原数据无误' })
    expect(reviewed).toEqual({ stage: 'reviewed', rederived: { decided: 'warned', label: '警告', same: true } })
    for (const first of ['reviewer', 'leader']) expect([first, await refusal((await as(first)).appealSettle({ id, upheld: true, reason: '我说了算' }))]).toEqual([first, 'access.separation'])
    expect(await (await as('judge')).appealSettle({ id, upheld: false, reason: '维持' })).toEqual({ stage: 'settled' })
    const view = await (await as('county')).appealDetail({ id })
    expect(view).toMatchObject({ label: '警告', end: { upheld: false, reason: '维持' }, review: { rederived: { same: true } } })
    expect(Object.values(view.made).every(hash => hash.startsWith('sha256:'))).toBe(true)
  })

  it('an appeal that is right stays open until the register has been corrected, and says by which document', async () => {
    const { id } = await (await as('county')).appealSubmit({ season, town: here().id, text: '另有新情况' })
    const waits = async (username: string): Promise<string[]> => (await (await as(username)).supervisionDesk({})).waiting.filter(wait => wait.id === id).map(wait => wait.action)
    expect([await waits('handler'), await waits('handler2'), await waits('county')]).toEqual([[], ['accept'], []])
    await (await as('handler2')).appealAccept({ id })
    await (await as('handler2')).appealReview({ id, upheld: true, opinion: '应予支持' })
    expect([await waits('leader'), await waits('judge'), await waits('handler2')]).toEqual([[], ['settle'], []])
    expect(await (await as('judge')).appealSettle({ id, upheld: true, reason: '成立' })).toEqual({ stage: 'upheld' })
    expect([await waits('judge'), await waits('handler2')]).toEqual([[], ['correct']])
    expect(await refusal((await as('county')).appealSubmit({ season, town: here().id, text: '再来' }))).toBe('appeal.open')
    expect(await refusal((await as('handler2')).appealCorrect({ id, document: '云茶发-2026-1' }))).toBe('appeal.uncorrected')
    await application.database.transaction(async tx => {
      const data: DocumentData = { programme, number: '云茶发〔2026〕5号', printedNumber: '云茶发〔2026〕5号', title: '关于更正的通知', issuer: '云溪省茶业委员会', draftedOn: '2026-02-04', publishedOn: null, index: null, addressees: [], cites: [], batch: null, evaluation: null, lists: [] }
      const document = '云茶发-2026-5'
      const placed: Fact = { type: 'town.placed', data: { division: county, prefecture }, effective: '2026-02-04', basis: { document } }
      await record(tx, { actor: '测试', now: now(), writes: [{ stream: documentStream(document), expected: 0, facts: [{ type: 'document.recorded', effective: '2026-02-04', basis: { document }, data }] }, { stream: `town/${here().id}`, expected: (await readStream(tx, `town/${here().id}`)).length, facts: [placed] }] })
    })
    expect((await (await as('handler2')).appealDetail({ id })).corrections.map(paper => paper.number)).toEqual(['云茶发〔2026〕5号'])
    expect(await refusal((await as('handler2')).appealCorrect({ id, document: '云茶发-2026-1' }))).toBe('appeal.document')
    expect(await (await as('handler2')).appealCorrect({ id, document: '云茶发-2026-5' })).toEqual({ stage: 'corrected' })
    const { corrected, steps } = await (await as('county')).appealDetail({ id })
    expect([corrected?.title, steps.map(step => step.words ?? step.label)]).toEqual(['关于更正的通知', ['申诉', '受理申诉', '申诉成立', '申诉成立', '登记更正']])
    at('2026-03-01')
    expect(await refusal((await as('county')).appealSubmit({ season, town: here().id, text: '又来' }))).toBe('appeal.late')
  }, 60_000)

  it('keeps money away, with the reason; put right, the warning is lifted into the register by its document', async () => {
    const asked = { programme, town: here().id, use: 'infrastructure' }
    const request = { ...asked, project: '茶园道路', amount: '120.5', text: '修路' }
    const { eligible, conditions } = await (await as('county')).supportEligibility(asked)
    expect([eligible, conditions.filter(condition => !condition.met).map(condition => [condition.id, condition.why])]).toEqual([false, [['not-warned', '2025 年度被警告，尚未解除']]])
    expect(await refusal((await as('county')).supportRequest(request))).toBe('support.not-eligible')

    const { id } = await (await as('handler')).rectificationOpen({ programme, town: here().id, text: '按警告整改' })
    expect(await refusal((await as('handler')).rectificationOpen({ programme, town: here().id, text: '再立' }))).toBe('rectification.exists')
    expect(await refusal((await as('handler')).rectificationOpen({ programme, town: otherTown(), text: '没有警告' }))).toBe('warning.none')
    await (await as('handler')).rectificationMeasure({ id, rung: 'order', text: '整改', due: '2026-04-01' })
    await (await as('reviewer')).rectificationOrder({ id })
    await (await as('county')).rectificationReport({ id, text: '已改' })
    await (await as('prefecture')).rectificationRecheck({ id, passed: true, text: '属实' })
    await (await as('reviewer')).rectificationClose({ id, reason: '完成' })
    await (await as('handler')).warningClearPropose({ id, reason: '整改到位' })
    const document = { number: '云茶发〔2026〕9号', title: '关于解除警告的通知', issuer: '云溪省茶业委员会', draftedOn: '2026-03-01' }
    expect(await refusal((await as('reviewer')).warningClear({ id, document }))).toBe('access.no-permission')
    expect(await refusal((await as('leader')).warningClear({ id, document: { ...document, draftedOn: '2026-01-01' } }))).toBe('supervision.due')
    expect(await (await as('leader')).warningClear({ id, document })).toEqual({ stage: 'cleared', document: '云茶发-2026-9' })
    const shown = await application.client.townDetail({ id: here().id })
    expect(JSON.stringify(shown)).toContain('警告解除')
    expect((await application.client.townList({ programme, valid: '2026-03-02', size: 200 })).towns.find(row => row.id === here().id)?.warned).toBe(false)
    expect((await application.client.townList({ programme, valid: '2026-02-10', size: 200 })).towns.find(row => row.id === here().id)?.warned).toBe(true)

    expect((await (await as('county')).supportEligibility(asked)).eligible).toBe(true)
    const support = (await (await as('county')).supportRequest(request)).id
    expect(await refusal((await as('county')).supportRequest({ ...request, use: 'industry' }))).toBe('support.not-eligible')
    expect(await refusal((await as('county')).supportRequest({ ...request, amount: '0' }))).toBe('request.invalid')
    await (await as('prefecture')).supportReturn({ id: support, reason: '补预算' })
    await (await as('county')).supportRevise({ id: support, project: '茶园道路', amount: '100', text: '修路，预算附后' })
    await (await as('prefecture')).supportRecommend({ id: support, reason: '同意' })
    await (await as('handler')).supportReview({ id: support, amount: '95.5', reason: '核减' })
    expect(await (await as('reviewer')).supportGrant({ id: support, reason: '同意' })).toEqual({ stage: 'granted' })
    expect(await (await as('county')).supportDetail({ id: support })).toMatchObject({ granted: '95.5', amount: '100', useLabel: '基础设施', source: '省茶业基础设施资金' })
    expect(await (await as('elsewhere')).supportList({})).toEqual({ supports: [] })
  }, 60_000)
})

describe('a misused name', () => {
  const secret = '我是镇里的会计周某'
  const contact = '13900001111'
  let receipt = ''
  let report = ''
  let misuse = ''

  it('is reported without an account; the words lie sealed, and nothing says who wrote them', async () => {
    const public1 = browser(application, { address: '203.0.113.7' })
    receipt = (await public1.client.reportSubmit({ programme, name: '岚影小镇', place: '某县', text: `有人自称岚影小镇卖房，${secret}`, contact })).receipt
    expect(receipt).toMatch(/^(?:[A-Z2-9]{4}-){3}[A-Z2-9]{4}$/)
    expect(await public1.client.reportAsk({ receipt: receipt.toLowerCase() })).toEqual({ stageLabel: '已收到', answers: [] })
    expect(await refusal(public1.client.reportAsk({ receipt: 'AAAA-AAAA-AAAA-AAAA' }))).toBe('report.receipt')
    const dump = await application.database.read(async tx => JSON.stringify([await tx.selectFrom('event').selectAll().execute(), await tx.selectFrom('report').selectAll().execute().then(rows => rows.map(row => ({ ...row, sealed: row.sealed.toString('latin1'), contact: row.contact?.toString('latin1') }))), await tx.selectFrom('throttle').selectAll().execute(), await tx.selectFrom('access_log').selectAll().execute()]))
    for (const trace of [secret, contact, '岚影', '203.0.113.7', receipt.replaceAll('-', '')]) expect([trace, dump.includes(trace)]).toEqual([trace, false])
  })

  it('from one place, not without end', async () => {
    const flood = browser(application, { address: '203.0.113.99' })
    const answers = []
    for (let i = 0; i < 8; i++) answers.push(await refusal(flood.client.reportSubmit({ programme, name: '某小镇', place: '', text: `洪水般的举报 ${i} 号` })))
    expect(answers.filter(answer => answer === 'done').length).toBeLessThanOrEqual(5)
    expect(answers.at(-1)).toBe('report.wait')
    expect(await refusal(browser(application, { address: '203.0.113.100' }).client.reportSubmit({ programme, name: '另一小镇', place: '', text: '别处来的举报不受影响' }))).toBe('done')
  })

  it('does not exist for whoever it is about, and its sender is seen by the receiver alone', async () => {
    const auditor = await as('auditor')
    const { reports } = await auditor.reportList({})
    report = reports.at(-1)?.id ?? ''
    expect(await auditor.reportDetail({ id: report })).toMatchObject({ name: '岚影小镇', hasContact: true, stageLabel: '已收到' })
    expect(JSON.stringify(await auditor.reportDetail({ id: report }))).not.toContain(contact)
    const early = await as('reviewer2')
    expect([await refusal(early.reportDetail({ id: report })), (await early.reportList({})).reports]).toEqual(['access.out-of-scope', []])
    await auditor.reportAccept({ id: report, about: [person['reviewer2'] as string, person['county2'] as string] })
    const named = await as('reviewer2')
    expect(await refusal(named.reportDetail({ id: report }))).toBe('access.unknown-target')
    expect((await named.reportList({})).reports).toEqual([])
    const free = await as('reviewer')
    expect((await free.reportList({})).reports.map(row => row.id)).toEqual([report])
    expect(await refusal(free.reportContact({ id: report, reason: '想知道' }))).toBe('access.no-permission')
    for (const role of ['handler', 'county', 'prefecture', 'expert']) expect([role, await refusal((await as(role)).reportDetail({ id: report }))]).toEqual([role, 'access.no-permission'])
    expect(await (await as('auditor')).reportContact({ id: report, reason: '补问细节' })).toEqual({ contact })
    const { lines } = await (await as('auditor')).accessLog({ kind: 'report.opened' })
    expect(lines.map(line => line.data)).toEqual([{ report, reason: '补问细节' }])
  })

  it('is passed on without the report, handled, and put right; the reporter is answered', async () => {
    const pass = { id: report, name: '岚影小镇', division: county, kind: 'unlisted-name', text: '接到线索，有楼盘自称岚影小镇', answer: '已转交核查' }
    expect(await refusal((await as('auditor')).reportPass({ ...pass, name: here().name }))).toBe('misuse.listed')
    misuse = (await (await as('auditor')).reportPass(pass)).misuse
    const seen = await (await as('county')).misuseDetail({ id: misuse })
    expect(JSON.stringify(seen)).not.toContain(report)
    expect(JSON.stringify(seen)).not.toContain(secret)
    for (const hidden of ['county2', 'reviewer2']) {
      const client = await as(hidden)
      expect([hidden, await refusal(client.misuseDetail({ id: misuse })), (await client.misuseList({})).misuses]).toEqual([hidden, 'access.unknown-target', []])
    }
    expect(await refusal((await as('elsewhere')).misuseDetail({ id: misuse }))).toBe('access.out-of-scope')
    await (await as('handler')).misuseVerify({ id: misuse, text: '现场有招牌' })
    expect(await refusal((await as('handler')).misusePropose({ id: misuse, disposition: 'struck-off', text: '除名', due: '2026-04-01' }))).toBe('misuse.disposition')
    expect(await refusal((await as('handler')).misusePropose({ id: misuse, disposition: 'rename', text: '更名', due: '2027-04-01' }))).toBe('supervision.due')
    await (await as('handler')).misusePropose({ id: misuse, disposition: 'rename', text: '更名', due: '2026-04-01' })
    await (await as('reviewer')).misuseOrder({ id: misuse })
    await (await as('county')).misuseExecute({ id: misuse, text: '已更名', newName: '岚影家园' })
    expect(await (await as('reviewer')).misuseReject({ id: misuse, reason: '招牌还在' })).toEqual({ stage: 'ordered' })
    await (await as('county')).misuseExecute({ id: misuse, text: '招牌已拆', newName: '岚影家园' })
    expect(await (await as('reviewer')).misuseClose({ id: misuse, reason: '属实已改' })).toEqual({ stage: 'closed' })
    await (await as('auditor')).reportAnswer({ id: report, answer: '已更名并拆除招牌' })
    expect(await browser(application, { address: '203.0.113.8' }).client.reportAsk({ receipt })).toMatchObject({ stageLabel: '已答复', answers: [{ text: '已转交核查' }, { text: '已更名并拆除招牌' }] })
  }, 60_000)
})

it('the log is whole after all of it, and every view can be read by the auditor', async () => {
  const auditor = await as('auditor')
  expect((await auditor.roundList({ programme })).rounds).toHaveLength(1)
  expect((await auditor.rectificationList({ stage: 'cleared' })).rectifications).toHaveLength(1)
  expect((await auditor.appealList({ season })).appeals).toHaveLength(2)
  expect((await auditor.supportList({})).supports).toHaveLength(1)
  expect(await auditor.attachmentAudit({})).toMatchObject({ missing: [], unrecorded: [], unused: [] })
  expect(Object.keys((await auditor.supervisionPolicy({ programme })).articles)).toContain('云茶发〔2020〕1号 七')
})
