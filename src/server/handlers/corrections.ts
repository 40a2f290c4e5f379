// 更正. Permissions, duties and confirmation have been seen to before these run.
import type { correctionEndpoints } from '#contract/corrections.ts'
import type { Handlers } from '../http/handlers.ts'
import type { Context } from '../http/context.ts'
import type { Programme } from '#core/policy/programme.ts'
import { listLabel } from '#core/notice/amend.ts'
import type { Caller } from '../identity/caller.ts'
import type { Tx } from '../db/connect.ts'
import { noticeFile } from '../season/notice-file.ts'
import { loadSeason, seasonIds } from '../season/load.ts'
import { getProgramme } from '../policies.ts'
import { type Cases, listCases, loadCase, type Who } from '../supervision/cases.ts'
import { namesOf } from '../supervision/towns.ts'
import { findDocument, listDocuments } from '../views/documents.ts'
import { registeredNames } from '../views/towns.ts'
import { makeAmendment } from '../notice/amendment.ts'
import { chainOf, idsOf, standing } from '../notice/chain.ts'
import { amendmentOf, approveCorrection, issueCorrection, proposeCorrection, reviewCorrection, reviseCorrection, sayOfCorrection } from '../notice/correction-act.ts'
import { citedOf, presentAmendment, presentCorrection, presentCorrectionRow } from '../notice/present-correction.ts'

export const correctionHandlers: Pick<Handlers, keyof typeof correctionEndpoints> = {
  async correctionList(tx, { of }) {
    const ids = of === undefined ? null : idsOf(await chainOf(tx, of))
    return { corrections: await rows(tx, (await listCases(tx, 'correction')).filter(state => ids === null || ids.has(state.of))) }
  },

  async correctionBasis(tx, { document }, context, caller) {
    const chain = await chainOf(tx, document)
    const programme = getProgramme(context.programmes, chain.root.data.programme)
    const ids = idsOf(chain)
    const all = (await listCases(tx, 'correction')).filter(state => ids.has(state.of))
    return {
      of: citedOf(chain.cited.id, chain.cited.data), root: citedOf(chain.root.id, chain.root.data), programme: programme.id, categories: programme.categories, townTypes: programme.townTypes, today: caller.day,
      kinds: programme.lists.map(({ kind }) => ({ kind, label: listLabel(kind, programme) })),
      towns: (await registeredNames(tx, null, programme.id)).flatMap(({ names }) => names.slice(0, 1)).toSorted(),
      lists: standing(chain, programme).lists.map(({ kind, towns }) => ({ kind, label: listLabel(kind, programme), towns: towns.map(({ name, category, townType }) => ({ name, category: category ?? null, townType: townType ?? null })) })),
      corrections: await rows(tx, all), appeals: await upheld(tx, chain.root.id, all, caller.day),
    }
  },

  async correctionTry(tx, { of, ...input }, context, caller) {
    const programme = await programmeOf(tx, of, context)
    return presentAmendment(await makeAmendment(tx, { of, ...input, demo: context.demo ?? false }, programme), programme, caller.day)
  },
  async correctionPropose(tx, { of, ...input }, context, caller) {
    return { id: await proposeCorrection(tx, { of, ...input }, await programmeOf(tx, of, context), whoOf(caller, context)) }
  },
  async correctionDetail(tx, { id }, context, caller) {
    const state = await loadCase(tx, 'correction', id)
    const programme = getProgramme(context.programmes, state.programme)
    return presentCorrection(tx, state, await amendmentOf(tx, state, programme), programme, context, caller)
  },
  async correctionFile(tx, { id, format }, context) {
    const state = await loadCase(tx, 'correction', id)
    const { content: { document } } = await amendmentOf(tx, state, getProgramme(context.programmes, state.programme))
    return noticeFile(document, format, { draft: !state.issued, fonts: context.fonts ?? null })
  },
  async correctionRevise(tx, { id, ...input }, context, caller) { return after(tx, id, reviseCorrection(tx, id, input, await ownProgramme(tx, id, context), whoOf(caller, context))) },
  async correctionReview(tx, { id, opinion }, context, caller) { return after(tx, id, reviewCorrection(tx, id, opinion, await ownProgramme(tx, id, context), whoOf(caller, context))) },
  async correctionReturn(tx, { id, reason }, context, caller) { return after(tx, id, sayOfCorrection(tx, id, 'return', reason, whoOf(caller, context))) },
  async correctionApprove(tx, { id }, context, caller) { return after(tx, id, approveCorrection(tx, id, await ownProgramme(tx, id, context), whoOf(caller, context))) },
  async correctionIssue(tx, { id }, context, caller) {
    const { document } = await issueCorrection(tx, id, await ownProgramme(tx, id, context), whoOf(caller, context))
    return { stage: (await loadCase(tx, 'correction', id)).stage, document }
  },
  async correctionDrop(tx, { id, reason }, context, caller) { return after(tx, id, sayOfCorrection(tx, id, 'drop', reason, whoOf(caller, context))) },
}

async function rows(tx: Tx, states: readonly Cases['correction'][]): Promise<ReturnType<typeof presentCorrectionRow>[]> {
  const documents = new Map((await listDocuments(tx)).map(row => [row.id, row.data]))
  return states.map(state => presentCorrectionRow(state, citedOf(state.of, documents.get(state.of))))
}

/** Appeals that were upheld against the season that this document published, and that no correction has taken up. */
async function upheld(tx: Tx, root: string, corrections: readonly Cases['correction'][], today: string): Promise<{ id: string; town: string; name: string; label: string; reason: string }[]> {
  const taken = new Set(corrections.filter(state => state.stage !== 'dropped').flatMap(({ cause }) => (cause.kind === 'appeal' ? [cause.appeal] : [])))
  const seasons = new Set<string>()
  for (const id of await seasonIds(tx)) if ((await loadSeason(tx, id)).issued?.document === root) seasons.add(id)
  const waiting = (await listCases(tx, 'appeal')).filter(appeal => appeal.end?.upheld === true && seasons.has(appeal.season) && !taken.has(appeal.id))
  const nameOf = await namesOf(tx, waiting.map(appeal => appeal.town), today)
  return waiting.map(({ id, town, label, end }) => ({ id, town, name: nameOf(town), label, reason: end?.reason ?? '' }))
}

async function programmeOf(tx: Tx, document: string, { programmes }: Context): Promise<Programme> {
  return getProgramme(programmes, (await findDocument(tx, document))?.data.programme ?? (await chainOf(tx, document)).root.data.programme)
}

async function ownProgramme(tx: Tx, id: string, { programmes }: Context): Promise<Programme> {
  return getProgramme(programmes, (await loadCase(tx, 'correction', id)).programme)
}

function whoOf({ actor, person, day, behalf }: Caller, { now, demo = false }: Context): Who {
  return { actor, person: person.id, behalf, today: day, now: now(), demo }
}

async function after(tx: Tx, id: string, step: Promise<void>): Promise<{ stage: string }> {
  await step
  return { stage: (await loadCase(tx, 'correction', id)).stage }
}
