// What a notice leaves on the desk, through the API: letters to sign, send and answer, corrections on their way, reports that
// places owe, warned towns without a case; each for whoever may take the step, and not there at all for anybody else.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Fact } from '#core/register/event.ts'
import { addPost, endPost } from '#server/identity/accounts.ts'
import { readStream } from '#server/log/read.ts'
import { followLog } from '#server/notification/follow.ts'
import { record } from '#server/record.ts'
import { type Application, startApplication } from './application.ts'
import { appoint, type Browser, browser, codeAt, password } from './people.ts'
import { teaSeasonToNotice, teaSeasonUntilPublicity } from './tea-season.ts'
import { listTeaTowns, teaProgramme } from './tea-towns.ts'

const days = { opened: '2026-01-05', until: '2026-01-06', after: '2026-01-07', issued: '2026-01-08' }
const signedOn = '2026-01-10'
const wanted = { kinds: ['feedback' as const], signedOn, deadline: '2026-03-31', reviewBy: '2026-01-25' }
let moment = Date.parse('2026-01-05T04:00:00.000Z')
let application: Application
let season = ''
const now = (): string => new Date(moment).toISOString()

async function as(username: string): Promise<Browser['client']> {
  moment += 61_000
  const own = browser(application)
  const signed = await own.send('POST', '/api/session', { username, password, code: codeAt(now()) })
  expect([username, signed.status]).toEqual([username, 200])
  return own.client
}

type Work = Awaited<ReturnType<Browser['client']['work']>>
const deskOf = async (username: string): Promise<Work> => (await as(username)).work({})
/** Waits that lead to a page: what to do, of what it is said, and by when. */
const waits = async (username: string, path: string) => (await deskOf(username)).waiting.filter(wait => wait.path === path).map(({ kind, label, what, due }) => [kind, label, what, due])
const changes = async (username: string, path: string): Promise<string[]> => (await deskOf(username)).changed.rows.filter(row => row.path === path).map(({ what }) => what)
/** Messages that have come since this was last asked. */
async function told(username: string): Promise<string[]> {
  await application.database.transaction(tx => followLog(tx, application.context))
  const client = await as(username)
  const { messages } = await client.messageList({ unread: true })
  if (messages.length) await client.messageRead({ upTo: messages[0]?.id })
  return messages.map(({ title }) => title)
}
/** A person leaves a role for another, today. */
async function changeRole({ account }: { account: string }, role: string): Promise<void> {
  const { identity: { access }, places } = application.context
  const [day, acting] = [now().slice(0, 10), { at: now(), person: 'test' }]
  await application.database.transaction(async tx => {
    const { id } = await tx.selectFrom('post').select('id').where('account', '=', account).executeTakeFirstOrThrow()
    await endPost(tx, id, { today: day, on: day }, acting)
    await addPost(tx, account, { role }, 'granted', { access, places, day, by: 'test' }, acting)
  })
}
/** Nothing of it: no wait, no day, no change leads there, and no message either. */
async function seesNothing(username: string, ...places: string[]): Promise<void> {
  const { waiting, due, changed } = await deskOf(username)
  const { messages } = await (await as(username)).messageList({})
  expect([username, [...waiting, ...due, ...changed.rows, ...messages].filter(({ path }) => places.some(place => path?.startsWith(place)))]).toEqual([username, []])
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
  await teaSeasonToNotice(application, season, days, '云茶发〔2026〕1号')
  for (const [username, post] of Object.entries({ handler: { role: 'province-handler' }, reviewer: { role: 'province-reviewer' }, leader: { role: 'leading-group' }, near: { role: 'prefecture', division: '220100' }, far: { role: 'prefecture', division: '220200' } })) await appoint(application, username, post)
  moment = Date.parse(`${signedOn}T04:00:00.000Z`)
}, 180_000)
afterAll(() => application?.close())

describe('letters on the desk', () => {
  let mine = ''

  it('of one season to be signed are one line and one message; their addressees know of none', async () => {
    const { ids } = await (await as('handler')).letterDraft({ season, ...wanted })
    const { letters } = await (await as('handler')).letterList({ season })
    const [first, second] = letters
    mine = first?.id ?? ''
    await appoint(application, 'owner', { role: 'operator', towns: [first?.town ?? ''] })
    await appoint(application, 'stranger', { role: 'operator', towns: [second?.town ?? ''] })
    const tab = `/seasons/${season}?tab=letters`
    expect(ids.length).toBeGreaterThan(20)
    expect(await waits('leader', tab)).toEqual([['notice', '签发函件', `${ids.length} 封`, null]])
    expect((await told('leader')).filter(title => title.startsWith('请签发函件：'))).toHaveLength(1)
    expect(await waits('reviewer', tab)).toEqual([])
    expect(await changes('leader', `/letters/${mine}`)).toEqual(['起草函件'])
    for (const username of ['owner', 'stranger', 'near']) await seesNothing(username, '/letters', tab)
    await (await as('leader')).letterApprove({ id: mine })
    expect(await waits('leader', tab)).toEqual([['notice', '签发函件', `${ids.length - 1} 封`, null]])
    expect(await waits('reviewer', tab)).toEqual([['notice', '发出函件', '1 封', null]])
    expect((await told('leader')).filter(title => title.includes('函件'))).toEqual([])
    await seesNothing('owner', '/letters', tab)
  })

  it('sent, one waits for its addressee alone, until its day or its answer', async () => {
    await (await as('reviewer')).letterSend({ id: mine })
    expect(await waits('owner', `/letters/${mine}`)).toEqual([['notice', '答复函件', '可以答复', wanted.reviewBy]])
    expect((await told('owner')).filter(title => title.startsWith('请答复函件：'))).toHaveLength(1)
    expect(await changes('owner', `/letters/${mine}`)).toContain('发出函件')
    await seesNothing('stranger', '/letters')
    await (await as('owner')).letterAnswer({ id: mine, text: '茶企数少计一家' })
    expect(await waits('owner', `/letters/${mine}`)).toEqual([])
    expect(await changes('handler', `/letters/${mine}`)).toContain('答复函件')
  })
})

