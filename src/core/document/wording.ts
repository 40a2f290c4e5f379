// 行文: the words of a programme's documents, as data under policies/<programme>/wording.yaml. Places to be filled are
// {named}; a name that its place does not offer is refused when the file is read, so that filling cannot fail.
import { z } from 'zod'

/** A text in which only these names may stand in braces; a line end in a title is where the title breaks. */
const filled = <Name extends string>(...names: Name[]): z.ZodType<string> => z.string().superRefine((text, context) => {
  for (const [, name] of text.matchAll(/\{([^{}]*)\}/g)) {
    if (!(names as string[]).includes(name as string)) context.addIssue({ code: 'custom', message: `这里不能用 {${name}}，可用 ${names.map(other => `{${other}}`).join('、') || '（无）'}` })
  }
  if (/[{}]/.test(text.replaceAll(/\{[^{}]*\}/g, ''))) context.addIssue({ code: 'custom', message: '花括号不成对' })
})

const kinds = z.enum(['excellent', 'qualified', 'basic', 'unqualified', 'withdrawn', 'promoted', 'warned', 'eliminated', 'named'])

const Section = z.object({
  heading: z.string(),
  /** the rule the lists follow from, before the list */
  rule: filled('year').optional(),
  lists: z.array(kinds).min(1),
  /** words that follow the names: 由…晋级为… */
  after: z.string().default(''),
  /** a sentence after the lists */
  afterwards: z.string().optional(),
}).strict()

export const Wording = z.object({
  /** `name` signs and stands in the head; `short` stands in titles */
  issuer: z.object({ name: z.string(), short: z.string() }),
  /** 机关代字 */
  numberCode: z.string(),
  /** 印发机关 */
  office: z.string(),
  addressees: z.array(z.string()).min(1),
  copyTo: z.array(z.string()),
  evaluation: z.object({
    title: filled('issuer', 'year'),
    opening: z.array(filled('year', 'population', 'when')).min(1),
    sections: z.array(Section).min(1),
    closing: z.array(filled('year')),
  }).strict(),
  publication: z.object({
    title: filled('issuer', 'batch'),
    opening: z.array(filled('batch', 'count')).min(1),
    /** must end in one of the programme's words for a list (名单), so that it is read back as one */
    annex: filled('batch'),
    closing: z.array(z.string()),
  }).strict(),
  correction: z.object({ title: filled('issuer', 'of'), opening: filled('cited'), item: filled('where', 'printed', 'correct'), struck: filled('where', 'printed'), added: filled('where', 'correct'), count: filled('where', 'printed', 'correct'), closing: z.array(z.string()) }).strict(),
  revocation: z.object({ title: filled('issuer', 'of'), body: z.array(filled('cited', 'reason')).min(1) }).strict(),
  withdrawal: z.object({ title: filled('issuer'), opening: z.array(filled('count')).min(1), closing: z.array(z.string()) }).strict(),
  warning: z.object({ title: filled('issuer', 'town'), body: z.array(filled('town', 'year', 'grade', 'articles')).min(1), demands: z.string(), closing: z.array(filled('deadline', 'town')) }).strict(),
  feedback: z.object({
    title: filled('issuer', 'town', 'year'),
    opening: filled('town', 'year', 'score', 'grade', 'rank'),
    rank: filled('place', 'of'),
    parts: z.string(),
    shortfalls: z.string(),
    closing: z.array(filled('deadline')),
  }).strict(),
}).strict()
export type Wording = z.infer<typeof Wording>

/** Values are put in as they are and never read again for places. @throws TypeError on a name without a value: a bug */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{([^{}]*)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new TypeError(`no value for {${name}}`)
    return String(value)
  })
}
