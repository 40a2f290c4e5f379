// Keeps view.town_segment true: what a town was when, as known when.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { canonical, type Json } from '#core/base/canonical.ts'
import type { Recorded } from '#core/register/event.ts'
import { segments } from '#core/register/timeline.ts'
import type { Standing, Town, TownFact } from '#core/register/town.ts'
import type { Tx } from '../db/connect.ts'
import { readStreams } from '../log/read.ts'
import { sortKey } from './pinyin.ts'

const prefix = 'town/'
const open = '9999-12-31'

export type SegmentRow = {
  town: string; programme: string; from: string; to: string | null; known: string
  name: string; sortKey: string; search: string; prefecture: string | null; division: string | null
  status: string; batch: number | null; category: string | null; townType: string | null
  grade: string | null; gradeYear: number | null; gradeInferred: boolean; warned: boolean
  since: string; sinceDating: string; basis: string; links: Town['links']
  digest: string
}

/** For every moment in which a town's facts were recorded: closes the pieces that are no longer so, adds the new ones. */
export async function applyTowns(tx: Tx, events: readonly Recorded[]): Promise<void> {
  const touched = events.filter(event => event.stream.startsWith(prefix))
  const streams = [...new Set(touched.map(event => event.stream))]
  const portion = 2000
  for (let from = 0; from < streams.length; from += portion) {
    const part = new Set(streams.slice(from, from + portion))
    const histories = await readStreams<TownFact>(tx, [...part])
    const own = touched.filter(event => part.has(event.stream))
    for (const known of [...new Set(own.map(event => event.recorded))].sort()) {
      const towns = [...new Set(own.filter(event => event.recorded === known).map(event => event.stream.slice(prefix.length)))]
      await replacePieces(tx, towns, towns.flatMap(id => rowsOf(id, histories.get(prefix + id) ?? [], known)), known)
    }
  }
}

async function replacePieces(tx: Tx, towns: readonly string[], rows: readonly SegmentRow[], known: string): Promise<void> {
  const digests = rows.map(row => row.digest)
  // Within one moment pieces are replaced; across moments the old ones stay, known until now.
  await sql`delete from view.town_segment where town = any(${towns}) and known_from = ${known} and digest <> all(${digests})`.execute(tx)
  await sql`update view.town_segment set known_to = ${known} where town = any(${towns}) and known_to = 'infinity' and digest <> all(${digests})`.execute(tx)
  const { rows: kept } = await sql<{ digest: string }>`select digest from view.town_segment where town = any(${towns}) and known_to = 'infinity'`.execute(tx)
  const present = new Set(kept.map(row => row.digest))
  await insert(tx, rows.filter(row => !present.has(row.digest)))
}

/** The pieces of one town's life in each of its programmes, as known at a moment. */
export function rowsOf(id: string, events: readonly Recorded<TownFact>[], known: string): SegmentRow[] {
  const keys = new Map<string, string>()
  const keyOf = (name: string): string => {
    if (!keys.has(name)) keys.set(name, sortKey(name))
    return keys.get(name) as string
  }
  return segments(id, events, known).flatMap(({ validFrom, validTo, town }) => town.standings.map(standing => row(town, standing, validFrom, validTo, known, keyOf(town.name))))
}

function row(town: Town, standing: Standing, from: string, to: string | null, known: string, key: string): SegmentRow {
  const grade = standing.grades.findLast(other => !other.negated)
  const piece = {
    town: town.id, programme: standing.programme, from, to, known,
    name: town.name, sortKey: key, search: [town.name, ...town.names.map(name => name.name)].join('\n'),
    prefecture: town.prefecture, division: town.division,
    status: standing.status, batch: standing.batch, category: standing.category, townType: standing.townType,
    grade: grade?.grade ?? null, gradeYear: grade?.year ?? null, gradeInferred: grade?.basis.inferred !== undefined,
    warned: standing.warning !== null, since: standing.since, sinceDating: standing.sinceDating, basis: standing.basis.document, links: town.links,
  }
  const { known: _, ...lasting } = piece
  return { ...piece, digest: createHash('sha256').update(canonical(lasting as unknown as Json)).digest('base64') }
}

async function insert(tx: Tx, rows: readonly SegmentRow[]): Promise<void> {
  const portion = 4000
  for (let from = 0; from < rows.length; from += portion) {
    const part = rows.slice(from, from + portion)
    const c = <T>(pick: (row: SegmentRow) => T): T[] => part.map(pick)
    await sql`
      insert into view.town_segment (town, programme, valid, known_from, name, sort_key, search, prefecture, division, status, batch, category, town_type, grade, grade_year, grade_inferred, warned, since, since_dating, basis, links, digest)
      select town, programme, daterange(valid_from, nullif(valid_to, ${open}::date)), known, name, sort_key, search, prefecture, division, status, batch, category, town_type, grade, grade_year, grade_inferred, warned, since, since_dating, basis, links::jsonb, digest
      from unnest(
        ${c(r => r.town)}::text[], ${c(r => r.programme)}::text[], ${c(r => r.from)}::date[], ${c(r => r.to ?? open)}::date[], ${c(r => r.known)}::timestamptz[],
        ${c(r => r.name)}::text[], ${c(r => r.sortKey)}::text[], ${c(r => r.search)}::text[], ${c(r => r.prefecture)}::text[], ${c(r => r.division)}::text[],
        ${c(r => r.status)}::text[], ${c(r => r.batch)}::int[], ${c(r => r.category)}::text[], ${c(r => r.townType)}::text[],
        ${c(r => r.grade)}::text[], ${c(r => r.gradeYear)}::int[], ${c(r => r.gradeInferred)}::bool[], ${c(r => r.warned)}::bool[],
        ${c(r => r.since)}::date[], ${c(r => r.sinceDating)}::text[], ${c(r => r.basis)}::text[], ${c(r => JSON.stringify(r.links))}::text[], ${c(r => r.digest)}::text[]
      ) as t (town, programme, valid_from, valid_to, known, name, sort_key, search, prefecture, division, status, batch, category, town_type, grade, grade_year, grade_inferred, warned, since, since_dating, basis, links, digest)`.execute(tx)
  }
}
