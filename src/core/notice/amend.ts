// What a correction does: the corrected notice, the words for it, and the facts that take the place of others. Nothing is
// edited: a fact that no longer holds is named by the one that replaces it, so that what was known before stays known.
import { canonical, type Json } from '../base/canonical.ts'
import { problem } from '../base/problem.ts'
import { ok, refused, type Result } from '../base/result.ts'
import type { Corrected } from '../document/amendment.ts'
import { townStream } from '../intake/confirm.ts'
import { plain } from '../intake/fold.ts'
import type { ListKind, Notice, NoticeList, NoticeTown } from '../intake/notice.ts'
import { propose } from '../intake/propose.ts'
import { registerView, type RegisterView, type TownHistory } from '../intake/register-view.ts'
import type { Programme } from '../policy/programme.ts'
import { knownFacts } from '../register/as-of.ts'
import type { CorrectionItem } from '../register/document.ts'
import type { Places } from '../register/division.ts'
import type { Recorded } from '../register/event.ts'
import type { TownFact } from '../register/town.ts'

/** 警告 → 警告名单 */
export function listLabel(kind: string, { lists }: Programme): string {
  const label = lists.find(list => list.kind === kind)?.label ?? kind
  return label.endsWith('名单') ? label : `${label}名单`
}

/** The notice as it should have been. Refuses `correction.printed` where a name does not stand in its list, `correction.empty` for an item that changes nothing. */
export function amended(notice: Notice, items: readonly CorrectionItem[], programme: Programme): Result<Notice> {
  let lists = notice.lists
  for (const item of items) {
    const at = lists.findIndex(list => list.kind === item.list)
    const list = lists[at] ?? emptyList(item.list as ListKind, programme)
    const index = item.printed === null ? -1 : list.towns.findIndex(town => town.name === plain(item.printed ?? ''))
    if (item.printed !== null && index < 0) return refused(problem('correction.printed', { list: listLabel(item.list, programme), printed: item.printed }))
    const before = list.towns[index]
    const after = item.correct === null ? null : townOf(item, before)
    if (after && before && canonical(after as unknown as Json) === canonical(before as unknown as Json)) return refused(problem('correction.empty', { list: listLabel(item.list, programme), printed: before.name }))
    if (!after && !before) return refused(problem('correction.empty', { list: listLabel(item.list, programme), printed: '（空）' }))
    const towns = before ? list.towns.toSpliced(index, 1, ...(after ? [after] : [])) : [...list.towns, after as NoticeTown]
    const changed = recounted(list, towns)
    lists = at < 0 ? [...lists, changed] : lists.with(at, changed)
  }
  return ok({ ...notice, lists })
}

/** The stated numbers follow the names; the population stated in the text does not, so that the check finds a town that was lost. */
function recounted(list: NoticeList, towns: NoticeTown[]): NoticeList {
  const more = towns.length - list.towns.length
  return {
    ...list, towns, statedCount: list.statedCount === null ? null : list.statedCount + more,
    statedParts: list.statedParts.map(part => ({ ...part, count: part.count + towns.filter(town => town[part.by] === part.what).length - list.towns.filter(town => town[part.by] === part.what).length })),
  }
}

function emptyList(kind: ListKind, programme: Programme): NoticeList {
  return { kind, heading: listLabel(kind, programme), line: 1, statedCount: 0, statedParts: [], towns: [] }
}

function townOf({ correct, category, townType }: CorrectionItem, before: NoticeTown | undefined): NoticeTown {
  const name = plain(correct ?? '')
  return { ...before, printed: name, name, ...(category ? { category } : {}), ...(townType ? { townType } : {}) }
}

/** Each item as the correction prints it, and the numbers that follow. */
export function correctedWords(before: Notice, after: Notice, items: readonly CorrectionItem[], programme: Programme): Corrected[] {
  const find = ({ lists }: Notice, kind: string): NoticeList | undefined => lists.find(list => list.kind === kind)
  const remarked = (name: string | null, kind: string, notice: Notice, whole: boolean): string | null => {
    const town = find(notice, kind)?.towns.find(other => other.name === plain(name ?? ''))
    const remarks = whole && town ? [town.category, town.townType].filter(Boolean).join('，') : ''
    return name === null ? null : remarks ? `${name}（${remarks}）` : name
  }
  const counts = [...new Set(items.map(item => item.list))].flatMap((kind): Corrected[] => {
    const [from, to] = [find(before, kind)?.towns.length ?? 0, find(after, kind)?.towns.length ?? 0]
    return from === to || from === 0 ? [] : [{ where: listLabel(kind, programme), printed: String(from), correct: String(to), count: true }]
  })
  return [...items.map((item): Corrected => {
    const whole = Boolean(item.category ?? item.townType)
    return { where: listLabel(item.list, programme), printed: remarked(item.printed, item.list, before, whole), correct: remarked(item.correct, item.list, after, whole) }
  }), ...counts]
}

/** What becomes of one town: its facts anew, each naming the position of the one it replaces. */
export type Effect = { town: string; stream: string; expected: number; facts: TownFact[] }

