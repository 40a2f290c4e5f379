// The tables as Kysely sees them. int8 is read as number, date as `YYYY-MM-DD`, timestamptz as an ISO instant.
import type { ColumnType, Generated } from 'kysely'
import type { AttachmentTables } from '../attachment/tables.ts'
import type { ApplicationTables } from '../application/tables.ts'
import type { SupervisionTables } from '../supervision/tables.ts'
import type { IdentityTables } from '../identity/tables.ts'
import type { NotificationTables } from '../notification/tables.ts'
import type { ReportingTables } from '../reporting/tables.ts'
import type { TaskTables } from '../tasks/tables.ts'
import type { WorkTables } from '../work/tables.ts'

type Written<T> = ColumnType<T, T, never>

export type EventTable = {
  position: Written<number>
  stream: Written<string>
  version: Written<number>
  type: Written<string>
  data: ColumnType<unknown, string, never>
  effective: Written<string>
  dating: ColumnType<'exact' | 'no-later-than', 'exact' | 'no-later-than' | undefined, never>
  recorded: Written<string>
  actor: Written<string>
  basis: ColumnType<unknown, string, never>
  corrects: Written<number | null>
  previous: Written<Buffer>
  hash: Written<Buffer>
}

export type CheckpointTable = {
  size: Written<number>
  root: Written<Buffer>
  frontier: Written<Buffer>
  note: Written<string>
  recorded: Written<string>
}

export type ContentTable = { hash: Written<string>; body: Written<string>; recorded: Written<string> }

export type MigrationTable = { name: string; hash: string; applied: Generated<string> }

export type Tables = { event: EventTable; checkpoint: CheckpointTable; content: ContentTable; migration: MigrationTable } & IdentityTables & ApplicationTables & AttachmentTables & SupervisionTables & ReportingTables & WorkTables & NotificationTables & TaskTables
