// Views against the log: whatever is recorded in whatever order, the stored pieces are what the pure fold says.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { townAsOf, type TownFact } from '#core/register/town.ts'
import { record } from '#server/record.ts'
import { readStream } from '#server/log/read.ts'
import { compareViews } from '#server/views/compare.ts'
import { ensureViews, rebuildViews } from '#server/views/ensure.ts'
import { allTowns } from '#server/views/towns.ts'
import { type Scratch, scratchDatabase } from './scratch.ts'

const programme = 'tea'
const basis = { document: 'd' }
const day = fc.integer({ min: 1, max: 9 }).map(n => `2020-01-0${n}`)
const content = fc.oneof(
  fc.constantFrom('甲', '乙').map(name => ({ type: 'town.named', data: { name: `${name}小镇`, change: 'renamed' } })),
  fc.constantFrom(1, null).map(batch => ({ type: 'town.listed', data: { programme, batch, category: '芽类', townType: null } })),
  fc.constantFrom('good', 'bad').map(grade => ({ type: 'town.graded', data: { programme, year: 2019, grade } })),
  fc.constant({ type: 'town.unconfirmed', data: { programme } }),
  fc.constant({ type: 'town.eliminated', data: { programme, year: 2019, cause: 'consecutive', reapplyFrom: null } }),
)
/** Recordings one after another, each with some facts about some of three towns. */
const recordings = fc.array(fc.array(fc.tuple(fc.nat(2), content, day, fc.boolean()), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 })

let database: Scratch
let round = 0
beforeAll(async () => {
  database = await scratchDatabase()
  await ensureViews(database)
})
afterAll(() => database.close())

describe('views', () => {
  it('equal the fold, and themselves rebuilt', async () => {
    await fc.assert(fc.asyncProperty(recordings, day, fc.nat(5), async (rounds, valid, pick) => {
      round += 1
      const town = (n: number): string => `r${round}-${n}`
      const written = new Map<string, number[]>()
      const moments: string[] = []
      for (const [index, facts] of rounds.entries()) {
        const now = new Date(Date.UTC(2030, 0, 1) + round * 100_000 + index * 1000).toISOString()
        moments.push(now)
        const byTown = Map.groupBy(facts, ([n]) => town(n))
        const events = await database.transaction(tx => record(tx, { actor: 'a', now, writes: [...byTown].map(([id, own]) => ({
          stream: `town/${id}`, expected: written.get(id)?.length ?? 0,
          facts: own.map(([, fact, effective, corrects]) => ({ ...(fact as TownFact), effective, basis, ...(corrects && written.get(id)?.length ? { corrects: written.get(id)?.[0] as number } : {}) })),
        })) }))
        for (const event of events) written.set(event.stream.slice(5), [...(written.get(event.stream.slice(5)) ?? []), event.position])
      }
      const known = pick === 5 ? null : moments[pick % moments.length] as string
      const rows = (await database.read(tx => allTowns(tx, programme, { valid, known }))).filter(row => row.town.startsWith(`r${round}-`))
      const expected = await database.read(async tx => Promise.all([0, 1, 2].map(async n => townAsOf(town(n), await readStream<TownFact>(tx, `town/${town(n)}`), { valid, known }))))
      const essence = (id: string, name: string, standing: { status: string; batch: number | null } | undefined): unknown => (standing ? [id, name, standing.status, standing.batch] : [])
      expect(rows.map(row => [row.town, row.name, row.status, row.batch]).sort()).toEqual(expected.flatMap(one => (one?.standings[0] ? [essence(one.id, one.name, one.standings[0])] : [])).sort())
    }), { numRuns: 60 })
    expect(await database.read(compareViews)).toEqual([])
    await database.transaction(rebuildViews)
    expect(await database.read(compareViews)).toEqual([])
  })

  it('a view that was tampered with is found', async () => {
    await database.transaction(tx => sql`update view.town_segment set digest = 'x' where ctid = (select ctid from view.town_segment limit 1)`.execute(tx))
    expect((await database.read(compareViews)).length).toBeGreaterThan(0)
  })
})
