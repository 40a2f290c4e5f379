// From scores to classes.
import type { Matrix } from './matrix.ts'

export type Band = { from: number; grade: string }

/** Half-open bands, highest first: a score on an edge belongs to the upper band; below the lowest: null. */
export function gradeOf(score: number, bands: readonly Band[]): string | null {
  return bands.find(band => score >= band.from)?.grade ?? null
}

export type SortingRule = { categories: readonly string[]; profiles: Matrix; majority: number; vetoes?: readonly (readonly (number | null)[])[] }

/**
 * MR-Sort (Leroy et al. 2011): from the lowest category up as long as a weighted majority reaches the next lower
 * profile and no value is as bad as its veto. `profiles[c]` is the lower limit of `categories[c]`, best first; the last has none.
 */
export function majoritySort(row: readonly number[], weights: readonly number[], directions: readonly number[], { categories, profiles, majority, vetoes }: SortingRule): string {
  const meets = (value: number, limit: number, j: number): boolean => (directions[j] === 1 ? value >= limit : value <= limit)
  let reached = categories.length - 1
  while (reached > 0) {
    const profile = profiles[reached - 1] as readonly number[]
    const support = profile.reduce((total, limit, j) => total + (meets(row[j] as number, limit, j) ? (weights[j] as number) : 0), 0)
    const vetoed = vetoes?.[reached - 1]?.some((veto, j) => veto !== null && !(directions[j] === 1 ? (row[j] as number) > veto : (row[j] as number) < veto)) ?? false
    if (support < majority || vetoed) break
    reached -= 1
  }
  return categories[reached] as string
}
