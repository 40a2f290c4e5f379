// The only file that writes events. Appends are serialised: positions have no gaps, `recorded` never goes back,
// and every event carries the hash of the one before it.
import { sql } from 'kysely'
import type { Json } from '#core/base/canonical.ts'
import { chainHash, chainStart } from '#core/base/hash-chain.ts'
import { problem, Refusal } from '#core/base/problem.ts'
import type { Fact, Recorded } from '#core/register/event.ts'
import type { Tx } from '../db/connect.ts'

export type Write = {
  stream: string
  /** the version the writer has seen; 0 for a new stream */
  expected: number
  facts: readonly Fact[]
}

/** Key of the advisory lock that every writer of the log holds until it commits. */
const oneWriter = 0x7a70_0002

/**
 * Adds facts to the log, all or none.
 * @param now ISO instant in UTC; moved forward to the last event's where the clock went back
 * @throws Refusal `register.changed` when a stream has moved on since the writer saw it
 */
export async function append<F extends Fact>(tx: Tx, { actor, now, writes }: { actor: string; now: string; writes: readonly Write[] }): Promise<Recorded<F>[]> {
  await lockLog(tx)
  const last = await tx.selectFrom('event').select(['position', 'recorded', 'hash']).orderBy('position', 'desc').limit(1).executeTakeFirst()
  await checkVersions(tx, writes)

  const recorded = last && last.recorded > now ? last.recorded : now
  let position = last?.position ?? 0
  let previous: Uint8Array = last ? new Uint8Array(last.hash) : chainStart
  const events: Recorded[] = []
  const hashes: Uint8Array[] = [previous]
  for (const { stream, expected, facts } of writes) {
    for (const [index, fact] of facts.entries()) {
      position += 1
      const event: Recorded = { ...fact, dating: fact.dating ?? 'exact', position, stream, version: expected + index + 1, recorded, actor }
      previous = chainHash(previous, { ...event, data: event.data as Json, basis: event.basis, dating: event.dating as string, corrects: fact.corrects ?? null })
      events.push(event)
      hashes.push(previous)
    }
  }
  await insert(tx, events, hashes)
  return events as Recorded<F>[]
}

/** Keeps every other writer of the log waiting until this transaction ends. */
export async function lockLog(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${oneWriter})`.execute(tx)
}

async function checkVersions(tx: Tx, writes: readonly Write[]): Promise<void> {
  const streams = writes.map(write => write.stream)
  if (new Set(streams).size !== streams.length) throw new Error('a stream is written twice in one append')
  if (!streams.length) return
  const { rows } = await sql<{ stream: string; version: number }>`
    select s.stream, coalesce((select max(e.version) from event e where e.stream = s.stream), 0) as version from unnest(${streams}::text[]) as s (stream)`.execute(tx)
  const versions = new Map(rows.map(row => [row.stream, row.version]))
  for (const { stream, expected } of writes) {
    const current = versions.get(stream) ?? 0
    if (current !== expected) throw new Refusal(problem('register.changed', { stream, seen: expected, current }))
  }
}

/** In portions, as columns: one statement for some thousand rows. */
async function insert(tx: Tx, events: readonly Recorded[], hashes: readonly Uint8Array[]): Promise<void> {
  const portion = 5000
  for (let from = 0; from < events.length; from += portion) {
    const rows = events.slice(from, from + portion)
    const column = <T>(pick: (event: Recorded) => T): T[] => rows.map(pick)
    const hex = (offset: number): string[] => rows.map((_, index) => Buffer.from(hashes[from + index + offset] as Uint8Array).toString('hex'))
    await sql`
      insert into event (position, stream, version, type, data, effective, dating, recorded, actor, basis, corrects, previous, hash)
      select position, stream, version, type, data::jsonb, effective, dating, recorded, actor, basis::jsonb, corrects, decode(previous, 'hex'), decode(hash, 'hex')
      from unnest(
        ${column(e => e.position)}::bigint[], ${column(e => e.stream)}::text[], ${column(e => e.version)}::int[], ${column(e => e.type)}::text[],
        ${column(e => JSON.stringify(e.data))}::text[], ${column(e => e.effective)}::date[], ${column(e => e.dating)}::text[], ${column(e => e.recorded)}::timestamptz[],
        ${column(e => e.actor)}::text[], ${column(e => JSON.stringify(e.basis))}::text[], ${column(e => e.corrects ?? null)}::bigint[],
        ${hex(0)}::text[], ${hex(1)}::text[]
      ) as t (position, stream, version, type, data, effective, dating, recorded, actor, basis, corrects, previous, hash)`.execute(tx)
  }
}
