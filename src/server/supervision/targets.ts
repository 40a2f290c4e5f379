// The cases of supervision as rights look at them: where they lie, what was done in them by whom, whom they are about.
import type { TargetKind } from '#contract/endpoint.ts'
import type { Target } from '#core/access/target.ts'
import { historyOf } from '#core/supervision/flow.ts'
import type { Tx } from '../db/connect.ts'
import type { Context } from '../http/context.ts'
import { seasonTarget } from '../season/account.ts'
import { loadSeason } from '../season/load.ts'
import { placeOfTown } from '../views/place.ts'
import { type Cases, findCase } from './cases.ts'

type SupervisionKind = Extract<TargetKind, keyof Cases>

export async function roundTarget(_: Tx, round: Cases['round']): Promise<Target> {
  return { case: round.id, history: historyOf(round) }
}

export async function rectificationTarget(tx: Tx, state: Cases['rectification'], day: string): Promise<Target> {
  return { ...(await placeOfTown(tx, state.town, day)), case: state.id, history: historyOf(state) }
}

export async function misuseTarget(_: Tx, state: Cases['misuse'], day: string, { places }: Context): Promise<Target> {
  return { case: state.id, county: state.division, prefecture: places.prefectureOf(state.division, day), about: state.about, history: historyOf(state) }
}

export async function reportTarget(_: Tx, state: Cases['report']): Promise<Target> {
  // Until its receiver has noted whom it is about, nobody but the receiver may see it.
  return { case: state.id, about: state.about, published: state.stage !== 'filed', history: historyOf(state) }
}

/** Whoever had a part in the decision has a part in the appeal's history, and is kept from it. */
export async function appealTarget(tx: Tx, state: Cases['appeal'], day: string): Promise<Target> {
  const { history = [] } = seasonTarget(await loadSeason(tx, state.season))
  return { ...(await placeOfTown(tx, state.town, day)), case: state.id, history: [...history, ...historyOf(state)] }
}

export async function supportTarget(tx: Tx, state: Cases['support'], day: string): Promise<Target> {
  return { ...(await placeOfTown(tx, state.town, day)), case: state.id, history: historyOf(state) }
}

/** Rule 12: what is sent out must be what was approved, so the approval carries the state it was given for. */
export async function correctionTarget(_: Tx, state: Cases['correction']): Promise<Target> {
  return { case: state.id, state: state.notice, history: historyOf(state).map(step => (step.step === 'correction.approve' ? { ...step, state: state.approved } : step)) }
}

/** A letter lies nowhere, and so in nobody's limited reach, before it is sent. */
export async function letterTarget(tx: Tx, state: Cases['letter'], day: string): Promise<Target> {
  const place = state.sent && state.town ? await placeOfTown(tx, state.town, day) : {}
  return { ...place, case: state.id, state: state.content, history: historyOf(state).map(step => (step.step === 'notice.approve' ? { ...step, state: state.approved } : step)) }
}

const of: { [K in SupervisionKind]: (tx: Tx, state: Cases[K], day: string, context: Context) => Promise<Target> } = {
  round: roundTarget, rectification: rectificationTarget, misuse: misuseTarget, report: reportTarget, appeal: appealTarget, support: supportTarget, correction: correctionTarget, letter: letterTarget,
}

/** What is not there is a target about which nothing is known. */
function resolver<K extends SupervisionKind>(kind: K) {
  return async (tx: Tx, id: string, day: string, context: Context): Promise<Target> => {
    const state = await findCase(tx, kind, id)
    return state ? of[kind](tx, state, day, context) : {}
  }
}

export const supervisionTargets = { round: resolver('round'), rectification: resolver('rectification'), misuse: resolver('misuse'), report: resolver('report'), appeal: resolver('appeal'), support: resolver('support'), correction: resolver('correction'), letter: resolver('letter') }

/** The target of a case that is at hand. */
export async function targetOfCase<K extends SupervisionKind>(tx: Tx, kind: K, state: Cases[K], day: string, context: Context): Promise<Target> {
  return of[kind](tx, state, day, context)
}
