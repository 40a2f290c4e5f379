// What may be done to a report, by whom and when, as a table; and the one function that lets a step in or refuses it.
import { printDate, type PlainDate } from '../base/plain-date.ts'
import { problem, type Problem } from '../base/problem.ts'
import { ok, refused, type Result } from '../base/result.ts'
import { type Change, type Content, differences, digestOf } from './content.ts'
import type { DataSet } from './data-set.ts'
import { confirmationsOf, type Place, stageOf, type Step, type Submission, waitingFor } from './submission.ts'

/** Who acts: a level of the chain, or a department. `may` in core/access has already said that the person holds it. */
export type Actor = { person: string; level: string } | { person: string; department: string }

export type Command =
  | { act: 'save'; content: Content }
  | { act: 'submit' | 'approve'; digest: string; remark?: string }
  | { act: 'return'; to: string; reason: string; comments: readonly (Place & { text: string })[] }
  | { act: 'recall'; reason: string }
  | { act: 'confirm'; digest: string }
  | { act: 'askUnlock'; reason: string; scope: readonly Place[]; until: PlainDate }
  | { act: 'settleUnlock'; granted: boolean; reason: string }
export type Act = Command['act']

type State = 'draft' | 'submitted' | 'approved' | 'accepted'

/**
 * `by`: the level that fills in, the one whose turn it is, the last to have signed, the last of the chain, a department.
 * `when`: states of the report, by how many levels have signed: none, the first, some, all.
 */
export const acts: Record<Act, { label: string; by: 'filler' | 'next' | 'reviewer' | 'last' | 'department'; when: readonly State[] }> = {
  save: { label: '保存', by: 'filler', when: ['draft', 'submitted', 'approved', 'accepted'] },
  submit: { label: '报送', by: 'filler', when: ['draft'] },
  approve: { label: '审核通过', by: 'next', when: ['submitted', 'approved'] },
  return: { label: '退回', by: 'reviewer', when: ['submitted', 'approved', 'accepted'] },
  recall: { label: '撤回', by: 'filler', when: ['submitted'] },
  confirm: { label: '部门确认', by: 'department', when: ['draft', 'submitted', 'approved', 'accepted'] },
  askUnlock: { label: '申请解锁', by: 'filler', when: ['draft', 'submitted', 'approved', 'accepted'] },
  settleUnlock: { label: '处理解锁申请', by: 'last', when: ['draft', 'submitted', 'approved', 'accepted'] },
}

export type Circumstances = {
  actor: Actor
  /** version the actor saw */
  seen: number
  today: PlainDate
  /** what checks say stops the report: number of findings; asked on submit and approve */
  blocking: number
}

/**
 * The step a command makes.
 * @returns refuses with `register.changed` where somebody was faster, `reporting.…` where it is not the actor's turn, the
 * content is not what they saw, findings stop it, or fields are locked; `reporting.unchanged` where a save changes nothing
 */
export function stepOf(dataSet: DataSet, submission: Submission, command: Command, { actor, seen, today, blocking }: Circumstances): Result<Step> {
  if (seen !== submission.version) return refused(problem('register.changed', { stream: dataSet.title, seen, current: submission.version }))
  const turn = turnProblem(dataSet, submission, command.act, actor)
  if (turn) return refused(turn)
  const by = { person: actor.person, on: today }
  switch (command.act) {
    case 'save': return saved(submission, command.content, by)
    case 'submit': case 'approve': {
      const level = waitingFor(dataSet, submission)?.id ?? ''
      const stop = signingProblem(dataSet, submission, level, command.digest, blocking)
      return stop ? refused(stop) : ok({ kind: 'signed', level, digest: command.digest, ...(command.remark ? { remark: command.remark } : {}), ...by })
    }
    case 'return': {
      const [to, own] = [indexOf(dataSet, command.to), 'level' in actor ? indexOf(dataSet, actor.level) : -1]
      if (to < 0 || to >= own) return refused(problem('reporting.return-to', { levels: dataSet.chain.slice(0, Math.max(0, own)).map(level => level.label).join('、') }))
      if (!command.reason.trim()) return refused(problem('reporting.reason', { act: acts.return.label }))
      return ok({ kind: 'returned', level: (actor as { level: string }).level, to: command.to, reason: command.reason, comments: command.comments, ...by })
    }
    case 'recall': return command.reason.trim() ? ok({ kind: 'recalled', reason: command.reason, ...by }) : refused(problem('reporting.reason', { act: acts.recall.label }))
    case 'confirm': {
      const department = 'department' in actor ? actor.department : ''
      const own = digestOf(submission.content, new Set(dataSet.departments.find(other => other.id === department)?.indicators))
      return own === command.digest ? ok({ kind: 'confirmed', department, digest: own, ...by }) : refused(problem('reporting.content-changed'))
    }
    case 'askUnlock': {
      if (!command.reason.trim()) return refused(problem('reporting.reason', { act: acts.askUnlock.label }))
      if (!command.scope.length) return refused(problem('reporting.unlock-scope'))
      if (command.until < today) return refused(problem('reporting.unlock-until', { until: printDate(command.until) }))
      return ok({ kind: 'unlock-asked', reason: command.reason, scope: command.scope, until: command.until, ...by })
    }
    case 'settleUnlock': {
      if (submission.unlock?.state !== 'asked') return refused(problem('reporting.unlock-none'))
      return command.reason.trim() ? ok({ kind: 'unlock-settled', granted: command.granted, reason: command.reason, ...by }) : refused(problem('reporting.reason', { act: acts.settleUnlock.label }))
    }
  }
}

