// A Word or Excel file (ECMA-376): which of the two it is, that everything in it inflates to what it declares, and that
// nothing in it acts by itself. Built on the archive reader that imports use: directory first, one entry at a time.
import { problem, Refusal } from '#core/base/problem.ts'
import { type Budget, textOf, zipEntries } from '../reporting/zip.ts'

const mostInflated = 200_000_000
/** `[Content_Types].xml` names every part; the main one says what the file is. */
const contentTypes = '[Content_Types].xml'
const mains = { docx: 'wordprocessingml.document.main+xml', xlsx: 'spreadsheetml.sheet.main+xml' } as const

/** Parts by name that bring a program along. */
const programs = /(?:^|\/)(?:vbaProject[^/]*\.bin|activeX\/|macrosheets\/|customUI\/)|(?:^|\/)embeddings\/[^/]+\.(?!xlsx$)[^/.]+$/i
/** What a part may not say: it fetches, starts or defines something when the file is opened. */
const sayings: readonly [RegExp, string][] = [
  [/<!(?:DOCTYPE|ENTITY)/i, '含有文档类型定义（DTD）'],
  [/macroEnabled/i, '含有宏，请另存为不带宏的 docx 或 xlsx'],
  [/relationships\/(?:attachedTemplate|oleObject|frame|subDocument|package)"[^>]*TargetMode\s*=\s*"External"|TargetMode\s*=\s*"External"[^>]*relationships\/(?:attachedTemplate|oleObject|frame|subDocument|package)"/i, '打开时会从别处取内容，请去掉外部链接后另存'],
  [/<(?:\w+:)?ddeLink\b|\bDDE(?:AUTO)?\s+["\\a-z]/i, '会启动别的程序（DDE）'],
]

/** @throws Refusal `file.bomb`, `file.broken`, `file.refused` @returns which kind it is; null: an archive of another kind */
export async function officeKind(bytes: Uint8Array, file: string): Promise<keyof typeof mains | null> {
  const budget: Budget = { left: mostInflated, limit: mostInflated }
  if (archiveEnd(bytes) !== bytes.length || Buffer.from(bytes.subarray(0, 4)).toString('hex') !== '504b0304' || Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')) throw refusal(file, '压缩包前后还有别的内容，请另存一份')
  const entries = zipEntries(bytes, file, budget)
  const names = [...entries.keys()]
  const odd = names.find(name => /^[/\\]|^[A-Za-z]:|\\|(?:^|\/)\.\.(?:\/|$)|[\0-\x1f\ufffd]/.test(name))
  if (odd !== undefined || new Set(names.map(name => name.toLowerCase())).size !== names.length) throw refusal(file, '压缩包里的名称有误')
  const program = names.find(name => programs.test(name))
  if (program !== undefined) throw refusal(file, '含有宏、控件或夹带的文件，请另存为不带宏的 docx 或 xlsx')
  let types = ''
  for (const entry of entries.values()) {
    const isXml = /\.(?:xml|rels|vml)$/i.test(entry.name)
    const before = budget.left
    let tail = ''
    for await (const piece of textOf(entry, file, budget)) {
      if (entry.name === contentTypes) types += piece
      if (!isXml) continue
      const seen = tail + piece
      // XML in two-byte characters would pass every look.
      if (seen.includes('\0') || seen.startsWith('��')) throw refusal(file, '内部文字编码不常用，请另存一份')
      const found = sayings.find(([pattern]) => pattern.test(seen))
      if (found) throw refusal(file, found[1])
      tail = seen.slice(-1000)
    }
    if (before - budget.left !== entry.size) throw new Refusal(problem('file.broken', { file, why: '压缩包里的大小与声明不符' }))
  }
  return (Object.keys(mains) as (keyof typeof mains)[]).find(kind => types.includes(mains[kind])) ?? null
}

/** Where the archive's end record, with its comment, ends; -1 where there is none. A record before the file's last bytes means that something follows. */
export function archiveEnd(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 65_557); at--) if (view.getUint32(at, true) === 0x06054b50) return at + 22 + view.getUint16(at + 20, true)
  return -1
}

function refusal(file: string, why: string): Refusal {
  return new Refusal(problem('file.refused', { file, why }))
}
