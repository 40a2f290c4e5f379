// A whole quarter through the API: a county fills in, is sent back, corrects; levels approve, departments confirm, the
// province accepts; a later change shows and lets the approvals lapse. Then people at once, some hundreds of times.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readXlsx, writeXlsx } from 'hucre'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReportView } from '#contract/reporting.ts'
import type { RefusedByServer } from '#contract/client.ts'
import { openStore } from '#server/attachment/store.ts'
import { addPost } from '#server/identity/accounts.ts'
import { sendReminders } from '#server/reporting/remind.ts'
import { startApplication, type Application } from './application.ts'
import { appoint, type Browser, browser, codeAt, password } from './people.ts'

const form = 'jilin-characteristic-towns/characteristic-towns-quarter/2025-Q3'
let moment = Date.parse('2025-10-09T02:00:00.000Z')
const now = (): string => new Date(moment).toISOString()
const files = mkdtempSync(join(tmpdir(), 'zhenpu-reporting-'))
let application: Application
const people: Record<string, Browser> = {}
let report = ''
/** A town's figures without a fault. */
const plain = { Q1: 1000, Q2: 600, Q3: 400, Q5: 2.5, Q6: 0, Q7: 40, Q8: 500, Q9: false }

const as = (name: string): Browser['client'] => (people[name] as Browser).client
const refusal = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'done', (error: RefusedByServer) => error.problem?.code ?? error)
const view = (name: string): Promise<ReportView> => as(name).reportingReport({ submission: report })

async function signIn(username: string): Promise<void> {
  people[username] = browser(application)
  const { status } = await people[username].send('POST', '/api/session', { username, password, code: codeAt(now()) })
  expect([username, status]).toEqual([username, 200])
}

async function upload(name: string, bytes: Uint8Array): Promise<{ status: number; body: Record<string, unknown> }> {
  const { cookies } = people[name] as Browser
  const answered = await application.app.inject({
    method: 'POST', url: `/api/reporting/reports/${encodeURIComponent(report)}/workbooks?name=${encodeURIComponent('填报.xlsx')}`,
    headers: { host: 'zhenpu.test', origin: 'http://zhenpu.test', 'content-type': 'application/octet-stream', cookie: [...cookies].map(([key, value]) => `${key}=${value}`).join('; ') }, payload: Buffer.from(bytes),
  })
  return { status: answered.statusCode, body: answered.json() as Record<string, unknown> }
}

/** The template, filled in as a county would; `spoil` changes cells by `town/code`. */
async function filledTemplate(spoil: Record<string, string | number> = {}): Promise<Uint8Array> {
  const { base64 } = await as('county').reportingTemplate({ submission: report })
  const book = await readXlsx(Buffer.from(base64, 'base64'), { readStyles: true })
  const { towns } = await view('county')
  const sheets = book.sheets.map(sheet => {
    if (sheet.name !== '填报表') return { ...sheet }
    const cells = new Map(sheet.cells)
    const codes = (sheet.rows as unknown[][])[3] as string[]
    for (const [i, { id }] of towns.entries()) {
      const row: Record<string, string | number> = { Q1: 1000 + i, Q2: 600, Q3: 400 + i, Q5: 2.5, Q6: 3, Q7: 40, Q8: 500 + i, Q9: '否' }
      for (const [column, code] of codes.entries()) {
        const value = spoil[`${id}/${code}`] ?? row[code]
        if (value !== undefined) cells.set(`${4 + i},${column}`, { ...cells.get(`${4 + i},${column}`), value, type: typeof value === 'number' ? 'number' : 'string' })
      }
    }
    for (const [key, cell] of cells) if (cell.formula) cells.delete(key)
    return { ...sheet, cells }
  })
  return writeXlsx({ sheets: sheets as never })
}

