// Steps of a correction. Each works it out anew from the register as it is; what was approved must still be what comes out.
import { problem, Refusal } from '#core/base/problem.ts'
import { canonical, type Json } from '#core/base/canonical.ts'
import type { PlainDate } from '#core/base/plain-date.ts'
import { type Cause, correctionFlow, type CorrectionAction } from '#core/notice/correction.ts'
import type { Programme } from '#core/policy/programme.ts'
import { type CorrectionItem, type DocumentData, documentStream } from '#core/register/document.ts'
import type { Fact } from '#core/register/event.ts'
import { stageRefusal } from '#core/supervision/flow.ts'
import { getContent, putContent } from '../content.ts'
import type { Tx } from '../db/connect.ts'
import { lockLog } from '../log/append.ts'
import { loadSeason } from '../season/load.ts'
import { allowed, type Cases, listCases, loadCase, openCase, type Who, write } from '../supervision/cases.ts'
import { checkAmendment, type Amendment, type AmendmentContent, makeAmendment } from './amendment.ts'
import { chainOf, type Chain } from './chain.ts'
import { freeNumber } from './number.ts'

export type CorrectionInput = { cause: Cause; reason: string; items: CorrectionItem[]; number: string | null; signedOn: PlainDate; body?: string[] | undefined }

const ended = ['issued', 'dropped']

/** One at a time for a document. @throws Refusal `correction.open`, `correction.appeal` and what `makeAmendment` refuses */
export async function proposeCorrection(tx: Tx, { of, ...input }: CorrectionInput & { of: string }, programme: Programme, who: Who): Promise<string> {
  await lockLog(tx)
  const chain = await chainOf(tx, of)
  const open = (await openCorrections(tx, chain))[0]
  if (open) throw new Refusal(problem('correction.open', { document: chain.root.data.number ?? of, id: open.id }))
  const demo = who.demo
  return openCase(tx, 'correction', who, 'correction.proposed', { programme: programme.id, of, demo, ...await proposal(tx, { of, demo, ...input }, programme, who) })
}

export async function reviseCorrection(tx: Tx, id: string, input: CorrectionInput, programme: Programme, who: Who): Promise<void> {
  const state = await ready(tx, id, 'revise')
  await write(tx, 'correction', state, who, 'correction.revised', await proposal(tx, { of: state.of, demo: state.demo, ...input }, programme, who))
}

/** @throws Refusal `correction.errors`, `correction.words`, `correction.changed` */
export async function reviewCorrection(tx: Tx, id: string, opinion: string, programme: Programme, who: Who): Promise<void> {
  const state = await ready(tx, id, 'review')
  checkAmendment(await unchanged(tx, state, programme))
  await write(tx, 'correction', state, who, 'correction.reviewed', { opinion, hashes: { notice: state.notice } })
}

export async function approveCorrection(tx: Tx, id: string, programme: Programme, who: Who): Promise<void> {
  const state = await ready(tx, id, 'approve')
  const made = await unchanged(tx, state, programme)
  checkAmendment(made)
  await freeNumber(tx, state.number, made.content.document.title)
  await write(tx, 'correction', state, who, 'correction.approved', { hashes: { notice: state.notice } })
}

/** Sends it out: the document that cites the corrected one, and the facts that take the place of others, in one. */
export async function issueCorrection(tx: Tx, id: string, programme: Programme, who: Who): Promise<{ document: string }> {
  await lockLog(tx)
  const state = await ready(tx, id, 'issue')
  const made = await unchanged(tx, state, programme)
  checkAmendment(made)
  const { chain, content } = made
  const { number, document } = await freeNumber(tx, state.number, content.document.title)
  const data: DocumentData = {
    programme: state.programme, number, printedNumber: number, title: content.document.title.join(''), issuer: content.document.issuers[0] ?? null, draftedOn: state.signedOn, publishedOn: who.today, index: null,
    addressees: content.document.addressees, cites: chain.cited.data.number ? [chain.cited.data.number] : [], batch: null, evaluation: null, lists: [], corrects: { document: chain.cited.id, root: chain.root.id, items: state.items },
  }
  const recorded: Fact = { type: 'document.recorded', effective: state.signedOn, basis: { document }, data }
  const towns = content.effects.map(({ stream, expected, facts }) => ({ stream, expected, facts }))
  await write(tx, 'correction', state, who, 'correction.issued', { document, number, publicAt: who.now, hashes: { notice: state.notice } }, [{ stream: documentStream(document), expected: 0, facts: [recorded] }, ...towns])
  return { document }
}

