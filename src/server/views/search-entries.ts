// Keeps view.search_entry true: what each thing that can be looked for is called. Only what stands in the log is here:
// no draft, nothing sealed, nobody's name.
import { sql } from 'kysely'
import type { DocumentData } from '#core/register/document.ts'
import type { Recorded } from '#core/register/event.ts'
import type { Tx } from '../db/connect.ts'
import { plainWord, readingsOf } from './words.ts'

export type EntryKind = 'town' | 'document' | 'application' | 'round' | 'rectification' | 'misuse' | 'report' | 'appeal' | 'support'

type Entry = {
  kind: EntryKind; id: string; title: string
  /** of the fact that began it: the newest are shown first. Towns have none */
  position: number
  /** what it is called beside its title and its id */
  also?: readonly (string | null)[]
  /** GB/T 2260 code as recorded */
  division?: string | null
  /** the town it is about, by whose name it is found too */
  town?: string | null
}

type Data = Record<string, string | null>

/** By type of fact: what the thing is called from then on. */
const entries: Readonly<Record<string, (data: Data, id: string) => Omit<Entry, 'id' | 'position'>>> = {
  'application.started': ({ name = '', division }) => ({ kind: 'application', title: name ?? '', division: division ?? null }),
  'round.planned': ({ title }) => ({ kind: 'round', title: title ?? '' }),
  'rectification.opened': ({ town }) => ({ kind: 'rectification', title: '', town: town ?? null }),
  'misuse.opened': ({ name, division }) => ({ kind: 'misuse', title: name ?? '', division: division ?? null }),
  // What the public told is sealed; its number alone finds it.
  'report.filed': () => ({ kind: 'report', title: '' }),
  'appeal.filed': ({ town }) => ({ kind: 'appeal', title: '', town: town ?? null }),
  'support.requested': ({ town, project }) => ({ kind: 'support', title: project ?? '', town: town ?? null }),
  'document.recorded': data => {
    const { number, title, issuer, index } = data as unknown as DocumentData
    return { kind: 'document', title: title ?? number ?? '', also: [number, issuer, index] }
  },
}

export async function applySearch(tx: Tx, events: readonly Recorded[]): Promise<void> {
  const made = events.flatMap(({ type, stream, data, position }): Entry[] => {
    const entry = entries[type]?.(data as Data, stream)
    return entry ? [{ ...entry, id: stream.slice(stream.indexOf('/') + 1), position }] : []
  })
  await put(tx, [...made, ...await townEntries(tx, events)])
  for (const { type, stream, data } of events) {
    if (type !== 'application.submitted') continue
    const { name } = data as { name: string }
    // Whoever knew it by its first name finds it still.
    await sql`update view.search_entry set title = ${name}, words = words || ${`\n${plainWord(name)}`}, keys = keys || ${`\n${readingsOf(name).join('\n')}`} where kind = 'application' and id = ${stream.slice(stream.indexOf('/') + 1)} and title <> ${name}`.execute(tx)
  }
}

/** A town goes by every name it ever had, as known now. */
async function townEntries(tx: Tx, events: readonly Recorded[]): Promise<Entry[]> {
  const towns = [...new Set(events.filter(({ stream }) => stream.startsWith('town/')).map(({ stream }) => stream.slice('town/'.length)))]
  if (!towns.length) return []
  const { rows } = await sql<{ town: string; name: string; search: string; division: string | null; prefecture: string | null }>`
    select distinct on (town) town, name, search, division, prefecture from view.town_segment where known_to = 'infinity' and town = any(${towns}::text[]) order by town, lower(valid) desc`.execute(tx)
  return rows.map(({ town, name, search, division, prefecture }): Entry => ({ kind: 'town', id: town, position: 0, title: name, also: [...new Set(search.split('\n'))].filter(other => other !== name), division: division ?? prefecture }))
}

async function put(tx: Tx, all: readonly Entry[]): Promise<void> {
  const portion = 5000
  const latest = [...new Map(all.map(entry => [`${entry.kind}/${entry.id}`, entry])).values()]
  for (let from = 0; from < latest.length; from += portion) {
    const part = latest.slice(from, from + portion)
    const column = <T>(pick: (entry: Entry) => T): T[] => part.map(pick)
    const names = ({ title, also = [] }: Entry): string[] => [title, ...also].filter(name => name !== null && name !== '') as string[]
    await sql`
      insert into view.search_entry (kind, id, position, title, words, keys, division, town)
      select * from unnest(
        ${column(e => e.kind)}::text[], ${column(e => e.id)}::text[], ${column(e => e.position)}::bigint[], ${column(e => e.title)}::text[],
        ${column(e => `\n${[...names(e), e.id].map(plainWord).join('\n')}`)}::text[], ${column(e => `\n${names(e).flatMap(readingsOf).join('\n')}`)}::text[],
        ${column(e => e.division ?? null)}::text[], ${column(e => e.town ?? null)}::text[])
      on conflict (kind, id) do update set title = excluded.title, words = excluded.words, keys = excluded.keys, division = excluded.division, town = excluded.town`.execute(tx)
  }
}
