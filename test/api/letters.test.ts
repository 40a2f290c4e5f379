// Letters of a season: drafted from what was decided, edited, checked, signed, sent; seen by their addressee alone, and by
// nobody before they are sent.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore, read } from '#server/attachment/store.ts'
import { startJobs } from '#server/jobs/queue.ts'
import { madeFolder } from '#server/tasks/made.ts'
import { type Application, startApplication } from './application.ts'
import { appoint, type Browser, browser, codeAt, password } from './people.ts'
import { teaSeasonToNotice, teaSeasonUntilPublicity } from './tea-season.ts'
import { listTeaTowns, teaProgramme } from './tea-towns.ts'

const days = { opened: '2026-01-05', until: '2026-01-06', after: '2026-01-07', issued: '2026-01-08' }
const wanted = { kinds: ['warning', 'feedback', 'withdrawal'] as ('warning' | 'feedback' | 'withdrawal')[], signedOn: '2026-01-10', deadline: '2026-03-31', reviewBy: '2026-01-25' }
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

type Row = Awaited<ReturnType<Browser['client']['letterList']>>['letters'][number]
const letters = async (username: string): Promise<Row[]> => (await (await as(username)).letterList({ season })).letters
let mine: Row
let other: Row

const files = mkdtempSync(join(tmpdir(), 'zhenpu-letters-'))

beforeAll(async () => {
  application = await startApplication([], { clock: now })
  application.context.files = files
  await openStore(files)
  application.context.jobs = await startJobs({ database: application.database, context: application.context, mailer: null, log: () => {} })
  await listTeaTowns(application)
  season = await teaSeasonUntilPublicity(application, 2025, days)
  for (const [username, role] of [['handler', 'province-handler'], ['reviewer', 'province-reviewer'], ['leader', 'leading-group']] as const) await appoint(application, username, { role })
}, 90_000)
afterAll(async () => {
  await application?.context.jobs?.stop()
  await application?.close()
  rmSync(files, { recursive: true, force: true })
})

