// Is the log what it was? Recomputes every hash, the tree and every checkpoint, and names what does not fit.
import type { Json } from '#core/base/canonical.ts'
import { chainHash, chainStart } from '#core/base/hash-chain.ts'
import { emptyFrontier, equal, type Frontier, grow, leafHash, rootOf } from '#core/base/merkle.ts'
import type { Tx } from '../db/connect.ts'
import { readCheckpoint } from './checkpoint.ts'
import type { LogKey } from './keys.ts'

export type Difference = { position: number; what: 'hash' | 'chain' | 'gap' | 'version' | 'checkpoint' | 'cut'; message: string }
export type Verification = { ok: boolean; events: number; root: string | null; checkpoints: number; differences: Difference[] }

type Head = { size: number; root: string }

/** @param kept the checkpoint kept outside the database, where there is one */
export async function verifyLog(tx: Tx, key: LogKey, kept: Head | null): Promise<Verification> {
  const { differences, heads, signed } = await readHeads(tx, key)
  if (kept) heads.push(kept)
  const due = heads.sort((a, b) => a.size - b.size)
  let frontier: Frontier = emptyFrontier
  let previous: Uint8Array = chainStart
  let next = 0
  const versions = new Map<string, number>()

  for (let position = 0; ;) {
    const rows = await tx.selectFrom('event').selectAll().where('position', '>', position).orderBy('position').limit(5000).execute()
    if (!rows.length) break
    for (const row of rows) {
      if (row.position !== position + 1) differences.push({ position: row.position, what: 'gap', message: `第 ${position + 1} 条起缺 ${row.position - position - 1} 条` })
      if (!equal(row.previous, previous)) differences.push({ position: row.position, what: 'chain', message: `第 ${row.position} 条与前一条接不上` })
      const { previous: _, hash, ...fields } = row
      if (!equal(hash, chainHash(row.previous, { ...fields, data: fields.data as Json, basis: fields.basis as Json }))) differences.push({ position: row.position, what: 'hash', message: `第 ${row.position} 条（${row.stream}，${row.type}）的内容与其摘要不符` })
      const version = (versions.get(row.stream) ?? 0) + 1
      if (row.version !== version) differences.push({ position: row.position, what: 'version', message: `第 ${row.position} 条（${row.stream}）的版本是 ${row.version}，应为 ${version}` })
      versions.set(row.stream, row.version)
      previous = row.hash
      position = row.position
      frontier = grow(frontier, [leafHash(row.hash)])
      for (; due[next]?.size === frontier.size; next++) checkHead(due[next] as Head, frontier, differences)
    }
  }
  for (const head of due.slice(next)) differences.push({ position: frontier.size, what: 'cut', message: `检查点记有 ${head.size} 条，现只有 ${frontier.size} 条` })
  return { ok: !differences.length, events: frontier.size, root: frontier.size ? Buffer.from(rootOf(frontier)).toString('base64') : null, checkpoints: signed, differences }
}

async function readHeads(tx: Tx, key: LogKey): Promise<{ differences: Difference[]; heads: Head[]; signed: number }> {
  const rows = await tx.selectFrom('checkpoint').select(['size', 'root', 'note']).orderBy('size').execute()
  const differences: Difference[] = []
  const heads: Head[] = []
  for (const row of rows) {
    const head = readCheckpoint(row.note, key)
    if (head && head.size === row.size && head.root === row.root.toString('base64')) heads.push(head)
    else differences.push({ position: row.size, what: 'checkpoint', message: `第 ${row.size} 条处的检查点签名或内容不对` })
  }
  return { differences, heads, signed: rows.length }
}

function checkHead({ size, root }: Head, frontier: Frontier, differences: Difference[]): void {
  if (Buffer.from(rootOf(frontier)).toString('base64') !== root) differences.push({ position: size, what: 'checkpoint', message: `前 ${size} 条的树根与检查点不符：在此之前有改动` })
}
