// A report as its page shows it to one person: content and what is wrong with it, signatures and what became of them, and
// what this person may do now with the reason where not.
import type { ReportView } from '#contract/reporting.ts'
import { messageOf } from '#core/base/problem.ts'
import { type Act, type Actor, acts, isFree, turnProblem } from '#core/reporting/act.ts'
import { completed } from '#core/reporting/check.ts'
import { digestOf } from '#core/reporting/content.ts'
import type { DataSet } from '#core/reporting/data-set.ts'
import { daysBetween, printDate } from '#core/base/plain-date.ts'
import { noRestDays } from '#core/reporting/day.ts'
import { dueDates } from '#core/reporting/due.ts'
import { permissionOfAct, seatFor, seatsOf } from '#core/reporting/seats.ts'
import { confirmationsOf, lapsedSignatures, openComments, printStage, standingSignatures, stageOf, type Step, type Submission, waitingFor } from '#core/reporting/submission.ts'
import type { Tx } from '../db/connect.ts'
import type { Context } from '../http/context.ts'
import type { Caller } from '../identity/caller.ts'
import { blockingIn, findingsOf, surroundingsOf, withEveryTown } from './around.ts'
import { sidesOf } from './figures.ts'
import type { Form } from './forms.ts'
import { type Report, type Taken, targetOfReport } from './store.ts'

export function presentForm({ id, programme, dataSet, period }: Form, { programmes }: Pick<Context, 'programmes'>): ReportView['form'] {
  return { id, programme, programmeTitle: programmes.find(other => other.id === programme)?.title ?? programme, dataSet: dataSet.id, title: dataSet.title, status: dataSet.status, period }
}

export async function presentReport(tx: Tx, report: Report, context: Context, caller: Caller): Promise<ReportView> {
  const { id, form, reporting, submission, steps } = report
  const { dataSet } = form
  const around = await surroundingsOf(tx, report)
  const findings = findingsOf(report, around)
  const nameOf = naming(steps)
  const labels = new Map(dataSet.chain.map(level => [level.id, level.label]))
  const offered = actsFor(report, context, caller)
  const open = new Set(openComments(submission))
  const editable = offered.find(({ act }) => act === 'save')?.allowed ?? false
  return {
    id, form: presentForm(form, context), dataSet, reporter: { id: reporting.id, name: reporting.name, region: regionOf(report, context) }, towns: reporting.towns.map(town => ({ id: town.id, name: town.name })),
    dues: dueDates(dataSet, form.period, noRestDays).map(({ level, due }) => ({ level: level.id, label: level.label, act: level.act, due, days: daysBetween(due, caller.day) })),
    version: submission.version, digest: submission.digest, content: completed(dataSet, withEveryTown(reporting, submission.content)) as ReportView['content'],
    last: (around.last ?? null) as ReportView['last'], yearBefore: (around.yearBefore ?? null) as ReportView['yearBefore'],
    findings: findings.map(finding => ({ ...finding, indicators: [...finding.indicators] })), blocking: blockingIn(report, findings).length,
    stage: printStage(dataSet, submission), waiting: waitingFor(dataSet, submission)?.id ?? null, signed: stageOf(dataSet, submission),
    signatures: signaturesOf(report, labels, nameOf),
    comments: submission.comments.map(comment => ({ town: comment.town, indicator: comment.indicator, by: nameOf(comment.person), on: comment.on, level: labels.get(comment.level) ?? comment.level, text: comment.text, value: comment.value, open: open.has(comment) })),
    departments: departmentsOf(report, context, caller, nameOf),
    unlock: submission.unlock && { by: nameOf(submission.unlock.person), on: submission.unlock.on, reason: submission.unlock.reason, scope: [...submission.unlock.scope], until: submission.unlock.until, state: submission.unlock.state },
    editable: { all: editable && isFree(submission), scope: editable ? openScope(submission, caller.day) : [] },
    origins: await sidesOf(tx, report), acts: offered, mayCompare: context.identity.access.may(caller.person, 'reporting.compare', targetOfReport(report), caller.day).allowed,
    history: steps.map(({ step, actor, at }, i) => ({ version: i + 1, by: shortName(actor), at, ...saying(step, labels, dataSet.departments), changes: step.kind === 'saved' ? step.changes.length : 0 })).reverse(),
    today: caller.day, demo: context.demo ?? false,
  }
}