beforeAll(async () => {
  application = await startApplication([], { clock: now })
  application.context.files = files
  await openStore(files)
  for (const [username, role, division, assigned] of [
    ['county', 'county', '220122', []], ['county2', 'county', '220122', []], ['elsewhere', 'county', '220182', []], ['city', 'prefecture', '220100', []], ['city2', 'prefecture', '220100', []], ['far', 'prefecture', '220200', []],
    ['province', 'province-handler', null, []], ['statistics', 'department', null, ['statistics']], ['land', 'department', null, ['land']], ['finance', 'department', null, []], ['auditor', 'auditor', null, []],
  ] as const) {
    await appoint(application, username, { role, division, assigned })
    moment += 61_000
    await signIn(username)
  }
  report = `${form}/220122`
}, 120_000)
afterAll(async () => {
  await application?.close()
  rmSync(files, { recursive: true, force: true })
})

describe('who sees and fills in what', () => {
  it('nobody owes a report before the province has opened the period', async () => {
    const [change] = [{ town: (await view('county')).towns[0]?.id ?? '', indicator: 'Q6', before: null, after: 2 }]
    expect(await refusal(as('county').reportingSave({ submission: report, changes: [change] }))).toBe('reporting.not-open')
    expect((await as('county').reportingForms({})).waiting).toEqual([])
    expect((await as('province').reportingForms({})).openable.map(one => one.id)).toContain(form)
    expect(await refusal(as('city').reportingOpen({ form }))).toBe('access.no-permission')
    expect(await refusal(as('province').reportingOpen({ form: form.replace('2025-Q3', '2025-Q4') }))).toBe('reporting.too-early')
    await as('province').reportingOpen({ form })
    expect(await refusal(as('province').reportingOpen({ form }))).toBe('reporting.opened')
  })

  it('a county sees its own report, its prefecture those of its counties, the province all', async () => {
    const mine = await as('county').reportingBoard({ form })
    expect(mine.rows.map(row => row.reporter)).toEqual(['220122'])
    expect(mine.rows[0]).toMatchObject({ state: 'due', stage: '待县级主管部门报送', filled: 0 })
    const city = await as('city').reportingBoard({ form })
    expect(city.rows.length).toBeGreaterThan(3)
    expect(new Set(city.rows.map(row => row.reporter.slice(0, 4)))).toEqual(new Set(['2201']))
    expect((await as('province').reportingBoard({ form })).rows.length).toBeGreaterThan(city.rows.length)
    expect(await refusal(as('elsewhere').reportingReport({ submission: report }))).toBe('access.out-of-scope')
    expect(await refusal(as('far').reportingReport({ submission: report }))).toBe('access.out-of-scope')
    expect(await refusal(as('province').reportingReport({ submission: `${form}/999999` }))).toBe('reporting.no-reporter')
    expect(await refusal(as('province').reportingBoard({ form: 'nobody/nothing/2025-Q3' }))).toBe('reporting.unknown')
  })

  it('only the county writes; what waits for it stands on its desk', async () => {
    const { towns, acts } = await view('county')
    expect(towns.length).toBeGreaterThan(1)
    expect(acts.filter(act => act.allowed).map(({ act }) => act).sort()).toEqual(['save', 'submit'])
    const change = [{ town: towns[0]?.id ?? '', indicator: 'Q6', before: null, after: 2 }]
    expect(await refusal(as('elsewhere').reportingSave({ submission: report, changes: change }))).toBe('access.out-of-scope')
    expect(await refusal(as('province').reportingSave({ submission: report, changes: change }))).toBe('access.no-permission')
    expect(await refusal(as('city').reportingSave({ submission: report, changes: change }))).toBe('reporting.not-your-turn')
    expect(await refusal(as('auditor').reportingSave({ submission: report, changes: change }))).toBe('access.no-permission')
    expect((await as('county').reportingForms({})).waiting.map(one => one.submission)).toContain(report)
    expect((await as('city').reportingForms({})).waiting.map(one => one.submission)).not.toContain(report)
  })

  it('reminders are sent once', async () => {
    const send = async (): Promise<number> => (await application.database.transaction(tx => sendReminders(tx, application.context))).length
    expect(await send()).toBeGreaterThan(0)
    expect(await send()).toBe(0)
    expect((await as('county').reportingBoard({ form })).rows[0]?.reminded).not.toBeNull()
  })
})

