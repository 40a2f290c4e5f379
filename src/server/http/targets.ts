// What an endpoint's scope names, found: the place, the people and the history that rights depend on.
import type { Endpoint, TargetKind } from '#contract/endpoint.ts'
import type { Target } from '#core/access/target.ts'
import type { Tx } from '../db/connect.ts'
import { applicationTarget, callTarget } from '../application/target.ts'
import { emergencyTarget } from '../identity/emergencies.ts'
import { submissionTarget } from '../reporting/store.ts'
import { seasonTarget } from '../season/account.ts'
import { loadSeason } from '../season/load.ts'
import { supervisionTargets } from '../supervision/targets.ts'
import { placeOfTown } from '../views/place.ts'
import { dayInChina } from './as-of.ts'
import type { Context } from './context.ts'

type Resolver = (tx: Tx, id: string, day: string, context: Context) => Promise<Target>

/** One for every kind of target. What is not there is a target about which nothing is known: within no limited scope. */
const resolvers: Record<TargetKind, Resolver> = {
  async town(tx, id, day) {
    return placeOfTown(tx, id, day)
  },
  async division(_, code, day, { places }) {
    return { county: code, prefecture: places.prefectureOf(code, day) }
  },
  async account(tx, id) {
    const row = await tx.selectFrom('account').select('person').where('id', '=', id).executeTakeFirst()
    return row ? { owner: row.person, about: [row.person] } : {}
  },
  async season(tx, id) {
    return seasonTarget(await loadSeason(tx, id))
  },
  async call(tx, id) {
    return callTarget(tx, id)
  },
  async application(tx, id, day, { places }) {
    return applicationTarget(tx, id, day, places)
  },
  async submission(tx, id, _, context) {
    return submissionTarget(tx, id, context)
  },
  ...supervisionTargets,
  async emergency(tx, id) {
    return emergencyTarget(tx, id)
  },
  async post(tx, id) {
    const row = await tx.selectFrom('post').innerJoin('account', 'account.id', 'post.account').select(['account.person', 'post.delegator', 'post.proposed_by', 'post.proposed']).where('post.id', '=', id).executeTakeFirst()
    return row ? { owner: row.person, about: [row.person, ...(row.delegator ? [row.delegator] : [])], history: [{ step: 'right.grant', person: row.proposed_by, on: dayInChina(row.proposed) }] } : {}
  },
}

/** The target of a request; null where the endpoint is about nothing in particular. */
export async function targetOf(tx: Tx, scope: Endpoint['scope'], input: Record<string, unknown>, day: string, context: Context): Promise<Target | null> {
  if (scope === undefined || scope === 'none' || scope === 'reach') return null
  const [kind, member] = Object.entries(scope)[0] as [TargetKind, string]
  return resolvers[kind](tx, String(input[member]), day, context)
}
