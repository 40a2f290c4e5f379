// What reading a notice needs to know of the register: the towns, and how they stood the day before the notice.
import { dayBefore } from '#core/base/plain-date.ts'
import type { Recorded } from '#core/register/event.ts'
import type { Places } from '#core/register/division.ts'
import { inForce, type Standing, type Town, townAsOf, type TownFact } from '#core/register/town.ts'
import { type NameIndex, nameIndex } from './names.ts'

export type KnownTown = {
  id: string
  name: string
  names: readonly string[]
  /** standing the day before the notice; null where the town was not on any list then */
  standing: Standing | null
  version: number
}

export type RegisterView = {
  /** the day the standings are of; null where the notice is undated and nothing can be said of standings */
  on: string | null
  towns: readonly KnownTown[]
  index: NameIndex<KnownTown>
  places: Places
}

export type TownHistory = { id: string; events: readonly Recorded<TownFact>[] }

const endOfTime = '9999-12-31'

/**
 * The register as a notice of `draftedOn` finds it. Names are taken from all that is known today; standings are
 * those of the day before, so that a notice can be checked again after its facts have entered the register.
 */
export function registerView(histories: readonly TownHistory[], programme: string, suffix: string, draftedOn: string | null, places: Places): RegisterView {
  const on = draftedOn ? dayBefore(draftedOn) : null
  const towns = histories.flatMap(({ id, events }): KnownTown[] => {
    const today: Town | null = townAsOf(id, events, { valid: endOfTime, known: null })
    if (!today?.standings.some(standing => standing.programme === programme)) return []
    const then = townAsOf(id, events, { valid: on ?? endOfTime, known: null })
    const standing = then?.standings.find(other => other.programme === programme) ?? null
    return [{ id, name: today.name, names: [today.name, ...today.names.map(name => name.name)], standing, version: events.length }]
  })
  return { on, towns, places, index: nameIndex(towns.map(town => ({ item: town, names: town.names })), beginnings(places), suffix) }
}

/** Every beginning of a name that is a place, longest first. */
export function beginnings(places: Places): string[] {
  return [...new Set(places.all.filter(row => row.level !== 'province').flatMap(row => [row.name, row.short ?? row.name, ...row.also]))].sort((a, b) => b.length - a.length)
}

export function wasListed(town: KnownTown): boolean {
  return town.standing !== null && inForce.includes(town.standing.status)
}

/** The grade of a year as known: the grade, `other` where it is only known not to be it, null where nothing is known. */
export function gradeOf(town: KnownTown, year: number, grade: string): 'same' | 'other' | null {
  const known = town.standing?.grades.find(other => other.year === year)
  if (!known) return null
  if (known.negated) return known.grade === grade ? 'other' : null
  return known.grade === grade ? 'same' : 'other'
}
