// 年度, step by step. Permissions, reach, duties and confirmation have been seen to before these run.
import type { seasonEndpoints } from '#contract/seasons.ts'
import { problem, Refusal } from '#core/base/problem.ts'
import { printCite } from '#core/decision/explain.ts'
import { bundleText } from '#core/proof/bundle-of.ts'
import { embedBundle } from '#core/proof/embed.ts'
import { printExplanation } from '#core/decision/explanation.ts'
import { replay } from '#core/decision/replay.ts'
import { readTable } from '#core/evaluation/table.ts'
import { gridsOf } from '#core/evaluation/workbook.ts'
import { settingsWith } from '#core/policy/setting.ts'
import type { DecisionsContent } from '#core/season/content.ts'
import { cutChoices } from '#core/season/cuts.ts'
import { seasonStream } from '#core/season/events.ts'
import type { SeasonState } from '#core/season/season.ts'
import type { Tx } from '../db/connect.ts'
import type { Context } from '../http/context.ts'
import type { Handlers } from '../http/handlers.ts'
import type { Caller } from '../identity/caller.ts'
import { proofPage } from '../http/proof.ts'
import { fileOf } from '../attachment/use.ts'
import * as act from '../season/act.ts'
import { assignEvaluator, evaluatorsFor } from '../season/assign.ts'
import { bundleSeason } from '../season/bundle.ts'
import { contentOf, loadSeason, seasonIds } from '../season/load.ts'
import { approveNotice, type Checked, draftedNotice, draftNotice, issueNotice, makeNotice } from '../season/notice.ts'
import { noticeFile } from '../season/notice-file.ts'
import { rulesById, schemeById } from '../season/policies.ts'
import { presentNotice } from '../season/present-notice.ts'
import { presentProgrammes, presentProposals, presentRow, presentSeason } from '../season/present.ts'
import { workOut } from '../season/propose.ts'
import { findRobustness, robustnessHere, robustnessKey } from '../tasks/robustness.ts'

