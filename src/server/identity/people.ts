// Accounts and posts → the person the rules speak about, as of a day.
import type { PlainDate } from '#core/base/plain-date.ts'
import { type EmergencyFact, emergencyOf, emergencyStream, lentPost } from '#core/access/emergency.ts'
import { divisionOn } from '#core/access/organisation.ts'
import type { Person, Post } from '#core/access/person.ts'
import type { Places } from '#core/register/division.ts'
import type { Tx } from '../db/connect.ts'
import { readStreams } from '../log/read.ts'
import type { AccountTable, PostTable } from './tables.ts'
import { type Selectable, sql } from 'kysely'

export type AccountRow = Selectable<AccountTable>
export type PostRow = Selectable<PostTable>

/** The person behind an account, with that account's granted posts and its employer as a tie. Evaluators reach what their organisation was assigned to. Office codes follow their divisions to the day. */
export async function personOfAccount(tx: Tx, account: AccountRow, day: PlainDate, places: Places): Promise<Person> {
  const posts = await postsWithEnd(tx).where('post.account', '=', account.id).where('post.state', '=', 'granted').execute()
  const ties = account.organisation === null ? account.ties : [...account.ties, { organisation: account.organisation, until: null }]
  const seasons = await assignedIn(tx, posts.filter(({ role }) => role === 'evaluator').flatMap(({ organisation }) => organisation ?? []))
  const withSeasons = ({ role, organisation, assigned }: PostRow): string[] => (role === 'evaluator' && organisation !== null ? [...new Set([...assigned, ...seasons.get(organisation) ?? []])] : assigned)
  return { id: account.person, name: account.name, disabled: account.disabled, home: account.home, ties, posts: posts.map(row => postOf({ ...row, assigned: withSeasons(row) }, day, places)) }
}

/** All roles a person holds or is about to hold, over all their accounts: what may not be combined is asked of these. */
export async function rolesOfPerson(tx: Tx, person: string, day: PlainDate, states: readonly PostRow['state'][] = ['granted', 'proposed']): Promise<string[]> {
  const rows = await postsWithEnd(tx).innerJoin('account', 'account.id', 'post.account').where('account.person', '=', person).where('post.state', 'in', [...states]).execute()
  return [...new Set(rows.filter(row => row.to === null || row.to > day).map(row => row.role))]
}

/** Posts in the order in which they were proposed. A post ends with its organisation, whatever was agreed. */
export function postsWithEnd(tx: Tx) {
  // `least` passes over what is null: the earlier of the two ends, or the one there is.
  return tx.selectFrom('post').leftJoin('organisation', 'organisation.id', 'post.organisation').selectAll('post').select(sql<string | null>`least(post."to", organisation."to")`.as('to')).orderBy('post.proposed').orderBy('post.id')
}

/** Posts that are lent to an account at a moment; asked at every request, mostly none. */
export async function lentPosts(tx: Tx, account: string, now: string): Promise<Post[]> {
  const { rows } = await sql<{ stream: string }>`select stream from event where type = 'emergency.used' and data ->> 'account' = ${account} and data ->> 'until' > ${now}`.execute(tx)
  if (!rows.length) return []
  const streams = await readStreams<EmergencyFact>(tx, rows.map(({ stream }) => stream))
  return rows.flatMap(({ stream }) => {
    const found = emergencyOf(stream.slice(emergencyStream('').length), streams.get(stream) ?? [])
    return (found && lentPost(found, now)) ?? []
  })
}

/** Seasons that run, and their towns, to which organisations are assigned: the newest assignment of each season holds. */
async function assignedIn(tx: Tx, organisations: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
  if (!organisations.length) return new Map()
  const { rows } = await sql<{ organisation: string; season: string; towns: string[] }>`
    select distinct on (stream, data ->> 'organisation') data ->> 'organisation' as organisation, substring(stream from 8) as season, data -> 'towns' as towns from event assigned
    where type = 'season.assigned' and data ->> 'organisation' = any(${[...organisations]}::text[]) and not exists (select from event closed where closed.stream = assigned.stream and closed.type = 'season.closed')
    order by stream, data ->> 'organisation', position desc`.execute(tx)
  const held = rows.filter(({ towns }) => towns.length)
  return new Map(organisations.map(organisation => [organisation, held.filter(row => row.organisation === organisation).flatMap(({ season, towns }) => [season, ...towns])]))
}

function postOf({ role, organisation, division, towns, assigned, from, to, delegator }: PostRow, day: PlainDate, places: Places): Post {
  return { role, organisation, division: division === null ? null : divisionOn(division, day, places), towns, assigned, from, to, delegator }
}