describe('corrections on the desk', () => {
  it('wait for one hand after another; whoever does not read notices knows of none', async () => {
    const of = '吉发改城发-2024-735'
    const { findings, lists } = await application.client.noticeDetail({ id: of })
    const [printed = '', correct = ''] = findings.find(finding => finding.code === 'name-variant')?.towns ?? []
    const list = lists.find(other => other.towns.some(entry => entry.printed === printed))?.kind ?? ''
    const input = { items: [{ list, printed, correct }], cause: { kind: 'slip' as const }, reason: '两处印得不同', number: '吉发改城发〔2026〕1号', signedOn }
    const proposer = await appoint(application, 'proposer', { role: 'province-handler' })
    const { id } = await (await as('proposer')).correctionPropose({ of, ...input })
    const path = `/corrections/${id}`
    expect(await waits('reviewer', path)).toEqual([['notice', '复核更正', '待复核', null]])
    expect(await told('reviewer')).toContainEqual(expect.stringMatching(/^请复核更正：/))
    expect(await changes('reviewer', path)).toEqual(['提出更正'])
    expect([await waits('handler', path), await waits('leader', path)]).toEqual([[], []])
    // Whoever proposed it does not review it, whatever they have become since.
    await changeRole(proposer, 'province-reviewer')
    expect(await waits('proposer', path)).toEqual([])
    await (await as('reviewer')).correctionReturn({ id, reason: '请核对原件' })
    expect(await waits('handler', path)).toEqual([['notice', '修改更正', '已退回', null]])
    expect(await told('handler')).toContainEqual(expect.stringMatching(/^已退回，请修改更正：/))
    await (await as('handler')).correctionRevise({ id, ...input })
    await (await as('reviewer')).correctionReview({ id, opinion: '已核对原件' })
    expect(await waits('leader', path)).toEqual([['notice', '审定更正', '待审定', null]])
    await (await as('leader')).correctionApprove({ id })
    expect(await waits('reviewer', path)).toEqual([['notice', '印发更正', '待印发', null]])
    expect([await waits('leader', path), await waits('handler', path), await waits('proposer', path)]).toEqual([[], [], []])
    for (const username of ['owner', 'stranger', 'near']) await seesNothing(username, '/corrections')
  })
})

describe('what follows a notice on the desk', () => {
  it('a report is owed by its place, with its day, and by no other', async () => {
    const path = `/seasons/${season}?tab=follow`
    const { duties } = await (await as('near')).seasonFollowUp({ season })
    expect(duties.length).toBeGreaterThan(0)
    const owed = duties.map(({ what }) => ['notice', '报告落实情况', what, '2026-02-07'])
    expect([await waits('near', path), await waits('far', path)]).toEqual([owed, owed])
    expect((await told('near')).filter(title => title.startsWith('请报告落实情况：') && title.includes('云溪省'))).toHaveLength(duties.length)
    for (const { id } of duties) await (await as('near')).seasonReportDuty({ season, duty: id, division: '220100', text: '已向市政府报告' })
    expect([await waits('near', path), await waits('far', path)]).toEqual([[], owed])
    expect([await changes('handler', path), await changes('far', path)]).toEqual([duties.map(() => '报告落实情况'), []])
    for (const username of ['owner', 'stranger']) await seesNothing(username, path)
  })

  it('warned towns without a case are one line for whoever may open one', async () => {
    const path = `/seasons/${season}?tab=follow`
    const { warned } = await (await as('handler')).seasonFollowUp({ season })
    const line = (count: number) => ['notice', '立案整改', `${count} 个受警告的小镇还没有立案`, null]
    expect(warned.length).toBeGreaterThan(1)
    expect(await waits('handler', path)).toEqual([line(warned.length)])
    await (await as('handler')).rectificationOpen({ programme: teaProgramme, town: warned[0]?.town ?? '', text: '按通报整改' })
    expect(await waits('handler', path)).toEqual([line(warned.length - 1)])
    for (const { town } of warned.slice(1)) await (await as('handler')).rectificationOpen({ programme: teaProgramme, town, text: '按通报整改' })
    expect(await waits('handler', path)).toEqual([])
  })
})
