// Is the access log what it was? Every line's hash worked out again, and its end held against the head that was signed
// and kept outside the database, so that a cut tail and a log written anew are noticed.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Json } from '#core/base/canonical.ts'
import { chainStart, lineHash } from '#core/base/hash-chain.ts'
import { equal } from '#core/base/merkle.ts'
import type { Tx } from '../db/connect.ts'
import { type LogKey, openNote, signNote } from '../log/keys.ts'

export type AccessDifference = { position: number; what: 'hash' | 'chain' | 'head' | 'cut'; message: string }
export type AccessVerification = { ok: boolean; lines: number; head: string | null; differences: AccessDifference[] }

/** `hash` in base64, of the line at `position`. */
type Head = { position: number; hash: string }

const origin = ({ name }: LogKey): string => `${name}/access`
const file = 'access-checkpoint.txt'

/** @param kept the head kept outside the database, where there is one */
export async function verifyAccessLog(tx: Tx, kept: Head | null): Promise<AccessVerification> {
  const differences: AccessDifference[] = []
  let previous: Uint8Array = chainStart
  let position = 0
  let lines = 0
  for (;;) {
    const rows = await tx.selectFrom('access_log').selectAll().where('position', '>', position).orderBy('position').limit(5000).execute()
    if (!rows.length) break
    for (const { previous: before, hash, ...line } of rows) {
      if (!equal(before, previous)) differences.push({ position: line.position, what: 'chain', message: `访问日志第 ${line.position} 条与前一条接不上` })
      if (!equal(hash, lineHash(before, { ...line, data: line.data as Json }))) differences.push({ position: line.position, what: 'hash', message: `访问日志第 ${line.position} 条（${line.kind}）的内容与其摘要不符` })
      if (line.position === kept?.position && hash.toString('base64') !== kept.hash) differences.push({ position: line.position, what: 'head', message: `访问日志前 ${line.position} 条与签过的摘要不符：在此之前有改动` })
      previous = hash
      position = line.position
      lines += 1
    }
  }
  if (kept && kept.position > position) differences.push({ position, what: 'cut', message: `访问日志签过的有第 ${kept.position} 条，现只到第 ${position} 条` })
  return { ok: !differences.length, lines, head: lines ? Buffer.from(previous).toString('base64') : null, differences }
}

/** Signs the newest line's hash and keeps it in the data folder, beside the checkpoint; never a smaller one over a larger. */
export async function keepAccessHead(tx: Tx, folder: string, key: LogKey): Promise<void> {
  const last = await tx.selectFrom('access_log').select(['position', 'hash']).orderBy('position', 'desc').limit(1).executeTakeFirst()
  const kept = keptAccessHead(folder, key)
  if (!last || (kept && kept.position >= last.position)) return
  const path = join(folder, file)
  writeFileSync(`${path}.new`, signNote(`${origin(key)}\n${last.position}\n${last.hash.toString('base64')}\n`, key))
  renameSync(`${path}.new`, path)
}

/** Null where there is none, or its signature is not ours. */
export function keptAccessHead(folder: string, key: LogKey): Head | null {
  const path = join(folder, file)
  const [from, position, hash] = existsSync(path) ? openNote(readFileSync(path, 'utf8'), key)?.split('\n') ?? [] : []
  return from === origin(key) && position && hash ? { position: Number(position), hash } : null
}