/** What an actor could do now, for a page that shows its buttons. Reasons and contents are asked for only when it is done. */
export function availableActs(dataSet: DataSet, submission: Submission, actor: Actor): Act[] {
  return (Object.keys(acts) as Act[]).filter(act => turnProblem(dataSet, submission, act, actor) === null)
}

function indexOf({ chain }: DataSet, level: string): number {
  return chain.findIndex(other => other.id === level)
}

function stateOf(dataSet: DataSet, submission: Submission): State {
  const stage = stageOf(dataSet, submission)
  return stage === 0 ? 'draft' : stage === dataSet.chain.length ? 'accepted' : stage === 1 ? 'submitted' : 'approved'
}

/** Why an actor may not do something now, before contents are asked for; null where they may. */
export function turnProblem(dataSet: DataSet, submission: Submission, act: Act, actor: Actor): Problem | null {
  const { label, by, when } = acts[act]
  const stage = stageOf(dataSet, submission)
  const waiting = waitingFor(dataSet, submission)
  const refuse = (holder: string): Problem => problem('reporting.not-your-turn', { act: label, state: waiting ? `待${waiting.label}${waiting.act}` : '已办结', holder })
  if (!when.includes(stateOf(dataSet, submission))) return refuse('（现在不能办）')
  if (by === 'department') {
    const known = dataSet.departments.some(department => 'department' in actor && department.id === actor.department)
    return known ? null : refuse(dataSet.departments.map(department => department.name).join('、') || '（没有部门）')
  }
  // Who may send back: the level whose turn it is, or the last one once all have signed.
  const at = by === 'filler' ? 0 : by === 'last' ? dataSet.chain.length - 1 : by === 'next' ? stage : Math.min(stage, dataSet.chain.length - 1)
  if (!('level' in actor) || indexOf(dataSet, actor.level) !== at) return refuse(dataSet.chain[at]?.label ?? '')
  if (act === 'askUnlock' && isFree(submission)) return problem('reporting.unlock-free')
  return act === 'settleUnlock' && submission.unlock?.state !== 'asked' ? problem('reporting.unlock-none') : null
}

function signingProblem(dataSet: DataSet, submission: Submission, level: string, digest: string, blocking: number): Problem | null {
  if (digest !== submission.digest) return problem('reporting.content-changed')
  if (blocking > 0) return problem('reporting.findings', { count: blocking })
  if (!dataSet.chain.find(other => other.id === level)?.afterDepartments) return null
  const open = confirmationsOf(dataSet, submission).filter(confirmation => !confirmation.held)
  return open.length ? problem('reporting.departments', { departments: open.map(({ name }) => name).join('、') }) : null
}

function saved(submission: Submission, content: Content, by: { person: string; on: PlainDate }): Result<Step> {
  const changes = differences(submission.content, content)
  if (!changes.length) return refused(problem('reporting.unchanged'))
  const locked = changes.filter(change => !mayChange(submission, change, by.on))
  if (locked.length) return refused(problem('reporting.locked', { count: locked.length, first: `${locked[0]?.town} ${locked[0]?.indicator}` }))
  return ok({ kind: 'saved', changes, ...by })
}

/** Freely until it is first submitted, or after a return; else within what an open unlocking names, up to its last day. */
export function mayChange(submission: Submission, change: Pick<Change, 'town' | 'indicator'>, today: PlainDate): boolean {
  const { unlock } = submission
  if (isFree(submission)) return true
  return unlock?.state === 'open' && today <= unlock.until && unlock.scope.some(place => (place.town === null || place.town === change.town) && (place.indicator === null || place.indicator === change.indicator))
}

/** Not submitted yet, or returned. The first signature ever given is always the filler's own. */
export function isFree({ signatures }: Submission): boolean {
  const submitted = signatures.findLast(signature => signature.level === signatures[0]?.level)
  return !submitted || submitted.withdrawn !== null
}
