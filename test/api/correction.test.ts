// What was issued is put right: a slip, an upheld appeal, a correction of a correction; by different people, with links both
// ways, and with the register knowing before and after.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentStream } from '#core/register/document.ts'
import type { CorrectionItem } from '#core/register/document.ts'
import { readStream } from '#server/log/read.ts'
import { rebuildViews } from '#server/views/ensure.ts'
import { type Application, startApplication } from './application.ts'
import { appoint, type Browser, browser, codeAt, password } from './people.ts'
import { teaSeasonToNotice, teaSeasonUntilPublicity } from './tea-season.ts'
import { listTeaTowns, teaProgramme } from './tea-towns.ts'

const document = '云茶发-2026-1'
const days = { opened: '2026-01-05', until: '2026-01-06', after: '2026-01-07', issued: '2026-01-08' }
let moment = Date.parse('2026-01-05T04:00:00.000Z')
let application: Application
let season = ''
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

/** Towns on a list of the notice as printed. */
async function listed(kind: string): Promise<string[]> {
  return (await application.client.noticeDetail({ id: document })).lists.find(list => list.kind === kind)?.towns.map(town => town.registered ?? town.printed) ?? []
}
const idOf = async (name: string): Promise<string> => (await application.client.townList({ programme: teaProgramme, q: name, size: 5 })).towns[0]?.id ?? ''
const town = async (name: string, known?: string) => application.client.townDetail({ id: await idOf(name), programme: teaProgramme, ...(known ? { known } : {}) })

/** Through all its hands. */
async function issue(id: string, day: string): Promise<string> {
  at(day)
  await (await as('reviewer')).correctionReview({ id, opinion: '已核对原件' })
  await (await as('leader')).correctionApprove({ id })
  return (await (await as('reviewer2')).correctionIssue({ id })).document
}

beforeAll(async () => {
  application = await startApplication([], { clock: now })
  await listTeaTowns(application)
  season = await teaSeasonUntilPublicity(application, 2025, days)
  await teaSeasonToNotice(application, season, days, '云茶发〔2026〕1号')
  for (const [username, role] of [['handler', 'province-handler'], ['handler2', 'province-handler'], ['reviewer', 'province-reviewer'], ['reviewer2', 'province-reviewer'], ['leader', 'leading-group'], ['judge', 'leading-group']] as const) await appoint(application, username, { role })
  at('2026-01-10')
}, 90_000)
afterAll(() => application?.close())

describe('a slip of the pen', () => {
  it('is put right without touching the register, and the check has nothing more to say of it', async () => {
    const circular = '吉发改城发-2024-735'
    const handler = await as('handler')
    const { findings, lists } = await application.client.noticeDetail({ id: circular })
    const [printed = '', correct = ''] = findings.find(finding => finding.code === 'name-variant')?.towns ?? []
    const list = lists.find(other => other.towns.some(entry => entry.printed === printed))
    const items: CorrectionItem[] = [{ list: list?.kind ?? '', printed, correct }]
    const made = await handler.correctionTry({ of: circular, items, number: null, signedOn: '2026-01-10' })
    expect([made.effects, made.mended.map(finding => finding.code), made.findings.filter(finding => finding.severity === 'error')]).toEqual([[], ['name-variant'], []])
    expect(made.text).toContain(`名单中的“${printed}”，更正为“${correct}”。`)
    const { id } = await handler.correctionPropose({ of: circular, items, cause: { kind: 'slip' }, reason: '两处印得不同', number: '吉发改城发〔2026〕1号', signedOn: '2026-01-10' })
    await issue(id, '2026-01-10')
    const { correctedBy } = await application.client.noticeDetail({ id: circular })
    expect(correctedBy.map(({ number, items: words, changes }) => [number, words.length, changes])).toEqual([['吉发改城发〔2026〕1号', 1, []]])
  })

  it('what is not printed there, or nobody knows, cannot be put right', async () => {
    const [name = ''] = await listed('qualified')
    const wrong = (await application.client.noticeDetail({ id: document })).lists.find(list => list.kind === 'qualified')?.towns[0]?.printed as string
    const handler = await as('handler')
    const items: CorrectionItem[] = [{ list: 'qualified', printed: wrong, correct: '云溪市月球基地小镇' }]
    expect(await refusal(handler.correctionTry({ of: document, items, number: null, signedOn: '2026-01-10' }))).toBe('correction.town')
    expect(await refusal(handler.correctionTry({ of: document, items: [{ list: 'qualified', printed: '没有印过的小镇', correct: name }], number: null, signedOn: '2026-01-10' }))).toBe('correction.printed')
    expect(await refusal(handler.correctionTry({ of: '没有这份文件', items, number: null, signedOn: '2026-01-10' }))).toBe('document.unknown')
  })
})

