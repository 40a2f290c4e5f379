// 第三方: an evaluating organisation is assigned to a season's towns, and its people reach these and no others, for as long
// as the season runs.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RefusedByServer } from '#contract/client.ts'
import { addOrganisation } from '#server/identity/organisations.ts'
import { type Application, startApplication } from './application.ts'
import { appoint, type Browser, browser, codeAt, password } from './people.ts'

const programme = 'jilin-characteristic-towns'
const form = `${programme}/characteristic-towns-quarter/2025-Q3`
let moment = Date.parse('2025-10-09T02:00:00.000Z')
const now = (): string => new Date(moment).toISOString()
let application: Application
let organisation = ''
let season = ''
const refusal = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'done', (error: RefusedByServer) => error.problem?.code ?? error)

async function as(username: string): Promise<Browser['client']> {
  moment += 61_000
  const own = browser(application)
  await own.client.signIn({ username, password, code: codeAt(now()) })
  return own.client
}
const boards = async (name: string): Promise<string[]> => (await (await as(name)).reportingBoard({ form })).rows.map(row => row.reporter)

beforeAll(async () => {
  application = await startApplication([], { clock: now })
  organisation = await application.database.transaction(tx => addOrganisation(tx, { name: '甲评估公司', kind: 'evaluator', division: null, parent: null, from: '2025-01-01', to: null }, application.context.places, { at: now() }))
  const other = await application.database.transaction(tx => addOrganisation(tx, { name: '乙评估公司', kind: 'evaluator', division: null, parent: null, from: '2025-01-01', to: null }, application.context.places, { at: now() }))
  for (const [name, role, office] of [['handler', 'province-handler', null], ['evaluator', 'evaluator', organisation], ['rival', 'evaluator', other]] as const) await appoint(application, name, { role, organisation: office })
  const handler = await as('handler')
  await handler.reportingOpen({ form })
  const { programmes } = await handler.seasonList({})
  const scheme = programmes.find(({ id }) => id === programme)?.schemes[0]?.id ?? ''
  season = (await handler.seasonOpen({ programme, year: 2025, scheme })).id
}, 60_000)
afterAll(() => application?.close())

describe('an evaluating organisation', () => {
  it('reaches nothing before it is assigned', async () => {
    expect(await boards('evaluator')).toEqual([])
    expect(await refusal((await as('evaluator')).reportingReport({ submission: `${form}/220122` }))).toBe('access.out-of-scope')
  })

  it('reaches the reports of its towns, may set figures beside them and hand in the scores of its season', async () => {
    const handler = await as('handler')
    const { evaluators, towns } = await handler.seasonEvaluators({ season })
    expect([evaluators.map(({ name }) => name).sort(), towns.length]).toEqual([['乙评估公司', '甲评估公司'], 77])
    const report = await handler.reportingReport({ submission: `${form}/220122` })
    const own = report.towns.map(({ id }) => id)
    expect(own.length).toBeGreaterThan(1)
    expect([await refusal(handler.seasonAssign({ season, organisation: 'none', towns: own })), await refusal(handler.seasonAssign({ season, organisation, towns: ['none'] })), await refusal((await as('evaluator')).seasonAssign({ season, organisation, towns: own }))]).toEqual(['organisation.unknown', 'season.town', 'access.no-permission'])
    // A report is one whole: who is to see one of its towns only does not see it.
    await handler.seasonAssign({ season, organisation, towns: own.slice(0, 1) })
    expect(await boards('evaluator')).toEqual([])
    await handler.seasonAssign({ season, organisation, towns: own })
    expect((await handler.seasonDetail({ season })).assignments).toEqual([{ organisation, name: '甲评估公司', towns: own.length }])
    expect([await boards('evaluator'), await boards('rival')]).toEqual([['220122'], []])
    const evaluator = await as('evaluator')
    expect((await evaluator.reportingReport({ submission: `${form}/220122` })).mayCompare).toBe(true)
    expect(await evaluator.reportingCompare({ submission: `${form}/220122`, origin: 'thirdParty', source: '现场核查', figures: [{ town: own[0] ?? '', indicator: 'Q1', value: 900 }] })).toEqual({ kept: 1 })
    expect(await refusal(evaluator.reportingReport({ submission: `${form}/220182` }))).toBe('access.out-of-scope')
    const file = { season, name: '评分.csv', base64: Buffer.from('x').toString('base64') }
    expect([await refusal(evaluator.seasonScore(file)), await refusal((await as('rival')).seasonScore(file))]).toEqual(['season.stage', 'access.out-of-scope'])
  })

  it('reaches them no longer once the assignment is taken back', async () => {
    await (await as('handler')).seasonAssign({ season, organisation, towns: [] })
    expect(await boards('evaluator')).toEqual([])
    expect(await refusal((await as('evaluator')).reportingReport({ submission: `${form}/220122` }))).toBe('access.out-of-scope')
  })
})
