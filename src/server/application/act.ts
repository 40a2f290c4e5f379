// Steps of an application, taken: looked up, decided by the core, recorded whole or not at all. Who may is decided before,
// in one place for every request; on which state, is checked here: the version that the caller saw must still be the one.
import { answersFor } from '#core/access/organisation.ts'
import { type Command, take, type Who as CoreWho } from '#core/application/act.ts'
import { type ApplicationState, type Desk } from '#core/application/application.ts'
import { callStageLabels } from '#core/application/call.ts'
import { checkContent } from '#core/application/check.ts'
import { type Content, fieldOf, readChanges } from '#core/application/content.ts'
import { saveDraft as mergeDraft, type Saved } from '#core/application/draft.ts'
import { type ApplicationFact, applicationStream, type Remark, type ReturnTo } from '#core/application/events.ts'
import { resultOf, type SignedSheet } from '#core/application/sheet.ts'
import { concludeRefusal, sitting } from '#core/application/review.ts'
import { problem, Refusal } from '#core/base/problem.ts'
import type { Result } from '#core/base/result.ts'
import type { PlainDate } from '#core/base/plain-date.ts'
import type { Places } from '#core/register/division.ts'
import { stageLabels } from '#core/application/application.ts'
import { getContent, putContent } from '../content.ts'
import { attachmentsIn } from '#core/application/attachment.ts'
import { useFiles } from '../attachment/use.ts'
import type { Tx } from '../db/connect.ts'
import { lockLog } from '../log/append.ts'
import { newId } from '../identity/secrets.ts'
import { record } from '../record.ts'
import { draftOf, keepDraft, lockDraft } from './drafts.ts'
import { eligibilityOf } from './eligibility.ts'
import { type Case, listOf, loadCall, loadCase, policyOf, submittedContent } from './load.ts'
import { unseat } from './seats.ts'

/** Who acts, on which day and at which instant; `desk` is the level they act for. */
export type Who = CoreWho & { actor: string; now: string; desk: Desk }

/** @returns the id of a new application with its draft */
export async function startApplication(tx: Tx, { call: callId, division, name }: { call: string; division: string; name: string }, places: Places, who: Who): Promise<{ id: string; version: number; draft: number }> {
  await lockLog(tx)
  const call = await loadCall(tx, callId)
  if (call.stage !== 'open') throw new Refusal(problem('call.stage', { action: '开始申报', stage: callStageLabels[call.stage], needed: callStageLabels.open }))
  if (answersFor('county', division, who.today, places) !== division) throw new Refusal(problem('application.field', { field: '所在地', why: `${division} 不是现在的县（市、区）` }))
  const id = `a-${newId().slice(0, 12)}`
  const changes = taken(readChanges(await policyOf(tx, call), { name }))
  const started: ApplicationFact = { type: 'application.started', effective: who.today, basis: { document: call.id }, data: { person: who.person, behalf: who.behalf, call: call.id, programme: call.programme, division, name } }
  await record(tx, { actor: who.actor, now: who.now, writes: [{ stream: applicationStream(id), expected: 0, facts: [started] }] })
  const made = mergeDraft(await lockDraft(tx, draftOf(id), who.now), changes, 0, { person: who.person, actor: who.actor, at: who.now })
  await keepDraft(tx, draftOf(id), made, who)
  return { id, version: 1, draft: made.draft.version }
}

/** Saves what changed. @param seen the draft's version on the writer's page @throws Refusal `application.field`, `application.stage` */
export async function saveDraft(tx: Tx, id: string, raw: Readonly<Record<string, unknown>>, seen: number, who: Who): Promise<Saved> {
  const draft = await lockDraft(tx, draftOf(id), who.now)
  const { application, call } = await loadCase(tx, id)
  if (application.stage !== 'draft') throw new Refusal(problem('application.stage', { action: '填报', stage: stageLabels[application.stage], needed: stageLabels.draft }))
  if (call.stage !== 'open') throw new Refusal(problem('call.stage', { action: '填报', stage: callStageLabels[call.stage], needed: callStageLabels.open }))
  const changes = taken(readChanges(await policyOf(tx, call), raw))
  const made = mergeDraft(draft, changes, seen, { person: who.person, actor: who.actor, at: who.now })
  await useFiles(tx, applicationStream(id), attachmentsIn(changes), { person: who.person ?? '', now: who.now })
  if (made.saved.length) await keepDraft(tx, draftOf(id), made, who)
  return made
}

/** @param draftSeen the draft that the submitter read: what was saved since is not handed in unread @throws Refusal `application.changed …-incomplete …` and the grounds of eligibility */
export async function submit(tx: Tx, id: string, version: number, draftSeen: number, who: Who): Promise<ApplicationState> {
  await lockLog(tx)
  const draft = await lockDraft(tx, draftOf(id), who.now)
  const one = await ready(tx, id, version)
  if (draft.version !== draftSeen) throw new Refusal(problem('application.changed', { seen: draftSeen, current: draft.version }))
  const policy = await policyOf(tx, one.call)
  const { content } = draft
  const command: Command = { action: 'submit', name: String(content['name'] ?? one.application.name), content: await putContent(tx, content, who.now), writers: draft.writers, findings: checkContent(content, policy), barred: await eligibilityOf(tx, one.application, content, policy, who.today) }
  const state = await step(tx, one, command, who)
  await keepDraft(tx, draftOf(id), { draft: { ...draft, writers: [] }, replaced: [] }, who)
  return state
}

