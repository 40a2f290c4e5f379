// Filling in what was not reported. An imputed value is always marked as such by whoever calls this.
import { mean, median, present } from './statistics.ts'

export type Centre = 'mean' | 'median'

/** Missing values (NaN) by the mean or median of the present ones, of the same group where groups are given. */
export function imputeByCentre(values: readonly number[], centre: Centre, groups?: readonly string[]): number[] {
  const of = centre === 'mean' ? mean : median
  return values.map((value, i) => {
    if (!Number.isNaN(value)) return value
    const peers = present(groups ? values.filter((_, k) => groups[k] === groups[i]) : values)
    return peers.length ? of(peers) : Number.NaN
  })
}

export type Observation = { unit: string; time: number; value: number }
export type PanelRule = 'latest' | 'constant' | 'linear'

/**
 * Missing values of a panel from the same unit's other years: `latest` the last earlier one, never a later;
 * `constant` and `linear` between neighbours, the nearest value beyond the ends.
 */
export function imputePanel(rows: readonly Observation[], rule: PanelRule): number[] {
  return rows.map(({ unit, time, value }) => {
    if (!Number.isNaN(value)) return value
    const known = rows.filter(other => other.unit === unit && !Number.isNaN(other.value)).toSorted((a, b) => a.time - b.time)
    const before = known.findLast(other => other.time < time)
    const after = known.find(other => other.time > time)
    if (rule === 'latest') return before?.value ?? Number.NaN
    if (!before || !after) return (before ?? after)?.value ?? Number.NaN
    return rule === 'constant' ? before.value : before.value + ((after.value - before.value) * (time - before.time)) / (after.time - before.time)
  })
}
