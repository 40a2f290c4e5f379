// 通报 of a season: its lists from the decisions, and whether a text still says what was decided.
import type { Decision } from '../decision/season.ts'
import type { TownFacts } from '../decision/facts.ts'
import type { Rules } from '../decision/compile.ts'
import type { ListKind } from '../document/evaluation-circular.ts'
import type { Programme } from '../policy/programme.ts'

/** Kind of list → towns in the order in which they are printed. */
export type NoticeLists = Partial<Record<ListKind, { town: string; name: string }[]>>

export type ListsInput = {
  programme: Programme
  rules: Rules
  decisions: readonly Decision[]
  towns: readonly TownFacts[]
  /** order of the towns: their ranks, or their places in a document; a town without one comes last */
  place: (town: string, kind: ListKind) => number
  /** name as printed on that list */
  nameOf: (town: string, kind: ListKind) => string
}

/** Every town of the season on the list of its grade (or of those that withdrew) and on the list of its outcome. */
export function listsOf({ programme, rules, decisions, towns, place, nameOf }: ListsInput): NoticeLists {
  const lists: NoticeLists = {}
  const add = (kind: ListKind, town: string): void => { (lists[kind] ??= []).push({ town, name: nameOf(town, kind) }) }
  const factsOf = new Map(towns.map(town => [town.id, town.facts]))
  for (const { town, decided } of decisions) {
    const facts = factsOf.get(town)
    const grade = facts?.['grade']?.value
    if (facts?.['withdrawn']?.value === 'yes') add('withdrawn', town)
    else if (grade && programme.grades.some(other => other.id === grade)) add(grade as ListKind, town)
    const list = rules.file.outcomes.find(outcome => outcome.id === decided)?.list
    if (list) add(list as ListKind, town)
  }
  for (const [kind, own] of Object.entries(lists)) own.sort((a, b) => place(a.town, kind as ListKind) - place(b.town, kind as ListKind) || (a.name < b.name ? -1 : 1))
  return lists
}

/** Differences between the lists that were decided and those read back from a text, in words; none: they are the same. */
export function listDifferences(decided: NoticeLists, read: readonly { kind: string; towns: readonly { name: string }[] }[], labelOf: (kind: string) => string): string[] {
  const kinds = new Set([...Object.keys(decided), ...read.map(list => list.kind)])
  return [...kinds].flatMap(kind => {
    const wanted = (decided[kind as ListKind] ?? []).map(town => town.name)
    const have = read.filter(list => list.kind === kind).flatMap(list => list.towns.map(town => town.name))
    const missing = wanted.filter(name => !have.includes(name))
    const extra = have.filter(name => !wanted.includes(name))
    const twice = have.filter((name, i) => have.indexOf(name) !== i)
    return [
      ...(missing.length ? [`${labelOf(kind)}名单缺少${missing.join('、')}`] : []),
      ...(extra.length ? [`${labelOf(kind)}名单多出${extra.join('、')}`] : []),
      ...(twice.length ? [`${labelOf(kind)}名单重复${twice.join('、')}`] : []),
    ]
  })
}
