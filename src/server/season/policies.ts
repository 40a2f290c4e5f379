// The policy packs as the seasons use them, read once.
import { problem, Refusal } from '#core/base/problem.ts'
import { compileRules, type Rules } from '#core/decision/compile.ts'
import { parseScheme } from '#core/evaluation/parse-scheme.ts'
import type { Scheme } from '#core/evaluation/scheme.ts'
import type { Programme } from '#core/policy/programme.ts'
import { rulesForSeason } from '#core/policy/versions.ts'
import { readOnce } from '../policy-folder.ts'
import { getPack, loadPacks, type PolicyPack } from '../policy-packs.ts'

export const allPacks: () => readonly PolicyPack[] = readOnce(loadPacks)

/** @throws Refusal `programme.unknown`, or `season.rules` for a programme without a vocabulary */
export function packOf(programme: string, year = 0): PolicyPack & { programme: Programme } {
  const pack = getPack(allPacks(), programme)
  if (!pack.programme) throw new Refusal(problem('season.rules', { programme, year }))
  return { ...pack, programme: pack.programme }
}

/** The version a season of that year takes when it is opened on that day. @throws Refusal `season.rules` */
export function rulesFor(programme: string, year: number, on: string): Rules {
  const rules = rulesForSeason(packOf(programme, year).rules, { year, on, lockedWith: null })
  if (!rules) throw new Refusal(problem('season.rules', { programme, year }))
  return rules
}

/** Rules of a version by its id, as the season was opened with. @throws Refusal `season.rules` */
export function rulesById(programme: string, id: string, year: number): Rules {
  const found = packOf(programme, year).rules.find(rules => rules.id === id)
  if (!found) throw new Refusal(problem('season.rules', { programme, year }))
  return found
}

/** Rules from the file a season was locked with: later changes of the pack do not reach it. */
export function lockedRules(file: Rules['file'], programme: Programme): Rules {
  return compileRules(file, programme)
}

/** @throws Refusal `season.scheme`, `scheme.invalid` */
export function schemeById(programme: string, id: string): Scheme {
  const { schemes } = packOf(programme)
  const found = schemes.find(({ value }) => (value as { id?: unknown }).id === id)
  if (!found) throw new Refusal(problem('season.scheme', { programme, scheme: id, known: schemes.map(({ value }) => String((value as { id?: unknown }).id)).join('、') }))
  const read = parseScheme(found.value)
  if (!read.ok) throw new Refusal(read.problem)
  return read.value
}
