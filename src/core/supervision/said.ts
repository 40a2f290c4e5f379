// What a step says and shows, wherever its fact keeps it: the record of a case prints every step the same way.
import { z } from 'zod'
import { Attachment } from '../attachment/attachment.ts'
import { PlainDateText } from '../base/plain-date-text.ts'

const Files = z.array(Attachment).default([])
const words = ['reason', 'opinion', 'summary', 'answer', 'text'] as const
const Text = z.string().optional()

const Data = z.object({
  reason: Text, opinion: Text, summary: Text, answer: Text, text: Text, due: PlainDateText.optional(), files: Files,
  rung: Text, disposition: Text, town: z.string().nullish(), amount: Text, newName: z.string().nullish(), passed: z.boolean().optional(), upheld: z.boolean().optional(),
  interview: z.object({ record: z.string(), files: Files }).optional(),
  circular: z.object({ number: z.string(), title: z.string(), files: Files }).optional(),
  document: z.union([z.string(), z.object({ number: z.string(), title: z.string() })]).nullish(),
  findings: z.array(z.object({ files: Files })).default([]),
})

export type Said = {
  text: string | null
  files: Attachment[]
  /** last day that it sets */
  due: string | null
  /** id of the measure or disposition that it names */
  chosen: string | null
  /** id of the one town that it is about, where a case has several */
  town: string | null
  /** how it turned out, in words */
  outcome: string | null
}

/** @param data of a case's fact */
export function saidIn(data: object): Said {
  const said = Data.parse(data)
  const { due, interview, circular, document, findings } = said
  const named = circular ?? (typeof document === 'object' ? document : null)
  const text = words.map(key => said[key]).find(Boolean) ?? interview?.record ?? (named ? `${named.number} ${named.title}` : null)
  return {
    text, due: due ?? null, town: said.town ?? null, outcome: outcomeOf(said),
    chosen: due === undefined ? null : said.rung ?? said.disposition ?? null,
    files: [...said.files, ...(interview?.files ?? []), ...(circular?.files ?? []), ...findings.flatMap(finding => finding.files)],
  }
}

function outcomeOf({ passed, upheld, amount, newName }: z.infer<typeof Data>): string | null {
  if (passed !== undefined) return passed ? '通过' : '未通过'
  if (upheld !== undefined) return upheld ? '申诉成立' : '申诉不成立'
  if (amount !== undefined) return `${amount} 万元`
  return newName ? `改称“${newName}”` : null
}
