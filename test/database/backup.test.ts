// A backup for real: made while somebody writes, put back elsewhere, everything acknowledged before its end still there;
// and what must not be put back.
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeBackup } from '#server/backup/backup.ts'
import type { Manifest } from '#server/backup/manifest.ts'
import { restoreBackup } from '#server/backup/restore.ts'
import { type Database, openDatabase } from '#server/db/connect.ts'
import { keepAccessHead } from '#server/identity/access-chain.ts'
import { logAccess } from '#server/identity/access-log.ts'
import { append } from '#server/log/append.ts'
import { keepCheckpoint, signCheckpoint } from '#server/log/checkpoint.ts'
import { type LogKey, openLogKey } from '#server/log/keys.ts'
import { readFrom } from '#server/log/read.ts'
import { rebuildViews } from '#server/views/ensure.ts'

const now = '2026-01-05T01:02:03.004Z'
const base = mkdtempSync(join(tmpdir(), 'zhenpu-backup-'))
const [folder, out, without] = [join(base, 'var'), join(base, 'backup'), join(base, 'without')]
let key: LogKey
let database: Database
let manifest: Manifest
/** Positions acknowledged before the backup began, and before it had ended. */
const acknowledged = { before: 0, during: 0 }
let newest = ''

async function write(count: number): Promise<number> {
  const facts = Array.from({ length: count }, (_, i) => ({ type: 'town.named', data: { name: `第${i}镇`, change: 'first' }, effective: '2020-01-01', basis: { document: 'd' } }))
  const events = await database.transaction(async tx => append(tx, { actor: '测试', now, writes: [{ stream: `town/t${acknowledged.during}`, expected: 0, facts }] }))
  return events.at(-1)?.position ?? 0
}

async function sign(): Promise<string> {
  const signed = await database.transaction(tx => signCheckpoint(tx, key, now))
  if (signed) keepCheckpoint(folder, signed, key)
  await database.read(tx => keepAccessHead(tx, folder, key))
  return signed?.note ?? ''
}

beforeAll(async () => {
  key = openLogKey(folder)
  mkdirSync(join(folder, 'files/sha256/ab'), { recursive: true })
  mkdirSync(join(folder, 'files/quarantine'), { recursive: true })
  writeFileSync(join(folder, 'files/sha256/ab/abcd'), '附件')
  writeFileSync(join(folder, 'files/quarantine/half'), '未检查')
  database = await openDatabase({ folder, settings: ['fsync=off'] })
  await database.transaction(tx => logAccess(tx, 'signed-in', now, { username: '甲' }))
  acknowledged.before = acknowledged.during = await write(2000)
  await sign()
  let writing = true
  const writer = (async () => { while (writing) acknowledged.during = await write(50) })()
  manifest = await makeBackup({ folder, out, key, now, version: 'test', postgres: database.version })
  writing = false
  await writer
  newest = await sign()
  await makeBackup({ folder, out: without, key, now, version: 'test', postgres: null })
}, 120_000)
afterAll(async () => {
  await database?.close()
  rmSync(base, { recursive: true, force: true })
})

/** A copy of a backup, spoilt. */
function spoilt(from: string, name: string, spoil: (copy: string) => void): string {
  const copy = join(base, name)
  cpSync(from, copy, { recursive: true })
  spoil(copy)
  return copy
}
const refused = (backup: string): Promise<unknown> => restoreBackup({ backup, folder: join(base, 'none'), now }).then(() => 'done', (error: { problem?: { code: string; params: { first?: string } } }) => [error.problem?.code ?? error, error.problem?.params.first ?? ''])

