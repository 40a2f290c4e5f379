// Are the stored views what the log says? Recomputes every town at every moment of its recording.
import { sql } from 'kysely'
import type { TownFact } from '#core/register/town.ts'
import type { Tx } from '../db/connect.ts'
import { readStreams } from '../log/read.ts'
import { rowsOf } from './segments.ts'

export type ViewDifference = { town: string; known: string; missing: number; surplus: number }

/** One line for each town and moment at which stored and recomputed pieces differ. */
export async function compareViews(tx: Tx): Promise<ViewDifference[]> {
  const { rows: streams } = await sql<{ stream: string }>`select distinct stream from event where stream like 'town/%' order by 1`.execute(tx)
  const differences: ViewDifference[] = []
  const portion = 1000
  for (let from = 0; from < streams.length; from += portion) {
    for (const [stream, events] of await readStreams<TownFact>(tx, streams.slice(from, from + portion).map(row => row.stream))) {
      const town = stream.slice('town/'.length)
      const { rows } = await sql<{ from: string; to: string | null; digest: string }>`
        select known_from as from, nullif(known_to, 'infinity') as to, digest from view.town_segment where town = ${town}`.execute(tx)
      for (const known of new Set(events.map(event => event.recorded))) {
        const expected = new Set(rowsOf(town, events, known).map(row => row.digest))
        const stored = new Set(rows.filter(row => row.from <= known && (row.to === null || known < row.to)).map(row => row.digest))
        const missing = [...expected].filter(digest => !stored.has(digest)).length
        const surplus = [...stored].filter(digest => !expected.has(digest)).length
        if (missing || surplus) differences.push({ town, known, missing, surplus })
      }
    }
  }
  return differences
}
