// A hostile archive, entry by entry: the directory is checked whole before anything is inflated, and what is inflated is
// counted. One entry is inflated at a time, in pieces that are used and forgotten.
import { createInflateRaw } from 'node:zlib'
import { problem, Refusal } from '#core/base/problem.ts'

export type ZipEntry = { name: string; packed: Uint8Array; stored: boolean; size: number }

/** Bytes that all entries read from one archive may inflate to together. */
export type Budget = { left: number; limit: number }

const mostEntries = 2000

/**
 * The entries by name.
 * @throws Refusal `file.bomb` where the directory declares more than `budget`, too many or overlapping entries; `file.broken`
 */
export function zipEntries(bytes: Uint8Array, file: string, { left, limit }: Budget): Map<string, ZipEntry> {
  const broken = (why: string): Refusal => new Refusal(problem('file.broken', { file, why }))
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end < 0) throw broken('压缩包不完整')
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count === 0xffff || at === 0xffffffff || count > mostEntries) throw bomb(file, limit)
  const entries = new Map<string, ZipEntry>()
  const spans: [from: number, to: number][] = []
  let declared = 0
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw broken('压缩包目录有误')
    const [flags, method, packed, size] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true), view.getUint32(at + 20, true), view.getUint32(at + 24, true)]
    const [nameLength, offset] = [view.getUint16(at + 28, true), view.getUint32(at + 42, true)]
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
    if (flags & 1) throw broken('文件加了密码，请去掉密码后再交')
    if (method !== 0 && method !== 8) throw broken('压缩方式不常用，请用 Excel 或 WPS 另存一份')
    if (offset + 30 > bytes.length || view.getUint32(offset, true) !== 0x04034b50 || entries.has(name)) throw broken('压缩包目录有误')
    const from = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
    if (from + packed > bytes.length) throw broken('压缩包不完整')
    declared += size
    if (declared > left) throw bomb(file, limit)
    spans.push([from, from + packed])
    entries.set(name, { name, packed: bytes.subarray(from, from + packed), stored: method === 0, size })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  spans.sort(([a], [b]) => a - b)
  if (spans.some(([from], i) => i > 0 && from < (spans[i - 1]?.[1] ?? 0))) throw bomb(file, limit)
  return entries
}

/**
 * The entry's content as pieces of UTF-8 text.
 * @throws Refusal `file.bomb` once more than the budget has come out, whatever was declared; `file.broken`
 */
export async function* textOf(entry: ZipEntry, file: string, budget: Budget): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8')
  const source = entry.stored ? [entry.packed] : inflated(entry.packed)
  try {
    for await (const piece of source) {
      budget.left -= piece.length
      if (budget.left < 0) throw bomb(file, budget.limit)
      yield decoder.decode(piece, { stream: true })
    }
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(problem('file.broken', { file, why: (error as Error).message }))
  }
}

async function* inflated(packed: Uint8Array): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw({ chunkSize: 1 << 18 })
  inflate.end(packed)
  yield* inflate as AsyncIterable<Uint8Array>
}

function bomb(file: string, limit: number): Refusal {
  return new Refusal(problem('file.bomb', { file, limit: `${Math.round(limit / 1e6)} MB 或 ${mostEntries} 个条目` }))
}

function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_557); at--) if (view.getUint32(at, true) === 0x06054b50) return at
  return -1
}
