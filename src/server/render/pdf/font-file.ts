// What a TrueType or OpenType file says of itself: its family names and which characters it has (OpenType 1.9: name,
// cmap). Only as much as is needed to notice a missing font or glyph before it turns into an empty box on paper.
import { problem, Refusal } from '#core/base/problem.ts'

export type Face = {
  /** as the PDF compiler names it */
  family: string
  /** in every language the file gives */
  names: string[]
  covers: (codePoint: number) => boolean
}

/** @throws Refusal `file.broken` where the bytes are no font */
export function readFaces(bytes: Buffer, file: string): Face[] {
  try {
    if (bytes.toString('latin1', 0, 4) !== 'ttcf') return [readFace(bytes, 0)]
    return Array.from({ length: bytes.readUInt32BE(8) }, (_, i) => readFace(bytes, bytes.readUInt32BE(12 + 4 * i)))
  } catch (error) {
    throw new Refusal(problem('file.broken', { file, why: `不是可用的字体：${(error as Error).message}` }))
  }
}

function readFace(bytes: Buffer, at: number): Face {
  const tables = new Map(Array.from({ length: bytes.readUInt16BE(at + 4) }, (_, i) => {
    const entry = at + 12 + 16 * i
    return [bytes.toString('latin1', entry, entry + 4), bytes.readUInt32BE(entry + 8)] as const
  }))
  const [name, cmap] = [tables.get('name'), tables.get('cmap')]
  if (name === undefined || cmap === undefined) throw new Error('没有名称表或字符表')
  const names = readNames(bytes, name)
  const [first] = names
  if (first === undefined) throw new Error('没有字体名')
  return { family: typographic(first), names, covers: readCoverage(bytes, cmap) }
}

/** Name ID 1 of every record in Unicode, in the file's order. */
function readNames(bytes: Buffer, at: number): string[] {
  const strings = at + bytes.readUInt16BE(at + 4)
  return Array.from({ length: bytes.readUInt16BE(at + 2) }, (_, i) => at + 6 + 12 * i).flatMap(record => {
    const [platform, id, length, offset] = [0, 6, 8, 10].map(field => bytes.readUInt16BE(record + field)) as [number, number, number, number]
    if (id !== 1 || platform === 1) return []
    const raw = Buffer.from(bytes.subarray(strings + offset, strings + offset + length))
    return [raw.swap16().toString('utf16le')]
  })
}

/** The compiler drops a weight or width from a family's end: “Noto Serif SC ExtraLight” is of “Noto Serif SC”. */
function typographic(family: string): string {
  return family.replace(/(?:[\s_-]+(?:thin|extra ?light|light|regular|normal|medium|semi ?bold|bold|extra ?bold|black|heavy|italic|oblique))+$/i, '').trim()
}

function readCoverage(bytes: Buffer, at: number): Face['covers'] {
  const subtables = Array.from({ length: bytes.readUInt16BE(at + 2) }, (_, i) => at + bytes.readUInt32BE(at + 4 + 8 * i + 4))
  const full = subtables.find(table => bytes.readUInt16BE(table) === 12)
  if (full !== undefined) return groups(bytes, full)
  const basic = subtables.find(table => bytes.readUInt16BE(table) === 4)
  if (basic === undefined) throw new Error('字符表不是 Unicode')
  return segments(bytes, basic)
}

/** Format 12: sorted groups of start, end, first glyph. */
function groups(bytes: Buffer, at: number): Face['covers'] {
  const count = bytes.readUInt32BE(at + 12)
  return codePoint => {
    const i = firstWhere(count, index => bytes.readUInt32BE(at + 16 + 12 * index + 4) >= codePoint)
    return i < count && bytes.readUInt32BE(at + 16 + 12 * i) <= codePoint
  }
}

/** Format 4: sorted segments; a segment may map a character to glyph 0, which is none. */
function segments(bytes: Buffer, at: number): Face['covers'] {
  const count = bytes.readUInt16BE(at + 6) / 2
  const [ends, starts, deltas, offsets] = [at + 14, at + 16 + 2 * count, at + 16 + 4 * count, at + 16 + 6 * count] as const
  return codePoint => {
    if (codePoint > 0xffff) return false
    const i = firstWhere(count, index => bytes.readUInt16BE(ends + 2 * index) >= codePoint)
    if (i >= count) return false
    const start = bytes.readUInt16BE(starts + 2 * i)
    if (start > codePoint) return false
    const offset = bytes.readUInt16BE(offsets + 2 * i)
    const delta = bytes.readUInt16BE(deltas + 2 * i)
    const glyph = offset === 0 ? codePoint : bytes.readUInt16BE(offsets + 2 * i + offset + 2 * (codePoint - start))
    return glyph !== 0 && ((glyph + delta) & 0xffff) !== 0
  }
}

/** The first index for which `holds`, by halving; `count` where there is none. */
function firstWhere(count: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
