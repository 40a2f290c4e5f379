// Where a town lies on a day, as rights depend on it: its latest known place where the day has none.
import { sql } from 'kysely'
import type { Target } from '#core/access/target.ts'
import type { Tx } from '../db/connect.ts'

/** GB/T 2260 codes; null where they are unknown. */
export async function placeOfTown(tx: Tx, id: string, day: string): Promise<Required<Pick<Target, 'town' | 'prefecture' | 'county'>>> {
  const { rows } = await sql<{ prefecture: string | null; division: string | null }>`
    select prefecture, division from view.town_segment where town = ${id} and known_to = 'infinity'
    order by valid @> ${day}::date desc, upper(valid) desc nulls first limit 1`.execute(tx)
  return { town: id, prefecture: rows[0]?.prefecture ?? null, county: rows[0]?.division ?? null }
}

/** The same for many towns with one question; those that are nowhere to be found are left out. */
export async function placesOfTowns(tx: Tx, ids: readonly string[], day: string): Promise<Map<string, Required<Pick<Target, 'town' | 'prefecture' | 'county'>>>> {
  const { rows } = await sql<{ town: string; prefecture: string | null; county: string | null }>`
    select distinct on (town) town, prefecture, division as county from view.town_segment where town = any(${[...ids]}::text[]) and known_to = 'infinity'
    order by town, valid @> ${day}::date desc, upper(valid) desc nulls first`.execute(tx)
  return new Map(rows.map(row => [row.town, row]))
}
