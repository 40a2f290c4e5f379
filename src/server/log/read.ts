// Reading the log: by stream, or page by page in order of position.
import { type Selectable, sql } from 'kysely'
import type { Fact, Recorded } from '#core/register/event.ts'
import type { Tx } from '../db/connect.ts'
import type { EventTable } from '../db/tables.ts'

const columns = ['position', 'stream', 'version', 'type', 'data', 'effective', 'dating', 'recorded', 'actor', 'basis', 'corrects'] as const

/** One stream, oldest first; `known` leaves out what was recorded after that instant. */
export async function readStream<F extends Fact>(tx: Tx, stream: string, known: string | null = null): Promise<Recorded<F>[]> {
  const query = tx.selectFrom('event').select(columns).where('stream', '=', stream).orderBy('position')
  return (await (known ? query.where('recorded', '<=', known) : query).execute()).map(fromRow<F>)
}

/** Several streams at once, each oldest first. */
export async function readStreams<F extends Fact>(tx: Tx, streams: readonly string[]): Promise<Map<string, Recorded<F>[]>> {
  const byStream = new Map<string, Recorded<F>[]>(streams.map(stream => [stream, []]))
  if (!streams.length) return byStream
  const rows = await tx.selectFrom('event').select(columns).where('stream', 'in', [...streams]).orderBy('position').execute()
  for (const row of rows) byStream.get(row.stream)?.push(fromRow<F>(row))
  return byStream
}

/** Events after `position`, at most `limit`, in order. @param except beginnings of streams that are left out */
export async function readFrom(tx: Tx, position: number, limit: number, except: readonly string[] = []): Promise<Recorded[]> {
  const query = tx.selectFrom('event').select(columns).where('position', '>', position).orderBy('position').limit(limit)
  return (await except.reduce((left, prefix) => left.where('stream', 'not like', `${prefix}%`), query).execute()).map(fromRow)
}

/** Position and instant of the newest event; null for an empty log. */
export async function lastEvent(tx: Tx): Promise<{ position: number; recorded: string } | null> {
  return (await tx.selectFrom('event').select(['position', 'recorded']).orderBy('position', 'desc').limit(1).executeTakeFirst()) ?? null
}

/** How many events there are; the one thing about all of them that anybody may know. */
export async function logSize(tx: Tx): Promise<number> {
  return (await sql<{ size: number }>`select log_size() as size`.execute(tx)).rows[0]?.size ?? 0
}

type Row = Pick<Selectable<EventTable>, (typeof columns)[number]>

function fromRow<F extends Fact>({ corrects, ...row }: Row): Recorded<F> {
  return (corrects === null ? row : { ...row, corrects }) as Recorded<F>
}
