// 调度. Permissions and reach have been seen to before these run; whose turn it is, is asked with the report held.
import type { reportingEndpoints } from '#contract/reporting.ts'
import type { Command } from '#core/reporting/act.ts'
import { noRestDays } from '#core/reporting/day.ts'
import { dueDates } from '#core/reporting/due.ts'
import { printStage } from '#core/reporting/submission.ts'
import type { Tx } from '../db/connect.ts'
import type { Context } from '../http/context.ts'
import type { Handlers } from '../http/handlers.ts'
import type { Caller } from '../identity/caller.ts'
import { act, save } from '../reporting/act.ts'
import { findingsOf, surroundingsOf } from '../reporting/around.ts'
import { presentBoard, presentForms } from '../reporting/boards.ts'
import { keepFigures } from '../reporting/figures.ts'
import { allDataSets, formOf, neighbourForm, openedForms, openForm } from '../reporting/forms.ts'
import { presentForm, presentReport } from '../reporting/present.ts'
import { loadReport, type Report } from '../reporting/store.ts'
import { makeAnnotated, makeTemplate, previewImport, takeImport } from '../reporting/workbook.ts'

export const reportingHandlers: Pick<Handlers, keyof typeof reportingEndpoints> = {
  async reportingForms(tx, _, context, caller) {
    return { ...await presentForms(tx, context, caller), today: caller.day, demo: context.demo ?? false }
  },

  async reportingBoard(tx, { form: id }, context, caller) {
    const form = formOf(id)
    const open = (await openedForms(tx)).has(id)
    return {
      form: presentForm(form, context), open, before: neighbourForm(form, -1)?.id ?? null, after: form.period.last < caller.day ? neighbourForm(form, 1)?.id ?? null : null,
      dues: dueDates(form.dataSet, form.period, noRestDays).map(({ level, due }) => ({ level: level.id, label: level.label, act: level.act, due })),
      ...(open ? await presentBoard(tx, form, context, caller) : { rows: [], counts: { overdue: 0, due: 0, accepted: 0 } }), today: caller.day, demo: context.demo ?? false,
    }
  },

  async reportingDepartments() {
    const all = [...allDataSets().values()].flat().flatMap(({ departments }) => departments)
    return { departments: [...Map.groupBy(all, ({ id }) => id)].map(([id, same]) => ({ id, name: [...new Set(same.map(({ name }) => name))].join('、') })) }
  },

  async reportingOpen(tx, { form }, { now }, caller) {
    await openForm(tx, form, { actor: caller.actor, person: caller.person.id, today: caller.day, now: now() })
    return { form }
  },

  async reportingReport(tx, { submission }, context, caller) {
    return presentReport(tx, await loadReport(tx, submission, context), context, caller)
  },

  async reportingSave(tx, { submission, changes }, context, caller) {
    const report = await save(tx, context, caller, submission, changes)
    return { ...done(report), findings: findingsOf(report, await surroundingsOf(tx, report)).map(finding => ({ ...finding, indicators: [...finding.indicators] })) }
  },

  reportingTemplate: (tx, { submission }, context) => makeTemplate(tx, submission, context),
  async reportingImport(tx, { submission }, context, caller) {
    const { result, ...rest } = await previewImport(tx, submission, context, caller)
    return { ...rest, result: { ...result, findings: result.findings.map(finding => ({ ...finding, indicators: [...finding.indicators] })) } }
  },
  reportingTake: async (tx, { submission, ...choice }, context, caller) => done(await takeImport(tx, { id: submission, ...choice }, context, caller)),
  reportingAnnotated: (tx, { submission, file }, context) => makeAnnotated(tx, { id: submission, file }, context),

  reportingSubmit: (tx, { digest, remark, ...at }, context, caller) => step(tx, context, caller, at, { act: 'submit', digest, ...(remark ? { remark } : {}) }),
  reportingRecall: (tx, { reason, ...at }, context, caller) => step(tx, context, caller, at, { act: 'recall', reason }),
  reportingApprove: (tx, { digest, remark, ...at }, context, caller) => step(tx, context, caller, at, { act: 'approve', digest, ...(remark ? { remark } : {}) }),
  reportingReturn: (tx, { to, reason, comments, ...at }, context, caller) => step(tx, context, caller, at, { act: 'return', to, reason, comments }),
  reportingConfirm: (tx, { digest, ...at }, context, caller) => step(tx, context, caller, at, { act: 'confirm', digest }),
  reportingAskUnlock: (tx, { reason, scope, until, ...at }, context, caller) => step(tx, context, caller, at, { act: 'askUnlock', reason, scope, until }),
  reportingSettleUnlock: (tx, { granted, reason, ...at }, context, caller) => step(tx, context, caller, at, { act: 'settleUnlock', granted, reason }),

  async reportingCompare(tx, { submission, ...given }, context, caller) {
    return { kept: await keepFigures(tx, submission, given, { actor: caller.actor, person: caller.person.id, behalf: caller.behalf, today: caller.day, now: context.now() }, context) }
  },
}

async function step(tx: Tx, context: Context, caller: Caller, { submission, seen, department }: { submission: string; seen: number; department?: string }, command: Command): Promise<ReturnType<typeof done>> {
  return done(await act(tx, context, caller, { id: submission, seen, department }, () => command))
}

function done({ form, submission }: Report): { version: number; digest: string; stage: string } {
  return { version: submission.version, digest: submission.digest, stage: printStage(form.dataSet, submission) }
}
