// A PDF by its outside (ISO 32000-1 §7.5) and by the names of what acts by itself: scripts, programs to start, files
// within the file. Names may hide behind #xx and in compressed object streams, so both are undone before looking.
import { inflateSync } from 'node:zlib'

const mostInflated = 100_000_000

/** Names that make a PDF do something, with what to say of them. Short ones are only looked for outside binary data, where chance would write them. */
const acting: readonly [name: string, what: string][] = [
  ['JavaScript', '含有脚本'], ['Launch', '会启动别的程序'], ['EmbeddedFile', '里面夹带文件'], ['EmbeddedFiles', '里面夹带文件'],
  ['RichMedia', '含有多媒体程序'], ['XFA', '含有动态表单'], ['JS', '含有脚本'],
]
const advice = '请用“打印为 PDF”另存一份'

/** Why the file is not taken; null where nothing was found. */
export function pdfFault(bytes: Buffer): string | null {
  if (bytes.subarray(0, 5).toString('latin1') !== '%PDF-') return '不是完整的 PDF'
  const ending = bytes.subarray(-1024).toString('latin1')
  const last = ending.lastIndexOf('%%EOF')
  if (last < 0) return 'PDF 不完整，可能没有传完'
  if (/[^\s\0]/.test(ending.slice(last + 5))) return `PDF 后面还有别的内容，${advice}`
  const text = bytes.toString('latin1')
  const { outside, packed } = parted(text)
  if (hasName(outside, 'Encrypt')) return '加了密码，请去掉密码后再交'
  const within: string[] = []
  let left = mostInflated
  for (const at of packed) {
    const opened = inflated(bytes.subarray(at), left)
    if (opened === 'too-large') return `压缩的内容解开后超过 ${mostInflated / 1e6} MB，${advice}`
    left -= opened.length
    within.push(opened)
  }
  for (const [name, what] of acting) {
    // The long names cannot come about by chance, so they are looked for everywhere: a forged “stream” hides nothing.
    const places = name.length > 4 ? [text, ...within] : [outside, ...within]
    if (places.some(place => hasName(place, name))) return `${what}，${advice}`
  }
  return null
}

/** How many pages the file says it has; null where it does not say. */
export function pdfPages(bytes: Buffer): number | null {
  const { outside, packed } = parted(bytes.toString('latin1'))
  const within = packed.slice(0, 200).map(at => inflated(bytes.subarray(at), mostInflated / 10)).filter(opened => opened !== 'too-large')
  const counts = [outside, ...within].flatMap(text => [...text.matchAll(/\/Type\s*\/Pages\b[^]{0,2000}?\/Count\s+(\d{1,6})|\/Count\s+(\d{1,6})[^]{0,2000}?\/Type\s*\/Pages\b/g)].map(match => Number(match[1] ?? match[2])))
  return counts.length ? Math.max(...counts) : null
}

/** What lies outside of streams, and where the data of object streams (§7.5.7) begin. */
function parted(text: string): { outside: string; packed: number[] } {
  const pieces: string[] = []
  const packed: number[] = []
  let from = 0
  for (;;) {
    const at = text.indexOf('stream', from)
    if (at < 0) break
    const begins = text.startsWith('\r\n', at + 6) ? at + 8 : text[at + 6] === '\n' || text[at + 6] === '\r' ? at + 7 : -1
    const dictionary = text.slice(Math.max(from, at - 2000), at)
    if (begins < 0 || !/>>\s*$/.test(dictionary)) { pieces.push(text.slice(from, at + 6)); from = at + 6; continue }
    pieces.push(text.slice(from, at))
    if (hasName(dictionary.slice(dictionary.lastIndexOf(' obj') + 1), 'ObjStm')) packed.push(begins)
    const end = text.indexOf('endstream', begins)
    from = end < 0 ? text.length : end + 9
  }
  return { outside: [...pieces, text.slice(from)].join('\n'), packed }
}

/** A name object `/Name`, also written with #xx (§7.3.5). */
function hasName(text: string, name: string): boolean {
  const letters = [...name].map(letter => `(?:${letter}|#${letter.charCodeAt(0).toString(16)})`).join('')
  return new RegExp(`/${letters}(?![A-Za-z0-9_.#-])`, 'i').test(text)
}

function inflated(packed: Buffer, most: number): string | 'too-large' {
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(1, most) }).toString('latin1')
  } catch (error) {
    // Other filters than Flate and damaged data hold nothing that a reader would act on either.
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : ''
  }
}
