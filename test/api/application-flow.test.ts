// A whole call of the fictional programme through the API, by people of eight roles: from the call to towns in the register.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sitting } from '#core/application/review.ts'
import { loadCase } from '#server/application/load.ts'
import { addOrganisation } from '#server/identity/organisations.ts'
import { type Application, startApplication } from './application.ts'
import { appoint, type Browser, browser, codeAt, password } from './people.ts'
import { uploadedByAll, wholeContent } from './tea-application.ts'
import { listTeaTowns, teaProgramme } from './tea-towns.ts'

const call = `${teaProgramme}/2`
/** planted in everything that names an expert */
const canary = '暗号'
let moment = Date.parse('2026-01-05T04:00:00.000Z')
let application: Application
const now = (): string => new Date(moment).toISOString()
const at = (day: string): void => { moment = Date.parse(`${day}T04:00:00.000Z`) }

/** Signs in anew: the second factor has just been shown. */
async function as(username: string): Promise<Browser['client'] & { raw: Browser }> {
  moment += 61_000
  const own = browser(application)
  const signed = await own.send('POST', '/api/session', { username, password, code: codeAt(now()) })
  expect([username, signed.status]).toEqual([username, 200])
  return { ...own.client, raw: own }
}
const refusal = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'done', (error: { problem?: { code: string } }) => error.problem?.code ?? error)
const callVersion = async (client: Browser['client']): Promise<number> => (await client.callDetail({ call })).version

const ids: Record<string, string> = {}
const experts: { username: string; person: string; account: string }[] = []

beforeAll(async () => {
  application = await startApplication([], { clock: now })
  await listTeaTowns(application)
  const firm = await application.database.transaction(tx => addOrganisation(tx, { name: '云溪茶业公司', kind: 'operator', division: null, parent: null, from: '2020-01-01', to: null }, application.context.places, { at: now(), person: 'test' }))
  for (const [username, post] of Object.entries({
    county: { role: 'county', division: '220122' }, colleague: { role: 'county', division: '220122' }, neighbour: { role: 'county', division: '220281' },
    prefecture: { role: 'prefecture', division: '220100' }, farther: { role: 'prefecture', division: '220200' },
    handler: { role: 'province-handler' }, reviewer: { role: 'province-reviewer' }, reviewer2: { role: 'province-reviewer' }, reviewer3: { role: 'province-reviewer' }, leader: { role: 'leading-group' }, auditor: { role: 'auditor' },
  })) await appoint(application, username, post)
  for (let i = 1; i <= 8; i++) {
    const made = await appoint(application, `expert${i}`, { role: 'expert' }, { name: `${canary}专家${i}` })
    // One belongs to the prefecture, one is employed by the builder, one has a tie of last year, one an old one.
    const change = i === 1 ? { home: '220100' } : i === 2 ? { organisation: firm } : i === 3 ? { ties: JSON.stringify([{ organisation: firm, until: '2025-06-01' }]) } : i === 4 ? { home: '220200', ties: JSON.stringify([{ organisation: firm, until: '2020-01-01' }]) } : {}
    if (Object.keys(change).length) await application.database.transaction(tx => tx.updateTable('account').set(change as never).where('id', '=', made.account).execute())
    experts.push({ username: `expert${i}`, ...made })
  }
  await uploadedByAll(application)
}, 90_000)
afterAll(() => application?.close())

describe('a call', () => {
  it('is planned by one, published by another; the public sees it from then on', async () => {
    const handler = await as('handler')
    const plan = { programme: teaProgramme, batch: 2, title: '第二批茶小镇申报', milestones: { submit: '2026-01-20', recommend: '2026-01-25', review: '2026-02-10' } }
    expect(await refusal(handler.callPlan({ ...plan, milestones: { ...plan.milestones, submit: '2025-12-01' } }))).toBe('call.milestones')
    expect(await handler.callPlan(plan)).toEqual({ id: call })
    expect(await refusal(handler.callPlan(plan))).toBe('call.exists')
    expect(await refusal(handler.callOpen({ call, version: 1 }))).toBe('access.no-permission')
    expect((await application.client.callsPublic({})).calls).toEqual([])
    expect(await (await as('reviewer')).callOpen({ call, version: 1 })).toMatchObject({ stage: 'open' })
    expect((await application.client.callsPublic({})).calls).toMatchObject([{ id: call, milestones: plan.milestones, list: null }])
  })

  it('shows what is asked, on the day, with articles and both bounds', async () => {
    const form = await (await as('county')).callForm({ call })
    expect(form.parts.map(part => part.label)).toEqual(['创建方案', '投资主体', '投资规模', '建设计划', '产业规划'])
    expect(form.standards.flatMap(standard => standard.items.map(item => item.id))).toEqual(['one-industry', 'new-plan', 'builder', 'funded', 'management', 'water'])
    expect(form.figures[0]?.bounds.map(bound => [bound.level, bound.bound, bound.summary])).toEqual([['省', '≥50%', false], ['国家', '≥60%', true]])
  })
})

