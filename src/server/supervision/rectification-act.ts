// Steps of putting right, up to the lifting of a warning, which is written into the register with its document.
import { problem, Refusal } from '#core/base/problem.ts'
import type { PlainDate } from '#core/base/plain-date.ts'
import { townStream } from '#core/intake/confirm.ts'
import { type DocumentData, documentId, documentStream } from '#core/register/document.ts'
import type { Fact } from '#core/register/event.ts'
import type { TownFact } from '#core/register/town.ts'
import { checkDue } from '#core/supervision/policy.ts'
import { type Circular, dueFault, type Interview, type Lifting, measureFault, type RectificationAction, rectificationRefusal } from '#core/supervision/rectification.ts'
import type { Attachment } from '#core/attachment/attachment.ts'
import { useFiles } from '../attachment/use.ts'
import type { Tx } from '../db/connect.ts'
import type { Write } from '../log/append.ts'
import { readStream } from '../log/read.ts'
import { allowed, type Cases, loadCase, openCase, streamOf, type Who, write } from './cases.ts'
import { supervisionOf } from './policies.ts'
import { openRectifications, townOf } from './towns.ts'

/**
 * Opens a case for a warning, as the register holds it today.
 * @throws Refusal `warning.none`, `rectification.exists`
 */
export async function openForWarning(tx: Tx, { programme, town, text }: { programme: string; town: string; text: string }, who: Who): Promise<string> {
  const policy = supervisionOf(programme)
  const { town: { name }, standing } = await townOf(tx, programme, town, who.today)
  if (!standing.warning) throw new Refusal(problem('warning.none', { town: name, year: '' }))
  const { year } = standing.warning
  const same = (await openRectifications(tx, programme, town)).find(state => state.cause.kind === 'warning' && state.cause.year === year)
  if (same) throw new Refusal(problem('rectification.exists', { id: same.id }))
  return openCase(tx, 'rectification', who, 'rectification.opened', { programme, town, cause: { kind: 'warning', year }, rung: policy.warning.rung, text, article: policy.warning.article ?? null, demo: who.demo })
}

export async function measure(tx: Tx, id: string, { rung, text, due }: { rung: string; text: string; due: PlainDate }, who: Who): Promise<void> {
  const state = await ready(tx, id, 'measure', who)
  const policy = supervisionOf(state.programme)
  allowed(measureFault(state, { rung, due }, policy, who.today))
  await write(tx, 'rectification', state, who, 'rectification.measured', { rung, text, due, direct: policy.ladder.find(other => other.id === rung)?.approval === false })
}

export async function orderMeasure(tx: Tx, id: string, who: Who): Promise<void> {
  await write(tx, 'rectification', await ready(tx, id, 'order', who), who, 'rectification.ordered', {})
}

export async function noteInterview(tx: Tx, id: string, interview: Interview, who: Who): Promise<void> {
  const state = await ready(tx, id, 'interview', who)
  allowed(checkDue(interview.on, state.measures.at(-1)?.since ?? who.today, who.today))
  await withFiles(tx, id, interview.files, who)
  await write(tx, 'rectification', state, who, 'rectification.interviewed', { interview })
}

export async function noteCircular(tx: Tx, id: string, circular: Circular, who: Who): Promise<void> {
  const state = await ready(tx, id, 'circulate', who)
  allowed(checkDue(circular.on, state.measures.at(-1)?.since ?? who.today, who.today))
  await withFiles(tx, id, circular.files, who)
  await write(tx, 'rectification', state, who, 'rectification.circulated', { circular })
}

export async function extend(tx: Tx, id: string, { due, reason }: { due: PlainDate; reason: string }, who: Who): Promise<void> {
  const state = await ready(tx, id, 'extend', who)
  allowed(dueFault(state, due, supervisionOf(state.programme)))
  await write(tx, 'rectification', state, who, 'rectification.extended', { due, reason })
}

type Said = { text: string; files: Attachment[] }

export async function reportCure(tx: Tx, id: string, { text, files }: Said, who: Who): Promise<void> {
  const state = await ready(tx, id, 'report', who)
  await withFiles(tx, id, files, who)
  await write(tx, 'rectification', state, who, 'rectification.reported', { text, files })
}

export async function recheck(tx: Tx, id: string, { text, files, passed }: Said & { passed: boolean }, who: Who): Promise<void> {
  const state = await ready(tx, id, 'recheck', who)
  await withFiles(tx, id, files, who)
  await write(tx, 'rectification', state, who, 'rectification.rechecked', { passed, text, files })
}

const saying = { decline: 'rectification.declined', close: 'rectification.closed', doubt: 'rectification.doubted', drop: 'rectification.dropped', 'propose-clearing': 'warning.clearing-proposed', 'decline-clearing': 'warning.clearing-declined' } as const

/** Steps that say a reason and nothing else. */
export async function say(tx: Tx, id: string, action: keyof typeof saying, reason: string, who: Who): Promise<void> {
  const state = await ready(tx, id, action, who)
  if (action === 'propose-clearing') await warningOf(tx, state, who.today)
  await write(tx, 'rectification', state, who, saying[action], { reason })
}

/**
 * Lifts the warning: the town's fact, the document it rests on, and the case's end, all in one.
 * @throws Refusal `warning.none` where the register has no such warning any more; `supervision.due` for a document older than the warning or not yet written
 */
export async function clearWarning(tx: Tx, id: string, document: Lifting, who: Who): Promise<{ document: string }> {
  const state = await ready(tx, id, 'clear', who)
  const { year, since, version } = await warningOf(tx, state, who.today)
  allowed(checkDue(document.draftedOn, since, who.today))
  const { number, title, issuer, draftedOn } = document
  const key = documentId(number, title)
  const basis = { document: key, place: `解除${year}年度警告` }
  const cleared: TownFact = { type: 'town.warning-cleared', effective: draftedOn, basis, data: { programme: state.programme, year } }
  const data: DocumentData = { programme: state.programme, number, printedNumber: number, title, issuer, draftedOn, publishedOn: null, index: null, addressees: [], cites: [], batch: null, evaluation: null, lists: [] }
  const known = (await readStream(tx, documentStream(key))).length > 0
  const recorded: Fact = { type: 'document.recorded', effective: draftedOn, basis: { document: key }, data }
  const more: Write[] = [...(known ? [] : [{ stream: documentStream(key), expected: 0, facts: [recorded] }]), { stream: townStream(state.town), expected: version, facts: [cleared] }]
  await write(tx, 'rectification', state, who, 'warning.cleared', { document }, more)
  return { document: key }
}

async function warningOf(tx: Tx, { programme, town: id, cause }: Cases['rectification'], today: PlainDate): Promise<{ year: number; since: string; version: number }> {
  const { town, standing, version } = await townOf(tx, programme, id, today)
  const year = cause.kind === 'warning' ? cause.year : 0
  if (standing.warning?.year !== year) throw new Refusal(problem('warning.none', { town: town.name, year }))
  return { year, since: standing.warning.since, version }
}

async function withFiles(tx: Tx, id: string, files: readonly Attachment[], who: Who): Promise<void> {
  await useFiles(tx, streamOf('rectification', id), files, { person: who.person ?? '', now: who.now })
}

async function ready(tx: Tx, id: string, action: RectificationAction, { today }: Who): Promise<Cases['rectification']> {
  const state = await loadCase(tx, 'rectification', id)
  allowed(rectificationRefusal(state, action, supervisionOf(state.programme), today))
  return state
}
