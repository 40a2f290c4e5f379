import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Refusal } from '#core/base/problem.ts'
import { honestDocx, office, docxTypes } from './hostile.fixture.ts'
import { checkLimits, runCheck } from './run-check.ts'
import { discard, keep, listKept, openStore, read, receive } from './store.ts'

let folder = ''
beforeAll(async () => { folder = mkdtempSync(join(tmpdir(), 'files-')); await openStore(folder) })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const quarantined = (): string[] => readdirSync(join(folder, 'quarantine'))
const hashOf = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`
const code = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'done', (error: unknown) => (error instanceof Refusal ? error.problem.code : String(error)))
const options = { name: 'x.pdf', most: 1_000_000 }

describe('the store', () => {
  it('keeps equal content once, under its hash, and gives it back', async () => {
    const bytes = randomBytes(300_000)
    for (let i = 0; i < 2; i++) {
      const arrived = await receive(folder, Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]), options)
      expect(arrived).toMatchObject({ hash: hashOf(bytes), size: bytes.length })
      await keep(folder, arrived)
      await discard(arrived)
    }
    expect([...(await listKept(folder)).values()]).toEqual([bytes.length])
    expect((await buffer(await read(folder, hashOf(bytes)))).equals(bytes)).toBe(true)
    expect(quarantined()).toEqual([])
  })

  it('a stream that breaks off, is empty or too long leaves nothing', async () => {
    const broken = new PassThrough()
    const arriving = code(receive(folder, broken, options))
    broken.write(randomBytes(1000))
    setImmediate(() => broken.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })))
    expect(await arriving).toBe('file.interrupted')
    expect(await code(receive(folder, Readable.from([]), options))).toBe('file.empty')
    expect(await code(receive(folder, Readable.from(Array.from({ length: 30 }, () => randomBytes(100_000))), options))).toBe('file.too-large')
    expect(quarantined()).toEqual([])
  })

  it('what a killed server left in quarantine is gone at the next start', async () => {
    writeFileSync(join(folder, 'quarantine', 'left'), 'x')
    await openStore(folder)
    expect(quarantined()).toEqual([])
  })

  it('an altered file is never handed out whole', async () => {
    const bytes = randomBytes(200_000)
    const arrived = await receive(folder, Readable.from([bytes]), options)
    await keep(folder, arrived)
    await discard(arrived)
    const hex = arrived.hash.slice(7)
    writeFileSync(join(folder, 'sha256', hex.slice(0, 2), hex), Buffer.concat([bytes.subarray(0, -1), Buffer.from([bytes[bytes.length - 1] as number ^ 1])]))
    let got = 0
    const stream = await read(folder, arrived.hash)
    stream.on('data', (piece: Buffer) => { got += piece.length })
    await expect(new Promise((done, failed) => { stream.on('end', done).on('error', failed) })).rejects.toThrow(/altered/)
    expect(got).toBeLessThan(bytes.length)
  })

  it('nothing but a hash makes a path', async () => {
    for (const name of ['../../etc/passwd', 'sha256:../x', `sha256:${'A'.repeat(64)}`]) await expect(read(folder, name)).rejects.toThrow(/is no hash/)
  })
})

describe('the checking process', () => {
  const put = (bytes: Buffer): string => { const path = join(folder, 'sample'); writeFileSync(path, bytes); return path }

  it('answers as the check does', async () => {
    expect((await runCheck(put(await honestDocx()), '方案.docx')).id).toBe('docx')
    expect(await code(runCheck(put(office(docxTypes, { name: 'word/vbaProject.bin', data: 'x' })), '方案.docx'))).toBe('file.refused')
  })

  // Programs in the place of the check, as a file would run them that had taken the check over.
  const takenOver = (program: string): string => { const path = join(folder, 'program.mjs'); writeFileSync(path, program); return path }
  const says = (expression: string): string => takenOver(`import fs from 'node:fs'; import cp from 'node:child_process'; import { Worker } from 'node:worker_threads'; let label; try { ${expression}; label = 'done' } catch (error) { label = error.code }; process.stdout.write(JSON.stringify({ ok: true, value: { label } }))`)

  it('reads nothing else, writes nothing, starts nothing, knows nothing of our settings', async () => {
    const path = put(await honestDocx())
    const outside = join(folder, 'secret')
    writeFileSync(outside, 'x')
    const run = async (expression: string): Promise<string> => (await runCheck(path, 'x.docx', checkLimits, says(expression))).label
    expect(await run(`fs.readSync(3, Buffer.alloc(4))`)).toBe('done')
    for (const forbidden of [`fs.readFileSync(${JSON.stringify(outside)})`, `fs.readdirSync('/etc')`, `fs.writeFileSync(${JSON.stringify(join(folder, 'made'))}, 'x')`, `cp.execSync('id')`, `new Worker('1', { eval: true })`]) expect([forbidden, await run(forbidden)]).toEqual([forbidden, 'ERR_ACCESS_DENIED'])
    expect(await run('if (Object.keys(process.env).length) throw { code: Object.keys(process.env).join() }')).toBe('done')
  })

  it('is stopped where time or memory run out or where it breaks down, and the next file is looked at', async () => {
    const path = put(await honestDocx())
    expect(await code(runCheck(path, 'x.docx', { ...checkLimits, time: 700 }, takenOver('for (;;) {}')))).toBe('file.refused')
    expect(await code(runCheck(path, 'x.docx', { ...checkLimits, memory: 150 }, takenOver('const held = []; for (;;) held.push(Buffer.alloc(1e6, 1))')))).toBe('file.refused')
    expect(await code(runCheck(path, 'x.docx', checkLimits, takenOver('const held = []; for (;;) held.push(new Array(1e5).fill(held.length))')))).toBe('file.refused')
    expect(await code(runCheck(path, 'x.docx', checkLimits, takenOver('process.abort()')))).toBe('file.refused')
    expect((await runCheck(path, 'x.docx')).id).toBe('docx')
  }, 30_000)

  it('many at once queue and all are answered', async () => {
    const path = put(await honestDocx())
    const kinds = await Promise.all(Array.from({ length: 5 }, () => runCheck(path, 'x.docx')))
    expect(kinds.map(kind => kind.id)).toEqual(Array(5).fill('docx'))
  })
})
