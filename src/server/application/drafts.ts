// Drafts in their table. Saving takes the row first, and so does handing in: no save falls between the two.
import { emptyDraft, type Draft, type Saved } from '#core/application/draft.ts'
import type { Tx } from '../db/connect.ts'

export function draftOf(application: string): string {
  return `application/${application}`
}

export function sheetDraftOf(application: string, round: number, person: string): string {
  return `sheet/${application}/${round}/${person}`
}

/** The draft as it is; empty where nobody has written yet. */
export async function readDraft(tx: Tx, id: string): Promise<Draft> {
  const row = await tx.selectFrom('application_draft').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? { version: row.version, content: row.content, fields: row.fields, writers: row.writers } : emptyDraft
}

/** The draft, made where it was not there; nobody else changes it until this transaction ends. */
export async function lockDraft(tx: Tx, id: string, now: string): Promise<Draft> {
  await tx.insertInto('application_draft').values({ id, version: 0, content: '{}', fields: '{}', writers: [], saved: now }).onConflict(conflict => conflict.column('id').doNothing()).execute()
  const row = await tx.selectFrom('application_draft').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow()
  return { version: row.version, content: row.content, fields: row.fields, writers: row.writers }
}

/** What `saveDraft` made, kept; the row is locked already. */
export async function keepDraft(tx: Tx, id: string, { draft, replaced }: Pick<Saved, 'draft' | 'replaced'>, { actor, now }: { actor: string; now: string }): Promise<void> {
  await tx.updateTable('application_draft').set({ version: draft.version, content: JSON.stringify(draft.content), fields: JSON.stringify(draft.fields), writers: [...draft.writers], saved: now }).where('id', '=', id).execute()
  if (!replaced.length) return
  await tx.insertInto('application_draft_replaced').values(replaced.map(({ field, value, touch }) => ({ draft: id, field, value: JSON.stringify(value), written_by: touch.actor, written_at: touch.at, replaced_by: actor, replaced_at: now }))).execute()
}

/** What somebody had written in a draft and somebody else replaced, newest first. */
export async function replacedIn(tx: Tx, id: string): Promise<{ field: string; value: unknown; by: string; at: string; replacedBy: string; replacedAt: string }[]> {
  const rows = await tx.selectFrom('application_draft_replaced').selectAll().where('draft', '=', id).orderBy('position', 'desc').limit(500).execute()
  return rows.map(row => ({ field: row.field, value: row.value, by: row.written_by, at: row.written_at, replacedBy: row.replaced_by, replacedAt: row.replaced_at }))
}
