// Calls and applications as the pages show them. What experts did is not among it, nor how many there are.
import type { z } from 'zod'
import type { ActionView, ApplicationView, CallView } from '#contract/applications.ts'
import type { Permission } from '#core/access/permission.ts'
import { divisionOn } from '#core/access/organisation.ts'
import type { Reach } from '#core/access/reach.ts'
import type { Target } from '#core/access/target.ts'
import { actions, type ApplicationState, deskLabels, deskOf, lastDayOf, type MadeRemark, refusalOf, stageLabels } from '#core/application/application.ts'
import { callActions, callRefusal, type CallState, callStageLabels } from '#core/application/call.ts'
import { checkContent, figuresOf } from '#core/application/check.ts'
import { type Content, differingFields, labelOf, membersOf, type Project } from '#core/application/content.ts'
import { investmentShare } from '#core/application/investment.ts'
import { joinedTo, type ListContent } from '#core/application/list.ts'
import type { CallPolicy } from '#core/application/policy.ts'
import { messageOf, type Problem } from '#core/base/problem.ts'
import type { Places } from '#core/register/division.ts'
import { getContent } from '../content.ts'
import type { Tx } from '../db/connect.ts'
import type { Context } from '../http/context.ts'
import type { Caller } from '../identity/caller.ts'
import { packOf } from '../season/policies.ts'
import { eligibilityOf } from './eligibility.ts'
import { deskIn } from './desk.ts'
import { type Case, policyOf, submittedContent } from './load.ts'
import { caseTarget } from './target.ts'

export function presentCallRow(call: CallState): Pick<CallView, 'id' | 'programme' | 'programmeTitle' | 'batch' | 'title' | 'stage' | 'stageLabel' | 'milestones' | 'publicity' | 'demo'> {
  const { id, programme, batch, title, stage, milestones, publicity, demo } = call
  return { id, programme, programmeTitle: packOf(programme).programme.title, batch, title, stage, stageLabel: callStageLabels[stage], milestones, publicity, demo }
}

/** @param target the call as a case, for the caller's rights in it */
export function presentCall(call: CallState, list: ListContent | null, applications: readonly ApplicationState[], target: Target, context: Context, caller: Caller): CallView {
  const { access } = context.identity
  const names = new Map(applications.map(({ id, name }) => [id, name]))
  return {
    ...presentCallRow(call), version: call.version, today: caller.day, extension: call.extension, approval: call.approval,
    issued: call.issued && { document: call.issued.document, number: call.issued.number, publicAt: call.issued.publicAt },
    objections: access.may(caller.person, 'objection.read', {}, caller.day).allowed ? call.objections.map(objection => ({ ...objection, name: names.get(objection.application) ?? '' })) : [],
    list: list && access.may(caller.person, 'decision.read', {}, caller.day).allowed ? presentList(list, call, applications, context.places) : null,
    steps: call.steps.map(({ action, actor, at }) => ({ action, label: callActions.find(other => other.fact === action)?.label ?? '筹备批次', actor, at, reason: null, to: null })),
    actions: callActions.map(({ id, label, permission }) => actionView(id, label, permission, callRefusal(call, id, caller.day), id === 'object' ? null : target, context, caller)),
  }
}

export function presentList({ rows }: ListContent, call: CallState, applications: readonly ApplicationState[], places: Places): NonNullable<CallView['list']> {
  return rows.map(row => ({ ...row, division: places.shortOf(row.division), prefecture: row.prefecture && places.shortOf(row.prefecture), joined: joinedTo(applications.find(other => other.id === row.application), call) }))
}

export function presentRow(application: ApplicationState, call: CallState, today: string, places: Places): Pick<ApplicationView, 'id' | 'call' | 'name' | 'division' | 'divisionCode' | 'prefecture' | 'stage' | 'stageLabel' | 'desk' | 'until' | 'openRemarks'> {
  const { id, name, division, stage, remarks, version } = application
  const code = divisionOn(division, today, places) ?? division
  const prefecture = places.prefectureOf(code, today)
  const desk = deskOf[stage]
  return { id, call: call.id, name, division: places.shortOf(code), divisionCode: code, prefecture: prefecture && places.shortOf(prefecture), stage, stageLabel: stageLabels[stage], desk: desk ? deskLabels[desk] : null, until: lastDayOf(application, call), openRemarks: remarks.filter(remark => remark.version === version).length }
}

