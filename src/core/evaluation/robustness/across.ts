// Who stands on the other side of a cut, and how little separates them.
import { cutMargin } from './margin.ts'
import type { Group, Model } from './model.ts'

/** Ranked row → the group it is ranked in. */
export function groupsByRow({ groups }: Model): Map<number, Group> {
  return new Map(groups.flatMap(group => Array.from(group.ranked, (row): [number, Group] => [row, group])))
}

/** δ* against the nearest unit of the group on the other side of any quota's cut. The same weights for both are needed. */
export function nearestAcross(model: Model, unit: number, group: Group | undefined): { margin: number; against: number | null } {
  const { points, width, profileOf, profiles, official: { decisions }, scheme: { bands } } = model
  const flags = (i: number): number => Math.floor((decisions[i] as number) / (bands.length + 1))
  // Whom a veto put where they stand no weight will move.
  const barred = (row: number): boolean => group?.barred.some(rows => rows.has(row)) ?? false
  const others = barred(unit) ? [] : Array.from(group?.ranked ?? []).filter(other => !barred(other) && flags(other) !== flags(unit) && profileOf[other] === profileOf[unit])
  return cutMargin({ points, width }, profiles[profileOf[unit] as number]?.weights as Float64Array, unit, others)
}
