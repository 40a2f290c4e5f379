// All accounts with their posts, as administrators and the auditor see them: no secrets, not even hashed.
import type { AccountView } from '#contract/accounts.ts'
import type { Access } from '#core/access/may.ts'
import type { PlainDate } from '#core/base/plain-date.ts'
import type { Places } from '#core/register/division.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/connect.ts'
import { organisationNames } from './organisations.ts'
import { postsWithEnd } from './people.ts'
import { postView } from './session-view.ts'

export async function listAccounts(tx: Tx, access: Access, places: Places, day: PlainDate): Promise<AccountView[]> {
  const names = await organisationNames(tx, day)
  const posts = await postsWithEnd(tx).execute()
  const accounts = await tx.selectFrom('account').selectAll()
    .select([sql<string | null>`(select max(seen) from session where session.account = account.id)`.as('lastSeen'), sql<boolean>`exists (select from passkey where passkey.account = account.id)`.as('passkey')])
    .orderBy('created').orderBy('id').execute()
  return accounts.map(({ id, person, username, name, organisation, disabled, created, password, totp, lastSeen, passkey }) => ({
    id, person, username, name, organisation, organisationName: organisation === null ? null : names.get(organisation) ?? null,
    disabled, activated: password !== null || passkey, secondFactor: totp !== null || passkey, created, lastSeen,
    posts: posts.filter(post => post.account === id).map(post => ({ ...postView(post, access, places, names), id: post.id, state: post.state, proposedBy: post.proposed_by, settledBy: post.settled_by })),
  }))
}
