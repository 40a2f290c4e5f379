// Text of a notice → its structure. Robust to what happens to documents on their way: page breaks inside names,
// mixed punctuation, other brackets, stars. Reading decides nothing; printed forms are kept.
import { problem } from '#core/base/problem.ts'
import { ok, refused, type Result } from '#core/base/result.ts'
import type { Programme } from '#core/policy/programme.ts'
import { countPattern, fold, type Folded, lineAt, readCount } from './fold.ts'
import type { ListKind, Notice, NoticeList } from './notice.ts'
import { readEvaluation, readHeader } from './notice-header.ts'
import { readEntries } from './notice-entries.ts'

/** Refuses a text without any list (`notice.not-a-notice`) or with a date that does not exist (`date.invalid`). */
export function readNotice(text: string, vocabulary: Programme, file = '输入'): Result<Notice> {
  const folded = fold(text)
  const header = readHeader(text)
  if (!header.ok) return header
  const lists = [...announcedLists(folded, vocabulary), ...plainLists(folded, vocabulary)]
  if (!lists.length) {
    const why = folded.compact.includes(vocabulary.suffix) ? `提到了“${vocabulary.suffix}”，但没有“优秀${vocabulary.suffix}9个”这样带数目的清单，也没有编号的名单` : `全文没有出现“${vocabulary.suffix}”`
    return refused(problem('notice.not-a-notice', { file, why: folded.compact ? why : '全文是空的' }))
  }
  const batch = /第(.{1,3}?)批/.exec(lists.find(list => list.kind === 'listed')?.heading ?? '')?.[1]
  return ok({ document: header.value, evaluation: readEvaluation(text, header.value.draftedOn), batch: batch ? readCount(batch) : null, lists })
}

/** Lists announced by word and number: 优秀小镇9个。… */
function announcedLists(text: Folded, vocabulary: Programme): NoticeList[] {
  const kinds = vocabulary.lists.filter(list => list.kind !== 'listed')
  const words = kinds.flatMap(({ kind, words: forms }) => forms.map(word => ({ kind, word }))).sort((a, b) => b.word.length - a.word.length)
  const announcement = new RegExp(`(${words.map(({ word }) => word).join('|')})的?(?:${vocabulary.suffix})?(?:名单)?:?(?:共计|共有|共)?(${countPattern})个`, 'g')
  const marks = [...text.compact.matchAll(announcement)]
  return marks.map((mark, index) => {
    const end = mark.index + mark[0].length
    const kind = words.find(({ word }) => word === mark[1])?.kind as ListKind
    const statedCount = readCount(mark[2] as string)
    const entries = readEntries(text, { from: end, to: marks[index + 1]?.index ?? text.compact.length, statedCount, vocabulary, numbered: false })
    return { kind, heading: mark[0], line: lineAt(text.raw, text.at[mark.index] ?? 0), statedCount, statedParts: [], towns: entries.towns }
  }).filter(list => list.towns.length || list.statedCount === 0)
}

/** A list of the listed: numbered entries, perhaps under group headings, under a heading with 名单 or 清单. */
function plainLists(text: Folded, vocabulary: Programme): NoticeList[] {
  const words = vocabulary.lists.find(list => list.kind === 'listed')?.words ?? []
  if (!words.some(word => text.compact.includes(word))) return []
  const first = firstEntry(text, vocabulary)
  if (first === null) return []
  const preface = prefaceOf(text, first, vocabulary)
  const entries = readEntries(text, { from: first, to: text.compact.length, statedCount: preface.statedCount, vocabulary, numbered: true })
  // A single numbered line is prose, unless the text says that the list has one entry.
  if (entries.towns.length < 2 && entries.towns.length !== preface.statedCount) return []
  const statedParts = [...preface.statedParts, ...entries.groups.map(({ group, count, line }) => ({ what: group, by: 'prefecture' as const, count, line }))]
  return [{ kind: 'listed', heading: preface.heading, line: lineAt(text.raw, text.at[first] ?? 0), statedCount: preface.statedCount, statedParts, towns: entries.towns }]
}

/** Where the entries begin: the first “1.某某小镇”, or the group heading that stands right before it. */
function firstEntry({ compact }: Folded, { suffix }: Programme): number | null {
  const match = new RegExp(`(?:[\\p{Script=Han}]{2,12}\\(${countPattern}个\\):?)?(?<!\\d)1[.、)][\\p{Script=Han}]{2,30}?${suffix}(?=\\(|2[.、)])`, 'u').exec(compact)
  return match ? match.index : null
}

type Preface = { heading: string; statedCount: number | null; statedParts: NoticeList['statedParts'] }

/** The sentence before the entries: 共计55个，其中：成长类13个 … */
function prefaceOf(text: Folded, first: number, { categories, townTypes, lists }: Programme): Preface {
  const from = Math.max(0, first - 300)
  const before = text.compact.slice(from, first)
  const stated = [...before.matchAll(new RegExp(`共(?:计|有)?(${countPattern})个`, 'g'))].at(-1)
  const parts = [...categories.map(what => ({ what, by: 'category' as const })), ...townTypes.map(what => ({ what, by: 'townType' as const }))].flatMap(({ what, by }) => {
    const match = new RegExp(`(?<![非不])${what}(?:小镇)?(${countPattern})个`).exec(stated ? before.slice(stated.index) : before)
    const count = match ? readCount(match[1] as string) : null
    return count === null || !match ? [] : [{ what, by, count, line: lineAt(text.raw, text.at[first] ?? 0) }]
  })
  const words = lists.find(list => list.kind === 'listed')?.words ?? []
  const heading = text.folded.slice(0, text.at[first]).split('\n').map(line => line.trim()).findLast(line => words.some(word => line.endsWith(word)))
  return { heading: heading?.replaceAll(/\s/g, '') ?? '名单', statedCount: stated ? readCount(stated[1] as string) : null, statedParts: parts }
}
