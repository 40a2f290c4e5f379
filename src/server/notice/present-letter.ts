// A letter as the pages show it.
import type { z } from 'zod'
import type { LetterRow, letterEndpoints } from '#contract/letters.ts'
import { letterFlow, type Letter, letterLabels, letterRefusal, numbered } from '#core/notice/letter.ts'
import type { Tx } from '../db/connect.ts'
import type { Context } from '../http/context.ts'
import type { Caller } from '../identity/caller.ts'
import { actionsOf } from '../supervision/present.ts'
import { letterTarget } from '../supervision/targets.ts'
import type { CheckedLetter } from './letter-act.ts'

type Checked = z.input<typeof letterEndpoints.letterTry.output>

export async function presentLetterRow(tx: Tx, letter: Letter, nameOf: (town: string) => string, { identity: { access } }: Context, { person, day }: Caller): Promise<z.input<typeof LetterRow>> {
  const { id, season, stage, kind, town, number, signedOn, until, sent, answers, demo } = letter
  const mayAnswer = letterRefusal(letter, 'answer', day) === null && access.may(person, 'evaluation.comment', await letterTarget(tx, letter, day), day).allowed
  return { id, season, stage, stageLabel: letterFlow.stages[stage], kind, kindLabel: letterLabels[kind], town, name: town && nameOf(town), number, numbered: numbered.includes(kind), signedOn, until, sent, answers: answers.length, mayAnswer, demo }
}

export function presentChecked({ content: { document, text }, findings, differences }: CheckedLetter): Checked {
  return {
    title: document.title, addressees: document.addressees, text, differences,
    body: document.body.flatMap((block): Checked['body'] => (block.kind === 'table' ? [{ kind: 'table' }] : block.kind === 'numbered' ? [] : [block])),
    tables: document.body.flatMap(block => (block.kind === 'table' ? [{ columns: block.columns.map(column => column.title), rows: block.rows }] : [])),
    findings: findings.map(({ code, severity, message, towns }) => ({ code, severity, message, towns: [...towns] })),
  }
}

export async function presentLetter(tx: Tx, letter: Letter, checked: CheckedLetter, nameOf: (town: string) => string, context: Context, caller: Caller): Promise<z.input<typeof letterEndpoints.letterDetail.output>> {
  return { ...presentChecked(checked), actions: actionsOf(letterFlow, letter, await letterTarget(tx, letter, caller.day), context, caller, id => letterRefusal(letter, id, caller.day)), steps: letter.steps, ...await presentLetterRow(tx, letter, nameOf, context, caller), answered: letter.answers }
}
