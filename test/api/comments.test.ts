// 留言 on a case, by people of nine roles: who is shown what, under which name; nothing is changed or lost.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Attachment } from '#core/attachment/attachment.ts'
import { startApplication as begin } from '#server/application/act.ts'
import { openCall, planCall } from '#server/application/call-act.ts'
import { openStore } from '#server/attachment/store.ts'
import { pdf } from '#server/attachment/hostile.fixture.ts'
import { planRound } from '#server/supervision/round-act.ts'
import { fileReport } from '#server/supervision/report-act.ts'
import { type Application, startApplication } from './application.ts'
import { appoint, type Browser, browser, codeAt, origin, password } from './people.ts'
import { listTeaTowns, teaProgramme } from './tea-towns.ts'

const day = '2026-01-05'
const clock = `${day}T04:00:00.000Z`
let application: Application
let folder = ''
const people: Record<string, Browser & { person: string }> = {}
const cases: Record<string, string> = {}
const as = (name: string): Browser & { person: string } => people[name] as Browser & { person: string }
const id = (): string => cases['application'] as string
const refusal = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'done', (error: { problem?: { code: string } }) => error.problem?.code ?? error)
const read = async (name: string): Promise<string[]> => (await as(name).client.applicationComments({ id: id() })).comments.map(comment => `${comment.by}：${comment.text ?? '（撤回）'}`)

async function upload(name: string, file: string, bytes: Buffer): Promise<Attachment> {
  const own = as(name)
  const response = await application.app.inject({ method: 'POST', url: `/api/attachments?name=${encodeURIComponent(file)}`, payload: bytes, headers: { host: new URL(origin).host, origin, cookie: [...own.cookies].map(([key, value]) => `${key}=${value}`).join('; '), 'content-type': 'application/octet-stream' } })
  expect(response.statusCode).toBe(200)
  return response.json()
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'files-'))
  await openStore(folder)
  application = await startApplication([], { clock: () => clock })
  application.context.files = folder
  await listTeaTowns(application)
  const { database, context } = application
  const tea = (await application.client.townList({ programme: teaProgramme, size: 1 })).towns[0]?.id as string
  await database.transaction(async tx => {
    const who = { actor: '测试', person: 'p-test', behalf: null, desk: 'province' as const, today: day, now: clock, demo: false }
    const call = await planCall(tx, { programme: teaProgramme, batch: 2, title: '第二批', milestones: { submit: '2026-01-20', recommend: '2026-01-25', review: '2026-02-10' }, demo: false }, who)
    await openCall(tx, call, 1, who)
    cases['application'] = (await begin(tx, { call, division: '220281', name: '蛟河市云雾小镇' }, context.places, who)).id
    cases['round'] = await planRound(tx, { programme: teaProgramme, title: '检查', from: day, until: '2026-02-01', towns: [tea], items: ['tea'], checkers: ['组'] }, who)
    await fileReport(tx, { programme: teaProgramme, name: '某小镇', place: '某处', text: '有人以小镇之名卖房子', contact: null } as never, { ...who, person: null }, context)
    cases['report'] = (await tx.selectFrom('report').select('id').executeTakeFirstOrThrow()).id
  })
  for (const [name, post] of Object.entries({
    county: { role: 'county', division: '220281' }, colleague: { role: 'county', division: '220281' }, neighbour: { role: 'county', division: '220122' }, prefecture: { role: 'prefecture', division: '220200' },
    handler: { role: 'province-handler' }, reviewer: { role: 'province-reviewer' }, leader: { role: 'leading-group' }, auditor: { role: 'auditor' }, operator: { role: 'operator', towns: [id()] },
    expert: { role: 'expert', assigned: [id()] }, expert2: { role: 'expert', assigned: [id()] }, system: { role: 'system-administrator' },
  })) {
    const { person } = await appoint(application, name, post, { name: `名叫${name}` })
    const own = browser(application)
    await own.client.signIn({ username: name, password, code: codeAt(clock) })
    people[name] = { ...own, person }
  }
}, 90_000)
afterAll(async () => { await application?.close(); rmSync(folder, { recursive: true, force: true }) })

