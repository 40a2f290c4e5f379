// A rules file made ready: every name and label looked up, every reference that leads nowhere reported. Rules with
// faults still compile (a condition on an unknown value never holds), so that all faults are found at once.
import type { Programme } from '../policy/programme.ts'
import type { Effect, FactAxis, Outcome, RulesFile, When } from '../policy/rules.ts'
import { type PolicyFinding, policyError } from './finding.ts'

/** What a programme lends to its rules; a pack without programme.yaml lends nothing but its id. */
export type Vocabulary = Pick<Programme, 'id'> & Partial<Pick<Programme, 'categories' | 'grades' | 'documents' | 'lists'>>

/** Something a condition may ask about: a fact of the town, or a setting with a few answers. */
export type Axis = { kind: 'fact' | 'setting'; id: string; label: string; values: ReadonlyMap<string, string>; default: string | null; bestFirst: readonly string[] }

/** Axis → the values that satisfy it. */
export type Conditions = ReadonlyMap<string, ReadonlySet<string>>

export type Row = {
  kind: 'rule' | 'gap'
  id: string
  title: string
  priority: number
  alternatives: readonly Conditions[]
  /** null for a gap */
  outcome: string | null
  becomes: Readonly<Record<string, string>>
  article: string | null
  also: readonly string[]
  reason: string | null
  effects: readonly Effect[]
  decidedBy: string | null
}

export type Rules = {
  programme: string
  id: string
  title: string
  effective: string
  firstSeason: number
  transition: RulesFile['transition']
  file: RulesFile
  documents: Readonly<Record<string, string>>
  axes: readonly Axis[]
  rows: readonly Row[]
  measures: readonly { id: string; title: string; alternatives: readonly Conditions[]; effects: readonly Effect[] }[]
  ranking: (NonNullable<RulesFile['ranking']> & { fact: string; ranked: Conditions }) | null
  substitution: (Omit<NonNullable<RulesFile['substitution']>, 'of' | 'candidates'> & { of: Conditions; candidates: Conditions }) | null
  /** references that lead nowhere */
  faults: readonly PolicyFinding[]
}

/** Never refuses: what is wrong is in `faults`, for `checkRules` to report. */
export function compileRules(file: RulesFile, vocabulary: Vocabulary): Rules {
  const faults: PolicyFinding[] = []
  const axes = axesOf(file, vocabulary, faults)
  const names = new Names(axes, file.outcomes, faults)
  const rows: Row[] = [
    ...file.rules.map((rule): Row => {
      const where = `规则 ${rule.id}`
      return {
        kind: 'rule', id: rule.id, title: rule.title, priority: rule.priority, alternatives: names.whens(rule.when, where), outcome: names.outcome(rule.outcome, where), becomes: names.changes(rule.becomes, where),
        article: rule.article ?? null, also: rule.also, reason: rule.reason ?? null, effects: rule.effects, decidedBy: null,
      }
    }),
    ...file.gaps.map((gap): Row => ({
      kind: 'gap', id: gap.id, title: gap.title, priority: gap.priority, alternatives: names.whens(gap.when, `空白 ${gap.id}`), outcome: null, becomes: {},
      article: gap.article ?? null, also: gap.also, reason: gap.reason, effects: [], decidedBy: gap.decidedBy,
    })),
  ]
  const measures = file.measures.map(({ id, title, when, effects }) => ({ id, title, effects, alternatives: names.whens(when, `措施 ${id}`) }))
  const { ranking, substitution } = file
  return {
    programme: vocabulary.id, id: file.id, title: file.title, effective: file.effective, firstSeason: file.firstSeason, transition: file.transition, file,
    documents: { ...vocabulary.documents, ...file.documents }, axes, rows, measures,
    ranking: ranking ? { ...ranking, fact: names.fact(ranking.fact, '排名')?.id ?? ranking.fact, ranked: names.when(ranking.among, '排名'), middle: names.valueOf(ranking.fact, ranking.middle, '排名'), unranked: names.valueOf(ranking.fact, ranking.unranked, '排名'), cuts: ranking.cuts.map(cut => ({ ...cut, value: names.valueOf(ranking.fact, cut.value, '排名') })) } : null,
    substitution: substitution ? { ...substitution, of: names.when(substitution.of, '递补'), candidates: names.when(substitution.candidates, '递补'), outcome: names.outcome(substitution.outcome, '递补'), becomes: names.changes(substitution.becomes, '递补') } : null,
    faults,
  }
}

/** Whether all conditions hold for the values given. */
export function holds(conditions: Conditions, valueOf: (axis: string) => string | undefined): boolean {
  for (const [axis, values] of conditions) {
    const value = valueOf(axis)
    if (value === undefined || !values.has(value)) return false
  }
  return true
}

