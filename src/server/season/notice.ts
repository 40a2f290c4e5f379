// 公文 of a season: drafted from the decisions, checked like anybody's notice before it is signed, recorded when it goes out.
import { problem, Refusal } from '#core/base/problem.ts'
import type { PlainDate } from '#core/base/plain-date.ts'
import { checkNotice } from '#core/intake/check-notice.ts'
import { documentFact, townStream } from '#core/intake/confirm.ts'
import type { Finding, Notice } from '#core/intake/notice.ts'
import { readNotice } from '#core/intake/read-notice.ts'
import type { Programme } from '#core/policy/programme.ts'
import { resolve } from '#core/policy/setting.ts'
import { circular } from '#core/document/circular.ts'
import { labelOf, type ListKind } from '#core/document/evaluation-circular.ts'
import type { Block, OfficialDocument } from '#core/document/official.ts'
import { plainText } from '#core/document/plain-text.ts'
import type { DecisionsContent, NoticeContent } from '#core/season/content.ts'
import { consequenceCodes } from '#core/intake/check-consequences.ts'
import { consequencesOf } from '#core/season/consequences.ts'
import { listDifferences, listsOf, type NoticeLists } from '#core/season/notice.ts'
import type { SeasonState } from '#core/season/season.ts'
import { documentId, documentStream } from '#core/register/document.ts'
import type { TownFact } from '#core/register/town.ts'
import { getContent, putContent } from '../content.ts'
import type { Tx } from '../db/connect.ts'
import { readStream, readStreams } from '../log/read.ts'
import { viewFor } from '../notice-intake.ts'
import { loadWording } from '../render/official/wording.ts'
import { ready, type Who, write } from './act.ts'
import { contentOf } from './load.ts'
import { type Worked, workOut } from './propose.ts'
import { printedGrades, listedTowns, registrationOrder } from './snapshot.ts'

/** What a person adds to the draft, and what they changed of it. */
export type Draft = { number: string | null; signedOn: PlainDate; fieldwork: { year: number; month: number }; title?: string[] | undefined; addressees?: string[] | undefined; body?: DraftBlock[] | undefined }

/** Headings and paragraphs as a person writes them. */
export type DraftBlock = { kind: 'heading'; level: 1 | 2 | 3; text: string } | { kind: 'paragraph'; lead?: string | undefined; text: string }

export type Checked = { content: NoticeContent; findings: Finding[]; differences: string[] }

/** The notice as it would be drafted, with what is wrong about it; nothing is written. @throws Refusal `season.rules` where the programme has no wording */
export async function makeNotice(tx: Tx, state: SeasonState, draft: Draft, who: Pick<Who, 'today'>): Promise<Checked> {
  const worked = await workOut(tx, state, who.today)
  const decisions = await contentOf<DecisionsContent>(tx, state, 'decisions') ?? []
  const wording = loadWording(state.programme)
  if (!wording) throw new Refusal(problem('season.rules', { programme: state.programme, year: state.year }))
  const lists = await listsIn(tx, worked, decisions)
  const content = { kind: 'evaluation' as const, year: state.year, fieldwork: draft.fieldwork, lists: Object.fromEntries(Object.entries(lists).map(([kind, towns]) => [kind, towns.map(town => town.name)])) }
  const made = circular(content, { programme: worked.programme, wording, frame: { number: draft.number, signedOn: draft.signedOn, demo: state.demo, draft: false, verification: verificationCode(state), checkpoint: await latestCheckpoint(tx) } })
  const document: OfficialDocument = { ...made, ...(draft.title ? { title: draft.title } : {}), ...(draft.addressees ? { addressees: draft.addressees } : {}), ...(draft.body ? { body: draft.body.map(blockOf) } : {}) }
  return checkContent(tx, state, worked, lists, { document, text: plainText(document) })
}

function blockOf(block: DraftBlock): Block {
  return block.kind === 'heading' ? block : { kind: 'paragraph', text: block.text, ...(block.lead ? { lead: block.lead } : {}) }
}

