// Who takes a step of a season: rights, reach and the separation of duties, asked in the one place that answers them.
import { problem, Refusal } from '#core/base/problem.ts'
import type { Target } from '#core/access/target.ts'
import { actionOf, type ActionId, permissionOf, type SeasonState } from '#core/season/season.ts'
import type { Tx } from '../db/connect.ts'
import { dayInChina } from '../http/as-of.ts'
import type { Context } from '../http/context.ts'
import { personOfAccount } from '../identity/people.ts'
import type { Who } from './act.ts'

/** The season as a case: what was done in it by whom, and the state of what lies to be signed or released. */
export function seasonTarget({ id, steps, contents }: SeasonState): Target {
  const history = steps.flatMap(({ action, person, at, hashes }) => (person === null ? [] : [{ step: permissionOf(action), person, on: dayInChina(at), state: hashes['notice'] ?? null }]))
  return { case: id, history, ...(contents['notice'] ? { state: contents['notice'] } : {}) }
}

/**
 * An account that acts from the command line: it must exist and may do only what it may do anywhere.
 * @throws Refusal `account.unknown`, `access.…`
 */
export async function asAccount(tx: Tx, { identity, places, now }: Context, username: string, action: ActionId, state: SeasonState): Promise<Who> {
  const moment = now()
  const today = dayInChina(moment)
  const row = await tx.selectFrom('account').selectAll().where('username', '=', username.toLowerCase()).executeTakeFirst()
  if (!row) throw new Refusal(problem('account.unknown', { account: username }))
  const person = await personOfAccount(tx, row, today, places)
  const decision = identity.access.may(person, actionOf(action).permission, seasonTarget(state), today)
  if (!decision.allowed) throw new Refusal(decision.reason)
  return { actor: `${row.name}（${row.person}）`, person: row.person, today, now: moment }
}
