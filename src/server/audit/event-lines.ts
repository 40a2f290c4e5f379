// The log as it is read from its end backwards, by whoever may: who recorded what, when, on which basis.
import { sql } from 'kysely'
import type { Basis } from '#core/register/event.ts'
import { factWords } from '#core/register/fact-words.ts'
import type { Tx } from '../db/connect.ts'
import { endOfDay, startOfDay } from '../http/as-of.ts'
import { registeredNames } from '../views/towns.ts'
import { listDocuments } from '../views/documents.ts'

export type EventQuery = { before?: number | undefined; from?: string | undefined; until?: string | undefined; kind?: string | undefined; town?: string | undefined; person?: string | undefined; size: number }

export type EventLine = {
  position: number; stream: string; version: number; type: string; label: string; effective: string; dating: string; recorded: string; actor: string | null
  town: { id: string; name: string } | null; basis: Basis; documentTitle: string | null; corrects: number | null; data: Record<string, unknown> | null; previous: string; hash: string
}

/** Facts that name the experts of a panel, whose names are sealed elsewhere: neither shown here nor found by a person. */
const sealed = 'review.%'

/** Newest first, before a position. */
export async function readEventLines(tx: Tx, { before, from, until, kind, town, person, size }: EventQuery): Promise<EventLine[]> {
  let query = tx.selectFrom('event').selectAll().orderBy('position', 'desc').limit(size)
  if (before !== undefined) query = query.where('position', '<', before)
  if (from !== undefined) query = query.where('recorded', '>=', startOfDay(from))
  if (until !== undefined) query = query.where('recorded', '<=', endOfDay(until))
  if (kind !== undefined) query = query.where('stream', '>=', `${kind}/`).where('stream', '<', `${kind}0`)
  if (town !== undefined) query = query.where(eb => eb.or([eb('stream', '=', `town/${town}`), eb(sql<string>`data ->> 'town'`, '=', town)]))
  if (person !== undefined) query = query.where(sql<boolean>`actor_person(actor) = ${person}`).where('type', 'not like', sealed)
  const rows = await query.execute()
  const names = rows.length ? new Map((await registeredNames(tx, null)).map(({ town: id, names: [name] }) => [id, name ?? id])) : new Map<string, string>()
  const titles = rows.length ? new Map((await listDocuments(tx)).map(({ id, data }) => [id, data.title])) : new Map<string, string>()
  return rows.map(({ data, basis, actor, previous, hash, ...row }) => {
    const hidden = row.type.startsWith('review.')
    const own = row.stream.startsWith('town/') ? row.stream.slice('town/'.length) : (data as { town?: unknown }).town
    return {
      ...row, label: factWords(row.type), actor: hidden ? null : actor, data: hidden ? null : data as Record<string, unknown>, basis: basis as Basis,
      documentTitle: titles.get((basis as Basis).document) ?? null, town: typeof own === 'string' ? { id: own, name: names.get(own) ?? own } : null,
      previous: previous.toString('hex'), hash: hash.toString('hex'),
    }
  })
}
