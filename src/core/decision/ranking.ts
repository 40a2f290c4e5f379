// “前10%左右”, “前5名”: from scores to the word the rules use for a town's place, with the figures that show it.
import { cutOf } from '../evaluation/cut.ts'
import type { RankCut } from '../policy/rules.ts'
import { resolve, type Settings } from '../policy/setting.ts'
import { holds, type Rules } from './compile.ts'
import { situationOf } from './decide.ts'
import type { Figure } from './explanation.ts'
import type { GivenFact, TownFacts } from './facts.ts'

/** Towns with their place in the ranking added to their facts. Without a ranking in the rules nothing changes. */
export function withPlaces(rules: Rules, settings: Settings, towns: readonly TownFacts[]): TownFacts[] {
  const { ranking } = rules
  if (!ranking) return [...towns]
  const base = resolve(ranking.base, settings) ?? 'all'
  const ranked = towns.filter(town => town.score !== undefined && holds(ranking.ranked, axis => situationOf(rules, settings, town).get(axis)?.value))
  const places = new Map<string, GivenFact>()
  for (const group of Map.groupBy(ranked, town => (base === 'all' ? '' : town.facts[base]?.value ?? '')).values()) {
    const scores = group.map(town => town.score as number)
    // Reversed, so that the first cut of the file is entered last and wins where two meet in a small group.
    for (const cut of ranking.cuts.toReversed()) {
      const { count, why } = countOf(scores, cut, settings)
      const sorted = scores.toSorted((a, b) => (cut.side === 'top' ? b - a : a - b))
      const edge = sorted[count - 1]
      for (const town of group) {
        const inside = edge !== undefined && (cut.side === 'top' ? (town.score as number) >= edge : (town.score as number) <= edge)
        if (inside) places.set(town.id, { value: cut.value, source: `按得分排名（${cut.article}）`, figures: [...figuresOf(town, scores), { name: cut.side === 'top' ? '前段' : '后段', value: count, unit: '个', formula: why }] })
      }
    }
    for (const town of group) if (!places.has(town.id)) places.set(town.id, { value: ranking.middle, source: '按得分排名', figures: figuresOf(town, scores) })
  }
  const placeOf = (town: TownFacts): GivenFact => places.get(town.id) ?? { value: ranking.unranked, source: town.score === undefined ? '没有公布得分' : '不在排名范围' }
  return towns.map(town => (town.facts[ranking.fact] ? town : { ...town, facts: { ...town.facts, [ranking.fact]: placeOf(town) } }))
}

/** How many towns lie inside a cut, and how few or many could. Equal scores are never divided: included at the top, spared at the bottom. */
export function countOf(scores: readonly number[], cut: RankCut, settings: Settings): { count: number; least: number; most: number; why: string } {
  const { side, rounding, minUnits, choose } = cut
  if (cut.count !== undefined) {
    const asked = resolve(cut.count, settings) ?? 0
    const wanted = Math.min(asked, scores.length)
    const sorted = scores.toSorted((a, b) => (side === 'top' ? b - a : a - b))
    if (side === 'bottom' && scores.length < minUnits) return { count: 0, least: 0, most: 0, why: `只有${scores.length}个，少于${minUnits}个不划后段` }
    let count = wanted
    const tied = (): boolean => count > 0 && count < sorted.length && sorted[count - 1] === sorted[count]
    while (tied()) count += side === 'top' ? 1 : -1
    return { count, least: count, most: count, why: `${side === 'top' ? '前' : '后'}${asked}名，共${scores.length}个${count === wanted ? '' : '，并列从宽'}` }
  }
  const points = (percent: number | undefined): number => Math.round((percent ?? 0) * 100)
  const [share, tolerance, hardLimit] = [cut.share, cut.tolerance, cut.hardLimit].map(amount => (amount === undefined ? 0 : resolve(amount, settings) ?? 0)) as [number, number, number]
  const made = cutOf(scores, { side, share: points(share), tolerance: points(tolerance), hardLimit: points(hardLimit), rounding, minCount: 0, minUnits, choose })
  return { count: made.count, least: made.least, most: made.most, why: `${made.base}个的${share}%左右（±${tolerance}个百分点，${made.least}至${made.most}个）` }
}

function figuresOf(town: TownFacts, scores: readonly number[]): Figure[] {
  const own = town.score as number
  return [{ name: '得分', value: own, unit: '分' }, { name: '名次', value: 1 + scores.filter(score => score > own).length, formula: `共${scores.length}个` }]
}
