// Seasons that ship with the product (data/seasons/*.yaml): rounds whose circular has gone out, worked out again from it.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { problem, Refusal } from '#core/base/problem.ts'
import { documentOf, type DocumentFact, documentStream } from '#core/register/document.ts'
import { putContent } from '../content.ts'
import type { Tx } from '../db/connect.ts'
import { endOfDay } from '../http/as-of.ts'
import { readStream } from '../log/read.ts'
import { dataFolder } from '../places.ts'
import { freezeSeason, lockSeason, noteSeason, openSeason, proposeDecisions, type Who, write } from './act.ts'
import { loadSeason } from './load.ts'
import { makeNotice } from './notice.ts'
import { decisionsOf, eveOf, workOut } from './propose.ts'
import { listedTowns } from './snapshot.ts'

const ShippedSeason = z.object({
  programme: z.string(), year: z.number(), document: z.string(), settings: z.record(z.string(), z.union([z.string(), z.number()])),
  notes: z.array(z.object({ towns: z.array(z.string()), fact: z.string(), value: z.string(), source: z.string(), inferred: z.string().optional() }).strict()),
}).strict()

/** Loads every shipped season into a register that has none; needs the documents they rest on. */
export async function loadShippedSeasons(tx: Tx, { actor, now }: { actor: string; now: () => string }): Promise<void> {
  const folder = join(dataFolder, 'seasons')
  for (const file of readdirSync(folder).filter(name => name.endsWith('.yaml')).sort()) {
    const season = ShippedSeason.parse(parse(readFileSync(join(folder, file), 'utf8')))
    const printed = documentOf(await readStream<DocumentFact>(tx, documentStream(season.document)))
    if (!printed?.draftedOn) throw new Refusal(problem('document.unknown', { document: season.document }))
    // As of the circular's own day, so that every installation records the same.
    await replay(tx, season, { actor, person: null, now: now(), today: printed.draftedOn })
  }
}

/** Every step up to the circular. No publicity and no signatures are made up: those steps were others', and are not recorded here. */
async function replay(tx: Tx, { programme, year, document, settings, notes }: z.infer<typeof ShippedSeason>, who: Who): Promise<void> {
  const id = await openSeason(tx, { programme, year, scheme: null, document, collectUntil: null, demo: false }, who)
  const towns = await listedTowns(tx, programme, { valid: await eveOf(tx, document), known: null })
  const idOf = (name: string): string => {
    const found = towns.find(town => town.name === name)
    if (!found) throw new Refusal(problem('season.town', { town: name }))
    return found.id
  }
  await noteSeason(tx, id, notes.flatMap(({ towns: names, ...note }) => names.map(name => ({ ...note, ...(note.inferred ? { inferred: note.inferred } : {}), town: idOf(name) }))) as never, who)
  await lockSeason(tx, id, settings, who)
  await freezeSeason(tx, id, who)
  await proposeDecisions(tx, id, who)
  const decisions = await putContent(tx, decisionsOf(await workOut(tx, await loadSeason(tx, id), who.today)), who.now)
  await write(tx, await loadSeason(tx, id), who, 'season.decided', { hashes: { decisions } })
  const printed = documentOf(await readStream<DocumentFact>(tx, documentStream(document)))
  if (!printed?.draftedOn || !printed.number) return
  const [fieldYear, month] = (printed.evaluation?.fieldwork ?? '').split('-').map(Number)
  const { content } = await makeNotice(tx, await loadSeason(tx, id), { number: printed.number, signedOn: printed.draftedOn, fieldwork: { year: fieldYear || year + 1, month: month || 1 } }, who)
  const notice = await putContent(tx, content, who.now)
  await write(tx, await loadSeason(tx, id), who, 'season.issued', { document, number: printed.number, publicAt: endOfDay(printed.publishedOn ?? printed.draftedOn), hashes: { notice } })
}
