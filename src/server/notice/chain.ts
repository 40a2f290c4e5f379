// A document with everything that has corrected it: what was printed, and what stands now.
import { problem, Refusal } from '#core/base/problem.ts'
import { noticeOf } from '#core/intake/confirm.ts'
import type { Notice } from '#core/intake/notice.ts'
import { amended } from '#core/notice/amend.ts'
import type { Programme } from '#core/policy/programme.ts'
import { type DocumentData, type DocumentFact, documentOf, documentStream } from '#core/register/document.ts'
import type { Recorded } from '#core/register/event.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/connect.ts'
import { readStream } from '../log/read.ts'

export type Known = { id: string; data: DocumentData }
/** `root` is the document with the lists; `corrections` in the order in which they went out; `cited` the one asked for. */
export type Chain = { root: Known; corrections: (Known & { corrects: NonNullable<DocumentData['corrects']> })[]; cited: Known }

/** @param known leaves out what was recorded from that instant on @throws Refusal `document.unknown`, `correction.none` for a document without lists */
export async function chainOf(tx: Tx, document: string, known?: string): Promise<Chain> {
  const cited = await get(tx, document)
  const root = cited.data.corrects ? await get(tx, cited.data.corrects.root) : cited
  if (!root.data.lists.length) throw new Refusal(problem('correction.none', { document: root.data.number ?? root.data.title ?? document }))
  return { root, corrections: await correctionsOf(tx, root.id, known), cited }
}

/** Corrections of a document and of its corrections, oldest first. */
export async function correctionsOf(tx: Tx, root: string, known = 'infinity'): Promise<Chain['corrections']> {
  const { rows } = await sql<Recorded<DocumentFact>>`select stream, data from event where type = 'document.recorded' and data -> 'corrects' ->> 'root' = ${root} and recorded < ${known} order by position`.execute(tx)
  return rows.flatMap(({ stream, data }) => (data.corrects ? [{ id: stream.slice(documentStream('').length), data, corrects: data.corrects }] : []))
}

/** The lists as they stand after every correction that went out. */
export function standing({ root, corrections }: Chain, programme: Programme): Notice {
  return corrections.reduce<Notice>((notice, { corrects }) => {
    const next = amended(notice, corrects.items, programme)
    if (!next.ok) throw new Refusal(next.problem)
    return next.value
  }, noticeOf(root.data))
}

/** Ids of the document and of what corrected it: facts that rest on any of these are its own. */
export function idsOf({ root, corrections }: Chain): Set<string> {
  return new Set([root.id, ...corrections.map(({ id }) => id)])
}

async function get(tx: Tx, id: string): Promise<Known> {
  const data = documentOf(await readStream<DocumentFact>(tx, documentStream(id)))
  if (!data) throw new Refusal(problem('document.unknown', { document: id.slice(0, 80) }))
  return { id, data }
}