const saying = { return: 'correction.returned', drop: 'correction.dropped' } as const

/** Steps that say a reason and nothing else. */
export async function sayOfCorrection(tx: Tx, id: string, action: keyof typeof saying, reason: string, who: Who): Promise<void> {
  await write(tx, 'correction', await ready(tx, id, action), who, saying[action], { reason })
}

/** The correction as it lies there, worked out anew; one that has ended, as things were when it did. */
export async function amendmentOf(tx: Tx, state: Cases['correction'], programme: Programme): Promise<Amendment> {
  const { document } = await getContent<AmendmentContent>(tx, state.notice)
  const body = document.body.flatMap(block => (block.kind === 'paragraph' ? [block.text] : []))
  const known = ended.includes(state.stage) ? state.steps.at(-1)?.at : undefined
  return makeAmendment(tx, { of: state.of, items: state.items, number: state.number, signedOn: state.signedOn, body, demo: state.demo, known }, programme)
}

/** Corrections under way of a document and of what corrected it. */
export async function openCorrections(tx: Tx, { root, corrections }: Chain): Promise<Cases['correction'][]> {
  const ids = [root.id, ...corrections.map(other => other.id)]
  return (await listCases(tx, 'correction')).filter(state => ids.includes(state.of) && !ended.includes(state.stage))
}

async function proposal(tx: Tx, { of, demo, cause, reason, items, number, signedOn, body }: CorrectionInput & { of: string; demo: boolean }, programme: Programme, who: Who) {
  const { content, chain } = await makeAmendment(tx, { of, items, number, signedOn, body, demo }, programme)
  if (cause.kind === 'appeal') await checkAppeal(tx, cause.appeal, chain, content)
  return { cause, reason, items, number, signedOn, hashes: { notice: await putContent(tx, content, who.now) } }
}

/** An appeal that was upheld, about a town of this correction, against the season whose notice is corrected. @throws Refusal `correction.appeal` */
async function checkAppeal(tx: Tx, id: string, { root }: Chain, { effects }: AmendmentContent): Promise<void> {
  const appeal = (await listCases(tx, 'appeal')).find(other => other.id === id)
  const fits = appeal?.end?.upheld === true && effects.some(({ town }) => town === appeal.town) && (await loadSeason(tx, appeal.season)).issued?.document === root.id
  if (!fits) throw new Refusal(problem('correction.appeal', { appeal: id }))
}

/** What is to be signed, as it comes out today. The log's checkpoint and the towns' versions may have moved on; nothing else may. */
async function unchanged(tx: Tx, state: Cases['correction'], programme: Programme): Promise<Amendment> {
  const kept = await getContent<AmendmentContent>(tx, state.notice)
  const made = await amendmentOf(tx, state, programme)
  const lasting = ({ document, effects }: AmendmentContent): string => canonical({ document: { ...document, checkpoint: null }, effects: effects.map(({ town, facts }) => ({ town, facts })) } as unknown as Json)
  if (lasting(kept) !== lasting(made.content)) throw new Refusal(problem('correction.changed', {}))
  return { ...made, content: { ...kept, effects: made.content.effects } }
}

async function ready(tx: Tx, id: string, action: CorrectionAction): Promise<Cases['correction']> {
  const state = await loadCase(tx, 'correction', id)
  allowed(stageRefusal(correctionFlow, state, action))
  return state
}
