// Which version of the rules holds: on a day, and for a season that may have begun under an older one.

export type Version = {
  id: string
  effective: string
  firstSeason: number
  transition: { openSeasons: 'keep-locked' | 'switch' }
}

/** The version in force on a day; null before the first. */
export function rulesAt<V extends Version>(versions: readonly V[], date: string): V | null {
  return newest(versions.filter(version => version.effective <= date))
}

/**
 * The version that decides a season.
 * @param season `lockedWith` is the version the season was locked with, null before; `on` is the day of the question
 * @returns null where no version covers the season's year on that day
 */
export function rulesForSeason<V extends Version>(versions: readonly V[], season: { year: number; on: string; lockedWith: string | null }): V | null {
  const current = newest(versions.filter(version => version.effective <= season.on && version.firstSeason <= season.year))
  if (!current || season.lockedWith === null) return current
  // It is the newer version that says whether open seasons change over to it.
  return current.transition.openSeasons === 'switch' ? current : versions.find(version => version.id === season.lockedWith) ?? null
}

function newest<V extends Version>(versions: readonly V[]): V | null {
  return versions.reduce<V | null>((best, version) => (best === null || version.effective > best.effective ? version : best), null)
}
