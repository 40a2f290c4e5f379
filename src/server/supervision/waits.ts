// Cases that wait for somebody: whose turn each is, the core says; whether it is this person's, rights and duties say.
import type { SupervisionWait } from '#contract/supervision.ts'
import type { Permission } from '#core/access/permission.ts'
import type { Target } from '#core/access/target.ts'
import { printDate } from '#core/base/plain-date.ts'
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
import { type Cases, findCase, listCases, type SupervisionNoun as Noun } from './cases.ts'
import { supervisionOf } from './policies.ts'
import { targetOfCase } from './targets.ts'
import { namesOf } from './towns.ts'
import { visibleCases, visibleTowns } from './visible.ts'

const reads = { rectification: 'supervision.read', misuse: 'misuse.read', report: 'report.read', appeal: 'objection.read', support: 'support.read' } as const satisfies Partial<Record<Noun, Permission>>

type Due = { due: string | null; overdue: boolean }
const noDue: Due = { due: null, overdue: false }

/** What waits for a caller, what is overdue first, then by last day. */
export async function waitingFor(tx: Tx, context: Context, caller: Caller): Promise<SupervisionWait[]> {
  const waiting: SupervisionWait[] = []
  const { access } = context.identity
  const may = (permission: Permission, target: Target | null): boolean => access.may(caller.person, permission, target, caller.day).allowed

  const offer = <Id extends string, Stage extends string>(noun: Noun, flow: Flow<Id, Stage>, state: Case<Stage>, turns: readonly Id[], target: Target, title: string, due = noDue): void => {
    for (const turn of turns) {
      const { id, label, permission } = actionOf(flow, turn)
      if (may(permission, target)) waiting.push({ noun, id: state.id, action: id, label, title, stageLabel: flow.stages[state.stage], ...due })
    }
  }
  const seen = async <N extends keyof typeof reads>(noun: N): Promise<{ state: Cases[N]; target: Target }[]> => {
    if (!may(reads[noun], null)) return []
    const states = await visibleCases(tx, noun, reads[noun], {}, context, caller)
    return Promise.all(states.map(async state => ({ state, target: await targetOfCase(tx, noun, state, caller.day, context) })))
  }

  if (may('supervision.read', null)) {
    // Whatever was asked for, rounds are seen as far as 监督 may be read.
    const reader = { ...caller, reach: access.scopeOf(caller.person, 'supervision.read', caller.day) }
    for (const round of await listCases(tx, 'round')) {
      const towns = await visibleTowns(tx, round, reader)
      const turns = roundTurns(round, towns, supervisionOf(round.programme))
      if (!towns.length || !turns.length) continue
      const target = { ...(await targetOfCase(tx, 'round', round, caller.day, context)), ...(await placeOfTown(tx, towns[0] ?? '', caller.day)) }
      offer('round', roundFlow, round, turns, target, round.title, { due: round.until, overdue: caller.day > round.until })
    }
  }
  const [rectifications, misuses, reports, appeals, supports] = [await seen('rectification'), await seen('misuse'), await seen('report'), await seen('appeal'), await seen('support')]
  const nameOf = await namesOf(tx, [...rectifications, ...appeals, ...supports].map(({ state }) => state.town), caller.day)
  for (const { state, target } of rectifications) {
    offer('rectification', rectificationFlow, state, rectificationTurns(state, supervisionOf(state.programme), caller.day), target, nameOf(state.town), { due: state.measures.at(-1)?.due ?? null, overdue: isOverdue(state, caller.day) })
  }
  for (const { state, target } of misuses) offer('misuse', misuseFlow, state, misuseTurns(state), target, state.name, state.disposition ? { due: state.disposition.due, overdue: state.stage === 'ordered' && caller.day > state.disposition.due } : noDue)
  for (const { state, target } of reports) {
    const passedOn = state.misuse && state.stage === 'passed' ? await findCase(tx, 'misuse', state.misuse) : null
    offer('report', reportFlow, state, reportTurns(state, passedOn?.stage === 'closed' || passedOn?.stage === 'dismissed'), target, `${printDate(state.opened)}收到的举报`)
  }
  for (const { state, target } of appeals) offer('appeal', appealFlow, state, appealTurns(state), target, nameOf(state.town))
  for (const { state, target } of supports) offer('support', supportFlow, state, supportTurns(state), target, `${nameOf(state.town)} ${state.project}`)
  return waiting.sort((a, b) => Number(b.overdue) - Number(a.overdue) || (a.due ?? '9999').localeCompare(b.due ?? '9999'))
}
