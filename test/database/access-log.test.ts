// The access log in a real database: the database chains every line itself, and whoever tampers is found and named.
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { connect } from '#server/db/connect.ts'
import { keepAccessHead, keptAccessHead, verifyAccessLog } from '#server/identity/access-chain.ts'
import { logAccess } from '#server/identity/access-log.ts'
import { type LogKey, openLogKey } from '#server/log/keys.ts'
import { asAdmin, inDatabase } from './cluster.setup.ts'
import { type Scratch, scratchDatabase } from './scratch.ts'

const at = '2026-01-05T01:02:03.004Z'
let database: Scratch
let folder: string
let key: LogKey

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhenpu-access-'))
  key = openLogKey(folder)
})
afterAll(() => rmSync(folder, { recursive: true }))
beforeEach(async () => {
  database = await scratchDatabase()
  return () => database.close()
})

const add = (...names: string[]): Promise<void> => database.transaction(async tx => {
  for (const username of names) await logAccess(tx, 'signed-in', at, { account: `a-${username}`, person: `p-${username}`, username, address: '10.0.0.1' }, { method: 'password', note: '“引号”\n' })
})
const verify = async (): ReturnType<typeof verifyAccessLog> => database.read(tx => verifyAccessLog(tx, keptAccessHead(folder, key)))
const names = ['甲', '乙', '丙', '丁', '戊']

describe('the access log', () => {
  it('is chained by the database, and read alike by the verifier, whatever a line says', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 12 }).map(value => value.replaceAll('\0', '').toWellFormed())
    // The names of details are the code's own words; what they say may be anything.
    const name = fc.stringMatching(/^[a-zA-Z]{1,8}$/)
    const data = fc.dictionary(name, fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.array(text, { maxLength: 3 }), fc.dictionary(name, text, { maxKeys: 2 })), { maxKeys: 5 })
    const lines = fc.sample(data, 300)
    await database.transaction(async tx => { for (const line of lines) await logAccess(tx, 'denied', at, {}, line) })
    expect(await verify()).toMatchObject({ ok: true, lines: lines.length, differences: [] })
  })

  it('keeps one order among many writers', async () => {
    await Promise.all(names.map(name => add(name, `${name}二`)))
    expect(await verify()).toMatchObject({ ok: true, lines: 10 })
  })

  it.each([
    ['update access_log set person = \'x\'', /permission denied|append-only/],
    ['delete from access_log', /permission denied|append-only/],
    ['truncate access_log', /permission denied|append-only/],
    ['alter table access_log disable trigger all', /must be owner|permission denied/],
    ['drop trigger access_log_chained on access_log', /must be owner|permission denied/],
    ['create or replace function access_line_hash(line access_log) returns bytea language sql as $$ select sha256(\'\'::bytea) $$', /must be owner|permission denied/],
  ])('refuses the application: %s', async (statement, reason) => {
    await add('甲')
    await expect(database.transaction(tx => sql.raw(statement).execute(tx))).rejects.toThrow(reason)
  })

  it('gives a writer no say in a line’s place and hash', async () => {
    await add('甲')
    await database.transaction(tx => sql`insert into access_log (position, at, kind, previous, hash) values (77, ${at}, 'forged', decode(repeat('11', 32), 'hex'), decode(repeat('22', 32), 'hex'))`.execute(tx))
    expect(await verify()).toMatchObject({ ok: true, lines: 2 })
  })
})

describe('lines from before the chain', () => {
  it('are chained in their order when the database is brought up to date, and the next one joins on', async () => {
    const { connection } = inject('cluster')
    const name = `zhenpu_old_${randomBytes(6).toString('hex')}`
    await asAdmin(connection, client => client.query(`create database ${name}`))
    const own = inDatabase(connection, name)
    const files = readdirSync('migrations').filter(file => file < '0011').sort().map(file => ({ file, text: readFileSync(join('migrations', file), 'utf8') }))
    await asAdmin(own, async client => {
      await client.query('create table migration (name text primary key, hash text not null, applied timestamptz(3) not null default now())')
      for (const { file, text } of files) {
        await client.query(text)
        await client.query('insert into migration (name, hash) values ($1, $2)', [file, createHash('sha256').update(text).digest('hex')])
      }
      for (const username of names) await client.query('insert into access_log (at, kind, username, data) values ($1, $2, $3, $4)', [at, 'signed-in', username, { method: 'password', 次: [1, 2.5] }])
    })
    const old = await connect(own, null, () => asAdmin(connection, client => client.query(`drop database ${name} with (force)`)), true)
    try {
      await old.transaction(tx => logAccess(tx, 'signed-out', at, {}))
      expect(await old.read(tx => verifyAccessLog(tx, null))).toMatchObject({ ok: true, lines: names.length + 1 })
    } finally {
      await old.close()
    }
  })
})

describe('tampering by a database administrator', () => {
  it.each([
    ['a changed person', 'update access_log set person = \'p-other\' where position = 2', ['hash']],
    ['a changed instant', 'update access_log set at = at + interval \'1 minute\' where position = 3', ['hash']],
    ['a changed detail', 'update access_log set data = data || \'{"method": "passkey"}\' where position = 4', ['hash']],
    ['a dropped line', 'delete from access_log where position = 3', ['chain']],
    ['two swapped lines', 'update access_log set position = -position where position = 2; update access_log set position = 2 where position = 3; update access_log set position = 3 where position = -2', ['chain', 'hash']],
    ['a cut tail', 'delete from access_log where position > 3', ['cut']],
  ])('%s is found', async (_, statement, what) => {
    rmSync(join(folder, 'access-checkpoint.txt'), { force: true })
    await add(...names)
    await database.read(tx => keepAccessHead(tx, folder, key))
    expect(await verify()).toMatchObject({ ok: true, lines: 5 })
    await asAdmin(database.connection, client => client.query(`set session_replication_role = replica; ${statement}`))
    const found = await verify()
    expect(found.ok).toBe(false)
    expect(found.differences.map(difference => difference.what)).toEqual(expect.arrayContaining(what))
  })

  it('a chain written anew is found by the head kept outside', async () => {
    rmSync(join(folder, 'access-checkpoint.txt'), { force: true })
    await add(...names)
    await database.read(tx => keepAccessHead(tx, folder, key))
    const other = await scratchDatabase()
    try {
      await other.transaction(async tx => { for (const name of [...names].reverse()) await logAccess(tx, 'signed-in', at, { username: name }) })
      expect(await other.read(tx => verifyAccessLog(tx, null))).toMatchObject({ ok: true, lines: 5 })
      expect(await other.read(tx => verifyAccessLog(tx, keptAccessHead(folder, key)))).toMatchObject({ ok: false, differences: [{ what: 'head', position: 5 }] })
    } finally {
      await other.close()
    }
  })
})
