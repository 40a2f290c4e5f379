// 举报: taken from anybody, kept sealed. Who sent it is never asked; where it came from is counted by a keyed hash that is
// forgotten within the hour; what they leave to be reached by is opened for the receiver alone, and that is logged.
import { createHmac, randomInt } from 'node:crypto'
import { stageRefusal } from '#core/supervision/flow.ts'
import { ReportContent, type ReportAction, reportFlow } from '#core/supervision/report.ts'
import type { Tx } from '../db/connect.ts'
import type { Context } from '../http/context.ts'
import { type Attempt, begin } from '../identity/throttle.ts'
import { hashOf, newId, seal, unseal } from '../identity/secrets.ts'
import { allowed, type Cases, loadCase, openCase, stepOf, type Who, write } from './cases.ts'
import { type MisuseInput, openMisuse } from './misuse-act.ts'
import { supervisionOf } from './policies.ts'

/** Letters that are not taken for one another. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** Seconds to wait for whoever sends from here; 0: go on. Nothing of the address itself is kept. */
export async function waitToReport(tx: Tx, what: 'report' | 'ask' | 'object', address: string, { identity, now }: Context): Promise<number> {
  const place = createHmac('sha256', identity.key).update(`${what} ${address}`).digest('hex').slice(0, 32)
  const attempt: Attempt = { keys: [{ key: `${what} ${place}`, kind: 'source' }] }
  return begin(tx, attempt, identity.access.policy, now())
}

/** @returns the code to ask with; it stands nowhere else */
export async function fileReport(tx: Tx, { programme, contact, ...content }: ReportContent & { programme: string; contact: string | null }, who: Who, { identity }: Context): Promise<string> {
  supervisionOf(programme)
  const id = newId()
  const receipt = Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join('')
  await tx.insertInto('report').values({ id, receipt: hashOf(receipt), sealed: seal(JSON.stringify(content), id, identity.key), contact: contact === null ? null : seal(contact, `${id} contact`, identity.key) }).execute()
  await openCase(tx, 'report', who, 'report.filed', { programme }, { id })
  return (receipt.match(/.{4}/g) as string[]).join('-')
}

/** The report of a code; null where there is none. */
export async function findReport(tx: Tx, receipt: string): Promise<Cases['report'] | null> {
  const row = await tx.selectFrom('report').select('id').where('receipt', '=', hashOf(receipt.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''))).executeTakeFirst()
  return row ? loadCase(tx, 'report', row.id) : null
}

export async function readReport(tx: Tx, id: string, { identity }: Context): Promise<ReportContent & { hasContact: boolean }> {
  const row = await tx.selectFrom('report').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  return { ...ReportContent.parse(JSON.parse(unseal(row.sealed, id, identity.key))), hasContact: row.contact !== null }
}

export async function readContact(tx: Tx, id: string, { identity }: Context): Promise<string | null> {
  const row = await tx.selectFrom('report').select('contact').where('id', '=', id).executeTakeFirstOrThrow()
  return row.contact === null ? null : unseal(row.contact, `${id} contact`, identity.key)
}

/** @param about persons named in it: from now on it does not exist for them */
export async function acceptReport(tx: Tx, id: string, about: string[], who: Who): Promise<void> {
  await write(tx, 'report', await ready(tx, id, 'accept'), who, 'report.accepted', { about })
}

export async function dismissReport(tx: Tx, id: string, answer: string, who: Who): Promise<void> {
  await write(tx, 'report', await ready(tx, id, 'dismiss'), who, 'report.dismissed', { answer })
}

/** Opens a case with what the receiver wrote of it: not the report's words, and not its number. */
export async function passReport(tx: Tx, id: string, { answer, ...noted }: Omit<MisuseInput, 'programme'> & { answer: string }, who: Who): Promise<string> {
  const state = await ready(tx, id, 'pass')
  const misuse = newId()
  return openMisuse(tx, { ...noted, programme: state.programme, files: [] }, who, { id: misuse, about: state.about, source: 'report', more: [stepOf('report', state, who, 'report.passed', { misuse, answer })] })
}

export async function answerReport(tx: Tx, id: string, answer: string, who: Who): Promise<void> {
  await write(tx, 'report', await ready(tx, id, 'answer'), who, 'report.answered', { answer })
}

async function ready(tx: Tx, id: string, action: ReportAction): Promise<Cases['report']> {
  const state = await loadCase(tx, 'report', id)
  allowed(stageRefusal(reportFlow, state, action))
  return state
}
