// Towns as supervision asks about them: name, standing, open cases.
import { problem, Refusal } from '#core/base/problem.ts'
import type { PlainDate } from '#core/base/plain-date.ts'
import { townStream } from '#core/intake/confirm.ts'
import { type Standing, type Town, townAsOf, type TownFact } from '#core/register/town.ts'
import type { Rectification } from '#core/supervision/rectification.ts'
import type { Tx } from '../db/connect.ts'
import { readStream, readStreams } from '../log/read.ts'
import { listCases } from './cases.ts'

export type Found = { town: Town; standing: Standing; version: number }

/** @throws Refusal `supervision.town` for a town that the programme does not know */
export async function townOf(tx: Tx, programme: string, id: string, day: PlainDate): Promise<Found> {
  const events = await readStream<TownFact>(tx, townStream(id))
  const town = townAsOf(id, events, { valid: day, known: null })
  const standing = town?.standings.find(other => other.programme === programme)
  if (!town || !standing) throw new Refusal(problem('supervision.town', { town: id.slice(0, 60), list: '本项目的小镇' }))
  return { town, standing, version: events.length }
}

/** Standings in a programme on a day, by town. */
export async function findTowns(tx: Tx, programme: string, ids: readonly string[], day: PlainDate): Promise<Map<string, Standing>> {
  const streams = await readStreams<TownFact>(tx, [...new Set(ids)].map(townStream))
  return new Map(ids.flatMap((id): [string, Standing][] => {
    const standing = townAsOf(id, streams.get(townStream(id)) ?? [], { valid: day, known: null })?.standings.find(other => other.programme === programme)
    return standing ? [[id, standing]] : []
  }))
}

/** Names by id; the id itself where there is none. */
export async function namesOf(tx: Tx, ids: readonly string[], day: PlainDate): Promise<(id: string) => string> {
  const streams = await readStreams<TownFact>(tx, [...new Set(ids)].map(townStream))
  const names = new Map(ids.map(id => [id, townAsOf(id, streams.get(townStream(id)) ?? [], { valid: day, known: null })?.name]))
  return id => names.get(id) ?? id
}

/** Cases of a town that are neither closed nor dropped. */
export async function openRectifications(tx: Tx, programme: string, town: string): Promise<Rectification[]> {
  const closed = ['cured', 'clearing', 'cleared', 'dropped']
  return (await listCases(tx, 'rectification')).filter(state => state.programme === programme && state.town === town && !closed.includes(state.stage))
}
