// 专家评审 of one application, as facts of a stream that no applicant ever reads: who could be drawn, the public number,
// who recused themselves, what each signed. `round` counts reviews; an older round stays as it was.
import { z } from 'zod'
import type { Fact } from '../register/event.ts'
import { Hash } from './attachment.ts'
import { by } from './call-events.ts'

const round = z.number().int()

export const reviewFacts = {
  /** 确定抽取范围: before the number is known. Persons by id, those left out with the reason */
  'review.pooled': z.object({ ...by, round, eligible: z.array(z.string()), excluded: z.array(z.object({ person: z.string(), reason: z.string() })) }),
  /** 见证抽取: the public number and where it comes from; the order follows from pool and number */
  'review.drawn': z.object({ ...by, round, number: z.string(), source: z.string(), order: z.array(z.string()), size: z.number().int() }),
  /** 回避: the next in the order takes the place */
  'review.recused': z.object({ ...by, round, reason: z.string() }),
  /** 签署 */
  'review.signed': z.object({ ...by, round, hashes: z.object({ sheet: Hash, content: Hash }) }),
} as const

export type ReviewFactType = keyof typeof reviewFacts
export type ReviewFact = { [T in ReviewFactType]: Fact<T, z.infer<(typeof reviewFacts)[T]>> }[ReviewFactType]

/** @param application its id */
export function reviewStream(application: string): string {
  return `review/${application}`
}
