// The log in a real database: append-only, optimistic, chained, and tampering is found and named.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Refusal } from '#core/base/problem.ts'
import type { Fact } from '#core/register/event.ts'
import { append } from '#server/log/append.ts'
import { keepCheckpoint, keptCheckpoint, signCheckpoint } from '#server/log/checkpoint.ts'
import { type LogKey, openLogKey, openNote, verifierKey } from '#server/log/keys.ts'
import { readFrom, readStream } from '#server/log/read.ts'
import { type Verification, verifyLog } from '#server/log/verify.ts'
import { asAdmin } from './cluster.setup.ts'
import { type Scratch, scratchDatabase } from './scratch.ts'

const now = '2026-01-05T01:02:03.004Z'
const fact = (name: string): Fact => ({ type: 'town.named', data: { name, change: 'first' }, effective: '2019-02-03', basis: { document: 'd1', place: '附件' } })

let database: Scratch
let folder: string
let key: LogKey

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhenpu-log-'))
  key = openLogKey(folder)
})
afterAll(() => rmSync(folder, { recursive: true }))
beforeEach(async () => {
  database = await scratchDatabase()
  return () => database.close()
})

function add(stream: string, expected: number, ...names: string[]): Promise<unknown> {
  return database.transaction(tx => append(tx, { actor: 'tester', now, writes: [{ stream, expected, facts: names.map(fact) }] }))
}

function verify(kept: { size: number; root: string } | null = null): Promise<Verification> {
  return database.read(tx => verifyLog(tx, key, kept))
}

describe('the log', () => {
  it('gives back what was appended, in order', async () => {
    await add('town/a', 0, '甲镇', '乙镇')
    await add('town/b', 0, '丙镇')
    const events = await database.read(tx => readFrom(tx, 0, 10))
    expect(events.map(({ position, stream, version, recorded, effective, dating, actor }) => [position, stream, version, recorded, effective, dating, actor])).toEqual([
      [1, 'town/a', 1, now, '2019-02-03', 'exact', 'tester'],
      [2, 'town/a', 2, now, '2019-02-03', 'exact', 'tester'],
      [3, 'town/b', 1, now, '2019-02-03', 'exact', 'tester'],
    ])
    expect(events[1]?.data).toEqual({ name: '乙镇', change: 'first' })
    expect(await database.read(tx => readStream(tx, 'town/a', '2026-01-05T01:02:03.003Z'))).toEqual([])
  })

  it('refuses a writer who has not seen the newest version', async () => {
    await add('town/a', 0, '甲镇')
    const refusal = await add('town/a', 0, '乙镇').catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(Refusal)
    expect((refusal as Refusal).problem).toEqual({ code: 'register.changed', params: { stream: 'town/a', seen: 0, current: 1 } })
    expect((await verify()).events).toBe(1)
  })

  it('lets exactly one of many writers of a version through', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, (_, i) => add('town/a', 0, `第${i}镇`)))
    expect(outcomes.filter(outcome => outcome.status === 'fulfilled').length).toBe(1)
    expect(await verify()).toMatchObject({ ok: true, events: 1 })
  })

  it('never lets the recorded time go back', async () => {
    await add('town/a', 0, '甲镇')
    await database.transaction(tx => append(tx, { actor: 'tester', now: '2020-01-01T00:00:00.000Z', writes: [{ stream: 'town/b', expected: 0, facts: [fact('乙镇')] }] }))
    expect((await database.read(tx => readFrom(tx, 1, 1)))[0]?.recorded).toBe(now)
  })

  it.each([
    ['update event set actor = \'x\'', /permission denied|append-only/],
    ['delete from event', /permission denied|append-only/],
    ['truncate event cascade', /permission denied|append-only/],
    ['alter table event disable trigger all', /must be owner|permission denied/],
    ['drop table event cascade', /must be owner|permission denied/],
    ['delete from checkpoint', /permission denied|append-only/],
  ])('refuses the application: %s', async (statement, reason) => {
    await add('town/a', 0, '甲镇')
    await expect(database.transaction(tx => sql.raw(statement).execute(tx))).rejects.toThrow(reason)
  })

  it.each(['update event set actor = \'x\'', 'delete from event', 'truncate event cascade'])('refuses even the owner by trigger: %s', async statement => {
    await add('town/a', 0, '甲镇')
    await expect(asAdmin(database.connection, client => client.query(statement))).rejects.toThrow(/append-only/)
  })

  it('has an index for every foreign key', async () => {
    const { rows } = await database.read(tx => sql<{ name: string }>`
      select c.conname as name from pg_constraint c where c.contype = 'f' and not exists (
        select from pg_index i where i.indrelid = c.conrelid and (i.indkey::int2[])[0] = c.conkey[1])`.execute(tx))
    expect(rows).toEqual([])
  })
})

