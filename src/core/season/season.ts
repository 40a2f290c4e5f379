// Where a season stands, and what may be done next: by whom, until when, and why not.
import type { PlainDate } from '../base/plain-date.ts'
import { problem, type Problem } from '../base/problem.ts'
import type { Permission } from '../access/permission.ts'
import type { Recorded } from '../register/event.ts'
import type { Approval } from '../attachment/approval.ts'
import type { Settings } from '../policy/setting.ts'
import type { Note, SeasonFact, SeasonFactType } from './events.ts'

/** 已启动 · 已锁定 · 已评分 · 已冻结 · 已拟办 · 公示中 · 已复核 · 已审定 · 已拟稿 · 已签发 · 已印发 · 已结束 */
export const stages = ['opened', 'locked', 'scored', 'frozen', 'proposed', 'publicised', 'confirmed', 'decided', 'drafted', 'approved', 'issued', 'closed'] as const
export type Stage = (typeof stages)[number]
export const stageLabels: Record<Stage, string> = { opened: '已启动', locked: '规则已锁定', scored: '已评分', frozen: '数据已冻结', proposed: '已拟办', publicised: '公示中', confirmed: '已复核', decided: '已审定', drafted: '公文已拟稿', approved: '公文已签发', issued: '已印发', closed: '已结束' }

export type Objection = { id: string; town: string; text: string; by: string; on: string; settled: { upheld: boolean; reason: string; by: string } | null }
export type Departed = { town: string; outcome: string; reason: string; by: string; basis?: string }

export type SeasonState = {
  id: string
  stage: Stage
  programme: string
  year: number
  rules: string
  scheme: string | null
  scores: 'computed' | 'published'
  document: string | null
  collectUntil: PlainDate | null
  demo: boolean
  settings: Settings
  /** evaluating organisations and their towns; one without towns had its assignment taken back */
  assignments: { organisation: string; name: string; towns: string[] }[]
  notes: Note[]
  frozenAt: { valid: PlainDate; known: string } | null
  cuts: { group: string; value: string; count: number }[]
  departures: Departed[]
  publicity: { from: PlainDate; until: PlainDate } | null
  /** every publicity there was; `returned`: it ended without a decision */
  publicities: { from: PlainDate; until: PlainDate; content: string | null; returned: boolean }[]
  objections: Objection[]
  /** the approval of naming towns; null: none was recorded for these decisions */
  endorsement: Approval | null
  issued: { document: string; number: string; publicAt: string } | null
  /** content by what it is: policy, data, snapshot, proposals, decisions, notice */
  contents: Readonly<Record<string, string>>
  version: number
  /** what was done by whom, for the separation of duties and the season's record */
  steps: { action: SeasonFactType; person: string | null; actor: string; at: string; /** why, where the step says it */ reason: string | null; hashes: Readonly<Record<string, string>> }[]
}

export type ActionId = 'assign' | 'lock' | 'score' | 'note' | 'freeze' | 'cut' | 'propose' | 'depart' | 'publicise' | 'object' | 'settle' | 'return' | 'confirm' | 'decide' | 'endorse' | 'draft' | 'approve' | 'issue' | 'close'

/** `permission` says who may, and counts as the step of the case that the separation of duties looks at. */
export type Action = { id: ActionId; label: string; permission: Permission; from: readonly Stage[]; to: Stage | null }

export const actions: readonly Action[] = [
  { id: 'assign', label: '指派第三方', permission: 'season.propose', from: ['opened', 'locked', 'scored'], to: null },
  { id: 'lock', label: '锁定规则', permission: 'season.approve', from: ['opened'], to: 'locked' },
  { id: 'score', label: '报送评分', permission: 'workbook.import', from: ['locked', 'scored'], to: 'scored' },
  { id: 'note', label: '附记事实', permission: 'workbook.import', from: ['opened', 'locked', 'scored'], to: null },
  { id: 'freeze', label: '冻结数据', permission: 'season.freeze', from: ['scored'], to: 'frozen' },
  { id: 'cut', label: '确认分界', permission: 'workbook.confirm', from: ['frozen'], to: null },
  { id: 'propose', label: '生成拟办', permission: 'decision.propose', from: ['frozen', 'proposed'], to: 'proposed' },
  { id: 'depart', label: '另作处理', permission: 'decision.propose', from: ['proposed'], to: null },
  { id: 'publicise', label: '公示', permission: 'decision.propose', from: ['proposed'], to: 'publicised' },
  { id: 'object', label: '提出异议', permission: 'objection.file', from: ['publicised'], to: null },
  { id: 'settle', label: '裁定异议', permission: 'objection.settle', from: ['publicised'], to: null },
  { id: 'return', label: '退回拟办', permission: 'decision.confirm', from: ['publicised', 'confirmed'], to: 'proposed' },
  { id: 'confirm', label: '复核决定', permission: 'decision.confirm', from: ['publicised'], to: 'confirmed' },
  { id: 'decide', label: '审定决定', permission: 'decision.approve', from: ['confirmed'], to: 'decided' },
  { id: 'endorse', label: '登记命名批准', permission: 'decision.approve', from: ['decided', 'drafted'], to: null },
  { id: 'draft', label: '起草公文', permission: 'notice.write', from: ['decided', 'drafted'], to: 'drafted' },
  { id: 'approve', label: '签发公文', permission: 'notice.approve', from: ['drafted'], to: 'approved' },
  { id: 'issue', label: '印发公文', permission: 'notice.release', from: ['approved'], to: 'issued' },
  { id: 'close', label: '结束年度', permission: 'season.approve', from: ['issued'], to: 'closed' },
]

