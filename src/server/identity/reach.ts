// A reach as a condition on rows: lists show this and no more. The same rule as `covers`, for the database.
import { type RawBuilder, sql } from 'kysely'
import type { Reach } from '#core/access/reach.ts'

/** Over columns that name a row's town, county and prefecture; no rows at all for an empty reach. */
export function withinReach({ everywhere, prefectures, counties, towns, assigned }: Reach, columns: { town: string; county: string; prefecture: string }): RawBuilder<boolean> {
  if (everywhere) return sql<boolean>`true`
  return sql<boolean>`(${sql.ref(columns.prefecture)} = any(${prefectures}::text[]) or ${sql.ref(columns.county)} = any(${counties}::text[]) or ${sql.ref(columns.town)} = any(${[...towns, ...assigned]}::text[])) is true`
}
