// 公布名单: drafted from the list as it was approved, checked like anybody's notice, and when it goes out the towns stand in
// the register – by the same door as any notice.
import { circular } from '#core/document/circular.ts'
import type { OfficialDocument } from '#core/document/official.ts'
import { plainText } from '#core/document/plain-text.ts'
import { type ApplicationFact, applicationStream } from '#core/application/events.ts'
import type { CallState } from '#core/application/call.ts'
import type { ListContent } from '#core/application/list.ts'
import { problem, Refusal } from '#core/base/problem.ts'
import type { PlainDate } from '#core/base/plain-date.ts'
import { checkNotice } from '#core/intake/check-notice.ts'
import { townStream } from '#core/intake/confirm.ts'
import type { Finding, Notice } from '#core/intake/notice.ts'
import { readNotice } from '#core/intake/read-notice.ts'
import type { Programme } from '#core/policy/programme.ts'
import type { Places } from '#core/register/division.ts'
import type { TownFact } from '#core/register/town.ts'
import { getContent, putContent } from '../content.ts'
import type { Tx } from '../db/connect.ts'
import { readStream } from '../log/read.ts'
import { recordNotice, viewFor } from '../notice-intake.ts'
import { freeNumber } from '../notice/number.ts'
import { loadWording } from '../render/official/wording.ts'
import type { Who } from './act.ts'
import { readyCall, writeCall } from './call-act.ts'
import { applicationsIn, listOf, policyOf } from './load.ts'

export type ListDraft = { number: string | null; signedOn: PlainDate; as: 'numbered' | 'table' }
type NoticeContent = { document: OfficialDocument; text: string }
export type CheckedList = { content: NoticeContent; findings: Finding[]; differences: string[] }

/** @throws Refusal `call.policy` where the programme has no wording */
export async function draftList(tx: Tx, id: string, version: number, draft: ListDraft, places: Places, who: Who): Promise<{ call: CallState; checked: CheckedList }> {
  const call = await readyCall(tx, id, version, 'draft', who)
  const { programme } = await policyOf(tx, call)
  const wording = loadWording(programme.id)
  if (!wording) throw new Refusal(problem('call.policy', { programme: programme.id }))
  const towns = inPrintOrder(await listOf(tx, call), places).map(({ name, prefecture, category, townType }) => ({ name, prefecture: places.shortOf(prefecture), category, townType }))
  const document = circular({ kind: 'publication', batch: call.batch, towns, as: draft.as }, { programme, wording, frame: { number: draft.number, signedOn: draft.signedOn, demo: call.demo, draft: false } })
  const content: NoticeContent = { document, text: plainText(document) }
  const after = await writeCall(tx, call, who, 'call.drafted', { hashes: { notice: await putContent(tx, content, who.now) } })
  return { call: after, checked: await checked(tx, after, content) }
}

/** The draft as it lies there, checked anew; null before there is one. */
export async function draftedList(tx: Tx, call: CallState): Promise<CheckedList | null> {
  return call.contents['notice'] ? checked(tx, call, await getContent<NoticeContent>(tx, call.contents['notice'])) : null
}

export async function signList(tx: Tx, id: string, version: number, who: Who): Promise<CallState> {
  const call = await readyCall(tx, id, version, 'sign', who)
  const { content: { document: { number, title } } } = await sound(tx, call)
  await freeNumber(tx, number, title)
  return writeCall(tx, call, who, 'call.signed', { hashes: { notice: call.contents['notice'] as string } })
}

/** Sends the list out: the document is public, its towns are in the register, and every application has its end. */
export async function issueList(tx: Tx, id: string, version: number, who: Who): Promise<{ call: CallState; document: string; towns: number }> {
  const call = await readyCall(tx, id, version, 'issue', who)
  const { content } = await sound(tx, call)
  const { programme } = await policyOf(tx, call)
  const { number, document } = await freeNumber(tx, content.document.number, content.document.title)
  const notice = read(content.text, programme, number)
  const published = { ...notice, document: { ...notice.document, publishedOn: who.today } }
  await recordNotice(tx, published, programme, { spellings: [], links: [] }, who)
  const list = await listOf(tx, call) as ListContent
  const { index } = await viewFor(tx, notice, programme)
  const towns = list.rows.filter(row => row.listed).map(row => {
    const match = index.find(row.name)
    if (match.how !== 'exact') throw new Error(`${row.name} is not in the register after its notice`)
    return { application: row.application, town: match.item.id, division: row.division, prefecture: row.prefecture }
  })
  const after = await writeCall(tx, call, who, 'call.issued', { document, number, publicAt: who.now, towns: towns.map(({ application, town }) => ({ application, town })), hashes: { notice: call.contents['notice'] as string } }, [...await placings(tx, towns, document, content.document.signedOn), ...await endings(tx, call, towns, document, who)])
  return { call: after, document, towns: towns.length }
}