describe('an application', () => {
  it('is begun in one’s own county and written by several; nothing is overwritten silently', async () => {
    const county = await as('county')
    expect(await refusal(county.applicationStart({ call, division: '220281', name: '蛟河市云雾小镇' }))).toBe('access.out-of-scope')
    const { id, draft } = await county.applicationStart({ call, division: '220122', name: '农安县云雾小镇' })
    ids['mist'] = id
    const colleague = await as('colleague')
    const { 'part.plan': _, ...rest } = wholeContent('农安县云雾小镇')
    const first = await county.applicationSave({ id, seen: draft, changes: rest })
    expect([first.version, first.conflicts]).toEqual([2, []])
    expect((await colleague.applicationSave({ id, seen: draft, changes: { 'part.plan': '同事写的方案' } })).conflicts).toEqual([])
    const clash = await county.applicationSave({ id, seen: 2, changes: { 'part.plan': '县里写的方案', 'lead-industry': '绿茶' } })
    expect(clash).toMatchObject({ saved: ['lead-industry'], conflicts: [{ field: 'part.plan', label: '创建方案', theirs: '同事写的方案' }] })
    await county.applicationSave({ id, seen: clash.version, changes: { 'part.plan': '合起来的方案' } })
    expect((await colleague.applicationReplaced({ id })).replaced).toMatchObject([{ field: 'part.plan', value: '同事写的方案' }])
    expect(await refusal(county.applicationSave({ id, seen: 9, changes: { nothing: 1 } }))).toBe('application.field')
    expect(await refusal(county.applicationSave({ id, seen: 9, changes: { category: '花类' } }))).toBe('application.field')
  })

  it('its operator writes too, but only there, and hands nothing in', async () => {
    const id = ids['mist'] as string
    await appoint(application, 'operator', { role: 'operator', towns: [id] })
    const operator = await as('operator')
    const { draft } = await operator.applicationDetail({ id })
    expect((await operator.applicationSave({ id, seen: draft?.version ?? 0, changes: { 'investor.i2': { name: '山谷旅游公司', ownership: 'mixed' } } })).conflicts).toEqual([])
    expect(await refusal(operator.applicationSubmit({ id, version: 1, draft: 6 }))).toBe('access.no-permission')
    expect((await operator.applicationList({ call })).applications.map(one => one.id)).toEqual([id])
    await operator.applicationSave({ id, seen: 6, changes: { 'investor.i2': null } })
  })

  it('shares and standards are worked out from what is listed', async () => {
    const { check, draft } = await (await as('county')).applicationDetail({ id: ids['mist'] as string })
    expect([check.investment, check.findings]).toEqual([{ counted: 6200, excluded: 3000, total: 10_000, percent: 62 }, []])
    expect(check.figures.find(figure => figure.requirement === 'tea-share')?.bounds.map(bound => [bound.level, bound.document, bound.met])).toEqual([['省', '《茶小镇办法（虚构）》（云茶发〔2020〕1号）', true], ['国家', '《全国茶小镇导则（虚构）》（国茶发〔2021〕2号）', true]])
    expect(draft?.fields['part.plan']?.by).toContain('county')
  })

  it('is seen by nobody it does not concern', async () => {
    const id = ids['mist'] as string
    for (const [username, expected] of [['neighbour', 'access.out-of-scope'], ['farther', 'access.out-of-scope'], ['expert5', 'access.out-of-scope'], ['prefecture', 'done'], ['auditor', 'done']] as const) {
      expect([username, await refusal((await as(username)).applicationDetail({ id }))]).toEqual([username, expected])
    }
    expect((await (await as('neighbour')).applicationList({ call })).applications).toEqual([])
    expect((await (await as('prefecture')).applicationList({ call })).applications).toMatchObject([{ id, desk: '县级' }])
    // What is not handed in is not read by those who judge it.
    expect((await (await as('prefecture')).applicationDetail({ id })).content).toEqual({})
  })

  it('is handed in whole, by the county, as it was read', async () => {
    const county = await as('county')
    const id = ids['mist'] as string
    await county.applicationSave({ id, seen: 7, changes: { 'files.schedule': null } })
    expect(await refusal(county.applicationSubmit({ id, version: 1, draft: 8 }))).toBe('application.incomplete')
    await county.applicationSave({ id, seen: 8, changes: { 'files.schedule': wholeContent('')['files.schedule'] } })
    expect(await refusal(county.applicationSubmit({ id, version: 1, draft: 8 }))).toBe('application.changed')
    expect(await refusal((await as('prefecture')).applicationRecommend({ id, version: 1 }))).toBe('application.stage')
    expect(await county.applicationSubmit({ id, version: 1, draft: 9 })).toEqual({ stage: 'submitted', version: 2 })
    expect(await refusal(county.applicationSave({ id, seen: 9, changes: { name: 'x' } }))).toBe('application.stage')
  })

  it('is refused with its reason where it may not be accepted', async () => {
    const county = await as('county')
    const names = { 'application.division': '德惠市云雾小镇', 'application.name': '农安县云雾镇', 'application.duplicate': '农安县云雾小镇' }
    for (const [code, name] of Object.entries(names)) {
      const { id, draft } = await county.applicationStart({ call, division: '220122', name })
      const { version } = await county.applicationSave({ id, seen: draft, changes: wholeContent(name) })
      expect([code, await refusal(county.applicationSubmit({ id, version: 1, draft: version }))]).toEqual([code, code])
      expect((await county.applicationDetail({ id })).check.problems.map(problem => problem.code)).toEqual([code])
      if (code === 'application.division') {
        const named = await county.applicationSave({ id, seen: version, changes: { name: '农安县春茶小镇', 'name-use': 'using' } })
        expect(await refusal(county.applicationSubmit({ id, version: 1, draft: named.version }))).toBe('application.name-use')
      }
      await county.applicationWithdraw({ id, version: 1, reason: '试填' })
    }
  })

  it('comes back with remarks on its fields, and nothing is lost', async () => {
    const id = ids['mist'] as string
    const prefecture = await as('prefecture')
    const remarks = [{ field: 'part.plan', text: '请写明年度目标' }, { field: null, text: '其余很好' }]
    expect(await refusal(prefecture.applicationReturn({ id, version: 2, to: 'submitted', reason: '补正', remarks: [] }))).toBe('application.return-to')
    expect(await refusal(prefecture.applicationReturn({ id, version: 2, to: 'draft', reason: ' ', remarks: [] }))).toBe('application.reason')
    expect(await refusal(prefecture.applicationReturn({ id, version: 2, to: 'draft', reason: '补正', remarks: [{ field: 'part.nothing', text: 'x' }] }))).toBe('application.field')
    expect(await refusal((await as('handler')).applicationReturn({ id, version: 2, to: 'draft', reason: '补正', remarks: [] }))).toBe('application.desk')
    expect(await prefecture.applicationReturn({ id, version: 2, to: 'draft', reason: '请补正', remarks })).toEqual({ stage: 'draft', version: 3 })
    const county = await as('county')
    const before = await county.applicationDetail({ id })
    expect(before.content['part.plan']).toBe('合起来的方案')
    expect(before.remarks).toMatchObject([{ label: '创建方案', changed: false }, { label: '整份申报', changed: false }])
    const { version } = await county.applicationSave({ id, seen: before.draft?.version ?? 0, changes: { 'part.plan': '合起来的方案，分年度。' } })
    await county.applicationSubmit({ id, version: 3, draft: version })
    const after = await (await as('prefecture')).applicationDetail({ id })
    expect(after.remarks.map(remark => remark.changed)).toEqual([true, true])
    expect((await (await as('prefecture')).applicationVersions({ id })).versions.map(one => [one.content['part.plan'], one.changed])).toEqual([['合起来的方案', []], ['合起来的方案，分年度。', ['part.plan']]])
  })

  it('is recommended, and checked by the province', async () => {
    const id = ids['mist'] as string
    expect(await refusal((await as('farther')).applicationRecommend({ id, version: 4 }))).toBe('access.out-of-scope')
    expect(await refusal((await as('county')).applicationRecommend({ id, version: 4 }))).toBe('access.no-permission')
    expect(await (await as('prefecture')).applicationRecommend({ id, version: 4, reason: '条件成熟' })).toEqual({ stage: 'recommended', version: 5 })
    const handler = await as('handler')
    expect(await refusal(handler.applicationCheck({ id, version: 4 }))).toBe('application.changed')
    expect(await refusal((await as('prefecture')).applicationReturn({ id, version: 5, to: 'draft', reason: '我再想想', remarks: [] }))).toBe('application.desk')
    expect(await handler.applicationCheck({ id, version: 5 })).toEqual({ stage: 'checked', version: 6 })
  })
})

