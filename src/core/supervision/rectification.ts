// 整改: one town puts one thing right – by a measure of the ladder, with a last day, a report, a re-check; not put right, by
// a heavier measure. Where it was opened for a warning, being put right is what the warning can be lifted for.
import { z } from 'zod'
import { Attachment } from '../attachment/attachment.ts'
import { addDays, type PlainDate } from '../base/plain-date.ts'
import { PlainDateText } from '../base/plain-date-text.ts'
import { type Problem, problem } from '../base/problem.ts'
import type { Recorded } from '../register/event.ts'
import { actionOf, by, type Case, caseOf, type FactsOf, type Flow, stageRefusal } from './flow.ts'
import { checkDue, lineOf, type Rung, type SupervisionPolicy } from './policy.ts'

const Files = z.array(Attachment).max(50).default([])

/** Why a case was opened: a finding of a round, a warning of a year, a misused name. */
export const Cause = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('finding'), round: z.string(), finding: z.string() }),
  z.object({ kind: z.literal('warning'), year: z.number().int() }),
  z.object({ kind: z.literal('misuse'), misuse: z.string() }),
])
export type Cause = z.infer<typeof Cause>

/** 约谈记录 */
export const Interview = z.object({ on: PlainDateText, place: z.string().trim().min(1).max(200), interviewers: z.array(z.string().trim().min(1).max(100)).min(1), attended: z.array(z.string().trim().min(1).max(100)).min(1), record: z.string().trim().min(1).max(8000), promises: z.string().trim().max(4000).default(''), files: Files })
export type Interview = z.infer<typeof Interview>

/** 通报: the circular as it went out */
export const Circular = z.object({ number: z.string().trim().min(1).max(100), title: z.string().trim().min(1).max(300), on: PlainDateText, files: Files })
export type Circular = z.infer<typeof Circular>

/** The document by which a warning is lifted. */
export const Lifting = z.object({ number: z.string().trim().min(1).max(100), title: z.string().trim().min(1).max(300), issuer: z.string().trim().min(1).max(200), draftedOn: PlainDateText })
export type Lifting = z.infer<typeof Lifting>

export const rectificationFacts = {
  'rectification.opened': z.object({ ...by, programme: z.string(), town: z.string(), cause: Cause, /** the least measure */ rung: z.string(), text: z.string(), article: z.string().nullable(), demo: z.boolean() }),
  /** `direct`: the measure needs nobody else's agreement */
  'rectification.measured': z.object({ ...by, rung: z.string(), text: z.string(), due: PlainDateText, direct: z.boolean() }),
  'rectification.ordered': z.object(by),
  'rectification.declined': z.object({ ...by, reason: z.string() }),
  'rectification.interviewed': z.object({ ...by, interview: Interview }),
  'rectification.circulated': z.object({ ...by, circular: Circular }),
  'rectification.extended': z.object({ ...by, due: PlainDateText, reason: z.string() }),
  'rectification.reported': z.object({ ...by, text: z.string(), files: Files }),
  'rectification.rechecked': z.object({ ...by, passed: z.boolean(), text: z.string(), files: Files }),
  'rectification.closed': z.object({ ...by, reason: z.string() }),
  'rectification.doubted': z.object({ ...by, reason: z.string() }),
  'rectification.dropped': z.object({ ...by, reason: z.string() }),
  'warning.clearing-proposed': z.object({ ...by, reason: z.string() }),
  'warning.clearing-declined': z.object({ ...by, reason: z.string() }),
  'warning.cleared': z.object({ ...by, document: Lifting }),
} as const
export type RectificationFact = FactsOf<typeof rectificationFacts>

export type RectificationStage = 'opened' | 'proposed' | 'ordered' | 'reported' | 'passed' | 'failed' | 'cured' | 'clearing' | 'cleared' | 'dropped'
export type RectificationAction = 'measure' | 'order' | 'decline' | 'interview' | 'circulate' | 'extend' | 'report' | 'recheck' | 'close' | 'doubt' | 'drop' | 'propose-clearing' | 'decline-clearing' | 'clear'

