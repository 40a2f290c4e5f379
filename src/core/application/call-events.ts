// What happens in a call 申报批次, as facts of its stream: from the plan to the list notice. `person` is who took the
// step, `behalf` for whom (代办); content is kept by its hash.
import { z } from 'zod'
import { PlainDateText } from '../base/plain-date-text.ts'
import type { Fact } from '../register/event.ts'
import { Approval } from '../attachment/approval.ts'
import { Hash } from './attachment.ts'

export const by = { person: z.string(), behalf: z.string().nullable() }

/** Last days: of counties handing in, prefectures recommending, the province's review. */
export const Milestones = z.object({ submit: PlainDateText, recommend: PlainDateText, review: PlainDateText }).strict()
export type Milestones = z.infer<typeof Milestones>
export const milestoneLabels: Record<keyof Milestones, string> = { submit: '县级报送截止', recommend: '市（州）推荐截止', review: '评审截止' }

export const callFacts = {
  /** 筹备 */
  'call.planned': z.object({ ...by, programme: z.string(), batch: z.number().int(), title: z.string(), milestones: Milestones, demo: z.boolean(), hashes: z.object({ policy: Hash }) }),
  /** 发布: from here on towns may apply, and the public knows */
  'call.opened': z.object(by),
  /** 延期: one proposes, another approves */
  'call.extension-proposed': z.object({ ...by, milestones: Milestones, reason: z.string() }),
  'call.extended': z.object({ ...by, milestones: Milestones }),
  /** 拟定名单 */
  'call.selected': z.object({ ...by, hashes: z.object({ list: Hash }) }),
  /** 公示, 异议 */
  'call.publicised': z.object({ ...by, from: PlainDateText, until: PlainDateText }),
  /** `person` null: somebody of the public */
  'call.objected': z.object({ ...by, person: z.string().nullable(), id: z.string(), application: z.string(), text: z.string() }),
  'call.objection-settled': z.object({ ...by, id: z.string(), upheld: z.boolean(), reason: z.string() }),
  /** 退回: to an earlier stage, with the reason */
  'call.returned': z.object({ ...by, to: z.enum(['open', 'selected']), reason: z.string() }),
  /** 确认名单: the province's half of the joint confirmation */
  'call.confirmed': z.object({ ...by, hashes: z.object({ list: Hash }) }),
  /** 省政府审定 */
  'call.approved': z.object({ ...by, approval: Approval, hashes: z.object({ list: Hash }) }),
  /** 公文: 拟稿, 签发, 印发 */
  'call.drafted': z.object({ ...by, hashes: z.object({ notice: Hash }) }),
  'call.signed': z.object({ ...by, hashes: z.object({ notice: Hash }) }),
  'call.issued': z.object({ ...by, document: z.string(), number: z.string(), publicAt: z.string(), towns: z.array(z.object({ application: z.string(), town: z.string() })), hashes: z.object({ notice: Hash }) }),
  /** 终止: the batch ends without a list */
  'call.ended': z.object({ ...by, reason: z.string() }),
} as const

export type CallFactType = keyof typeof callFacts
export type CallFact = { [T in CallFactType]: Fact<T, z.infer<(typeof callFacts)[T]>> }[CallFactType]

/** @param id 项目/批次 */
export function callStream(id: string): string {
  return `call/${id}`
}
