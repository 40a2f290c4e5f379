// 申报. Permissions, reach, duties and confirmation have been seen to before these run.
import type { z } from 'zod'
import type { applicationEndpoints } from '#contract/applications.ts'
import { covers } from '#core/access/reach.ts'
import { labelOf } from '#core/application/content.ts'
import { differingFields } from '#core/application/content.ts'
import { figuresOf } from '#core/application/check.ts'
import { standardsOn } from '#core/application/policy.ts'
import { type CallState } from '#core/application/call.ts'
import { unsettled } from '#core/application/list.ts'
import type { ApplicationState } from '#core/application/application.ts'
import { problem, Refusal } from '#core/base/problem.ts'
import { printArticle } from '#core/policy/programme.ts'
import { fileOf } from '../attachment/use.ts'
import * as act from '../application/act.ts'
import * as calls from '../application/call-act.ts'
import { deskIn } from '../application/desk.ts'
import { draftOf, replacedIn } from '../application/drafts.ts'
import { applicationsIn, listOf, loadCall, loadCalls, loadCase, policyOf } from '../application/load.ts'
import { type CheckedList, draftedList, draftList, issueList, signList } from '../application/notice.ts'
import { presentApplication, presentCall, presentCallRow, presentList, presentProblem, presentRow, shownTo } from '../application/present.ts'
import { callTarget } from '../application/target.ts'
import { readStream } from '../log/read.ts'
import type { Context } from '../http/context.ts'
import { dayInChina } from '../http/as-of.ts'
import type { Handlers } from '../http/handlers.ts'
import type { Caller } from '../identity/caller.ts'
import { noticeFile } from '../season/notice-file.ts'
import { type ApplicationFact, applicationStream } from '#core/application/events.ts'
import { divisionOn } from '#core/access/organisation.ts'

