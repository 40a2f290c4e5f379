// Lists and single towns as of a day and a state of knowledge.
import { type RawBuilder, sql } from 'kysely'
import type { AsOf } from '#core/register/event.ts'
import { inForce, type Town, townAsOf, type TownFact } from '#core/register/town.ts'
import type { Tx } from '../db/connect.ts'
import { readStream } from '../log/read.ts'
import { namePattern } from './words.ts'

export type TownRow = {
  town: string; programme: string; name: string; search: string; prefecture: string | null; division: string | null
  status: 'listed' | 'named' | 'unconfirmed' | 'continued' | 'withdrawn' | 'eliminated'
  batch: number | null; category: string | null; townType: string | null
  grade: string | null; gradeYear: number | null; gradeInferred: boolean; warned: boolean
  since: string; sinceDating: 'exact' | 'no-later-than'; basis: string
}

export type Filters = { q?: string | undefined; prefecture?: string[] | undefined; category?: string[] | undefined; type?: string[] | undefined; grade?: string[] | undefined; status?: string[] | undefined; batch?: string[] | undefined }
export type Facets = Record<'prefecture' | 'category' | 'type' | 'grade' | 'status' | 'batch', { value: string; count: number }[]>
/** `grades`: the programme's grades, best first, which give the order by grade. */
export type Sort = { by: 'place' | 'name' | 'grade' | 'status' | 'batch' | 'since'; descending: boolean; grades?: readonly string[] }

/** Stands in filters and facets for what no document says. */
export const unknown = 'unknown'

const columns = sql`town, programme, name, search, prefecture, division, status, batch, category, town_type as "townType", grade, grade_year as "gradeYear", grade_inferred as "gradeInferred", warned, since, since_dating as "sinceDating", basis`
const facetColumns = { prefecture: sql`prefecture`, category: sql`category`, type: sql`town_type`, grade: sql`grade`, status: sql`status`, batch: sql`batch::text` } as const
const facetNames = Object.keys(facetColumns) as (keyof Facets)[]

/** The pieces that cover a day, as known at a moment. */
function pieces(programme: string, { valid, known }: AsOf): RawBuilder<unknown> {
  return sql`view.town_segment where ${covers({ valid, known })} and programme = ${programme}`
}

function covers({ valid, known }: AsOf): RawBuilder<unknown> {
  return sql`valid @> ${valid}::date and ${knownAt(known)}`
}

function knownAt(known: string | null): RawBuilder<unknown> {
  return known === null ? sql`known_to = 'infinity'` : sql`known_from <= ${known} and known_to > ${known}`
}

/**
 * One page of the list, its total, and for every filter how many towns each choice would leave with the others kept.
 * Without a status filter only towns in force are listed; `all` lists every town there is.
 */
export async function listTowns(tx: Tx, query: { programme: string; asOf: AsOf; filters: Filters; sort: Sort; page: number; size: number }): Promise<{ total: number; towns: TownRow[]; facets: Facets }> {
  const { programme, asOf, filters, sort, page, size } = query
  const wanted: Filters = { ...filters, status: filters.status?.includes('all') ? undefined : filters.status?.length ? filters.status : [...inForce] }
  const match = (name: keyof Facets): RawBuilder<unknown> => {
    const choices = wanted[name]
    return choices?.length ? sql`coalesce(${facetColumns[name]}, ${unknown}) = any(${choices})` : sql`true`
  }
  const search = searchCondition(filters.q)
  const all = sql.join(facetNames.map(match), sql` and `)
  const source = sql`select * from ${pieces(programme, asOf)} and ${search}`

  const { rows: towns } = await sql<TownRow>`select ${columns} from (${source}) s where ${all} order by ${orderBy(sort)} limit ${size} offset ${(page - 1) * size}`.execute(tx)
  const flags = sql.join(facetNames.map(name => sql`${match(name)} as ${sql.ref(`m_${name}`)}`))
  const keys = sql.join(facetNames.map(name => sql`coalesce(${facetColumns[name]}, ${unknown}) as ${sql.ref(`k_${name}`)}`))
  const others = (name: keyof Facets): RawBuilder<unknown> => sql.join(facetNames.filter(other => other !== name).map(other => sql.ref(`m_${other}`)), sql` and `)
  const { rows: counts } = await sql<{ facet: keyof Facets | null; value: string; count: number }>`
    with marked as materialized (select ${keys}, ${flags} from (${source}) s)
    ${sql.join(facetNames.map(name => sql`select ${sql.lit(name)} as facet, ${sql.ref(`k_${name}`)} as value, count(*)::int as count from marked where ${others(name)} group by 2`), sql` union all `)}
    union all select null, '', count(*)::int from marked where ${sql.join(facetNames.map(name => sql.ref(`m_${name}`)), sql` and `)}`.execute(tx)

  const facets = Object.fromEntries(facetNames.map(name => [name, counts.filter(row => row.facet === name).map(({ value, count }) => ({ value, count }))])) as Facets
  return { total: counts.find(row => row.facet === null)?.count ?? 0, towns, facets }
}

