// Following the log: of every fact people are told who must learn of it. One transaction takes the cursor, reads the facts
// after it, writes the notifications and moves the cursor on: none is lost, for the cursor stays where it was if anything
// fails; none comes twice, for whoever else follows waits for the cursor – and every notification has a key beside.
// Nothing that acts – a handler, the command line, a demonstration – need know of it.
//
// That something now waits for somebody is the difference between what waits and what waited when this last ran, asked of
// the very functions that make the desk. So whoever may not know of a case is never told of it, and whatever stops waiting
// and waits again is told again.
import type { WaitView } from '#contract/work.ts'
import type { Recorded } from '#core/register/event.ts'
import type { Tx } from '../db/connect.ts'
import type { Context } from '../http/context.ts'
import { dayInChina } from '../http/as-of.ts'
import { lastEvent, readFrom } from '../log/read.ts'
import { type Noun, personIn } from '../work/noun.ts'
import { nouns, registers } from '../work/work.ts'
import { postWork } from '../work/post.ts'
import { newsOf } from './news.ts'
import { everybody, type Recipient } from './people.ts'
import { type Note, tell } from './store.ts'

const page = 500

/** @returns how many notifications were new, and whether the log goes on */
export async function followLog(tx: Tx, context: Context): Promise<{ told: number; more: boolean }> {
  const { position } = await tx.selectFrom('notification_cursor').select('position').forUpdate().executeTakeFirstOrThrow()
  const events = await readFrom(tx, position, page, registers)
  const now = context.now()
  const people = await everybody(tx, dayInChina(now), context.places)
  const notes = await newWaits(tx, postWork, null, [], people, context)
  const moved = new Map<string, { noun: Noun; events: Recorded[] }>()
  for (const event of events) {
    for (const noun of nouns.filter(other => other.hears(event.stream))) {
      for (const subject of await noun.moved(tx, event.stream, context)) moved.set(subject, { noun, events: [...(moved.get(subject)?.events ?? []), event] })
    }
  }
  for (const [subject, { noun, events: own }] of moved) notes.push(...await newWaits(tx, noun, subject, own, people, context))
  for (const event of events) notes.push(...await newsOf(tx, event, people, context))
  const told = await tell(tx, together(notes), now)
  const to = events.length < page ? (await lastEvent(tx))?.position ?? position : events.at(-1)?.position ?? position
  if (to !== position) await tx.updateTable('notification_cursor').set({ position: to }).execute()
  return { told, more: events.length === page }
}

/** What has come to wait by the passing of days alone: a publicity that is over, a measure past its day. */
export async function followDays(tx: Tx, context: Context): Promise<number> {
  await tx.selectFrom('notification_cursor').select('position').forUpdate().executeTakeFirstOrThrow()
  const people = await everybody(tx, dayInChina(context.now()), context.places)
  const notes: Note[] = []
  for (const noun of nouns) notes.push(...await newWaits(tx, noun, null, [], people, context))
  return tell(tx, together(notes), context.now())
}

/** Keeps what waits now; of what did not wait before it makes notes. @param subject one case; null: all of the noun */
async function newWaits(tx: Tx, noun: Noun, subject: string | null, events: readonly Recorded[], people: readonly Recipient[], context: Context): Promise<Note[]> {
  const now = context.now()
  const waits = [...await noun.waiting(tx, subject, people, context)].flatMap(([account, own]) => own.map(wait => ({ account, wait })))
  const known = (await (subject === null ? tx.selectFrom('waiting').selectAll() : tx.selectFrom('waiting').selectAll().where('subject', '=', subject)).execute()).filter(row => noun.owns(row.subject))
  const keyOf = (account: string, of: string, act: string): string => `${account} ${of} ${act}`
  const [standing, before] = [new Set(waits.map(({ account, wait }) => keyOf(account, wait.subject, wait.act))), new Set(known.map(row => keyOf(row.account, row.subject, row.act)))]
  for (const row of known) if (!standing.has(keyOf(row.account, row.subject, row.act))) await tx.deleteFrom('waiting').where('account', '=', row.account).where('subject', '=', row.subject).where('act', '=', row.act).execute()
  const fresh = waits.filter(({ account, wait }) => !before.has(keyOf(account, wait.subject, wait.act)))
  if (!fresh.length) return []
  await tx.insertInto('waiting').values(fresh.map(({ account, wait }) => ({ account, subject: wait.subject, act: wait.act, since: wait.since ?? now }))).onConflict(conflict => conflict.columns(['account', 'subject', 'act']).doNothing()).execute()
  const returned = events.some(({ type }) => type.endsWith('.returned') || type.endsWith('.sent-back'))
  const last = events.at(-1)
  const mover = last ? personIn(last) : null
  // Whoever brought the case to their own next step has it before their eyes.
  const others = fresh.filter(({ account }) => people.find(other => other.account === account)?.person.id !== mover)
  return others.map(({ account, wait }) => noteOf(account, wait, returned))
}

/** A wait that ends and begins again has a later `since`, and is told again. */
function noteOf(account: string, { subject, act, label, title, path, since }: WaitView, returned: boolean): Note {
  return { account, key: `${subject}/${act}/${since ?? ''}`, kind: returned ? 'returned' : 'waits', title: `${returned ? '已退回，请' : '请'}${label}：${title}`, path }
}

/** Alike notes of one moment to one person beyond so many are one: thirty reports to accept are one message. */
const mostAlike = 5

function together(notes: readonly Note[]): Note[] {
  const alike = Map.groupBy(notes, ({ account, kind, title }) => `${account} ${kind} ${title.slice(0, title.indexOf('：'))}`)
  return [...alike.values()].flatMap(own => {
    const [first] = own
    return !first || own.length <= mostAlike ? own : [{ ...first, key: `${own.length}*${first.key}`, title: `${first.title} 等 ${own.length} 件`, path: '/desk' }]
  })
}
