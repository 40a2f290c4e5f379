// A file of unknown origin → text. What it is is told by its content, not by its name; sizes are capped before and
// while reading.
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { problem, Refusal } from '#core/base/problem.ts'
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
  const text = decode(bytes, file)
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

function signatureOf(bytes: Uint8Array): string | null {
  const begins = (...head: number[]): boolean => head.every((byte, i) => bytes[i] === byte)
  if (begins(0x50, 0x4b)) return 'zip'
  if (begins(0x25, 0x50, 0x44, 0x46)) return 'PDF，请另存为 docx 或复制文字到 txt'
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) return '旧版 Word（doc）或 Excel（xls），请另存为 docx'
  if (begins(0x89, 0x50, 0x4e, 0x47) || begins(0xff, 0xd8, 0xff)) return '图片，请先识别成文字'
  if (begins(0x7b, 0x5c, 0x72, 0x74, 0x66)) return 'RTF，请另存为 docx'
  return null
}

/** UTF-8, UTF-16 with its mark, or GB18030 (GB 18030—2022), in that order; what is none of them is refused. */
function decode(bytes: Uint8Array, file: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      if (isText(text)) return text
    } catch {
      // The next encoding is tried.
    }
  }
  throw new Refusal(problem('file.encoding', { file }))
}

/** Control characters or mostly private-use characters are the sign of a wrong guess. */
function isText(text: string): boolean {
  const sample = text.slice(0, 20_000)
  const odd = [...sample].filter(character => /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufffd]/.test(character)).length
  return odd * 200 <= sample.length
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`
}
