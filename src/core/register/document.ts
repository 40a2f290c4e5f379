// 文件: what a fact rests on. A document's identity is made from its number, so that citing it finds it.
import { z } from 'zod'
import type { Fact, Recorded } from './event.ts'

export type DocumentId = string

const DocumentList = z.object({
  kind: z.string(),
  heading: z.string(),
  statedCount: z.number().nullable(),
  statedParts: z.array(z.object({ what: z.string(), by: z.string(), count: z.number() })),
  towns: z.array(z.object({ printed: z.string(), name: z.string(), category: z.string().optional(), townType: z.string().optional(), prefecture: z.string().optional(), number: z.number().optional() })),
})

/**
 * One name put right in one list of a document. Nothing printed: the town is added; nothing correct: it is struck off.
 * Category and type where they, too, were printed wrongly.
 */
export const CorrectionItem = z.object({ list: z.string(), printed: z.string().min(1).max(100).nullable(), correct: z.string().min(1).max(100).nullable(), category: z.string().optional(), townType: z.string().optional() }).strict()
export type CorrectionItem = z.infer<typeof CorrectionItem>

/** What a notice or list says of itself, and its lists as printed. */
export const DocumentData = z.object({
  programme: z.string(),
  number: z.string().nullable(),
  printedNumber: z.string().nullable(),
  title: z.string().nullable(),
  issuer: z.string().nullable(),
  draftedOn: z.string().nullable(),
  publishedOn: z.string().nullable(),
  index: z.string().nullable(),
  addressees: z.array(z.string()),
  cites: z.array(z.string()),
  batch: z.number().nullable(),
  evaluation: z.object({ year: z.number().nullable(), population: z.number().nullable(), fieldwork: z.string().nullable() }).nullable(),
  lists: z.array(DocumentList),
  /** what it corrects, where it is a correction: the document it cites, the first document of the chain, the places */
  corrects: z.object({ document: z.string(), root: z.string(), items: z.array(CorrectionItem) }).optional(),
})
export type DocumentData = z.infer<typeof DocumentData>

export type DocumentFact = Fact<'document.recorded', DocumentData>

export function documentStream(id: DocumentId): string {
  return `document/${id}`
}

/**
 * `吉政办明电〔2019〕5号` → `吉政办明电-2019-5`: readable, and safe in an address.
 * A document without a number is known by its title.
 */
export function documentId(number: string | null, title: string | null): DocumentId {
  const name = number ?? title ?? ''
  return name.normalize('NFKC').replace(/号$/, '').replaceAll(/[^\p{Script=Han}\p{L}\p{N}]+/gu, '-').replaceAll(/^-+|-+$/g, '').slice(0, 80)
}

/** The document as last recorded. */
export function documentOf(events: readonly Recorded<DocumentFact>[]): DocumentData | null {
  return events.findLast(event => event.type === 'document.recorded')?.data ?? null
}
