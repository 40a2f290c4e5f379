// The tables of long jobs as Kysely sees them; see migrations/0008-work.sql.
import type { ColumnType, Generated } from 'kysely'
import type { Attachment } from '#core/attachment/attachment.ts'

type Json<T> = ColumnType<T, string, string>

export type TaskTables = {
  task: { id: string; kind: string; input: Json<Record<string, string>>; account: string; title: string; state: Generated<'queued' | 'running' | 'done' | 'failed'>; done: Generated<number>; of: Generated<number>; file: ColumnType<Attachment | null, string | null | undefined, string | null>; problem: string | null; created: string; ended: string | null; expires: string | null; hidden: Generated<boolean> }
  worked_out: { key: string; body: Json<unknown>; at: string }
}
