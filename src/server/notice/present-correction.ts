// A correction as the pages show it: words beside words, findings before and after, and each town before and after.
import type { z } from 'zod'
import type { correctionEndpoints, CorrectionRow } from '#contract/corrections.ts'
import { withFacts } from '#core/notice/amend.ts'
import { causeLabels, correctionFlow } from '#core/notice/correction.ts'
import type { Programme } from '#core/policy/programme.ts'
import type { DocumentData } from '#core/register/document.ts'
import { titleOf } from '#core/register/title.ts'
import { type Town, townAsOf } from '#core/register/town.ts'
import type { Context } from '../http/context.ts'
import type { Caller } from '../identity/caller.ts'
import { statusLabels, vocabularyOf } from '../handlers/present.ts'
import type { Cases } from '../supervision/cases.ts'
import { actionsOf, rowOf } from '../supervision/present.ts'
import { correctionTarget } from '../supervision/targets.ts'
import type { Tx } from '../db/connect.ts'
import type { Amendment } from './amendment.ts'

type Preview = z.input<typeof correctionEndpoints.correctionTry.output>
type View = z.input<typeof correctionEndpoints.correctionDetail.output>
type Cited = { document: string; number: string | null; title: string | null }

export function citedOf(document: string, data: DocumentData | undefined): Cited {
  return { document, number: data?.number ?? null, title: data?.title ?? null }
}

export function presentCorrectionRow(state: Cases['correction'], of: Cited): z.input<typeof CorrectionRow> {
  const { cause, number, reason, issued, demo } = state
  return { ...rowOf(correctionFlow, state), of, cause, causeLabel: causeLabels[cause.kind], number, reason, issued, demo }
}

export function presentAmendment({ content: { document, text, effects }, words, histories, findings, mended, differences, chain }: Amendment, programme: Programme, today: string): Preview {
  const vocabulary = vocabularyOf(programme)
  return {
    title: document.title, addressees: document.addressees, body: document.body.flatMap(block => (block.kind === 'paragraph' ? [block.text] : [])), text, verification: document.verification,
    words: words.map(({ count = false, ...word }) => ({ ...word, count })),
    findings, mended, differences,
    effects: effects.map(({ town, facts }) => {
      const events = histories.find(other => other.id === town)?.events ?? []
      const [before, after] = [townAsOf(town, events, { valid: today, known: null }), townAsOf(town, withFacts(town, events, facts), { valid: today, known: null })]
      const year = chain.root.data.evaluation?.year ?? null
      return {
        town, name: before?.name ?? town, before: standingWords(before, programme, year), after: standingWords(after, programme, year),
        facts: facts.map(fact => {
          const old = fact.corrects === undefined ? undefined : events.find(event => event.position === fact.corrects)
          return { title: fact.type === 'town.annulled' ? null : titleOf(fact, vocabulary), replaces: old ? titleOf(old, vocabulary) : null }
        }),
      }
    }),
  }
}

export async function presentCorrection(tx: Tx, state: Cases['correction'], made: Amendment, programme: Programme, context: Context, caller: Caller): Promise<View> {
  const { items, signedOn, remark } = state
  return {
    ...presentAmendment(made, programme, caller.day), actions: actionsOf(correctionFlow, state, await correctionTarget(tx, state), context, caller), steps: state.steps,
    ...presentCorrectionRow(state, citedOf(state.of, made.chain.cited.data)), items, signedOn, remark,
  }
}

/** 在册 · 培育类 · 2025年度合格 · 警告 */
function standingWords(town: Town | null, programme: Programme, year: number | null): string[] {
  const standing = town?.standings.find(other => other.programme === programme.id)
  if (!town || !standing) return ['没有登记']
  const grade = standing.grades.find(other => other.year === year && !other.negated)
  return [
    town.name, statusLabels[standing.status] ?? standing.status, ...(standing.category ? [standing.category] : []),
    ...(year === null ? [] : [`${year}年度${grade ? programme.grades.find(other => other.id === grade.grade)?.label ?? grade.grade : '没有等级'}`]),
    ...(standing.warning ? [`${standing.warning.year}年度警告`] : []), ...(standing.reapplyFrom ? [`${standing.reapplyFrom.slice(0, 4)}年${Number(standing.reapplyFrom.slice(5, 7))}月${Number(standing.reapplyFrom.slice(8))}日起可再申报`] : []),
  ]
}