describe('experts', () => {
  const id = (): string => ids['mist'] as string
  let seats: { person: string; pseudonym: string }[] = []
  const seated = (): Promise<typeof seats> => application.database.read(async tx => sitting((await loadCase(tx, id())).review))
  const usernameOf = (person: string): string => experts.find(expert => expert.person === person)?.username ?? ''

  it('are drawn from a pool without those who must step back, by a number nobody chose', async () => {
    const handler = await as('handler')
    const reviewer = await as('reviewer')
    expect(await refusal(reviewer.panelDraw({ id: id(), number: '483', source: '开奖公告' }))).toBe('panel.no-pool')
    expect(await handler.panelPool({ id: id() })).toEqual({ eligible: 5, excluded: 3 })
    expect(await refusal(handler.panelDraw({ id: id(), number: '483', source: '开奖公告' }))).toBe('access.no-permission')
    expect(await reviewer.panelDraw({ id: id(), number: '483', source: '2026年1月5日福彩3D第2026005期' })).toEqual({ seats: 3 })
    expect(await refusal(reviewer.panelDraw({ id: id(), number: '111', source: '又一次' }))).toBe('panel.drawn')
    expect(await refusal(reviewer.panelIdentities({ id: id() }))).toBe('panel.sealed')
    seats = await seated()
    expect(seats.map(seat => seat.pseudonym)).toEqual(['专家1', '专家2', '专家3'])
  })

  it('may step back; the next in the order sits', async () => {
    const first = await as(usernameOf(seats[0]?.person ?? ''))
    await first.panelRecuse({ id: id(), reason: '与建设主体有合作' })
    expect(await refusal(first.sheetRead({ id: id() }))).toBe('access.out-of-scope')
    seats = await seated()
    expect(seats.map(seat => seat.pseudonym)).toEqual(['专家2', '专家3', '专家4'])
  })

  it('score blind: nobody sees another’s sheet before signing, no office before all have', async () => {
    const [a, b, c] = seats.map(seat => usernameOf(seat.person)) as [string, string, string]
    const points = { [a]: { tea: 50, plan: 30 }, [b]: { tea: 52, plan: 31 }, [c]: { tea: 5, plan: 4 } }
    for (const username of [a, b, c]) {
      const expert = await as(username)
      const read = await expert.applicationDetail({ id: id() })
      expect([read.content['name'], read.steps.map(step => step.actor).filter(actor => actor.includes('测试'))]).toEqual(['农安县云雾小镇', []])
      expect(await refusal(expert.reviewScores({ id: id() }))).toBe('access.separation')
      expect(await refusal(expert.sheetSave({ id: id(), version: 0, scores: { tea: 61 } }))).toBe('panel.points')
      expect((await expert.sheetSave({ id: id(), version: 0, scores: { tea: points[username]?.tea ?? 0 } })).version).toBe(1)
      expect(await refusal(expert.sheetSign({ id: id(), version: 1 }))).toBe('panel.sheet')
      expect(await refusal((await as('reviewer')).reviewScores({ id: id() }))).toBe('panel.unsigned')
      expect(await refusal((await as('handler')).applicationConclude({ id: id(), version: 6 }))).toBe('panel.unsigned')
      const again = await as(username)
      await again.sheetSave({ id: id(), version: 1, scores: points[username] ?? {}, opinion: `${canary}意见` })
      await again.sheetSign({ id: id(), version: 2 })
      expect(await refusal(again.sheetSave({ id: id(), version: 2, scores: { tea: 1 } }))).toBe('panel.signed')
      expect((await again.reviewScores({ id: id() })).sheets.map(sheet => sheet.pseudonym)).toContain(seats.find(seat => usernameOf(seat.person) === username)?.pseudonym)
    }
    expect(await refusal((await as('expert1')).sheetRead({ id: id() }))).toBe('access.out-of-scope')
  })

  it('come to a score; who stands out is shown and not left out', async () => {
    expect(await (await as('handler')).applicationConclude({ id: id(), version: 6 })).toEqual({ stage: 'reviewed', version: 7 })
    const { result, sheets } = await (await as('reviewer')).reviewScores({ id: id() })
    expect([result?.score, sheets.length]).toEqual([(80 + 83 + 9) / 3, 3])
    expect(result?.outliers.map(outlier => outlier.id)).toEqual([seats[2]?.pseudonym])
    expect(await refusal((await as(usernameOf(seats[0]?.person ?? ''))).applicationDetail({ id: id() }))).toBe('access.out-of-scope')
    const leader = await as('leader')
    expect((await leader.assessorReport({ call })).assessors).toHaveLength(3)
    const { seats: known, excluded } = await leader.panelIdentities({ id: id() })
    const opened = (await (await as('auditor')).accessLog({ kind: 'sealed.opened' })).lines
    expect(opened[0]).toMatchObject({ alarming: true, data: { endpoint: 'panelIdentities', id: id() } })
    expect([known.length, known.every(seat => seat.name.startsWith(canary)), known.filter(seat => seat.recused !== null).length]).toEqual([4, true, 1])
    expect(excluded.map(({ name, reason }) => [name.slice(-1), reason.includes('第7条')]).toSorted()).toEqual([['1', true], ['2', true], ['3', true]])
    expect(await refusal((await as('handler')).panelIdentities({ id: id() }))).toBe('access.no-permission')
  })

  it('are known to no applicant: planted names, ids and pseudonyms are found in no answer', async () => {
    const planted = [canary, '专家1', ...experts.flatMap(({ username, person, account }) => [username, person, account])].filter(word => word !== '专家1')
    for (const username of ['county', 'colleague', 'operator', 'prefecture', 'handler']) {
      const { raw } = await as(username)
      for (const path of [`/api/applications/${id()}`, `/api/applications/${id()}/versions`, `/api/applications/${id()}/replaced`, `/api/applications?call=${encodeURIComponent(call)}`, `/api/calls/${encodeURIComponent(call)}`, `/api/calls/${encodeURIComponent(call)}/form`, '/api/calls', `/api/reviews/${id()}/panel`, `/api/reviews/${id()}/identities`, `/api/reviews/${id()}/scores`, `/api/reviews/${id()}/sheet`, `/api/calls/${encodeURIComponent(call)}/assessors`, '/api/session', '/api/public/calls', '/api/public/overview', '/api/public/towns']) {
        const { body } = await raw.send('GET', path)
        expect([username, path, planted.filter(word => JSON.stringify(body).includes(word))]).toEqual([username, path, []])
      }
    }
    const { raw } = await as('reviewer')
    expect(JSON.stringify((await raw.send('GET', `/api/reviews/${id()}/identities`)).body)).toContain(canary)
  })
})

