// Where an application stands, on whose desk it lies, and what may be done next.
import type { PlainDate } from '../base/plain-date.ts'
import { problem, type Problem } from '../base/problem.ts'
import type { Permission } from '../access/permission.ts'
import type { Recorded } from '../register/event.ts'
import type { CallState, CallStage } from './call.ts'
import { callStageLabels } from './call.ts'
import type { ApplicationFact, ApplicationFactType, Remark, ReturnTo } from './events.ts'

/** 填报中 · 待市（州）推荐 · 待省级审核 · 专家评审中 · 已评审 · 已列入 · 未列入 · 不予受理 · 已撤回 */
export const stages = ['draft', 'submitted', 'recommended', 'checked', 'reviewed', 'listed', 'unlisted', 'refused', 'withdrawn'] as const
export type Stage = (typeof stages)[number]
export const stageLabels: Record<Stage, string> = { draft: '填报中', submitted: '待市（州）推荐', recommended: '待省级审核', checked: '专家评审中', reviewed: '已评审', listed: '已列入名单', unlisted: '未列入名单', refused: '不予受理', withdrawn: '已撤回' }
/** stages in which it may still be listed and holds its name */
export const openStages: readonly Stage[] = ['submitted', 'recommended', 'checked', 'reviewed']

/** Whose turn it is: the desk that an application lies on. */
export type Desk = 'county' | 'prefecture' | 'province'
export const deskOf: Partial<Record<Stage, Desk>> = { draft: 'county', submitted: 'prefecture', recommended: 'province', checked: 'province', reviewed: 'province' }
export const deskLabels: Record<Desk, string> = { county: '县级', prefecture: '市（州）', province: '省级' }

/** Any earlier step; a review may also be held anew. */
export const returnsTo: Partial<Record<Stage, readonly ReturnTo[]>> = { submitted: ['draft'], recommended: ['submitted', 'draft'], checked: ['checked', 'recommended', 'submitted', 'draft'], reviewed: ['checked', 'recommended', 'submitted', 'draft'] }

export type MadeRemark = Remark & { by: string; at: string; /** content it was made on */ content: string | null; /** version of the return it came with */ version: number }
export type Step = { action: ApplicationFactType; permission: Permission; person: string; behalf: string | null; actor: string; at: string; on: PlainDate; reason: string | null; to: ReturnTo | null }

export type ApplicationState = {
  id: string
  stage: Stage
  call: string
  programme: string
  /** GB/T 2260 code on the day it was begun */
  division: string
  name: string
  /** reviews begun */
  round: number
  /** as last handed in; null before */
  content: string | null
  /** result of the last review, by hash */
  review: string | null
  /** own last day after a return, beyond the call's */
  until: PlainDate | null
  /** every remark ever made, oldest first */
  remarks: MadeRemark[]
  joined: { agreed: boolean; reason: string; list: string; by: string } | null
  admitted: { ground: string; reason: string; by: string }[]
  /** why it ended, where it did */
  ended: { ground: string | null; reason: string; town: string | null; document: string | null } | null
  /** who wrote what was handed in, over all times */
  writers: { person: string; on: PlainDate }[]
  version: number
  steps: Step[]
}

export type ActionId = 'submit' | 'admit' | 'recommend' | 'check' | 'refuse' | 'conclude' | 'join' | 'return' | 'withdraw'
/** `permission` says who may, and is the step that the separation of duties looks at; `during`: stages of the call. */
export type Action = { id: ActionId; label: string; permission: Permission; fact: ApplicationFactType; from: readonly Stage[]; to: Stage | null; during: readonly CallStage[] }

export const actions: readonly Action[] = [
  { id: 'submit', label: '报送', permission: 'application.submit', fact: 'application.submitted', from: ['draft'], to: 'submitted', during: ['open'] },
  { id: 'admit', label: '准予例外受理', permission: 'decision.approve', fact: 'application.admitted', from: ['draft'], to: null, during: ['open'] },
  { id: 'recommend', label: '推荐', permission: 'application.recommend', fact: 'application.recommended', from: ['submitted'], to: 'recommended', during: ['open'] },
  { id: 'check', label: '审核通过', permission: 'application.check', fact: 'application.checked', from: ['recommended'], to: 'checked', during: ['open'] },
  { id: 'refuse', label: '不予受理', permission: 'application.check', fact: 'application.refused', from: ['recommended', 'checked', 'reviewed'], to: 'refused', during: ['open'] },
  { id: 'conclude', label: '汇总评审', permission: 'application.check', fact: 'application.reviewed', from: ['checked'], to: 'reviewed', during: ['open'] },
  { id: 'join', label: '联合认定', permission: 'application.recommend', fact: 'application.joined', from: ['reviewed'], to: null, during: ['selected'] },
  { id: 'return', label: '退回', permission: 'application.return', fact: 'application.returned', from: ['submitted', 'recommended', 'checked', 'reviewed'], to: null, during: ['open'] },
  { id: 'withdraw', label: '撤回申报', permission: 'application.submit', fact: 'application.withdrawn', from: ['draft', 'submitted', 'recommended', 'checked', 'reviewed'], to: 'withdrawn', during: ['open', 'selected', 'publicised'] },
]