export const rectificationFlow: Flow<RectificationAction, RectificationStage> = {
  noun: '整改',
  stages: { opened: '已立案', proposed: '措施待批准', ordered: '整改中', reported: '已报告整改', passed: '复查通过', failed: '复查未通过', cured: '已销号', clearing: '解除警告待审定', cleared: '已销号，警告解除', dropped: '已撤案' },
  opening: { fact: 'rectification.opened', label: '立案整改', permission: 'supervision.order', stage: 'opened' },
  actions: [
    { id: 'measure', label: '提出措施', permission: 'supervision.order', from: ['opened', 'failed'], to: 'proposed', fact: 'rectification.measured' },
    { id: 'order', label: '批准措施', permission: 'supervision.approve', from: ['proposed'], to: 'ordered', fact: 'rectification.ordered' },
    { id: 'decline', label: '不同意措施', permission: 'supervision.approve', from: ['proposed'], to: 'opened', fact: 'rectification.declined' },
    { id: 'interview', label: '补记约谈', permission: 'supervision.order', from: ['ordered'], to: null, fact: 'rectification.interviewed' },
    { id: 'circulate', label: '补记通报', permission: 'supervision.order', from: ['ordered'], to: null, fact: 'rectification.circulated' },
    { id: 'extend', label: '延长期限', permission: 'supervision.approve', from: ['ordered'], to: null, fact: 'rectification.extended' },
    { id: 'report', label: '报告整改情况', permission: 'rectification.report', from: ['ordered'], to: 'reported', fact: 'rectification.reported' },
    { id: 'recheck', label: '复查', permission: 'rectification.recheck', from: ['ordered', 'reported'], to: null, fact: 'rectification.rechecked' },
    { id: 'close', label: '销号', permission: 'supervision.approve', from: ['passed'], to: 'cured', fact: 'rectification.closed' },
    { id: 'doubt', label: '退回复查', permission: 'supervision.approve', from: ['passed'], to: 'reported', fact: 'rectification.doubted' },
    { id: 'drop', label: '撤案', permission: 'supervision.approve', from: ['opened', 'proposed'], to: 'dropped', fact: 'rectification.dropped' },
    { id: 'propose-clearing', label: '提出解除警告', permission: 'warning.propose', from: ['cured'], to: 'clearing', fact: 'warning.clearing-proposed' },
    { id: 'decline-clearing', label: '不同意解除警告', permission: 'warning.approve', from: ['clearing'], to: 'cured', fact: 'warning.clearing-declined' },
    { id: 'clear', label: '解除警告', permission: 'warning.approve', from: ['clearing'], to: 'cleared', fact: 'warning.cleared' },
  ],
}

export type Measure = { rung: string; text: string; due: PlainDate; since: PlainDate; interview: Interview | null; circular: Circular | null; reports: Said[]; rechecks: (Said & { passed: boolean })[] }
type Said = { text: string; files: Attachment[]; by: string; on: PlainDate }
export type Rectification = Case<RectificationStage> & { programme: string; town: string; cause: Cause; rung: string; text: string; article: string | null; demo: boolean; measures: Measure[]; document: Lifting | null }

export function rectificationOf(id: string, events: readonly Recorded<RectificationFact>[]): Rectification | null {
  return caseOf<RectificationFact, RectificationStage, Rectification>(rectificationFlow, id, events, {
    first: event => {
      const { programme, town, cause, rung, text, article, demo } = event.data as Extract<RectificationFact, { type: 'rectification.opened' }>['data']
      return { programme, town, cause, rung, text, article, demo, measures: [], document: null }
    },
    next,
  })
}

