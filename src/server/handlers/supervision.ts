// 监督, step by step. Permissions, reach, duties and confirmation have been seen to before these run.
import type { supervisionEndpoints } from '#contract/supervision.ts'
import { fileOf } from '../attachment/use.ts'
import type { Tx } from '../db/connect.ts'
import { dayInChina } from '../http/as-of.ts'
import type { Context } from '../http/context.ts'
import { type Handlers, RefusedAndKept } from '../http/handlers.ts'
import { problem, Refusal } from '#core/base/problem.ts'
import { logAccess } from '../identity/access-log.ts'
import type { Caller } from '../identity/caller.ts'
import { whoOf as identityOf } from '../identity/sessions.ts'
import * as appeals from '../supervision/appeal-act.ts'
import { listCases, loadCase, type Noun, streamOf, type Who } from '../supervision/cases.ts'
import { appealRow, citedConditions, lineOf, misuseRow, presentAppeal, presentMisuse, presentRectification, presentReport, presentRound, presentSupport, rectificationRow, roundRow, rowOf, supportRow } from '../supervision/present.ts'
import * as misuses from '../supervision/misuse-act.ts'
import { packOf } from '../season/policies.ts'
import { citing, supervisedProgrammes, supervisionOf } from '../supervision/policies.ts'
import * as cure from '../supervision/rectification-act.ts'
import * as reports from '../supervision/report-act.ts'
import { reportFlow } from '#core/supervision/report.ts'
import * as rounds from '../supervision/round-act.ts'
import * as supports from '../supervision/support-act.ts'
import { targetOfCase } from '../supervision/targets.ts'
import { namesOf } from '../supervision/towns.ts'
import { placeOfTown } from '../views/place.ts'
import { waitingFor } from '../supervision/waits.ts'
import { townsToShow, visibleCases, visibleTowns } from '../supervision/visible.ts'

