// 抽取专家: from a pool that is fixed first and a public number that is known afterwards, so that nobody chooses. Each
// person's place follows from SHA-256 over number, application and person; anyone with pool and number works it out again.
import { hashOfText } from '../base/content-hash.ts'
import { problem, type Problem } from '../base/problem.ts'

/** The pool in the order of the draw: the first ones sit, the others follow as seats become free. */
export function drawOrder(number: string, application: string, round: number, pool: readonly string[]): string[] {
  const lot = (person: string): string => hashOfText([number.trim(), application, String(round), person].join('\n'))
  return pool.map(person => ({ person, lot: lot(person) })).sort((a, b) => (a.lot < b.lot ? -1 : 1)).map(({ person }) => person)
}

/** Somebody who might be drawn, with what keeps them from it (null: nothing). */
export type Candidate = { person: string; refusal: Problem | null; reason: string }

/** Who may be drawn and who not. Too few: it stops, and nobody relaxes the rules silently. */
export function poolOf(candidates: readonly Candidate[], size: number): { eligible: string[]; excluded: { person: string; reason: string }[]; refusal: Problem | null } {
  const eligible = candidates.filter(candidate => !candidate.refusal).map(candidate => candidate.person).sort()
  const excluded = candidates.filter(candidate => candidate.refusal).map(({ person, reason }) => ({ person, reason })).sort((a, b) => (a.person < b.person ? -1 : 1))
  return { eligible, excluded, refusal: eligible.length < size ? problem('panel.few-experts', { eligible: eligible.length, needed: size, excluded: excluded.length }) : null }
}
