// Steps about a misused name.
import { sql } from 'kysely'
import type { Attachment } from '#core/attachment/attachment.ts'
import { addDays, type PlainDate } from '#core/base/plain-date.ts'
import { problem, Refusal } from '#core/base/problem.ts'
import { inForce } from '#core/register/town.ts'
import { stageRefusal } from '#core/supervision/flow.ts'
import { dispositionFault, type MisuseAction, misuseFlow } from '#core/supervision/misuse.ts'
import { checkDue, lineOf } from '#core/supervision/policy.ts'
import { useFiles } from '../attachment/use.ts'
import type { Tx } from '../db/connect.ts'
import { newId } from '../identity/secrets.ts'
import type { Write } from '../log/append.ts'
import { allowed, type Cases, loadCase, openCase, streamOf, type Who, write } from './cases.ts'
import { supervisionOf } from './policies.ts'

export type MisuseInput = { programme: string; name: string; division: string; kind: string; text: string }

/** @param from `about` and further facts where it comes from a report @throws Refusal `supervision.word`, `misuse.listed` */
export async function openMisuse(tx: Tx, { files, ...input }: MisuseInput & { files: Attachment[] }, who: Who, { id = newId(), about = [], source = 'found', more = [] }: { id?: string; about?: string[]; source?: 'report' | 'found'; more?: Write[] } = {}): Promise<string> {
  const { misuse } = supervisionOf(input.programme)
  const kind = lineOf(misuse.kinds, input.kind, '情形')
  if (!kind.ok) throw new Refusal(kind.problem)
  if (!kind.value.listed && await isListed(tx, input, who.today)) throw new Refusal(problem('misuse.listed', { name: input.name, programme: input.programme, kind: kind.value.label }))
  await useFiles(tx, streamOf('misuse', id), files, { person: who.person ?? '', now: who.now })
  return openCase(tx, 'misuse', who, 'misuse.opened', { ...input, source, files, about, demo: who.demo }, { id, more })
}

export async function verifyMisuse(tx: Tx, id: string, { text, files }: { text: string; files: Attachment[] }, who: Who): Promise<void> {
  const state = await ready(tx, id, 'verify')
  await useFiles(tx, streamOf('misuse', id), files, { person: who.person ?? '', now: who.now })
  await write(tx, 'misuse', state, who, 'misuse.verified', { text, files })
}

/** @throws Refusal `misuse.disposition`, `supervision.due` */
export async function proposeDisposition(tx: Tx, id: string, { disposition, text, due }: { disposition: string; text: string; due: PlainDate }, who: Who): Promise<void> {
  const state = await ready(tx, id, 'propose')
  const policy = supervisionOf(state.programme)
  allowed(dispositionFault(state, disposition, policy) ?? checkDue(due, who.today, addDays(who.today, policy.misuse.days)))
  await write(tx, 'misuse', state, who, 'misuse.proposed', { disposition, text, due })
}

export async function orderDisposition(tx: Tx, id: string, who: Who): Promise<void> {
  await write(tx, 'misuse', await ready(tx, id, 'order'), who, 'misuse.ordered', {})
}

export async function executeDisposition(tx: Tx, id: string, { text, newName, files }: { text: string; newName: string | null; files: Attachment[] }, who: Who): Promise<void> {
  const state = await ready(tx, id, 'execute')
  await useFiles(tx, streamOf('misuse', id), files, { person: who.person ?? '', now: who.now })
  await write(tx, 'misuse', state, who, 'misuse.executed', { text, newName, files })
}

const saying = { dismiss: 'misuse.dismissed', decline: 'misuse.declined', reject: 'misuse.rejected', close: 'misuse.closed' } as const

/** Steps that say a reason and nothing else. */
export async function sayOfMisuse(tx: Tx, id: string, action: keyof typeof saying, reason: string, who: Who): Promise<void> {
  await write(tx, 'misuse', await ready(tx, id, action), who, saying[action], { reason })
}

async function ready(tx: Tx, id: string, action: MisuseAction): Promise<Cases['misuse']> {
  const state = await loadCase(tx, 'misuse', id)
  allowed(stageRefusal(misuseFlow, state, action))
  return state
}

async function isListed(tx: Tx, { programme, name }: { programme: string; name: string }, today: PlainDate): Promise<boolean> {
  const { rows } = await sql`select 1 from view.town_segment where programme = ${programme} and name = ${name} and known_to = 'infinity' and valid @> ${today}::date and status = any(${[...inForce]}) limit 1`.execute(tx)
  return rows.length > 0
}
