// 专家评审, step by step: fixing the pool, the draw before a witness, recusal, the sheet, the signature.
import { messageOf, problem, Refusal } from '#core/base/problem.ts'
import type { Access } from '#core/access/may.ts'
import type { Person } from '#core/access/person.ts'
import type { Target } from '#core/access/target.ts'
import { type Candidate, poolOf } from '#core/application/panel.ts'
import { type ReviewCommand, type ReviewState, reviewOf, sitting, takeReview } from '#core/application/review.ts'
import { type ReviewFact, reviewStream } from '#core/application/review-events.ts'
import { Sheet, sheetProblem, type SignedSheet, totalOf } from '#core/application/sheet.ts'
import type { ApplicationsFile } from '#core/application/policy.ts'
import type { Places } from '#core/register/division.ts'
import { putContent } from '../content.ts'
import type { Tx } from '../db/connect.ts'
import { personOfAccount } from '../identity/people.ts'
import { lockLog } from '../log/append.ts'
import { readStream } from '../log/read.ts'
import { record } from '../record.ts'
import { taken, type Who } from './act.ts'
import { keepDraft, lockDraft, readDraft, sheetDraftOf } from './drafts.ts'
import { type Case, loadCase, policyOf } from './load.ts'
import { scoringRoles, seat } from './seats.ts'
import { caseTarget } from './target.ts'

type Setting = { access: Access; places: Places }

/** Fixes who can be drawn, before anybody knows the number. @throws Refusal `panel.few-experts`, `panel.drawn` */
export async function fixPool(tx: Tx, id: string, setting: Setting, who: Who): Promise<{ eligible: number; excluded: number }> {
  const one = await locked(tx, id)
  const { panel } = (await policyOf(tx, one.call)).applications.review
  const pool = poolOf(await candidates(tx, one, setting, who), panel.size)
  await step(tx, one, { action: 'pool', ...pool }, who)
  return { eligible: pool.eligible.length, excluded: pool.excluded.length }
}

/** @returns how many sit */
export async function draw(tx: Tx, id: string, { number, source }: { number: string; source: string }, { access }: Setting, who: Who): Promise<number> {
  const one = await locked(tx, id)
  const { panel } = (await policyOf(tx, one.call)).applications.review
  const state = await step(tx, one, { action: 'draw', number, source, size: panel.size }, who)
  await seatAll(tx, state, access)
  return sitting(state).length
}

/** The person steps back; the next in the order is called up. */
export async function recuse(tx: Tx, id: string, reason: string, { access }: Setting, who: Who): Promise<void> {
  await seatAll(tx, await step(tx, await locked(tx, id), { action: 'recuse', reason }, who), access)
}

/** Own sheet as it is; whoever is not on the panel has none. @throws Refusal `panel.not-seated` */
export async function readSheet(tx: Tx, id: string, person: string): Promise<{ version: number; sheet: Sheet; signed: boolean; rules: ApplicationsFile['review'] }> {
  const one = await loadCase(tx, id)
  const own = sitting(one.review).find(other => other.person === person)
  if (!own) throw new Refusal(problem('panel.not-seated'))
  const draft = await readDraft(tx, sheetDraftOf(id, one.review.round, person))
  return { version: draft.version, sheet: Sheet.parse({ scores: {}, ...draft.content }), signed: own.signed !== null, rules: (await policyOf(tx, one.call)).applications.review }
}

/** @param version the sheet's version on the page; only one's own other window can have moved it on @throws Refusal `application.changed`, `panel.points` */
export async function saveSheet(tx: Tx, id: string, version: number, sheet: Sheet, who: Who): Promise<number> {
  const { draft, key } = await ownDraft(tx, id, who)
  if (draft.version !== version) throw new Refusal(problem('application.changed', { seen: version, current: draft.version }))
  const { signed, rules } = await readSheet(tx, id, who.person)
  if (signed) throw new Refusal(problem('panel.signed'))
  const wrong = sheetProblem(sheet, rules, false)
  if (wrong) throw new Refusal(wrong)
  await keepDraft(tx, key, { draft: { version: version + 1, content: sheet, fields: {}, writers: [who.person] }, replaced: [] }, who)
  return version + 1
}

/** Signs the sheet as it was last saved, on the content as it was handed in. @throws Refusal `panel.sheet` */
export async function signSheet(tx: Tx, id: string, version: number, who: Who): Promise<void> {
  await lockLog(tx)
  const { draft } = await ownDraft(tx, id, who)
  if (draft.version !== version) throw new Refusal(problem('application.changed', { seen: version, current: draft.version }))
  const one = await loadCase(tx, id)
  const { sheet, rules } = await readSheet(tx, id, who.person)
  const wrong = sheetProblem(sheet, rules, true)
  if (wrong) throw new Refusal(wrong)
  const pseudonym = one.review.seats.find(other => other.person === who.person)?.pseudonym ?? ''
  const signed: SignedSheet = { ...sheet, pseudonym, total: totalOf(sheet, rules) }
  await step(tx, one, { action: 'sign', sheet: await putContent(tx, { ...signed, application: id, round: one.review.round }, who.now), content: one.application.content ?? '' }, who)
}

async function ownDraft(tx: Tx, id: string, who: Who): Promise<{ draft: Awaited<ReturnType<typeof lockDraft>>; key: string }> {
  const { review } = await loadCase(tx, id)
  const key = sheetDraftOf(id, review.round, who.person)
  return { draft: await lockDraft(tx, key, who.now), key }
}

async function locked(tx: Tx, id: string): Promise<Case> {
  await lockLog(tx)
  return loadCase(tx, id)
}

async function step(tx: Tx, { review, application }: Case, command: ReviewCommand, who: Who): Promise<ReviewState> {
  const fact = taken(takeReview(review, application, command, who))
  await record(tx, { actor: who.actor, now: who.now, writes: [{ stream: reviewStream(application.id), expected: review.version, facts: [fact] }] })
  return reviewOf(application.id, review.round, await readStream<ReviewFact>(tx, reviewStream(application.id)))
}

async function seatAll(tx: Tx, state: ReviewState, access: Access): Promise<void> {
  await seat(tx, state.application, sitting(state).map(other => other.person), access)
}

/** Every expert in office, with what keeps them from signing here: the rules that will be asked when they sign, asked now. */
async function candidates(tx: Tx, one: Case, { access, places }: Setting, { today }: Who): Promise<Candidate[]> {
  const target: Target = await caseTarget(tx, one, today, places)
  const accounts = await tx.selectFrom('account').selectAll().where('disabled', '=', false).where('id', 'in', tx.selectFrom('post').select('account').where('state', '=', 'granted').where('role', 'in', scoringRoles(access))).orderBy('person').execute()
  const people = await Promise.all(accounts.map(account => personOfAccount(tx, account, today, places)))
  const seen = new Map<string, Candidate>()
  for (const person of people) {
    const decision = access.may(asAssigned(person, one.application.id), 'score.sign', target, today)
    const before = seen.get(person.id)
    // Of several accounts of one person, the one that must step back decides.
    if (before?.refusal) continue
    seen.set(person.id, decision.allowed ? { person: person.id, refusal: null, reason: '' } : { person: person.id, refusal: decision.reason, reason: messageOf(decision.reason) })
  }
  return [...seen.values()]
}

function asAssigned(person: Person, application: string): Person {
  return { ...person, posts: person.posts.map(post => ({ ...post, assigned: [...post.assigned, application] })) }
}
