// “前、后10%左右” of a season: where the ranking can be divided without parting equals, and where a person divided it.
import { problem } from '../base/problem.ts'
import { ok, refused, type Result } from '../base/result.ts'
import type { Rules } from '../decision/compile.ts'
import { situationOf } from '../decision/decide.ts'
import { holds } from '../decision/compile.ts'
import type { TownFacts } from '../decision/facts.ts'
import { countOf } from '../decision/ranking.ts'
import { resolve, type Settings } from '../policy/setting.ts'

/** Every boundary between different scores around one cut. `scores` best first for the top, worst first for the bottom. */
export type CutChoice = {
  group: string
  /** the word of the rules for those inside: 前段, 后段 */
  value: string
  label: string
  side: 'top' | 'bottom'
  article: string
  proposed: number
  /** as few and as many as the rules' tolerance leaves */
  least: number
  most: number
  why: string
  candidates: { count: number; gap: number }[]
  scores: { town: string; name: string; score: number }[]
}

export type ConfirmedCut = { group: string; value: string; count: number }

/** None where the rules do not rank, or nothing was scored. */
export function cutChoices(rules: Rules, settings: Settings, towns: readonly TownFacts[]): CutChoice[] {
  const { ranking } = rules
  if (!ranking) return []
  const labels = rules.axes.find(axis => axis.id === ranking.fact)?.values
  return [...rankedGroups(rules, settings, towns)].flatMap(([group, members]) => ranking.cuts.map((cut): CutChoice => {
    const sorted = members.toSorted((a, b) => (cut.side === 'top' ? 1 : -1) * ((b.score as number) - (a.score as number)))
    const scores = sorted.map(town => town.score as number)
    const { count, least, most, why } = countOf(scores, cut, settings)
    const candidates = scores.flatMap((score, i) => (i + 1 < scores.length && score === scores[i + 1] ? [] : [{ count: i + 1, gap: i + 1 < scores.length ? Math.abs(score - (scores[i + 1] as number)) : 0 }]))
    return { group, value: cut.value, label: labels?.get(cut.value) ?? cut.value, side: cut.side, article: cut.article, proposed: count, least, most, why, candidates: [{ count: 0, gap: 0 }, ...candidates], scores: sorted.map(({ id, name, score }) => ({ town: id, name, score: score as number })) }
  }))
}

/** Refuses with `season.cut` where a count would part equals, or names no cut. */
export function checkCuts(choices: readonly CutChoice[], cuts: readonly ConfirmedCut[]): Result<readonly ConfirmedCut[]> {
  for (const { group, value, count } of cuts) {
    const choice = choices.find(other => other.group === group && other.value === value)
    if (!choice?.candidates.some(candidate => candidate.count === count)) {
      const near = choice?.candidates.filter(candidate => Math.abs(candidate.count - choice.proposed) <= 5).map(candidate => candidate.count).join('、') ?? ''
      return refused(problem('season.cut', { group, side: choice?.label ?? value, count, candidates: near }))
    }
  }
  return ok(cuts)
}

/** Towns with their place as a person divided the ranking; cuts that nobody confirmed are left to the rules. */
export function withConfirmedPlaces(rules: Rules, settings: Settings, towns: readonly TownFacts[], cuts: readonly ConfirmedCut[]): TownFacts[] {
  const { ranking } = rules
  if (!ranking || !cuts.length) return [...towns]
  const choices = cutChoices(rules, settings, towns)
  const inside = new Map(cuts.flatMap(cut => {
    const choice = choices.find(other => other.group === cut.group && other.value === cut.value)
    return (choice?.scores.slice(0, cut.count) ?? []).map((town): [string, string] => [town.town, cut.value])
  }))
  const whole = choices.every(choice => cuts.some(cut => cut.group === choice.group && cut.value === choice.value))
  return towns.map(town => {
    const value = inside.get(town.id) ?? (whole && town.score !== undefined ? ranking.middle : undefined)
    return value === undefined ? town : { ...town, facts: { ...town.facts, [ranking.fact]: { value, source: '确认的分界', figures: [{ name: '得分', value: town.score as number, unit: '分' }] } } }
  })
}

function rankedGroups(rules: Rules, settings: Settings, towns: readonly TownFacts[]): Map<string, TownFacts[]> {
  const base = resolve(rules.ranking?.base ?? 'all', settings) ?? 'all'
  const ranked = towns.filter(town => town.score !== undefined && rules.ranking && holds(rules.ranking.ranked, axis => situationOf(rules, settings, town).get(axis)?.value))
  return Map.groupBy(ranked, town => (base === 'all' ? '' : town.facts[base]?.value ?? ''))
}
