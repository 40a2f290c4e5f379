// 小镇: list, single town, and “is this name on the list?”.
import type { z } from 'zod'
import type { Contract } from '#contract/index.ts'
import type { TownAct, TownSummary } from '#contract/towns.ts'
import { problem, Refusal } from '#core/base/problem.ts'
import { printDate } from '#core/base/plain-date.ts'
import { nameIndex } from '#core/intake/names.ts'
import { beginnings } from '#core/intake/register-view.ts'
import type { Programme } from '#core/policy/programme.ts'
import type { Industries } from '#core/register/industry.ts'
import type { AsOf, Recorded } from '#core/register/event.ts'
import { titleOf, type Vocabulary } from '#core/register/title.ts'
import { knownFacts } from '#core/register/as-of.ts'
import { inForce, type TownFact } from '#core/register/town.ts'
import type { Tx } from '../db/connect.ts'
import type { Context } from '../http/context.ts'
import type { Handlers } from '../http/handlers.ts'
import { readAsOf } from '../http/as-of.ts'
import { readStream } from '../log/read.ts'
import { getProgramme } from '../policies.ts'
import { type DocumentRow, listDocuments } from '../views/documents.ts'
import { allTowns, findTown, linksAmong, listTowns, registeredNames, type Facets, type Sort, type TownRow } from '../views/towns.ts'
import { basisOf, choiceLabel, choiceOrder, documentMap, latestBasis, summaryOf, vocabularyOf } from './present.ts'

export const townHandlers: Pick<Handlers, 'townList' | 'townDetail' | 'verifyName'> = {
  async townList(tx, input, context) {
    const { programmes, places, now } = context
    const programme = getProgramme(programmes, input.programme)
    const asOf = readAsOf(input, now())
    const { q, prefecture, category, type, grade, status, batch } = input
    const sort: Sort = { by: input.sort.replace('-', '') as Sort['by'], descending: input.sort.startsWith('-'), grades: programme.grades.map(other => other.id) }
    const { total, towns, facets } = await listTowns(tx, { programme: programme.id, asOf, filters: { q, prefecture, category, type, grade, status: status?.length ? status : ['all'], batch }, sort, page: input.page, size: input.size })
    const documents = await listDocuments(tx, programme.id)
    return { asOf: { ...asOf, basis: latestBasis(documents, asOf.valid) }, total, page: input.page, size: input.size, towns: towns.map(row => summaryOf(row, places)), facets: labelled(facets, programme, context) }
  },

  async townDetail(tx, input, context) {
    const { programmes, places, now } = context
    const asOf = readAsOf(input, now())
    const id = await townIdOf(tx, input.id, context)
    const rows = await findTown(tx, id, asOf)
    const row = rows.find(other => other.programme === input.programme) ?? rows[0]
    if (!row) throw new Refusal(problem('town.unknown', { town: input.id, hint: `截至${printDate(asOf.valid)}它还没有登记。` }))
    const programme = getProgramme(programmes, row.programme)
    const documents = documentMap(await listDocuments(tx))
    const standing = row.state.standings.find(other => other.programme === row.programme)
    const all = await readStream<TownFact>(tx, `town/${id}`)
    const events = knownFacts(all, asOf.known).filter(event => event.effective <= asOf.valid)
    const vocabulary = vocabularyOf(programme)
    const others = await allTowns(tx, programme.id, asOf)
    const names = new Map(others.map(other => [other.town, other.name]))
    return {
      ...summaryOf(row, places),
      programme: programme.id,
      spellings: row.state.names.map(({ name, kind, since, basis }) => ({ name, kind, since, basis: basisOf(basis, documents) })),
      grades: (standing?.grades ?? []).map(({ year, grade, negated, basis }) => ({ year, grade: negated ? `not-${grade}` : grade, inferred: basis.inferred !== undefined, basis: basisOf(basis, documents) })),
      warning: standing?.warning ? { ...standing.warning, basis: basisOf(standing.warning.basis, documents) } : null,
      reapplyFrom: standing?.reapplyFrom ?? null,
      links: await linksOf(tx, id, programme.id, names, asOf),
      acts: events.map(event => ({
        position: event.position, type: event.type, title: titleOf(event, vocabulary), effective: event.effective, dating: event.dating ?? 'exact',
        recorded: event.recorded, basis: basisOf(event.basis, documents), corrects: replacedBy(event, all, vocabulary, documents), data: event.data as Record<string, unknown>,
      })),
      neighbours: neighboursOf(row, others, context.industries),
    }
  },

  async verifyName(tx, input, { programmes, places, now }) {
    const programme = getProgramme(programmes)
    const asOf = readAsOf(input, now())
    const rows = new Map((await allTowns(tx, programme.id, asOf)).map(row => [row.town, row]))
    const all = (await registeredNames(tx, asOf.known, programme.id)).filter(({ town }) => rows.has(town))
    const index = nameIndex(all.map(({ town, names }) => ({ item: town, names })), beginnings(places), programme.suffix)
    const match = index.find(input.name)
    const summary = (id: string): z.infer<typeof TownSummary> => summaryOf(rows.get(id) as TownRow, places)
    const found = match.how === 'exact' || match.how === 'variant' ? summary(match.item) : null
    const near = (match.how === 'ambiguous' ? match.items : index.near(input.name, 6)).filter(id => id !== found?.id).map(summary)
    const day = printDate(asOf.valid)
    const base = { asked: input.name, town: found, similar: near, asOf }
    if (!found) {
      return near.length
        ? { ...base, answer: 'similar', sentence: `截至${day}，清单上没有“${input.name}”，但有名称相近的小镇，请核对是否写错。` }
        : { ...base, answer: 'not-found', sentence: `截至${day}，“${input.name}”不在省级清单上。未列入清单的，不得自行冠名“${programme.suffix}”。` }
    }
    const called = match.how === 'variant' || found.name !== input.name ? `“${input.name}”应是“${found.name}”。` : ''
    if (inForce.includes(found.status)) return { ...base, answer: match.how === 'variant' ? 'similar' : 'listed', sentence: `${called}截至${day}，“${found.name}”在省级清单上。` }
    if (found.status === 'unconfirmed') return { ...base, answer: 'unconfirmed', sentence: `${called}“${found.name}”曾列入省级清单；此后的文件没有再提到它，截至${day}是否仍在册无法确认。` }
    const gone = found.status === 'continued' ? '已以新名延续' : found.status === 'withdrawn' ? '已自愿退出' : '已被淘汰'
    return { ...base, answer: 'formerly-listed', sentence: `${called}“${found.name}”曾在省级清单上，${gone}，截至${day}不在册。` }
  },
}

