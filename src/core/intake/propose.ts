// A notice → the facts it would add, town by town, with the questions only a person can settle. Nothing enters the
// register from here: `confirm` does that, and it needs a person's answers.
import { addYears, daysInMonth, partsOf as partsOfDate, plainDate, dayBefore } from '#core/base/plain-date.ts'
import { printArticle, type Programme } from '#core/policy/programme.ts'
import { documentId } from '#core/register/document.ts'
import type { Basis, Fact } from '#core/register/event.ts'
import { titleOf } from '#core/register/title.ts'
import type { TownFact } from '#core/register/town.ts'
import { placer } from './check-names.ts'
import { type Entry, entriesOf } from './entries.ts'
import { mayContinue, partsOf } from './names.ts'
import type { Notice } from './notice.ts'
import { beginnings, gradeOf, type KnownTown, type RegisterView, wasListed } from './register-view.ts'

export type TownProposal = {
  /** the town in the register; null for one that is new */
  known: KnownTown | null
  key: string
  /** the name it would be registered under */
  name: string
  spellings: string[]
  facts: TownFact[]
  /** what changes, in a sentence */
  sentence: string
}

export type Question =
  /** one town, several spellings: which is its name? */
  | { kind: 'spelling'; key: string; names: string[] }
  /** a new town may continue one that the notice leaves out */
  | { kind: 'link'; from: { id: string; name: string }; to: { key: string; name: string } }
  /** a name near several registered ones */
  | { kind: 'ambiguous'; name: string; candidates: { id: string; name: string }[] }

export type Proposal = { document: { id: string; notice: Notice }; towns: TownProposal[]; questions: Question[] }

export function propose(notice: Notice, register: RegisterView, programme: Programme): Proposal {
  const id = documentId(notice.document.number, notice.document.title)
  const entries = entriesOf(notice, register, programme.suffix)
  const scene: Scene = { notice, register, programme, document: id, where: placer(notice, programme), on: notice.document.draftedOn ?? notice.document.publishedOn ?? programme.effective }
  const groups = Map.groupBy(entries, entry => entry.key)
  const named = [...groups].map(([key, group]) => townProposal(key, group, scene))
  const leftOut = missing(groups, scene)
  const towns = [...named, ...leftOut.map(town => silentProposal(town, scene))].filter(town => town.facts.length)
  return { document: { id, notice }, towns, questions: [...spellings(named), ...links(named, leftOut, scene), ...ambiguous(entries)] }
}

type Scene = { notice: Notice; register: RegisterView; programme: Programme; document: string; where: (entry: Entry) => string; on: string }

function townProposal(key: string, group: Entry[], scene: Scene): TownProposal {
  const known = group[0]?.known ?? null
  const spellings = [...new Set(group.map(entry => entry.town.name))]
  // Where spellings differ the later list decides acts, so its spelling is the first suggestion; a person confirms.
  const name = known?.name ?? (spellings.at(-1) as string)
  const facts = [...(known ? [] : identity(name, group, scene)), ...variants(name, known, group, scene), ...listing(group, known, scene), ...group.flatMap(entry => consequence(entry, group, known, scene))]
  return { known, key, name, spellings, facts, sentence: sentenceOf(name, known, facts, scene) }
}

function identity(name: string, group: Entry[], scene: Scene): TownFact[] {
  const entry = group[0] as Entry
  const [effective, dating] = listedFrom(scene)
  const place = scene.register.places.find(name, effective)
  const printed = entry.town.prefecture
  const basis = basisOf(entry, scene)
  const { division = null, prefecture = null } = place ?? {}
  const where = printed ? basis : { ...basis, inferred: place ? `名称以“${place.place}”开头` : '名称未含已知地名' }
  const moves = division ? scene.register.places.changesAfter(division, effective) : []
  return [
    { type: 'town.named', data: { name, change: 'first' }, effective, dating, basis },
    { type: 'town.placed', data: { division, prefecture, ...(printed ? { printed } : {}) }, effective, dating, basis: where },
    ...moves.map((move): TownFact => ({ type: 'town.placed', data: { division: move.division, prefecture: move.prefecture }, effective: move.effective, basis: { document: divisionsDocument, inferred: move.why } })),
  ]
}

/** Stands for the table of divisions as the basis of a change of place. */
const divisionsDocument = '行政区划'

function variants(name: string, known: KnownTown | null, group: Entry[], scene: Scene): TownFact[] {
  return group.filter((entry, index) => entry.town.name !== name && !known?.names.includes(entry.town.name) && group.findIndex(other => other.town.name === entry.town.name) === index)
    .map(entry => ({ type: 'town.printed', data: { as: entry.town.name }, effective: scene.on, basis: basisOf(entry, scene) }))
}

/** A list of the listed says category and type; an evaluation only proves that the town was on the list by then. */
function listing(group: Entry[], known: KnownTown | null, scene: Scene): TownFact[] {
  const programme = scene.programme.id
  const entry = group.find(other => other.kind === 'listed')
  if (entry) {
    const { category = null, townType = null, number } = entry.town
    return [{ type: 'town.listed', data: { programme, batch: scene.notice.batch, category, townType, ...(number ? { number } : {}) }, effective: scene.on, basis: basisOf(entry, scene) }]
  }
  const evaluated = group.find(other => scene.programme.population.includes(other.kind))
  if (!evaluated || (known && wasListed(known))) return []
  const [effective, dating] = listedFrom(scene)
  const basis = { ...basisOf(evaluated, scene), inferred: '受评即在册；批次、类别和镇的类型该文件未载明' }
  return [{ type: 'town.listed', data: { programme, batch: null, category: null, townType: null }, effective, dating, basis }]
}

