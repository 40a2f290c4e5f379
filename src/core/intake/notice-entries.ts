// The entries of one list: names between separators, line breaks or nothing at all, with numbers, group headings
// and remarks in brackets where the list has them.
import type { Programme } from '#core/policy/programme.ts'
import { countPattern, type Folded, lineAt, readCount } from './fold.ts'
import type { NoticeTown } from './notice.ts'

export type Entries = { towns: NoticeTown[]; groups: { group: string; count: number; line: number }[] }

type Span = { from: number; to: number; statedCount: number | null; vocabulary: Programme; numbered: boolean }

export function readEntries(text: Folded, { from, to, statedCount, vocabulary, numbered }: Span): Entries {
  const { compact, at, raw } = text
  const { suffix, categories, townTypes } = vocabulary
  const group = new RegExp(`([\\p{Script=Han}]{2,12})\\((${countPattern})个\\):?`, 'uy')
  const number = /(\d{1,3})[.、)]/y
  const named = new RegExp(`[^、,;。:.()\\d]{1,30}?${suffix}`, 'y')
  // A name that lost its ending: only between separators, so that prose is not taken for one.
  const bare = /[\p{Script=Han}]{3,16}(?=[、,;])/uy
  const remark = /\(([^()]{0,40})\)/y
  const separator = /[、,;]+/y
  const entries: Entries = { towns: [], groups: [] }
  let here = from
  let prefecture: string | undefined
  let separated = true

  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = here
    const match = pattern.exec(compact)
    if (!match || match.index + match[0].length > to) return null
    here += match[0].length
    return match
  }

  if (!numbered) take(/[。.:,;]+/y)
  while (here < to) {
    if (take(separator)) { separated = true; continue }
    const heading = take(group)
    if (heading) {
      prefecture = heading[1] as string
      entries.groups.push({ group: prefecture, count: readCount(heading[2] as string) ?? 0, line: lineAt(raw, at[here - 1] ?? 0) })
      separated = true
      continue
    }
    const count = take(number)
    const start = here
    const complete = entries.towns.length >= (statedCount ?? Infinity)
    // Without a separator only a number, or a list that is still too short, says that another entry follows.
    if (!count && !separated && complete) break
    const match = take(named) ?? (separated ? take(bare) : null)
    if (!match) break
    const town: NoticeTown = { printed: raw.slice(at[start], (at[here - 1] ?? 0) + 1).replaceAll('*', ''), name: match[0] }
    if (prefecture) town.prefecture = prefecture
    if (count) town.number = Number(count[1])
    const words = take(remark)?.[1]?.split(/[、,;]/) ?? []
    const category = categories.find(name => words.includes(name))
    const townType = townTypes.find(name => words.includes(name))
    if (category) town.category = category
    if (townType) town.townType = townType
    entries.towns.push(town)
    separated = false
    if (!numbered && compact.charAt(here) === '。') break
    if (numbered) take(/[。;、,]+/y)
  }
  return entries
}
