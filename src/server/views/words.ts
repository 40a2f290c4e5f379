// Words as people type them and names as they are kept, brought to one form so that the database can compare them; and
// how a name is read, for those who type its pinyin.
import { sortKey } from './pinyin.ts'

/** Widths, brackets, quotes and letter case do not tell names or numbers apart: 〔2024〕, [2024] and （２０２４） are one. */
export function plainWord(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/[\0\s〔〕[\]()【】〖〗{}《》〈〉<>“”‘’"'「」『』]/g, '')
}

/** Text that stands for itself in a pattern of LIKE. */
export function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&')
}

/** 长春光电 finds 长春市光电小镇: between the characters of a short name anything of an administrative ending may stand. */
export function namePattern(name: string): string {
  const characters = [...name]
  return characters.length <= 8 ? characters.map(escapeLike).join('%') : escapeLike(name)
}

/** Names beyond this many syllables are found by their beginning. */
const mostSyllables = 24
const readings = new Map<string, string[]>()
const mostReadings = 20_000

/** Everything that may be typed for a name, from each of its syllables on: 光电 → guangdian, dian, gd, d. */
export function readingsOf(name: string): string[] {
  const known = readings.get(name)
  if (known) return known
  const syllables = sortKey(name.normalize('NFKC')).toLowerCase().split(/\s+/).map(syllable => plainWord(syllable.replace(/^([a-z]+)[0-5]$/, '$1'))).filter(Boolean).slice(0, mostSyllables)
  const initials = syllables.map(syllable => (/^[a-z]/.test(syllable) ? syllable.slice(0, 1) : syllable))
  const made = [...new Set([syllables, initials].flatMap(parts => parts.map((_, i) => parts.slice(i).join(''))))]
  if (readings.size >= mostReadings) readings.clear()
  readings.set(name, made)
  return made
}