/** Every town of a programme on a day; for exports and counts. */
export async function allTowns(tx: Tx, programme: string, asOf: AsOf): Promise<TownRow[]> {
  return (await sql<TownRow>`select ${columns} from ${pieces(programme, asOf)} order by ${orderBy({ by: 'place', descending: false })}`.execute(tx)).rows
}

export type Tally = { prefecture: string | null; division: string | null; status: TownRow['status']; grade: string | null; category: string | null; townType: string | null; count: number }

/** How many towns there are of each kind in each place. */
export async function tallyTowns(tx: Tx, programme: string, asOf: AsOf): Promise<Tally[]> {
  return (await sql<Tally>`select prefecture, division, status, grade, category, town_type as "townType", count(*)::int as count from ${pieces(programme, asOf)} group by 1, 2, 3, 4, 5, 6`.execute(tx)).rows
}

/** A town in each of its programmes, and its whole state folded from its facts. Before its first fact: nothing. */
export async function findTown(tx: Tx, id: string, asOf: AsOf): Promise<(TownRow & { state: Town })[]> {
  const state = townAsOf(id, await readStream<TownFact>(tx, `town/${id}`), asOf)
  if (!state) return []
  const rows = (await sql<TownRow>`select ${columns} from view.town_segment where town = ${id} and ${covers(asOf)} order by programme`.execute(tx)).rows
  return rows.map(row => ({ ...row, state }))
}

/** These towns as they are on a day, each in the programme it is known by there; none for one that is not registered yet. */
export async function currentTowns(tx: Tx, ids: readonly string[], day: string): Promise<TownRow[]> {
  return (await sql<TownRow>`select distinct on (town) ${columns} from view.town_segment where town = any(${[...ids]}::text[]) and ${covers({ valid: day, known: null })} order by town, programme`.execute(tx)).rows
}

/** Every link between towns of a programme, from the older town to the newer. */
export async function linksAmong(tx: Tx, programme: string, asOf: AsOf): Promise<{ from: string; links: Town['links'] }[]> {
  return (await sql<{ from: string; links: Town['links'] }>`select town as from, links from view.town_segment where programme = ${programme} and links <> '[]' and ${covers(asOf)} order by town`.execute(tx)).rows
}

/** Ids and all spellings of every town ever registered, registered name first, as known at a moment. */
export async function registeredNames(tx: Tx, known: string | null, programme?: string): Promise<{ town: string; names: string[] }[]> {
  const only = programme ? sql`and programme = ${programme}` : sql``
  const { rows } = await sql<{ town: string; search: string }>`
    select distinct on (town) town, search from view.town_segment where ${knownAt(known)} ${only} order by town, lower(valid) desc`.execute(tx)
  return rows.map(({ town, search }) => ({ town, names: [...new Set(search.split('\n'))] }))
}

/** Days on which a town came, went, or changed its name, place or category; oldest first, with how many were in force from then on. */
export async function momentsOf(tx: Tx, programme: string, known: string | null): Promise<{ date: string; listed: number; document: string | null }[]> {
  const { rows } = await sql<{ date: string; listed: number; document: string | null }>`
    with now as materialized (
           select valid, status, basis, row (name, prefecture, division, status, batch, category, town_type)::text as shown,
                  lag(row (name, prefecture, division, status, batch, category, town_type)::text) over (partition by town order by lower(valid)) as before
           from view.town_segment where programme = ${programme} and ${knownAt(known)}),
         days as (select lower(valid) as date, mode() within group (order by basis) as document from now where before is distinct from shown group by 1)
    select days.date, days.document, (select count(*)::int from now where now.valid @> days.date and now.status = any(${[...inForce]})) as listed from days order by 1`.execute(tx)
  return rows
}

function searchCondition(q: string | undefined): RawBuilder<unknown> {
  const words = (q ?? '').normalize('NFKC').replaceAll('\0', '').trim().split(/\s+/).filter(Boolean).slice(0, 5)
  if (!words.length) return sql`true`
  // 长春光电 finds 长春市光电小镇: between characters anything of an administrative ending may stand.
  return sql.join(words.map(word => {
    const bare = word.length > 2 ? word.replace(/小镇$/, '') : word
    return sql`search like ${`%${namePattern(bare)}%`}`
  }), sql` and `)
}

function orderBy({ by, descending, grades = [] }: Sort): RawBuilder<unknown> {
  const direction = descending ? sql`desc nulls last` : sql`asc nulls last`
  const place = sql`prefecture nulls last, division nulls first, sort_key, town`
  switch (by) {
    case 'place': return descending ? sql`prefecture desc nulls last, division desc nulls last, sort_key desc, town desc` : place
    case 'name': return sql`sort_key ${direction}, town`
    case 'grade': return sql`array_position(${[...grades]}::text[], grade) ${direction}, ${place}`
    case 'status': return sql`status ${direction}, ${place}`
    case 'batch': return sql`batch ${direction}, ${place}`
    case 'since': return sql`since ${direction}, ${place}`
  }
}