describe('letters', () => {
  it('are drafted once the notice is out: a warning to each warned town, feedback to each that was scored', async () => {
    const handler = await as('handler')
    expect(await refusal(handler.letterDraft({ season, ...wanted }))).toBe('season.stage')
    await teaSeasonToNotice(application, season, days, '云茶发〔2026〕1号')
    at('2026-01-10')
    const { ids } = await (await as('handler')).letterDraft({ season, ...wanted })
    const all = await letters('handler')
    expect(all.map(letter => letter.id).toSorted()).toEqual(ids.toSorted())
    const counts = Object.fromEntries([...Map.groupBy(all, letter => letter.kind)].map(([kind, own]) => [kind, own.length]))
    const warned = (await application.client.townList({ programme: teaProgramme, valid: '2026-01-10', size: 200 })).towns.filter(town => town.warned)
    expect(counts).toMatchObject({ warning: warned.length, withdrawal: 1 })
    expect(counts['feedback']).toBeGreaterThan(20)
    expect(await refusal((await as('handler')).letterDraft({ season, ...wanted }))).toBe('letter.none')
    const [first, second] = all.filter(letter => letter.kind === 'feedback');
    [mine, other] = [first as Row, second as Row]
    await appoint(application, 'owner', { role: 'operator', towns: [mine.town as string] })
  })

  it('an edit that loses what was decided is shown at once, and cannot be signed', async () => {
    const handler = await as('handler')
    const view = await handler.letterDetail({ id: mine.id })
    expect([view.differences, view.tables.length, view.body.filter(block => block.kind === 'table').length]).toEqual([[], 1, 1])
    const broken = view.body.map(block => (block.kind === 'paragraph' ? { ...block, text: block.text.replace(/得分为([\d.]+)分/, '得分为100分').replace('2026年1月25日', '近日') } : block))
    const tried = await handler.letterTry({ id: mine.id, number: null, signedOn: wanted.signedOn, body: broken })
    expect(tried.differences.map(text => text.slice(0, 7))).toEqual(['没有写出得分“', '没有写出申请复'])
    expect((await handler.letterTry({ id: mine.id, number: null, signedOn: wanted.signedOn, body: view.body.filter(block => block.kind !== 'table') })).differences).toEqual(['没有各项得分表'])
    await handler.letterEdit({ id: mine.id, number: null, signedOn: wanted.signedOn, body: broken })
    expect(await refusal((await as('leader')).letterApprove({ id: mine.id }))).toBe('letter.words')
    const polite = view.body.map((block, i) => (block.kind === 'paragraph' && i === 0 ? { ...block, text: `现将评估情况函告如下。${block.text}` } : block))
    expect((await (await as('handler')).letterEdit({ id: mine.id, number: null, signedOn: wanted.signedOn, body: polite })).differences).toEqual([])
  })

  it('is not there for its addressee before it is sent; signed by one, sent by another', async () => {
    expect(await letters('owner')).toEqual([])
    expect(await refusal((await as('owner')).letterDetail({ id: mine.id }))).toBe('access.out-of-scope')
    expect(await refusal((await as('reviewer')).letterSend({ id: mine.id }))).toBe('access.separation')
    expect(await refusal((await as('handler')).letterApprove({ id: mine.id }))).toBe('access.no-permission')
    await (await as('leader')).letterApprove({ id: mine.id })
    expect(await letters('owner')).toEqual([])
    await (await as('handler')).letterEdit({ id: mine.id, number: null, signedOn: '2026-01-11' })
    expect(await refusal((await as('reviewer')).letterSend({ id: mine.id }))).toBe('access.separation')
    await (await as('leader')).letterApprove({ id: mine.id })
    expect(await (await as('reviewer')).letterSend({ id: mine.id })).toEqual({ stage: 'sent' })
    expect((await letters('owner')).map(letter => [letter.id, letter.mayAnswer])).toEqual([[mine.id, true]])
  })

  it('its addressee sees its own and no other, takes the file, and answers in time', async () => {
    for (const step of ['letterApprove', 'letterSend'] as const) await (await as(step === 'letterApprove' ? 'leader' : 'reviewer'))[step]({ id: other.id })
    const owner = await as('owner')
    expect(await refusal(owner.letterDetail({ id: other.id }))).toBe('access.out-of-scope')
    const { text } = await owner.letterDetail({ id: mine.id })
    expect(text).toContain(mine.name)
    expect((await owner.letterFile({ id: mine.id, format: 'pdf' })).name).toContain('.pdf')
    const { task } = await owner.letterZip({ season })
    const made = async () => (await owner.taskList({})).tasks.find(({ id, state }) => id === task && (state === 'done' || state === 'failed'))
    while (!await made()) await new Promise(done => setTimeout(done, 50))
    const { file } = await application.database.read(tx => tx.selectFrom('task').select('file').where('id', '=', task).executeTakeFirstOrThrow())
    const archive = unzipSync(await buffer(await read(madeFolder(application.context.files ?? ''), file?.hash ?? '')))
    expect(Object.keys(archive).toSorted()).toEqual([`评估结果反馈/${mine.name}.docx`, `评估结果反馈/${mine.name}.pdf`])
    await owner.letterAnswer({ id: mine.id, text: '茶企数少计一家' })
    at('2026-01-26')
    expect(await refusal((await as('owner')).letterAnswer({ id: mine.id, text: '再说一句' }))).toBe('letter.answer')
    expect((await (await as('handler')).letterDetail({ id: mine.id })).answered.map(answer => answer.text)).toEqual(['茶企数少计一家'])
  })

  it('a warning and the notice of withdrawals go out under numbers of their own; the latter is public', async () => {
    const all = await letters('handler')
    const [warning, withdrawal] = [all.find(letter => letter.kind === 'warning') as Row, all.find(letter => letter.kind === 'withdrawal') as Row]
    expect(await refusal((await as('leader')).letterApprove({ id: warning.id }))).toBe('letter.number')
    const numbered = { signedOn: '2026-01-26' }
    for (const letter of [warning, withdrawal]) await (await as('handler')).letterEdit({ id: letter.id, number: '云茶函〔2026〕3号', ...numbered })
    expect(await refusal((await as('leader')).letterApprove({ id: warning.id }))).toBe('document.number')
    await (await as('handler')).letterEdit({ id: withdrawal.id, number: '云茶发〔2026〕1号', ...numbered })
    await (await as('leader')).letterApprove({ id: warning.id })
    const view = await (await as('handler')).letterDetail({ id: withdrawal.id })
    expect(view.findings.filter(finding => finding.severity === 'error')).toEqual([])
    const more = view.body.map(block => (block.kind === 'paragraph' ? { ...block, text: block.text.replace(/1个：(.+)。/, `2个：$1、${mine.name}。`) } : block))
    expect((await (await as('handler')).letterTry({ id: withdrawal.id, number: '云茶发〔2026〕6号', ...numbered, body: more })).findings.map(finding => finding.message).join()).toContain(`“${mine.name}”没有申请退出`)
    await (await as('handler')).letterEdit({ id: withdrawal.id, number: '云茶发〔2026〕6号', ...numbered })
    await (await as('leader')).letterApprove({ id: withdrawal.id })
    for (const id of [warning.id, withdrawal.id]) await (await as('reviewer')).letterSend({ id })
    const numbers = (await application.client.noticeList({ programme: teaProgramme })).notices.map(notice => notice.number)
    expect([numbers.includes('云茶发〔2026〕6号'), numbers.includes('云茶函〔2026〕3号')]).toEqual([true, false])
  })
})
