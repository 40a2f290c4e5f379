// 指派第三方: an evaluating organisation gets the season and the towns it is to look at. Its people reach these, for as
// long as the season runs; `assignedTo` is what rights ask (see server/identity/people.ts).
import { problem, Refusal } from '#core/base/problem.ts'
import { listOrganisations } from '../identity/organisations.ts'
import type { Tx } from '../db/connect.ts'
import { type Who, ready, write } from './act.ts'
import { loadSeason } from './load.ts'
import { listedTowns } from './snapshot.ts'

/** No towns: the assignment is taken back. @throws Refusal `organisation.unknown`, `season.town`, `season.stage` */
export async function assignEvaluator(tx: Tx, id: string, { organisation, towns }: { organisation: string; towns: readonly string[] }, who: Who): Promise<void> {
  const state = await ready(tx, id, 'assign', who)
  const { evaluators, towns: listed } = await evaluatorsFor(tx, id, who.today)
  const chosen = evaluators.find(other => other.id === organisation)
  if (!chosen) throw new Refusal(problem('organisation.unknown', { organisation: organisation.slice(0, 40) }))
  const stray = towns.find(town => !listed.some(other => other.id === town))
  if (stray !== undefined) throw new Refusal(problem('season.town', { town: stray.slice(0, 40) }))
  await write(tx, state, who, 'season.assigned', { organisation, name: chosen.name, towns: [...new Set(towns)] })
}

/** Who can be assigned, and which towns: the evaluating organisations of the day and the towns on the list. */
export async function evaluatorsFor(tx: Tx, id: string, day: string): Promise<{ evaluators: { id: string; name: string; towns: string[] }[]; towns: { id: string; name: string }[] }> {
  const state = await loadSeason(tx, id)
  const organisations = (await listOrganisations(tx, day)).filter(({ kind }) => kind === 'evaluator')
  const towns = await listedTowns(tx, state.programme, { valid: day, known: null })
  return {
    evaluators: organisations.map(({ id: own, name }) => ({ id: own, name, towns: state.assignments.find(({ organisation }) => organisation === own)?.towns ?? [] })),
    towns: towns.map(({ id: own, name }) => ({ id: own, name })),
  }
}
