// Steps of a letter. It is checked each time it is saved and before anybody signs: what was decided must stand in it.
import { problem, Refusal } from '#core/base/problem.ts'
import type { PlainDate } from '#core/base/plain-date.ts'
import type { Attachment } from '#core/attachment/attachment.ts'
import type { LetterLike } from '#core/document/letter-words.ts'
import { missingWords } from '#core/document/letter-words.ts'
import type { Block, OfficialDocument } from '#core/document/official.ts'
import { plainText } from '#core/document/plain-text.ts'
import { checkNotice } from '#core/intake/check-notice.ts'
import { documentFact } from '#core/intake/confirm.ts'
import type { Finding } from '#core/intake/notice.ts'
import { readNotice } from '#core/intake/read-notice.ts'
import { type Letter, type LetterAction, letterLabels, letterRefusal, numbered } from '#core/notice/letter.ts'
import type { Programme } from '#core/policy/programme.ts'
import { documentStream } from '#core/register/document.ts'
import { stageLabels } from '#core/season/season.ts'
import { useFiles } from '../attachment/use.ts'
import { getContent, putContent } from '../content.ts'
import type { Tx } from '../db/connect.ts'
import { newId } from '../identity/secrets.ts'
import { lockLog } from '../log/append.ts'
import { printedCheckpoint } from '../log/checkpoint.ts'
import { viewFor } from '../notice-intake.ts'
import { record } from '../record.ts'
import { lettersOf } from '../season/letters.ts'
import { loadSeason } from '../season/load.ts'
import { packOf } from '../season/policies.ts'
import { allowed, listCases, loadCase, openingOf, streamOf, type Who, write } from '../supervision/cases.ts'
import { findTowns } from '../supervision/towns.ts'
import { allTowns } from '../views/towns.ts'
import { freeNumber } from './number.ts'

/** `said`: what must stand there; `document` as worded now. */
export type LetterContent = { said: LetterLike; document: OfficialDocument; text: string }
/** A table stays as the system made it, in its place. */
export type LetterBlock = Extract<Block, { kind: 'heading' | 'paragraph' }> | { kind: 'table' }
export type LetterEdit = { number: string | null; signedOn: PlainDate; title?: string[] | undefined; addressees?: string[] | undefined; body?: readonly LetterBlock[] | undefined }
export type CheckedLetter = { content: LetterContent; findings: Finding[]; differences: string[] }

/**
 * Drafts what the season asks for and nobody has drafted: warnings of towns that stand warned, feedback, the withdrawals.
 * @throws Refusal `season.stage` before the notice went out, `letter.none`
 */
export async function draftLetters(tx: Tx, id: string, { signedOn, deadline, reviewBy, kinds }: { signedOn: PlainDate; deadline: PlainDate; reviewBy: PlainDate; kinds: readonly Letter['kind'][] }, who: Who): Promise<string[]> {
  await lockLog(tx)
  const season = await loadSeason(tx, id)
  if (!season.issued) throw new Refusal(problem('season.stage', { action: '起草函件', stage: stageLabels[season.stage], needed: stageLabels.issued }))
  const there = new Set((await lettersIn(tx, id)).filter(letter => letter.stage !== 'dropped').map(letter => `${letter.kind} ${letter.town}`))
  const made = (await lettersOf(tx, id, { signedOn, deadline, reviewBy })).filter(letter => kinds.includes(letter.kind) && !there.has(`${letter.kind} ${letter.id}`))
  const standing = await findTowns(tx, season.programme, made.flatMap(letter => letter.id ?? []), who.today)
  // A warning that a correction took back is not written any more.
  const order = new Map((await allTowns(tx, season.programme, { valid: who.today, known: null })).map((row, i) => [row.town, i]))
  const wanted = made.toSorted((a, b) => (order.get(a.id ?? '') ?? -1) - (order.get(b.id ?? '') ?? -1)).filter(letter => letter.kind !== 'warning' || standing.get(letter.id ?? '')?.warning?.year === season.year)
  if (!wanted.length) throw new Refusal(problem('letter.none', { why: '应起草的都已起草' }))
  const checkpoint = await printedCheckpoint(tx)
  const letters = []
  for (const { kind, id: town, content: said, document } of wanted) {
    const drafted = { ...document, draft: false, checkpoint }
    const content: LetterContent = { said, document: drafted, text: plainText(drafted) }
    letters.push({ id: newId(), data: { programme: season.programme, season: id, kind, town, number: null, signedOn, until: kind === 'warning' ? deadline : kind === 'feedback' ? reviewBy : null, demo: season.demo, hashes: { letter: await putContent(tx, content, who.now) } } })
  }
  await record(tx, { actor: who.actor, now: who.now, writes: letters.map(({ id: letter, data }) => openingOf('letter', letter, who, 'letter.drafted', data)) })
  return letters.map(letter => letter.id)
}

