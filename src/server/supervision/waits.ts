// Cases that wait for somebody: whose turn each is, the core says; whether it is this person's, rights and duties say.
import type { SupervisionWait } from '#contract/supervision.ts'
import type { Permission } from '#core/access/permission.ts'
import type { Target } from '#core/access/target.ts'
import { type PlainDate, printDate } from '#core/base/plain-date.ts'
import { appealFlow } from '#core/supervision/appeal.ts'
import { actionOf, type Case, type Flow } from '#core/supervision/flow.ts'
import { misuseFlow } from '#core/supervision/misuse.ts'
import { isOverdue, rectificationFlow } from '#core/supervision/rectification.ts'
import { reportFlow } from '#core/supervision/report.ts'
import { roundFlow } from '#core/supervision/round.ts'
import { supportFlow } from '#core/supervision/support.ts'
import { appealTurns, misuseTurns, rectificationTurns, reportTurns, roundTurns, supportTurns } from '#core/supervision/turn.ts'
import type { Tx } from '../db/connect.ts'
import type { Context } from '../http/context.ts'
import type { Caller } from '../identity/caller.ts'
import { placeOfTown } from '../views/place.ts'
import { type Cases, findCase, listCases, streamOf, type SupervisionNoun as Noun } from './cases.ts'
import { supervisionOf } from './policies.ts'
import { targetOfCase } from './targets.ts'
import { namesOf } from './towns.ts'
import { visibleTowns } from './visible.ts'

export const reads = { round: 'supervision.read', rectification: 'supervision.read', misuse: 'misuse.read', report: 'report.read', appeal: 'objection.read', support: 'support.read' } as const satisfies Record<Noun, Permission>
export const nouns = Object.keys(reads) as Noun[]
export const flows: Readonly<Record<Noun, Flow>> = { round: roundFlow as Flow, rectification: rectificationFlow as Flow, misuse: misuseFlow as Flow, report: reportFlow as Flow, appeal: appealFlow as Flow, support: supportFlow as Flow }

type Due = { due: string | null; overdue: boolean }
const noDue: Due = { due: null, overdue: false }

type Looking = Pick<Caller, 'person' | 'day'>

/** A case at hand, with what else it takes to say whose turn it is. */
export type OpenCase = { [N in Noun]: { noun: N; state: Cases[N] } }[Noun] & { title: string; /** what rights in it depend on, found when it is asked for */ target: () => Promise<Target>; /** what a report was passed on to has been dealt with */ handled: boolean }

/** Every case; one alone where its stream is given. */
export async function openCases(tx: Tx, context: Context, day: PlainDate, subject: string | null = null): Promise<OpenCase[]> {
  const found: { noun: Noun; state: Cases[Noun] }[] = []
  for (const noun of nouns) {
    if (subject === null) found.push(...(await listCases(tx, noun)).map(state => ({ noun, state })))
    else if (subject === streamOf(noun, subject.slice(noun.length + 1))) found.push(...[await findCase(tx, noun, subject.slice(noun.length + 1))].flatMap(state => (state ? [{ noun, state }] : [])))
  }
  const nameOf = await namesOf(tx, found.flatMap(({ state }) => ('town' in state ? [state.town] : [])), day)
  const cases: OpenCase[] = []
  for (const { noun, state } of found) {
    const passedOn = noun === 'report' && state.stage === 'passed' && 'misuse' in state && state.misuse ? await findCase(tx, 'misuse', state.misuse) : null
    let target: Promise<Target> | undefined
    cases.push({ noun, state, title: titleOf(noun, state, nameOf), handled: passedOn?.stage === 'closed' || passedOn?.stage === 'dismissed', target: () => (target ??= targetOfCase(tx, noun, state as never, day, context)) } as OpenCase)
  }
  return cases
}