/** The axis with this id or label. */
export function findAxis(axes: readonly Axis[], name: string): Axis | undefined {
  return axes.find(axis => axis.id === name) ?? axes.find(axis => axis.label === name)
}

/** The id of a value given by id or label. */
export function findValue({ values }: Axis, name: string): string | undefined {
  return values.has(name) ? name : [...values].find(([, label]) => label === name)?.[0]
}

/** The outcome with this id or label. */
export function findOutcome(outcomes: readonly Outcome[], name: string): Outcome | undefined {
  return outcomes.find(outcome => outcome.id === name) ?? outcomes.find(outcome => outcome.label === name)
}

function axesOf(file: RulesFile, vocabulary: Vocabulary, faults: PolicyFinding[]): Axis[] {
  const facts = file.facts.map((fact): Axis => {
    const values = new Map([...lentTo(fact, vocabulary, faults), ...Object.entries(fact.values)])
    const axis: Axis = { kind: 'fact', id: fact.id, label: fact.label, values, default: fact.default ?? null, bestFirst: fact.bestFirst ?? [] }
    const asked = [fact.default, ...axis.bestFirst, fact.past?.none, fact.past?.unknown, ...Object.values(fact.past?.not ?? {})].filter(value => value !== undefined)
    for (const value of asked) if (!values.has(value)) faults.push(policyError('unknown-value', `事实 ${fact.id}`, `“${fact.label}”没有“${value}”这个值。`))
    return axis
  })
  const settings = file.settings.filter(setting => setting.kind === 'choice').map((setting): Axis => ({ kind: 'setting', id: setting.id, label: setting.label, values: new Map(Object.entries(setting.options)), default: setting.default, bestFirst: [] }))
  return [...facts, ...settings]
}

function lentTo(fact: FactAxis, vocabulary: Vocabulary, faults: PolicyFinding[]): [string, string][] {
  if (!fact.from) return []
  const lent: [string, string][] | undefined = fact.from === 'grades' ? vocabulary.grades?.map(grade => [grade.id, grade.label]) : vocabulary.categories?.map(category => [category, category])
  if (!lent) faults.push(policyError('vocabulary-missing', `事实 ${fact.id}`, `取自项目的 ${fact.from}，但没有 programme.yaml。请写明 values。`))
  return lent ?? []
}

/** Looks names up, and reports those that lead nowhere. */
class Names {
  readonly #axes: readonly Axis[]
  readonly #outcomes: readonly Outcome[]
  readonly #faults: PolicyFinding[]
  constructor(axes: readonly Axis[], outcomes: readonly Outcome[], faults: PolicyFinding[]) {
    this.#axes = axes
    this.#outcomes = outcomes
    this.#faults = faults
  }

  fact(name: string, where: string): Axis | undefined {
    const axis = findAxis(this.#axes, name)
    if (!axis) this.#faults.push(policyError('unknown-fact', where, `没有“${name}”这项事实或设定。现有：${this.#axes.map(other => other.label).join('、')}。`))
    return axis
  }

  valueOf(fact: string, name: string, where: string): string {
    const axis = findAxis(this.#axes, fact)
    const value = axis && findValue(axis, name)
    if (axis && value === undefined) this.#faults.push(policyError(axis.kind === 'fact' ? 'unknown-value' : 'unknown-option', where, `“${axis.label}”没有“${name}”这个值。现有：${[...axis.values.values()].join('、')}。`))
    return value ?? name
  }

  outcome(name: string, where: string): string {
    const outcome = findOutcome(this.#outcomes, name)
    if (!outcome) this.#faults.push(policyError('unknown-outcome', where, `没有“${name}”这种结果。现有：${this.#outcomes.map(other => other.label).join('、')}。`))
    return outcome?.id ?? name
  }

  changes(becomes: Readonly<Record<string, string>>, where: string): Record<string, string> {
    return Object.fromEntries(Object.entries(becomes).map(([fact, value]) => [this.fact(fact, where)?.id ?? fact, this.valueOf(fact, value, where)]))
  }

  whens(when: When | When[], where: string): Conditions[] {
    return [when].flat().map(one => this.when(one, where))
  }

  when(when: When, where: string): Conditions {
    return new Map(Object.entries(when).map(([name, condition]) => {
      const axis = this.fact(name, where)
      const negative = typeof condition === 'object' && !Array.isArray(condition)
      const asked = [negative ? condition.not : condition].flat().map(value => this.valueOf(name, value, where))
      return [axis?.id ?? name, new Set(negative ? [...axis?.values.keys() ?? []].filter(value => !asked.includes(value)) : asked)]
    }))
  }
}
