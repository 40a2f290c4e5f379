// 资金支持: money of the provincial budget for a listed town's infrastructure. Whether a town may ask is worked out from the
// policy's conditions and said line by line; whether it gets any, people decide.
import { z } from 'zod'
import { Attachment } from '../attachment/attachment.ts'
import type { Recorded } from '../register/event.ts'
import { by, type Case, caseOf, type FactsOf, type Flow } from './flow.ts'
import type { conditionKinds, SupervisionPolicy } from './policy.ts'

const Files = z.array(Attachment).max(50).default([])
/** 万元, two places at most; decimal, never a float */
export const Amount = z.string().regex(/^(?:0|[1-9]\d{0,9})(?:\.\d{1,2})?$/, '金额以万元计，最多两位小数').refine(text => !/^0(?:\.0+)?$/.test(text), '金额须大于 0')

export const Eligibility = z.array(z.object({ id: z.string(), label: z.string(), met: z.boolean(), why: z.string(), article: z.string().nullable() }))
export type Eligibility = z.infer<typeof Eligibility>

export const supportFacts = {
  'support.requested': z.object({ ...by, programme: z.string(), town: z.string(), project: z.string(), use: z.string(), amount: Amount, text: z.string(), files: Files, eligibility: Eligibility, demo: z.boolean() }),
  'support.revised': z.object({ ...by, project: z.string(), amount: Amount, text: z.string(), files: Files }),
  'support.recommended': z.object({ ...by, reason: z.string() }),
  'support.returned': z.object({ ...by, reason: z.string() }),
  'support.reviewed': z.object({ ...by, amount: Amount, reason: z.string(), eligibility: Eligibility }),
  'support.granted': z.object({ ...by, amount: Amount, reason: z.string() }),
  'support.refused': z.object({ ...by, reason: z.string() }),
  'support.sent-back': z.object({ ...by, reason: z.string() }),
} as const
export type SupportFact = FactsOf<typeof supportFacts>

export type SupportStage = 'requested' | 'returned' | 'recommended' | 'reviewed' | 'granted' | 'refused'
export type SupportAction = 'revise' | 'recommend' | 'return' | 'review' | 'send-back' | 'grant' | 'refuse'

export const supportFlow: Flow<SupportAction, SupportStage> = {
  noun: '资金申请',
  stages: { requested: '待推荐', returned: '已退回', recommended: '待审核', reviewed: '待批准', granted: '已批准', refused: '未获批准' },
  opening: { fact: 'support.requested', label: '申请资金支持', permission: 'support.request', stage: 'requested' },
  actions: [
    { id: 'revise', label: '修改后再报', permission: 'support.request', from: ['returned'], to: 'requested', fact: 'support.revised' },
    { id: 'recommend', label: '推荐', permission: 'support.recommend', from: ['requested'], to: 'recommended', fact: 'support.recommended' },
    { id: 'return', label: '退回', permission: 'support.recommend', from: ['requested'], to: 'returned', fact: 'support.returned' },
    { id: 'review', label: '审核', permission: 'support.review', from: ['recommended'], to: 'reviewed', fact: 'support.reviewed' },
    { id: 'send-back', label: '退回修改', permission: 'support.review', from: ['recommended'], to: 'returned', fact: 'support.sent-back' },
    { id: 'grant', label: '批准', permission: 'support.approve', from: ['reviewed'], to: 'granted', fact: 'support.granted' },
    { id: 'refuse', label: '不批准', permission: 'support.approve', from: ['reviewed'], to: 'refused', fact: 'support.refused' },
  ],
}

export type Support = Case<SupportStage> & {
  programme: string; town: string; project: string; use: string; amount: string; text: string; files: Attachment[]; demo: boolean
  eligibility: Eligibility
  reviewed: string | null
  granted: string | null
  reasons: { text: string; by: string; on: string }[]
}

export function supportOf(id: string, events: readonly Recorded<SupportFact>[]): Support | null {
  return caseOf<SupportFact, SupportStage, Support>(supportFlow, id, events, {
    first: event => {
      const { programme, town, project, use, amount, text, files, eligibility, demo } = event.data as Extract<SupportFact, { type: 'support.requested' }>['data']
      return { programme, town, project, use, amount, text, files, eligibility, demo, reviewed: null, granted: null, reasons: [] }
    },
    next: (before, event) => {
      const state = 'reason' in event.data ? { ...before, reasons: [...before.reasons, { text: event.data.reason, by: event.actor, on: event.effective }] } : before
      if (event.type === 'support.revised') {
        const { project, amount, text, files } = event.data
        return { ...state, project, amount, text, files, reviewed: null }
      }
      if (event.type === 'support.reviewed') return { ...state, reviewed: event.data.amount, eligibility: event.data.eligibility }
      return event.type === 'support.granted' ? { ...state, granted: event.data.amount } : state
    },
  })
}

/** What the conditions look at: the register on the day, and the town's open cases. */
export type SupportFacts = { listed: boolean; status: string; warned: { year: number } | null; openCases: number; use: string }

/** Every condition of the policy, met or not, in words. */
export function eligibilityOf({ listed, status, warned, openCases, use }: SupportFacts, { support }: SupervisionPolicy): Eligibility {
  const wanted = support.uses.find(other => other.id === use)
  const answers: Record<(typeof conditionKinds)[number], { met: boolean; why: string }> = {
    listed: { met: listed, why: listed ? `在册（${status}）` : `不在清单上（${status}）` },
    'not-warned': { met: warned === null, why: warned ? `${warned.year} 年度被警告，尚未解除` : '没有未解除的警告' },
    'use-covered': { met: wanted?.covered === true, why: wanted ? `用于${wanted.label}` : `没有“${use}”这种用途` },
    'no-open-rectification': { met: openCases === 0, why: openCases ? `有 ${openCases} 件整改没有销号` : '没有未销号的整改' },
  }
  return support.conditions.map(({ id, label, kind, article, reason }) => ({ id, label, ...answers[kind], article: article ?? reason ?? null }))
}
