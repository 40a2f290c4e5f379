// Lists show what the caller may read, asked of each case as the pipeline asks of a single one.
import { problem, Refusal } from '#core/base/problem.ts'
import type { Permission } from '#core/access/permission.ts'
import { covers } from '#core/access/reach.ts'
import type { Tx } from '../db/connect.ts'
import type { Context } from '../http/context.ts'
import type { Caller } from '../identity/caller.ts'
import { placesOfTowns } from '../views/place.ts'
import { type Cases, listCases } from './cases.ts'
import { targetOfCase } from './targets.ts'

type Filter = { programme?: string | undefined; stage?: string | undefined }

/** Cases of a noun that the caller may read, newest first; what is hidden from them is not even counted. */
export async function visibleCases<N extends Exclude<keyof Cases, 'round'>>(tx: Tx, noun: N, permission: Permission, { programme, stage }: Filter, context: Context, { person, day }: Caller): Promise<Cases[N][]> {
  const wanted = (await listCases(tx, noun)).filter(state => (programme === undefined || state.programme === programme) && (stage === undefined || state.stage === stage))
  const seen: Cases[N][] = []
  for (const state of wanted) if (context.identity.access.may(person, permission, await targetOfCase(tx, noun, state, day, context), day).allowed) seen.push(state)
  return seen
}

/** Towns of a round within the caller's reach. */
export async function visibleTowns(tx: Tx, { towns }: Cases['round'], { reach, day, person }: Pick<Caller, 'reach' | 'day' | 'person'>): Promise<string[]> {
  if (reach.everywhere) return towns
  const places = await placesOfTowns(tx, towns, day)
  return towns.filter(town => covers(reach, places.get(town) ?? { town }, person.id))
}

/** @throws Refusal `access.unknown-target` where none of its towns is within the caller's reach */
export async function townsToShow(tx: Tx, round: Cases['round'], caller: Caller): Promise<string[]> {
  const towns = await visibleTowns(tx, round, caller)
  if (!towns.length) throw new Refusal(problem('access.unknown-target', {}))
  return towns
}
