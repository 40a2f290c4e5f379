// The tables of drafts as Kysely sees them.
import type { ColumnType, GeneratedAlways } from 'kysely'
import type { Json } from '#core/base/canonical.ts'
import type { Draft } from '#core/application/draft.ts'

type JsonColumn<T> = ColumnType<T, string, string>

export type ApplicationTables = {
  application_draft: { id: string; version: number; content: JsonColumn<Draft['content']>; fields: JsonColumn<Draft['fields']>; writers: string[]; saved: string }
  application_draft_replaced: { position: GeneratedAlways<number>; draft: string; field: string; value: JsonColumn<Json>; written_by: string; written_at: string; replaced_by: string; replaced_at: string }
}
