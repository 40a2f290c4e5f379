// Paragraphs and runs as GB/T 9704 sets them: 3号, 22 lines of 28 characters a page, 2号 titles.
import { AlignmentType, type IParagraphOptions, LineRuleType, Paragraph, TextRun } from 'docx'

/** Twips of a length in millimetres. */
export const mm = (length: number): number => Math.round((length * 1440) / 25.4)

/** 225 mm ÷ 22 lines: 28.95 pt, in twips */
export const line = 579
/** half-points: 2号, 3号, 4号 */
export const size = { title: 44, body: 32, small: 28, trace: 16 } as const
export const red = 'E60012'

export type Role = 'title' | 'fang' | 'hei' | 'kai' | 'song'

const names: Record<Role, string> = { title: '方正小标宋简体', fang: '仿宋_GB2312', hei: '黑体', kai: '楷体_GB2312', song: '宋体' }

const fontOf = (name: string): { ascii: string; hAnsi: string; eastAsia: string; cs: string } => ({ ascii: name, hAnsi: name, eastAsia: name, cs: name })

export const fonts = Object.fromEntries(Object.entries(names).map(([role, name]) => [role, fontOf(name)])) as Record<Role, ReturnType<typeof fontOf>>

/** Pitch of a character: 156 mm ÷ 28, which is 3号 set a fifth of a point closer. */
const pitch = 15.79

/** Twips of so many characters. */
export const indentOf = (characters: number): number => Math.round(characters * pitch * 20)

/** Width in characters; a Latin letter or figure is half of one. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\x20-\x7e]/.test(character) ? 0.5 : 1), 0)
}

export function run(text: string, role: Role = 'fang', more: { size?: number; color?: string } = {}): TextRun {
  return new TextRun({ text, font: fonts[role], size: more.size ?? size.body, ...(more.color ? { color: more.color } : {}), ...(more.size ? {} : { characterSpacing: -4 }) })
}

/** The distance of lines is the grid's, and exact, so that a page has 22 lines in every program. */
export const exact = { line, lineRule: LineRuleType.EXACT, before: 0, after: 0 }

type More = { keepNext?: boolean; indent?: NonNullable<IParagraphOptions['indent']> }

/** A paragraph of the text, two characters in. */
export function body(children: TextRun[], { keepNext = false, indent = { firstLine: indentOf(2) } }: More = {}): Paragraph {
  return new Paragraph({ children, alignment: AlignmentType.BOTH, spacing: exact, autoSpaceEastAsianText: false, indent, keepNext })
}

/** A line that begins at the edge; empty for a blank line. */
export function flush(text: string, { role = 'fang', newPage = false, keepNext = false }: { role?: Role; newPage?: boolean; keepNext?: boolean } = {}): Paragraph {
  return new Paragraph({ children: text ? [run(text, role)] : [], spacing: exact, pageBreakBefore: newPage, keepNext })
}

export function right(text: string, indent: number, keepNext: boolean): Paragraph {
  return new Paragraph({ children: [run(text)], alignment: AlignmentType.RIGHT, spacing: exact, autoSpaceEastAsianText: false, indent: { right: indent }, keepNext })
}

/** A line of the document's or an annex's title, on the grid as the text is. */
export function title(text: string, before = 0): Paragraph {
  return new Paragraph({ children: [run(text, 'title', { size: size.title })], alignment: AlignmentType.CENTER, keepNext: true, spacing: { ...exact, before } })
}