/** The letter as it would be with these words, checked; nothing is written. */
export async function tryLetter(tx: Tx, id: string, edit: LetterEdit): Promise<CheckedLetter> {
  const state = await loadCase(tx, 'letter', id)
  return check(tx, state, worded(await getContent<LetterContent>(tx, state.content), edit))
}

export async function editLetter(tx: Tx, id: string, edit: LetterEdit, who: Who): Promise<CheckedLetter> {
  const state = await ready(tx, id, 'edit', who)
  const made = await check(tx, state, worded(await getContent<LetterContent>(tx, state.content), edit))
  await write(tx, 'letter', state, who, 'letter.edited', { number: edit.number, signedOn: edit.signedOn, hashes: { letter: await putContent(tx, made.content, who.now) } })
  return made
}

/** @throws Refusal `letter.words`, `letter.number`, `document.number` */
export async function approveLetter(tx: Tx, id: string, who: Who): Promise<void> {
  const state = await ready(tx, id, 'approve', who)
  await sound(tx, state)
  await write(tx, 'letter', state, who, 'letter.approved', { hashes: { letter: state.content } })
}

/** From this instant the addressee sees it; a notice of withdrawal is a public document. */
export async function sendLetter(tx: Tx, id: string, who: Who): Promise<void> {
  const state = await ready(tx, id, 'send', who)
  const { content: { document, text } } = await sound(tx, state)
  const sent = { number: state.number, sentAt: who.now, hashes: { letter: state.content } }
  if (state.kind !== 'withdrawal') return write(tx, 'letter', state, who, 'letter.sent', { ...sent, document: null })
  const free = await freeNumber(tx, state.number, document.title)
  const { programme } = packOf(state.programme, yearOf(state))
  const read = readNotice(text, programme, free.number)
  if (!read.ok) throw new Refusal(read.problem)
  const season = await loadSeason(tx, state.season)
  // The circular has already said what became of these towns; this document only cites it.
  const notice = { ...read.value, document: { ...read.value.document, publishedOn: who.today, cites: [...new Set([...read.value.document.cites, ...(season.issued ? [season.issued.number] : [])])] } }
  await write(tx, 'letter', state, who, 'letter.sent', { ...sent, document: free.document }, [{ stream: documentStream(free.document), expected: 0, facts: [documentFact({ id: free.document, notice }, state.programme)] }])
}

/** @throws Refusal `letter.answer` once the day has passed */
export async function answerLetter(tx: Tx, id: string, { text, files }: { text: string; files: Attachment[] }, who: Who): Promise<void> {
  const state = await ready(tx, id, 'answer', who)
  await useFiles(tx, streamOf('letter', id), files, { person: who.person ?? '', now: who.now })
  await write(tx, 'letter', state, who, 'letter.answered', { text, files })
}

export async function dropLetter(tx: Tx, id: string, reason: string, who: Who): Promise<void> {
  await write(tx, 'letter', await ready(tx, id, 'drop', who), who, 'letter.dropped', { reason })
}