describe('a wrong fact', () => {
  let wrong = ''
  let id = ''
  let before = ''
  const items = (): CorrectionItem[] => [{ list: 'unqualified', printed: wrong, correct: null }, { list: 'qualified', printed: null, correct: wrong }, { list: 'warned', printed: wrong, correct: null }]
  const input = () => ({ cause: { kind: 'fact' as const }, reason: '漏计一项投资', items: items(), number: '云茶发〔2026〕3号', signedOn: '2026-01-12' })

  it('shows what it would change before anybody signs: lists, towns, findings', async () => {
    wrong = (await listed('warned'))[0] ?? ''
    const handler = await as('handler')
    const made = await handler.correctionTry({ of: document, items: items(), number: null, signedOn: '2026-01-12' })
    expect(made.findings.filter(finding => finding.severity === 'error' && !finding.known)).toEqual([])
    expect(made.words.filter(word => word.count).map(word => [word.where, Number(word.correct) - Number(word.printed)])).toEqual([['不合格名单', -1], ['合格名单', 1], ['警告名单', -1]])
    expect(made.effects.map(effect => [effect.name, effect.facts.map(fact => [fact.replaces, fact.title])])).toEqual([[wrong, [['2025年度评估：不合格', '2025年度评估：合格'], ['警告（2025年度）', null]]]])
    expect(made.effects[0]?.before).toContain('2025年度警告')
    expect(made.effects[0]?.after).not.toContain('2025年度警告')
    const half = await handler.correctionTry({ of: document, items: items().slice(0, 2), number: null, signedOn: '2026-01-12' })
    expect(half.findings.filter(finding => finding.severity === 'error' && !finding.known).map(finding => finding.code)).toContain('warning-not-unqualified')
    const lost = await handler.correctionTry({ of: document, items: items(), number: null, signedOn: '2026-01-12', body: ['有关内容有误，现更正。'] })
    expect(lost.differences.join()).toContain(wrong)
  })

  it('goes through different hands; what breaks the notice, or says less than it does, goes no further', async () => {
    const handler = await as('handler')
    id = (await handler.correctionPropose({ of: document, ...input(), items: items().slice(0, 2) })).id
    expect(await refusal(handler.correctionPropose({ of: document, ...input() }))).toBe('correction.open')
    expect(await refusal((await as('reviewer')).correctionReview({ id, opinion: '可以' }))).toBe('correction.errors')
    await (await as('reviewer')).correctionReturn({ id, reason: '警告名单也要改' })
    expect(await (await as('handler')).correctionRevise({ id, ...input() })).toEqual({ stage: 'proposed' })
    expect(await refusal((await as('handler')).correctionReview({ id, opinion: '可以' }))).toBe('access.no-permission')
    expect(await (await as('reviewer')).correctionReview({ id, opinion: '属实' })).toEqual({ stage: 'reviewed' })
    expect(await refusal((await as('reviewer')).correctionIssue({ id }))).toBe('access.separation')
    expect(await (await as('leader')).correctionApprove({ id })).toEqual({ stage: 'approved' })
    expect((await application.client.noticeList({ programme: teaProgramme })).notices.map(notice => notice.number)).not.toContain('云茶发〔2026〕3号')
    for (const format of ['docx', 'pdf'] as const) expect((await (await as('handler')).correctionFile({ id, format })).name).toBe(`云茶发〔2026〕3号.${format}`)
    before = now()
    expect(await (await as('reviewer')).correctionIssue({ id })).toEqual({ stage: 'issued', document: '云茶发-2026-3' })
  })

  it('the register as known before is as it was; as known after it is right, and says what took whose place', async () => {
    const [then, since] = [await town(wrong, before), await town(wrong)]
    expect([then.warned, then.grade?.grade]).toEqual([true, 'unqualified'])
    expect([since.warned, since.grade?.grade]).toEqual([false, 'qualified'])
    expect(since.acts.filter(act => act.corrects).map(act => [act.title, act.corrects?.title, act.basis.documentNumber, act.effective])).toEqual([['2025年度评估：合格', '2025年度评估：不合格', '云茶发〔2026〕3号', '2026-01-08'], ['撤销原登记', '警告（2025年度）', '云茶发〔2026〕3号', '2026-01-08']])
    expect((await application.client.townList({ programme: teaProgramme, valid: '2026-01-20', known: before, size: 200 })).towns.find(row => row.name === wrong)?.warned).toBe(true)
    await application.database.transaction(rebuildViews)
    expect((await town(wrong, before)).warned).toBe(true)
    expect((await town(wrong)).warned).toBe(false)
  })

  it('links both ways, and what was printed stays printed', async () => {
    const [old, fresh] = [await application.client.noticeDetail({ id: document }), await application.client.noticeDetail({ id: '云茶发-2026-3' })]
    expect(old.correctedBy.map(({ id: own, number, changes }) => [own, number, changes.map(({ name, was, now: is }) => [name, was, is])])).toEqual([['云茶发-2026-3', '云茶发〔2026〕3号', [[wrong, '2025年度评估：不合格', '2025年度评估：合格'], [wrong, '警告（2025年度）', null]]]])
    expect(fresh.corrects).toMatchObject({ id: document, number: '云茶发〔2026〕1号' })
    expect(fresh.corrects?.items.map(({ where, printed, correct }) => [where, printed, correct])).toContainEqual(['警告名单', wrong, null])
    expect(fresh.cites).toEqual([{ number: '云茶发〔2026〕1号', id: document }])
    expect(old.lists.find(list => list.kind === 'warned')?.towns.map(entry => entry.registered)).toContain(wrong)
    expect((await application.database.read(tx => readStream(tx, documentStream(document)))).length).toBe(1)
  })

  it('a correction of the correction, from what stands now; both are linked', async () => {
    at('2026-01-15')
    const handler = await as('handler')
    const basis = await handler.correctionBasis({ document: '云茶发-2026-3' })
    expect([basis.root.document, basis.lists.find(list => list.kind === 'qualified')?.towns.map(entry => entry.name).includes(wrong)]).toEqual([document, true])
    const back: CorrectionItem[] = [{ list: 'qualified', printed: wrong, correct: null }, { list: 'basic', printed: null, correct: wrong }]
    const { id: second } = await handler.correctionPropose({ of: '云茶发-2026-3', cause: { kind: 'fact' }, reason: '应为基本合格', items: back, number: '云茶发〔2026〕4号', signedOn: '2026-01-15' })
    expect(await issue(second, '2026-01-16')).toBe('云茶发-2026-4')
    expect((await town(wrong)).grade?.grade).toBe('basic')
    expect((await application.client.noticeDetail({ id: document })).correctedBy.map(other => other.number)).toEqual(['云茶发〔2026〕3号', '云茶发〔2026〕4号'])
    expect((await application.client.noticeDetail({ id: '云茶发-2026-3' })).correctedBy.map(other => other.number)).toEqual(['云茶发〔2026〕4号'])
    expect((await application.client.noticeDetail({ id: '云茶发-2026-4' })).corrects?.id).toBe('云茶发-2026-3')
    expect((await town(wrong)).acts.filter(act => act.type === 'town.graded' && act.data['year'] === 2025)).toHaveLength(1)
  })
})

