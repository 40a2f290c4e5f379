// What a season is decided on: the register's towns on a day, the evaluation of the data, printed grades, notes.
import { problem, Refusal } from '#core/base/problem.ts'
import type { Rules } from '#core/decision/compile.ts'
import type { TownFacts } from '#core/decision/facts.ts'
import type { Unit } from '#core/evaluation/cells.ts'
import { type Evaluation, evaluate } from '#core/evaluation/evaluate.ts'
import type { Scheme } from '#core/evaluation/scheme.ts'
import { printArticle, type Programme } from '#core/policy/programme.ts'
import { documentOf, type DocumentData, type DocumentFact, documentStream } from '#core/register/document.ts'
import type { AsOf } from '#core/register/event.ts'
import { inForce, type Town, townAsOf, type TownFact } from '#core/register/town.ts'
import type { Graded, SnapshotContent } from '#core/season/content.ts'
import type { SeasonState } from '#core/season/season.ts'
import { townFactsOf } from '#core/season/town-facts.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/connect.ts'
import { readStream, readStreams } from '../log/read.ts'

/** Towns of the programme that stand on its list on that day, by id. */
export async function listedTowns(tx: Tx, programme: string, asOf: AsOf): Promise<Town[]> {
  const { rows } = await sql<{ town: string }>`select distinct town from view.town_segment where programme = ${programme} order by 1`.execute(tx)
  const streams = await readStreams<TownFact>(tx, rows.map(row => `town/${row.town}`))
  return [...streams].flatMap(([stream, events]) => {
    const town = townAsOf(stream.slice('town/'.length), events, asOf)
    const standing = town?.standings.find(other => other.programme === programme)
    return town && standing && inForce.includes(standing.status) ? [town] : []
  })
}

/** Town → its place in the order in which towns entered the register. */
export async function registrationOrder(tx: Tx, towns: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ stream: string }>`select stream from event where stream = any(${towns.map(town => `town/${town}`)}) group by stream order by min(position)`.execute(tx)
  return new Map(rows.map(({ stream }, place) => [stream.slice('town/'.length), place]))
}

/**
 * The grades a document printed for its towns, and who withdrew, matched to the register by registered and printed names.
 * @throws Refusal `document.unknown`
 */
export async function printedGrades(tx: Tx, document: string, programme: Programme, towns: readonly Town[]): Promise<{ grades: Graded[]; withdrawn: Map<string, string>; printed: DocumentData }> {
  const data = documentOf(await readStream<DocumentFact>(tx, documentStream(document)))
  if (!data) throw new Refusal(problem('document.unknown', { document }))
  const byName = new Map(towns.flatMap(town => town.names.map((spelling): [string, string] => [spelling.name, town.id])))
  for (const town of towns) byName.set(town.name, town.id)
  const cite = data.number ?? data.title ?? document
  const grades: Graded[] = []
  const withdrawn = new Map<string, string>()
  for (const list of data.lists) {
    for (const [i, { name }] of list.towns.entries()) {
      const town = byName.get(name)
      const source = `${cite} ${list.heading || list.kind}第 ${i + 1} 个`
      if (!town) continue
      if (programme.grades.some(grade => grade.id === list.kind)) grades.push({ town, grade: list.kind, source })
      else if (list.kind === 'withdrawn') withdrawn.set(town, source)
    }
  }
  return { grades, withdrawn, printed: data }
}

export type Inputs = { state: SeasonState; programme: Programme; rules: Rules; scheme: Scheme | null; units: readonly Unit[] | null; asOf: AsOf }

/** The snapshot as it stands now; freezing keeps it. */
export async function snapshotOf(tx: Tx, { state, programme, rules, scheme, units, asOf }: Inputs): Promise<{ snapshot: SnapshotContent; evaluation: Evaluation | null }> {
  const towns = await listedTowns(tx, programme.id, asOf)
  const printed = state.document && state.scores === 'published' ? await printedGrades(tx, state.document, programme, await withNamesOf(tx, towns)) : null
  const evaluation = scheme && units ? evaluate(scheme, units) : null
  const scored = new Map(evaluation?.units.map(unit => [unit.id, unit]))
  const grades = new Map(printed?.grades.map(grade => [grade.town, grade]))
  const left = new Map([...(printed?.withdrawn ?? []), ...(units ?? []).filter(unit => unit.withdrawn).map((unit): [string, string] => [unit.id, '报送数据注明自愿退出'])])
  const cite = await citer(tx)
  const input = { programme: programme.id, year: state.year, rules, settings: state.settings, notes: state.notes, cite }
  const facts = towns.map((town): TownFacts => townFactsOf({ town, scored: scored.get(town.id) ?? null, printed: grades.get(town.id) ?? null, withdrawn: left.get(town.id) ?? null }, input))
  return { snapshot: { units: units ? [...units] : null, grades: printed?.grades ?? [], towns: facts }, evaluation }
}

/** A later document may be the first to print a spelling; names are matched over everything that is known. */
async function withNamesOf(tx: Tx, towns: readonly Town[]): Promise<Town[]> {
  const streams = await readStreams<TownFact>(tx, towns.map(town => `town/${town.id}`))
  return towns.map(town => ({ ...town, names: townAsOf(town.id, streams.get(`town/${town.id}`) ?? [], { valid: '9999-12-31', known: null })?.names ?? town.names }))
}

/** Document id → number or title, as people cite it. */
async function citer(tx: Tx): Promise<(document: string) => string> {
  const { rows } = await sql<{ stream: string; data: DocumentData }>`select stream, data from event where type = 'document.recorded' order by position`.execute(tx)
  const names = new Map(rows.map(row => [row.stream.slice('document/'.length), row.data.number ?? row.data.title ?? '']))
  return document => names.get(document) ?? document
}

/** Articles of a programme as cited. */
export function citeArticle(programme: Programme, article: string | null): string | null {
  return article === null ? null : printArticle(programme, article)
}