export type Scene = {
  /** the notice as it stands, after what corrected it before */
  before: Notice
  after: Notice
  items: readonly CorrectionItem[]
  histories: readonly TownHistory[]
  programme: Programme
  places: Places
  /** the first document and everything that has corrected it: facts that rest on these are the notice's own */
  chain: ReadonlySet<string>
  /** id of the correction */
  document: string
}

/** The register as the notice found it, with names as the correction puts them right. */
export function viewOf({ before, items, histories, programme, places, document }: Omit<Scene, 'after' | 'chain'>): { view: RegisterView; histories: TownHistory[] } {
  const on = before.document.draftedOn
  const { index } = registerView(histories, programme.id, programme.suffix, on, places)
  const renamed = new Map(items.flatMap((item): [string, string][] => {
    if (item.printed === null || item.correct === null) return []
    const [was, is] = [index.find(item.printed), index.find(item.correct)]
    // The town is registered under the very name that was printed wrongly, and the right one is a slip away from it alone.
    return was.how === 'exact' && was.item.name === plain(item.printed) && is.how === 'variant' && is.item.id === was.item.id ? [[was.item.id, plain(item.correct)]] : []
  }))
  const named = histories.map(({ id, events }): TownHistory => {
    const name = renamed.get(id)
    return name ? { id, events: withFacts(id, events, [{ type: 'town.named', data: { name, change: 'corrected' }, effective: on ?? '', basis: { document, place: '更正名称', printed: name } }]) } : { id, events }
  })
  return { view: registerView(named, programme.id, programme.suffix, on, places), histories: named }
}

/** Town by town. Refuses `correction.town` for a name that the register does not know. */
export function effectsOf(scene: Scene): Result<Effect[]> {
  const { before, after, items, histories, programme, chain, document } = scene
  const { view, histories: named } = viewOf(scene)
  const unknown = items.find(({ correct }) => correct !== null && !['exact', 'variant'].includes(view.index.find(correct).how))
  if (unknown) return refused(problem('correction.town', { town: unknown.correct ?? '' }))
  const [was, is] = [factsBy(before, view, programme), factsBy(after, view, programme)]
  return ok(histories.flatMap(({ id, events }): Effect[] => {
    const names = (named.find(other => other.id === id)?.events ?? []).slice(events.length).map(({ type, data, effective, basis }) => ({ type, data, effective, basis }) as TownFact)
    const facts = [...names, ...replacing(was.get(id) ?? [], is.get(id) ?? [], knownFacts(events, null).filter(event => chain.has(event.basis.document)), document)]
    return facts.length ? [{ town: id, stream: townStream(id), expected: events.length, facts }] : []
  }))
}

/** What the notice prints of each known town; what it only implies is not the correction's to change. */
function factsBy(notice: Notice, view: RegisterView, programme: Programme): Map<string, TownFact[]> {
  return new Map(propose(notice, view, programme).towns.flatMap(({ known, facts }): [string, TownFact[]][] => (known ? [[known.id, facts.filter(fact => fact.basis.inferred === undefined)]] : [])))
}

const aspect = (fact: TownFact): string => `${fact.type} ${'year' in fact.data ? fact.data.year : ''}`
const said = ({ type, data }: TownFact): string => canonical({ type, data } as unknown as Json)

function replacing(was: readonly TownFact[], is: readonly TownFact[], own: readonly Recorded<TownFact>[], document: string): TownFact[] {
  const gone = was.filter(fact => !is.some(other => said(other) === said(fact))).flatMap(fact => own.find(event => aspect(event) === aspect(fact)) ?? [])
  const come = is.filter(fact => !was.some(other => said(other) === said(fact)) && !own.some(event => said(event) === said(fact)))
  const basis = (fact: TownFact): TownFact['basis'] => ({ document, place: `更正${fact.basis.place ?? ''}`, ...(fact.basis.printed ? { printed: fact.basis.printed } : {}) })
  const anew = come.map((fact): TownFact => {
    const old = gone.find(event => aspect(event) === aspect(fact))
    return { ...fact, basis: basis(fact), ...(old ? { effective: old.effective, corrects: old.position } : {}) }
  })
  const left = gone.filter(event => !anew.some(fact => fact.corrects === event.position))
  return [...anew, ...left.map((event): TownFact => ({ type: 'town.annulled', data: { programme: 'programme' in event.data ? event.data.programme : '', of: event.type }, effective: event.effective, basis: { document, place: `更正${event.basis.place ?? ''}` }, corrects: event.position }))]
}

/** A history with facts after it, as it will be once they are recorded; for looking ahead. */
export function withFacts(id: string, events: readonly Recorded<TownFact>[], facts: readonly TownFact[]): Recorded<TownFact>[] {
  const last = events.at(-1)
  return [...events, ...facts.map((fact, i) => ({ ...fact, stream: townStream(id), position: (last?.position ?? 0) + 1_000_000_000 + i, version: events.length + i + 1, recorded: last?.recorded ?? '', actor: '' }) as Recorded<TownFact>)]
}
