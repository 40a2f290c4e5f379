// What the rules are asked about each town of a season: from the register, from the evaluation, and from notes.
import type { Basis } from '../register/event.ts'
import type { Town } from '../register/town.ts'
import type { Rules } from '../decision/compile.ts'
import { type GivenFact, pastFacts, type TownFacts, type YearlyValue } from '../decision/facts.ts'
import type { Scored } from '../evaluation/evaluate.ts'
import type { Settings } from '../policy/setting.ts'
import type { Note } from './events.ts'

/** A town's grade as a document printed it. */
export type PrintedGrade = { grade: string; source: string }

export type TownInput = {
  town: Town
  /** null: not evaluated this year */
  scored: Scored | null
  printed: PrintedGrade | null
  withdrawn: string | null
}

export type SeasonInput = { programme: string; year: number; rules: Rules; settings: Settings; notes: readonly Note[]; /** name of a document, as people cite it */ cite: (document: string) => string }

/**
 * Facts by the names that every programme's rules share: category, grade, its earlier years, withdrawn, warned; the
 * rules' own ranking adds the position.
 * What a programme's rules ask beyond that comes from notes. A note outweighs the register: whoever makes it says why.
 */
export function townFactsOf({ town, scored, printed, withdrawn }: TownInput, input: SeasonInput): TownFacts {
  const { programme, rules, settings, year, notes, cite } = input
  const standing = town.standings.find(other => other.programme === programme)
  const facts: Record<string, GivenFact> = {}
  const source = (basis: Basis): Pick<GivenFact, 'source' | 'inferred'> => ({ source: `${cite(basis.document)}${basis.place ? ` ${basis.place}` : ''}`, ...(basis.inferred ? { inferred: basis.inferred } : {}) })
  facts['category'] = standing?.category ? { value: standing.category, ...source(standing.basis) } : { value: 'unknown', source: '登记簿没有记载' }
  if (printed) facts['grade'] = { value: printed.grade, source: printed.source }
  else if (scored?.grade) facts['grade'] = gradeFact(scored)
  else facts['grade'] = { value: 'none', source: scored ? scored.steps.at(-1) ?? '没有评分' : '没有参加评估' }
  if (withdrawn) facts['withdrawn'] = { value: 'yes', source: withdrawn }
  if (standing?.warning) facts['warned'] = { value: 'yes', ...source(standing.warning.basis) }
  const history: YearlyValue[] = (standing?.grades ?? []).map(({ year: of, grade, negated, basis }) => ({ year: of, value: grade, negated, ...source(basis) }))
  Object.assign(facts, pastFacts(rules, settings, year, { grade: history }, standing?.sinceDating === 'exact' ? Number(standing.since.slice(0, 4)) : null))
  for (const { fact, value, source: from, inferred } of notes.filter(note => note.town === town.id)) {
    facts[fact] = { value, source: from, ...(inferred ? { inferred } : {}) }
  }
  const asked = new Set(rules.file.facts.map(fact => fact.id))
  return {
    id: town.id, name: town.name, facts: Object.fromEntries(Object.entries(facts).filter(([id]) => asked.has(id))),
    ...(scored?.published === null || !scored ? {} : { score: scored.published }), ...(town.prefecture ? { region: town.prefecture } : {}),
  }
}

function gradeFact({ grade, published, rank, steps, vetoes }: Scored): GivenFact {
  return {
    value: grade as string, source: `评分结果：${steps.join('；')}`,
    figures: [{ name: '得分', value: published ?? 0, unit: '分' }, ...(rank === null ? [] : [{ name: '名次', value: rank }]), ...vetoes.map(({ name }) => ({ name: '否决项', value: name }))],
  }
}
