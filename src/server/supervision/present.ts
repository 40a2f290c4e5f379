// The cases of supervision as the interface shows them: words for ids, what may be done now, and why not.
import type { z } from 'zod'
import type { CaseAction, StepView } from '#contract/supervision.ts'
import type { Target } from '#core/access/target.ts'
import { messageOf, type Problem } from '#core/base/problem.ts'
import { type Appeal, appealFlow, appealRefusal } from '#core/supervision/appeal.ts'
import { type Action, type Case, type Flow, stageRefusal } from '#core/supervision/flow.ts'
import { type Misuse, misuseFlow } from '#core/supervision/misuse.ts'
import { isOverdue, type Rectification, rectificationFlow, rectificationRefusal, rungsNow } from '#core/supervision/rectification.ts'
import { type Report, reportFlow } from '#core/supervision/report.ts'
import { type Round, roundFlow, roundRefusal, unfollowed } from '#core/supervision/round.ts'
import { type Eligibility, type Support, supportFlow } from '#core/supervision/support.ts'
import type { Context } from '../http/context.ts'
import type { Caller } from '../identity/caller.ts'
import { packOf } from '../season/policies.ts'
import { citing, supervisionOf } from './policies.ts'

type Paper = { id: string; number: string | null; title: string | null }
type NameOf = (town: string) => string
type Row = { id: string; stage: string; stageLabel: string; programme: string; opened: string }
type Grounded = { id: string; label: string; article?: string | undefined; reason?: string | undefined }

type Cite = (article: string | null | undefined) => string | null

export function lineOf({ id, label, article, reason }: Grounded, cite: Cite): { id: string; label: string; article: string | null } {
  return { id, label, article: cite(article ?? reason) }
}

export function rowOf<S extends string>(flow: Flow<string, S>, { id, stage, programme, opened }: Case<S> & { programme: string }): Row {
  return { id, stage, stageLabel: flow.stages[stage], programme, opened }
}

/** The steps that could be taken of a case, and for each that cannot, why: the case's own reasons first, then the caller's rights. */
export function actionsOf<Id extends string, S extends string>(flow: Flow<Id, S>, state: Case<S>, target: Target, { identity: { access } }: Context, { person, day }: Caller, refusal: (id: Id) => Problem | null = id => stageRefusal(flow, state, id)): z.infer<typeof CaseAction>[] {
  return flow.actions.map(({ id, label, permission }: Action<Id, S>) => {
    const answer = access.may(person, permission, target, day)
    const reason = refusal(id) ?? (answer.allowed ? null : answer.reason)
    return { id, label, permission, holders: Object.keys(access.policy.permissions[permission].who).map(role => access.roleLabel(role)), allowed: reason === null, code: reason && reason.code, reason: reason && messageOf(reason) }
  })
}

/** What everybody's view has: the steps taken and the steps that could be. */
function common<Id extends string, S extends string>(flow: Flow<Id, S>, state: Case<S> & { programme: string }, target: Target, context: Context, caller: Caller, refusal?: (id: Id) => Problem | null): Row & { today: string; programmeTitle: string; steps: StepView[]; actions: z.infer<typeof CaseAction>[] } {
  const { ladder, misuse: { dispositions } } = supervisionOf(state.programme)
  const labels = new Map<string | null, string>([...ladder, ...dispositions].map(({ id, label }) => [id, label]))
  return {
    ...rowOf(flow, state), today: caller.day, programmeTitle: packOf(state.programme).programme.title,
    steps: state.steps.map(({ label, actor, on, at, said: { text, due, files, chosen, outcome } }) => ({ label, actor, on, at, text, due, files, words: labels.get(chosen) ?? outcome })),
    actions: actionsOf(flow, state, target, context, caller, refusal),
  }
}

/** @param towns those of the round that the caller may see */
export function roundRow(round: Round, towns: readonly string[], nameOf: NameOf, today: string) {
  const { title, from, until, visits, findings } = round
  return { ...rowOf(roundFlow, round), title, from, until, towns: towns.map(id => ({ id, label: nameOf(id) })), checked: new Set(visits.filter(visit => towns.includes(visit.town)).map(visit => visit.town)).size, findings: findings.filter(finding => towns.includes(finding.town)).length, overdue: round.stage === 'launched' && today > until }
}

export function presentRound(round: Round, towns: readonly string[], nameOf: NameOf, target: Target, context: Context, caller: Caller) {
  const policy = supervisionOf(round.programme)
  const cite = citing(round.programme)
  const open = new Set(unfollowed(round, policy).map(finding => finding.id))
  // What was seen in a town is shown to those who see the town.
  const shown = { ...round, steps: round.steps.filter(({ said: { town } }) => town === null || towns.includes(town)) }
  return {
    ...roundRow(round, towns, nameOf, caller.day), ...common(roundFlow, shown, target, context, caller, id => roundRefusal(round, id, policy, nameOf)),
    items: policy.checklist.filter(item => round.items.includes(item.id)).map(item => ({ ...lineOf(item, cite), question: item.question })), checkers: round.checkers, severities: policy.severities.map(({ id, label }) => ({ id, label })), demo: round.demo,
    visits: round.visits.filter(visit => towns.includes(visit.town)),
    findings: round.findings.filter(finding => towns.includes(finding.town)).map(finding => {
      const item = policy.checklist.find(other => other.id === finding.item)
      return { ...finding, itemLabel: item?.label ?? finding.item, article: cite(item?.article ?? item?.reason), severityLabel: policy.severities.find(severity => severity.id === finding.severity)?.label ?? finding.severity, mustFollow: open.has(finding.id) }
    }),
  }
}

