// 检查: a round of checks – who looks at which towns for what, what was found there, and that nothing grave is left without
// a case of putting right.
import { z } from 'zod'
import { Attachment } from '../attachment/attachment.ts'
import { PlainDateText } from '../base/plain-date-text.ts'
import type { PlainDate } from '../base/plain-date.ts'
import { type Problem, problem } from '../base/problem.ts'
import type { Recorded } from '../register/event.ts'
import { by, type Case, caseOf, type FactsOf, type Flow, stageRefusal } from './flow.ts'
import { lineOf, type SupervisionPolicy } from './policy.ts'

const Text = z.string().trim().min(1).max(4000)
export const FindingInput = z.object({ item: z.string(), severity: z.string(), text: Text, files: z.array(Attachment).max(50).default([]) })
export type FindingInput = z.infer<typeof FindingInput>

export const roundFacts = {
  /** `checkers`: 检查人员、单位, as the plan names them */
  'round.planned': z.object({ ...by, programme: z.string(), title: z.string(), from: PlainDateText, until: PlainDateText, towns: z.array(z.string()).min(1), items: z.array(z.string()).min(1), checkers: z.array(z.string()).min(1), demo: z.boolean() }),
  'round.launched': z.object(by),
  /** one visit; no findings: everything in order */
  'round.checked': z.object({ ...by, town: z.string(), text: z.string(), findings: z.array(FindingInput.extend({ id: z.string() })) }),
  /** a finding got a case of its own */
  'round.followed': z.object({ ...by, finding: z.string(), rectification: z.string() }),
  'round.closed': z.object({ ...by, summary: z.string() }),
  'round.cancelled': z.object({ ...by, reason: z.string() }),
} as const
export type RoundFact = FactsOf<typeof roundFacts>

export type RoundStage = 'planned' | 'launched' | 'closed' | 'cancelled'
export type RoundAction = 'launch' | 'check' | 'follow' | 'close' | 'cancel'

export const roundFlow: Flow<RoundAction, RoundStage> = {
  noun: '检查',
  stages: { planned: '待批准', launched: '检查中', closed: '已办结', cancelled: '已取消' },
  opening: { fact: 'round.planned', label: '安排检查', permission: 'supervision.plan', stage: 'planned' },
  actions: [
    { id: 'launch', label: '批准检查', permission: 'supervision.approve', from: ['planned'], to: 'launched', fact: 'round.launched' },
    { id: 'check', label: '记录检查情况', permission: 'supervision.check', from: ['launched'], to: null, fact: 'round.checked' },
    { id: 'follow', label: '立案整改', permission: 'supervision.order', from: ['launched'], to: null, fact: 'round.followed' },
    { id: 'close', label: '办结检查', permission: 'supervision.approve', from: ['launched'], to: 'closed', fact: 'round.closed' },
    { id: 'cancel', label: '取消检查', permission: 'supervision.approve', from: ['planned', 'launched'], to: 'cancelled', fact: 'round.cancelled' },
  ],
}

export type Finding = FindingInput & { id: string; town: string; by: string; on: PlainDate; rectification: string | null }
export type Round = Case<RoundStage> & {
  programme: string; title: string; from: PlainDate; until: PlainDate; towns: string[]; items: string[]; checkers: string[]; demo: boolean
  visits: { town: string; text: string; by: string; on: PlainDate }[]
  findings: Finding[]
}

export function roundOf(id: string, events: readonly Recorded<RoundFact>[]): Round | null {
  return caseOf<RoundFact, RoundStage, Round>(roundFlow, id, events, {
    first: event => {
      const { programme, title, from, until, towns, items, checkers, demo } = event.data as Extract<RoundFact, { type: 'round.planned' }>['data']
      return { programme, title, from, until, towns, items, checkers, demo, visits: [], findings: [] }
    },
    next: (round, event) => {
      if (event.type === 'round.checked') {
        const { town, text, findings } = event.data
        return { ...round, visits: [...round.visits, { town, text, by: event.actor, on: event.effective }], findings: [...round.findings, ...findings.map(finding => ({ ...finding, town, by: event.actor, on: event.effective, rectification: null }))] }
      }
      if (event.type === 'round.followed') return { ...round, findings: round.findings.map(finding => (finding.id === event.data.finding ? { ...finding, rectification: event.data.rectification } : finding)) }
      return round
    },
  })
}

/** Findings that the policy wants put right and that have no case yet. */
export function unfollowed({ findings }: Round, { severities }: SupervisionPolicy): Finding[] {
  return findings.filter(finding => finding.rectification === null && severities.find(severity => severity.id === finding.severity)?.rung !== undefined)
}

/** Why a step cannot be taken now; null where it can. */
export function roundRefusal(round: Round, action: RoundAction, policy: SupervisionPolicy, nameOf: (town: string) => string): Problem | null {
  const stage = stageRefusal(roundFlow, round, action)
  if (stage || action !== 'close') return stage
  const missing = round.towns.filter(town => !round.visits.some(visit => visit.town === town))
  if (missing.length) return problem('round.unchecked', { count: missing.length, towns: missing.slice(0, 8).map(nameOf).join('、') })
  const open = unfollowed(round, policy)
  return open.length ? problem('round.unfollowed', { count: open.length, findings: open.slice(0, 8).map(finding => `${finding.id} ${nameOf(finding.town)}`).join('、') }) : null
}

/** What is wrong with a visit as it was noted; null where nothing is. */
export function visitFault(round: Round, town: string, findings: readonly FindingInput[], policy: SupervisionPolicy): Problem | null {
  if (!round.towns.includes(town)) return problem('supervision.town', { town, list: '本次检查的小镇' })
  const items = policy.checklist.filter(item => round.items.includes(item.id))
  for (const { item, severity } of findings) {
    const known = lineOf(items, item, '检查内容')
    if (!known.ok) return known.problem
    const graded = lineOf(policy.severities, severity, '问题程度')
    if (!graded.ok) return graded.problem
  }
  return null
}
