// The documents the register rests on.
import { sql } from 'kysely'
import type { DocumentData } from '#core/register/document.ts'
import type { Recorded } from '#core/register/event.ts'
import type { Tx } from '../db/connect.ts'

export type DocumentRow = { id: string; data: DocumentData }

const prefix = 'document/'

export async function applyDocuments(tx: Tx, events: readonly Recorded[]): Promise<void> {
  for (const event of events) {
    if (event.type !== 'document.recorded') continue
    const data = event.data as DocumentData
    await sql`
      insert into view.document (id, programme, drafted, published, data)
      values (${event.stream.slice(prefix.length)}, ${data.programme}, ${data.draftedOn}, ${data.publishedOn}, ${JSON.stringify(data)}::jsonb)
      on conflict (id) do update set programme = excluded.programme, drafted = excluded.drafted, published = excluded.published, data = excluded.data`.execute(tx)
  }
}

/** Newest first. */
export async function listDocuments(tx: Tx, programme?: string): Promise<DocumentRow[]> {
  const only = programme ? sql`where programme = ${programme}` : sql``
  return (await sql<DocumentRow>`select id, data from view.document ${only} order by drafted desc nulls last, id`.execute(tx)).rows
}

export async function findDocument(tx: Tx, id: string): Promise<DocumentRow | null> {
  return (await sql<DocumentRow>`select id, data from view.document where id = ${id}`.execute(tx)).rows[0] ?? null
}

/** How many facts of each kind rest on a document, inferred ones apart. */
export async function factsOf(tx: Tx, id: string): Promise<{ type: string; inferred: boolean; count: number }[]> {
  return (await sql<{ type: string; inferred: boolean; count: number }>`
    select type, basis ? 'inferred' as inferred, count(*)::int as count from event
    where basis ->> 'document' = ${id} and stream like 'town/%' group by 1, 2 order by 3 desc, 1`.execute(tx)).rows
}
