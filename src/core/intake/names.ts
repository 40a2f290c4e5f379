// Is this the same name? The place is held fixed, the distinguishing part is compared with a distance that knows
// which characters are easily taken for one another. Near is not same: a person settles every doubt.
import { plain } from './fold.ts'

export type NameParts = { place: string; stem: string }

/** How a name is found among registered ones. */
export type Match<T> =
  | { how: 'exact'; item: T }
  /** a slip of the pen away from exactly one */
  | { how: 'variant'; item: T; distance: number }
  | { how: 'ambiguous'; items: T[] }
  | { how: 'none' }

/** Cuts a name into the place it begins with and what distinguishes it, the programme's suffix left out. */
export function partsOf(name: string, places: readonly string[], suffix: string): NameParts {
  const whole = plain(name)
  const bare = whole.endsWith(suffix) ? whole.slice(0, -suffix.length) : whole
  const place = places.find(begin => bare.startsWith(begin) && bare.length > begin.length)
  if (place) return { place: shortPlace(place), stem: bare.slice(place.length) }
  // Written without 市 or 县: 长春光电 for 长春市光电. Shorter than two characters would be guessing.
  const short = places.find(begin => shortPlace(begin).length >= 2 && bare.startsWith(shortPlace(begin)) && bare.length > shortPlace(begin).length + 1)
  return short ? { place: shortPlace(short), stem: bare.slice(shortPlace(short).length) } : { place: '', stem: bare }
}

/** 长春市 → 长春; 前郭县 → 前郭. */
function shortPlace(place: string): string {
  return place.length > 2 ? place.replace(/[市县区州]$/, '') : place
}

/** Whether two distinguishing parts are one slip apart: at most one wrong, missing or surplus character in four. */
export function isSlip(a: string, b: string): boolean {
  const length = Math.max([...a].length, [...b].length)
  return a !== b && slipCost(a, b) * 4 <= length
}

/** An index of registered names for quick look-up: exact first, then one slip away within the same place. */
export type NameIndex<T> = { find(name: string): Match<T>; near(name: string, limit: number): T[] }

/**
 * @param names all spellings of an item; the first is the registered one
 * @param places beginnings that are places, longest first
 */
export function nameIndex<T>(items: readonly { item: T; names: readonly string[] }[], places: readonly string[], suffix: string): NameIndex<T> {
  const exact = new Map<string, T[]>()
  const byPlace = new Map<string, { stem: string; item: T }[]>()
  const byStem = new Map<string, T[]>()
  for (const { item, names } of items) {
    for (const name of names) {
      const { place, stem } = partsOf(name, places, suffix)
      put(exact, `${place}|${stem}`, item)
      put(byPlace, place, { stem, item })
      put(byStem, stem, item)
    }
  }

  return {
    find(name) {
      const { place, stem } = partsOf(name, places, suffix)
      const same = unique(exact.get(`${place}|${stem}`) ?? [])
      if (same.length === 1) return { how: 'exact', item: same[0] as T }
      // Without its place a name is not the registered one, even where only one town has that stem.
      const placeless = place ? [] : unique(byStem.get(stem) ?? [])
      if (placeless.length === 1) return { how: 'variant', item: placeless[0] as T, distance: 0 }
      if (same.length > 1) return { how: 'ambiguous', items: same }
      const near = (byPlace.get(place) ?? []).filter(other => isSlip(stem, other.stem))
      const items = unique(near.map(other => other.item))
      if (items.length > 1) return { how: 'ambiguous', items }
      return items.length ? { how: 'variant', item: items[0] as T, distance: Math.min(...near.map(other => slipCost(stem, other.stem))) } : { how: 'none' }
    },
    near(name, limit) {
      const { place, stem } = partsOf(name, places, suffix)
      const ranked = [...byPlace].flatMap(([otherPlace, others]) => others.map(({ stem: other, item }) => ({ item, score: likeness(stem, other) + (place && otherPlace === place ? 0.3 : 0) })))
      return unique(ranked.filter(({ score }) => score > 0.5).sort((a, b) => b.score - a.score).map(({ item }) => item)).slice(0, limit)
    },
  }
}

/** Two names that may be one town under an old and a new name: same place, and one locality or one stem inside the other. */
export function mayContinue(a: NameParts, b: NameParts): boolean {
  if (a.place !== b.place || a.stem === b.stem) return false
  const [short, long] = a.stem.length <= b.stem.length ? [a.stem, b.stem] : [b.stem, a.stem]
  if (short.length >= 4 && (long.endsWith(short) || long.startsWith(short))) return true
  let common = 0
  while (common < short.length && short.charAt(common) === long.charAt(common)) common += 1
  // A locality has two or three characters; sharing it and no more than it marks a change of industry.
  return common >= 3
}

/** Edit distance in which characters that look alike cost less than others. */
export function slipCost(a: string, b: string): number {
  const [from, to] = [[...a], [...b]]
  let row = to.map((_, j) => j + 1)
  row.unshift(0)
  for (const [i, character] of from.entries()) {
    const next = [i + 1]
    for (const [j, other] of to.entries()) {
      next.push(Math.min((row[j + 1] as number) + 1, (next[j] as number) + 1, (row[j] as number) + replaceCost(character, other)))
    }
    row = next
  }
  return row[to.length] as number
}

/** Groups of characters that scanning, typing and copying take for one another. */
const alike = [
  '申中甲由田', '末未木本术', '己已巳', '日曰目', '土士工', '人入八', '大太犬天夫', '千干于', '午牛', '石右', '刀力', '贝见', '鸟乌', '免兔', '侯候',
  '桨浆', '钦软', '洲州', '园圆', '粱梁', '座坐', '汪注', '冶治', '凉凉', '陵岭', '菓果', '蔴麻', '珲琿', '皓浩', '庆厌', '岔忿', '沟均', '参叁', '棋棋祺', '舒纾', '赉赍', '犇奔',
]

function replaceCost(a: string, b: string): number {
  if (a === b) return 0
  return alike.some(group => group.includes(a) && group.includes(b)) ? 0.5 : 1
}

/** 0 … 1: share of characters in common order; a part of a name is like the whole. */
function likeness(a: string, b: string): number {
  const length = Math.max(a.length, b.length)
  if (a.length >= 2 && b.includes(a)) return 0.8
  return length ? 1 - slipCost(a, b) / length : 0
}

function put<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)]
}