describe('the list', () => {
  const mist = (): string => ids['mist'] as string

  it('is proposed when everything is settled, and stood by by the prefecture', async () => {
    const handler = await as('handler')
    const choices = [{ application: mist(), listed: true, category: '叶类' }]
    expect(await refusal(handler.callSelect({ call, version: await callVersion(handler), choices }))).toBe('call.reason')
    expect(await refusal(handler.callSelect({ call, version: await callVersion(handler), choices: [] }))).toBe('call.candidates')
    await handler.callSelect({ call, version: await callVersion(handler), choices: [{ application: mist(), listed: true, category: '叶类', reason: '已成规模' }] })
    expect(await refusal(handler.callPublicise({ call, version: await callVersion(handler), from: '2026-01-05', until: '2026-01-09' }))).toBe('call.not-joined')
    const prefecture = await as('prefecture')
    await prefecture.applicationJoin({ id: mist(), version: 7, agreed: true })
    const again = await as('handler')
    expect(await refusal(again.callPublicise({ call, version: await callVersion(again), from: '2026-01-05', until: '2026-01-08' }))).toBe('call.publicity-days')
    await again.callPublicise({ call, version: await callVersion(again), from: '2026-01-05', until: '2026-01-09' })
    expect((await application.client.callsPublic({})).calls[0]?.list).toEqual([{ name: '农安县云雾小镇', prefecture: '长春市', category: '叶类', townType: '山镇' }])
  })

  it('waits for the days and the objections, which others settle', async () => {
    const { id } = await (await as('neighbour')).callObject({ call, application: mist(), text: '水源有争议' }).catch(error => ({ id: error.problem.code }))
    expect(id).toBe('access.out-of-scope')
    expect((await (await as('colleague')).callObject({ call, application: mist(), text: '请核水源' })).id).toBe('异议1')
    const reviewer = await as('reviewer')
    expect(await refusal(reviewer.callConfirm({ call, version: await callVersion(reviewer) }))).toBe('call.publicity')
    at('2026-01-10')
    const later = await as('reviewer')
    expect(await refusal(later.callConfirm({ call, version: await callVersion(later) }))).toBe('objection.open')
    const other = await as('reviewer2')
    await other.callSettle({ call, version: await callVersion(other), objection: '异议1', upheld: false, reason: '已核，不在水源地' })
    expect(await refusal(other.callConfirm({ call, version: await callVersion(other) }))).toBe('access.separation')
    const first = await as('reviewer')
    expect(await first.callConfirm({ call, version: await callVersion(first) })).toMatchObject({ stage: 'confirmed' })
  })

  it('is approved by the government, whose document is recorded', async () => {
    const leader = await as('leader')
    const approval = { number: '云政〔2026〕3号', title: '关于第二批茶小镇名单的批复', issuer: '云溪省人民政府', date: '2026-01-10', file: { hash: `sha256:${'f'.repeat(64)}`, name: '批复.pdf', type: 'application/pdf', size: 1000 } }
    expect(await refusal(leader.callApprove({ call, version: await callVersion(leader), approval: { ...approval, date: '2026-02-01' } }))).toBe('call.approval')
    expect(await leader.callApprove({ call, version: await callVersion(leader), approval })).toMatchObject({ stage: 'approved' })
  })

  it('goes out by three people, and its towns stand in the register', async () => {
    const handler = await as('handler')
    const { notice } = await handler.callDraft({ call, version: await callVersion(handler), number: '云茶发〔2026〕4号', signedOn: '2026-01-10' })
    expect([notice.differences, notice.findings.filter(finding => finding.severity === 'error')]).toEqual([[], []])
    const leader = await as('leader')
    await leader.callSign({ call, version: await callVersion(leader) })
    expect(await refusal(application.client.townList({ programme: teaProgramme, q: '农安县云雾', valid: '2026-01-11' }).then(list => list.towns.length))).toBe('done')
    const reviewer = await as('reviewer')
    expect(await reviewer.callIssue({ call, version: await callVersion(reviewer) })).toMatchObject({ stage: 'issued', document: '云茶发-2026-4', towns: 1 })
    const { towns } = await application.client.townList({ programme: teaProgramme, q: '农安县云雾', valid: '2026-01-11' })
    expect(towns).toMatchObject([{ name: '农安县云雾小镇', category: '叶类', batch: 2, division: '农安县', prefecture: '长春市', status: 'listed', since: '2026-01-10' }])
    const detail = await (await as('county')).applicationDetail({ id: mist() })
    expect([detail.stage, detail.ended?.town]).toEqual(['listed', towns[0]?.id])
    expect((await application.client.noticeList({ programme: teaProgramme })).notices.map(one => one.number)).toContain('云茶发〔2026〕4号')
    const file = await (await as('reviewer')).callNoticeFile({ call, format: 'docx' })
    expect(Buffer.from(file.base64, 'base64').subarray(0, 2).toString()).toBe('PK')
  })

  it('a town on the list is not applied for again', async () => {
    const handler = await as('handler')
    const next = `${teaProgramme}/3`
    await handler.callPlan({ programme: teaProgramme, batch: 3, title: '第三批', milestones: { submit: '2026-01-20', recommend: '2026-01-25', review: '2026-02-10' } })
    await (await as('reviewer')).callOpen({ call: next, version: 1 })
    const county = await as('county')
    const { id, draft } = await county.applicationStart({ call: next, division: '220122', name: '农安县云雾小镇' })
    const { version } = await county.applicationSave({ id, seen: draft, changes: wholeContent('农安县云雾小镇') })
    expect(await refusal(county.applicationSubmit({ id, version: 1, draft: version }))).toBe('application.listed')
    at('2026-01-21')
    const late = await as('county')
    await late.applicationSave({ id, seen: version, changes: { name: '农安县春茶小镇' } })
    expect(await refusal(late.applicationSubmit({ id, version: 1, draft: version + 1 }))).toBe('application.deadline')
  })
})
