// The review of one application: who sits, who has signed, what is still missing. Only the current round counts; what was
// signed in an earlier one stays in the log and in the result of that round.
import { problem, type Problem } from '../base/problem.ts'
import { ok, refused, type Result } from '../base/result.ts'
import type { Permission } from '../access/permission.ts'
import type { PlainDate } from '../base/plain-date.ts'
import type { Recorded } from '../register/event.ts'
import { type ApplicationState, stageLabels } from './application.ts'
import type { ApplicationsFile } from './policy.ts'
import { drawOrder } from './panel.ts'
import type { ReviewFact, ReviewFactType } from './review-events.ts'

/** A place on the panel. `pseudonym` is new in every review, so that it joins no two of them. */
export type Seat = { pseudonym: string; person: string; recused: string | null; signed: { sheet: string; at: string } | null }
export type ReviewStep = { permission: Permission; person: string; behalf: string | null; on: PlainDate; round: number }

export type ReviewState = {
  application: string
  round: number
  pool: { eligible: string[]; excluded: { person: string; reason: string }[] } | null
  drawn: { number: string; source: string; order: string[]; size: number } | null
  /** whoever was called up, in the order of the draw; recused ones too */
  seats: Seat[]
  version: number
  /** of all rounds */
  steps: ReviewStep[]
}

const permissions: Record<ReviewFactType, Permission> = { 'review.pooled': 'expert.draw', 'review.drawn': 'expert.witness', 'review.recused': 'score.write', 'review.signed': 'score.sign' }

/** The review as of a round. */
export function reviewOf(application: string, round: number, events: readonly Recorded<ReviewFact>[]): ReviewState {
  const own = events.filter(event => event.data.round === round)
  const pooled = own.findLast(event => event.type === 'review.pooled')
  const drawn = own.findLast(event => event.type === 'review.drawn')
  return {
    application, round, version: events.length,
    pool: pooled ? { eligible: pooled.data.eligible, excluded: pooled.data.excluded } : null,
    drawn: drawn ? { number: drawn.data.number, source: drawn.data.source, order: drawn.data.order, size: drawn.data.size } : null,
    seats: drawn ? seatsOf(drawn.data, own) : [],
    steps: events.map(event => ({ permission: permissions[event.type], person: event.data.person, behalf: event.data.behalf, on: event.effective, round: event.data.round })),
  }
}

/** Seats that have to sign, or have. */
export function sitting({ seats }: ReviewState): Seat[] {
  return seats.filter(seat => seat.recused === null)
}

/** null where everybody who sits has signed, and they are enough. */
export function concludeRefusal(state: ReviewState, { least }: ApplicationsFile['review']['panel']): Problem | null {
  if (!state.drawn) return problem('panel.none')
  const seats = sitting(state)
  const open = seats.filter(seat => !seat.signed).length
  if (open) return problem('panel.unsigned', { open, signed: seats.length - open })
  return seats.length < least ? problem('panel.few-signed', { signed: seats.length, least }) : null
}

export type ReviewCommand =
  | { action: 'pool'; eligible: readonly string[]; excluded: readonly { person: string; reason: string }[]; refusal: Problem | null }
  | { action: 'draw'; number: string; source: string; size: number }
  | { action: 'recuse'; reason: string }
  | { action: 'sign'; sheet: string; content: string }

/** @returns the fact to record; `application.stage` or `panel.…` where the step cannot be taken */
export function takeReview(state: ReviewState, application: ApplicationState, command: ReviewCommand, who: { person: string; behalf: string | null; today: PlainDate }): Result<ReviewFact> {
  const refusal = refusalOf(state, application, command, who.person)
  if (refusal) return refused(refusal)
  const by = { person: who.person, behalf: who.behalf, round: state.round }
  const made = { effective: who.today, basis: { document: application.call } }
  switch (command.action) {
    case 'pool': return ok({ type: 'review.pooled', ...made, data: { ...by, eligible: [...command.eligible], excluded: [...command.excluded] } })
    case 'draw': return ok({ type: 'review.drawn', ...made, data: { ...by, number: command.number.trim(), source: command.source, size: command.size, order: drawOrder(command.number, state.application, state.round, state.pool?.eligible ?? []) } })
    case 'recuse': return ok({ type: 'review.recused', ...made, data: { ...by, reason: command.reason } })
    case 'sign': return ok({ type: 'review.signed', ...made, data: { ...by, hashes: { sheet: command.sheet, content: command.content } } })
  }
}

function refusalOf(state: ReviewState, application: ApplicationState, command: ReviewCommand, person: string): Problem | null {
  const label = { pool: '确定抽取范围', draw: '见证抽取', recuse: '回避', sign: '签署评审意见' }[command.action]
  if (application.stage !== 'checked') return problem('application.stage', { action: label, stage: stageLabels[application.stage], needed: stageLabels.checked })
  switch (command.action) {
    case 'pool': return state.drawn ? problem('panel.drawn') : command.refusal
    case 'draw': {
      if (!state.pool) return problem('panel.no-pool')
      if (state.drawn) return problem('panel.drawn')
      return command.number.trim() && command.source.trim() ? null : problem('panel.number')
    }
    case 'recuse': case 'sign': {
      const seat = state.seats.find(other => other.person === person)
      if (!seat || seat.recused !== null) return problem('panel.not-seated')
      return seat.signed ? problem('panel.signed') : null
    }
  }
}

/** From the front of the order until so many sit who have not recused themselves. */
function seatsOf({ order, size }: { order: readonly string[]; size: number }, events: readonly Recorded<ReviewFact>[]): Seat[] {
  const seats: Seat[] = []
  for (const [index, person] of order.entries()) {
    if (seats.filter(seat => seat.recused === null).length === size) break
    const recused = events.find(event => event.type === 'review.recused' && event.data.person === person)
    const signed = events.find(event => event.type === 'review.signed' && event.data.person === person)
    seats.push({
      pseudonym: `专家${index + 1}`, person,
      recused: recused?.type === 'review.recused' ? recused.data.reason : null,
      signed: signed?.type === 'review.signed' ? { sheet: signed.data.hashes.sheet, at: signed.recorded } : null,
    })
  }
  return seats
}
