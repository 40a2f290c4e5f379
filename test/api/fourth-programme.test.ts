// A fourth programme needs no code: a pack of files is proved, towns are listed, evaluated, decided and announced, an
// application goes its way, a report goes up, a check is followed – by the server as it is.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoGrid } from '#core/evaluation/demo-data.ts'
import type { Fact } from '#core/register/event.ts'
import { checkWhole } from '#core/pack/check.ts'
import { readPolicy } from '#server/identity/access.ts'
import { readStream } from '#server/log/read.ts'
import { choosePolicyFolder } from '#server/policy-folder.ts'
import { packFiles } from '#server/policy-packs.ts'
import { record } from '#server/record.ts'
import { schemeById } from '#server/season/policies.ts'
import { type Application, startApplication } from './application.ts'
import { bridge, withBridgePack } from './bridge-pack.ts'
import { appoint, type Browser, browser, codeAt, password } from './people.ts'
import { uploadedByAll, wholeContent } from './tea-application.ts'
import { listTowns, teaTowns } from './tea-towns.ts'

const categories = ['木桥类', '石桥类', '廊桥类']
const season = `${bridge}/2025`
const [county, prefecture] = ['220122', '220100']
let moment = Date.parse('2026-01-05T04:00:00.000Z')
let application: Application
let pack: ReturnType<typeof withBridgePack>
let towns: Record<string, string> = {}

const at = (day: string): void => { moment = Date.parse(`${day}T04:00:00.000Z`) }
const now = (): string => new Date(moment).toISOString()
async function as(username: string): Promise<Browser['client']> {
  moment += 61_000
  const own = browser(application)
  const signed = await own.send('POST', '/api/session', { username, password, code: codeAt(now()) })
  expect([username, signed.status]).toEqual([username, 200])
  return own.client
}

beforeAll(async () => {
  pack = withBridgePack()
  choosePolicyFolder(pack.folder)
  application = await startApplication([], { clock: now })
  await listTowns(application, { programme: bridge, categories, number: '云桥发〔2023〕2号' })
  towns = Object.fromEntries((await application.client.townList({ programme: bridge, size: 200 })).towns.map(({ id, name }) => [name, id]))
  await application.database.transaction(async tx => {
    const stream = `town/${towns[teaTowns[2] as string]}`
    const placed: Fact = { type: 'town.placed', data: { division: county, prefecture }, effective: '2023-02-01', basis: { document: '云桥发-2023-2' } }
    await record(tx, { actor: '测试', now: now(), writes: [{ stream, expected: (await readStream(tx, stream)).length, facts: [placed] }] })
  })
  for (const [username, post] of Object.entries({ handler: { role: 'province-handler' }, reviewer: { role: 'province-reviewer' }, leader: { role: 'leading-group' }, county: { role: 'county', division: county }, prefecture: { role: 'prefecture', division: prefecture } })) await appoint(application, username, post)
  await uploadedByAll(application)
}, 120_000)
afterAll(async () => {
  choosePolicyFolder(null)
  await application?.close()
  pack?.remove()
})

