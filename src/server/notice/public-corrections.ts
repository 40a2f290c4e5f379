// What a document corrects and what has corrected it, as everybody may read it.
import type { z } from 'zod'
import type { NoticeDetail } from '#contract/notices.ts'
import { noticeOf, townStream } from '#core/intake/confirm.ts'
import type { Notice } from '#core/intake/notice.ts'
import { amended, correctedWords } from '#core/notice/amend.ts'
import type { Programme } from '#core/policy/programme.ts'
import type { DocumentData } from '#core/register/document.ts'
import { sql } from 'kysely'
import { titleOf } from '#core/register/title.ts'
import type { TownFact } from '#core/register/town.ts'
import type { Tx } from '../db/connect.ts'
import { vocabularyOf } from '../handlers/present.ts'
import { readStreams } from '../log/read.ts'
import { namesOf } from '../supervision/towns.ts'
import { chainOf, correctionsOf } from './chain.ts'

type Shown = Pick<z.input<typeof NoticeDetail>, 'corrects' | 'correctedBy'>
type Words = Shown['correctedBy'][number]['items']

/** Both directions; empty where the document neither corrects nor was corrected. */
export async function publicCorrections(tx: Tx, id: string, data: DocumentData, programme: Programme, today: string): Promise<Shown> {
  if (!data.corrects && !(await correctionsOf(tx, id)).length) return { corrects: null, correctedBy: [] }
  const { root, corrections, cited } = await chainOf(tx, id)
  const words = new Map<string, Words>()
  let notice: Notice = noticeOf(root.data)
  for (const { id: own, corrects: { items } } of corrections) {
    const next = amended(notice, items, programme)
    if (!next.ok) throw new Error(`correction ${own} does not fit its document`)
    words.set(own, correctedWords(notice, next.value, items, programme).map(({ count = false, ...word }) => ({ ...word, count })))
    notice = next.value
  }
  const of = data.corrects ? [root, ...corrections].find(other => other.id === data.corrects?.document) : undefined
  const later = corrections.filter(other => (cited.id === root.id ? true : other.corrects.document === cited.id))
  const correctedBy = []
  for (const { id: own, data: { number, title, draftedOn } } of later) correctedBy.push({ id: own, number, title, draftedOn, items: words.get(own) ?? [], changes: await changesOf(tx, own, programme, today) })
  return { corrects: of ? { id: of.id, number: of.data.number, title: of.data.title, items: words.get(id) ?? [] } : null, correctedBy }
}

/** Facts that rest on a correction, each beside the one it replaced. */
async function changesOf(tx: Tx, document: string, programme: Programme, today: string): Promise<Shown['correctedBy'][number]['changes']> {
  const { rows } = await sql<{ stream: string }>`select distinct stream from event where stream like ${townStream('%')} and basis ->> 'document' = ${document} order by stream`.execute(tx)
  const streams = await readStreams<TownFact>(tx, rows.map(row => row.stream))
  const nameOf = await namesOf(tx, [...streams.keys()].map(stream => stream.slice(townStream('').length)), today)
  const vocabulary = vocabularyOf(programme)
  return [...streams].flatMap(([stream, events]) => events.filter(event => event.basis.document === document).map(event => {
    const old = events.find(other => other.position === event.corrects)
    const town = stream.slice(townStream('').length)
    return { town, name: nameOf(town), was: old ? titleOf(old, vocabulary) : null, now: event.type === 'town.annulled' ? null : titleOf(event, vocabulary) }
  }))
}