export const applicationHandlers: Pick<Handlers, keyof typeof applicationEndpoints> = {
  async callsPublic(tx, { programme }, { places, now }) {
    const states = (await loadCalls(tx, programme)).filter(call => call.stage !== 'planned')
    return {
      calls: await Promise.all(states.map(async call => {
        const list = call.stage === 'publicised' && call.publicity && call.publicity.from <= dayInChina(now()) ? await listOf(tx, call) : null
        return { ...presentCallRow(call), list: list && list.rows.filter(row => row.listed).map(({ name, prefecture, category, townType }) => ({ name, prefecture: prefecture && places.shortOf(prefecture), category, townType })) }
      })),
    }
  },
  async callList(tx, { programme }) {
    return { calls: (await loadCalls(tx, programme)).map(presentCallRow) }
  },
  async callDetail(tx, { call: id }, context, caller) {
    const call = await loadCall(tx, id)
    return presentCall(call, await listOf(tx, call), await applicationsIn(tx, id), await callTarget(tx, id), context, caller)
  },
  async callForm(tx, { call: id }) {
    const policy = await policyOf(tx, await loadCall(tx, id))
    const { applications, programme, on } = policy
    const cite = (article: string): { article: string; text: string } => ({ article: printArticle(programme, article), text: applications.articles[article] ?? '' })
    return {
      programme: programme.id, on, suffix: programme.suffix, categories: programme.categories, townTypes: programme.townTypes,
      parts: applications.parts.map(({ id: part, label, article, needs }) => ({ id: part, label, needs, ...cite(article) })),
      standards: standardsOn(applications, on).map(({ id: standard, label, article, bottomLine, items }) => ({ id: standard, label, bottomLine, ...cite(article), items: items.map(item => ({ id: item.id, text: item.text, article: printArticle(programme, item.article) })) })),
      projectKinds: applications.investment.kinds, denominator: applications.investment.denominator,
      ownerships: applications.ownerships, nameUse: applications.nameUse.options, grounds: applications.grounds, figures: figuresOf({}, policy),
    }
  },

  async callPlan(tx, input, context, caller) {
    return { id: await calls.planCall(tx, { ...input, demo: context.demo ?? false }, whoOf(caller, context)) }
  },
  async callOpen(tx, { call, version }, context, caller) {
    return callDone(await calls.openCall(tx, call, version, whoOf(caller, context)))
  },
  async callAskExtension(tx, { call, version, ...asked }, context, caller) {
    return callDone(await calls.askExtension(tx, call, version, asked, whoOf(caller, context)))
  },
  async callExtend(tx, { call, version }, context, caller) {
    return callDone(await calls.extendCall(tx, call, version, whoOf(caller, context)))
  },
  async callCandidates(tx, { call: id }, { places }, caller) {
    const call = await loadCall(tx, id)
    const { rows, applications } = await calls.candidatesOf(tx, call, places, caller.day)
    const open = unsettled(applications)
    return { rows: presentList({ batch: call.batch, rows }, call, applications, places), open: open && presentProblem(open) }
  },
  async callSelect(tx, { call, version, choices }, context, caller) {
    return callDone(await calls.select(tx, call, version, choices, context.places, whoOf(caller, context)))
  },
  async callPublicise(tx, { call, version, from, until }, context, caller) {
    return callDone(await calls.publicise(tx, call, version, { from, until }, whoOf(caller, context)))
  },
  async callObject(tx, { call, application, text }, context, caller) {
    return { id: await calls.objectTo(tx, call, { application, text }, whoOf(caller, context)) }
  },
  async callSettle(tx, { call, version, ...settled }, context, caller) {
    return callDone(await calls.settle(tx, call, version, settled, whoOf(caller, context)))
  },
  async callReturn(tx, { call, version, to, reason }, context, caller) {
    return callDone(await calls.giveBackCall(tx, call, version, { to, reason }, whoOf(caller, context)))
  },
  async callConfirm(tx, { call, version }, context, caller) {
    return callDone(await calls.confirmList(tx, call, version, whoOf(caller, context)))
  },
  async callApprove(tx, { call, version, approval }, context, caller) {
    return callDone(await calls.approveList(tx, call, version, approval, whoOf(caller, context)))
  },
  async callNotice(tx, { call }) {
    const drafted = await draftedList(tx, await loadCall(tx, call))
    return { notice: drafted && noticeView(drafted) }
  },
  async callNoticeFile(tx, { call: id, format }, { fonts }) {
    const call = await loadCall(tx, id)
    const drafted = await draftedList(tx, call)
    if (!drafted) throw new Refusal(problem('call.content'))
    return noticeFile(drafted.content.document, format, { draft: !call.issued, fonts: fonts ?? null })
  },
  async callDraft(tx, { call, version, ...draft }, context, caller) {
    const made = await draftList(tx, call, version, draft, context.places, whoOf(caller, context))
    return { ...callDone(made.call), notice: noticeView(made.checked) }
  },
  async callSign(tx, { call, version }, context, caller) {
    return callDone(await signList(tx, call, version, whoOf(caller, context)))
  },
  async callIssue(tx, { call, version }, context, caller) {
    const { call: after, document, towns } = await issueList(tx, call, version, whoOf(caller, context))
    return { ...callDone(after), document, towns }
  },
  async callEnd(tx, { call, version, reason }, context, caller) {
    return callDone(await calls.endCall(tx, call, version, reason, whoOf(caller, context)))
  },

  async applicationList(tx, { call: id }, { places }, caller) {
    const call = await loadCall(tx, id)
    const own = (await applicationsIn(tx, id)).filter(({ id: application, division }) => {
      const county = divisionOn(division, caller.day, places)
      return covers(caller.reach, { town: application, case: application, county, prefecture: county && places.prefectureOf(county, caller.day) }, caller.person.id)
    })
    return { applications: own.map(application => presentRow(application, call, caller.day, places)) }
  },
  async applicationDetail(tx, { id }, context, caller) {
    return presentApplication(tx, await loadCase(tx, id), context, caller)
  },
  async applicationStart(tx, input, context, caller) {
    return act.startApplication(tx, input, context.places, whoOf(caller, context))
  },
  async applicationFile(tx, { id, hash }) {
    return fileOf(tx, applicationStream(id), hash)
  },
  async applicationSave(tx, { id, seen, changes }, context, caller) {
    const { draft, saved, conflicts } = await act.saveDraft(tx, id, changes, seen, whoOf(caller, context))
    const policy = conflicts.length ? await policyOf(tx, (await loadCase(tx, id)).call) : null
    return { version: draft.version, saved, conflicts: conflicts.map(conflict => ({ ...conflict, label: policy ? labelOf(policy, conflict.field, draft.content) : conflict.field })) }
  },
  async applicationReplaced(tx, { id }) {
    const { call, draft } = await loadCase(tx, id)
    const policy = await policyOf(tx, call)
    return { replaced: (await replacedIn(tx, draftOf(id))).map(row => ({ ...row, label: labelOf(policy, row.field, draft.content) })) }
  },
  async applicationVersions(tx, { id }, _, caller) {
    const shown = shownTo(caller.reach)
    const submitted = (await readStream<ApplicationFact>(tx, applicationStream(id))).flatMap(event => (event.type === 'application.submitted' ? [event] : []))
    const contents = await act.versionsOf(tx, submitted.map(event => event.data.hashes.content))
    return { versions: submitted.map((event, i) => ({ at: event.recorded, by: shown(event.actor), hash: event.data.hashes.content, content: contents[i] ?? {}, changed: i === 0 ? [] : differingFields(contents[i - 1] ?? {}, contents[i] ?? {}) })) }
  },
  async applicationSubmit(tx, { id, version, draft }, context, caller) {
    return done(await act.submit(tx, id, version, draft, whoOf(caller, context)))
  },
  async applicationAdmit(tx, { id, version, ...admitted }, context, caller) {
    return done(await act.admit(tx, id, version, admitted, whoOf(caller, context)))
  },
  async applicationRecommend(tx, { id, version, reason }, context, caller) {
    return done(await act.recommend(tx, id, version, reason, whoOf(caller, context)))
  },
  async applicationCheck(tx, { id, version, reason }, context, caller) {
    return done(await act.check(tx, id, version, reason, whoOf(caller, context)))
  },
  async applicationRefuse(tx, { id, version, ...refused }, context, caller) {
    return done(await act.refuse(tx, id, version, refused, whoOf(caller, context)))
  },
  async applicationConclude(tx, { id, version }, context, caller) {
    return done(await act.conclude(tx, id, version, whoOf(caller, context)))
  },
  async applicationReturn(tx, { id, version, ...returned }, context, caller) {
    return done(await act.giveBack(tx, id, version, returned, whoOf(caller, context)))
  },
  async applicationJoin(tx, { id, version, ...joined }, context, caller) {
    return done(await act.join(tx, id, version, joined, whoOf(caller, context)))
  },
  async applicationWithdraw(tx, { id, version, reason }, context, caller) {
    return done(await act.withdraw(tx, id, version, reason, whoOf(caller, context)))
  },
}

export function whoOf({ actor, person, day, behalf, reach }: Caller, { now }: Context): act.Who {
  return { actor, person: person.id, behalf, today: day, now: now(), desk: deskIn(reach) }
}

function callDone({ stage, version }: CallState): Pick<CallState, 'stage' | 'version'> {
  return { stage, version }
}

function done({ stage, version }: ApplicationState): Pick<ApplicationState, 'stage' | 'version'> {
  return { stage, version }
}

function noticeView({ content, findings, differences }: CheckedList): NonNullable<z.input<(typeof applicationEndpoints)['callNotice']['output']>['notice']> {
  return { number: content.document.number, text: content.text, findings: findings.map(({ code, severity, message, towns }) => ({ code, severity, message, towns })), differences, demo: content.document.demo }
}