export async function draftNotice(tx: Tx, id: string, draft: Draft, who: Who): Promise<Checked> {
  const state = await ready(tx, id, 'draft', who)
  const made = await makeNotice(tx, state, draft, who)
  await write(tx, state, who, 'season.drafted', { hashes: { notice: await putContent(tx, made.content, who.now) } })
  return made
}

/** The draft as it lies there, checked anew; null before there is one. */
export async function draftedNotice(tx: Tx, state: SeasonState, who: Pick<Who, 'today'>): Promise<Checked | null> {
  const content = await contentOf<NoticeContent>(tx, state, 'notice')
  if (!content) return null
  const worked = await workOut(tx, state, who.today)
  const decisions = await contentOf<DecisionsContent>(tx, state, 'decisions') ?? []
  return checkContent(tx, state, worked, await listsIn(tx, worked, decisions), content)
}

/** Signs the draft. @throws Refusal `season.notice-errors`, `season.notice-lists` */
export async function approveNotice(tx: Tx, id: string, who: Who): Promise<void> {
  const state = await ready(tx, id, 'approve', who)
  await sound(tx, state, who)
  await write(tx, state, who, 'season.approved', { hashes: { notice: state.contents['notice'] as string } })
}

/** Sends the notice out: from this instant the document is public, and the decisions stand in the register. */
export async function issueNotice(tx: Tx, id: string, who: Who): Promise<{ document: string }> {
  const state = await ready(tx, id, 'issue', who)
  const { content } = await sound(tx, state, who)
  const { programme } = await workOut(tx, state, who.today)
  const number = content.document.number
  const document = documentId(number, content.document.title.join(''))
  if (!number || !/^[^\s〔]+〔\d{4}〕[1-9]\d*号$/.test(number)) throw new Refusal(problem('document.number', { number: number ?? '（空）' }))
  if ((await readStream(tx, documentStream(document))).length) throw new Refusal(problem('document.number', { number }))
  const notice = read(content.text, programme, number)
  const writes = await registerFacts(tx, state, document, content, who)
  const fact = documentFact({ id: document, notice: { ...notice, document: { ...notice.document, publishedOn: who.today } } }, programme.id)
  await write(tx, state, who, 'season.issued', { document, number, publicAt: who.now, hashes: { notice: state.contents['notice'] as string } }, [{ stream: documentStream(document), expected: 0, facts: [fact] }, ...writes])
  return { document }
}

/** Short code by which a document is looked up: from what was decided, so that it can stand in the document itself. */
export function verificationCode({ contents }: Pick<SeasonState, 'contents'>): string | null {
  const hash = contents['decisions']
  return hash ? `${hash.slice(7, 11)}-${hash.slice(11, 15)}`.toUpperCase() : null
}

async function sound(tx: Tx, state: SeasonState, who: Who): Promise<Checked> {
  const made = await draftedNotice(tx, state, who)
  if (!made) throw new Refusal(problem('season.content', {}))
  const errors = made.findings.filter(finding => finding.severity === 'error')
  if (errors.length) throw new Refusal(problem('season.notice-errors', { count: errors.length, first: errors[0]?.message ?? '' }))
  if (made.differences.length) throw new Refusal(problem('season.notice-lists', { why: made.differences.join('；') }))
  return made
}

async function checkContent(tx: Tx, state: SeasonState, { programme }: Worked, lists: NoticeLists, content: NoticeContent): Promise<Checked> {
  const notice = read(content.text, programme, state.id)
  const findings = checkNotice(notice, await viewFor(tx, notice, programme), programme)
  return { content, findings: findings.map(finding => settled(finding, state, lists)), differences: listDifferences(lists, notice.lists, kind => labelOf(kind as ListKind, programme)) }
}

/** What the checker would call a breach of the rules, and a person has decided with a reason, is a note with that reason. */
function settled(finding: Finding, { departures }: SeasonState, lists: NoticeLists): Finding {
  if (!consequenceCodes.has(finding.code) || !finding.towns.length) return finding
  const idOf = new Map(Object.values(lists).flatMap(towns => towns.map(({ town, name }): [string, string] => [name, town])))
  const reasons = finding.towns.map(name => departures.find(departure => departure.town === idOf.get(name))?.reason)
  return reasons.some(reason => reason === undefined) ? finding : { ...finding, severity: 'note', message: `${finding.message}（已另作处理：${reasons.join('；')}）` }
}

