// 递补: the places that eliminated towns leave go to the best candidates.
import { resolve, type Settings } from '../policy/setting.ts'
import { findOutcome, holds, type Rules } from './compile.ts'
import { type Proposal, situationOf } from './decide.ts'
import { explain } from './explain.ts'
import { because, type Explanation } from './explanation.ts'
import type { TownFacts } from './facts.ts'

/** The proposals with candidates raised into the places left, one for one. Candidates without a score come last; equal ones in the order given. */
export function fillVacancies(rules: Rules, settings: Settings, towns: readonly TownFacts[], proposals: readonly Proposal[]): Proposal[] {
  const { substitution } = rules
  if (!substitution) return [...proposals]
  const is = (conditions: Parameters<typeof holds>[0], town: TownFacts): boolean => holds(conditions, axis => situationOf(rules, settings, town).get(axis)?.value)
  const leaving = towns.filter((town, i) => is(substitution.of, town) && leaves(rules, proposals[i] as Proposal))
  const waiting = towns.filter((town, i) => is(substitution.candidates, town) && !leaves(rules, proposals[i] as Proposal)).toSorted((a, b) => (b.score ?? -Infinity) - (a.score ?? -Infinity))
  const regionFirst = resolve(substitution.order, settings) === 'region-first'
  const places = Map.groupBy(towns.filter(town => is(substitution.of, town) && !leaving.includes(town)), town => town.region ?? '')
  const remaining = new Map([...places].map(([region, own]) => [region, own.length]))
  const chosen = new Map<string, { left: TownFacts; why: string }>()
  for (const left of leaving) {
    const region = left.region ?? ''
    const short = (remaining.get(region) ?? 0) < substitution.leastPerRegion
    const free = waiting.filter(town => !chosen.has(town.id))
    const own = regionFirst && short ? free.find(town => town.region === left.region) : undefined
    const taken = own ?? free[0]
    if (!taken) break
    remaining.set(taken.region ?? '', (remaining.get(taken.region ?? '') ?? 0) + 1)
    chosen.set(taken.id, { left, why: own ? `${region}少于${substitution.leastPerRegion}个，先从本地候选` : '候选中得分最高' })
  }
  return proposals.map((proposal, i) => {
    const choice = chosen.get(proposal.town.id)
    return choice ? raised(rules, settings, towns[i] as TownFacts, proposal, choice) : proposal
  })
}

function raised(rules: Rules, settings: Settings, town: TownFacts, proposal: Proposal, { left, why }: { left: TownFacts; why: string }): Proposal {
  const substitution = rules.substitution as NonNullable<Rules['substitution']>
  const { outcome, article, becomes, candidates, title } = substitution
  const label = findOutcome(rules.file.outcomes, outcome)?.label ?? outcome
  const row = { kind: 'rule' as const, id: 'substitution', title, priority: 0, alternatives: [candidates], outcome, becomes, article, also: [], reason: null, effects: [], decidedBy: null }
  const tree = explain(rules, settings, town, { label, row, conditions: candidates, situation: situationOf(rules, settings, town), following: proposal.effects, overruled: [] })
  const place: Explanation = because(`递补${left.name}空出的名额：${why}`, town.score === undefined ? [] : [because(`得分 ${town.score}分`, [], { figure: { name: '得分', value: town.score, unit: '分' } })])
  return { ...proposal, outcome, label, open: null, row: 'substitution', article, becomes, because: { ...tree, children: [...tree.children, place] } }
}

function leaves(rules: Rules, { outcome }: Proposal): boolean {
  return rules.file.outcomes.some(other => other.id === outcome && other.leaves !== undefined)
}