/** Every act with whether it may be done: the person's rights first, then whose turn it is. */
function actsFor(report: Report, { identity: { access } }: Context, { person, day }: Caller): ReportView['acts'] {
  const { form: { dataSet }, submission, reporting } = report
  return (Object.keys(acts) as Act[]).flatMap(act => {
    const seats = seatsOf(access.policy, person, act, dataSet, reporting, day)
    const seat = seatFor(dataSet, submission, act, seats, person.id)
    const decision = access.may(person, permissionOfAct[act], targetOfReport(report, 'level' in seat ? seat.level : null), day)
    // What a person has no right to at all is not listed: only what is theirs, with the reason where not now.
    if ((!decision.allowed && decision.reason.code === 'access.no-permission') || !isTheirs(act, seats, dataSet)) return []
    const turn = turnProblem(dataSet, submission, act, seat) ?? (decision.allowed ? null : decision.reason)
    const label = act === 'approve' ? `${waitingFor(dataSet, submission)?.act ?? acts.approve.label}通过` : acts[act].label
    return [{ act, label, allowed: turn === null, reason: turn && messageOf(turn) }]
  })
}

/** Steps of one level alone are nothing to those of another, whose turn they never are. */
function isTheirs(act: Act, seats: readonly Actor[], { chain }: DataSet): boolean {
  const { by } = acts[act]
  const at = by === 'filler' ? chain[0] : by === 'last' ? chain.at(-1) : null
  return at ? seats.some(seat => 'level' in seat && seat.level === at.id) : seats.some(seat => 'department' in seat || seat.level !== chain[0]?.id)
}

function signaturesOf({ form: { dataSet }, submission }: Report, labels: ReadonlyMap<string, string>, nameOf: (person: string) => string): ReportView['signatures'] {
  const standing = new Set(standingSignatures(dataSet, submission))
  const lapsed = new Map(lapsedSignatures(dataSet, submission).map(({ signature, changes }) => [signature, changes]))
  return submission.signatures.map(signature => {
    const { level, digest, on, person, remark, withdrawn } = signature
    return {
      level, label: labels.get(level) ?? level, by: nameOf(person), on, digest, remark, withdrawn: withdrawn && { by: nameOf(withdrawn.person), on: withdrawn.on, reason: withdrawn.reason },
      state: standing.has(signature) ? 'standing' as const : withdrawn ? 'withdrawn' as const : lapsed.has(signature) ? 'lapsed' as const : 'replaced' as const, changes: lapsed.get(signature) ?? [],
    }
  })
}

function departmentsOf(report: Report, { identity: { access } }: Context, { person, day }: Caller, nameOf: (person: string) => string): ReportView['departments'] {
  const { form: { dataSet }, submission, reporting } = report
  const mine = new Set(seatsOf(access.policy, person, 'confirm', dataSet, reporting, day).map(seat => ('department' in seat ? seat.department : '')))
  return confirmationsOf(dataSet, submission).map(({ department, name, held, changes }) => {
    const indicators = dataSet.departments.find(({ id }) => id === department)?.indicators ?? []
    return { id: department, name, indicators, held: held && { by: nameOf(held.person), on: held.on }, digest: digestOf(submission.content, new Set(indicators)), changes, mine: mine.has(department) }
  })
}

function openScope(submission: Submission, today: string): ReportView['editable']['scope'] {
  const { unlock } = submission
  return unlock?.state === 'open' && today <= unlock.until ? [...unlock.scope] : []
}

/** The prefecture a reporter belongs to; null where it is one. */
export function regionOf({ reporting }: Pick<Report, 'reporting'>, { places }: Pick<Context, 'places'>): string | null {
  const { prefecture } = reporting.target
  return prefecture && prefecture !== reporting.id ? places.nameOf(prefecture) : null
}

function naming(steps: readonly Taken[]): (person: string) => string {
  const names = new Map(steps.map(({ step, actor }) => [step.person, shortName(actor)]))
  return person => names.get(person) ?? person
}

/** Facts name people as 姓名（编号）; pages show the name. */
function shortName(actor: string): string {
  return actor.replace(/（p-[^（）]*）$/, '')
}

/** What a step was, in words. */
export function saying(step: Step, labels: ReadonlyMap<string, string>, departments: readonly { id: string; name: string }[]): { what: string; more: string } {
  const levelOf = (id: string): string => labels.get(id) ?? id
  switch (step.kind) {
    case 'saved': return { what: '保存', more: `${step.changes.length} 格` }
    case 'signed': return { what: `${levelOf(step.level)}签署`, more: [`摘要 ${step.digest.slice(0, 12)}`, step.remark ?? ''].filter(Boolean).join('，') }
    case 'returned': return { what: `${levelOf(step.level)}退回给${levelOf(step.to)}`, more: `${step.reason}${step.comments.length ? `（批注 ${step.comments.length} 处）` : ''}` }
    case 'recalled': return { what: '撤回报送', more: step.reason }
    case 'confirmed': return { what: `${departments.find(({ id }) => id === step.department)?.name ?? step.department}确认`, more: `摘要 ${step.digest.slice(0, 12)}` }
    case 'unlock-asked': return { what: '申请解锁', more: `${step.reason}（至 ${printDate(step.until)}）` }
    case 'unlock-settled': return { what: step.granted ? '同意解锁' : '不同意解锁', more: step.reason }
  }
}
