// Accounts and posts → the person the rules speak about, as of a day.
import type { PlainDate } from '#core/base/plain-date.ts'
import { divisionOn } from '#core/access/organisation.ts'
import type { Person, Post } from '#core/access/person.ts'
import type { Places } from '#core/register/division.ts'
import type { Tx } from '../db/connect.ts'
import type { AccountTable, PostTable } from './tables.ts'
import type { Selectable } from 'kysely'

export type AccountRow = Selectable<AccountTable>
export type PostRow = Selectable<PostTable>

/** The person behind an account, with that account's granted posts and its employer as a tie. Office codes follow their divisions to the day. */
export async function personOfAccount(tx: Tx, account: AccountRow, day: PlainDate, places: Places): Promise<Person> {
  const posts = await tx.selectFrom('post').selectAll().where('account', '=', account.id).where('state', '=', 'granted').orderBy('proposed').orderBy('id').execute()
  const ties = account.organisation === null ? account.ties : [...account.ties, { organisation: account.organisation, until: null }]
  return { id: account.person, name: account.name, disabled: account.disabled, home: account.home, ties, posts: posts.map(row => postOf(row, day, places)) }
}

/** All roles a person holds or is about to hold, over all their accounts: what may not be combined is asked of these. */
export async function rolesOfPerson(tx: Tx, person: string, day: PlainDate, states: readonly PostRow['state'][] = ['granted', 'proposed']): Promise<string[]> {
  const rows = await tx.selectFrom('post').innerJoin('account', 'account.id', 'post.account').select('post.role').where('account.person', '=', person).where('post.state', 'in', [...states])
    .where(eb => eb.or([eb('post.to', 'is', null), eb('post.to', '>', day)])).execute()
  return [...new Set(rows.map(row => row.role))]
}

function postOf({ role, organisation, division, towns, assigned, from, to, delegator }: PostRow, day: PlainDate, places: Places): Post {
  return { role, organisation, division: division === null ? null : divisionOn(division, day, places), towns, assigned, from, to, delegator }
}
