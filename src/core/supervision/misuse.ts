// 冠名问题: somebody calls a place “小镇” who may not, or builds under that name. Found or reported, established, disposed of
// as the policy allows, carried out by the local government, looked at again.
import { z } from 'zod'
import { Attachment } from '../attachment/attachment.ts'
import type { PlainDate } from '../base/plain-date.ts'
import { PlainDateText } from '../base/plain-date-text.ts'
import { type Problem, problem } from '../base/problem.ts'
import type { Recorded } from '../register/event.ts'
import { by, type Case, caseOf, type FactsOf, type Flow } from './flow.ts'
import { lineOf, type SupervisionPolicy } from './policy.ts'

const Files = z.array(Attachment).max(50).default([])

export const misuseFacts = {
  /** `about`: persons whom it concerns and from whom it is hidden. What a reporter wrote is not here, only what the receiver noted of it */
  'misuse.opened': z.object({ ...by, programme: z.string(), source: z.enum(['report', 'found']), name: z.string(), /** GB/T 2260 code */ division: z.string(), kind: z.string(), text: z.string(), files: Files, about: z.array(z.string()), demo: z.boolean() }),
  'misuse.verified': z.object({ ...by, text: z.string(), files: Files }),
  'misuse.dismissed': z.object({ ...by, reason: z.string() }),
  'misuse.proposed': z.object({ ...by, disposition: z.string(), text: z.string(), due: PlainDateText }),
  'misuse.ordered': z.object(by),
  'misuse.declined': z.object({ ...by, reason: z.string() }),
  /** `newName` where it was renamed */
  'misuse.executed': z.object({ ...by, text: z.string(), newName: z.string().nullable(), files: Files }),
  'misuse.rejected': z.object({ ...by, reason: z.string() }),
  'misuse.closed': z.object({ ...by, reason: z.string() }),
} as const
export type MisuseFact = FactsOf<typeof misuseFacts>

export type MisuseStage = 'opened' | 'verified' | 'dismissed' | 'proposed' | 'ordered' | 'executed' | 'closed'
export type MisuseAction = 'verify' | 'dismiss' | 'propose' | 'order' | 'decline' | 'execute' | 'reject' | 'close'

export const misuseFlow: Flow<MisuseAction, MisuseStage> = {
  noun: '冠名问题',
  stages: { opened: '待核实', verified: '已查实', dismissed: '不属实', proposed: '处置待批准', ordered: '处置中', executed: '已落实，待核验', closed: '已办结' },
  opening: { fact: 'misuse.opened', label: '立案', permission: 'misuse.handle', stage: 'opened' },
  actions: [
    { id: 'verify', label: '查实', permission: 'misuse.handle', from: ['opened'], to: 'verified', fact: 'misuse.verified' },
    { id: 'dismiss', label: '认定不属实', permission: 'misuse.approve', from: ['opened', 'verified'], to: 'dismissed', fact: 'misuse.dismissed' },
    { id: 'propose', label: '提出处置', permission: 'misuse.handle', from: ['verified'], to: 'proposed', fact: 'misuse.proposed' },
    { id: 'order', label: '批准处置', permission: 'misuse.approve', from: ['proposed'], to: 'ordered', fact: 'misuse.ordered' },
    { id: 'decline', label: '不同意处置', permission: 'misuse.approve', from: ['proposed'], to: 'verified', fact: 'misuse.declined' },
    { id: 'execute', label: '报告处置结果', permission: 'misuse.execute', from: ['ordered'], to: 'executed', fact: 'misuse.executed' },
    { id: 'reject', label: '退回落实', permission: 'misuse.approve', from: ['executed'], to: 'ordered', fact: 'misuse.rejected' },
    { id: 'close', label: '办结', permission: 'misuse.approve', from: ['executed'], to: 'closed', fact: 'misuse.closed' },
  ],
}

export type Misuse = Case<MisuseStage> & {
  programme: string; source: 'report' | 'found'; name: string; division: string; kind: string; text: string; files: Attachment[]; about: string[]; demo: boolean
  verified: { text: string; files: Attachment[] } | null
  disposition: { disposition: string; text: string; due: PlainDate } | null
  results: { text: string; newName: string | null; files: Attachment[]; by: string; on: PlainDate }[]
  /** why it was dismissed, declined, sent back or closed; newest last */
  reasons: { text: string; by: string; on: PlainDate }[]
}

export function misuseOf(id: string, events: readonly Recorded<MisuseFact>[]): Misuse | null {
  return caseOf<MisuseFact, MisuseStage, Misuse>(misuseFlow, id, events, {
    first: event => {
      const { programme, source, name, division, kind, text, files, about, demo } = event.data as Extract<MisuseFact, { type: 'misuse.opened' }>['data']
      return { programme, source, name, division, kind, text, files, about, demo, verified: null, disposition: null, results: [], reasons: [] }
    },
    next: (state, event) => {
      const said = { by: event.actor, on: event.effective }
      if (event.type === 'misuse.verified') return { ...state, verified: { text: event.data.text, files: event.data.files } }
      if (event.type === 'misuse.proposed') return { ...state, disposition: { disposition: event.data.disposition, text: event.data.text, due: event.data.due } }
      if (event.type === 'misuse.executed') return { ...state, results: [...state.results, { text: event.data.text, newName: event.data.newName, files: event.data.files, ...said }] }
      return 'reason' in event.data ? { ...state, reasons: [...state.reasons, { text: event.data.reason, ...said }] } : state
    },
  })
}

/** What the policy says against a disposition of this kind of misuse; null where it may be chosen. */
export function dispositionFault({ kind }: Misuse, disposition: string, { misuse }: SupervisionPolicy): Problem | null {
  const known = lineOf(misuse.dispositions, disposition, '处置')
  if (!known.ok) return known.problem
  const own = misuse.kinds.find(other => other.id === kind)
  if (!own || own.dispositions.includes(disposition)) return null
  return problem('misuse.disposition', { kind: own.label, disposition: known.value.label, known: misuse.dispositions.filter(other => own.dispositions.includes(other.id)).map(other => `${other.id}（${other.label}）`).join('、') })
}
