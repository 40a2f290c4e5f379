// Signed tree heads: each says “the log had this many events with this head”, in the C2SP tlog-checkpoint form.
// The newest is also kept as a file beside the database, so that a cut tail is noticed.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { emptyFrontier, type Frontier, grow, leafHash, rootOf } from '#core/base/merkle.ts'
import type { Tx } from '../db/connect.ts'
import { type LogKey, openNote, signNote } from './keys.ts'

export type Checkpoint = { size: number; root: string; note: string }

/** Signs the head of the log as it is now; null for an empty log, the stored one where nothing was added. */
export async function signCheckpoint(tx: Tx, key: LogKey, now: string): Promise<Checkpoint | null> {
  const last = await tx.selectFrom('checkpoint').select(['size', 'root', 'frontier', 'note']).orderBy('size', 'desc').limit(1).executeTakeFirst()
  const before = last ? readFrontier(last.size, last.frontier) : emptyFrontier
  const frontier = await growToEnd(tx, before)
  if (frontier.size === 0) return null
  if (last && frontier.size === last.size) return { size: last.size, root: last.root.toString('base64'), note: last.note }
  const root = Buffer.from(rootOf(frontier))
  const note = signNote(checkpointText(key.name, frontier.size, root), key)
  await tx.insertInto('checkpoint').values({ size: frontier.size, root, frontier: Buffer.concat(frontier.roots), note, recorded: now }).execute()
  return { size: frontier.size, root: root.toString('base64'), note }
}

export async function lastCheckpoint(tx: Tx): Promise<Checkpoint | null> {
  const row = await tx.selectFrom('checkpoint').select(['size', 'root', 'note']).orderBy('size', 'desc').limit(1).executeTakeFirst()
  return row ? { size: row.size, root: row.root.toString('base64'), note: row.note } : null
}

/** Adds the events after the frontier, page by page. */
async function growToEnd(tx: Tx, frontier: Frontier): Promise<Frontier> {
  let grown = frontier
  for (;;) {
    const rows = await tx.selectFrom('event').select('hash').where('position', '>', grown.size).orderBy('position').limit(20_000).execute()
    if (!rows.length) return grown
    grown = grow(grown, rows.map(row => leafHash(row.hash)))
  }
}

export function checkpointText(origin: string, size: number, root: Uint8Array): string {
  return `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`
}

/** Keeps the newest checkpoint as `checkpoint.txt` in the data folder; never replaces a larger one by a smaller. */
export function keepCheckpoint(folder: string, { size, note }: Checkpoint, key: LogKey): void {
  const kept = keptCheckpoint(folder, key)
  if (kept && kept.size > size) return
  const path = join(folder, 'checkpoint.txt')
  writeFileSync(`${path}.new`, note)
  renameSync(`${path}.new`, path)
}

/** The checkpoint kept outside the database; null where there is none or its signature is not ours. */
export function keptCheckpoint(folder: string, key: LogKey): { size: number; root: string } | null {
  const path = join(folder, 'checkpoint.txt')
  return existsSync(path) ? readCheckpoint(readFileSync(path, 'utf8'), key) : null
}

export function readCheckpoint(note: string, key: LogKey): { size: number; root: string } | null {
  const [origin, size, root] = openNote(note, key)?.split('\n') ?? []
  return origin === key.name && size && root ? { size: Number(size), root } : null
}

function readFrontier(size: number, bytes: Buffer): Frontier {
  const roots = Array.from({ length: bytes.length / 32 }, (_, i) => new Uint8Array(bytes.subarray(i * 32, i * 32 + 32)))
  return { size, roots }
}

/** The newest checkpoint as it is printed at the foot of documents, without its signatures; null before there is one. */
export async function printedCheckpoint(tx: Tx): Promise<string | null> {
  const row = await tx.selectFrom('checkpoint').select('note').orderBy('size', 'desc').limit(1).executeTakeFirst()
  return row?.note.split('\n\n')[0] ?? null
}