describe('a comment', () => {
  it('for one’s own office stays there; one for everybody reaches whoever may open the case', async () => {
    await as('county').client.applicationCommentMake({ id: id(), audience: 'office', text: '县里商量' })
    await as('handler').client.applicationCommentMake({ id: id(), audience: 'office', text: '省里商量' })
    await as('prefecture').client.applicationCommentMake({ id: id(), audience: 'office', text: '市里商量' })
    await as('handler').client.applicationCommentMake({ id: id(), audience: 'parties', text: '请各方注意' })
    const everybody = `名叫handler（${as('handler').person}）：请各方注意`
    const county = `名叫county（${as('county').person}）：县里商量`
    const province = `名叫handler（${as('handler').person}）：省里商量`
    expect(await read('county')).toEqual([county, everybody])
    expect(await read('colleague')).toEqual([county, everybody])
    expect(await read('reviewer')).toEqual([province, everybody])
    for (const name of ['leader', 'auditor', 'operator']) expect([name, await read(name)]).toEqual([name, [everybody]])
    expect(await refusal(read('neighbour'))).toBe('access.out-of-scope')
    expect(await refusal(read('system'))).toBe('access.no-permission')
  })

  it('of an expert is an expert’s and nobody’s, even to other experts; and experts do not learn whose case it is', async () => {
    await as('expert').client.applicationCommentMake({ id: id(), audience: 'parties', text: '投资依据不足' })
    await as('expert').client.applicationCommentMake({ id: id(), audience: 'office', text: '自己记一笔' })
    for (const name of ['county', 'operator', 'handler', 'reviewer', 'leader', 'auditor', 'expert2']) {
      const raw = JSON.stringify((await as(name).send('GET', `/api/comments/application/${id()}`)).body)
      expect([name, raw.includes('投资依据不足'), raw.includes('评审专家'), raw.includes('名叫expert'), raw.includes(as('expert').person), raw.includes('自己记一笔')]).toEqual([name, true, true, false, false, false])
    }
    expect((await read('expert')).slice(-2)).toEqual([`名叫expert（${as('expert').person}）：投资依据不足`, `名叫expert（${as('expert').person}）：自己记一笔`])
    expect((await read('expert'))[0]).toBe('（评审期间不显示）：请各方注意')
  })

  it('is made by whoever may read and may comment: not by the auditor, not on what one may not see, not on nothing', async () => {
    const made = (name: string, body: object = { audience: 'parties', text: '话' }, path = `application/${id()}`): Promise<{ status: number; body: Record<string, unknown> }> => as(name).send('POST', `/api/comments/${path}`, body)
    expect(await made('auditor')).toMatchObject({ status: 403, body: { code: 'access.no-permission' } })
    expect((await as('auditor').client.applicationComments({ id: id() })).may.allowed).toBe(false)
    expect(await made('neighbour')).toMatchObject({ status: 403, body: { code: 'access.out-of-scope' } })
    expect(await made('handler', undefined, `report/${cases['report']}`)).toMatchObject({ status: 403 })
    expect(await made('reviewer', undefined, `report/${cases['report']}`)).toMatchObject({ status: 403 })
    expect(await made('handler', undefined, 'application/none')).toMatchObject({ status: 404, body: { code: 'application.unknown' } })
    expect(await made('county', undefined, `round/${cases['round']}`)).toMatchObject({ status: 404, body: { code: 'access.unknown-target' } })
    expect(await made('handler', undefined, `round/${cases['round']}`)).toMatchObject({ status: 200 })
    expect(await made('handler', { audience: 'parties', text: ' ' })).toMatchObject({ status: 400 })
    expect(await made('handler', { audience: 'everybody', text: '话' })).toMatchObject({ status: 400 })
  })

  it('brings files that are seen with it and in no other way', async () => {
    const file = await upload('handler', '内部意见.pdf', pdf('<< /N 1 >>'))
    expect(await refusal(as('county').client.applicationCommentMake({ id: id(), audience: 'parties', text: '借来', files: [file] }))).toBe('file.not-yours')
    const { comment } = await as('handler').client.applicationCommentMake({ id: id(), audience: 'office', text: '见附件', files: [file] })
    const get = async (name: string, path = `comments/application/${id()}`): Promise<number> => (await as(name).send('GET', `/api/${path}/files/${file.hash}`)).status
    expect([await get('handler'), await get('reviewer'), await get('county'), await get('leader')]).toEqual([200, 200, 404, 404])
    // The case's own files are others: knowing the hash opens nothing there.
    expect([await get('reviewer', `applications/${id()}`), await get('county', `applications/${id()}`)]).toEqual([404, 404])
    await as('handler').client.applicationCommentWithdraw({ id: id(), comment })
    expect([await get('handler'), await get('reviewer')]).toEqual([404, 404])
  })

  it('is taken back by its writer alone, and stays as taken back', async () => {
    const { comment } = await as('county').client.applicationCommentMake({ id: id(), audience: 'parties', text: '说错了' })
    expect(await refusal(as('colleague').client.applicationCommentWithdraw({ id: id(), comment }))).toBe('comment.not-yours')
    expect(await refusal(as('handler').client.applicationCommentWithdraw({ id: id(), comment: 1 }))).toBe('comment.unknown')
    await as('county').client.applicationCommentWithdraw({ id: id(), comment })
    expect((await read('handler')).at(-1)).toBe(`名叫county（${as('county').person}）：（撤回）`)
    expect(await refusal(as('county').client.applicationCommentWithdraw({ id: id(), comment }))).toBe('comment.withdrawn')
    const { rows } = await application.database.read(async tx => ({ rows: await tx.selectFrom('event').select('data').where('stream', '=', `comment/application/${id()}`).execute() }))
    expect(JSON.stringify(rows)).toContain('说错了')
  })

  it('and many at once are all kept, in an order', async () => {
    const before = (await read('handler')).length
    await Promise.all(Array.from({ length: 8 }, (_, i) => as(i % 2 ? 'handler' : 'reviewer').client.applicationCommentMake({ id: id(), audience: 'parties', text: `同时 ${i}` })))
    expect((await read('handler')).length).toBe(before + 8)
  })
})
