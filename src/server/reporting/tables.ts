// The tables of 报送 as Kysely sees them; see migrations/0007-reporting.sql.
import type { ColumnType, Generated } from 'kysely'
import type { Change, Content, Scalar } from '#core/reporting/content.ts'

type Written<T> = ColumnType<T, T, never>
type WrittenJson<T> = ColumnType<T, string, never>

export type SubmissionTable = { id: Written<string>; form: Written<string>; version: number; content: ColumnType<Content, string, string>; submitted: boolean; saved: string }
export type SaveTable = { submission: Written<string>; version: Written<number>; person: Written<string>; actor: Written<string>; behalf: Written<string | null>; on: Written<string>; at: Written<string>; changes: WrittenJson<Change[]>; source: Written<string | null> }
export type FigureTable = { position: Generated<number>; form: Written<string>; town: Written<string>; indicator: Written<string>; origin: Written<'thirdParty' | 'administrative'>; value: WrittenJson<Scalar>; source: Written<string>; person: Written<string>; actor: Written<string>; at: Written<string> }
export type ReminderTable = { key: Written<string>; submission: Written<string>; level: Written<string>; kind: Written<'soon' | 'overdue'>; due: Written<string>; days: Written<number>; at: Written<string> }

export type ReportingTables = { reporting_submission: SubmissionTable; reporting_save: SaveTable; reporting_figure: FigureTable; reporting_reminder: ReminderTable }
