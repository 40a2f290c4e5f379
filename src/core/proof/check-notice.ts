// Does the notice say what was decided? Its text is its structure's, and its lists read back as the decisions' lists.
import { messageOf } from '../base/problem.ts'
import { labelOf, type ListKind } from '../document/evaluation-circular.ts'
import { plainText } from '../document/plain-text.ts'
import { plain } from '../intake/fold.ts'
import { readNotice } from '../intake/read-notice.ts'
import type { Programme } from '../policy/programme.ts'
import { listsOf } from '../season/notice.ts'
import type { Bundle } from './bundle.ts'
import type { Check, Difference } from './difference.ts'
import type { Policy } from './policy-of.ts'
import { townNames } from './sections.ts'

/** What stands on a list: a town's id, or a name that is no town's. */
type Lists = Partial<Record<ListKind, string[]>>

export function checkNotice({ names, snapshot, results, notice }: Pick<Bundle, 'names' | 'snapshot' | 'results' | 'notice'>, policy: Policy): Check {
  const check = (count: number, differences: Difference[]): Check => ({ what: '公文名单', count, differences })
  if (!notice) return check(0, [])
  const { programme } = policy
  if (!programme) return check(0, [{ code: 'notice-unreadable', where: 'policy.programme', message: '没有项目的用语，读不出公文里的名单' }])
  const text = notice.document ? compareText(notice.text, plainText(notice.document)) : []
  const read = readNotice(notice.text, programme, '公文')
  if (!read.ok) return check(0, [...text, { code: 'notice-unreadable', where: 'notice.text', message: messageOf(read.problem) }])
  const printed = read.value.lists
  const idOf = new Map([...names.map(({ town, name }) => [plain(name), town] as const), ...snapshot.towns.map(({ id, name }) => [plain(name), id] as const)])
  const found: Lists = {}
  for (const { kind, towns } of printed) (found[kind] ??= []).push(...towns.map(({ name }) => idOf.get(name) ?? name))
  const stated = printed.filter(list => list.statedCount !== null && list.statedCount !== list.towns.length).map((list): Difference => ({ code: 'notice-list', where: `notice.text ${list.kind}`, message: `“${labelOf(list.kind, programme)}”写明 ${list.statedCount} 个，列出 ${list.towns.length} 个` }))
  const count = printed.reduce((sum, list) => sum + list.towns.length, 0)
  return check(count, [...text, ...stated, ...compareLists(found, decidedLists({ snapshot, results }, programme, policy), { nameOf: townNames({ snapshot, results }), labelOf: kind => labelOf(kind, programme) })])
}

function decidedLists({ snapshot, results }: Pick<Bundle, 'snapshot' | 'results'>, programme: Programme, { rules }: Policy): Lists {
  const lists = listsOf({ programme, rules, decisions: results.decisions, towns: snapshot.towns, place: () => 0, nameOf: town => town })
  return Object.fromEntries(Object.entries(lists).map(([kind, towns]) => [kind, towns.map(({ town }) => town)]))
}

function compareLists(printed: Lists, decided: Lists, { nameOf, labelOf }: { nameOf: (id: string) => string; labelOf: (kind: ListKind) => string }): Difference[] {
  return [...new Set([...Object.keys(decided), ...Object.keys(printed)] as ListKind[])].flatMap(kind => {
    const [own, here] = [decided[kind] ?? [], printed[kind] ?? []]
    const words = { 少了: own.filter(town => !here.includes(town)), 多了: here.filter(town => !own.includes(town)), 重复列出: here.filter((town, i) => here.indexOf(town) !== i) }
    return Object.entries(words).filter(([, towns]) => towns.length).map(([word, towns]): Difference => ({ code: 'notice-list', where: `notice.text ${kind}`, message: `“${labelOf(kind)}”${word} ${towns.map(nameOf).join('、')}` }))
  })
}

function compareText(text: string, expected: string): Difference[] {
  if (text === expected.normalize('NFC')) return []
  const [printed, made] = [[...text], [...expected]]
  const at = printed.findIndex((character, i) => character !== made[i])
  const place = at < 0 ? printed.length : at
  const before = printed.slice(0, place)
  const line = before.filter(character => character === '\n').length + 1
  const column = place - before.lastIndexOf('\n')
  const word = (character: string | undefined): string => (character === undefined ? '（完）' : character === '\n' ? '（换行）' : `“${character}”`)
  return [{ code: 'notice-text', where: `notice.text ${line}:${column}`, message: `公文正文第 ${line} 行第 ${column} 字是${word(printed[place])}，按公文结构应为${word(made[place])}` }]
}