/** Drafts are shown to those who write them; everybody else sees what was handed in. */
export async function presentApplication(tx: Tx, one: Case, context: Context, caller: Caller): Promise<ApplicationView> {
  const { application, call, draft } = one
  const { access } = context.identity
  const target = await caseTarget(tx, one, caller.day, context.places)
  const writes = application.stage === 'draft' && access.may(caller.person, 'application.write', target, caller.day).allowed
  const content = writes ? draft.content : await submittedContent(tx, application)
  const policy = await policyOf(tx, call)
  const reach = access.scopeOf(caller.person, 'application.read', caller.day)
  const who = { today: caller.day, desk: deskIn(reach) }
  const shown = shownTo(reach)
  return {
    ...presentRow(application, call, caller.day, context.places), version: application.version, today: caller.day, content,
    draft: writes ? { version: draft.version, fields: Object.fromEntries(Object.entries(draft.fields).map(([field, { actor, at }]) => [field, { by: actor, at }])) } : null,
    labels: Object.fromEntries(Object.keys(content).map(field => [field, labelOf(policy, field, content)])),
    check: { ...presentCheck(content, policy), problems: application.stage === 'draft' && writes ? (await eligibilityOf(tx, application, content, policy, caller.day)).map(presentProblem) : [] },
    remarks: (await presentRemarks(tx, application.remarks, content, policy)).map(remark => ({ ...remark, by: shown(remark.by) })),
    joined: application.joined && { agreed: application.joined.agreed, reason: application.joined.reason, by: shown(application.joined.by), current: joinedTo(application, call) },
    admitted: application.admitted.map(admitted => ({ ...admitted, by: shown(admitted.by) })), ended: application.ended,
    steps: application.steps.map(({ action, actor, at, reason, to }) => ({ action, label: stepLabels[action] ?? action, actor: shown(actor), at, reason, to })),
    actions: actions.map(({ id, label, permission }) => actionView(id, label, permission, refusalOf(application, call, id, who), target, context, caller)),
  }
}

/** Names of officials, for those who work with them; experts judge without knowing whose case it is. */
export function shownTo({ everywhere, prefectures, counties, towns }: Reach): (actor: string) => string {
  const office = everywhere || prefectures.length > 0 || counties.length > 0 || towns.length > 0
  return actor => (office ? actor : '（评审期间不显示）')
}

export const stepLabels: Readonly<Record<string, string>> = { 'application.started': '开始申报', 'application.listed': '列入名单', 'application.not-listed': '未列入名单', ...Object.fromEntries(actions.map(action => [action.fact, action.label])) }

export function presentCheck(content: Content, policy: CallPolicy): Omit<ApplicationView['check'], 'problems'> {
  const { counted, excluded, total, percent } = investmentShare(membersOf<Project>(content, 'project').map(({ value }) => value), policy.applications.investment)
  return { findings: checkContent(content, policy), figures: figuresOf(content, policy), investment: { counted, excluded, total, percent } }
}

export function presentProblem(problem: Problem): { code: string; message: string } {
  return { code: problem.code, message: messageOf(problem) }
}

/** `changed`: what the remark is about reads differently now; of a remark on the whole, anything does. */
async function presentRemarks(tx: Tx, remarks: readonly MadeRemark[], content: Content, policy: CallPolicy): Promise<ApplicationView['remarks']> {
  const contents = new Map<string, Content>()
  for (const { content: hash } of remarks) if (hash && !contents.has(hash)) contents.set(hash, await getContent<Content>(tx, hash))
  return remarks.map(({ field, text, by, at, content: hash }) => {
    const before = contents.get(hash ?? '') ?? {}
    const changed = differingFields(before, content).some(name => field === null || name === field || name.startsWith(`${field}.`))
    return { field, text, by, at, changed, label: field === null ? '整份申报' : labelOf(policy, field, before) }
  })
}

/** What the caller may do, and why not: the case's own reasons first, then the caller's rights. */
function actionView(id: string, label: string, permission: Permission, stage: Problem | null, target: Target | null, { identity: { access } }: Context, caller: Caller): z.infer<typeof ActionView> {
  const right = access.may(caller.person, permission, target, caller.day)
  const reason = stage ?? (right.allowed ? null : right.reason)
  return { id, label, permission, holders: Object.keys(access.policy.permissions[permission].who).map(role => access.roleLabel(role)), allowed: reason === null, code: reason?.code ?? null, reason: reason && messageOf(reason) }
}
