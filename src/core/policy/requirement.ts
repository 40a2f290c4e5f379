// Numbers that documents require of a town or a list, with document and dates. Several may hold at once (a province
// asks for 50 %, the State for 60 %): they stand side by side, and nobody picks one silently.
import { z } from 'zod'
import { PlainDateText } from '../base/plain-date-text.ts'

export const Bound = z.object({
  level: z.enum(['国家', '省', '市']),
  article: z.string().min(1),
  from: PlainDateText,
  /** first day no longer in force */
  to: PlainDateText.optional(),
  least: z.number().optional(),
  most: z.number().optional(),
  /** strictly more than 超过 */
  above: z.number().optional(),
  /** 鼓励: the better value that is asked for but not required */
  encouraged: z.object({ least: z.number().optional(), most: z.number().optional() }).strict().optional(),
  /** 原则上 */
  inPrinciple: z.boolean().default(false),
  /** who it covers, where not everybody */
  covers: z.string().optional(),
  /** what the words leave open, or how we know the number where the document itself was not seen */
  note: z.string().optional(),
}).strict()
export type Bound = z.infer<typeof Bound>

export const Requirement = z.object({ id: z.string().min(1), label: z.string().min(1), unit: z.string(), bounds: z.array(Bound).min(1) }).strict()
export type Requirement = z.infer<typeof Requirement>

export const RequirementsFile = z.object({
  /** short name → number, title, day, and how we know it */
  documents: z.record(z.string(), z.object({ number: z.string(), title: z.string(), date: PlainDateText, seen: z.enum(['original', 'summary']) }).strict()),
  requirements: z.array(Requirement),
}).strict()
export type RequirementsFile = z.infer<typeof RequirementsFile>

/** The requirements with the bounds in force on a day, oldest first; those without any are left out. */
export function requirementsAt(requirements: readonly Requirement[], date: string): Requirement[] {
  return requirements
    .map(requirement => ({ ...requirement, bounds: requirement.bounds.filter(bound => bound.from <= date && (bound.to === undefined || date < bound.to)).toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0)) }))
    .filter(requirement => requirement.bounds.length > 0)
}

/** Whether a figure keeps a bound. Edges are inside, except for `above`. */
export function meets({ least, most, above }: Pick<Bound, 'least' | 'most' | 'above'>, figure: number): boolean {
  return (least === undefined || figure >= least) && (most === undefined || figure <= most) && (above === undefined || figure > above)
}

/** `≥60%`, `1–5km²`, `＞500万元`. */
export function printBound({ least, most, above }: Pick<Bound, 'least' | 'most' | 'above'>, unit: string): string {
  if (above !== undefined) return `＞${above}${unit}`
  if (least !== undefined && most !== undefined) return `${least}–${most}${unit}`
  return least !== undefined ? `≥${least}${unit}` : `≤${most}${unit}`
}