describe('a backup made while somebody writes', () => {
  it('says what it holds, and has nothing that was not checked', () => {
    expect(acknowledged.during).toBeGreaterThan(acknowledged.before)
    expect(manifest).toMatchObject({ format: 'zhenpu-backup/1', postgres: database.version, demo: false, log: { size: acknowledged.before } })
    const paths = manifest.files.map(({ path }) => path)
    expect(paths).toEqual(expect.arrayContaining(['checkpoint.txt', 'access-checkpoint.txt', 'database.key', 'keys/log.ed25519.pem', 'files/sha256/ab/abcd', 'postgres/backup_label', 'postgres/global/pg_control', 'postgres/PG_VERSION']))
    expect(paths.filter(path => /quarantine|postmaster\.pid|pg_replslot\/./.test(path))).toEqual([])
    expect(existsSync(`${out}.part`)).toBe(false)
  })

  it('is put back whole: everything acknowledged before it, both logs in order, and it can be gone on with', async () => {
    const elsewhere = join(base, 'restored')
    const { found } = await restoreBackup({ backup: out, folder: elsewhere, now })
    expect(found).toMatchObject({ log: { ok: true, differences: [] }, access: { ok: true, lines: 1 }, outside: null, files: { missing: [] } })
    expect(found?.log.events).toBeGreaterThanOrEqual(acknowledged.before)
    expect(readFileSync(join(elsewhere, 'files/sha256/ab/abcd'), 'utf8')).toBe('附件')
    const restored = await openDatabase({ folder: elsewhere })
    try {
      const events = await restored.read(tx => readFrom(tx, 0, 100_000))
      expect(events).toEqual((await database.read(tx => readFrom(tx, 0, 100_000))).slice(0, events.length))
      await restored.transaction(tx => rebuildViews(tx))
      await restored.transaction(tx => append(tx, { actor: '测试', now, writes: [{ stream: 'town/after', expected: 0, facts: [{ type: 'town.named', data: { name: '后来镇', change: 'first' }, effective: '2020-01-01', basis: { document: 'd' } }] }] }))
    } finally {
      await restored.close()
    }
    await expect(restoreBackup({ backup: out, folder: elsewhere, now })).rejects.toMatchObject({ problem: { code: 'restore.not-empty' } })
  }, 60_000)

  it('is known to be older than a head that was kept elsewhere', async () => {
    const { found } = await restoreBackup({ backup: out, folder: join(base, 'older'), now, checkpoint: newest })
    expect(found).toMatchObject({ log: { ok: true }, outside: { ok: false } })
    expect(found?.outside?.differences.map(({ what }) => what)).toContain('cut')
  }, 60_000)
})

describe('a backup that is not what it was', () => {
  it.each([
    ['a changed byte', (copy: string) => { const path = join(copy, 'data/database.key'); const bytes = readFileSync(path); bytes[3] = (bytes[3] ?? 0) ^ 1; writeFileSync(path, bytes) }, ['backup.damaged', 'database.key 有改动']],
    ['a cut file', (copy: string) => writeFileSync(join(copy, 'data/files/sha256/ab/abcd'), ''), ['backup.damaged', 'files/sha256/ab/abcd 有改动']],
    ['a lost file', (copy: string) => rmSync(join(copy, 'data/checkpoint.txt')), ['backup.damaged', 'checkpoint.txt 不在']],
    ['a file too many', (copy: string) => writeFileSync(join(copy, 'data/DEMO'), ''), ['backup.damaged', 'DEMO 多出']],
    ['a changed list', (copy: string) => appendFileSync(join(copy, 'manifest.json'), ' '), ['backup.signature', '']],
    ['another key', (copy: string) => { rmSync(join(copy, 'data/keys/log.ed25519.pem')); openLogKey(join(copy, 'data')) }, ['backup.signature', '']],
    ['no key', (copy: string) => rmSync(join(copy, 'data/keys/log.ed25519.pem')), ['backup.unreadable', '']],
    ['no list', (copy: string) => rmSync(join(copy, 'manifest.json')), ['backup.unreadable', '']],
  ])('%s: nothing is put back', async (name, spoil, expected) => {
    expect(await refused(spoilt(without, name, spoil))).toEqual(expected)
    expect(existsSync(join(base, 'none'))).toBe(false)
  })

  it('with a damaged database file is not put back either', async () => {
    const bitten = spoilt(out, 'bitten', copy => { const path = join(copy, 'data/postgres/global/pg_control'); const bytes = readFileSync(path); bytes[100] = (bytes[100] ?? 0) ^ 1; writeFileSync(path, bytes) })
    expect(await refused(bitten)).toEqual(['backup.damaged', 'postgres/global/pg_control 有改动'])
  })

  it('is not made over another one', async () => {
    await expect(makeBackup({ folder, out, key, now, version: 'test', postgres: null })).rejects.toMatchObject({ problem: { code: 'backup.exists' } })
    expect(readdirSync(out).sort()).toEqual(['data', 'manifest.json', 'manifest.note'])
  })

  it('of an operator’s own server holds keys, heads and attachments, and no database', async () => {
    expect(readdirSync(join(without, 'data'))).not.toContain('postgres')
    expect(await restoreBackup({ backup: without, folder: join(base, 'keys-only'), now })).toMatchObject({ found: null })
    expect(existsSync(join(base, 'keys-only/keys/log.ed25519.pem'))).toBe(true)
  })
})
