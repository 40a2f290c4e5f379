// A file of unknown origin → text. What it is is told by its content, not by its name; sizes are capped before and
// while reading.
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { problem, Refusal } from '#core/base/problem.ts'
import { decodeText, signatureOf } from '#core/base/file-content.ts'
import { readDocx } from './docx.ts'

/** Largest file that is opened at all, in bytes. */
const limit = 20_000_000
const accepted = 'txt、docx'

/**
 * @throws Refusal `file.unreadable`, `file.empty`, `file.too-large`, `file.type`, `file.encoding`, `file.bomb`, `file.broken`
 */
export async function readDocument(path: string): Promise<string> {
  const file = basename(path)
  return textOf(await readCapped(path, file), file)
}

/** The text of a document's bytes; the same refusals as for a file. */
export function textOf(bytes: Uint8Array, file: string): string {
  if (!bytes.length) throw new Refusal(problem('file.empty', { file }))
  const found = signatureOf(bytes)
  if (found === 'zip') return readDocx(bytes, file)
  if (found) throw new Refusal(problem('file.type', { file, found, accepted }))
  const text = decodeText(bytes)
  if (text === null) throw new Refusal(problem('file.encoding', { file }))
  if (!text.trim()) throw new Refusal(problem('file.empty', { file }))
  return text
}

async function readCapped(path: string, file: string): Promise<Uint8Array> {
  try {
    const { size, ...kind } = await stat(path).then(info => ({ size: info.size, isFile: info.isFile() }))
    if (!kind.isFile) throw new Refusal(problem('file.unreadable', { file, why: '不是普通文件' }))
    if (size > limit) throw new Refusal(problem('file.too-large', { file, size: megabytes(size), limit: megabytes(limit) }))
    const handle = await open(path)
    try {
      // The size may have grown since it was asked for; never more than the limit is read.
      const { bytesRead, buffer } = await handle.read(new Uint8Array(Math.min(size, limit)), 0, Math.min(size, limit), 0)
      return buffer.subarray(0, bytesRead)
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    const why = { ENOENT: '没有这个文件', EACCES: '没有读取权限' }[(error as NodeJS.ErrnoException).code ?? ''] ?? (error as Error).message
    throw new Refusal(problem('file.unreadable', { file, why }))
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`
}
