// Where a call stands, and what may be done next: by whom, until when, and why not.
import type { PlainDate } from '../base/plain-date.ts'
import { problem, type Problem } from '../base/problem.ts'
import type { Permission } from '../access/permission.ts'
import type { Recorded } from '../register/event.ts'
import type { Approval } from '../attachment/approval.ts'
import type { CallFact, CallFactType, Milestones } from './call-events.ts'

/** 筹备中 · 受理中 · 已拟定名单 · 公示中 · 已确认 · 省政府已审定 · 公文已拟稿 · 公文已签发 · 已公布 · 已终止 */
export const callStages = ['planned', 'open', 'selected', 'publicised', 'confirmed', 'approved', 'drafted', 'signed', 'issued', 'ended'] as const
export type CallStage = (typeof callStages)[number]
export const callStageLabels: Record<CallStage, string> = { planned: '筹备中', open: '受理中', selected: '已拟定名单', publicised: '公示中', confirmed: '名单已确认', approved: '省政府已审定', drafted: '公文已拟稿', signed: '公文已签发', issued: '已公布', ended: '已终止' }

export type CallObjection = { id: string; application: string; text: string; by: string; on: string; settled: { upheld: boolean; reason: string; by: string } | null }
export type CallStep = { action: CallFactType; permission: Permission; person: string | null; behalf: string | null; actor: string; at: string; on: PlainDate; hashes: Readonly<Record<string, string>> }

export type CallState = {
  /** 项目/批次 */
  id: string
  stage: CallStage
  programme: string
  batch: number
  title: string
  milestones: Milestones
  demo: boolean
  /** an extension that waits for approval */
  extension: { milestones: Milestones; reason: string; by: string } | null
  publicity: { from: PlainDate; until: PlainDate } | null
  /** every publicity there was, with the list it showed; `returned`: it ended without a decision */
  publicities: { from: PlainDate; until: PlainDate; list: string; returned: boolean }[]
  objections: CallObjection[]
  approval: Approval | null
  issued: { document: string; number: string; publicAt: string; towns: { application: string; town: string }[] } | null
  /** content by what it is: policy, list, notice */
  contents: Readonly<Record<string, string>>
  version: number
  steps: CallStep[]
}

export type CallActionId = 'open' | 'ask-extension' | 'extend' | 'select' | 'publicise' | 'object' | 'settle' | 'return' | 'confirm' | 'approve' | 'draft' | 'sign' | 'issue' | 'end'
export type CallAction = { id: CallActionId; label: string; permission: Permission; fact: CallFactType; from: readonly CallStage[]; to: CallStage | null }

export const callActions: readonly CallAction[] = [
  { id: 'open', label: '发布申报通知', permission: 'season.approve', fact: 'call.opened', from: ['planned'], to: 'open' },
  { id: 'ask-extension', label: '提出延期', permission: 'deadline.propose', fact: 'call.extension-proposed', from: ['open'], to: null },
  { id: 'extend', label: '批准延期', permission: 'deadline.approve', fact: 'call.extended', from: ['open'], to: null },
  { id: 'select', label: '拟定名单', permission: 'decision.propose', fact: 'call.selected', from: ['open', 'selected'], to: 'selected' },
  { id: 'publicise', label: '公示', permission: 'decision.propose', fact: 'call.publicised', from: ['selected'], to: 'publicised' },
  { id: 'object', label: '提出异议', permission: 'objection.file', fact: 'call.objected', from: ['publicised'], to: null },
  { id: 'settle', label: '裁定异议', permission: 'objection.settle', fact: 'call.objection-settled', from: ['publicised'], to: null },
  { id: 'return', label: '退回', permission: 'decision.confirm', fact: 'call.returned', from: ['selected', 'publicised', 'confirmed'], to: null },
  { id: 'confirm', label: '确认名单', permission: 'decision.confirm', fact: 'call.confirmed', from: ['publicised'], to: 'confirmed' },
  { id: 'approve', label: '登记省政府审定', permission: 'decision.approve', fact: 'call.approved', from: ['confirmed'], to: 'approved' },
  { id: 'draft', label: '起草公文', permission: 'notice.write', fact: 'call.drafted', from: ['approved', 'drafted', 'signed'], to: 'drafted' },
  { id: 'sign', label: '签发公文', permission: 'notice.approve', fact: 'call.signed', from: ['drafted'], to: 'signed' },
  { id: 'issue', label: '印发公文', permission: 'notice.release', fact: 'call.issued', from: ['signed'], to: 'issued' },
  { id: 'end', label: '终止批次', permission: 'season.approve', fact: 'call.ended', from: ['planned', 'open', 'selected', 'publicised', 'confirmed'], to: 'ended' },
]