/** How a case is called on desks and in messages. What a report is about is said to nobody before they open it. */
export function titleOf(noun: Noun, state: Cases[Noun], nameOf: (town: string) => string): string {
  switch (noun) {
    case 'round': return (state as Cases['round']).title
    case 'misuse': return (state as Cases['misuse']).name
    case 'report': return `${printDate(state.opened)}收到的举报`
    case 'support': return `${nameOf((state as Cases['support']).town)} ${(state as Cases['support']).project}`
    case 'rectification': case 'appeal': return nameOf((state as Cases['appeal']).town)
  }
}

/** The case as the caller may read it: a round lies where those of its towns lie that they reach. null where they may not. */
export async function readableTarget(tx: Tx, { noun, state, target }: Pick<OpenCase, 'noun' | 'state' | 'target'>, { person, day }: Looking, { identity: { access } }: Context): Promise<{ target: Target; towns: readonly string[] } | null> {
  const permission = reads[noun]
  if (!access.may(person, permission, null, day).allowed) return null
  if (noun === 'round') {
    // Whatever was asked for, rounds are seen as far as 监督 may be read.
    const towns = await visibleTowns(tx, state as Cases['round'], { person, day, reach: access.scopeOf(person, permission, day) })
    return towns[0] === undefined ? null : { towns, target: { ...(await target()), ...(await placeOfTown(tx, towns[0], day)) } }
  }
  const about = await target()
  return access.may(person, permission, about, day).allowed ? { target: about, towns: [] } : null
}

/** What of a case waits for the caller. */
export async function waitsIn(tx: Tx, one: OpenCase, caller: Looking, context: Context): Promise<SupervisionWait[]> {
  const turns = turnsIn(one, null, caller.day)
  const seen = turns.length ? await readableTarget(tx, one, caller, context) : null
  if (!seen) return []
  const { noun, state, title } = one
  const flow = flows[noun]
  return (noun === 'round' ? turnsIn(one, seen.towns, caller.day) : turns).flatMap((turn): SupervisionWait[] => {
    const { id, label, permission } = actionOf(flow, turn)
    const allowed = context.identity.access.may(caller.person, permission, seen.target, caller.day).allowed
    return allowed ? [{ noun, id: state.id, action: id, label, title, stageLabel: flow.stages[(state as Case).stage] ?? '', ...dueOf(one, caller.day) }] : []
  })
}

/** What waits for a caller, what is overdue first, then by last day. */
export async function waitingFor(tx: Tx, context: Context, caller: Looking): Promise<SupervisionWait[]> {
  const waiting: SupervisionWait[] = []
  for (const one of await openCases(tx, context, caller.day)) waiting.push(...await waitsIn(tx, one, caller, context))
  return waiting.sort((a, b) => Number(b.overdue) - Number(a.overdue) || (a.due ?? '9999').localeCompare(b.due ?? '9999'))
}

/** @param towns those of a round that are asked about; null: all */
function turnsIn(one: OpenCase, towns: readonly string[] | null, day: PlainDate): string[] {
  switch (one.noun) {
    case 'round': return roundTurns(one.state, towns ?? one.state.towns, supervisionOf(one.state.programme))
    case 'rectification': return rectificationTurns(one.state, supervisionOf(one.state.programme), day)
    case 'misuse': return misuseTurns(one.state)
    case 'report': return reportTurns(one.state, one.handled)
    case 'appeal': return appealTurns(one.state)
    case 'support': return supportTurns(one.state)
  }
}

function dueOf(one: OpenCase, day: PlainDate): Due {
  switch (one.noun) {
    case 'round': return { due: one.state.until, overdue: day > one.state.until }
    case 'rectification': return { due: one.state.measures.at(-1)?.due ?? null, overdue: isOverdue(one.state, day) }
    case 'misuse': return one.state.disposition ? { due: one.state.disposition.due, overdue: one.state.stage === 'ordered' && day > one.state.disposition.due } : noDue
    default: return noDue
  }
}
