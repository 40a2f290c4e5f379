// Whose turn a case is: the steps it waits for now. Those that one may take but nobody waits for – decline, put off, drop,
// withdraw – are not among them. Who may take them, rights and duties say.
import type { PlainDate } from '../base/plain-date.ts'
import type { Appeal, AppealAction } from './appeal.ts'
import type { Misuse, MisuseAction } from './misuse.ts'
import type { SupervisionPolicy } from './policy.ts'
import { type Rectification, type RectificationAction, rectificationRefusal } from './rectification.ts'
import type { Report, ReportAction } from './report.ts'
import { type Round, type RoundAction, unfollowed } from './round.ts'
import type { Support, SupportAction } from './support.ts'

/** @param towns those of the round that the person asked about sees */
export function roundTurns({ stage, ...round }: Round, towns: readonly string[], policy: SupervisionPolicy): RoundAction[] {
  if (stage === 'planned') return ['launch']
  if (stage !== 'launched') return []
  const unseen = (among: readonly string[]): boolean => among.some(town => !round.visits.some(visit => visit.town === town))
  const open = unfollowed({ stage, ...round }, policy)
  return [...(unseen(towns) ? ['check' as const] : []), ...(open.length ? ['follow' as const] : []), ...(unseen(round.towns) || open.length ? [] : ['close' as const])]
}

export function rectificationTurns(state: Rectification, policy: SupervisionPolicy, today: PlainDate): RectificationAction[] {
  const measure = state.measures.at(-1)
  const open = (id: RectificationAction): boolean => rectificationRefusal(state, id, policy, today) === null
  switch (state.stage) {
    case 'opened': case 'failed': return ['measure']
    case 'proposed': return ['order']
    // What comes first is noted first; whoever is late is looked at without a report.
    case 'ordered': return (['interview', 'circulate', 'report', 'recheck'] as const).filter(id => open(id) && !(id === 'interview' && measure?.interview) && !(id === 'circulate' && measure?.circular))
    case 'reported': return ['recheck']
    case 'passed': return ['close']
    case 'cured': return open('propose-clearing') ? ['propose-clearing'] : []
    case 'clearing': return ['clear']
    default: return []
  }
}

const misuse: Partial<Record<Misuse['stage'], MisuseAction>> = { opened: 'verify', verified: 'propose', proposed: 'order', ordered: 'execute', executed: 'close' }
const support: Partial<Record<Support['stage'], SupportAction>> = { requested: 'recommend', returned: 'revise', recommended: 'review', reviewed: 'grant' }

export function misuseTurns({ stage }: Misuse): MisuseAction[] {
  return misuse[stage] ? [misuse[stage]] : []
}

export function supportTurns({ stage }: Support): SupportAction[] {
  return support[stage] ? [support[stage]] : []
}

/** @param handled what was passed on has been dealt with; nothing to answer before */
export function reportTurns({ stage }: Report, handled: boolean): ReportAction[] {
  if (stage === 'filed') return ['accept']
  if (stage === 'accepted') return ['pass']
  return stage === 'passed' && handled ? ['answer'] : []
}

export function appealTurns({ stage, replies }: Appeal): AppealAction[] {
  if (stage === 'filed') return ['accept']
  if (stage === 'accepted') return replies.length ? ['review'] : ['reply', 'review']
  return stage === 'reviewed' ? ['settle'] : stage === 'upheld' ? ['correct'] : []
}