describe('checkpoints', () => {
  it('grow with the log and open with the key', async () => {
    await add('town/a', 0, '甲镇', '乙镇', '丙镇')
    const first = await database.transaction(tx => signCheckpoint(tx, key, now))
    await add('town/b', 0, '丁镇')
    const second = await database.transaction(tx => signCheckpoint(tx, key, now))
    expect([first?.size, second?.size]).toEqual([3, 4])
    expect(openNote(second?.note ?? '', key)).toBe(`zhenpu.log\n4\n${second?.root}\n`)
    expect(openNote((second?.note ?? '').replace('\n4\n', '\n5\n'), key)).toBeNull()
    expect(await verify()).toEqual({ ok: true, events: 4, root: second?.root, checkpoints: 2, differences: [] })
    expect(verifierKey(key)).toMatch(/^zhenpu\.log\+[0-9a-f]{8}\+/)
  })
})

describe('tampering by a database administrator', () => {
  const tampers: [string, string, string][] = [
    ['a changed value', 'update event set data = jsonb_set(data, \'{name}\', \'"戊镇"\') where position = 2', 'hash'],
    ['a changed date', 'update event set effective = effective + 1 where position = 2', 'hash'],
    ['another actor', 'update event set actor = \'someone\' where position = 3', 'hash'],
    ['a dropped event', 'delete from event where position = 2', 'gap'],
    ['two swapped events', 'update event set position = case position when 2 then 3 else 2 end where position in (2, 3)', 'chain'],
    ['a cut tail', 'delete from event where position >= 4', 'cut'],
    ['a changed checkpoint', 'update checkpoint set root = decode(repeat(\'00\', 32), \'hex\')', 'checkpoint'],
  ]
  it.each(tampers)('%s is found', async (_, statement, what) => {
    await add('town/a', 0, '甲镇', '乙镇', '丙镇', '丁镇', '庚镇')
    await database.transaction(tx => signCheckpoint(tx, key, now))
    await asAdmin(database.connection, client => client.query(`set session_replication_role = replica; alter table event drop constraint event_pkey cascade; ${statement}`))
    const { ok, differences } = await verify()
    expect(ok).toBe(false)
    expect(differences.map(difference => difference.what)).toContain(what)
  })

  it('a log rewritten whole, hashes and checkpoints too, is found by the checkpoint kept outside', async () => {
    await add('town/a', 0, '甲镇')
    const before = await database.transaction(tx => signCheckpoint(tx, key, now))
    keepCheckpoint(folder, before as NonNullable<typeof before>, key)
    const other = await scratchDatabase()
    try {
      await other.transaction(tx => append(tx, { actor: 'tester', now, writes: [{ stream: 'town/a', expected: 0, facts: [fact('伪镇')] }] }))
      await other.transaction(tx => signCheckpoint(tx, key, now))
      expect(await other.read(tx => verifyLog(tx, key, null))).toMatchObject({ ok: true })
      expect(await other.read(tx => verifyLog(tx, key, keptCheckpoint(folder, key)))).toMatchObject({ ok: false, differences: [{ what: 'checkpoint' }] })
    } finally {
      await other.close()
    }
  })
})
