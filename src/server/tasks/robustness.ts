// How sure every proposal of a season is: ten thousand draws, in a thread. What they give follows from scheme, data and seed
// alone and is kept under the hash of these, so that it is worked out once for everybody who looks.
import { canonical, type Json } from '#core/base/canonical.ts'
import { hashOfText } from '#core/base/content-hash.ts'
import { type Robustness, robustnessOf } from '#core/evaluation/robustness/robustness.ts'
import type { Tx } from '../db/connect.ts'
import { robustnessInThread } from '../evaluation/robustness.ts'
import { dayInChina } from '../http/as-of.ts'
import { loadSeason } from '../season/load.ts'
import { workOut, type Worked } from '../season/propose.ts'
import type { TaskKind } from './kinds.ts'

export const draws = 10_000

/** The cheapest improvement of each takes whole evaluations: with more towns than this it is asked for one at a time. */
const mostChanges = 300

/** null where nothing was scored */
export function robustnessKey({ state, scheme, snapshot, evaluation }: Worked): string | null {
  return scheme && evaluation && snapshot.units ? `robustness/${draws}/${state.year}/${hashOfText(canonical({ scheme, units: snapshot.units } as unknown as Json))}` : null
}

export async function findRobustness(tx: Tx, key: string): Promise<Robustness | null> {
  return ((await tx.selectFrom('worked_out').select('body').where('key', '=', key).executeTakeFirst())?.body as Robustness | undefined) ?? null
}

/** The same, in the way of everybody else. */
export function robustnessHere({ state, scheme, snapshot: { units }, evaluation }: Worked): Robustness | null {
  return scheme && units && evaluation ? robustnessOf(scheme, units, evaluation, { draws, seed: state.year, changes: units.length <= mostChanges }) : null
}

export const robustness: TaskKind = {
  label: '计算稳健性',
  async work({ season = '' }, { database, context, progress, signal }) {
    const worked = await database.read(async tx => workOut(tx, await loadSeason(tx, season), dayInChina(context.now())))
    const { state, scheme, snapshot: { units }, evaluation } = worked
    const key = robustnessKey(worked)
    if (!key || !scheme || !units || !evaluation || await database.read(tx => findRobustness(tx, key))) return null
    const made = await robustnessInThread({ scheme, units, evaluation, draws, seed: state.year, changes: units.length <= mostChanges }, progress, signal)
    await database.transaction(tx => tx.insertInto('worked_out').values({ key, body: JSON.stringify(made), at: context.now() }).onConflict(conflict => conflict.column('key').doNothing()).execute())
    return null
  },
}