/** @throws Refusal `notice.…` for a text that is no notice any more */
function read(text: string, programme: Programme, name: string): Notice {
  const notice = readNotice(text, programme, name)
  if (!notice.ok) throw new Refusal(notice.problem)
  return notice.value
}

/** Ranks order the lists of a scored season unless the rules say otherwise; a season that follows a document prints what the document printed, in its order. */
async function listsIn(tx: Tx, { state, programme, rules, snapshot, evaluation }: Worked, decisions: DecisionsContent): Promise<NoticeLists> {
  const names = new Map(snapshot.towns.map(town => [town.id, town.name]))
  const byRank = resolve(rules.file.notice?.order ?? 'rank', state.settings) === 'rank'
  const order = byRank ? new Map(evaluation?.units.map(unit => [unit.id, unit.rank ?? Infinity])) : await registrationOrder(tx, snapshot.towns.map(town => town.id))
  const printed = state.document && state.scores === 'published' ? await printedNames(tx, state, programme, names) : null
  return listsOf({
    programme, rules, decisions, towns: snapshot.towns,
    place: (town, kind) => printed?.get(`${kind} ${town}`)?.place ?? order.get(town) ?? Infinity,
    nameOf: (town, kind) => printed?.get(`${kind} ${town}`)?.name ?? names.get(town) ?? town,
  })
}

async function printedNames(tx: Tx, state: SeasonState, programme: Worked['programme'], names: ReadonlyMap<string, string>): Promise<Map<string, { place: number; name: string }>> {
  const all = (await listedTowns(tx, programme.id, { valid: state.frozenAt?.valid ?? '9999-12-31', known: null })).filter(town => names.has(town.id))
  const view = await viewFor(tx, { document: {} as never, batch: null, evaluation: null, lists: [] }, programme)
  const idOf = (name: string): string | undefined => { const match = view.index.find(name); return match.how === 'exact' || match.how === 'variant' ? match.item.id : undefined }
  const { printed } = await printedGrades(tx, state.document as string, programme, all)
  return new Map(printed.lists.flatMap(list => list.towns.flatMap((town, place): [string, { place: number; name: string }][] => {
    const id = idOf(town.name)
    return id ? [[`${list.kind} ${id}`, { place, name: town.name }]] : []
  })))
}

async function registerFacts(tx: Tx, state: SeasonState, document: string, content: NoticeContent, who: Who): Promise<{ stream: string; expected: number; facts: TownFact[] }[]> {
  if (state.scores === 'published') return []
  const worked = await workOut(tx, state, who.today)
  const decisions = await getContent<DecisionsContent>(tx, state.contents['decisions'] as string)
  const lists = await listsIn(tx, worked, decisions)
  const histories = await readStreams(tx, decisions.map(decision => townStream(decision.town)))
  const factsOf = new Map(worked.snapshot.towns.map(town => [town.id, town]))
  const days = { drafted: content.document.signedOn, published: who.today }
  const where = (town: string): { place: string; printed: string } | null => {
    const found = Object.entries(lists).flatMap(([kind, towns]) => towns.flatMap((other, i) => (other.town === town ? [{ place: `${labelOf(kind as ListKind, worked.programme)}名单第 ${i + 1} 个`, printed: other.name }] : [])))
    return found.at(-1) ?? null
  }
  return decisions.flatMap(decision => {
    const town = factsOf.get(decision.town)
    const facts = town ? consequencesOf(decision, town, worked.rules, { programme: state.programme, year: state.year, document, days, listed: ({ town: id }) => where(id) }) : []
    return facts.length ? [{ stream: townStream(decision.town), expected: histories.get(townStream(decision.town))?.length ?? 0, facts }] : []
  })
}

async function latestCheckpoint(tx: Tx): Promise<string | null> {
  const row = await tx.selectFrom('checkpoint').select('note').orderBy('size', 'desc').limit(1).executeTakeFirst()
  return row?.note.split('\n\n')[0] ?? null
}
