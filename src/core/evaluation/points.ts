// Points of every unit on every indicator as columns, before any weight: what data-made weights are computed from.
import { readCells, type Unit } from './cells.ts'
import { indicatorsOf, type Scheme } from './scheme.ts'

/** Indicator → points 0 … 100 of the units that take part, NaN where there is no value. */
export function pointsByIndicator(scheme: Scheme, units: readonly Unit[]): Map<string, Float64Array> {
  const there = units.filter(unit => !unit.withdrawn)
  const cells = readCells(scheme, there)
  return new Map(indicatorsOf(scheme).map(({ id }, j) => [id, Float64Array.from(cells, row => row[j]?.points ?? Number.NaN)]))
}
