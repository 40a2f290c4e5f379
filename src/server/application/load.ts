// Calls and applications from their streams, with the content they name.
import { sql } from 'kysely'
import { type ApplicationState, applicationOf, openStages } from '#core/application/application.ts'
import { type CallFact, callStream } from '#core/application/call-events.ts'
import { type CallState, callOf } from '#core/application/call.ts'
import type { Content } from '#core/application/content.ts'
import type { Draft } from '#core/application/draft.ts'
import { type ApplicationFact, applicationStream } from '#core/application/events.ts'
import type { ListContent } from '#core/application/list.ts'
import type { CallPolicy } from '#core/application/policy.ts'
import { type ReviewState, reviewOf } from '#core/application/review.ts'
import { type ReviewFact, reviewStream } from '#core/application/review-events.ts'
import { problem, Refusal } from '#core/base/problem.ts'
import { getContent } from '../content.ts'
import type { Tx } from '../db/connect.ts'
import { readStream, readStreams } from '../log/read.ts'
import { draftOf, readDraft } from './drafts.ts'

/** An application with all that belongs to it. */
export type Case = { application: ApplicationState; call: CallState; review: ReviewState; draft: Draft }

export async function findCall(tx: Tx, id: string): Promise<CallState | null> {
  return callOf(id, await readStream<CallFact>(tx, callStream(id)))
}

/** @throws Refusal `call.unknown` */
export async function loadCall(tx: Tx, id: string): Promise<CallState> {
  const state = await findCall(tx, id)
  if (!state) throw new Refusal(problem('call.unknown', { call: id.slice(0, 80), known: (await callIds(tx)).join('、') || '（无）' }))
  return state
}

export async function callIds(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ stream: string }>`select stream from event where type = 'call.planned' order by stream`.execute(tx)
  return rows.map(row => row.stream.slice(callStream('').length))
}

/** All calls, newest first within a programme. */
export async function loadCalls(tx: Tx, programme?: string | undefined): Promise<CallState[]> {
  const streams = await readStreams<CallFact>(tx, (await callIds(tx)).map(callStream))
  return [...streams].flatMap(([stream, events]) => callOf(stream.slice(callStream('').length), events) ?? []).filter(call => programme === undefined || call.programme === programme).toSorted((a, b) => (a.programme === b.programme ? b.batch - a.batch : a.programme < b.programme ? -1 : 1))
}

/** null for an id that names none */
export async function findCase(tx: Tx, id: string): Promise<Case | null> {
  const application = applicationOf(id, await readStream<ApplicationFact>(tx, applicationStream(id)))
  if (!application) return null
  const review = reviewOf(id, application.round, await readStream<ReviewFact>(tx, reviewStream(id)))
  return { application, review, call: await loadCall(tx, application.call), draft: await readDraft(tx, draftOf(id)) }
}

/** @throws Refusal `application.unknown` */
export async function loadCase(tx: Tx, id: string): Promise<Case> {
  const found = await findCase(tx, id)
  if (!found) throw new Refusal(problem('application.unknown', { application: id.slice(0, 40) }))
  return found
}

/** Every application of a call, in the order in which they were begun. */
export async function applicationsIn(tx: Tx, call: string): Promise<ApplicationState[]> {
  const { rows } = await sql<{ stream: string }>`select stream from event where type = 'application.started' and data ->> 'call' = ${call} order by position`.execute(tx)
  const streams = await readStreams<ApplicationFact>(tx, rows.map(row => row.stream))
  return [...streams].flatMap(([stream, events]) => applicationOf(stream.slice(applicationStream('').length), events) ?? [])
}

/** Reviews of applications, as of their rounds, with one question to the log. */
export async function reviewsOf(tx: Tx, applications: readonly ApplicationState[]): Promise<Map<string, ReviewState>> {
  const streams = await readStreams<ReviewFact>(tx, applications.map(application => reviewStream(application.id)))
  return new Map(applications.map(({ id, round }) => [id, reviewOf(id, round, streams.get(reviewStream(id)) ?? [])]))
}

/** Applications of a programme's calls that hold their names; of calls that have ended, none. */
export async function openApplications(tx: Tx, programme: string): Promise<ApplicationState[]> {
  const calls = (await loadCalls(tx, programme)).filter(call => call.stage !== 'ended' && call.stage !== 'issued')
  return (await Promise.all(calls.map(call => applicationsIn(tx, call.id)))).flat().filter(application => openStages.includes(application.stage))
}

export async function policyOf(tx: Tx, call: CallState): Promise<CallPolicy> {
  return getContent<CallPolicy>(tx, call.contents['policy'] as string)
}

/** null before a list was made */
export async function listOf(tx: Tx, { contents }: CallState): Promise<ListContent | null> {
  return contents['list'] ? getContent<ListContent>(tx, contents['list']) : null
}

/** As last handed in; empty before. */
export async function submittedContent(tx: Tx, { content }: Pick<ApplicationState, 'content'>): Promise<Content> {
  return content ? getContent<Content>(tx, content) : {}
}

/** What there is to judge now: the draft while it is written, else what was handed in. */
export async function currentContent(tx: Tx, { application, draft }: Pick<Case, 'application' | 'draft'>): Promise<Content> {
  return application.stage === 'draft' ? draft.content : submittedContent(tx, application)
}
