// Every name of a notice, joined with the town it means. Two spellings of one town inside a notice are one town,
// also where the register knows neither.
import { isSlip, partsOf } from './names.ts'
import type { ListKind, Notice, NoticeTown } from './notice.ts'
import { beginnings, type KnownTown, type RegisterView } from './register-view.ts'

export type Entry = {
  kind: ListKind
  list: number
  town: NoticeTown
  /** equal for entries that mean the same town */
  key: string
  known: KnownTown | null
  how: 'exact' | 'variant' | 'ambiguous' | 'none'
  candidates: readonly KnownTown[]
}

export function entriesOf(notice: Notice, register: RegisterView, suffix: string): Entry[] {
  const places = beginnings(register.places)
  const unknown: { place: string; stem: string; key: string }[] = []

  function keyOfUnknown(name: string): string {
    const { place, stem } = partsOf(name, places, suffix)
    const before = unknown.find(other => other.place === place && (other.stem === stem || isSlip(stem, other.stem)))
    if (before) return before.key
    unknown.push({ place, stem, key: `name:${name}` })
    return `name:${name}`
  }

  return notice.lists.flatMap((list, index) => list.towns.map((town): Entry => {
    const match = register.index.find(town.name)
    const at = { kind: list.kind, list: index, town, how: match.how }
    if (match.how === 'exact' || match.how === 'variant') return { ...at, key: match.item.id, known: match.item, candidates: [match.item] }
    return { ...at, key: keyOfUnknown(town.name), known: null, candidates: match.how === 'ambiguous' ? match.items : [] }
  }))
}
