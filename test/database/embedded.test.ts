// The embedded database's own life: first start, second start, what a killed owner leaves, what must be refused.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { append } from '#server/log/append.ts'
import { readFrom } from '#server/log/read.ts'
import { openDatabase } from '#server/db/connect.ts'
import { birthOf, takeLock } from '#server/db/lock.ts'
import { crash } from '../crash/crash.ts'

let folder: string
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'zhenpu-embedded-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const fact = { type: 'town.named', data: { name: '甲镇', change: 'first' }, effective: '2020-01-01', basis: { document: 'd' } }
const write = (stream: string): Parameters<typeof append>[1] => ({ actor: 'a', now: '2026-01-01T00:00:00.000Z', writes: [{ stream, expected: 0, facts: [fact] }] })

describe('the embedded database', () => {
  it('keeps what was written over a restart', async () => {
    const first = await openDatabase({ folder })
    await first.transaction(tx => append(tx, write('town/a')))
    await first.close()
    const second = await openDatabase({ folder })
    expect((await second.read(tx => readFrom(tx, 0, 10))).map(event => event.data)).toEqual([fact.data])
    await second.close()
    expect(existsSync(join(folder, 'zhenpu.lock'))).toBe(false)
  })

  it('refuses a second owner, without harm, and lets a guest share it', async () => {
    const owner = await openDatabase({ folder })
    await expect(openDatabase({ folder })).rejects.toMatchObject({ problem: { code: 'database.in-use', params: { pid: process.pid } } })
    const guest = await openDatabase({ folder, share: true })
    await guest.transaction(tx => append(tx, write('town/b')))
    await guest.close()
    expect((await owner.read(tx => readFrom(tx, 0, 10))).length).toBe(1)
    await owner.close()
  })

  it('refuses a folder that cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '')
    await expect(openDatabase({ folder: join(folder, 'file', 'data') })).rejects.toMatchObject({ problem: { code: 'database.not-writable' } })
  })

  it('works where the path is too long for a socket', async () => {
    const long = join(folder, 'a-rather-long-name-of-a-folder'.repeat(3))
    mkdirSync(long)
    const database = await openDatabase({ folder: long })
    await database.transaction(tx => append(tx, write('town/a')))
    await database.close()
  })

  it('loses nothing when it is killed, and starts again', async () => {
    expect(await crash(3)).toMatchObject({ lost: 0, failedStarts: 0, chainBroken: 0 })
  })

  it('refuses a server that is not there', async () => {
    await expect(openDatabase({ folder, url: 'postgresql://nobody@127.0.0.1:1/none' })).rejects.toMatchObject({ problem: { code: 'database.unreachable' } })
  })

  const oldest = '/usr/lib/postgresql/15'
  it.runIf(existsSync(join(oldest, 'bin/postgres')))('runs on PostgreSQL 15 as well', async () => {
    const database = await openDatabase({ folder, binaries: oldest })
    expect(database.version).toBe(15)
    await database.transaction(tx => append(tx, write('town/a')))
    await expect(database.transaction(tx => append(tx, write('town/a')))).rejects.toMatchObject({ problem: { code: 'register.changed' } })
    await database.close()
  })
})

describe('the lock', () => {
  it('is taken over from a dead owner, never from a live one', async () => {
    const path = join(folder, 'zhenpu.lock')
    const other = spawn('sleep', ['60'])
    const pid = other.pid as number
    writeFileSync(path, JSON.stringify({ pid, born: birthOf(pid) }))
    expect(takeLock(folder)).toMatchObject({ owner: { pid } })
    other.kill('SIGKILL')
    await new Promise(done => other.once('exit', done))
    const taken = takeLock(folder)
    expect('lock' in taken).toBe(true)
    if ('lock' in taken) taken.lock.release()
    expect(existsSync(path)).toBe(false)
  })

  it.runIf(process.platform === 'linux')('is taken over from a killed owner that nobody has collected', async () => {
    // The shell is stopped, so it cannot collect its child.
    const shell = spawn('sh', ['-c', 'sleep 60 & echo $!; kill -STOP $$'], { stdio: ['ignore', 'pipe', 'ignore'] })
    const pid = Number(await new Promise<string>(done => shell.stdout.once('data', (piece: Buffer) => done(piece.toString()))))
    const born = birthOf(pid)
    writeFileSync(join(folder, 'zhenpu.lock'), JSON.stringify({ pid, born }))
    expect('owner' in takeLock(folder)).toBe(true)
    process.kill(pid, 'SIGKILL')
    while (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0] !== 'Z') await new Promise(done => setTimeout(done, 5))
    expect('lock' in takeLock(folder)).toBe(true)
    shell.kill('SIGKILL')
  })

  it('sees through a process number given again', () => {
    writeFileSync(join(folder, 'zhenpu.lock'), JSON.stringify({ pid: process.pid, born: 'another birth' }))
    const taken = takeLock(folder)
    expect('lock' in taken).toBe(true)
    expect(JSON.parse(readFileSync(join(folder, 'zhenpu.lock'), 'utf8'))).toEqual({ pid: process.pid, born: birthOf(process.pid) })
  })
})
