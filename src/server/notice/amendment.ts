// A correction, worked out: the paper, what the checker says of the corrected notice beside what it said before, and what
// becomes of each town. Nothing is written here.
import { problem, Refusal } from '#core/base/problem.ts'
import type { PlainDate } from '#core/base/plain-date.ts'
import { contentHash } from '#core/base/content-hash.ts'
import { circular } from '#core/document/circular.ts'
import type { Block, OfficialDocument } from '#core/document/official.ts'
import { plainText } from '#core/document/plain-text.ts'
import { checkNotice } from '#core/intake/check-notice.ts'
import type { Finding } from '#core/intake/notice.ts'
import { amended, correctedWords, type Effect, effectsOf, viewOf } from '#core/notice/amend.ts'
import type { TownHistory } from '#core/intake/register-view.ts'
import type { Programme } from '#core/policy/programme.ts'
import { type CorrectionItem, documentId } from '#core/register/document.ts'
import type { Corrected } from '#core/document/amendment.ts'
import type { Tx } from '../db/connect.ts'
import { printedCheckpoint } from '../log/checkpoint.ts'
import { historiesOf } from '../notice-intake.ts'
import { loadPlaces } from '../places.ts'
import { loadWording } from '../render/official/wording.ts'
import { chainOf, type Chain, idsOf, standing } from './chain.ts'

export type AmendmentInput = { of: string; items: readonly CorrectionItem[]; number: string | null; signedOn: PlainDate; body?: readonly string[] | undefined; demo: boolean; /** as it was when the log had come to this instant; absent: as it is */ known?: string | undefined }

/** What is kept by its hash: the paper, and every fact it will write. */
export type AmendmentContent = { document: OfficialDocument; text: string; effects: Effect[] }

export type Amendment = {
  chain: Chain
  content: AmendmentContent
  words: Corrected[]
  histories: TownHistory[]
  /** of the corrected notice; `known`: it was there before, and the correction neither makes nor mends it */
  findings: (Finding & { known: boolean })[]
  /** what the correction mends */
  mended: Finding[]
  /** where the paper's own words leave out what it corrects */
  differences: string[]
}

/** @throws Refusal `correction.printed`, `correction.empty`, `correction.town`, `correction.none`, `document.unknown`, `call.policy` where the programme has no wording */
export async function makeAmendment(tx: Tx, { of, items, number, signedOn, body, demo, known }: AmendmentInput, programme: Programme): Promise<Amendment> {
  const chain = await chainOf(tx, of, known)
  const before = standing(chain, programme)
  const corrected = amended(before, items, programme)
  if (!corrected.ok) throw new Refusal(corrected.problem)
  const after = corrected.value
  const words = correctedWords(before, after, items, programme)
  const wording = loadWording(programme.id)
  if (!wording) throw new Refusal(problem('call.policy', { programme: programme.id }))
  const { cited } = chain
  const drafted = circular(
    { kind: 'correction', of: { title: cited.data.title ?? cited.data.number ?? of, number: cited.data.number, signedOn: cited.data.draftedOn ?? signedOn }, items: words },
    { programme, wording, frame: { number, signedOn, demo, draft: false, verification: codeOf(of, items), checkpoint: await printedCheckpoint(tx), ...(cited.data.addressees.length ? { addressees: cited.data.addressees } : {}) } },
  )
  const document: OfficialDocument = body ? { ...drafted, body: body.map((text): Block => ({ kind: 'paragraph', text })) } : drafted
  const scene = { before, after, items, histories: (await historiesOf(tx, programme.id)).map(({ id, events }) => ({ id, events: known === undefined ? events : events.filter(event => event.recorded < known) })), programme, places: loadPlaces(), chain: idsOf(chain), document: documentId(number, document.title.join('')) }
  const effects = effectsOf(scene)
  if (!effects.ok) throw new Refusal(effects.problem)
  const { view } = viewOf(scene)
  const [old, fresh] = [checkNotice(before, viewOf({ ...scene, items: [] }).view, programme), checkNotice(after, view, programme)]
  const same = (a: Finding, b: Finding): boolean => a.code === b.code && a.towns.join() === b.towns.join()
  const text = plainText(document)
  return {
    chain, words, histories: scene.histories, content: { document, text, effects: effects.value },
    findings: fresh.map(finding => ({ ...finding, known: old.some(other => same(other, finding)) })),
    mended: old.filter(finding => !fresh.some(other => same(other, finding))),
    differences: leftOut(text, words),
  }
}

/** @throws Refusal `correction.errors` for an error that the correction makes, `correction.words` */
export function checkAmendment({ findings, differences }: Amendment): void {
  const errors = findings.filter(finding => finding.severity === 'error' && !finding.known)
  if (errors.length) throw new Refusal(problem('correction.errors', { count: errors.length, first: errors[0]?.message ?? '' }))
  if (differences.length) throw new Refusal(problem('correction.words', { why: differences.join('；') }))
}

/** A person may word it otherwise; what was printed and what is correct must stand there. */
function leftOut(text: string, words: readonly Corrected[]): string[] {
  return words.flatMap(({ where, printed, correct }) => [printed, correct].flatMap(said => (said !== null && !text.includes(said) ? [`没有写出${where}中的“${said}”`] : [])))
}

function codeOf(of: string, items: readonly CorrectionItem[]): string {
  const hash = contentHash({ of, items })
  return `${hash.slice(7, 11)}-${hash.slice(11, 15)}`.toUpperCase()
}