export function rectificationRow(state: Rectification, nameOf: NameOf, today: string) {
  const { ladder } = supervisionOf(state.programme)
  const measure = state.measures.at(-1)
  return { ...rowOf(rectificationFlow, state), town: state.town, name: nameOf(state.town), cause: state.cause, text: state.text, rungLabel: ladder.find(rung => rung.id === measure?.rung)?.label ?? null, due: measure?.due ?? null, overdue: isOverdue(state, today) }
}

export function presentRectification(state: Rectification, nameOf: NameOf, target: Target, context: Context, caller: Caller) {
  const policy = supervisionOf(state.programme)
  const cite = citing(state.programme)
  return {
    ...rectificationRow(state, nameOf, caller.day), ...common(rectificationFlow, state, target, context, caller, id => rectificationRefusal(state, id, policy, caller.day)),
    article: cite(state.article), demo: state.demo, document: state.document,
    measures: state.measures.map(measure => ({ ...measure, rungLabel: policy.ladder.find(rung => rung.id === measure.rung)?.label ?? measure.rung })),
    rungs: rungsNow(state, policy).map(rung => ({ ...lineOf(rung, cite), days: rung.days, most: rung.most, approval: rung.approval })),
  }
}

export function misuseRow(state: Misuse, { places }: Context, today: string) {
  const { misuse } = supervisionOf(state.programme)
  const { name, division, kind, source, disposition } = state
  return { ...rowOf(misuseFlow, state), name, division, divisionName: places.nameOf(division), kind, kindLabel: misuse.kinds.find(other => other.id === kind)?.label ?? kind, source, due: disposition?.due ?? null, overdue: state.stage === 'ordered' && disposition !== null && today > disposition.due }
}

export function presentMisuse(state: Misuse, target: Target, context: Context, caller: Caller) {
  const { misuse } = supervisionOf(state.programme)
  const cite = citing(state.programme)
  const kind = misuse.kinds.find(other => other.id === state.kind)
  const { text, files, verified, disposition, results, reasons, demo } = state
  return {
    ...misuseRow(state, context, caller.day), ...common(misuseFlow, state, target, context, caller), text, files, verified, results, reasons, demo, article: cite(kind?.article ?? kind?.reason),
    disposition: disposition && { ...disposition, label: misuse.dispositions.find(other => other.id === disposition.disposition)?.label ?? disposition.disposition },
    dispositions: misuse.dispositions.filter(other => kind?.dispositions.includes(other.id)).map(other => lineOf(other, cite)),
  }
}

export function presentReport(state: Report, content: { name: string; place: string; text: string; hasContact: boolean }, target: Target, context: Context, caller: Caller) {
  return { ...common(reportFlow, state, target, context, caller), ...content, misuse: state.misuse, answers: state.answers }
}

export function appealRow(state: Appeal, nameOf: NameOf) {
  const { season, town, outcome, label } = state
  return { ...rowOf(appealFlow, state), season, town, name: nameOf(town), outcome, label }
}

/** @param papers documents that have changed the town since the ruling */
export function presentAppeal(state: Appeal, papers: readonly Paper[], nameOf: NameOf, target: Target, context: Context, caller: Caller) {
  const { text, files, made, replies, review, end, corrected, demo } = state
  const ids = papers.map(paper => paper.id)
  return { ...appealRow(state, nameOf), ...common(appealFlow, state, target, context, caller, id => appealRefusal(state, id, ids)), text, files, made, replies, review, end, corrections: state.stage === 'upheld' ? [...papers] : [], corrected: papers.find(paper => paper.id === corrected) ?? null, demo }
}

export function supportRow(state: Support, nameOf: NameOf) {
  const { town, project, use, amount, granted } = state
  return { ...rowOf(supportFlow, state), town, name: nameOf(town), project, use, useLabel: supervisionOf(state.programme).support.uses.find(other => other.id === use)?.label ?? use, amount, granted }
}

export function presentSupport(state: Support, nameOf: NameOf, target: Target, context: Context, caller: Caller) {
  const { text, files, eligibility, reviewed, reasons, demo } = state
  return { ...supportRow(state, nameOf), ...common(supportFlow, state, target, context, caller), source: supervisionOf(state.programme).support.source, text, files, eligibility: citedConditions(state.programme, eligibility), reviewed, reasons, demo }
}

export function citedConditions(programme: string, conditions: Eligibility): Eligibility {
  const cite = citing(programme)
  return conditions.map(condition => ({ ...condition, article: cite(condition.article) }))
}
