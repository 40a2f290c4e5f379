// The views' own life: made when missing or outdated, rebuilt from the log, compared with what they should be.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Database, Tx } from '../db/connect.ts'
import { lockLog } from '../log/append.ts'
import { readFrom } from '../log/read.ts'
import { applyDocuments } from './documents.ts'
import { applySearch } from './search-entries.ts'
import { applyTowns } from './segments.ts'
import type { Recorded } from '#core/register/event.ts'

const schema = readFileSync(join(import.meta.dirname, 'schema.sql'), 'utf8')
/** Changes with the shape of the views and with the code that fills them. */
const version = createHash('sha256').update(schema).update('4').digest('hex')

/** Rebuilds the views where their shape is not this program's. */
export async function ensureViews(database: Database): Promise<{ rebuilt: boolean }> {
  const current = await database.read(async tx => {
    const { rows } = await sql<{ exists: boolean }>`select to_regclass('view.version') is not null as exists`.execute(tx)
    if (!rows[0]?.exists) return null
    return (await sql<{ version: string }>`select version from view.version`.execute(tx)).rows[0]?.version ?? null
  })
  if (current === version) return { rebuilt: false }
  await database.transaction(rebuildViews)
  return { rebuilt: true }
}

/** Drops the views and makes them again from the log. */
export async function rebuildViews(tx: Tx): Promise<{ events: number }> {
  await lockLog(tx)
  for (const table of ['town_segment', 'document', 'search_entry', 'version']) await sql`drop table if exists view.${sql.raw(table)}`.execute(tx)
  await sql.raw(schema).execute(tx)
  await sql`insert into view.version values (${version})`.execute(tx)
  let position = 0
  for (;;) {
    const events = await readFrom(tx, position, 20_000)
    if (!events.length) return { events: position }
    await applyToViews(tx, wholeMoments(events))
    position = wholeMoments(events).at(-1)?.position ?? position
  }
}

/** Brings the views up to date with newly recorded events. */
export async function applyToViews(tx: Tx, events: readonly Recorded[]): Promise<void> {
  await applyDocuments(tx, events)
  await applyTowns(tx, events)
  await applySearch(tx, events)
}

/** A page may end inside one recording; its last moment is left to the next page, unless it is all there is. */
function wholeMoments(events: Recorded[]): Recorded[] {
  const last = events.at(-1)?.recorded
  const before = events.filter(event => event.recorded !== last)
  return events.length < 20_000 || !before.length ? events : before
}
