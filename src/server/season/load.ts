// A season from its stream, and the content it names.
import { problem, Refusal } from '#core/base/problem.ts'
import type { Rules } from '#core/decision/compile.ts'
import { parseSeasonId } from '#core/decision/season.ts'
import type { DecisionsContent, NoticeContent, PolicyContent, ProposalsContent, SnapshotContent } from '#core/season/content.ts'
import { type SeasonFact, seasonStream } from '#core/season/events.ts'
import { type SeasonState, seasonOf } from '#core/season/season.ts'
import { sql } from 'kysely'
import { getContent } from '../content.ts'
import type { Tx } from '../db/connect.ts'
import { readStream } from '../log/read.ts'
import { lockedRules, rulesById } from './policies.ts'

/** @throws Refusal `season.id`, `season.unknown` */
export async function loadSeason(tx: Tx, id: string): Promise<SeasonState> {
  const parsed = parseSeasonId(id)
  if (!parsed.ok) throw new Refusal(parsed.problem)
  const state = seasonOf(id, await readStream<SeasonFact>(tx, seasonStream(id)))
  if (!state) throw new Refusal(problem('season.unknown', { season: id, known: (await seasonIds(tx)).join('、') || '（无）' }))
  return state
}

/** Ids of all seasons, by programme and year. */
export async function seasonIds(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ stream: string }>`select distinct stream from event where type = 'season.opened' order by stream`.execute(tx)
  return rows.map(row => row.stream.slice(seasonStream('').length))
}

/** The rules a season goes by: as locked, or before that the version it was opened with. */
export async function rulesOf(tx: Tx, state: SeasonState): Promise<Rules> {
  const policy = await contentOf<PolicyContent>(tx, state, 'policy')
  return policy ? lockedRules(policy.rules, policy.programme) : rulesById(state.programme, state.rules, state.year)
}

/** Null before the season has got that far. */
export async function contentOf<T extends PolicyContent | SnapshotContent | ProposalsContent | DecisionsContent | NoticeContent>(tx: Tx, state: SeasonState, what: 'policy' | 'snapshot' | 'proposals' | 'decisions' | 'notice'): Promise<T | null> {
  const hash = state.contents[what]
  return hash ? getContent<T>(tx, hash) : null
}
