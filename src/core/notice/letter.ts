// 函: a warning, the feedback of scores, the notice of those that withdrew – drafted from the decisions, edited by a person,
// approved by another, sent by a third. Before it is sent only they know of it; the addressee may answer until a day.
import { z } from 'zod'
import { Attachment } from '../attachment/attachment.ts'
import type { PlainDate } from '../base/plain-date.ts'
import { PlainDateText } from '../base/plain-date-text.ts'
import { type Problem, problem } from '../base/problem.ts'
import type { Fact, Recorded } from '../register/event.ts'
import { by, type Case, caseOf, type Flow, stageRefusal } from '../supervision/flow.ts'

export const letterKinds = ['warning', 'feedback', 'withdrawal'] as const
export type LetterKind = (typeof letterKinds)[number]
export const letterLabels: Record<LetterKind, string> = { warning: '警告函', feedback: '评估结果反馈', withdrawal: '自愿退出通知' }

/** Letters that go out under a number; feedback has none. */
export const numbered: readonly LetterKind[] = ['warning', 'withdrawal']

const hashes = z.object({ letter: z.string().regex(/^sha256:[0-9a-f]{64}$/) })
const Files = z.array(Attachment).max(50).default([])

export const letterFacts = {
  /** `until`: the last day for what the letter asks – mending, or a request for review */
  'letter.drafted': z.object({ ...by, programme: z.string(), season: z.string(), kind: z.enum(letterKinds), town: z.string().nullable(), number: z.string().nullable(), signedOn: PlainDateText, until: PlainDateText.nullable(), demo: z.boolean(), hashes }),
  'letter.edited': z.object({ ...by, number: z.string().nullable(), signedOn: PlainDateText, hashes }),
  'letter.approved': z.object({ ...by, hashes }),
  /** `document`: its id in the register, where it is a public document */
  'letter.sent': z.object({ ...by, number: z.string().nullable(), sentAt: z.string(), document: z.string().nullable(), hashes }),
  'letter.answered': z.object({ ...by, text: z.string(), files: Files }),
  'letter.dropped': z.object({ ...by, reason: z.string() }),
} as const
export type LetterFact = { [T in keyof typeof letterFacts]: Fact<T, z.infer<(typeof letterFacts)[T]>> }[keyof typeof letterFacts]

export type LetterStage = 'drafted' | 'approved' | 'sent' | 'dropped'
export type LetterAction = 'edit' | 'approve' | 'send' | 'answer' | 'drop'

export const letterFlow: Flow<LetterAction, LetterStage> = {
  noun: '函件',
  stages: { drafted: '已拟稿', approved: '已签发', sent: '已发出', dropped: '已作废' },
  opening: { fact: 'letter.drafted', label: '起草函件', permission: 'notice.write', stage: 'drafted' },
  actions: [
    { id: 'edit', label: '修改函件', permission: 'notice.write', from: ['drafted', 'approved'], to: 'drafted', fact: 'letter.edited' },
    { id: 'approve', label: '签发函件', permission: 'notice.approve', from: ['drafted'], to: 'approved', fact: 'letter.approved' },
    { id: 'send', label: '发出函件', permission: 'notice.release', from: ['approved'], to: 'sent', fact: 'letter.sent' },
    { id: 'answer', label: '答复函件', permission: 'evaluation.comment', from: ['sent'], to: null, fact: 'letter.answered' },
    { id: 'drop', label: '作废函件', permission: 'notice.write', from: ['drafted'], to: 'dropped', fact: 'letter.dropped' },
  ],
}

export type Letter = Case<LetterStage> & {
  programme: string
  season: string
  kind: LetterKind
  town: string | null
  number: string | null
  signedOn: PlainDate
  until: PlainDate | null
  demo: boolean
  /** hash of the letter as it lies there; `approved`: as it was approved */
  content: string
  approved: string | null
  sent: { at: string; document: string | null } | null
  answers: { text: string; files: Attachment[]; by: string; on: PlainDate }[]
}

export function letterOf(id: string, events: readonly Recorded<LetterFact>[]): Letter | null {
  return caseOf<LetterFact, LetterStage, Letter>(letterFlow, id, events, {
    first: event => {
      const { programme, season, kind, town, number, signedOn, until, demo, hashes: { letter } } = event.data as Extract<LetterFact, { type: 'letter.drafted' }>['data']
      return { programme, season, kind, town, number, signedOn, until, demo, content: letter, approved: null, sent: null, answers: [] }
    },
    next: (state, event) => {
      switch (event.type) {
        case 'letter.edited': return { ...state, number: event.data.number, signedOn: event.data.signedOn, content: event.data.hashes.letter, approved: null }
        case 'letter.approved': return { ...state, approved: event.data.hashes.letter }
        case 'letter.sent': return { ...state, sent: { at: event.data.sentAt, document: event.data.document } }
        case 'letter.answered': return { ...state, answers: [...state.answers, { text: event.data.text, files: event.data.files, by: event.actor, on: event.effective }] }
        default: return state
      }
    },
  })
}

/** Why a step cannot be taken now, whoever asks; null where it can. */
export function letterRefusal(state: Letter, id: LetterAction, today: PlainDate): Problem | null {
  const stage = stageRefusal(letterFlow, state, id)
  if (stage) return stage
  return id === 'answer' && state.until !== null && today > state.until ? problem('letter.answer', { until: state.until }) : null
}
