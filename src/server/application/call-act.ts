// Steps of a call, taken. As with applications: the version that the caller saw must still be the one, and writers of the
// log wait for each other, so that a list is made of applications as they are.
import type { PlainDate } from '#core/base/plain-date.ts'
import { problem, Refusal } from '#core/base/problem.ts'
import type { Approval } from '#core/attachment/approval.ts'
import { type CallFact, type CallFactType, callStream, type Milestones } from '#core/application/call-events.ts'
import { type CallActionId, callRefusal, type CallState, milestonesFit } from '#core/application/call.ts'
import type { ApplicationState } from '#core/application/application.ts'
import { type ListContent, type ListedRow, listProblem, unsettled } from '#core/application/list.ts'
import type { ReviewContent } from '#core/application/sheet.ts'
import { divisionOn } from '#core/access/organisation.ts'
import type { Fact } from '#core/register/event.ts'
import type { Places } from '#core/register/division.ts'
import { getContent, putContent } from '../content.ts'
import type { Tx } from '../db/connect.ts'
import { lockLog } from '../log/append.ts'
import { record } from '../record.ts'
import type { Who } from './act.ts'
import { applicationsIn, findCall, listOf, loadCall, policyOf, submittedContent } from './load.ts'
import { policyFor } from './policies.ts'

/** `person` null: somebody of the public, who may only object. */
export type Anybody = Omit<Who, 'person' | 'desk'> & { person: string | null }

export async function planCall(tx: Tx, { programme, batch, title, milestones, demo }: { programme: string; batch: number; title: string; milestones: Milestones; demo: boolean }, who: Who): Promise<string> {
  const id = `${programme}/${batch}`
  const policy = policyFor(programme, who.today)
  if (!milestonesFit(milestones, who.today)) throw new Refusal(problem('call.milestones', milestones))
  await lockLog(tx)
  if (await findCall(tx, id)) throw new Refusal(problem('call.exists', { call: id }))
  const planned: CallFact = { type: 'call.planned', effective: who.today, basis: { document: id }, data: { person: who.person, behalf: who.behalf, programme, batch, title, milestones, demo, hashes: { policy: await putContent(tx, policy, who.now) } } }
  await record(tx, { actor: who.actor, now: who.now, writes: [{ stream: callStream(id), expected: 0, facts: [planned] }] })
  return id
}

export async function openCall(tx: Tx, id: string, version: number, who: Who): Promise<CallState> {
  const call = await readyCall(tx, id, version, 'open', who)
  if (!milestonesFit(call.milestones, who.today)) throw new Refusal(problem('call.milestones', call.milestones))
  return writeCall(tx, call, who, 'call.opened', {})
}

/** Later days only: nobody's time is taken away. */
export async function askExtension(tx: Tx, id: string, version: number, { milestones, reason }: { milestones: Milestones; reason: string }, who: Who): Promise<CallState> {
  const call = await readyCall(tx, id, version, 'ask-extension', who)
  const earlier = (Object.keys(milestones) as (keyof Milestones)[]).some(day => milestones[day] < call.milestones[day])
  if (earlier || !(milestones.submit <= milestones.recommend && milestones.recommend <= milestones.review)) throw new Refusal(problem('call.milestones', milestones))
  return writeCall(tx, call, who, 'call.extension-proposed', { milestones, reason })
}

export async function extendCall(tx: Tx, id: string, version: number, who: Who): Promise<CallState> {
  const call = await readyCall(tx, id, version, 'extend', who)
  return writeCall(tx, call, who, 'call.extended', { milestones: call.extension?.milestones ?? call.milestones })
}

/** Reviewed applications, the highest score first; equal ones by their id, which says nothing. */
export async function candidatesOf(tx: Tx, call: CallState, places: Places, today: PlainDate): Promise<{ rows: ListedRow[]; applications: ApplicationState[] }> {
  const applications = await applicationsIn(tx, call.id)
  const reviewed = applications.filter(application => application.stage === 'reviewed')
  const rows = await Promise.all(reviewed.map(async (application): Promise<ListedRow> => {
    const [content, review] = [await submittedContent(tx, application), await getContent<ReviewContent>(tx, application.review as string)]
    const county = divisionOn(application.division, today, places)
    return { application: application.id, name: application.name, division: county ?? application.division, prefecture: county === null ? '' : places.prefectureOf(county, today) ?? '', category: String(content['category']), townType: String(content['town-type']), score: review.score, listed: true, reason: '' }
  }))
  return { rows: rows.sort((a, b) => b.score - a.score || (a.application < b.application ? -1 : 1)), applications }
}

/** @throws Refusal `call.open-applications`, `call.candidates` where not every reviewed application is answered for once, `call.reason` */
export async function select(tx: Tx, id: string, version: number, choices: readonly { application: string; listed: boolean; category?: string | undefined; reason: string }[], places: Places, who: Who): Promise<CallState> {
  const call = await readyCall(tx, id, version, 'select', who)
  const { rows, applications } = await candidatesOf(tx, call, places, who.today)
  const open = unsettled(applications)
  if (open) throw new Refusal(open)
  const { programme } = await policyOf(tx, call)
  const missing = rows.filter(row => choices.filter(choice => choice.application === row.application).length !== 1).map(row => row.name)
  const unknown = choices.filter(choice => !rows.some(row => row.application === choice.application) || (choice.category !== undefined && !programme.categories.includes(choice.category)))
  if (missing.length || unknown.length) throw new Refusal(problem('call.candidates', { why: [...(missing.length ? [`没有写明或重复的有 ${missing.slice(0, 5).join('、')}`] : []), ...(unknown.length ? [`不能采用的有 ${unknown.length} 份`] : [])].join('；') }))
  const decided = rows.map((row): ListedRow => {
    const choice = choices.find(other => other.application === row.application) as (typeof choices)[number]
    const category = choice.category ?? row.category
    if ((!choice.listed || category !== row.category) && !choice.reason.trim()) throw new Refusal(problem('call.reason', { name: row.name }))
    return { ...row, category, listed: choice.listed, reason: choice.reason }
  })
  const list: ListContent = { batch: call.batch, rows: decided }
  return writeCall(tx, call, who, 'call.selected', { hashes: { list: await putContent(tx, list, who.now) } })
}