describe('a quarter', () => {
  it('typing: cells of two people go together, the same cell does not', async () => {
    const { towns } = await view('county')
    const [a, b] = [towns[0]?.id ?? '', towns[1]?.id ?? '']
    await as('county').reportingSave({ submission: report, changes: [{ town: a, indicator: 'Q6', before: null, after: 2 }] })
    await as('county2').reportingSave({ submission: report, changes: [{ town: b, indicator: 'Q6', before: null, after: 5 }] })
    expect(await refusal(as('county2').reportingSave({ submission: report, changes: [{ town: a, indicator: 'Q6', before: null, after: 7 }] }))).toBe('reporting.cell-changed')
    expect(await refusal(as('county').reportingSave({ submission: report, changes: [{ town: a, indicator: 'Q4', before: null, after: 7 }] }))).toBe('reporting.indicator')
    expect(await refusal(as('county').reportingSave({ submission: report, changes: [{ town: 'elsewhere', indicator: 'Q6', before: null, after: 7 }] }))).toBe('reporting.town')
    expect((await view('county')).content[a]?.values['Q6']).toBe(2)
  })

  it('a workbook with errors: every one listed with its cell, nothing imported without a choice', async () => {
    const { towns, version } = await view('county')
    const [a, b] = [towns[0]?.id ?? '', towns[1]?.id ?? '']
    const bytes = await filledTemplate({ [`${a}/Q1`]: '3万', [`${b}/Q7`]: '很多' })
    const { status, body } = await upload('county', bytes)
    expect([status, body['message']]).toEqual([200, undefined])
    const { result, file } = body as unknown as { file: string; result: { needsChoice: boolean; problems: { severity: string; cell: string; code: string }[] } }
    expect(result.needsChoice).toBe(true)
    expect(result.problems.filter(one => one.severity === 'refused').map(({ code, cell }) => [code, /^[A-Z]+\d+$/.test(cell)])).toEqual([['unit-mismatch', true], ['not-a-number', true]])
    expect(await refusal(as('county').reportingTake({ submission: report, file, seen: version }))).toBe('reporting.choice')
    expect((await view('county')).version).toBe(version)
    const copy = await as('county').reportingAnnotated({ submission: report, file })
    expect((await readXlsx(Buffer.from(copy.base64, 'base64'))).sheets[0]?.name).toBe('问题清单')
    await as('county').reportingTake({ submission: report, file, seen: version, choice: 'take-what-can-be-taken' })
    expect((await view('county')).content[a]?.values['Q2']).toBe(600)
    expect((await upload('elsewhere', bytes)).status).toBe(403)
    expect(await refusal(as('county').reportingTake({ submission: report, file: `sha256:${'0'.repeat(64)}`, seen: version }))).toBe('reporting.file')
  })

  it('it cannot be submitted with errors; corrected and imported again it can, and a third time changes nothing', async () => {
    const before = await view('county')
    expect(before.blocking).toBeGreaterThan(0)
    expect(await refusal(as('county').reportingSubmit({ submission: report, seen: before.version, digest: before.digest }))).toBe('reporting.findings')
    const bytes = await filledTemplate()
    const { body } = await upload('county', bytes)
    await as('county').reportingTake({ submission: report, file: String(body['file']), seen: before.version })
    const after = await view('county')
    expect([after.version, after.blocking]).toEqual([before.version + 1, 0])
    expect(await refusal(as('county').reportingTake({ submission: report, file: String((await upload('county', bytes)).body['file']), seen: after.version }))).toBe('reporting.nothing-new')
    expect(after.content[after.towns[0]?.id ?? '']?.values['Q4']).toBe(60)
    await as('county').reportingSubmit({ submission: report, seen: after.version, digest: after.digest })
    expect((await view('county')).stage).toBe('待市（州）主管部门审核')
    const [first] = after.towns
    expect(await refusal(as('county').reportingSave({ submission: report, changes: [{ town: first?.id ?? '', indicator: 'Q6', before: 3, after: 4 }] }))).toBe('reporting.locked')
  })

  it('the prefecture returns it with a word on a field; the county corrects, and the word is answered', async () => {
    const { version, towns } = await view('city')
    const town = towns[0]?.id ?? ''
    expect(await refusal(as('far').reportingReturn({ submission: report, seen: version, to: 'county', reason: '请核', comments: [] }))).toBe('access.out-of-scope')
    await as('city').reportingReturn({ submission: report, seen: version, to: 'county', reason: '企业数请核对', comments: [{ town, indicator: 'Q7', text: '与名录库不一致' }] })
    const back = await view('county')
    expect(back.comments).toMatchObject([{ town, indicator: 'Q7', open: true }])
    expect(back.stage).toBe('待县级主管部门报送')
    expect(back.signatures).toMatchObject([{ state: 'withdrawn' }])
    await as('county').reportingSave({ submission: report, changes: [{ town, indicator: 'Q7', before: 40, after: 43 }] })
    const corrected = await view('county')
    expect(corrected.comments[0]?.open).toBe(false)
    await as('county').reportingSubmit({ submission: report, seen: corrected.version, digest: corrected.digest })
  })

  it('levels approve in their order, departments confirm, the province accepts', async () => {
    const at = await view('province')
    expect(await refusal(as('province').reportingApprove({ submission: report, seen: at.version, digest: at.digest }))).toBe('reporting.not-your-turn')
    expect(await refusal(as('county').reportingApprove({ submission: report, seen: at.version, digest: at.digest }))).toBe('access.separation')
    expect(await refusal(as('city').reportingApprove({ submission: report, seen: at.version, digest: '0'.repeat(64) }))).toBe('reporting.content-changed')
    await as('city').reportingApprove({ submission: report, seen: at.version, digest: at.digest, remark: '已核对' })
    const next = await view('province')
    expect(await refusal(as('province').reportingApprove({ submission: report, seen: next.version, digest: next.digest }))).toBe('reporting.departments')
    const confirm = async (name: string, department: string): Promise<unknown> => {
      const seen = await view(name)
      return refusal(as(name).reportingConfirm({ submission: report, seen: seen.version, department, digest: seen.departments.find(({ id }) => id === department)?.digest ?? '' }))
    }
    expect((await as('land').reportingForms({})).waiting.map(one => [one.submission, one.act])).toEqual([[report, '自然资源部门确认']])
    expect(await confirm('finance', 'land')).toBe('reporting.not-your-turn')
    expect(await confirm('land', 'statistics')).toBe('reporting.not-your-turn')
    expect([await confirm('statistics', 'statistics'), await confirm('land', 'land')]).toEqual(['done', 'done'])
    const last = await view('province')
    await as('province').reportingApprove({ submission: report, seen: last.version, digest: last.digest })
    expect(await view('auditor')).toMatchObject({ stage: '已验收', waiting: null, signed: 3 })
  })

  it('nobody approves at two levels, though they hold a post at both', async () => {
    report = `${form}/220182`
    await appoint(application, 'twice', { role: 'prefecture', division: '220100' })
    const { account } = await application.database.read(tx => tx.selectFrom('post').innerJoin('account', 'account.id', 'post.account').select('account.id as account').where('account.username', '=', 'twice').executeTakeFirstOrThrow())
    await application.database.transaction(tx => addPost(tx, account, { role: 'province-handler' }, 'granted', { access: application.context.identity.access, places: application.context.places, day: '2025-10-09', by: 'test' }, { at: now(), person: 'test' }))
    moment += 61_000
    await signIn('twice')
    const { towns } = await view('elsewhere')
    await as('elsewhere').reportingSave({ submission: report, changes: towns.flatMap(({ id }) => Object.entries(plain).map(([indicator, after]) => ({ town: id, indicator, before: null, after }))) })
    const sign = async (name: string, act: 'reportingSubmit' | 'reportingApprove'): Promise<unknown> => {
      const { version, digest } = await view(name)
      return refusal(as(name)[act]({ submission: report, seen: version, digest }))
    }
    expect(await sign('elsewhere', 'reportingSubmit')).toBe('done')
    expect(await sign('twice', 'reportingApprove')).toBe('done')
    for (const [name, department] of [['statistics', 'statistics'], ['land', 'land']] as const) {
      const seen = await view(name)
      await as(name).reportingConfirm({ submission: report, seen: seen.version, department, digest: seen.departments.find(({ id }) => id === department)?.digest ?? '' })
    }
    expect(await sign('twice', 'reportingApprove')).toBe('access.separation')
    expect(await sign('province', 'reportingApprove')).toBe('done')
    report = `${form}/220122`
  })

  it('where there is no county office the prefecture reports itself, and another of its people approves', async () => {
    report = `${form}/220100`
    const { towns, acts } = await view('city')
    expect(acts.filter(act => act.allowed).map(({ act }) => act).sort()).toEqual(['save', 'submit'])
    await as('city').reportingSave({ submission: report, changes: towns.flatMap(({ id }) => Object.entries(plain).map(([indicator, after]) => ({ town: id, indicator, before: null, after }))) })
    const { version: seen, digest } = await view('city')
    await as('city').reportingSubmit({ submission: report, seen, digest })
    expect(await refusal(as('city').reportingApprove({ submission: report, seen: seen + 1, digest }))).toBe('access.separation')
    expect(await refusal(as('city2').reportingApprove({ submission: report, seen: seen + 1, digest }))).toBe('done')
    report = `${form}/220122`
  })

  it('figures of other origins stand beside, and what differs too much is named', async () => {
    const { towns } = await view('statistics')
    const town = towns[0]?.id ?? ''
    await as('statistics').reportingCompare({ submission: report, origin: 'administrative', source: '名录库', figures: [{ town, indicator: 'Q7', value: 30 }, { town, indicator: 'Q8', value: 505 }] })
    const { origins, version } = await view('province')
    expect(origins).toMatchObject([{ indicator: 'Q7', reported: 43, administrative: 30, differing: [expect.stringContaining('相差 -13')] }, { indicator: 'Q8', reported: 500, administrative: 505, differing: [] }])
    expect(await refusal(as('statistics').reportingCompare({ submission: report, origin: 'thirdParty', source: '核查', figures: [{ town, indicator: 'Q7', value: '很多' }] }))).toBe('reporting.figure')
    expect((await view('province')).version).toBe(version)
  })

  it('unlocking: asked for with reason, scope and end, granted by the province; a change lets approvals lapse, not vanish', async () => {
    const { version, towns } = await view('county')
    const [town, other] = [towns[0]?.id ?? '', towns[1]?.id ?? '']
    await as('county').reportingAskUnlock({ submission: report, seen: version, reason: '名录库更正', scope: [{ town, indicator: 'Q7' }], until: '2025-10-20' })
    expect((await as('province').reportingForms({})).waiting.map(one => [one.submission, one.act])).toContainEqual([report, '处理解锁'])
    expect(await refusal(as('city').reportingSettleUnlock({ submission: report, seen: version + 1, granted: true, reason: '同意' }))).toBe('access.no-permission')
    await as('province').reportingSettleUnlock({ submission: report, seen: version + 1, granted: true, reason: '同意' })
    expect((await view('province')).signed).toBe(3)
    expect(await refusal(as('county').reportingSave({ submission: report, changes: [{ town: other, indicator: 'Q7', before: 40, after: 41 }] }))).toBe('reporting.locked')
    await as('county').reportingSave({ submission: report, changes: [{ town, indicator: 'Q7', before: 43, after: 30 }] })
    const changed = await view('province')
    expect(changed).toMatchObject({ signed: 0, stage: '有改动，待县级主管部门报送' })
    expect(changed.signatures.filter(one => one.state === 'lapsed').map(({ level, changes }) => [level, changes])).toEqual(['county', 'prefecture', 'province'].map(level => [level, [{ town, indicator: 'Q7', before: 43, after: 30 }]]))
    expect(changed.departments.map(({ id, held }) => [id, held !== null])).toEqual([['statistics', false], ['land', true]])
    expect((await application.database.read(tx => tx.selectFrom('event').select('type').where('stream', '=', `reporting/${report}`).orderBy('version').execute())).map(({ type }) => type)).toEqual(['signed', 'returned', 'signed', 'signed', 'confirmed', 'confirmed', 'signed', 'unlock-asked', 'unlock-settled'].map(kind => `reporting.${kind}`))
  })
})

