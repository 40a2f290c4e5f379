// Notifications in their table. Each has a key: what is told a second time changes nothing.
import type { NoteKind, NoteView } from '#contract/messages.ts'
import type { Tx } from '../db/connect.ts'

/** `title` is all that ever leaves by mail, beside the link: no content of a case, no name of whoever acted. */
export type Note = { account: string; key: string; kind: NoteKind; title: string; path: string }

/** @returns how many were new */
export async function tell(tx: Tx, notes: readonly Note[], at: string): Promise<number> {
  if (!notes.length) return 0
  const { numInsertedOrUpdatedRows } = await tx.insertInto('notification').values(notes.map(note => ({ ...note, at, read: null }))).onConflict(conflict => conflict.columns(['account', 'key']).doNothing()).executeTakeFirst()
  return Number(numInsertedOrUpdatedRows ?? 0)
}

export async function listNotes(tx: Tx, account: string, { before, unread, size }: { before?: number | undefined; unread: boolean; size: number }): Promise<NoteView[]> {
  let query = tx.selectFrom('notification').select(['id', 'kind', 'title', 'path', 'at', 'read']).where('account', '=', account).orderBy('id', 'desc').limit(size)
  if (before !== undefined) query = query.where('id', '<', before)
  if (unread) query = query.where('read', 'is', null)
  return (await query.execute()).map(row => ({ ...row, read: row.read !== null }))
}

export async function countUnread(tx: Tx, account: string): Promise<number> {
  const { count } = await tx.selectFrom('notification').select(eb => eb.fn.countAll<number>().as('count')).where('account', '=', account).where('read', 'is', null).executeTakeFirstOrThrow()
  return Number(count)
}

/** Of one's own only. */
export async function markRead(tx: Tx, account: string, { ids, upTo }: { ids: readonly number[]; upTo?: number | undefined }, now: string): Promise<void> {
  const own = tx.updateTable('notification').set({ read: now }).where('account', '=', account).where('read', 'is', null)
  if (ids.length) await own.where('id', 'in', [...ids]).execute()
  if (upTo !== undefined) await own.where('id', '<=', upTo).execute()
}
