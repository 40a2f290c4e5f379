// What happens in a season 评估年度, as facts of its stream. Every step names who took it (the event's actor) and, where
// it fixes something, the hash of what it fixed; the content itself is kept by that hash.
import { z } from 'zod'
import { PlainDateText } from '../base/plain-date-text.ts'
import { Approval } from '../attachment/approval.ts'
import { Attachment } from '../attachment/attachment.ts'
import type { Fact } from '../register/event.ts'

/** `sha256:…` of canonical content. */
export const ContentHash = z.string().regex(/^sha256:[0-9a-f]{64}$/)
const by = { /** the person who took the step, for the separation of duties; null for what the product ships */ person: z.string().nullable() }

/** A fact about one town that neither register nor evaluation knows: a ground for striking off, an acceptance, a category that only follows from the outcome. */
export const Note = z.object({ town: z.string(), fact: z.string(), value: z.string(), source: z.string(), inferred: z.string().optional(), /** the document itself, where it was handed in */ file: Attachment.optional() }).strict()
export type Note = z.infer<typeof Note>

export const seasonFacts = {
  /** 启动. `scores`: grades are computed from data, or taken as a document printed them (`document`) */
  'season.opened': z.object({ ...by, programme: z.string(), year: z.number().int(), rules: z.string(), scheme: z.string().nullable(), scores: z.enum(['computed', 'published']), document: z.string().nullable(), collectUntil: PlainDateText.nullable(), demo: z.boolean() }),
  /** 锁定规则: before any score is visible */
  'season.locked': z.object({ ...by, settings: z.record(z.string(), z.union([z.string(), z.number()])), hashes: z.object({ policy: ContentHash }) }),
  /** 指派第三方: an organisation that evaluates, and the towns it reaches while the season runs; a later one takes its place */
  'season.assigned': z.object({ ...by, organisation: z.string(), name: z.string(), towns: z.array(z.string()) }),
  /** 报送评分: the third party's data; a later one takes its place until the freeze */
  'season.scored': z.object({ ...by, source: z.string(), towns: z.number().int(), hashes: z.object({ data: ContentHash }) }),
  /** 附记 */
  'season.noted': z.object({ ...by, notes: z.array(Note).min(1) }),
  /** 冻结: data and the register's facts, as they will be decided on */
  'season.frozen': z.object({ ...by, valid: PlainDateText, known: z.string(), hashes: z.object({ policy: ContentHash, snapshot: ContentHash }) }),
  /** 确认分界: how many stand inside each “前、后10%左右” */
  'season.cut': z.object({ ...by, cuts: z.array(z.object({ group: z.string(), value: z.string(), count: z.number().int() })), reason: z.string() }),
  /** 拟办 */
  'season.proposed': z.object({ ...by, hashes: z.object({ proposals: ContentHash }) }),
  /** 偏离 */
  'season.departed': z.object({ ...by, town: z.string(), outcome: z.string(), reason: z.string(), basis: z.string().optional() }),
  /** 公示; `publicity`: the lists as the public sees them */
  'season.publicised': z.object({ ...by, from: PlainDateText, until: PlainDateText, hashes: z.object({ publicity: ContentHash }).optional() }),
  /** 异议 and what became of it */
  'season.objected': z.object({ ...by, id: z.string(), town: z.string(), text: z.string() }),
  'season.objection-settled': z.object({ ...by, id: z.string(), upheld: z.boolean(), reason: z.string() }),
  /** 退回拟办: the publicity ends without a decision */
  'season.returned': z.object({ ...by, reason: z.string() }),
  /** 复核, then 审定 of the same decisions by another person */
  'season.confirmed': z.object({ ...by, hashes: z.object({ decisions: ContentHash }) }),
  'season.decided': z.object({ ...by, hashes: z.object({ decisions: ContentHash }) }),
  /** 省政府批准命名: of these decisions, by this document */
  'season.endorsed': z.object({ ...by, approval: Approval, hashes: z.object({ decisions: ContentHash }) }),
  /** 拟稿, 审定, 印发 */
  'season.drafted': z.object({ ...by, hashes: z.object({ notice: ContentHash }) }),
  'season.approved': z.object({ ...by, hashes: z.object({ notice: ContentHash }) }),
  'season.issued': z.object({ ...by, document: z.string(), number: z.string(), publicAt: z.string(), hashes: z.object({ notice: ContentHash }) }),
  'season.closed': z.object({ ...by }),
} as const

export type SeasonFactType = keyof typeof seasonFacts
export type SeasonFact = { [T in SeasonFactType]: Fact<T, z.infer<(typeof seasonFacts)[T]>> }[SeasonFactType]

export function seasonStream(id: string): string {
  return `season/${id}`
}
