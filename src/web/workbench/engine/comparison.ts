// Two schemes on the same towns: ranks side by side, who changes grade or side of a cut, how alike the rankings are.
import type { Scored } from '#core/evaluation/evaluate.ts'
import { kendall, spearman } from '#core/evaluation/methods/correlation.ts'
import type { Trial } from './desk.ts'
import type { ComparedRow, Comparison } from './protocol.ts'

export function comparisonOf(current: Trial, other: Trial): Comparison {
  const theirs = new Map(other.evaluation.units.map(unit => [unit.id, unit]))
  const pairs = current.evaluation.units.flatMap((unit): [Scored, Scored][] => {
    const twin = theirs.get(unit.id)
    return twin ? [[unit, twin]] : []
  })
  const byCategory = current.scheme.rankWithin === 'category' || other.scheme.rankWithin === 'category'
  const ranked = pairs.filter(pair => pair.every(unit => unit.rank !== null))
  const place = (category: string): number => current.scheme.categories.indexOf(category)
  const groups = [...Map.groupBy(ranked, ([unit]) => (byCategory ? unit.category ?? '' : ''))].sort(([a], [b]) => place(a) - place(b)).map(([group, own]) => {
    const [x, y] = [0, 1].map(side => Float64Array.from(own, pair => (pair[side] as Scored).published as number)) as [Float64Array, Float64Array]
    return { group, towns: own.length, spearman: spearman(x, y), kendall: kendall(x, y) }
  })
  return { title: `${other.scheme.title} 第${other.scheme.version}版`, hash: other.evaluation.scheme.hash, rows: pairs.map(rowOf), groups, issues: other.issues }
}

function rowOf([a, b]: [Scored, Scored]): ComparedRow {
  return {
    name: a.name, category: a.category, rank: [a.rank ?? 0, b.rank ?? 0], published: [a.published ?? Number.NaN, b.published ?? Number.NaN],
    grade: [a.grade, b.grade], inside: [a.inside.join(), b.inside.join()],
  }
}
