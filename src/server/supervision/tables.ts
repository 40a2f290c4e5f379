import type { ColumnType } from 'kysely'

type Written<T> = ColumnType<T, T, never>

/** Sealed words of the public; opened by report-act.ts and objection.ts alone. */
export type SupervisionTables = { objector: { subject: Written<string>; objection: Written<string>; sealed: Written<Buffer> }; report: { id: Written<string>; receipt: Written<string>; sealed: Written<Buffer>; contact: Written<Buffer | null> } }
