// Notices come with half- and full-width forms, other brackets, stars, page breaks. Two views of a text make reading
// robust while the printed form is kept: `folded`, one character for one, and `compact`, without white space.

export type Folded = {
  raw: string
  /** same length as raw: full-width ASCII made half-width, every bracket a round one, decoration a blank */
  folded: string
  /** folded without white space */
  compact: string
  /** index in raw of each character of compact */
  at: number[]
}

const brackets: Readonly<Record<string, string>> = { '〔': '(', '〕': ')', '[': '(', ']': ')', '【': '(', '】': ')', '［': '(', '］': ')', '﹝': '(', '﹞': ')', '｛': '(', '｝': ')' }

export function fold(raw: string): Folded {
  const folded = Array.from({ length: raw.length }, (_, i) => foldCharacter(raw.charAt(i))).join('')
  const at: number[] = []
  let compact = ''
  for (let i = 0; i < folded.length; i++) {
    if (/\s/.test(folded.charAt(i))) continue
    compact += folded.charAt(i)
    at.push(i)
  }
  return { raw, folded, compact, at }
}

/** A printed name as plain text: no white space, no decoration, half-width forms. */
export function plain(printed: string): string {
  return fold(printed).compact
}

/** Line number from 1 of an index in raw. */
export function lineAt(raw: string, index: number): number {
  let line = 1
  for (let i = raw.indexOf('\n'); i >= 0 && i < index; i = raw.indexOf('\n', i + 1)) line += 1
  return line
}

function foldCharacter(character: string): string {
  const code = character.charCodeAt(0)
  // Decoration, zero-width characters, soft hyphen: as white space (a byte order mark is white space already).
  if (character === '*' || character === '＊' || character === '#' || (code >= 0x200b && code <= 0x200f) || code === 0x2060 || code === 0xad || code === 0x3000) return ' '
  const bracket = brackets[character]
  if (bracket) return bracket
  if (character === '．' || character === '﹒') return '.'
  return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : character
}

const digits: Readonly<Record<string, number>> = { 〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }
const units: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }

/** 84, ８４, 八十四 → 84; null where the text is no whole number. */
export function readCount(text: string): number | null {
  const plainText = plain(text)
  if (/^\d+$/.test(plainText)) return Number(plainText)
  if (!/^[〇零一二两三四五六七八九十百千]+$/.test(plainText)) return null
  let total = 0
  let digit = 0
  for (const character of plainText) {
    const unit = units[character]
    if (unit) {
      total += (digit || 1) * unit
      digit = 0
    } else digit = digits[character] ?? 0
  }
  return total + digit
}

/** Pattern for what `readCount` reads, spaces already removed. */
export const countPattern = '(?:\\d+|[〇零一二两三四五六七八九十百千]+)'