export function actionOf(id: ActionId): Action {
  return actions.find(action => action.id === id) as Action
}

/** The action that a fact is the outcome of; `season.opened` has none. */
const actionByFact: Partial<Record<SeasonFactType, ActionId>> = {
  'season.assigned': 'assign', 'season.locked': 'lock', 'season.scored': 'score', 'season.noted': 'note', 'season.frozen': 'freeze', 'season.cut': 'cut', 'season.proposed': 'propose', 'season.departed': 'depart', 'season.publicised': 'publicise', 'season.objected': 'object',
  'season.objection-settled': 'settle', 'season.returned': 'return', 'season.confirmed': 'confirm', 'season.decided': 'decide', 'season.endorsed': 'endorse', 'season.drafted': 'draft', 'season.approved': 'approve', 'season.issued': 'issue', 'season.closed': 'close',
}

/** The permission that a recorded step was taken with: the step's name for the separation of duties. */
export function permissionOf(fact: SeasonFactType): Permission {
  const id = actionByFact[fact]
  return id ? actionOf(id).permission : 'season.propose'
}

/** Why an action cannot be taken now, whoever asks; null where it can. */
export function refusalOf(state: SeasonState, id: ActionId, today: PlainDate): Problem | null {
  const action = actionOf(id)
  // Grades that a document printed need no scoring.
  const from = id === 'freeze' && state.scores === 'published' ? ['locked' as const, ...action.from] : action.from
  if (!from.includes(state.stage)) return problem('season.stage', { action: action.label, stage: stageLabels[state.stage], needed: from.map(stage => stageLabels[stage]).join('、') })
  const open = state.objections.filter(objection => !objection.settled)
  if (id === 'confirm' && state.publicity && today <= state.publicity.until) return problem('season.publicity', { until: state.publicity.until })
  if (id === 'confirm' && open.length) return problem('objection.open', { count: open.length })
  if (id === 'object' && state.publicity && (today > state.publicity.until || today < state.publicity.from)) return problem('season.publicity-over', { until: state.publicity.until })
  return null
}

/** The season after its facts; null before it was opened. */
export function seasonOf(id: string, events: readonly Recorded<SeasonFact>[]): SeasonState | null {
  return events.reduce<SeasonState | null>((state, event) => next(id, state, event), null)
}

function next(id: string, before: SeasonState | null, event: Recorded<SeasonFact>): SeasonState {
  const hashes: Record<string, string> = 'hashes' in event.data ? event.data.hashes ?? {} : {}
  const step = { action: event.type, person: event.data.person, actor: event.actor, at: event.recorded, reason: 'reason' in event.data ? event.data.reason : null, hashes }
  if (event.type === 'season.opened') {
    const { programme, year, rules, scheme, scores, document, collectUntil, demo } = event.data
    return { id, stage: 'opened', programme, year, rules, scheme, scores, document, collectUntil, demo, settings: {}, assignments: [], notes: [], frozenAt: null, cuts: [], departures: [], publicity: null, publicities: [], objections: [], endorsement: null, issued: null, contents: {}, version: event.version, steps: [step] }
  }
  if (!before) throw new Error(`season ${id} begins with ${event.type}`)
  const action = actionByFact[event.type]
  const state: SeasonState = { ...before, stage: (action && actionOf(action).to) ?? before.stage, contents: { ...before.contents, ...hashes }, version: event.version, steps: [...before.steps, step] }
  switch (event.type) {
    case 'season.locked': return { ...state, settings: event.data.settings }
    case 'season.assigned': {
      const { organisation, name, towns } = event.data
      return { ...state, assignments: [...state.assignments.filter(other => other.organisation !== organisation), { organisation, name, towns }] }
    }
    case 'season.noted': return { ...state, notes: [...state.notes.filter(note => !event.data.notes.some(other => other.town === note.town && other.fact === note.fact)), ...event.data.notes] }
    case 'season.frozen': return { ...state, frozenAt: { valid: event.data.valid, known: event.data.known } }
    case 'season.cut': return { ...state, cuts: event.data.cuts }
    case 'season.proposed': return { ...state, contents: undecided(state.contents), departures: [], endorsement: null }
    case 'season.endorsed': return { ...state, endorsement: event.data.approval }
    case 'season.departed': {
      const { town, outcome, reason, basis } = event.data
      return { ...state, departures: [...state.departures.filter(other => other.town !== town), { town, outcome, reason, by: event.actor, ...(basis ? { basis } : {}) }] }
    }
    case 'season.publicised': {
      const { from, until } = event.data
      return { ...state, publicity: { from, until }, publicities: [...state.publicities, { from, until, content: event.data.hashes?.publicity ?? null, returned: false }] }
    }
    case 'season.objected': return { ...state, objections: [...state.objections, { id: event.data.id, town: event.data.town, text: event.data.text, by: event.actor, on: event.effective, settled: null }] }
    case 'season.objection-settled': return { ...state, objections: state.objections.map(objection => (objection.id === event.data.id ? { ...objection, settled: { upheld: event.data.upheld, reason: event.data.reason, by: event.actor } } : objection)) }
    case 'season.returned': return { ...state, contents: undecided(state.contents), endorsement: null, publicity: null, publicities: state.publicities.map((other, i) => (i === state.publicities.length - 1 ? { ...other, returned: true } : other)) }
    case 'season.issued': return { ...state, issued: { document: event.data.document, number: event.data.number, publicAt: event.data.publicAt } }
    default: return state
  }
}

/** What was decided and drafted before does not count any more. */
function undecided(contents: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(contents).filter(([what]) => what !== 'decisions' && what !== 'notice'))
}
