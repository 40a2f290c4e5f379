// The lists of a season, as its notice prints them and its publicity shows them.
import { resolve } from '#core/policy/setting.ts'
import type { Programme } from '#core/policy/programme.ts'
import type { DecisionsContent } from '#core/season/content.ts'
import { listsOf, type NoticeLists } from '#core/season/notice.ts'
import type { SeasonState } from '#core/season/season.ts'
import type { Tx } from '../db/connect.ts'
import { viewFor } from '../notice-intake.ts'
import type { Worked } from './propose.ts'
import { listedTowns, printedGrades, registrationOrder } from './snapshot.ts'

/** Ranks order the lists of a scored season unless the rules say otherwise; a season that follows a document prints what the document printed, in its order. */
export async function listsIn(tx: Tx, { state, programme, rules, snapshot, evaluation }: Worked, decisions: DecisionsContent): Promise<NoticeLists> {
  const names = new Map(snapshot.towns.map(town => [town.id, town.name]))
  const byRank = resolve(rules.file.notice?.order ?? 'rank', state.settings) === 'rank'
  const order = byRank ? new Map(evaluation?.units.map(unit => [unit.id, unit.rank ?? Infinity])) : await registrationOrder(tx, snapshot.towns.map(town => town.id))
  const printed = state.document && state.scores === 'published' ? await printedNames(tx, state, programme, names) : null
  return listsOf({
    programme, rules, decisions, towns: snapshot.towns,
    place: (town, kind) => printed?.get(`${kind} ${town}`)?.place ?? order.get(town) ?? Infinity,
    nameOf: (town, kind) => printed?.get(`${kind} ${town}`)?.name ?? names.get(town) ?? town,
  })
}

async function printedNames(tx: Tx, state: SeasonState, programme: Programme, names: ReadonlyMap<string, string>): Promise<Map<string, { place: number; name: string }>> {
  const all = (await listedTowns(tx, programme.id, { valid: state.frozenAt?.valid ?? '9999-12-31', known: null })).filter(town => names.has(town.id))
  const view = await viewFor(tx, { document: {} as never, batch: null, evaluation: null, lists: [] }, programme)
  const idOf = (name: string): string | undefined => { const match = view.index.find(name); return match.how === 'exact' || match.how === 'variant' ? match.item.id : undefined }
  const { printed } = await printedGrades(tx, state.document as string, programme, all)
  return new Map(printed.lists.flatMap(list => list.towns.flatMap((town, place): [string, { place: number; name: string }][] => {
    const id = idOf(town.name)
    return id ? [[`${list.kind} ${id}`, { place, name: town.name }]] : []
  })))
}