export async function checkedLetter(tx: Tx, state: Letter): Promise<CheckedLetter> {
  return check(tx, state, await getContent<LetterContent>(tx, state.content))
}

/** Letters of a season, in the order in which they were drafted. */
export async function lettersIn(tx: Tx, season: string): Promise<Letter[]> {
  return (await listCases(tx, 'letter')).filter(letter => letter.season === season).toReversed()
}

function worded({ said, document }: LetterContent, { number, signedOn, title, addressees, body }: LetterEdit): LetterContent {
  const tables = document.body.filter(block => block.kind === 'table')
  let table = 0
  const blocks = body?.flatMap((block): Block[] => (block.kind === 'table' ? tables.slice(table, ++table) : [block]))
  const edited: OfficialDocument = { ...document, number, signedOn, ...(document.print ? { print: { ...document.print, on: signedOn } } : {}), ...(title ? { title } : {}), ...(addressees ? { addressees } : {}), ...(blocks ? { body: blocks } : {}) }
  return { said, document: edited, text: plainText(edited) }
}

async function check(tx: Tx, state: Letter, content: LetterContent): Promise<CheckedLetter> {
  const { programme } = packOf(state.programme, yearOf(state))
  const lost = content.document.body.some(block => block.kind === 'table') || content.said.kind !== 'feedback' || !content.said.parts.length ? [] : ['没有各项得分表']
  return { content, findings: await findingsOf(tx, state, content, programme), differences: [...missingWords(content.text, content.said, programme.grades.map(grade => grade.label)), ...lost] }
}

/** Only a notice with a list can be read as one; the towns must have stood on the register when the season's notice went out. */
async function findingsOf(tx: Tx, state: Letter, { said, text }: LetterContent, programme: Programme): Promise<Finding[]> {
  if (said.kind !== 'withdrawal') return []
  const read = readNotice(text, programme, letterLabels[state.kind])
  if (!read.ok) throw new Refusal(read.problem)
  const { issued } = await loadSeason(tx, state.season)
  const eve = issued ? (await tx.selectFrom('event').select('effective').where('stream', '=', documentStream(issued.document)).limit(1).executeTakeFirst())?.effective ?? null : null
  const asFound = { ...read.value, document: { ...read.value.document, draftedOn: eve } }
  const extra = read.value.lists.flatMap(list => list.towns).filter(town => !said.towns.includes(town.name)).map((town): Finding => ({ code: 'not-listed', severity: 'error', message: `“${town.name}”没有申请退出，不应列入。`, towns: [town.name], basis: '决定' }))
  return [...checkNotice(read.value, await viewFor(tx, asFound, programme), programme), ...extra]
}

async function sound(tx: Tx, state: Letter): Promise<CheckedLetter> {
  const made = await checkedLetter(tx, state)
  const wrong = [...made.differences, ...made.findings.filter(finding => finding.severity === 'error').map(finding => finding.message)]
  if (wrong.length) throw new Refusal(problem('letter.words', { why: wrong.join('；') }))
  if (!numbered.includes(state.kind)) return made
  if (!state.number) throw new Refusal(problem('letter.number', { kind: letterLabels[state.kind] }))
  await freeNumber(tx, state.number, made.content.document.title)
  const twice = (await listCases(tx, 'letter')).some(other => other.id !== state.id && other.number === state.number && other.stage !== 'dropped')
  if (twice) throw new Refusal(problem('document.number', { number: state.number }))
  return made
}

function yearOf({ season }: Letter): number {
  return Number(season.slice(season.lastIndexOf('/') + 1))
}

async function ready(tx: Tx, id: string, action: LetterAction, { today }: Who): Promise<Letter> {
  const state = await loadCase(tx, 'letter', id)
  allowed(letterRefusal(state, action, today))
  return state
}