export const seasonHandlers: Pick<Handlers, keyof typeof seasonEndpoints> = {
  async seasonList(tx, _, __, caller) {
    const states = await Promise.all((await seasonIds(tx)).map(id => loadSeason(tx, id)))
    return { seasons: states.map(presentRow).toSorted((a, b) => b.year - a.year), programmes: presentProgrammes(states, Number(caller.day.slice(0, 4))) }
  },

  async seasonDetail(tx, { season }, context, caller) {
    const worked = await workOut(tx, await loadSeason(tx, season), caller.day)
    return presentSeason(worked, context, caller, context.identity.access.may(caller.person, 'decision.read', {}, caller.day).allowed, await act.namingOf(tx, worked.state))
  },

  async seasonProposals(tx, { season }, { places, jobs }, caller) {
    const worked = await workOut(tx, await loadSeason(tx, season), caller.day)
    const key = robustnessKey(worked)
    // Where no queue runs – a test, a small installation of one process – it is worked out here and now.
    const robust = key === null ? null : await findRobustness(tx, key) ?? (jobs ? null : robustnessHere(worked))
    return { robustness: key === null ? 'none' as const : robust ? 'there' as const : 'wanted' as const, rows: presentProposals(worked, robust, places), outcomes: worked.rules.file.outcomes.map(({ id, label }) => ({ id, label })), stage: worked.state.stage, demo: worked.state.demo }
  },

  async seasonExplanation(tx, { season, town }, _, caller) {
    const { proposals } = await workOut(tx, await loadSeason(tx, season), caller.day)
    const proposal = proposals.find(other => other.town.id === town)
    if (!proposal) throw new Refusal(problem('season.town', { town }))
    return { town, name: proposal.town.name, label: proposal.label, because: proposal.because as never }
  },

  async seasonCuts(tx, { season }, _, caller) {
    const { rules, state, snapshot } = await workOut(tx, await loadSeason(tx, season), caller.day)
    return { cuts: cutChoices(rules, state.settings, snapshot.towns).map(choice => ({ ...choice, cite: printCite(rules, choice.article), confirmed: state.cuts.find(cut => cut.group === choice.group && cut.value === choice.value)?.count ?? null })) }
  },

  async seasonNotice(tx, { season }, _, caller) {
    const state = await loadSeason(tx, season)
    const drafted = await draftedNotice(tx, state, { today: caller.day })
    return { notice: drafted && await viewOf(tx, state, drafted, caller) }
  },

  async seasonNoticeFile(tx, { season, format }, context, caller) {
    const state = await loadSeason(tx, season)
    const drafted = await draftedNotice(tx, state, { today: caller.day })
    if (!drafted) throw new Refusal(problem('season.content', {}))
    return noticeFile(drafted.content.document, format, { draft: !state.issued, fonts: context.fonts ?? null })
  },

  async seasonBundle(tx, { season, format }, { logKey, version, now }) {
    const text = bundleText(await bundleSeason(tx, season, { publicKey: logKey ?? '', version, now: now() }))
    const page = format === 'html' ? proofPage() : null
    const name = `${season.replace('/', '-')}年度材料包.${page === null ? 'json' : 'html'}`
    return { name, type: page === null ? 'application/json' : 'text/html', base64: Buffer.from(page === null ? text : embedBundle(page, text)).toString('base64') }
  },

  async seasonReplay(tx, { season, rules: version, settings }, _, caller) {
    const { rules, state, snapshot } = await workOut(tx, await loadSeason(tx, season), caller.day)
    const other = version ? rulesById(state.programme, version, state.year) : rules
    const chosen = settingsWith(other.file.settings, version ? settings : { ...state.settings, ...settings })
    if (!chosen.ok) throw new Refusal(chosen.problem)
    const changes = replay({ rules, settings: state.settings }, { rules: other, settings: chosen.value }, snapshot.towns)
    return { rules: other.title, changes: changes.map(({ town, before, after }) => ({ town: town.id, name: town.name, before: before.label, after: after.label, why: printExplanation(after.because) })) }
  },

  async seasonOpen(tx, { programme, year, scheme, collectUntil }, context, caller) {
    return { id: await act.openSeason(tx, { programme, year, scheme, document: null, collectUntil, demo: context.demo ?? false }, whoOf(caller, context)) }
  },
  seasonEvaluators: async (tx, { season }, _, caller) => evaluatorsFor(tx, season, caller.day),
  async seasonAssign(tx, { season, ...assignment }, context, caller) {
    await assignEvaluator(tx, season, assignment, whoOf(caller, context))
    return stageOf(tx, season)
  },
  async seasonLock(tx, { season, settings }, context, caller) {
    await act.lockSeason(tx, season, settings, whoOf(caller, context))
    return stageOf(tx, season)
  },
  async seasonScore(tx, { season, name, base64 }, context, caller) {
    const state = await loadSeason(tx, season)
    const { units, issues } = readTable(await gridsOf(new Uint8Array(Buffer.from(base64, 'base64')), name), schemeById(state.programme, state.scheme ?? ''))
    await act.scoreSeason(tx, season, { units, issues, source: name }, whoOf(caller, context))
    return { ...(await stageOf(tx, season)), towns: units.length }
  },
  async seasonNote(tx, { season, file, ...note }, context, caller) {
    await act.noteSeason(tx, season, [{ ...note, ...(file ? { file } : {}) }], whoOf(caller, context))
    return stageOf(tx, season)
  },
  async seasonFreeze(tx, { season }, context, caller) {
    await act.freezeSeason(tx, season, whoOf(caller, context))
    return stageOf(tx, season)
  },
  async seasonCut(tx, { season, cuts, reason }, context, caller) {
    await act.cutSeason(tx, season, cuts, reason, whoOf(caller, context))
    return stageOf(tx, season)
  },
  async seasonPropose(tx, { season }, context, caller) {
    await act.proposeDecisions(tx, season, whoOf(caller, context))
    return stageOf(tx, season)
  },
  async seasonDepart(tx, { season, ...departure }, context, caller) {
    await act.departFromProposal(tx, season, departure, whoOf(caller, context))
    return stageOf(tx, season)
  },
  async seasonPublicise(tx, { season, from, until }, context, caller) {
    await act.publiciseSeason(tx, season, { from, until }, whoOf(caller, context))
    return stageOf(tx, season)
  },
  async seasonObject(tx, { season, town, text }, context, caller) {
    return { id: await act.objectTo(tx, season, { town, text }, whoOf(caller, context)) }
  },
  async seasonSettle(tx, { season, objection, upheld, reason }, context, caller) {
    await act.settleObjection(tx, season, { objection, upheld, reason }, whoOf(caller, context))
    return stageOf(tx, season)
  },
  async seasonReturn(tx, { season, reason }, context, caller) {
    await act.returnSeason(tx, season, reason, whoOf(caller, context))
    return stageOf(tx, season)
  },
  async seasonConfirm(tx, { season }, context, caller) {
    await act.confirmDecisions(tx, season, whoOf(caller, context))
    return stageOf(tx, season)
  },
  async seasonDecide(tx, { season }, context, caller) {
    await act.decideSeason(tx, season, whoOf(caller, context))
    return stageOf(tx, season)
  },

  async seasonEndorse(tx, { season, approval }, context, caller) {
    await act.endorseNaming(tx, season, approval, whoOf(caller, context))
    return stageOf(tx, season)
  },
  async seasonFile(tx, { season, hash }) { return fileOf(tx, seasonStream(season), hash) },

  async seasonTryNotice(tx, { season, ...draft }, _, caller) {
    const state = await loadSeason(tx, season)
    return { notice: await viewOf(tx, state, await makeNotice(tx, state, draft, { today: caller.day }), caller) }
  },
  async seasonDraft(tx, { season, ...draft }, context, caller) {
    const made = await draftNotice(tx, season, draft, whoOf(caller, context))
    return { notice: await viewOf(tx, await loadSeason(tx, season), made, caller) }
  },
  async seasonApprove(tx, { season }, context, caller) {
    await approveNotice(tx, season, whoOf(caller, context))
    return stageOf(tx, season)
  },
  async seasonIssue(tx, { season }, context, caller) {
    const { document } = await issueNotice(tx, season, whoOf(caller, context))
    return { ...(await stageOf(tx, season)), document }
  },
  async seasonClose(tx, { season }, context, caller) {
    await act.closeSeason(tx, season, whoOf(caller, context))
    return stageOf(tx, season)
  },
}

function whoOf({ actor, person, day }: Caller, { now }: Context): act.Who {
  return { actor, person: person.id, today: day, now: now() }
}

async function stageOf(tx: Tx, id: string): Promise<Pick<SeasonState, 'stage'>> {
  return { stage: (await loadSeason(tx, id)).stage }
}

async function viewOf(tx: Tx, state: SeasonState, checked: Checked, caller: Caller): Promise<ReturnType<typeof presentNotice>> {
  return presentNotice(checked, await workOut(tx, state, caller.day), await contentOf<DecisionsContent>(tx, state, 'decisions') ?? [])
}
