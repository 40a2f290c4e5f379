// 拟办 of a season: what the rules say about every town, from the frozen snapshot or, before the freeze, from what is known now.
import type { Evaluation } from '#core/evaluation/evaluate.ts'
import { evaluate } from '#core/evaluation/evaluate.ts'
import type { Proposal } from '#core/decision/decide.ts'
import { accept, type Decision, depart, proposeSeason } from '#core/decision/season.ts'
import type { Rules } from '#core/decision/compile.ts'
import { dayBefore, type PlainDate } from '#core/base/plain-date.ts'
import { problem, Refusal } from '#core/base/problem.ts'
import { defaultsOf } from '#core/policy/setting.ts'
import type { Programme } from '#core/policy/programme.ts'
import type { Scheme } from '#core/evaluation/scheme.ts'
import type { DataContent, PolicyContent, SnapshotContent } from '#core/season/content.ts'
import { withConfirmedPlaces } from '#core/season/cuts.ts'
import type { SeasonState } from '#core/season/season.ts'
import { documentOf, type DocumentFact, documentStream } from '#core/register/document.ts'
import { getContent } from '../content.ts'
import { readStream } from '../log/read.ts'
import type { Tx } from '../db/connect.ts'
import { contentOf, rulesOf } from './load.ts'
import { packOf } from './policies.ts'
import { snapshotOf } from './snapshot.ts'

/** Everything a season's decisions follow from, and what follows. */
export type Worked = { state: SeasonState; programme: Programme; rules: Rules; scheme: Scheme | null; snapshot: SnapshotContent; evaluation: Evaluation | null; proposals: Proposal[] }

/** Works a season out anew; nothing is written. @param today for a season that is not frozen: the register's day */
export async function workOut(tx: Tx, season: SeasonState, today: string): Promise<Worked> {
  const policy = await contentOf<PolicyContent>(tx, season, 'policy')
  const programme = policy?.programme ?? packOf(season.programme, season.year).programme
  const rules = await rulesOf(tx, season)
  const state = policy ? season : { ...season, settings: defaultsOf(rules.file.settings) }
  const scheme = policy?.scheme ?? null
  const frozen = await contentOf<SnapshotContent>(tx, state, 'snapshot')
  const data = state.contents['data'] ? await getContent<DataContent>(tx, state.contents['data']) : null
  const valid = state.scores === 'published' && state.document ? await eveOf(tx, state.document) : today
  const made = frozen ? { snapshot: frozen, evaluation: scheme && frozen.units ? evaluate(scheme, frozen.units) : null } : await snapshotOf(tx, { state, programme, rules, scheme, units: data?.units ?? null, asOf: { valid, known: null } })
  const towns = withConfirmedPlaces(rules, state.settings, made.snapshot.towns, state.cuts)
  return { state, programme, rules, scheme, ...made, proposals: proposeSeason(rules, state.settings, towns) }
}

/** A season that takes its grades from a document is decided on what stood the day before that document. */
export async function eveOf(tx: Tx, document: string): Promise<PlainDate> {
  const data = documentOf(await readStream<DocumentFact>(tx, documentStream(document)))
  if (!data?.draftedOn) throw new Refusal(problem('document.unknown', { document }))
  return dayBefore(data.draftedOn)
}

/**
 * The decisions as proposed, with the departures that were recorded.
 * @throws Refusal `season.open-towns` naming the towns that the rules leave to a person and nobody has decided
 */
export function decisionsOf({ state, rules, proposals }: Pick<Worked, 'state' | 'rules' | 'proposals'>): Decision[] {
  const open: string[] = []
  const decisions = proposals.flatMap(proposal => {
    const departure = state.departures.find(other => other.town === proposal.town.id)
    const made = departure ? depart(rules, proposal, departure.outcome, { reason: departure.reason, by: departure.by, ...(departure.basis ? { basis: departure.basis } : {}) }) : accept(proposal)
    if (made.ok) return [made.value]
    open.push(proposal.town.name)
    return []
  })
  if (open.length) throw new Refusal(problem('season.open-towns', { count: open.length, towns: open.slice(0, 8).join('、') + (open.length > 8 ? '等' : '') }))
  return decisions
}
