// The tables of the desk as Kysely sees them; see migrations/0008-work.sql.
export type WorkTables = {
  desk_visit: { account: string; session: string; since: number; since_at: string | null; shown: number; shown_at: string }
  waiting: { account: string; subject: string; act: string; since: string }
}
