// A step of an application, taken: the fact it makes, or why it cannot be. Nothing is looked up here; what the step needs
// to know comes with the command.
import type { PlainDate } from '../base/plain-date.ts'
import { problem, type Problem } from '../base/problem.ts'
import { ok, refused, type Result } from '../base/result.ts'
import { type ApplicationState, type Desk, deskLabels, refusalOf, returnsTo, stageLabels } from './application.ts'
import type { CallState } from './call.ts'
import type { Finding } from './check.ts'
import type { ApplicationFact, Remark, ReturnTo } from './events.ts'

/** Who acts: `desk` is the level they act for, `behalf` the person they act for (代办). */
export type Who = { person: string; behalf: string | null; desk: Desk; today: PlainDate }

export type Command =
  | { action: 'submit'; name: string; content: string; writers: readonly string[]; findings: readonly Finding[]; barred: readonly Problem[] }
  | { action: 'admit'; ground: string; grounds: readonly string[]; reason: string }
  | { action: 'recommend'; reason: string }
  | { action: 'check'; reason: string; findings: readonly Finding[] }
  | { action: 'refuse'; ground: string; grounds: Readonly<Record<string, string>>; reason: string }
  | { action: 'conclude'; review: string }
  | { action: 'join'; agreed: boolean; reason: string; onList: boolean }
  | { action: 'return'; to: ReturnTo; reason: string; remarks: readonly Remark[]; until: PlainDate | null }
  | { action: 'withdraw'; reason: string }

/** @returns the fact to record; `application.…` or `call.stage` where the step cannot be taken */
export function take(state: ApplicationState, call: CallState, command: Command, who: Who): Result<ApplicationFact> {
  const refusal = refusalOf(state, call, command.action, who) ?? lackOf(state, call, command, who)
  if (refusal) return refused(refusal)
  const by = { person: who.person, behalf: who.behalf }
  const made = { effective: who.today, basis: { document: call.issued?.document ?? call.id } }
  const hashes = { content: state.content ?? '' }
  switch (command.action) {
    case 'submit': return ok({ type: 'application.submitted', ...made, data: { ...by, name: command.name, writers: [...command.writers], hashes: { content: command.content } } })
    case 'admit': return ok({ type: 'application.admitted', ...made, data: { ...by, ground: command.ground, reason: command.reason } })
    case 'recommend': return ok({ type: 'application.recommended', ...made, data: { ...by, reason: command.reason, hashes } })
    case 'check': return ok({ type: 'application.checked', ...made, data: { ...by, reason: command.reason, round: state.round + 1, hashes } })
    case 'refuse': return ok({ type: 'application.refused', ...made, data: { ...by, ground: command.ground, reason: command.reason } })
    case 'conclude': return ok({ type: 'application.reviewed', ...made, data: { ...by, round: state.round, hashes: { review: command.review } } })
    case 'join': return ok({ type: 'application.joined', ...made, data: { ...by, agreed: command.agreed, reason: command.reason, hashes: { list: call.contents['list'] ?? '' } } })
    case 'return': return ok({ type: 'application.returned', ...made, data: { ...by, to: command.to, reason: command.reason, remarks: [...command.remarks], until: command.until, round: command.to === 'checked' ? state.round + 1 : null } })
    case 'withdraw': return ok({ type: 'application.withdrawn', ...made, data: { ...by, reason: command.reason } })
  }
}

/** What the step itself lacks. */
function lackOf(state: ApplicationState, call: CallState, command: Command, { today }: Who): Problem | null {
  switch (command.action) {
    case 'submit': {
      const missing = command.findings.filter(finding => finding.severity === 'missing')
      if (missing.length) return problem('application.incomplete', { count: missing.length, first: missing[0]?.message ?? '' })
      return command.barred[0] ?? null
    }
    case 'admit': return command.grounds.includes(command.ground) ? reasonOf(command.reason, '准予例外受理') : problem('application.ground', { ground: command.ground, known: command.grounds.join('、') || '（无）' })
    case 'check': return command.findings.some(finding => finding.severity === 'unmet') ? reasonOf(command.reason, '未达标而审核通过') : null
    case 'refuse': return command.grounds[command.ground] ? reasonOf(command.reason, '不予受理') : problem('application.ground', { ground: command.ground, known: Object.values(command.grounds).join('、') })
    case 'join': {
      if (!command.onList) return problem('application.not-on-list', { name: state.name })
      return command.agreed ? null : reasonOf(command.reason, '不同意列入')
    }
    case 'return': {
      const allowed = returnsTo[state.stage] ?? []
      if (!allowed.includes(command.to)) return problem('application.return-to', { stage: stageLabels[state.stage], allowed: allowed.map(stage => stageLabels[stage]).join('、') })
      const over = command.to === 'draft' ? call.milestones.submit : command.to === 'submitted' ? call.milestones.recommend : null
      if (over !== null && today > over && (command.until === null || command.until < today)) return problem('application.return-until', { over, desk: deskLabels[command.to === 'draft' ? 'county' : 'prefecture'] })
      return reasonOf(command.reason, '退回')
    }
    case 'withdraw': return reasonOf(command.reason, '撤回')
    case 'recommend': case 'conclude': return null
  }
}

function reasonOf(reason: string, action: string): Problem | null {
  return reason.trim() ? null : problem('application.reason', { action })
}
