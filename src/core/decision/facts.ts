// What the rules ask about one town: facts as words, each with its source, and the words for earlier years.
import type { Rules } from './compile.ts'
import type { Figure } from './explanation.ts'
import { resolve, type Settings } from '../policy/setting.ts'

/** A fact's value (its id), where it comes from, and why where no document prints it. */
export type GivenFact = { value: string; source: string; inferred?: string; figures?: readonly Figure[] }

/** Facts by axis, the defaults filled in. */
export type Situation = ReadonlyMap<string, GivenFact>

export type TownFacts = {
  id: string
  name: string
  facts: Readonly<Record<string, GivenFact>>
  /** published score, where there is one: ranks are made from it */
  score?: number
  /** 市（州）, where substitution asks */
  region?: string
}

/** A grade of some year as the register holds it; `negated`: only known not to be this grade. */
export type YearlyValue = { year: number; value: string; negated?: boolean; source: string; inferred?: string }

/**
 * The facts that look back, for a season's year, from a town's yearly values.
 * @param history by fact id: the values of each year
 * @param listedIn the year the town was listed; before it there was nothing to evaluate
 */
export function pastFacts(rules: Rules, settings: Settings, year: number, history: Readonly<Record<string, readonly YearlyValue[]>>, listedIn: number | null): Record<string, GivenFact> {
  return Object.fromEntries(rules.file.facts.flatMap(({ id, past }) => (past ? [[id, pastFact(past, settings, year, history[past.of] ?? [], listedIn)]] : [])))
}

function pastFact(past: NonNullable<Rules['file']['facts'][number]['past']>, settings: Settings, year: number, values: readonly YearlyValue[], listedIn: number | null): GivenFact {
  const earlier = values.filter(value => value.year < year).toSorted((a, b) => b.year - a.year)
  const found = resolve(past.years, settings) === 'last-evaluated' ? earlier[0] : earlier.find(value => value.year === year - 1)
  if (!found) {
    const newcomer = listedIn !== null && listedIn >= year
    return newcomer ? { value: past.none, source: `${listedIn}年列入，此前没有评估` } : { value: past.unknown, source: `登记簿没有${year - 1}年度的记录` }
  }
  const value = found.negated ? past.not[found.value] ?? past.unknown : found.value
  return { value, source: `${found.source}（${found.year}年度）`, ...(found.inferred ? { inferred: found.inferred } : {}) }
}
