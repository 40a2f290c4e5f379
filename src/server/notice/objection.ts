// 异议 of the public: by real name, during the days of the publicity, where the rules allow it. The objection is heard like
// any other; who made it lies sealed and is opened for whoever settles it.
import { problem, Refusal } from '#core/base/problem.ts'
import type { ListContent } from '#core/application/list.ts'
import type { PublicityContent } from '#core/season/content.ts'
import { seasonStream } from '#core/season/events.ts'
import { callStream } from '#core/application/call-events.ts'
import { objectTo as objectToCall } from '../application/call-act.ts'
import { getContent } from '../content.ts'
import type { Tx } from '../db/connect.ts'
import { dayInChina } from '../http/as-of.ts'
import type { Context } from '../http/context.ts'
import { seal, unseal } from '../identity/secrets.ts'
import { lockLog } from '../log/append.ts'
import { objectTo as objectToSeason } from '../season/act.ts'
import { getPublicity, objectingOf } from './publicity.ts'

export type PublicObjection = { publicity: string; town: string; text: string; name: string; contact: string }
type Objector = { name: string; contact: string }

/** @returns the objection's number @throws Refusal `publicity.unknown`, `publicity.not-public`, `publicity.closed`, `publicity.name` */
export async function objectAsPublic(tx: Tx, { publicity: id, town, text, name, contact }: PublicObjection, { now, identity }: Context): Promise<string> {
  await lockLog(tx)
  const moment = now()
  const today = dayInChina(moment)
  const publicity = await getPublicity(tx, id, today)
  if (!objectingOf(publicity)?.public) throw new Refusal(problem('publicity.not-public', {}))
  const { from, until } = publicity
  if (publicity.state !== 'open') throw new Refusal(problem('publicity.closed', { from, until }))
  const who = { actor: '公众', person: null, behalf: null, today, now: moment }
  const number = publicity.kind === 'season'
    ? await objectToSeason(tx, publicity.of, { town: find((await getContent<PublicityContent>(tx, publicity.content)).lists.flatMap(list => list.towns), town).town, text }, who)
    : await objectToCall(tx, publicity.of, { application: find((await getContent<ListContent>(tx, publicity.content)).rows.filter(row => row.listed), town).application, text }, who)
  const subject = publicity.kind === 'season' ? seasonStream(publicity.of) : callStream(publicity.of)
  await tx.insertInto('objector').values({ subject, objection: number, sealed: seal(JSON.stringify({ name, contact } satisfies Objector), `${subject} ${number}`, identity.key) }).execute()
  return number
}

/** Null for an objection that was not made by the public. */
export async function readObjector(tx: Tx, kind: 'season' | 'call', of: string, objection: string, { identity }: Context): Promise<Objector | null> {
  const subject = kind === 'season' ? seasonStream(of) : callStream(of)
  const row = await tx.selectFrom('objector').select('sealed').where('subject', '=', subject).where('objection', '=', objection).executeTakeFirst()
  return row ? JSON.parse(unseal(row.sealed, `${subject} ${objection}`, identity.key)) as Objector : null
}

function find<T extends { name: string }>(entries: readonly T[], name: string): T {
  const found = entries.find(entry => entry.name === name)
  if (!found) throw new Refusal(problem('publicity.name', { name: name.slice(0, 60) }))
  return found
}
