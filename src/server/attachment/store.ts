// Where the bytes lie: `files/` in the data folder, each file under the hash of its content, written once. What has not
// been checked yet lies apart in `files/quarantine/`, under a name of ours, and is never served.
import { createHash, randomBytes } from 'node:crypto'
import { constants, createReadStream, mkdirSync, readdirSync } from 'node:fs'
import { link, mkdir, open, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { problem, Refusal } from '#core/base/problem.ts'

/** A file that has arrived whole and waits for its check. */
export type Arrived = { path: string; hash: string; size: number }

/** Bytes that stay free: the database needs them more. */
const reserve = 1_000_000_000

/** Makes the folders and clears away what an interrupted upload of an earlier run left behind. */
export async function openStore(folder: string): Promise<void> {
  const quarantine = join(folder, 'quarantine')
  mkdirSync(quarantine, { recursive: true, mode: 0o700 })
  for (const name of readdirSync(quarantine)) await rm(join(quarantine, name), { force: true })
}

/**
 * Writes a stream into quarantine, durably, with its hash. Whatever goes wrong leaves nothing behind.
 * @param source a request's body, ended early where its sender goes away
 * @throws Refusal `file.empty`, `file.too-large`, `file.interrupted`, `file.no-space`
 */
export async function receive(folder: string, source: Readable, { name, most }: { name: string; most: number }): Promise<Arrived> {
  // A sender may be gone before the first byte is asked for; reading then says so.
  source.on('error', () => {})
  await mkdir(join(folder, 'quarantine'), { recursive: true, mode: 0o700 })
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < reserve + most) throw new Refusal(problem('file.no-space', { file: name }))
  const path = join(folder, 'quarantine', randomBytes(16).toString('hex'))
  const file = await open(path, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600)
  const hash = createHash('sha256')
  let size = 0
  try {
    for await (const piece of source as AsyncIterable<Buffer>) {
      size += piece.length
      if (size > most) throw new Refusal(problem('file.too-large', { file: name, size: `${(size / 1e6).toFixed(1)} MB 以上`, limit: `${most / 1e6} MB` }))
      hash.update(piece)
      await file.write(piece)
    }
    if (!size) throw new Refusal(problem('file.empty', { file: name }))
    await file.sync()
    return { path, hash: `sha256:${hash.digest('hex')}`, size }
  } catch (error) {
    await rm(path, { force: true })
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new Refusal(problem('file.no-space', { file: name }))
    if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE') throw new Refusal(problem('file.interrupted', { file: name }))
    throw error
  } finally {
    await file.close()
  }
}

/** Gives an arrived file its place for good. The same content that is there already stays as it is. */
export async function keep(folder: string, { path, hash }: Arrived): Promise<void> {
  const home = pathOf(folder, hash)
  const parent = join(home, '..')
  await mkdir(parent, { recursive: true, mode: 0o700 })
  await link(path, home).catch((error: NodeJS.ErrnoException) => { if (error.code !== 'EEXIST') throw error })
  // The name of a file is durable once its folder is written.
  for (const made of [parent, folder]) {
    const held = await open(made, 'r')
    await held.sync().catch(() => {}).finally(() => held.close())
  }
}

export async function discard({ path }: Arrived): Promise<void> {
  await rm(path, { force: true })
}

/**
 * The bytes of a kept file. The last of them are held back until the hash is found right, so that nobody receives an
 * altered file as if it were whole.
 * @throws Error where the file is not there
 */
export async function read(folder: string, hash: string): Promise<Readable> {
  const path = pathOf(folder, hash)
  await stat(path)
  return createReadStream(path).pipe(proven(hash))
}

/** Hashes of all files that are kept, with their sizes in bytes. */
export async function listKept(folder: string): Promise<Map<string, number>> {
  const kept = new Map<string, number>()
  const base = join(folder, 'sha256')
  for (const part of readFolder(base)) {
    for (const rest of readFolder(join(base, part))) kept.set(`sha256:${rest}`, (await stat(join(base, part, rest))).size)
  }
  return kept
}

function proven(hash: string): Transform {
  const digest = createHash('sha256')
  let held: Buffer | null = null
  return new Transform({
    transform(piece: Buffer, _, done) {
      digest.update(piece)
      const before = held
      held = piece
      done(null, before ?? undefined)
    },
    flush(done) {
      const right = `sha256:${digest.digest('hex')}` === hash
      done(right ? null : new Error(`file ${hash} was altered`), right ? held ?? undefined : undefined)
    },
  })
}

/** Where a preview of a kept file lies: beside the files, made anew whenever it is gone. `shape` counts the shapes that previews have had. */
export function previewPathOf(folder: string, hash: string, shape: number): string {
  return join(folder, 'previews', String(shape), `${pathOf('', hash).slice(-64)}.json`)
}

/** The hash alone makes the path; nothing that people name does. */
export function pathOf(folder: string, hash: string): string {
  const hex = /^sha256:([0-9a-f]{64})$/.exec(hash)?.[1]
  if (!hex) throw new Error(`${hash} is no hash`)
  return join(folder, 'sha256', hex.slice(0, 2), hex)
}

function readFolder(path: string): string[] {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}
