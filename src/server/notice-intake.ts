// How a notice meets the register: the view it is checked against, the facts it would add, and recording them once
// a person has confirmed.
import { createHash } from 'node:crypto'
import { checkNotice } from '#core/intake/check-notice.ts'
import { type Answers, confirm, townStream } from '#core/intake/confirm.ts'
import type { Finding, Notice } from '#core/intake/notice.ts'
import { type Proposal, propose } from '#core/intake/propose.ts'
import { registerView, type RegisterView, type TownHistory } from '#core/intake/register-view.ts'
import { Refusal } from '#core/base/problem.ts'
import type { Programme } from '#core/policy/programme.ts'
import { documentId, documentStream } from '#core/register/document.ts'
import type { TownFact } from '#core/register/town.ts'
import { sql } from 'kysely'
import type { Tx } from './db/connect.ts'
import { readStream, readStreams } from './log/read.ts'
import { loadPlaces } from './places.ts'
import { record } from './record.ts'

/** The register as the notice finds it. */
export async function viewFor(tx: Tx, notice: Notice, programme: Programme): Promise<RegisterView> {
  return registerView(await historiesOf(tx, programme.id), programme.id, programme.suffix, notice.document.draftedOn, loadPlaces())
}

/** Every town of a programme with all its facts, by id. */
export async function historiesOf(tx: Tx, programme: string): Promise<TownHistory[]> {
  const { rows } = await sql<{ town: string }>`select distinct town from view.town_segment where programme = ${programme} order by 1`.execute(tx)
  const streams = await readStreams<TownFact>(tx, rows.map(row => townStream(row.town)))
  return [...streams].map(([stream, events]) => ({ id: stream.slice(townStream('').length), events }))
}

export async function checkAgainstRegister(tx: Tx, notice: Notice, programme: Programme): Promise<Finding[]> {
  return checkNotice(notice, await viewFor(tx, notice, programme), programme)
}

export async function proposeFor(tx: Tx, notice: Notice, programme: Programme): Promise<Proposal> {
  return propose(notice, await viewFor(tx, notice, programme), programme)
}

/**
 * Records a notice's facts as answered by a person; all or nothing.
 * @throws Refusal `intake.unanswered`, `intake.recorded` (the document is in the register already), `register.changed`
 */
export async function recordNotice(tx: Tx, notice: Notice, programme: Programme, answers: Answers, { actor, now }: { actor: string; now: string }): Promise<{ facts: number; towns: number }> {
  const id = documentId(notice.document.number, notice.document.title)
  const before = await readStream(tx, documentStream(id))
  if (before.length) throw new Refusal({ code: 'intake.recorded', params: { document: notice.document.number ?? id } })
  const confirmed = confirm(await proposeFor(tx, notice, programme), answers, programme.id, townIdFor(programme.id, id), before.length)
  if (!confirmed.ok) throw new Refusal(confirmed.problem)
  await record(tx, { actor, now, writes: confirmed.value })
  return { facts: confirmed.value.reduce((sum, write) => sum + write.facts.length, 0), towns: confirmed.value.length - 1 }
}

/** Given once: from the programme, the document that first names the town, and the name it first has. Two installations agree. */
function townIdFor(programme: string, document: string): (name: string) => string {
  return name => `t-${[...createHash('sha256').update(`${programme}\n${document}\n${name}`).digest()].slice(0, 12).map(byte => 'abcdefghijkmnpqrstuvwxyz23456789'.charAt(byte & 31)).join('')}`
}