/** From when the notice proves a listing: its own date for a list, the end of the field work for an evaluation. */
function listedFrom({ notice, on }: Scene): [string, 'exact' | 'no-later-than'] {
  if (!notice.evaluation) return [on, 'exact']
  if (!notice.evaluation.fieldwork) return [dayBefore(on), 'no-later-than']
  const [year, month] = partsOfDate(`${notice.evaluation.fieldwork}-01`)
  return [plainDate(year, month, daysInMonth(year, month)), 'no-later-than']
}

function consequence(entry: Entry, group: Entry[], known: KnownTown | null, scene: Scene): TownFact[] {
  const { programme: { id: programme, consequences, grades, reapplication }, notice, on } = scene
  const year = notice.evaluation?.year ?? partsOfDate(on)[0] - 1
  const basis = basisOf(entry, scene)
  const withdrew = group.some(other => other.kind === 'withdrawn')
  const base = { effective: on, basis }
  if (grades.some(grade => grade.id === entry.kind)) return [{ type: 'town.graded', data: { programme, year, grade: entry.kind }, ...base }]
  switch (entry.kind) {
    case 'withdrawn':
      return [{ type: 'town.withdrew', data: { programme, year }, ...base }]
    case 'promoted': {
      const rule = consequences.find(other => other.outcome === 'promoted')
      return rule?.becomes ? [{ type: 'town.recategorised', data: { programme, from: rule.categories[0] ?? null, to: rule.becomes, year }, ...base }] : []
    }
    case 'named':
      return [{ type: 'town.accredited', data: { programme }, ...base }]
    case 'warned':
      return [...lastYearImplied(entry, known, year, 'warned', scene), { type: 'town.warned', data: { programme, year }, ...base }]
    case 'eliminated': {
      const start = reapplication.from === 'published' ? notice.document.publishedOn ?? on : on
      const cause = withdrew ? 'withdrawn' : group.some(other => other.kind !== 'eliminated') ? 'consecutive' : 'unstated'
      return [...(withdrew ? [] : lastYearImplied(entry, known, year, 'eliminated', scene)), { type: 'town.eliminated', data: { programme, year, cause, reapplyFrom: addYears(start, reapplication.years) }, ...base }]
    }
    default:
      return []
  }
}

/** What a warning or an elimination implies about the year before, by the rule that was applied; always marked as inferred. */
function lastYearImplied(entry: Entry, known: KnownTown | null, year: number, outcome: 'warned' | 'eliminated', scene: Scene): TownFact[] {
  const { programme, on } = scene
  const rule = programme.consequences.find(other => other.outcome === outcome)
  if (!rule || rule.lastYear === 'any' || (known && gradeOf(known, year - 1, rule.grade))) return []
  const label = programme.grades.find(grade => grade.id === rule.grade)?.label ?? rule.grade
  const article = printArticle(programme, rule.article)
  const words = rule.lastYear === 'same' ? `按${article}，连续两年${label}方予淘汰，故上一年度为${label}` : `按${article}，首年${label}方予警告，故上一年度不是${label}`
  const data = { programme: programme.id, year: year - 1, grade: rule.grade, ...(rule.lastYear === 'other' ? { negated: true as const } : {}) }
  return [{ type: 'town.graded', data, effective: dayBefore(on), dating: 'no-later-than', basis: { ...basisOf(entry, scene), inferred: words } }]
}

/** Towns on the list that an evaluation of the whole list does not name. */
function missing(groups: ReadonlyMap<string, Entry[]>, { notice, register }: Scene): KnownTown[] {
  if (!notice.evaluation?.population) return []
  return register.towns.filter(town => wasListed(town) && !groups.has(town.id))
}

function silentProposal(town: KnownTown, scene: Scene): TownProposal {
  const [effective, dating] = listedFrom(scene)
  const basis: Basis = { document: scene.document, inferred: `该文件通报的全部 ${scene.notice.evaluation?.population} 个小镇中没有它，也没有文件说明它何时退出` }
  const facts: TownFact[] = [{ type: 'town.unconfirmed', data: { programme: scene.programme.id }, effective, dating, basis }]
  return { known: town, key: town.id, name: town.name, spellings: [], facts, sentence: sentenceOf(town.name, town, facts, scene) }
}

function spellings(towns: readonly TownProposal[]): Question[] {
  return towns.filter(town => !town.known && town.spellings.length > 1).map(({ key, spellings: names }) => ({ kind: 'spelling', key, names }))
}

function links(towns: readonly TownProposal[], leftOut: readonly KnownTown[], { register, programme }: Scene): Question[] {
  const places = beginnings(register.places)
  const parts = (name: string): ReturnType<typeof partsOf> => partsOf(name, places, programme.suffix)
  return leftOut.flatMap(from => towns.filter(to => !to.known && mayContinue(parts(from.name), parts(to.name)))
    .map((to): Question => ({ kind: 'link', from: { id: from.id, name: from.name }, to: { key: to.key, name: to.name } })))
}

function ambiguous(entries: readonly Entry[]): Question[] {
  return entries.filter(entry => entry.how === 'ambiguous').map(({ town, candidates }) => ({ kind: 'ambiguous', name: town.name, candidates: candidates.map(({ id, name }) => ({ id, name })) }))
}

function basisOf(entry: Entry, scene: Scene): Basis {
  return { document: scene.document, place: scene.where(entry), printed: entry.town.name }
}

function sentenceOf(name: string, known: KnownTown | null, facts: readonly Fact[], { programme }: Scene): string {
  const grades = Object.fromEntries(programme.grades.map(grade => [grade.id, grade.label]))
  const titles = (facts as TownFact[]).map(fact => titleOf(fact, { grades }))
  return `${known ? '' : '新登记'}${name}：${titles.join('；') || '无变化'}`
}
