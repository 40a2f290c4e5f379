// 预览 of an attachment, made from our own reading of it: text and tables as plain words, which a page can only print.
// Every endpoint that gives a file out answers its preview one step further, under `/preview`, to the same people.
import { z } from 'zod'

export const Preview = z.discriminatedUnion('kind', [
  /** lines; the cells of a table stand between tabs */
  z.object({ kind: z.literal('text'), lines: z.array(z.string()), cut: z.boolean() }),
  z.object({ kind: z.literal('sheets'), sheets: z.array(z.object({ name: z.string(), hidden: z.boolean(), rows: z.array(z.array(z.string())), allRows: z.number(), allColumns: z.number() })), cut: z.boolean() }),
  /** the page draws the file itself */
  z.object({ kind: z.literal('picture') }),
  z.object({ kind: z.literal('none'), why: z.string(), pages: z.number().nullable() }),
])
export type Preview = z.infer<typeof Preview>
