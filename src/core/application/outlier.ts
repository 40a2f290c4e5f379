// 离群评分: assessors who stand out, by a measure that the one who stands out cannot hide from. Shown, never acted on:
// a person reads the sheet and decides.
import { mean, quantile } from '../evaluation/methods/statistics.ts'

export type Outlier = { id: string; value: number; median: number; /** modified z-score */ z: number }

/**
 * Modified z-scores (Iglewicz & Hoaglin 1993): 0.6745·(x − median)/MAD; where more than half agree exactly and the MAD is
 * 0, (x − median)/(1.2533·mean deviation) in its place. 0 for everybody where all agree.
 */
export function modifiedScores(values: readonly number[]): number[] {
  const median = quantile(values, 0.5)
  const deviations = values.map(value => Math.abs(value - median))
  const mad = quantile(deviations, 0.5)
  if (mad > 0) return values.map(value => (0.6745 * (value - median)) / mad)
  const average = mean(deviations)
  return values.map(value => (average > 0 ? (value - median) / (1.253314 * average) : 0))
}

/** Those beyond the limit, furthest first. Fewer than three values say nothing. */
export function outliersAmong(values: readonly { id: string; value: number }[], limit: number): Outlier[] {
  if (values.length < 3) return []
  const median = quantile(values.map(one => one.value), 0.5)
  const scores = modifiedScores(values.map(one => one.value))
  return values.map(({ id, value }, index) => ({ id, value, median, z: scores[index] as number })).filter(({ z }) => Math.abs(z) > limit).sort((a, b) => Math.abs(b.z) - Math.abs(a.z))
}

/** One assessor over a whole call: the median of how far their totals lay from their panels' medians; + is generous. */
export type Leaning = { person: string; cases: number; leaning: number; z: number; outlying: boolean }

/** @param panels totals by person, one record per review */
export function leanings(panels: readonly Readonly<Record<string, number>>[], limit: number): Leaning[] {
  const byPerson = new Map<string, number[]>()
  for (const panel of panels) {
    const median = quantile(Object.values(panel), 0.5)
    for (const [person, total] of Object.entries(panel)) byPerson.set(person, [...(byPerson.get(person) ?? []), total - median])
  }
  const rows = [...byPerson].map(([person, distances]) => ({ person, cases: distances.length, leaning: quantile(distances, 0.5) }))
  const scores = modifiedScores(rows.map(row => row.leaning))
  return rows.map((row, index) => ({ ...row, z: scores[index] as number, outlying: rows.length >= 3 && Math.abs(scores[index] as number) > limit })).sort((a, b) => Math.abs(b.z) - Math.abs(a.z))
}
