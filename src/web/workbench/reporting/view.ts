// What the pages of 调度 show by choice, as it stands in the address.

export const stateWords = { overdue: '逾期', due: '在办', accepted: '已办结' } as const
export type State = keyof typeof stateWords

export type BoardView = { state?: State; q?: string; sort?: string }

export function readBoardView(raw: Record<string, unknown>): BoardView {
  const { state, q, sort } = raw
  return { ...(typeof state === 'string' && state in stateWords ? { state: state as State } : {}), ...(typeof q === 'string' && q ? { q } : {}), ...(typeof sort === 'string' && sort ? { sort } : {}) }
}

const tabs = ['grid', 'checks', 'sides', 'comments', 'history'] as const
export type Tab = (typeof tabs)[number]
export const steps = ['submit', 'recall', 'approve', 'return', 'confirm', 'askUnlock', 'settleUnlock'] as const
export type StepName = (typeof steps)[number]

/** `do` is the step whose dialog is open. */
export type ReportPageView = { tab?: Tab; do?: StepName }

export function readReportView(raw: Record<string, unknown>): ReportPageView {
  const tab = tabs.find(value => value === raw['tab'])
  const step = steps.find(value => value === raw['do'])
  return { ...(tab ? { tab } : {}), ...(step ? { do: step } : {}) }
}