describe('an upheld appeal', () => {
  it('waits to be corrected, and is taken up once', async () => {
    const [name = ''] = await listed('eliminated')
    const id = await idOf(name)
    await appoint(application, 'owner', { role: 'operator', towns: [id] })
    const { id: appeal } = await (await as('owner')).appealSubmit({ season, town: id, text: '上一年度并非不合格', files: [] })
    await (await as('handler2')).appealAccept({ id: appeal })
    await (await as('handler2')).appealReview({ id: appeal, upheld: true, opinion: '成立' })
    await (await as('judge')).appealSettle({ id: appeal, upheld: true, reason: '上一年度数据有误' })
    const handler = await as('handler')
    const basis = await handler.correctionBasis({ document })
    expect(basis.appeals.map(other => [other.id, other.name, other.reason])).toEqual([[appeal, name, '上一年度数据有误']])
    const kind = basis.lists.find(list => list.kind === 'unqualified')?.towns.some(entry => entry.name === name) ? 'unqualified' : 'withdrawn'
    const items: CorrectionItem[] = [{ list: kind, printed: name, correct: null }, { list: 'basic', printed: null, correct: name }, { list: 'eliminated', printed: name, correct: null }]
    const input = { of: document, reason: '申诉成立', items, number: '云茶发〔2026〕5号', signedOn: '2026-01-16' }
    expect(await refusal(handler.correctionPropose({ ...input, cause: { kind: 'appeal', appeal: 'none' } }))).toBe('correction.appeal')
    const { id: correction } = await handler.correctionPropose({ ...input, cause: { kind: 'appeal', appeal } })
    expect((await handler.correctionBasis({ document })).appeals).toEqual([])
    await issue(correction, '2026-01-17')
    expect(await town(name)).toMatchObject({ status: 'listed', reapplyFrom: null, grade: { grade: 'basic' } })
    expect((await (await as('handler')).correctionDetail({ id: correction })).steps.map(step => step.label)).toEqual(['提出更正', '复核更正', '审定更正', '印发更正'])
  })
})
