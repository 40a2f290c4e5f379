// What happens to an application 申报, as facts of its stream. Nothing here tells who the experts are: their part stands
// in a stream of its own (review-events.ts), so that whoever may read an application may read all of this.
import { z } from 'zod'
import { PlainDateText } from '../base/plain-date-text.ts'
import type { Fact } from '../register/event.ts'
import { Hash } from './attachment.ts'
import { by } from './call-events.ts'

/** 待办环节 that an application may be returned to */
export const desks = ['draft', 'submitted', 'recommended', 'checked'] as const
export type ReturnTo = (typeof desks)[number]

/** 批注 on a field; `field` null: on the whole */
export const Remark = z.object({ field: z.string().nullable(), text: z.string().trim().min(1).max(2000) }).strict()
export type Remark = z.infer<typeof Remark>

export const applicationFacts = {
  'application.started': z.object({ ...by, call: z.string(), programme: z.string(), /** GB/T 2260 code on that day */ division: z.string(), name: z.string() }),
  /** 例外受理 of a ground that holds only in principle */
  'application.admitted': z.object({ ...by, ground: z.string(), reason: z.string() }),
  /** 报送: the content as it was, and everybody who wrote it */
  'application.submitted': z.object({ ...by, name: z.string(), writers: z.array(z.string()), hashes: z.object({ content: Hash }) }),
  'application.recommended': z.object({ ...by, reason: z.string(), hashes: z.object({ content: Hash }) }),
  /** 审核通过, on to the experts; `round` counts reviews of this application */
  'application.checked': z.object({ ...by, reason: z.string(), round: z.number().int(), hashes: z.object({ content: Hash }) }),
  'application.refused': z.object({ ...by, ground: z.string(), reason: z.string() }),
  /** 汇总评审 */
  'application.reviewed': z.object({ ...by, round: z.number().int(), hashes: z.object({ review: Hash }) }),
  /** 联合认定: the prefecture answers for the list it is on */
  'application.joined': z.object({ ...by, agreed: z.boolean(), reason: z.string(), hashes: z.object({ list: Hash }) }),
  /** 退回; `until`: the new last day of the desk it goes to, where the old one is over; `round` where it is reviewed anew */
  'application.returned': z.object({ ...by, to: z.enum(desks), reason: z.string(), remarks: z.array(Remark), until: PlainDateText.nullable(), round: z.number().int().nullable() }),
  'application.withdrawn': z.object({ ...by, reason: z.string() }),
  /** the end: on the list as this town, or not on it */
  'application.listed': z.object({ ...by, town: z.string(), document: z.string() }),
  'application.not-listed': z.object({ ...by, reason: z.string(), document: z.string() }),
} as const

export type ApplicationFactType = keyof typeof applicationFacts
export type ApplicationFact = { [T in ApplicationFactType]: Fact<T, z.infer<(typeof applicationFacts)[T]>> }[ApplicationFactType]

export function applicationStream(id: string): string {
  return `application/${id}`
}