/** What a fact took the place of; its own predecessor too may have been a correction. */
function replacedBy({ corrects }: Recorded<TownFact>, all: readonly Recorded<TownFact>[], vocabulary: Vocabulary, documents: ReadonlyMap<string, DocumentRow>): z.input<typeof TownAct>['corrects'] {
  const old = corrects === undefined ? undefined : all.find(event => event.position === corrects)
  return old ? { position: old.position, title: titleOf(old, vocabulary), basis: basisOf(old.basis, documents) } : null
}

function labelled(facets: Facets, programme: Programme, { places }: Context): z.input<Contract['townList']['output']>['facets'] {
  return Object.fromEntries(Object.entries(facets).map(([facet, choices]) => {
    const order = choiceOrder(facet, programme)
    const sorted = choices.toSorted((a, b) => (order(a.value) < order(b.value) ? -1 : 1))
    return [facet, sorted.map(({ value, count }) => ({ value, count, label: choiceLabel(facet, value, programme, places) }))]
  }))
}

/** An id, or any name the register knows. */
export async function townIdOf(tx: Tx, text: string, { places, programmes }: Context): Promise<string> {
  const names = await registeredNames(tx, null)
  if (names.some(({ town }) => town === text)) return text
  for (const programme of programmes) {
    const match = nameIndex(names.map(({ town, names: spellings }) => ({ item: town, names: spellings })), beginnings(places), programme.suffix).find(text)
    if (match.how === 'exact' || match.how === 'variant') return match.item
  }
  throw new Refusal(problem('town.unknown', { town: text.slice(0, 60), hint: '请核对编号或名称。' }))
}

/** Links out of this town and into it. */
async function linksOf(tx: Tx, id: string, programme: string, names: ReadonlyMap<string, string>, asOf: AsOf): Promise<z.input<Contract['townDetail']['output']>['links']> {
  return (await linksAmong(tx, programme, asOf)).flatMap(({ from, links }) => links.flatMap(({ to, confidence, state, basis }) => {
    const other = from === id ? to : to === id ? from : null
    return other ? [{ town: other, name: names.get(other) ?? other, confidence, state, reason: basis.inferred ?? basis.printed ?? '' }] : []
  }))
}

function neighboursOf(row: TownRow, others: readonly TownRow[], industries: Industries): { id: string; name: string; why: 'place' | 'industry'; status: string }[] {
  const own = industries.of(row.name)
  const near = others.filter(other => other.town !== row.town)
  const byPlace = near.filter(other => (row.division ? other.division === row.division : other.prefecture === row.prefecture && other.division === null))
  const byIndustry = near.filter(other => industries.of(other.name).some(industry => own.includes(industry)))
  const shown = (rows: readonly TownRow[], why: 'place' | 'industry'): { id: string; name: string; why: 'place' | 'industry'; status: string }[] => rows.slice(0, 12).map(({ town, name, status }) => ({ id: town, name, why, status }))
  return [...shown(byPlace, 'place'), ...shown(byIndustry, 'industry')]
}