/** A name may begin with its prefecture only; the application says in which county the town lies. */
async function placings(tx: Tx, towns: readonly { town: string; division: string; prefecture: string }[], document: string, effective: PlainDate): Promise<{ stream: string; expected: number; facts: TownFact[] }[]> {
  const writes = []
  for (const { town, division, prefecture } of towns) {
    const events = await readStream<TownFact & { type: string }>(tx, townStream(town))
    const placed = events.findLast(event => event.type === 'town.placed')
    if (placed?.type === 'town.placed' && placed.data.division !== null) continue
    const fact: TownFact = { type: 'town.placed', data: { division, prefecture: prefecture || null }, effective, basis: { document, inferred: '名单没有写明所在县（市、区），据申报书' } }
    writes.push({ stream: townStream(town), expected: events.length, facts: [fact] })
  }
  return writes
}

async function endings(tx: Tx, call: CallState, towns: readonly { application: string; town: string }[], document: string, who: Who): Promise<{ stream: string; expected: number; facts: ApplicationFact[] }[]> {
  const list = await listOf(tx, call)
  return (await applicationsIn(tx, call.id)).filter(application => application.stage === 'reviewed').map(({ id, version }) => {
    const by = { person: who.person, behalf: who.behalf, document }
    const made = { effective: who.today, basis: { document } }
    const listed = towns.find(other => other.application === id)
    const fact: ApplicationFact = listed ? { type: 'application.listed', ...made, data: { ...by, town: listed.town } } : { type: 'application.not-listed', ...made, data: { ...by, reason: list?.rows.find(row => row.application === id)?.reason ?? '' } }
    return { stream: applicationStream(id), expected: version, facts: [fact] }
  })
}

async function sound(tx: Tx, call: CallState): Promise<CheckedList> {
  const made = await draftedList(tx, call)
  if (!made) throw new Refusal(problem('call.content'))
  const errors = made.findings.filter(finding => finding.severity === 'error')
  if (errors.length) throw new Refusal(problem('call.notice-errors', { count: errors.length, first: errors[0]?.message ?? '' }))
  if (made.differences.length) throw new Refusal(problem('call.notice-lists', { why: made.differences.join('；') }))
  return made
}

async function checked(tx: Tx, call: CallState, content: NoticeContent): Promise<CheckedList> {
  const { programme } = await policyOf(tx, call)
  const notice = read(content.text, programme, call.id)
  return { content, findings: checkNotice(notice, await viewFor(tx, notice, programme), programme), differences: differences(await listOf(tx, call), notice) }
}

function differences(list: ListContent | null, notice: Notice): string[] {
  const wanted = (list?.rows ?? []).filter(row => row.listed)
  const have = notice.lists.filter(other => other.kind === 'listed').flatMap(other => other.towns)
  return [
    ...wanted.filter(row => !have.some(town => town.name === row.name)).map(row => `缺少${row.name}`),
    ...have.filter(town => !wanted.some(row => row.name === town.name)).map(town => `多出${town.name}`),
    ...wanted.filter(row => have.some(town => town.name === row.name && (town.category !== row.category || town.townType !== row.townType))).map(row => `${row.name}的类别或类型不同`),
  ]
}

/** Under their prefectures by code, and within one by score. */
function inPrintOrder(list: ListContent | null, places: Places): ListContent['rows'] {
  const order = (code: string): number => places.all.findIndex(division => division.code === code)
  return (list?.rows ?? []).filter(row => row.listed).toSorted((a, b) => order(a.prefecture) - order(b.prefecture) || b.score - a.score || (a.application < b.application ? -1 : 1))
}

/** @throws Refusal `notice.…` for a text that is no notice any more */
function read(text: string, programme: Programme, name: string): Notice {
  const notice = readNotice(text, programme, name)
  if (!notice.ok) throw new Refusal(notice.problem)
  return notice.value
}