export function actionOf(id: ActionId): Action {
  return actions.find(action => action.id === id) as Action
}

/** Why an action cannot be taken now, whoever has the right to it; null where it can. `desk`: the level who asks acts for. */
export function refusalOf(state: ApplicationState, call: CallState, id: ActionId, { today, desk }: { today: PlainDate; desk: Desk }): Problem | null {
  const { label, from, during } = actionOf(id)
  if (!from.includes(state.stage)) return problem('application.stage', { action: label, stage: stageLabels[state.stage], needed: from.map(stage => stageLabels[stage]).join('、') })
  if (!during.includes(call.stage)) return problem('call.stage', { action: label, stage: callStageLabels[call.stage], needed: during.map(stage => callStageLabels[stage]).join('、') })
  if (id === 'return' && deskOf[state.stage] !== desk) return problem('application.desk', { action: label, desk: deskLabels[deskOf[state.stage] as Desk] })
  const until = lastDayOf(state, call)
  if ((id === 'submit' || id === 'recommend') && until !== null && today > until) return problem('application.deadline', { action: label, until })
  return null
}

/** Last day of the step that is due; null where none is set. */
export function lastDayOf(state: ApplicationState, { milestones }: CallState): PlainDate | null {
  const day = state.stage === 'draft' ? milestones.submit : state.stage === 'submitted' ? milestones.recommend : null
  return day !== null && state.until !== null && state.until > day ? state.until : day
}

/** The application after its facts; null before its first. */
export function applicationOf(id: string, events: readonly Recorded<ApplicationFact>[]): ApplicationState | null {
  return events.reduce<ApplicationState | null>((state, event) => next(id, state, event), null)
}

function next(id: string, before: ApplicationState | null, event: Recorded<ApplicationFact>): ApplicationState {
  const { person, behalf } = event.data
  const action = actions.find(other => other.fact === event.type)
  const step: Step = { action: event.type, permission: permissionOf(event.type), person, behalf, actor: event.actor, at: event.recorded, on: event.effective, reason: 'reason' in event.data ? event.data.reason : null, to: event.type === 'application.returned' ? event.data.to : null }
  if (event.type === 'application.started') {
    const { call, programme, division, name } = event.data
    return { id, stage: 'draft', call, programme, division, name, round: 0, content: null, review: null, until: null, remarks: [], joined: null, admitted: [], ended: null, writers: [], version: event.version, steps: [step] }
  }
  if (!before) throw new Error(`application ${id} begins with ${event.type}`)
  const state: ApplicationState = { ...before, stage: action?.to ?? before.stage, version: event.version, steps: [...before.steps, step] }
  switch (event.type) {
    case 'application.admitted': return { ...state, admitted: [...state.admitted, { ground: event.data.ground, reason: event.data.reason, by: event.actor }] }
    case 'application.submitted': return { ...state, name: event.data.name, content: event.data.hashes.content, until: null, writers: [...state.writers, ...event.data.writers.map(writer => ({ person: writer, on: event.effective }))] }
    case 'application.recommended': return { ...state, until: null }
    case 'application.checked': return { ...state, round: event.data.round }
    case 'application.reviewed': return { ...state, review: event.data.hashes.review }
    case 'application.joined': return { ...state, joined: { agreed: event.data.agreed, reason: event.data.reason, list: event.data.hashes.list, by: event.actor } }
    case 'application.returned': {
      const { to, until, remarks, round } = event.data
      const made = remarks.map((remark): MadeRemark => ({ ...remark, by: event.actor, at: event.recorded, content: before.content, version: event.version }))
      return { ...state, stage: to, until, round: round ?? state.round, joined: null, remarks: [...state.remarks, ...made] }
    }
    case 'application.refused': return { ...state, ended: { ground: event.data.ground, reason: event.data.reason, town: null, document: null } }
    case 'application.withdrawn': return { ...state, ended: { ground: null, reason: event.data.reason, town: null, document: null } }
    case 'application.listed': return { ...state, stage: 'listed', ended: { ground: null, reason: '', town: event.data.town, document: event.data.document } }
    case 'application.not-listed': return { ...state, stage: 'unlisted', ended: { ground: null, reason: event.data.reason, town: null, document: event.data.document } }
  }
}

/** The permission a recorded step was taken with; the last two come with the notice. */
export function permissionOf(fact: ApplicationFactType): Permission {
  if (fact === 'application.started') return 'application.write'
  return actions.find(action => action.fact === fact)?.permission ?? 'notice.release'
}
