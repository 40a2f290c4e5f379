import type { ColumnType } from 'kysely'

type Written<T> = ColumnType<T, T, never>

/** Sealed words of the public; opened by report-act.ts alone. */
export type SupervisionTables = { report: { id: Written<string>; receipt: Written<string>; sealed: Written<Buffer>; contact: Written<Buffer | null> } }
