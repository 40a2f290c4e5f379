// Who sits on a panel reaches the case, and nobody else does: the posts of experts name the cases assigned to them.
import type { Access } from '#core/access/may.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/connect.ts'

/** Roles whose reach is what is assigned to them, and who score. */
export function scoringRoles({ policy }: Access): string[] {
  return Object.entries(policy.permissions['score.sign'].who).filter(([, scope]) => scope === 'assigned').map(([role]) => role)
}

/** Exactly these persons reach the case from now on. */
export async function seat(tx: Tx, application: string, persons: readonly string[], access: Access): Promise<void> {
  await sql`
    update post set assigned = array_remove(post.assigned, ${application}) from account
    where account.id = post.account and ${application} = any(post.assigned) and not account.person = any(${[...persons]}::text[])`.execute(tx)
  await sql`
    update post set assigned = array_append(post.assigned, ${application}) from account
    where account.id = post.account and post.state = 'granted' and post.role = any(${scoringRoles(access)}::text[]) and account.person = any(${[...persons]}::text[]) and not ${application} = any(post.assigned)`.execute(tx)
}

export async function unseat(tx: Tx, application: string): Promise<void> {
  await sql`update post set assigned = array_remove(assigned, ${application}) where ${application} = any(assigned)`.execute(tx)
}