export const supervisionHandlers: Pick<Handlers, keyof typeof supervisionEndpoints> = {
  async supervisionDesk(tx, _, context, caller) {
    return { today: caller.day, programmes: supervisedProgrammes().map(id => ({ id, title: packOf(id).programme.title })), waiting: await waitingFor(tx, context, caller) }
  },
  async supervisionPolicy(_, { programme }) {
    const { articles, checklist, severities, ladder, misuse, support, appeals: { days } } = supervisionOf(programme)
    const cite = citing(programme)
    const line = (of: Parameters<typeof lineOf>[0]): ReturnType<typeof lineOf> => lineOf(of, cite)
    return { articles: Object.fromEntries(Object.entries(articles).map(([article, words]) => [cite(article) ?? article, words])), checklist: checklist.map(item => ({ ...line(item), question: item.question })), severities: severities.map(line), ladder: ladder.map(rung => ({ ...line(rung), days: rung.days, most: rung.most })), kinds: misuse.kinds.map(line), uses: support.uses.map(use => ({ ...line(use), covered: use.covered })), source: support.source, appealDays: days, misuseDays: misuse.days }
  },

  async roundList(tx, { programme, stage }, _, caller) {
    const wanted = (await listCases(tx, 'round')).filter(round => (programme === undefined || round.programme === programme) && (stage === undefined || round.stage === stage))
    const nameOf = await namesOf(tx, wanted.flatMap(round => round.towns), caller.day)
    const rows = []
    for (const round of wanted) {
      const towns = await visibleTowns(tx, round, caller)
      if (towns.length) rows.push(roundRow(round, towns, nameOf, caller.day))
    }
    return { rounds: rows }
  },
  async roundDetail(tx, { id }, context, caller) {
    const round = await loadCase(tx, 'round', id)
    const towns = await townsToShow(tx, round, caller)
    const target = { ...(await targetOfCase(tx, 'round', round, caller.day, context)), ...(await placeOfTown(tx, towns[0] ?? '', caller.day)) }
    return presentRound(round, towns, await namesOf(tx, round.towns, caller.day), target, context, caller)
  },
  async roundFile(tx, { id, hash }, _, caller) {
    const round = await loadCase(tx, 'round', id)
    const towns = await townsToShow(tx, round, caller)
    if (!round.findings.some(finding => towns.includes(finding.town) && finding.files.some(file => file.hash === hash))) throw new Refusal(problem('file.unknown', {}))
    return fileOf(tx, streamOf('round', id), hash)
  },
  async roundPlan(tx, plan, context, caller) { return { id: await rounds.planRound(tx, plan, whoOf(caller, context)) } },
  async roundLaunch(tx, { id }, context, caller) { return after(tx, 'round', id, rounds.launchRound(tx, id, whoOf(caller, context))) },
  async roundCheck(tx, { id, ...visit }, context, caller) { return { findings: await rounds.checkTown(tx, id, visit, whoOf(caller, context)) } },
  async roundFollow(tx, { id, finding }, context, caller) { return { id: await rounds.followFinding(tx, id, finding, whoOf(caller, context)) } },
  async roundClose(tx, { id, summary }, context, caller) { return after(tx, 'round', id, rounds.closeRound(tx, id, summary, whoOf(caller, context))) },
  async roundCancel(tx, { id, reason }, context, caller) { return after(tx, 'round', id, rounds.cancelRound(tx, id, reason, whoOf(caller, context))) },

  async rectificationList(tx, { town, ...filter }, context, caller) {
    const seen = (await visibleCases(tx, 'rectification', 'supervision.read', filter, context, caller)).filter(state => town === undefined || state.town === town)
    const nameOf = await namesOf(tx, seen.map(state => state.town), caller.day)
    return { rectifications: seen.map(state => rectificationRow(state, nameOf, caller.day)) }
  },
  async rectificationDetail(tx, { id }, context, caller) {
    const state = await loadCase(tx, 'rectification', id)
    return presentRectification(state, await namesOf(tx, [state.town], caller.day), await targetOfCase(tx, 'rectification', state, caller.day, context), context, caller)
  },
  async rectificationFile(tx, { id, hash }) { return fileOf(tx, streamOf('rectification', id), hash) },
  async rectificationOpen(tx, input, context, caller) { return { id: await cure.openForWarning(tx, input, whoOf(caller, context)) } },
  async rectificationMeasure(tx, { id, ...measure }, context, caller) { return after(tx, 'rectification', id, cure.measure(tx, id, measure, whoOf(caller, context))) },
  async rectificationOrder(tx, { id }, context, caller) { return after(tx, 'rectification', id, cure.orderMeasure(tx, id, whoOf(caller, context))) },
  async rectificationDecline(tx, { id, reason }, context, caller) { return after(tx, 'rectification', id, cure.say(tx, id, 'decline', reason, whoOf(caller, context))) },
  async rectificationInterview(tx, { id, ...interview }, context, caller) { return after(tx, 'rectification', id, cure.noteInterview(tx, id, interview, whoOf(caller, context))) },
  async rectificationCirculate(tx, { id, ...circular }, context, caller) { return after(tx, 'rectification', id, cure.noteCircular(tx, id, circular, whoOf(caller, context))) },
  async rectificationExtend(tx, { id, ...extension }, context, caller) { return after(tx, 'rectification', id, cure.extend(tx, id, extension, whoOf(caller, context))) },
  async rectificationReport(tx, { id, ...said }, context, caller) { return after(tx, 'rectification', id, cure.reportCure(tx, id, said, whoOf(caller, context))) },
  async rectificationRecheck(tx, { id, ...said }, context, caller) { return after(tx, 'rectification', id, cure.recheck(tx, id, said, whoOf(caller, context))) },
  async rectificationClose(tx, { id, reason }, context, caller) { return after(tx, 'rectification', id, cure.say(tx, id, 'close', reason, whoOf(caller, context))) },
  async rectificationDoubt(tx, { id, reason }, context, caller) { return after(tx, 'rectification', id, cure.say(tx, id, 'doubt', reason, whoOf(caller, context))) },
  async rectificationDrop(tx, { id, reason }, context, caller) { return after(tx, 'rectification', id, cure.say(tx, id, 'drop', reason, whoOf(caller, context))) },
  async warningClearPropose(tx, { id, reason }, context, caller) { return after(tx, 'rectification', id, cure.say(tx, id, 'propose-clearing', reason, whoOf(caller, context))) },
  async warningClearDecline(tx, { id, reason }, context, caller) { return after(tx, 'rectification', id, cure.say(tx, id, 'decline-clearing', reason, whoOf(caller, context))) },
  async warningClear(tx, { id, document }, context, caller) {
    const cleared = await cure.clearWarning(tx, id, document, whoOf(caller, context))
    return { ...cleared, stage: (await loadCase(tx, 'rectification', id)).stage }
  },

  async misuseList(tx, filter, context, caller) {
    return { misuses: (await visibleCases(tx, 'misuse', 'misuse.read', filter, context, caller)).map(state => misuseRow(state, context, caller.day)) }
  },
  async misuseDetail(tx, { id }, context, caller) {
    const state = await loadCase(tx, 'misuse', id)
    return presentMisuse(state, await targetOfCase(tx, 'misuse', state, caller.day, context), context, caller)
  },
  async misuseFile(tx, { id, hash }) { return fileOf(tx, streamOf('misuse', id), hash) },
  async misuseOpen(tx, input, context, caller) { return { id: await misuses.openMisuse(tx, input, whoOf(caller, context)) } },
  async misuseVerify(tx, { id, ...said }, context, caller) { return after(tx, 'misuse', id, misuses.verifyMisuse(tx, id, said, whoOf(caller, context))) },
  async misuseDismiss(tx, { id, reason }, context, caller) { return after(tx, 'misuse', id, misuses.sayOfMisuse(tx, id, 'dismiss', reason, whoOf(caller, context))) },
  async misusePropose(tx, { id, ...proposal }, context, caller) { return after(tx, 'misuse', id, misuses.proposeDisposition(tx, id, proposal, whoOf(caller, context))) },
  async misuseOrder(tx, { id }, context, caller) { return after(tx, 'misuse', id, misuses.orderDisposition(tx, id, whoOf(caller, context))) },
  async misuseDecline(tx, { id, reason }, context, caller) { return after(tx, 'misuse', id, misuses.sayOfMisuse(tx, id, 'decline', reason, whoOf(caller, context))) },
  async misuseExecute(tx, { id, ...said }, context, caller) { return after(tx, 'misuse', id, misuses.executeDisposition(tx, id, said, whoOf(caller, context))) },
  async misuseReject(tx, { id, reason }, context, caller) { return after(tx, 'misuse', id, misuses.sayOfMisuse(tx, id, 'reject', reason, whoOf(caller, context))) },
  async misuseClose(tx, { id, reason }, context, caller) { return after(tx, 'misuse', id, misuses.sayOfMisuse(tx, id, 'close', reason, whoOf(caller, context))) },

  async reportSubmit(tx, input, context, { address }) {
    const wait = await reports.waitToReport(tx, 'report', address, context)
    if (wait) return new RefusedAndKept(problem('report.wait', { seconds: wait }))
    return { receipt: await reports.fileReport(tx, input, { actor: '公众', person: null, behalf: null, today: dayInChina(context.now()), now: context.now(), demo: context.demo ?? false }, context) }
  },
  async reportAsk(tx, { receipt }, context, { address }) {
    const wait = await reports.waitToReport(tx, 'ask', address, context)
    if (wait) return new RefusedAndKept(problem('report.wait', { seconds: wait }))
    const found = await reports.findReport(tx, receipt)
    return found ? { stageLabel: reportFlow.stages[found.stage], answers: found.answers } : new RefusedAndKept(problem('report.receipt', {}))
  },
  async reportList(tx, filter, context, caller) {
    return { reports: (await visibleCases(tx, 'report', 'report.read', filter, context, caller)).map(state => rowOf(reportFlow, state)) }
  },
  async reportDetail(tx, { id }, context, caller) {
    const state = await loadCase(tx, 'report', id)
    return presentReport(state, await reports.readReport(tx, id, context), await targetOfCase(tx, 'report', state, caller.day, context), context, caller)
  },
  async reportContact(tx, { id, reason }, context, caller) {
    await loadCase(tx, 'report', id)
    await logAccess(tx, 'report.opened', context.now(), identityOf(caller), { report: id, reason })
    return { contact: await reports.readContact(tx, id, context) }
  },
  async reportAccept(tx, { id, about }, context, caller) { return after(tx, 'report', id, reports.acceptReport(tx, id, about, whoOf(caller, context))) },
  async reportDismiss(tx, { id, answer }, context, caller) { return after(tx, 'report', id, reports.dismissReport(tx, id, answer, whoOf(caller, context))) },
  async reportPass(tx, { id, ...noted }, context, caller) { return { misuse: await reports.passReport(tx, id, noted, whoOf(caller, context)) } },
  async reportAnswer(tx, { id, answer }, context, caller) { return after(tx, 'report', id, reports.answerReport(tx, id, answer, whoOf(caller, context))) },

  async appealList(tx, { season, ...filter }, context, caller) {
    const seen = (await visibleCases(tx, 'appeal', 'objection.read', filter, context, caller)).filter(state => season === undefined || state.season === season)
    const nameOf = await namesOf(tx, seen.map(state => state.town), caller.day)
    return { appeals: seen.map(state => appealRow(state, nameOf)) }
  },
  async appealDetail(tx, { id }, context, caller) {
    const state = await loadCase(tx, 'appeal', id)
    return presentAppeal(state, await appeals.correctionsOf(tx, state), await namesOf(tx, [state.town], caller.day), await targetOfCase(tx, 'appeal', state, caller.day, context), context, caller)
  },
  async appealExplanation(tx, { id }, _, caller) {
    const { rederived, because } = await appeals.rederive(tx, await loadCase(tx, 'appeal', id), caller.day)
    return { rederived, because: because as never }
  },
  async appealFile(tx, { id, hash }) { return fileOf(tx, streamOf('appeal', id), hash) },
  async appealSubmit(tx, input, context, caller) { return { id: await appeals.fileAppeal(tx, input, whoOf(caller, context)) } },
  async appealAccept(tx, { id }, context, caller) { return after(tx, 'appeal', id, appeals.acceptAppeal(tx, id, whoOf(caller, context))) },
  async appealRefuse(tx, { id, reason }, context, caller) { return after(tx, 'appeal', id, appeals.sayOfAppeal(tx, id, 'refuse', reason, whoOf(caller, context))) },
  async appealReply(tx, { id, ...said }, context, caller) { return after(tx, 'appeal', id, appeals.replyToAppeal(tx, id, said, whoOf(caller, context))) },
  async appealReview(tx, { id, ...opinion }, context, caller) {
    const rederived = await appeals.reviewAppeal(tx, id, opinion, whoOf(caller, context))
    return { rederived, stage: (await loadCase(tx, 'appeal', id)).stage }
  },
  async appealReturn(tx, { id, reason }, context, caller) { return after(tx, 'appeal', id, appeals.sayOfAppeal(tx, id, 'return', reason, whoOf(caller, context))) },
  async appealSettle(tx, { id, ...ruling }, context, caller) { return after(tx, 'appeal', id, appeals.settleAppeal(tx, id, ruling, whoOf(caller, context))) },
  async appealCorrect(tx, { id, document }, context, caller) { return after(tx, 'appeal', id, appeals.correctAppeal(tx, id, document, whoOf(caller, context))) },
  async appealWithdraw(tx, { id, reason }, context, caller) { return after(tx, 'appeal', id, appeals.sayOfAppeal(tx, id, 'withdraw', reason, whoOf(caller, context))) },

  async supportEligibility(tx, input, _, caller) {
    const conditions = await supports.eligibility(tx, input, caller.day)
    return { eligible: conditions.every(condition => condition.met), conditions: citedConditions(input.programme, conditions) }
  },
  async supportList(tx, filter, context, caller) {
    const seen = await visibleCases(tx, 'support', 'support.read', filter, context, caller)
    const nameOf = await namesOf(tx, seen.map(state => state.town), caller.day)
    return { supports: seen.map(state => supportRow(state, nameOf)) }
  },
  async supportDetail(tx, { id }, context, caller) {
    const state = await loadCase(tx, 'support', id)
    return presentSupport(state, await namesOf(tx, [state.town], caller.day), await targetOfCase(tx, 'support', state, caller.day, context), context, caller)
  },
  async supportFile(tx, { id, hash }) { return fileOf(tx, streamOf('support', id), hash) },
  async supportRequest(tx, input, context, caller) { return { id: await supports.requestSupport(tx, input, whoOf(caller, context)) } },
  async supportRevise(tx, { id, ...request }, context, caller) { return after(tx, 'support', id, supports.reviseSupport(tx, id, request, whoOf(caller, context))) },
  async supportRecommend(tx, { id, reason }, context, caller) { return after(tx, 'support', id, supports.sayOfSupport(tx, id, 'recommend', reason, whoOf(caller, context))) },
  async supportReturn(tx, { id, reason }, context, caller) { return after(tx, 'support', id, supports.sayOfSupport(tx, id, 'return', reason, whoOf(caller, context))) },
  async supportReview(tx, { id, ...review }, context, caller) { return after(tx, 'support', id, supports.reviewSupport(tx, id, review, whoOf(caller, context))) },
  async supportSendBack(tx, { id, reason }, context, caller) { return after(tx, 'support', id, supports.sayOfSupport(tx, id, 'send-back', reason, whoOf(caller, context))) },
  async supportGrant(tx, { id, reason }, context, caller) { return after(tx, 'support', id, supports.grantSupport(tx, id, reason, whoOf(caller, context))) },
  async supportRefuse(tx, { id, reason }, context, caller) { return after(tx, 'support', id, supports.sayOfSupport(tx, id, 'refuse', reason, whoOf(caller, context))) },
}

function whoOf({ actor, person, day, behalf }: Caller, { now, demo = false }: Context): Who {
  return { actor, person: person.id, behalf, today: day, now: now(), demo }
}

/** The stage once a step is taken. */
async function after(tx: Tx, noun: Noun, id: string, step: Promise<void>): Promise<{ stage: string }> {
  await step
  return { stage: (await loadCase(tx, noun, id)).stage }
}