export function callActionOf(id: CallActionId): CallAction {
  return callActions.find(action => action.id === id) as CallAction
}

/** Why an action cannot be taken now, whoever asks; null where it can. */
export function callRefusal(state: CallState, id: CallActionId, today: PlainDate): Problem | null {
  const { label, from } = callActionOf(id)
  if (!from.includes(state.stage)) return problem('call.stage', { action: label, stage: callStageLabels[state.stage], needed: from.map(stage => callStageLabels[stage]).join('、') })
  const open = state.objections.filter(objection => !objection.settled)
  if (id === 'extend' && !state.extension) return problem('call.extension')
  if (id === 'confirm' && state.publicity && today <= state.publicity.until) return problem('call.publicity', { until: state.publicity.until })
  if (id === 'confirm' && open.length) return problem('objection.open', { count: open.length })
  if (id === 'object' && state.publicity && (today > state.publicity.until || today < state.publicity.from)) return problem('call.publicity-over', { from: state.publicity.from, until: state.publicity.until })
  return null
}

/** Days in their order, the first not before the opening day. */
export function milestonesFit({ submit, recommend, review }: Milestones, today: PlainDate): boolean {
  return today <= submit && submit <= recommend && recommend <= review
}

/** The call after its facts; null before it was planned. */
export function callOf(id: string, events: readonly Recorded<CallFact>[]): CallState | null {
  return events.reduce<CallState | null>((state, event) => next(id, state, event), null)
}

function next(id: string, before: CallState | null, event: Recorded<CallFact>): CallState {
  const action = callActions.find(other => other.fact === event.type)
  const hashes: Readonly<Record<string, string>> = 'hashes' in event.data ? event.data.hashes : {}
  const step: CallStep = { action: event.type, permission: action?.permission ?? 'season.propose', person: event.data.person, behalf: event.data.behalf, actor: event.actor, at: event.recorded, on: event.effective, hashes }
  if (event.type === 'call.planned') {
    const { programme, batch, title, milestones, demo } = event.data
    return { id, stage: 'planned', programme, batch, title, milestones, demo, extension: null, publicity: null, publicities: [], objections: [], approval: null, issued: null, contents: hashes, version: event.version, steps: [step] }
  }
  if (!before) throw new Error(`call ${id} begins with ${event.type}`)
  const state: CallState = { ...before, stage: action?.to ?? before.stage, contents: { ...before.contents, ...hashes }, version: event.version, steps: [...before.steps, step] }
  switch (event.type) {
    case 'call.extension-proposed': return { ...state, extension: { milestones: event.data.milestones, reason: event.data.reason, by: event.actor } }
    case 'call.extended': return { ...state, milestones: event.data.milestones, extension: null }
    case 'call.publicised': {
      const { from, until } = event.data
      return { ...state, publicity: { from, until }, publicities: [...state.publicities, { from, until, list: state.contents['list'] ?? '', returned: false }] }
    }
    case 'call.objected': return { ...state, objections: [...state.objections, { id: event.data.id, application: event.data.application, text: event.data.text, by: event.actor, on: event.effective, settled: null }] }
    case 'call.objection-settled': return { ...state, objections: state.objections.map(objection => (objection.id === event.data.id ? { ...objection, settled: { upheld: event.data.upheld, reason: event.data.reason, by: event.actor } } : objection)) }
    case 'call.returned': return { ...state, stage: event.data.to, publicity: null, publicities: state.publicities.map((other, i) => (i === state.publicities.length - 1 && before.publicity ? { ...other, returned: true } : other)) }
    case 'call.approved': return { ...state, approval: event.data.approval }
    case 'call.issued': return { ...state, issued: { document: event.data.document, number: event.data.number, publicAt: event.data.publicAt, towns: event.data.towns } }
    default: return state
  }
}
