// An application and a call as cases: where they belong, whom they concern, what has been done in them by whom.
import { divisionOn } from '#core/access/organisation.ts'
import type { Target } from '#core/access/target.ts'
import { type Content, type Investor, membersOf, type Project } from '#core/application/content.ts'
import { applicationHistory, callHistory, reviewHistory } from '#core/application/history.ts'
import type { Places } from '#core/register/division.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/connect.ts'
import { applicationsIn, type Case, currentContent, findCall, findCase, reviewsOf } from './load.ts'

/** Nothing is known about what is not there: within nobody's limited scope. */
export async function applicationTarget(tx: Tx, id: string, day: string, places: Places): Promise<Target> {
  const found = await findCase(tx, id)
  return found ? caseTarget(tx, found, day, places) : {}
}

export async function caseTarget(tx: Tx, one: Case, day: string, places: Places): Promise<Target> {
  const { application, review, call, draft } = one
  const county = divisionOn(application.division, day, places)
  return {
    town: application.id, case: application.id, county, prefecture: county && places.prefectureOf(county, day),
    organisations: await organisationsIn(tx, application.id, await currentContent(tx, one)),
    history: [...applicationHistory(application, application.stage === 'draft' ? draft.writers : [], day), ...reviewHistory(review), ...callHistory(call)],
    state: call.contents['notice'] ?? null,
  }
}

/** Whoever took part in any application of the call took part in the call. */
export async function callTarget(tx: Tx, id: string): Promise<Target> {
  const call = await findCall(tx, id)
  if (!call) return {}
  const applications = await applicationsIn(tx, id)
  const reviews = await reviewsOf(tx, applications)
  return {
    history: [...callHistory(call), ...applications.flatMap(application => applicationHistory(application, [], '')), ...[...reviews.values()].flatMap(reviewHistory)],
    ...(call.contents['notice'] ? { state: call.contents['notice'] } : {}),
  }
}

/** Registered organisations that an application names as investors and builders, or that operate it: for recusal. */
async function organisationsIn(tx: Tx, application: string, content: Content): Promise<string[]> {
  const names = [...membersOf<Investor>(content, 'investor').map(({ value }) => value.name), ...membersOf<Project>(content, 'project').map(({ value }) => value.builder)].map(name => name.trim()).filter(Boolean)
  const { rows } = await sql<{ id: string }>`
    select organisation as id from organisation_name where name = any(${names}::text[])
    union select organisation from post where ${application} = any(towns) and organisation is not null`.execute(tx)
  return rows.map(row => row.id)
}
