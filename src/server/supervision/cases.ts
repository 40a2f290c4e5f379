// Cases in the log – of supervision, and what follows a notice: loaded, listed, written. Each is a stream of its own, `<noun>/<id>`.
import { problem, Refusal, type Problem } from '#core/base/problem.ts'
import type { PlainDate } from '#core/base/plain-date.ts'
import type { Fact, Recorded } from '#core/register/event.ts'
import { type Correction, type CorrectionFact, correctionFlow, correctionOf } from '#core/notice/correction.ts'
import { type Letter, type LetterFact, letterFlow, letterOf } from '#core/notice/letter.ts'
import { type Appeal, type AppealFact, appealFlow, appealOf } from '#core/supervision/appeal.ts'
import type { Flow } from '#core/supervision/flow.ts'
import { type Misuse, type MisuseFact, misuseFlow, misuseOf } from '#core/supervision/misuse.ts'
import { type Rectification, type RectificationFact, rectificationFlow, rectificationOf } from '#core/supervision/rectification.ts'
import { type Report, type ReportFact, reportFlow, reportOf } from '#core/supervision/report.ts'
import { type Round, type RoundFact, roundFlow, roundOf } from '#core/supervision/round.ts'
import { type Support, type SupportFact, supportFlow, supportOf } from '#core/supervision/support.ts'
import type { Tx } from '../db/connect.ts'
import { newId } from '../identity/secrets.ts'
import type { Write } from '../log/append.ts'
import { readStream, readStreams } from '../log/read.ts'
import { record } from '../record.ts'

export type Cases = { round: Round; rectification: Rectification; misuse: Misuse; report: Report; appeal: Appeal; support: Support; correction: Correction; letter: Letter }
export type Facts = { round: RoundFact; rectification: RectificationFact; misuse: MisuseFact; report: ReportFact; appeal: AppealFact; support: SupportFact; correction: CorrectionFact; letter: LetterFact }
export type Noun = keyof Cases
/** Those that are supervision's own. */
export type SupervisionNoun = Exclude<Noun, 'correction' | 'letter'>

const nouns: { [N in Noun]: { flow: Flow; of: (id: string, events: readonly Recorded<Facts[N]>[]) => Cases[N] | null } } = {
  round: { flow: roundFlow, of: roundOf }, rectification: { flow: rectificationFlow, of: rectificationOf }, misuse: { flow: misuseFlow, of: misuseOf },
  report: { flow: reportFlow, of: reportOf }, appeal: { flow: appealFlow, of: appealOf }, support: { flow: supportFlow, of: supportOf },
  correction: { flow: correctionFlow, of: correctionOf }, letter: { flow: letterFlow, of: letterOf },
}

/** Who acts. `person` null: somebody from the public. */
export type Who = { actor: string; person: string | null; behalf: string | null; today: PlainDate; now: string; demo: boolean }

export function streamOf(noun: Noun, id: string): string {
  return `${noun}/${id}`
}

/** Null where there is none. */
export async function findCase<N extends Noun>(tx: Tx, noun: N, id: string): Promise<Cases[N] | null> {
  return nouns[noun].of(id, await readStream<Facts[N]>(tx, streamOf(noun, id)))
}

/** @throws Refusal `supervision.unknown` */
export async function loadCase<N extends Noun>(tx: Tx, noun: N, id: string): Promise<Cases[N]> {
  const found = await findCase(tx, noun, id)
  if (!found) throw new Refusal(problem('supervision.unknown', { noun: nouns[noun].flow.noun, id: id.slice(0, 60) }))
  return found
}

/** All of a noun, newest first. */
export async function listCases<N extends Noun>(tx: Tx, noun: N): Promise<Cases[N][]> {
  const { flow, of } = nouns[noun]
  const rows = await tx.selectFrom('event').select('stream').where('type', '=', flow.opening.fact).orderBy('position', 'desc').execute()
  const streams = await readStreams<Facts[N]>(tx, rows.map(row => row.stream))
  return [...streams].flatMap(([stream, events]) => of(stream.slice(noun.length + 1), events) ?? [])
}

type DataOf<N extends Noun, T extends Facts[N]['type']> = Omit<Extract<Facts[N], { type: T }>['data'], 'person' | 'behalf'>

/** Opens a case. @returns its id */
export async function openCase<N extends Noun, T extends Facts[N]['type']>(tx: Tx, noun: N, who: Who, type: T, data: DataOf<N, T> & { programme: string }, { id = newId(), more = [] }: { id?: string; more?: readonly Write[] } = {}): Promise<string> {
  await put(tx, noun, { id, version: 0, programme: data.programme }, who, type, data, more)
  return id
}

/** Writes one step. @param more facts of other streams that belong to it */
export async function write<N extends Noun, T extends Facts[N]['type']>(tx: Tx, noun: N, state: Cases[N], who: Who, type: T, data: DataOf<N, T>, more: readonly Write[] = []): Promise<void> {
  await put(tx, noun, state, who, type, data, more)
}

/** The write that opens a case, to be recorded together with others. */
export function openingOf<N extends Noun, T extends Facts[N]['type']>(noun: N, id: string, who: Who, type: T, data: DataOf<N, T> & { programme: string }): Write {
  return writeOf(noun, { id, version: 0, programme: data.programme }, who, type, data)
}

/** The write of a step that is recorded together with others. */
export function stepOf<N extends Noun, T extends Facts[N]['type']>(noun: N, at: At, who: Who, type: T, data: DataOf<N, T>): Write {
  return writeOf(noun, at, who, type, data)
}

type At = { id: string; version: number; programme: string }

async function put(tx: Tx, noun: Noun, at: At, who: Who, type: string, data: object, more: readonly Write[]): Promise<void> {
  await record(tx, { actor: who.actor, now: who.now, writes: [writeOf(noun, at, who, type, data), ...more] })
}

function writeOf(noun: Noun, { id, version, programme }: At, who: Who, type: string, data: object): Write {
  const fact: Fact = { type, effective: who.today, basis: { document: programme }, data: { ...data, person: who.person, behalf: who.behalf } }
  return { stream: streamOf(noun, id), expected: version, facts: [fact] }
}

/** @throws Refusal where there is something against it */
export function allowed(against: Problem | null): void {
  if (against) throw new Refusal(against)
}
