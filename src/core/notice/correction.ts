// 更正: an issued document put right – proposed, reviewed and approved by three people, numbered, sent out by a fourth step.
// What was printed stays printed; the correction cites it, and the register's facts are replaced by new ones.
import { z } from 'zod'
import { PlainDateText } from '../base/plain-date-text.ts'
import type { PlainDate } from '../base/plain-date.ts'
import { CorrectionItem } from '../register/document.ts'
import type { Fact, Recorded } from '../register/event.ts'
import { by, type Case, caseOf, type Flow } from '../supervision/flow.ts'

/** 印刷差错 · 申诉成立 (with the appeal) · 事实有误 */
export const Cause = z.discriminatedUnion('kind', [z.object({ kind: z.literal('slip') }), z.object({ kind: z.literal('appeal'), appeal: z.string() }), z.object({ kind: z.literal('fact') })])
export type Cause = z.infer<typeof Cause>
export const causeLabels: Record<Cause['kind'], string> = { slip: '印刷差错', appeal: '申诉成立', fact: '事实有误' }

const Hash = z.string().regex(/^sha256:[0-9a-f]{64}$/)
const content = { hashes: z.object({ notice: Hash }) }
/** What is put right, why, and the paper that says so. */
const proposal = { cause: Cause, reason: z.string(), items: z.array(CorrectionItem).min(1), number: z.string().nullable(), signedOn: PlainDateText, ...content }

export const correctionFacts = {
  'correction.proposed': z.object({ ...by, programme: z.string(), of: z.string(), demo: z.boolean(), ...proposal }),
  'correction.revised': z.object({ ...by, ...proposal }),
  'correction.reviewed': z.object({ ...by, opinion: z.string(), ...content }),
  'correction.returned': z.object({ ...by, reason: z.string() }),
  'correction.approved': z.object({ ...by, ...content }),
  'correction.issued': z.object({ ...by, document: z.string(), number: z.string(), publicAt: z.string(), ...content }),
  'correction.dropped': z.object({ ...by, reason: z.string() }),
} as const
export type CorrectionFact = { [T in keyof typeof correctionFacts]: Fact<T, z.infer<(typeof correctionFacts)[T]>> }[keyof typeof correctionFacts]

export type CorrectionStage = 'proposed' | 'reviewed' | 'returned' | 'approved' | 'issued' | 'dropped'
export type CorrectionAction = 'revise' | 'review' | 'return' | 'approve' | 'issue' | 'drop'

export const correctionFlow: Flow<CorrectionAction, CorrectionStage> = {
  noun: '更正',
  stages: { proposed: '待复核', reviewed: '待审定', returned: '已退回', approved: '待印发', issued: '已印发', dropped: '已撤销' },
  opening: { fact: 'correction.proposed', label: '提出更正', permission: 'correction.propose', stage: 'proposed' },
  actions: [
    { id: 'revise', label: '修改更正', permission: 'correction.propose', from: ['proposed', 'returned'], to: 'proposed', fact: 'correction.revised' },
    { id: 'review', label: '复核更正', permission: 'correction.review', from: ['proposed'], to: 'reviewed', fact: 'correction.reviewed' },
    { id: 'return', label: '退回更正', permission: 'correction.review', from: ['proposed', 'reviewed', 'approved'], to: 'returned', fact: 'correction.returned' },
    { id: 'approve', label: '审定更正', permission: 'correction.approve', from: ['reviewed'], to: 'approved', fact: 'correction.approved' },
    { id: 'issue', label: '印发更正', permission: 'correction.release', from: ['approved'], to: 'issued', fact: 'correction.issued' },
    { id: 'drop', label: '撤销更正', permission: 'correction.propose', from: ['proposed', 'returned'], to: 'dropped', fact: 'correction.dropped' },
  ],
}

export type Correction = Case<CorrectionStage> & {
  programme: string
  /** the document it cites */
  of: string
  cause: Cause
  reason: string
  items: CorrectionItem[]
  number: string | null
  signedOn: PlainDate
  demo: boolean
  /** hash of the paper as it lies there; `approved`: as it was approved */
  notice: string
  approved: string | null
  remark: { text: string; by: string } | null
  issued: { document: string; number: string; publicAt: string } | null
}

export function correctionOf(id: string, events: readonly Recorded<CorrectionFact>[]): Correction | null {
  return caseOf<CorrectionFact, CorrectionStage, Correction>(correctionFlow, id, events, {
    first: event => {
      const { programme, of, demo, cause, reason, items, number, signedOn, hashes } = event.data as Extract<CorrectionFact, { type: 'correction.proposed' }>['data']
      return { programme, of, demo, cause, reason, items, number, signedOn, notice: hashes.notice, approved: null, remark: null, issued: null }
    },
    next: (state, event) => {
      switch (event.type) {
        case 'correction.revised': {
          const { cause, reason, items, number, signedOn, hashes } = event.data
          return { ...state, cause, reason, items, number, signedOn, notice: hashes.notice, approved: null }
        }
        case 'correction.reviewed': return { ...state, remark: { text: event.data.opinion, by: event.actor } }
        case 'correction.returned': return { ...state, approved: null, remark: { text: event.data.reason, by: event.actor } }
        case 'correction.approved': return { ...state, approved: event.data.hashes.notice }
        case 'correction.issued': return { ...state, issued: { document: event.data.document, number: event.data.number, publicAt: event.data.publicAt } }
        default: return state
      }
    },
  })
}