describe('a programme of files alone', () => {
  it('is proved whole', () => {
    const check = checkWhole(bridge, packFiles(bridge, pack.folder), readPolicy())
    expect(check.findings).toEqual([])
    expect([check.versions[0]?.whole, check.cases.cases]).toEqual([true, 2])
  })

  it('has a year, from the opening to the notice in the register', async () => {
    await (await as('handler')).seasonOpen({ programme: bridge, year: 2025, scheme: 'bridge-demo' })
    await (await as('reviewer')).seasonLock({ season, settings: { 前段份额: 25 } })
    const rows = demoGrid(schemeById(bridge, 'bridge-demo'), teaTowns.map((name, i) => ({ name, category: categories[i % 3] as string })), 7).rows.map(row => row.map(cell => cell.value))
    for (const i of [1, 2, 3]) rows[i] = [...(rows[i] as string[]).slice(0, 2), 20, 1, 0.5, '未编制', 9, 10, 50]
    const base64 = Buffer.from(rows.map(row => row.map(cell => cell ?? '').join(',')).join('\n')).toString('base64')
    const handler = await as('handler')
    expect(await handler.seasonScore({ season, name: '评分.csv', base64 })).toMatchObject({ towns: 30 })
    const reviewer = await as('reviewer')
    await reviewer.seasonFreeze({ season })
    const { cuts } = await reviewer.seasonCuts({ season })
    // A quarter of thirty at the top, two at the bottom.
    expect(cuts.map(cut => [cut.side, cut.proposed])).toEqual([['top', 8], ['bottom', 2]])
    await reviewer.seasonCut({ season, cuts: cuts.map(({ group, value, proposed }) => ({ group, value, count: proposed })), reason: '按份额' })
    const proposing = await as('handler')
    await proposing.seasonPropose({ season })
    const { rows: proposals } = await proposing.seasonProposals({ season })
    const outcomes = Map.groupBy(proposals, row => row.outcome ?? 'open')
    expect(outcomes.get('bridge-warned')?.length).toBeGreaterThan(0)
    expect(proposals.find(row => row.name === teaTowns[1])).toMatchObject({ outcome: 'bridge-eliminated', article: 'T1 四' })
    expect([...outcomes.keys()].every(key => key === 'open' || key.startsWith('bridge-'))).toBe(true)
    for (const row of proposals.filter(other => other.open)) await proposing.seasonDepart({ season, town: row.town, outcome: '保留', reason: '资料不全' })
    await proposing.seasonPublicise({ season, from: '2026-01-05', until: '2026-01-12' })
    at('2026-01-13')
    await (await as('reviewer')).seasonConfirm({ season })
    await (await as('leader')).seasonDecide({ season })
    const { notice } = await (await as('handler')).seasonDraft({ season, number: '云桥发〔2026〕1号', signedOn: '2026-01-14', fieldwork: { year: 2025, month: 11 } })
    expect([notice.differences, notice.findings.filter(finding => finding.severity === 'error')]).toEqual([[], []])
    // The rules ask for the order of registration, which tells no rank.
    const lists = notice.body.map(block => ('text' in block ? String(block.text) : '')).map(text => teaTowns.map(name => text.indexOf(name)).filter(place => place >= 0)).filter(places => places.length > 1)
    expect(lists.length).toBeGreaterThan(2)
    for (const places of lists) expect(places).toEqual(places.toSorted((a, b) => a - b))
    at('2026-01-14')
    await (await as('leader')).seasonApprove({ season })
    await (await as('reviewer')).seasonIssue({ season })
    const list = await application.client.townList({ programme: bridge, valid: '2026-01-15', size: 200 })
    expect(list.towns.filter(town => town.status === 'listed').every(town => town.grade?.year === 2025)).toBe(true)
    expect(list.towns.some(town => town.warned)).toBe(true)
    const gone = await application.client.townDetail({ id: towns[teaTowns[1] as string] as string })
    expect(JSON.stringify(gone)).toContain('2028-01-14')
  })

  it('takes applications by its own words', async () => {
    const call = `${bridge}/2`
    await (await as('handler')).callPlan({ programme: bridge, batch: 2, title: '第二批桥小镇申报', milestones: { submit: '2026-02-20', recommend: '2026-02-25', review: '2026-03-10' } })
    await (await as('reviewer')).callOpen({ call, version: 1 })
    const writer = await as('county')
    expect((await writer.callForm({ call })).categories).toEqual(categories)
    const { id, draft } = await writer.applicationStart({ call, division: county, name: '农安县廊桥小镇' })
    const { version } = await writer.applicationSave({ id, seen: draft, changes: { ...wholeContent('农安县廊桥小镇'), category: '廊桥类' } })
    expect(await writer.applicationSubmit({ id, version: 1, draft: version })).toMatchObject({ stage: 'submitted' })
    expect(await (await as('prefecture')).applicationRecommend({ id, version: 2, reason: '条件成熟' })).toMatchObject({ stage: 'recommended' })
    expect(await (await as('handler')).applicationCheck({ id, version: 3, reason: '' })).toMatchObject({ stage: 'checked' })
  })

  it('collects reports over its own levels', async () => {
    const form = `${bridge}/bridge-quarter/2025-Q4`
    await (await as('handler')).reportingOpen({ form })
    const submission = `${form}/${county}`
    const writer = await as('county')
    const { towns: [town] } = await writer.reportingReport({ submission })
    const values = { A1: 55, A2: 6, B1: '已批复', B2: 2, R1: 100, R2: 250, R3: 150, R4: 100, R5: false }
    await writer.reportingSave({ submission, changes: Object.entries(values).map(([indicator, after]) => ({ town: town?.id ?? '', indicator, before: null, after })) })
    const filled = await writer.reportingReport({ submission })
    expect([filled.blocking, filled.content[town?.id ?? '']?.values['A3']]).toEqual([0, 2.5])
    await writer.reportingSubmit({ submission, seen: filled.version, digest: filled.digest })
    const province = await as('handler')
    const there = await province.reportingReport({ submission })
    expect(there.stage).toBe('待省级验收')
    await province.reportingApprove({ submission, seen: there.version, digest: there.digest })
    expect((await province.reportingReport({ submission })).signatures.map(signature => signature.state)).toEqual(['standing', 'standing'])
  })

  it('is supervised by its own list', async () => {
    const handler = await as('handler')
    const { id } = await handler.roundPlan({ programme: bridge, title: '2026年检查', from: '2026-01-15', until: '2026-02-01', towns: [towns[teaTowns[2] as string] as string], items: ['tea'], checkers: ['检查组'] })
    await (await as('reviewer')).roundLaunch({ id })
    const checking = await as('handler')
    await checking.roundCheck({ id, town: towns[teaTowns[2] as string] as string, text: '看过', findings: [{ item: 'tea', severity: 'major', text: '桥已空置' }] })
    const followed = await checking.roundFollow({ id, finding: '发现1' })
    expect((await checking.rectificationDetail({ id: followed.id })).rungs.map(rung => rung.id)).toEqual(['order', 'interview', 'circular'])
  })
})
