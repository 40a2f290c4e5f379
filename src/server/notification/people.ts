// Everybody who may be told of something: accounts in use, with the person behind each and the posts they hold today.
import type { PlainDate } from '#core/base/plain-date.ts'
import type { Places } from '#core/register/division.ts'
import type { Tx } from '../db/connect.ts'
import { personOfAccount } from '../identity/people.ts'
import type { Who } from '../work/noun.ts'

export type Recipient = Who & { account: string }

export async function everybody(tx: Tx, day: PlainDate, places: Places): Promise<Recipient[]> {
  const rows = await tx.selectFrom('account').selectAll().where('disabled', '=', false).orderBy('id').execute()
  const people: Recipient[] = []
  for (const row of rows) people.push({ account: row.id, person: await personOfAccount(tx, row, day, places), day })
  return people
}
