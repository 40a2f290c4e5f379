// Two and three people at once on one case, a thousand times, on the real database: one decision each, no update lost.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Refusal } from '#core/base/problem.ts'
import type { Stage } from '#core/application/application.ts'
import type { Tx } from '#server/db/connect.ts'
import * as act from '#server/application/act.ts'
import { openCall, planCall } from '#server/application/call-act.ts'
import { draftOf, replacedIn } from '#server/application/drafts.ts'
import { loadCase } from '#server/application/load.ts'
import { type Application, startApplication } from './application.ts'
import { uploadedByAll, wholeContent } from './tea-application.ts'
import { teaProgramme } from './tea-towns.ts'

const [cases, rounds] = [25, 40]
const day = '2026-01-05'
let application: Application
const who = (person: string, desk: act.Who['desk']): act.Who => ({ person, actor: person, behalf: null, desk, today: day, now: '2026-01-05T04:00:00.000Z' })
const [writer, other, prefecture, deputy, handler, clerk] = [who('writer', 'county'), who('other', 'county'), who('prefecture', 'prefecture'), who('deputy', 'prefecture'), who('handler', 'province'), who('clerk', 'province')]

/** Runs all at once, each in its own transaction; a refusal is an outcome. */
async function together<T>(...works: ((tx: Tx) => Promise<T>)[]): Promise<(T | string)[]> {
  return Promise.all(works.map(async work => {
    try {
      return await application.database.transaction(work)
    } catch (error) {
      if (error instanceof Refusal) return error.problem.code
      throw error
    }
  }))
}

beforeAll(async () => {
  application = await startApplication()
  await uploadedByAll(application, ['writer', 'other'])
  await application.database.transaction(async tx => {
    await planCall(tx, { programme: teaProgramme, batch: 2, title: '第二批', milestones: { submit: '2026-02-01', recommend: '2026-02-01', review: '2026-02-01' }, demo: false }, handler)
    await openCall(tx, `${teaProgramme}/2`, 1, clerk)
  })
}, 60_000)
afterAll(() => application?.close())

type Tally = { steps: number; saves: number; told: number }

/** One case, round after round, wherever it stands. @returns what was acknowledged */
async function play(number: number): Promise<Tally> {
  const { database, context } = application
  const name = `农安县${'甲乙丙丁戊'.charAt(number % 5)}${'子丑寅卯辰'.charAt(Math.floor(number / 5))}小镇`
  const { id } = await database.transaction(tx => act.startApplication(tx, { call: `${teaProgramme}/2`, division: '220122', name }, context.places, writer))
  await database.transaction(tx => act.saveDraft(tx, id, wholeContent(name), 1, writer))
  const tally: Tally = { steps: 1, saves: 0, told: 0 }
  for (let round = 0; round < rounds; round++) {
    const { application: state, draft } = await database.read(tx => loadCase(tx, id))
    const { version } = state
    const competing: Partial<Record<Stage, ((tx: Tx) => Promise<unknown>)[]>> = {
      submitted: [tx => act.recommend(tx, id, version, '', prefecture), tx => act.giveBack(tx, id, version, { to: 'draft', reason: '补正', remarks: [{ field: 'part.plan', text: `第${round}次` }], until: null }, deputy)],
      recommended: [tx => act.check(tx, id, version, '', handler), tx => act.giveBack(tx, id, version, { to: 'submitted', reason: '再核', remarks: [], until: null }, clerk), tx => act.check(tx, id, version, '', handler)],
      checked: [tx => act.giveBack(tx, id, version, { to: 'draft', reason: '补正', remarks: [], until: null }, handler), tx => act.giveBack(tx, id, version, { to: 'recommended', reason: '再审', remarks: [], until: null }, clerk)],
    }
    const works = competing[state.stage]
    if (works) {
      const outcomes = await together(...works)
      expect(outcomes.filter(outcome => typeof outcome !== 'string')).toHaveLength(1)
      expect(outcomes.filter(outcome => typeof outcome === 'string').every(code => code === 'application.changed')).toBe(true)
      tally.steps += 1
    } else {
      const [mine, theirs, submitted] = await together<unknown>(
        tx => act.saveDraft(tx, id, { 'part.plan': `甲${round}` }, draft.version, writer),
        tx => act.saveDraft(tx, id, { 'part.plan': `乙${round}`, 'lead-industry': `茶${round}` }, draft.version, other),
        ...(round % 2 ? [(tx: Tx) => act.submit(tx, id, version, draft.version, writer)] : []),
      )
      if (submitted && typeof submitted !== 'string') tally.steps += 1
      const after = await database.read(tx => loadCase(tx, id))
      const acknowledged = [mine, theirs].flatMap(outcome => (typeof outcome === 'object' ? [outcome as Awaited<ReturnType<typeof act.saveDraft>>] : []))
      // Handing in either found what it had read, and shut the others out, or somebody had saved and it was told.
      expect(submitted === undefined || typeof submitted === 'string' ? acknowledged.length : 2 - acknowledged.length).toBe(2)
      if (acknowledged.length === 2) {
        const winners = [mine, theirs].filter(outcome => (outcome as { saved: string[] }).saved.includes('part.plan'))
        expect(winners).toHaveLength(1)
        expect(after.draft.content['part.plan']).toBe(winners[0] === mine ? `甲${round}` : `乙${round}`)
        expect(after.draft.content['lead-industry']).toBe(`茶${round}`)
        expect((winners[0] === mine ? theirs as typeof acknowledged[0] : mine as typeof acknowledged[0]).conflicts).toMatchObject([{ field: 'part.plan', theirs: after.draft.content['part.plan'] }])
        tally.saves += 2
        tally.told += 1
      }
    }
    // Alone, so that every stage is met: what is written is handed in.
    if (state.stage === 'draft' && round % 3 === 0) {
      const now = await database.read(tx => loadCase(tx, id))
      if (now.application.stage === 'draft') { await database.transaction(tx => act.submit(tx, id, now.application.version, now.draft.version, writer)); tally.steps += 1 }
    }
  }
  const { application: last } = await database.read(tx => loadCase(tx, id))
  expect(last.version).toBe(tally.steps)
  // Whatever one had written and the other replaced is still there.
  const replaced = await database.read(tx => replacedIn(tx, draftOf(id)))
  expect(replaced.every(row => row.by !== row.replacedBy)).toBe(true)
  return tally
}

describe('people at once on one case', () => {
  it('1,000 times: exactly one decision each, no update lost', async () => {
    const total: Tally = { steps: 0, saves: 0, told: 0 }
    for (let from = 0; from < cases; from += 3) {
      for (const tally of await Promise.all(Array.from({ length: Math.min(3, cases - from) }, (_, i) => play(from + i)))) {
        total.steps += tally.steps
        total.saves += tally.saves
        total.told += tally.told
      }
    }
    expect(Math.min(total.steps, total.saves)).toBeGreaterThan(100)
  })
})
