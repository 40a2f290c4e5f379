// 专家评审. Permissions, reach and recusal have been seen to before these run.
import type { reviewEndpoints } from '#contract/reviews.ts'
import type { ReviewState } from '#core/application/review.ts'
import { concludeRefusal, sitting } from '#core/application/review.ts'
import { leanings } from '#core/application/outlier.ts'
import type { ReviewContent, SignedSheet } from '#core/application/sheet.ts'
import { problem, Refusal } from '#core/base/problem.ts'
import { applicationsIn, loadCall, loadCase, policyOf, reviewsOf } from '../application/load.ts'
import { draw, fixPool, readSheet, recuse, saveSheet, signSheet } from '../application/review-act.ts'
import { getContent } from '../content.ts'
import type { Tx } from '../db/connect.ts'
import type { Context } from '../http/context.ts'
import type { Handlers } from '../http/handlers.ts'
import { whoOf } from './applications.ts'

export const reviewHandlers: Pick<Handlers, keyof typeof reviewEndpoints> = {
  async panelState(tx, { id }) {
    const { review: { round, pool, drawn, seats } } = await loadCase(tx, id)
    const signed = seats.filter(seat => seat.signed).length
    return { round, eligible: pool?.eligible.length ?? null, excluded: pool?.excluded.length ?? null, drawn: drawn && { number: drawn.number, source: drawn.source }, seats: seats.filter(seat => seat.recused === null).length, signed, recused: seats.filter(seat => seat.recused !== null).length }
  },
  async panelPool(tx, { id }, context, caller) {
    return fixPool(tx, id, settingOf(context), whoOf(caller, context))
  },
  async panelDraw(tx, { id, number, source }, context, caller) {
    return { seats: await draw(tx, id, { number, source }, settingOf(context), whoOf(caller, context)) }
  },
  /** Sealed while the review goes on: whoever sits finds the case among their own, and nobody else needs to know. */
  async panelIdentities(tx, { id }) {
    const { review, application } = await loadCase(tx, id)
    if (application.stage === 'checked') throw new Refusal(problem('panel.sealed'))
    const names = await namesOf(tx, [...review.seats.map(seat => seat.person), ...(review.pool?.excluded ?? []).map(({ person }) => person)])
    return {
      seats: review.seats.map(({ pseudonym, person, recused, signed }) => ({ pseudonym, person, name: names.get(person) ?? '', recused, signed: signed !== null })),
      excluded: (review.pool?.excluded ?? []).map(({ person, reason }) => ({ person, reason, name: names.get(person) ?? '' })),
    }
  },
  async panelRecuse(tx, { id, reason }, context, caller) {
    await recuse(tx, id, reason, settingOf(context), whoOf(caller, context))
    return {}
  },
  async sheetRead(tx, { id }, _, caller) {
    const { version, sheet, signed, rules } = await readSheet(tx, id, caller.person.id)
    return { version, signed, criteria: rules.criteria, ...sheet }
  },
  async sheetSave(tx, { id, version, scores, opinion }, context, caller) {
    return { version: await saveSheet(tx, id, version, { scores, opinion }, whoOf(caller, context)) }
  },
  async sheetSign(tx, { id, version }, context, caller) {
    await signSheet(tx, id, version, whoOf(caller, context))
    return {}
  },

  /** An expert who has signed sees who else has; offices wait until everybody has. */
  async reviewScores(tx, { id }, _, caller) {
    const { review, application, call } = await loadCase(tx, id)
    const rules = (await policyOf(tx, call)).applications.review
    const seated = review.seats.some(seat => seat.person === caller.person.id)
    const open = seated ? null : concludeRefusal(review, rules.panel)
    if (open) throw new Refusal(open)
    const result = application.review && application.stage !== 'checked' ? await getContent<ReviewContent>(tx, application.review) : null
    return { criteria: rules.criteria, sheets: (await signedSheets(tx, review)).map(({ sheet }) => sheet), result: result && !seated ? result : null }
  },

  async assessorReport(tx, { call: id }) {
    const { review: { outlier } } = (await policyOf(tx, await loadCall(tx, id))).applications
    const concluded = (await applicationsIn(tx, id)).filter(application => application.review !== null && application.stage !== 'checked')
    const reviews = await reviewsOf(tx, concluded)
    const panels = await Promise.all(concluded.map(async ({ id: application }) => Object.fromEntries((await signedSheets(tx, reviews.get(application) as ReviewState)).map(({ person, sheet }) => [person, sheet.total]))))
    const rows = leanings(panels.filter(panel => Object.keys(panel).length > 0), outlier.limit)
    const names = await namesOf(tx, rows.map(row => row.person))
    return { assessors: rows.map(row => ({ ...row, name: names.get(row.person) ?? '' })) }
  },
}

function settingOf({ identity: { access }, places }: Context): { access: Context['identity']['access']; places: Context['places'] } {
  return { access, places }
}

async function signedSheets(tx: Tx, review: ReviewState): Promise<{ person: string; sheet: SignedSheet }[]> {
  return Promise.all(sitting(review).flatMap(({ person, signed }) => (signed ? [getContent<SignedSheet>(tx, signed.sheet).then(sheet => ({ person, sheet }))] : [])))
}

async function namesOf(tx: Tx, persons: readonly string[]): Promise<Map<string, string>> {
  if (!persons.length) return new Map()
  const rows = await tx.selectFrom('account').select(['person', 'name']).where('person', 'in', [...persons]).execute()
  return new Map(rows.map(row => [row.person, row.name]))
}
