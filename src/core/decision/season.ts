// A season 评估年度: one programme, one year, one version of the rules, one set of settings, and for every town what the
// rules propose beside what a person decided.
import { problem } from '../base/problem.ts'
import { ok, refused, type Result } from '../base/result.ts'
import type { Settings } from '../policy/setting.ts'
import { findOutcome, type Rules } from './compile.ts'
import { decide, type Proposal } from './decide.ts'
import type { TownFacts } from './facts.ts'
import { withPlaces } from './ranking.ts'
import { fillVacancies } from './substitution.ts'

/** 偏离: a person decides otherwise than the rules propose, or where they propose nothing. */
export type Departure = {
  reason: string
  by: string
  /** the document or meeting it rests on */
  basis?: string
}

/** What was decided for one town, with what had been proposed. */
export type Decision = {
  town: string
  proposal: Proposal
  decided: string
  departure?: Departure
}

export type Season = {
  /** PROGRAMME/YEAR */
  id: string
  programme: string
  year: number
  /** version of the rules it was locked with */
  rules: string
  settings: Settings
  decisions: readonly Decision[]
}

export function seasonId(programme: string, year: number): string {
  return `${programme}/${year}`
}

/** `示例-茶镇/2023` → its parts; refuses with `season.id`. */
export function parseSeasonId(text: string): Result<{ programme: string; year: number }> {
  const match = /^(.+)\/(\d{4})$/.exec(text)
  return match ? ok({ programme: match[1] as string, year: Number(match[2]) }) : refused(problem('season.id', { text }))
}

/** A proposal for every town: places from scores, the table, then vacancies filled. In the order given. */
export function proposeSeason(rules: Rules, settings: Settings, towns: readonly TownFacts[]): Proposal[] {
  const placed = withPlaces(rules, settings, towns)
  return fillVacancies(rules, settings, placed, placed.map(town => decide(rules, settings, town)))
}

/** Takes a proposal as it is. Refuses with `departure.needed` where the rules propose nothing. */
export function accept(proposal: Proposal): Result<Decision> {
  const { town, outcome, open } = proposal
  if (outcome === null) return refused(problem('departure.needed', { town: town.name, why: open?.reason ?? '' }))
  return ok({ town: town.id, proposal, decided: outcome })
}

/**
 * Decides otherwise, with a reason. Deciding as proposed is no departure and is recorded without one.
 * @param outcome id or label; refuses with `departure.outcome` or, without a reason, `departure.reason`
 */
export function depart(rules: Rules, proposal: Proposal, outcome: string, departure: Departure): Result<Decision> {
  const found = findOutcome(rules.file.outcomes, outcome)
  if (!found) return refused(problem('departure.outcome', { outcome, known: rules.file.outcomes.map(other => other.label).join('、') }))
  if (found.id === proposal.outcome) return accept(proposal)
  if (departure.reason.trim() === '') return refused(problem('departure.reason', { town: proposal.town.name, proposed: proposal.label, decided: found.label }))
  return ok({ town: proposal.town.id, proposal, decided: found.id, departure })
}
