// From a town's facts to what the rules propose, and why. Pure and total: whatever the facts, exactly one outcome or
// one named reason why the rules leave the town to a person.
import type { Settings } from '../policy/setting.ts'
import { type Axis, type Conditions, findOutcome, holds, type Row, type Rules } from './compile.ts'
import { type Following, followingOf } from './effect.ts'
import type { Explanation } from './explanation.ts'
import { explain } from './explain.ts'
import type { GivenFact, Situation, TownFacts } from './facts.ts'

/** 拟办: what the rules propose for a town; a person decides. */
export type Proposal = {
  town: { id: string; name: string }
  /** version of the rules */
  rules: string
  /** null: the rules leave it to a person */
  outcome: string | null
  label: string
  /** why the rules leave it open: the id of the gap, its reason, and who decides */
  open: { id: string; reason: string; decidedBy: string } | null
  /** the rule or gap that applied; null where a fact was missing */
  row: string | null
  /** `S0 四`; null where a default with a reason stands in for an article */
  article: string | null
  /** facts the outcome changes */
  becomes: Readonly<Record<string, string>>
  effects: readonly Following[]
  because: Explanation
}

/**
 * @param settings every setting's value (`settingsWith`)
 * @param town facts by id; a fact that is neither given nor has a default leaves the town open (`fact-missing`)
 */
export function decide(rules: Rules, settings: Settings, town: TownFacts): Proposal {
  const situation = situationOf(rules, settings, town)
  const asked = rules.axes.filter(axis => axis.kind === 'fact' && isAsked(rules, axis))
  const missing = asked.filter(axis => !axis.values.has(situation.get(axis.id)?.value ?? ''))
  if (missing.length) return leftOpen(rules, settings, town, situation, { id: 'fact-missing', reason: `${missing.map(axis => missingWords(axis, situation)).join('；')}。请补充后再算。` })
  const { winners, overruled } = applicable(rules, situation)
  const [first] = winners
  if (!first) return leftOpen(rules, settings, town, situation, { id: 'no-rule', reason: '没有一条规则适用于这种情形。请修订规则。' })
  if (!agree(winners)) return leftOpen(rules, settings, town, situation, { id: 'contradiction', reason: `规则互相矛盾：${winners.map(row => row.title).join('、')}。请修订规则。` })
  const { id, outcome, article, becomes, effects } = first
  const measures = rules.measures.filter(measure => measure.alternatives.some(conditions => holds(conditions, axis => situation.get(axis)?.value)))
  const following = [...effects, ...measures.flatMap(measure => measure.effects)].map(effect => followingOf(effect, settings))
  const label = outcome === null ? rules.file.openLabel : findOutcome(rules.file.outcomes, outcome)?.label ?? outcome
  return {
    town: { id: town.id, name: town.name }, rules: rules.id, outcome, label, row: id, article, becomes, effects: following,
    open: outcome === null ? { id, reason: first.reason ?? '', decidedBy: first.decidedBy ?? '' } : null,
    because: explain(rules, settings, town, { label, row: first, conditions: metOf(first, situation), situation, following, overruled }),
  }
}

/** The rows that hold, the ones of highest priority first and apart from those they overrule. */
export function applicable(rules: Rules, situation: Situation): { winners: Row[]; overruled: Row[] } {
  const holding = rules.rows.filter(row => metOf(row, situation) !== undefined)
  const top = Math.max(...holding.map(row => row.priority))
  return { winners: holding.filter(row => row.priority === top), overruled: holding.filter(row => row.priority < top && row.priority > 0) }
}

/** Whether rows say the same: outcome and what it changes. */
export function agree(rows: readonly Row[]): boolean {
  const said = (row: Row): string => JSON.stringify([row.outcome ?? `gap ${row.id}`, Object.entries(row.becomes).sort()])
  return new Set(rows.map(said)).size <= 1
}

/** Why an outcome did not come: for each rule that gives it, the conditions that do not hold, nearest rule first. */
export function whyNot(rules: Rules, settings: Settings, town: TownFacts, outcome: string): { row: string; title: string; failing: { name: string; is: string; asked: string[] }[] }[] {
  const situation = situationOf(rules, settings, town)
  const labels = new Map(rules.axes.map(axis => [axis.id, axis]))
  const failing = (conditions: Conditions): { name: string; is: string; asked: string[] }[] => [...conditions].flatMap(([id, values]) => {
    const [axis, value] = [labels.get(id), situation.get(id)?.value ?? '']
    return values.has(value) ? [] : [{ name: axis?.label ?? id, is: axis?.values.get(value) ?? '（没有）', asked: [...values].map(other => axis?.values.get(other) ?? other) }]
  })
  return rules.rows.filter(row => row.outcome === outcome)
    .map(row => ({ row: row.id, title: row.title, failing: row.alternatives.map(failing).toSorted((a, b) => a.length - b.length)[0] ?? [] }))
    .toSorted((a, b) => a.failing.length - b.failing.length)
}

/** Given facts, defaults where nothing was given, and the answers of the settings that conditions may ask about. */
export function situationOf(rules: Rules, settings: Settings, town: TownFacts): Situation {
  return new Map(rules.axes.flatMap((axis): [string, GivenFact][] => {
    if (axis.kind === 'setting') return [[axis.id, { value: String(settings[axis.id] ?? axis.default), source: '设定' }]]
    const given = town.facts[axis.id]
    if (given) return [[axis.id, given]]
    return axis.default === null ? [] : [[axis.id, { value: axis.default, source: '没有相反的记录' }]]
  }))
}

function metOf(row: Row, situation: Situation): Conditions | undefined {
  return row.alternatives.find(conditions => holds(conditions, axis => situation.get(axis)?.value))
}

function isAsked(rules: Rules, { id }: Axis): boolean {
  return rules.rows.some(row => row.alternatives.some(conditions => conditions.has(id)))
}

function missingWords({ id, label, values }: Axis, situation: Situation): string {
  const value = situation.get(id)?.value
  return value === undefined ? `缺少“${label}”` : `“${label}”没有“${value}”这个值，可以是${[...values.values()].sort().join('、')}`
}

function leftOpen(rules: Rules, settings: Settings, town: TownFacts, situation: Situation, { id, reason }: { id: string; reason: string }): Proposal {
  const label = rules.file.openLabel
  return {
    town: { id: town.id, name: town.name }, rules: rules.id, outcome: null, label, open: { id, reason, decidedBy: '' }, row: null, article: null, becomes: {}, effects: [],
    because: explain(rules, settings, town, { label, row: null, reason, conditions: undefined, situation, following: [], overruled: [] }),
  }
}
