// 填报单位: who owes a report, found from the towns on the list and the kind of office that fills in.
import type { Target } from '../access/target.ts'
import type { PlainDate } from '../base/plain-date.ts'
import type { Places } from '../register/division.ts'
import type { Reporter } from './board.ts'
import type { DataSet } from './data-set.ts'

/** A town as the list has it on the period's last day; `order` is its pinyin key. */
export type ListedTown = { id: string; name: string; order: string; county: string | null; prefecture: string | null }

/** A reporter with the towns it reports on, in their order. */
export type Reporting = Reporter & { towns: readonly ListedTown[]; target: Target }

/**
 * By town where the operators fill in, else by division. A town right under a prefecture has no county office: the
 * prefecture's own reports on it.
 */
export function reportersOf({ chain }: DataSet, towns: readonly ListedTown[], day: PlainDate, places: Places): Reporting[] {
  const kind = chain[0]?.kind
  const idOf = (town: ListedTown): string | null => (kind === 'operator' ? town.id : kind === 'prefecture' ? town.prefecture : town.county ?? town.prefecture)
  const sorted = towns.toSorted((a, b) => (a.order < b.order ? -1 : 1))
  return [...Map.groupBy(sorted, idOf)].flatMap(([id, own]): Reporting[] => {
    if (id === null) return []
    if (kind === 'operator') return own.map(town => ({ id, name: town.name, order: `${town.prefecture ?? ''}${town.county ?? ''}${town.order}`, towns: own, target: { town: town.id, county: town.county, prefecture: town.prefecture } }))
    const prefecture = places.prefectureOf(id, day)
    return [{ id, name: places.nameOf(id), order: `${prefecture ?? ''}${id}`, towns: own, target: { towns: own.map(town => town.id), prefecture, ...(kind === 'prefecture' ? {} : { county: id }) } }]
  }).toSorted((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0))
}

/** Whether a division is a prefecture itself, so that its own office stands in for the county's. */
export function hasNoCounty({ target }: Pick<Reporting, 'target'>): boolean {
  return typeof target.county === 'string' && target.county === target.prefecture
}