export async function admit(tx: Tx, id: string, version: number, { ground, reason }: { ground: string; reason: string }, who: Who): Promise<ApplicationState> {
  const one = await locked(tx, id, version)
  const { ban } = (await policyOf(tx, one.call)).applications.eligibility
  return step(tx, one, { action: 'admit', ground, grounds: ban.inPrinciple ? ['banned'] : [], reason }, who)
}

export async function recommend(tx: Tx, id: string, version: number, reason: string, who: Who): Promise<ApplicationState> {
  return step(tx, await locked(tx, id, version), { action: 'recommend', reason }, who)
}

export async function check(tx: Tx, id: string, version: number, reason: string, who: Who): Promise<ApplicationState> {
  const one = await locked(tx, id, version)
  const findings = checkContent(await submittedContent(tx, one.application), await policyOf(tx, one.call))
  return step(tx, one, { action: 'check', reason, findings }, who)
}

export async function refuse(tx: Tx, id: string, version: number, { ground, reason }: { ground: string; reason: string }, who: Who): Promise<ApplicationState> {
  const one = await locked(tx, id, version)
  const { grounds } = (await policyOf(tx, one.call)).applications
  return step(tx, one, { action: 'refuse', ground, grounds, reason }, who)
}

/** Brings the signed sheets together. @throws Refusal `panel.none …-unsigned …-few-signed` */
export async function conclude(tx: Tx, id: string, version: number, who: Who): Promise<ApplicationState> {
  const one = await locked(tx, id, version)
  const { review: rules } = (await policyOf(tx, one.call)).applications
  const open = concludeRefusal(one.review, rules.panel)
  // The stage's refusal comes first: without it nobody learns how a review stands.
  if (open && one.application.stage === 'checked') throw new Refusal(open)
  const sheets = await Promise.all(sitting(one.review).flatMap(seat => (seat.signed ? [getContent<SignedSheet>(tx, seat.signed.sheet)] : [])))
  const review = one.application.stage === 'checked' ? await putContent(tx, taken(resultOf(id, one.review.round, sheets, rules)), who.now) : ''
  return step(tx, one, { action: 'conclude', review }, who)
}

export async function join(tx: Tx, id: string, version: number, { agreed, reason }: { agreed: boolean; reason: string }, who: Who): Promise<ApplicationState> {
  const one = await locked(tx, id, version)
  const list = await listOf(tx, one.call)
  return step(tx, one, { action: 'join', agreed, reason, onList: list?.rows.some(row => row.application === id && row.listed) ?? false }, who)
}

/** @throws Refusal `application.desk …-return-to …-return-until …-reason`, `application.field` for a remark on what is not asked */
export async function giveBack(tx: Tx, id: string, version: number, { to, reason, remarks, until }: { to: ReturnTo; reason: string; remarks: readonly Remark[]; until: PlainDate | null }, who: Who): Promise<ApplicationState> {
  const one = await locked(tx, id, version)
  const policy = await policyOf(tx, one.call)
  const unknown = remarks.find(({ field }) => field !== null && field !== 'project' && field !== 'investor' && !fieldOf(policy, field))
  if (unknown) throw new Refusal(problem('application.field', { field: (unknown.field ?? '').slice(0, 80), why: '申报表里没有这一项，不能批注' }))
  return step(tx, one, { action: 'return', to, reason, remarks, until }, who)
}

export async function withdraw(tx: Tx, id: string, version: number, reason: string, who: Who): Promise<ApplicationState> {
  return step(tx, await locked(tx, id, version), { action: 'withdraw', reason }, who)
}

/** Changes that are as the form asks. @throws Refusal */
export function taken<T>(result: Result<T>): T {
  if (!result.ok) throw new Refusal(result.problem)
  return result.value
}

/** What there was to read at each handing in, oldest first. */
export async function versionsOf(tx: Tx, hashes: readonly string[]): Promise<Content[]> {
  return Promise.all(hashes.map(hash => getContent<Content>(tx, hash)))
}

/** Writers of the log wait for each other, so that what is decided on does not change under way. */
async function locked(tx: Tx, id: string, version: number): Promise<Case> {
  await lockLog(tx)
  return ready(tx, id, version)
}

async function ready(tx: Tx, id: string, version: number): Promise<Case> {
  const one = await loadCase(tx, id)
  if (one.application.version !== version) throw new Refusal(problem('application.changed', { seen: version, current: one.application.version }))
  return one
}

async function step(tx: Tx, one: Case, command: Command, who: Who): Promise<ApplicationState> {
  const { application, call } = one
  const fact = taken(take(application, call, command, who))
  await record(tx, { actor: who.actor, now: who.now, writes: [{ stream: applicationStream(application.id), expected: application.version, facts: [fact] }] })
  const { application: after } = await loadCase(tx, application.id)
  // Experts reach a case only while it is theirs.
  if (application.stage === 'checked') await unseat(tx, application.id)
  return after
}
