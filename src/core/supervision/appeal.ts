// 申诉: a published decision, looked at again by others, on the rules and the data it was made with – the season's own frozen
// snapshot, by its hash – and on nothing that came later.
import { z } from 'zod'
import { Attachment } from '../attachment/attachment.ts'
import { addDays, type PlainDate } from '../base/plain-date.ts'
import { type Problem, problem } from '../base/problem.ts'
import type { Recorded } from '../register/event.ts'
import { by, type Case, caseOf, type FactsOf, type Flow, stageRefusal } from './flow.ts'
import type { SupervisionPolicy } from './policy.ts'

const Files = z.array(Attachment).max(50).default([])
const Hash = z.string().regex(/^sha256:[0-9a-f]{64}$/)

/** What the decision was made with, by hash. */
export const Made = z.object({ policy: Hash, snapshot: Hash, decisions: Hash })
export type Made = z.infer<typeof Made>

/** The town's decision worked out once more from what it was made with. */
export const Rederived = z.object({ decided: z.string(), label: z.string(), same: z.boolean() })
export type Rederived = z.infer<typeof Rederived>

export const appealFacts = {
  'appeal.filed': z.object({ ...by, programme: z.string(), season: z.string(), town: z.string(), outcome: z.string(), label: z.string(), text: z.string(), files: Files, hashes: Made, demo: z.boolean() }),
  'appeal.accepted': z.object(by),
  'appeal.refused': z.object({ ...by, reason: z.string() }),
  'appeal.replied': z.object({ ...by, text: z.string(), files: Files }),
  'appeal.reviewed': z.object({ ...by, upheld: z.boolean(), opinion: z.string(), rederived: Rederived }),
  'appeal.returned': z.object({ ...by, reason: z.string() }),
  'appeal.settled': z.object({ ...by, upheld: z.boolean(), reason: z.string() }),
  'appeal.withdrawn': z.object({ ...by, reason: z.string() }),
  /** `document`: the one by which the register was corrected */
  'appeal.corrected': z.object({ ...by, document: z.string() }),
} as const
export type AppealFact = FactsOf<typeof appealFacts>

export type AppealStage = 'filed' | 'accepted' | 'refused' | 'reviewed' | 'settled' | 'upheld' | 'corrected' | 'withdrawn'
export type AppealAction = 'accept' | 'refuse' | 'reply' | 'review' | 'return' | 'settle' | 'correct' | 'withdraw'

export const appealFlow: Flow<AppealAction, AppealStage> = {
  noun: '申诉',
  stages: { filed: '待受理', accepted: '复核中', refused: '不予受理', reviewed: '待裁定', settled: '已裁定', upheld: '申诉成立，待更正', corrected: '申诉成立，已更正', withdrawn: '已撤回' },
  opening: { fact: 'appeal.filed', label: '申诉', permission: 'objection.file', stage: 'filed' },
  actions: [
    { id: 'accept', label: '受理申诉', permission: 'objection.handle', from: ['filed'], to: 'accepted', fact: 'appeal.accepted' },
    { id: 'refuse', label: '不予受理', permission: 'objection.handle', from: ['filed'], to: 'refused', fact: 'appeal.refused' },
    { id: 'reply', label: '评价机构说明', permission: 'objection.reply', from: ['accepted'], to: null, fact: 'appeal.replied' },
    { id: 'review', label: '提出复核意见', permission: 'objection.handle', from: ['accepted'], to: 'reviewed', fact: 'appeal.reviewed' },
    { id: 'return', label: '退回复核', permission: 'objection.settle', from: ['reviewed'], to: 'accepted', fact: 'appeal.returned' },
    { id: 'settle', label: '裁定申诉', permission: 'objection.settle', from: ['reviewed'], to: null, fact: 'appeal.settled' },
    { id: 'correct', label: '登记更正', permission: 'objection.handle', from: ['upheld'], to: 'corrected', fact: 'appeal.corrected' },
    { id: 'withdraw', label: '撤回申诉', permission: 'objection.file', from: ['filed', 'accepted', 'reviewed'], to: 'withdrawn', fact: 'appeal.withdrawn' },
  ],
}

export type Appeal = Case<AppealStage> & {
  programme: string; season: string; town: string; outcome: string; label: string; text: string; files: Attachment[]; made: Made; demo: boolean
  replies: { text: string; files: Attachment[]; by: string; on: PlainDate }[]
  review: { upheld: boolean; opinion: string; rederived: Rederived } | null
  /** how it ended */
  end: { upheld: boolean | null; reason: string; by: string; on: PlainDate } | null
  /** the document that corrected the register */
  corrected: string | null
}

export function appealOf(id: string, events: readonly Recorded<AppealFact>[]): Appeal | null {
  return caseOf<AppealFact, AppealStage, Appeal>(appealFlow, id, events, {
    first: event => {
      const { programme, season, town, outcome, label, text, files, hashes, demo } = event.data as Extract<AppealFact, { type: 'appeal.filed' }>['data']
      return { programme, season, town, outcome, label, text, files, made: hashes, demo, replies: [], review: null, end: null, corrected: null }
    },
    next: (state, event) => {
      const said = { by: event.actor, on: event.effective }
      if (event.type === 'appeal.replied') return { ...state, replies: [...state.replies, { text: event.data.text, files: event.data.files, ...said }] }
      if (event.type === 'appeal.reviewed') return { ...state, review: { upheld: event.data.upheld, opinion: event.data.opinion, rederived: event.data.rederived } }
      // An appeal that was right is not over before the register says so.
      if (event.type === 'appeal.settled') return { ...state, stage: event.data.upheld ? 'upheld' : 'settled', end: { upheld: event.data.upheld, reason: event.data.reason, ...said } }
      if (event.type === 'appeal.refused' || event.type === 'appeal.withdrawn') return { ...state, end: { upheld: null, reason: event.data.reason, ...said } }
      return event.type === 'appeal.corrected' ? { ...state, corrected: event.data.document } : state
    },
  })
}

/** @param corrections documents that have changed the town's facts since the ruling */
export function appealRefusal(appeal: Appeal, id: AppealAction, corrections: readonly string[]): Problem | null {
  const stage = stageRefusal(appealFlow, appeal, id)
  if (stage || id !== 'correct') return stage
  return corrections.length ? null : problem('appeal.uncorrected', { season: appeal.season, town: appeal.town })
}

/** Last day for appealing against what was published on a day. */
export function appealUntil(published: PlainDate, { appeals }: SupervisionPolicy): PlainDate {
  return addDays(published, appeals.days)
}

/** @param published day of publication; null: not published */
export function appealFault(season: string, published: PlainDate | null, policy: SupervisionPolicy, today: PlainDate): Problem | null {
  if (!published) return problem('appeal.not-published', { season })
  const until = appealUntil(published, policy)
  return today > until ? problem('appeal.late', { until, article: policy.appeals.article ?? policy.appeals.reason ?? '' }) : null
}