export async function publicise(tx: Tx, id: string, version: number, { from, until }: { from: PlainDate; until: PlainDate }, who: Who): Promise<CallState> {
  const call = await readyCall(tx, id, version, 'publicise', who)
  const { least } = (await policyOf(tx, call)).applications.publicity
  if (from < who.today || daysFrom(from, until) < least) throw new Refusal(problem('call.publicity-days', { from, until, least }))
  await soundList(tx, call)
  return writeCall(tx, call, who, 'call.publicised', { from, until })
}

/** Whoever objects has seen the list that the public sees; the call's other steps do not stand in their way. */
export async function objectTo(tx: Tx, id: string, { application, text }: { application: string; text: string }, who: Anybody): Promise<string> {
  await lockLog(tx)
  const call = await readyCall(tx, id, (await loadCall(tx, id)).version, 'object', who)
  if (!(await applicationsIn(tx, id)).some(other => other.id === application)) throw new Refusal(problem('application.unknown', { application }))
  const number = `异议${call.objections.length + 1}`
  await writeCall(tx, call, who, 'call.objected', { id: number, application, text })
  return number
}

export async function settle(tx: Tx, id: string, version: number, { objection, upheld, reason }: { objection: string; upheld: boolean; reason: string }, who: Who): Promise<CallState> {
  const call = await readyCall(tx, id, version, 'settle', who)
  if (!call.objections.some(other => other.id === objection && !other.settled)) throw new Refusal(problem('objection.unknown', { id: objection.slice(0, 40) }))
  return writeCall(tx, call, who, 'call.objection-settled', { id: objection, upheld, reason })
}

/** @throws Refusal `call.stage` for a stage that it is in already */
export async function giveBackCall(tx: Tx, id: string, version: number, { to, reason }: { to: 'open' | 'selected'; reason: string }, who: Who): Promise<CallState> {
  const call = await readyCall(tx, id, version, 'return', who)
  if (to === call.stage) throw new Refusal(problem('call.stage', { action: '退回', stage: '已在这一步', needed: '更靠后的一步' }))
  return writeCall(tx, call, who, 'call.returned', { to, reason })
}

/** The province's half of the joint confirmation: the list as it was shown to the public. */
export async function confirmList(tx: Tx, id: string, version: number, who: Who): Promise<CallState> {
  const call = await readyCall(tx, id, version, 'confirm', who)
  await soundList(tx, call)
  return writeCall(tx, call, who, 'call.confirmed', { hashes: { list: call.contents['list'] as string } })
}

export async function approveList(tx: Tx, id: string, version: number, approval: Approval, who: Who): Promise<CallState> {
  const call = await readyCall(tx, id, version, 'approve', who)
  if (approval.date > who.today) throw new Refusal(problem('call.approval', { date: approval.date }))
  await soundList(tx, call)
  return writeCall(tx, call, who, 'call.approved', { approval, hashes: { list: call.contents['list'] as string } })
}

export async function endCall(tx: Tx, id: string, version: number, reason: string, who: Who): Promise<CallState> {
  return writeCall(tx, await readyCall(tx, id, version, 'end', who), who, 'call.ended', { reason })
}

/** The call, if the action can be taken now on what the caller saw. @throws Refusal `call.changed`, `call.stage`, … */
export async function readyCall(tx: Tx, id: string, version: number, action: CallActionId, { today }: Pick<Who, 'today'>): Promise<CallState> {
  await lockLog(tx)
  const call = await loadCall(tx, id)
  if (call.version !== version) throw new Refusal(problem('call.changed', { seen: version, current: call.version }))
  const refusal = callRefusal(call, action, today)
  if (refusal) throw new Refusal(refusal)
  return call
}

/** @param more facts of other streams that belong to the step */
export async function writeCall<T extends CallFactType>(tx: Tx, call: CallState, who: Anybody, type: T, data: Omit<Extract<CallFact, { type: T }>['data'], 'person' | 'behalf'>, more: readonly { stream: string; expected: number; facts: readonly Fact[] }[] = []): Promise<CallState> {
  const fact: Fact = { type, effective: who.today, basis: { document: call.id }, data: { ...data, person: who.person, behalf: who.behalf } }
  await record(tx, { actor: who.actor, now: who.now, writes: [{ stream: callStream(call.id), expected: call.version, facts: [fact] }, ...more] })
  return loadCall(tx, call.id)
}

/** The list, whole and stood by. @throws Refusal `call.list-gone …-list-empty …-not-joined` */
async function soundList(tx: Tx, call: CallState): Promise<ListContent> {
  const list = await listOf(tx, call)
  const wrong = list === null ? problem('call.list-empty') : listProblem(list, call, await applicationsIn(tx, call.id))
  if (list === null || wrong) throw new Refusal(wrong ?? problem('call.list-empty'))
  return list
}

/** Days from one day to another, both counted. */
function daysFrom(from: PlainDate, until: PlainDate): number {
  return (Date.parse(until) - Date.parse(from)) / 86_400_000 + 1
}
