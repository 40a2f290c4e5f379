// 公文: an official document as structure, in the order of GB/T 9704—2012 section 7. What it says is here; how it is
// set on paper is the renderers' matter, and `plainText` is the same document for the web and for the intake to read.
import type { PlainDate } from '../base/plain-date.ts'

/**
 * A table: one title per column, one text per cell; `width` is the column's share of the line.
 * `unruled`: the same in blocks that are no table, for media that cannot rule one.
 */
export type Table = { kind: 'table'; columns: { title: string; width: number; align?: 'left' | 'center' | 'right' }[]; rows: string[][]; unruled?: Block[] }

export type Block =
  /** 一、 · （一） · 1. (7.3.3); its number is part of the text */
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  /** `lead` is a heading of the second level that runs into its paragraph: （一）优秀小镇9个。 */
  | { kind: 'paragraph'; lead?: string; text: string }
  /** one item a line, numbered on from `from` */
  | { kind: 'numbered'; from: number; items: string[] }
  | Table

export type Annex = { title: string; blocks: Block[] }

export type OfficialDocument = {
  /** `document`: red head “…文件”; `letter`: the form of 函, with the issuer's name alone */
  form: 'document' | 'letter'
  /** full names; the first stands in the head, all of them sign */
  issuers: string[]
  /** 机关代字〔年〕号; null in a draft that has none yet */
  number: string | null
  /** broken where the sense allows, one string a line */
  title: string[]
  addressees: string[]
  body: Block[]
  annexes: Annex[]
  signedOn: PlainDate
  copyTo: string[]
  /** 印发机关 and 印发日期 */
  print: { office: string; on: PlainDate } | null
  /** short code by which anyone can look the document up */
  verification: string | null
  /** state of the register's log when the document was made, as its checkpoint text */
  checkpoint: string | null
  demo: boolean
  draft: boolean
}

/** Marks that every page carries. */
export function marksOf({ demo, draft }: Pick<OfficialDocument, 'demo' | 'draft'>): string[] {
  return [...(demo ? ['演示数据'] : []), ...(draft ? ['草稿'] : [])]
}

/** `附件：名单` · `附件：1.名单` `2.汇总表` (7.3.4: no mark after a name). */
export function annexNotes(annexes: readonly Annex[]): string[] {
  return annexes.length === 1 ? annexes.map(({ title }) => title) : annexes.map(({ title }, i) => `${i + 1}.${title}`)
}

/** `附件` · `附件2`, as it stands above an annex. */
export function annexMark(index: number, total: number): string {
  return total === 1 ? '附件' : `附件${index + 1}`
}

/** 云茶发〔2024〕7号: no leading zero, no 第 (7.2.5). */
export function officialNumber(code: string, year: number, serial: number): string {
  return `${code}〔${year}〕${serial}号`
}

const digits = '零一二三四五六七八九'

/** Numbers of headings: 一 … 九十九. */
export function ordinal(n: number): string {
  const [tens, ones] = [Math.floor(n / 10), n % 10]
  return `${tens > 1 ? digits.charAt(tens) : ''}${tens ? '十' : ''}${ones ? digits.charAt(ones) : ''}`
}