function next(state: Rectification, event: Recorded<RectificationFact>): Rectification {
  const said = { by: event.actor, on: event.effective }
  const last = (change: (measure: Measure) => Partial<Measure>): Rectification => ({ ...state, measures: state.measures.map((measure, i) => (i === state.measures.length - 1 ? { ...measure, ...change(measure) } : measure)) })
  switch (event.type) {
    case 'rectification.measured': {
      const { rung, text, due, direct } = event.data
      return { ...state, stage: direct ? 'ordered' : 'proposed', measures: [...state.measures, { rung, text, due, since: event.effective, interview: null, circular: null, reports: [], rechecks: [] }] }
    }
    // A measure that was not agreed to was never taken.
    case 'rectification.declined': return { ...state, stage: state.measures.length > 1 ? 'failed' : 'opened', measures: state.measures.slice(0, -1) }
    case 'rectification.interviewed': return last(() => ({ interview: event.data.interview }))
    case 'rectification.circulated': return last(() => ({ circular: event.data.circular }))
    case 'rectification.extended': return last(() => ({ due: event.data.due }))
    case 'rectification.reported': return last(({ reports }) => ({ reports: [...reports, { text: event.data.text, files: event.data.files, ...said }] }))
    case 'rectification.rechecked': {
      const { passed, text, files } = event.data
      return { ...last(({ rechecks }) => ({ rechecks: [...rechecks, { passed, text, files, ...said }] })), stage: passed ? 'passed' : 'failed' }
    }
    case 'warning.cleared': return { ...state, document: event.data.document }
    default: return state
  }
}

/** Over its last day, and neither reported nor re-checked. */
export function isOverdue({ stage, measures }: Rectification, today: PlainDate): boolean {
  return stage === 'ordered' && today > (measures.at(-1)?.due ?? today)
}

/** Why a step cannot be taken now; null where it can. What the step itself says is looked at by `measureFault`, `dueFault`. */
export function rectificationRefusal(state: Rectification, id: RectificationAction, { ladder }: SupervisionPolicy, today: PlainDate): Problem | null {
  const stage = stageRefusal(rectificationFlow, state, id)
  if (stage) return stage
  const { label } = actionOf(rectificationFlow, id)
  const measure = state.measures.at(-1)
  const rung = ladder.find(other => other.id === measure?.rung)
  const kinds = { interview: 'interview', circulate: 'circular' } as const
  if ((id === 'interview' || id === 'circulate') && rung?.kind !== kinds[id]) return problem('rectification.kind', { action: label, needed: ladder.filter(other => other.kind === kinds[id]).map(other => other.label).join('、'), rung: rung?.label ?? '—' })
  if ((id === 'report' || id === 'recheck') && rung?.kind === 'interview' && !measure?.interview) return problem('rectification.record', { rung: rung.label, what: '约谈记录', action: label })
  if ((id === 'report' || id === 'recheck') && rung?.kind === 'circular' && !measure?.circular) return problem('rectification.record', { rung: rung.label, what: '通报的文号', action: label })
  if (id === 'recheck' && state.stage === 'ordered' && !isOverdue(state, today)) return problem('rectification.not-due', { due: measure?.due ?? '' })
  if (id === 'propose-clearing' && state.cause.kind !== 'warning') return problem('rectification.cause', { action: label })
  return null
}

/** Measures that may be taken now: never milder than the least one, nor than the one before. */
export function rungsNow({ rung, measures }: Rectification, { ladder }: SupervisionPolicy): Rung[] {
  const least = Math.max(...[rung, ...measures.map(measure => measure.rung)].map(id => ladder.findIndex(other => other.id === id)))
  return ladder.slice(Math.max(0, least))
}

export function measureFault(state: Rectification, { rung, due }: { rung: string; due: PlainDate }, policy: SupervisionPolicy, today: PlainDate): Problem | null {
  const known = lineOf(policy.ladder, rung, '整改措施')
  if (!known.ok) return known.problem
  const allowed = rungsNow(state, policy)
  if (!allowed.some(other => other.id === rung)) return problem('rectification.lower', { before: allowed[0]?.label ?? '', rung: known.value.label, known: allowed.map(other => `${other.id}（${other.label}）`).join('、') })
  return checkDue(due, today, addDays(today, known.value.most))
}

/** A new last day lies after the old one and within the longest time of the measure. */
export function dueFault({ measures }: Rectification, due: PlainDate, { ladder }: SupervisionPolicy): Problem | null {
  const measure = measures.at(-1)
  const most = ladder.find(rung => rung.id === measure?.rung)?.most ?? 0
  return measure ? checkDue(due, addDays(measure.due, 1), addDays(measure.since, most)) : null
}
