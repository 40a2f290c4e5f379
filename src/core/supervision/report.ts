// 举报: what the public tells, as steps. The words, and whoever wrote them, are not among the facts: they lie sealed, and the
// log can be shown to anybody who checks it without betraying a reporter.
import { z } from 'zod'
import type { Recorded } from '../register/event.ts'
import { by, type Case, caseOf, type FactsOf, type Flow } from './flow.ts'

/** As it is sealed. */
export const ReportContent = z.object({ name: z.string().trim().min(1).max(200), place: z.string().trim().max(300), text: z.string().trim().min(10).max(8000) })
export type ReportContent = z.infer<typeof ReportContent>

export const reportFacts = {
  'report.filed': z.object({ ...by, programme: z.string() }),
  /** `about`: persons named in it, from whom it is hidden from now on */
  'report.accepted': z.object({ ...by, about: z.array(z.string()) }),
  /** `answer` is what the reporter is told */
  'report.dismissed': z.object({ ...by, answer: z.string() }),
  'report.passed': z.object({ ...by, misuse: z.string(), answer: z.string() }),
  'report.answered': z.object({ ...by, answer: z.string() }),
} as const
export type ReportFact = FactsOf<typeof reportFacts>

export type ReportStage = 'filed' | 'accepted' | 'dismissed' | 'passed' | 'answered'
export type ReportAction = 'accept' | 'dismiss' | 'pass' | 'answer'

export const reportFlow: Flow<ReportAction, ReportStage> = {
  noun: '举报',
  stages: { filed: '已收到', accepted: '已受理', dismissed: '不予办理', passed: '正在核查', answered: '已答复' },
  opening: { fact: 'report.filed', label: '举报', permission: 'report.receive', stage: 'filed' },
  actions: [
    { id: 'accept', label: '受理', permission: 'report.receive', from: ['filed'], to: 'accepted', fact: 'report.accepted' },
    { id: 'dismiss', label: '不予办理', permission: 'report.receive', from: ['filed', 'accepted'], to: 'dismissed', fact: 'report.dismissed' },
    { id: 'pass', label: '转交核查', permission: 'report.receive', from: ['accepted'], to: 'passed', fact: 'report.passed' },
    { id: 'answer', label: '答复', permission: 'report.receive', from: ['passed'], to: 'answered', fact: 'report.answered' },
  ],
}

export type Report = Case<ReportStage> & { programme: string; about: string[]; misuse: string | null; answers: { text: string; on: string }[] }

export function reportOf(id: string, events: readonly Recorded<ReportFact>[]): Report | null {
  return caseOf<ReportFact, ReportStage, Report>(reportFlow, id, events, {
    first: event => ({ programme: (event.data as Extract<ReportFact, { type: 'report.filed' }>['data']).programme, about: [], misuse: null, answers: [] }),
    next: (state, event) => {
      const answered = 'answer' in event.data ? { ...state, answers: [...state.answers, { text: event.data.answer, on: event.effective }] } : state
      if (event.type === 'report.accepted') return { ...answered, about: event.data.about }
      return event.type === 'report.passed' ? { ...answered, misuse: event.data.misuse } : answered
    },
  })
}
