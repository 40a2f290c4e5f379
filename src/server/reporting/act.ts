// Steps of a report, taken: the row is held, rights are asked once more on what is held, the core lets the step in or
// refuses it. Two people who save different cells at once both succeed; on the same cell the later one is told.
import { problem, Refusal } from '#core/base/problem.ts'
import type { Result } from '#core/base/result.ts'
import { type Command, stepOf } from '#core/reporting/act.ts'
import { type Change, type Content, isFilled, remarkField, type Scalar, valueAt, withChanges } from '#core/reporting/content.ts'
import { indicatorOf } from '#core/reporting/data-set.ts'
import { permissionOfAct, seatFor, seatsOf } from '#core/reporting/seats.ts'
import type { Tx } from '../db/connect.ts'
import type { Context } from '../http/context.ts'
import type { Caller } from '../identity/caller.ts'
import { blockingIn, findingsOf, surroundingsOf } from './around.ts'
import { keepStep, lockReport, type Report, targetOfReport } from './store.ts'

/** `seen` null: whatever stands there now, as for a save, which is held against the cells it changes instead. */
export type Asked = { id: string; seen: number | null; department?: string | undefined; source?: string | null }

/** @throws Refusal as `stepOf`, `access.…` */
export async function act(tx: Tx, context: Context, caller: Caller, { id, seen, department, source = null }: Asked, commandOn: (report: Report) => Command | Promise<Command>): Promise<Report> {
  const now = context.now()
  const report = await lockReport(tx, id, now, context)
  const command = await commandOn(report)
  const { access } = context.identity
  const { form, submission } = report
  const seats = seatsOf(access.policy, caller.person, command.act, form.dataSet, report.reporting, caller.day).filter(seat => !('department' in seat) || department === undefined || seat.department === department)
  const actor = seatFor(form.dataSet, submission, command.act, seats, caller.person.id)
  const signs = command.act === 'submit' || command.act === 'approve'
  const blocking = signs ? blockingIn(report, findingsOf(report, await surroundingsOf(tx, report))).length : 0
  const step = taken(stepOf(form.dataSet, submission, command, { actor, seen: seen ?? submission.version, today: caller.day, blocking }))
  // The pipeline asked before the row was held, and without the level: what another request has done meanwhile counts.
  const decision = access.may(caller.person, permissionOfAct[command.act], targetOfReport(report, 'level' in actor ? actor.level : null), caller.day)
  if (!decision.allowed) throw new Refusal(decision.reason)
  return keepStep(tx, report, step, { actor: caller.actor, person: caller.person.id, behalf: caller.behalf, today: caller.day, now }, source)
}

/**
 * Cells as somebody typed them, on top of whatever others saved in the meantime.
 * @param changes each with the value that stood there when it was typed over
 * @throws Refusal `reporting.cell-changed`, `reporting.town`, `reporting.indicator`
 */
export function save(tx: Tx, context: Context, caller: Caller, id: string, changes: readonly Change[]): Promise<Report> {
  return act(tx, context, caller, { id, seen: null, source: null }, report => {
    checkPlaces(report, changes)
    const { content } = report.submission
    const stale = changes.filter(({ town, indicator, before }) => valueOrNull(content, town, indicator) !== (isFilled(before) ? before : null))
    const [first] = stale
    if (first) throw new Refusal(problem('reporting.cell-changed', { count: stale.length, first: `${nameOf(report, first.town)} ${labelOf(report, first.indicator)}`, current: String(valueOrNull(content, first.town, first.indicator) ?? '') }))
    return { act: 'save', content: withChanges(content, changes) }
  })
}

/** Text as it was meant to stand: a name for every cell that a person would recognise. */
export function nameOf({ reporting }: Pick<Report, 'reporting'>, town: string): string {
  return reporting.towns.find(({ id }) => id === town)?.name ?? town
}

export function labelOf({ form }: Pick<Report, 'form'>, indicator: string): string {
  return indicator === remarkField ? '说明' : indicatorOf(form.dataSet, indicator)?.name ?? indicator
}

function checkPlaces({ form, reporting }: Report, changes: readonly Change[]): void {
  for (const { town, indicator } of changes) {
    if (!reporting.towns.some(({ id }) => id === town)) throw new Refusal(problem('reporting.town', { town: town.slice(0, 40) }))
    const known = indicator === remarkField ? { formula: undefined } : indicatorOf(form.dataSet, indicator)
    if (!known || known.formula) throw new Refusal(problem('reporting.indicator', { indicator: indicator.slice(0, 40) }))
  }
}

function valueOrNull(content: Content, town: string, indicator: string): Scalar {
  const value = valueAt(content, town, indicator)
  return isFilled(value) ? value : null
}

function taken<T>(result: Result<T>): T {
  if (!result.ok) throw new Refusal(result.problem)
  return result.value
}
