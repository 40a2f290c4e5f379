// What lists show and what single questions allow is one and the same, on the shipped register.
import { sql } from 'kysely'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { person, post, roles } from '#core/access/access.fixture.ts'
import { targetOf } from '#server/http/targets.ts'
import { withinReach } from '#server/identity/reach.ts'
import { type Application, startApplication } from '../api/application.ts'

let application: Application
let towns: { town: string; prefecture: string | null; division: string | null }[]
const day = '2026-01-05'
beforeAll(async () => {
  application = await startApplication()
  towns = (await application.database.read(tx => sql<(typeof towns)[number]>`select distinct on (town) town, prefecture, division from view.town_segment where known_to = 'infinity' and valid @> ${day}::date order by town`.execute(tx))).rows
})
afterAll(() => application.close())

describe('lists', () => {
  it('hold exactly the towns that the person may read one by one', async () => {
    const { context, database } = application
    const { access } = context.identity
    const codes = [...new Set(towns.flatMap(town => [town.prefecture, town.division]))].filter(code => code !== null)
    expect(towns.length).toBe(104)
    // Those who reach some towns and not others are what is asked about; everybody else comes along.
    const partial = fc.constantFrom('county', 'prefecture', 'operator')
    const anyone = fc.array(fc.record({ role: fc.oneof({ weight: 3, arbitrary: partial }, { weight: 1, arbitrary: fc.constantFrom(...roles) }), division: fc.constantFrom(...codes), town: fc.constantFrom(...towns.map(town => town.town)) }).map(({ role, division, town }) => post(role, { division, towns: [town], assigned: [town] })), { maxLength: 2 }).map(posts => person('p', posts))
    let seen = 0
    await fc.assert(fc.asyncProperty(anyone, async somebody => {
      if (access.conflict(somebody.posts.map(held => held.role))) return
      await database.read(async tx => {
        const reach = withinReach(access.scopeOf(somebody, 'town.read', day), { town: 'town', county: 'division', prefecture: 'prefecture' })
        const { rows } = await sql<{ town: string }>`select distinct town from view.town_segment where known_to = 'infinity' and valid @> ${day}::date and ${reach} order by town`.execute(tx)
        const allowed = []
        for (const { town } of towns) if (access.may(somebody, 'town.read', await targetOf(tx, { town: 'id' }, { id: town }, day, context), day).allowed) allowed.push(town)
        expect(rows.map(row => row.town)).toEqual(allowed)
        seen += allowed.length > 0 && allowed.length < towns.length ? 1 : 0
      })
    }), { numRuns: 60 })
    expect(seen).toBeGreaterThan(5)
  })

  it('a town that is not there is like one of another place, for whoever reaches a place only', async () => {
    const { context, database } = application
    const { access } = context.identity
    const officer = person('p', [post('county', { division: '220281' })])
    const answer = async (id: string): Promise<unknown> => database.read(async tx => access.may(officer, 'town.read', await targetOf(tx, { town: 'id' }, { id }, day, context), day))
    const foreign = towns.find(town => town.division !== '220281')?.town ?? ''
    expect(await answer('none')).toEqual(await answer(foreign))
  })
})