describe('many at once', () => {
  it('approving, returning and editing the same report some hundreds of times loses no update', async () => {
    report = `${form}/220183`
    for (const name of ['both', 'both2']) {
      await appoint(application, name, { role: 'county', division: '220183' })
      moment += 61_000
      await signIn(name)
    }
    const { towns } = await view('both')
    const filled = towns.flatMap(({ id }) => Object.entries(plain).map(([indicator, after]) => ({ town: id, indicator, before: null, after })))
    await as('both').reportingSave({ submission: report, changes: filled })
    const town = towns[0]?.id ?? ''
    const codes: Record<string, number> = {}
    const count = (code: unknown): unknown => { codes[String(code)] = (codes[String(code)] ?? 0) + 1; return code }
    let saved = 0
    let [signed, sentBack] = [0, 0]
    // Each adds one to the same cell, as two people would who both see 5 and type 6.
    const edit = async (name: string): Promise<void> => {
      const before = (await view(name)).content[town]?.values['Q6'] as number
      if (count(await refusal(as(name).reportingSave({ submission: report, changes: [{ town, indicator: 'Q6', before, after: before + 1 }] }))) === 'done') saved += 1
    }
    const sign = async (name: string, act: 'reportingSubmit' | 'reportingApprove'): Promise<void> => {
      const { version, digest } = await view(name)
      if (count(await refusal(as(name)[act]({ submission: report, seen: version, digest }))) === 'done') signed += 1
    }
    const giveBack = async (name: string): Promise<void> => {
      const { version } = await view(name)
      if (count(await refusal(as(name).reportingReturn({ submission: report, seen: version, to: 'county', reason: '请核对', comments: [] }))) === 'done') sentBack += 1
    }
    const doings = [(): Promise<void> => edit('both'), () => edit('both2'), () => edit('both'), () => edit('both2'), () => giveBack('province'), () => giveBack('province'), () => sign('both', 'reportingSubmit'), () => sign('both2', 'reportingSubmit'), () => sign('city', 'reportingApprove'), () => sign('city2', 'reportingApprove'), () => giveBack('city'), () => giveBack('city2'), () => sign('province', 'reportingApprove')]
    // Which of them meet follows no clock of ours: each round takes four, two of them of the same kind now and then.
    let turn = 1
    const next = (): number => (turn = (turn * 48271) % 2147483647)
    for (let round = 0; round < 100; round++) await Promise.all(Array.from({ length: 4 }, () => doings[next() % doings.length]?.()))
    const { version, content, history } = await view('auditor')
    expect(codes).toMatchObject({ done: saved + signed + sentBack })
    expect(content[town]?.values['Q6']).toBe(saved)
    expect(version).toBe(1 + saved + signed + sentBack)
    expect(history.map(one => one.version)).toEqual(Array.from({ length: version }, (_, i) => version - i))
    expect(Math.min(saved, signed, sentBack)).toBeGreaterThan(0)
    expect(Object.keys(codes).filter(code => !/^(done|register\.changed|reporting\.(cell-changed|content-changed|locked|not-your-turn|departments))$/.test(code))).toEqual([])
    // Some must have met: else nothing was at once. How many is the scheduler's matter.
    expect(Object.entries(codes).filter(([code]) => code !== 'done').reduce((sum, [, count]) => sum + count, 0)).toBeGreaterThan(0)
  })
})
