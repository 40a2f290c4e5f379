// A programme 项目 as data: its vocabulary, its kinds of list and the consequences its rules attach to a grade,
// each with the article it comes from. Read from policies/<id>/programme.yaml; no programme is named in code.
import { z } from 'zod'
import { PlainDateText } from '../base/plain-date-text.ts'

const Cited = z.object({ article: z.string() })

export const Grade = z.object({ id: z.string(), label: z.string(), mark: z.string(), adverse: z.boolean().default(false) })

/** How a notice announces one kind of list: any of `words` in its heading. */
export const ListHeading = z.object({
  kind: z.enum(['excellent', 'qualified', 'basic', 'unqualified', 'withdrawn', 'promoted', 'warned', 'eliminated', 'named', 'listed']),
  words: z.array(z.string()).min(1),
  label: z.string(),
})

/** What follows from a grade: the conditions the rule names, and its outcome. */
export const Consequence = Cited.extend({
  outcome: z.enum(['promoted', 'warned', 'eliminated']),
  grade: z.string(),
  /** categories the rule's words cover */
  categories: z.array(z.string()),
  /** the grade of the year before: `same` (a second year), `other` (a first year), `any` */
  lastYear: z.enum(['same', 'other', 'any']),
  /** category afterwards, where the outcome changes it */
  becomes: z.string().optional(),
})

export const Programme = z.object({
  id: z.string(),
  title: z.string(),
  /** the documents its rules come from: number → title */
  documents: z.record(z.string(), z.string()),
  /** what every listed place's name ends in (小镇) */
  suffix: z.string(),
  categories: z.array(z.string()),
  townTypes: z.array(z.string()),
  grades: z.array(Grade),
  lists: z.array(ListHeading),
  consequences: z.array(Consequence),
  /** kinds of list that together are the evaluated population, each town in exactly one */
  population: z.array(z.string()),
  withdrawal: Cited.extend({ outcome: z.literal('eliminated') }),
  /** years after elimination before a new application is accepted */
  reapplication: Cited.extend({ years: z.number().int().min(0), from: z.enum(['drafted', 'published']) }),
  effective: PlainDateText,
})
export type Programme = z.infer<typeof Programme>
export type Consequence = z.infer<typeof Consequence>

/** `S0 四` → `吉发改城发〔2024〕735号 四`: an article as people cite it. */
export function printArticle({ documents }: Programme, article: string): string {
  const [document = '', ...rest] = article.split(' ')
  return [documents[document] ?? document, ...rest].join(' ')
}
