// What a call and an application wait for: of the steps that can be taken now those that bring them forward, with the
// permission of whoever takes them.
import type { Permission } from '../access/permission.ts'
import type { PlainDate } from '../base/plain-date.ts'
import { actionOf, type ApplicationState, deskOf, refusalOf } from './application.ts'
import { callActions, type CallActionId, callRefusal, type CallState } from './call.ts'
import { joinedTo, type ListContent, listProblem, unsettled } from './list.ts'
import type { ApplicationsFile } from './policy.ts'
import { concludeRefusal, type ReviewState, sitting } from './review.ts'

const unasked: readonly CallActionId[] = ['ask-extension', 'object', 'return', 'end']

export function callTurns(call: CallState, list: ListContent | null, applications: readonly ApplicationState[], today: PlainDate): CallActionId[] {
  return callActions.map(({ id }) => id).filter(id => !unasked.includes(id) && callRefusal(call, id, today) === null && isDue(id, call, list, applications))
}

function isDue(id: CallActionId, call: CallState, list: ListContent | null, applications: readonly ApplicationState[]): boolean {
  switch (id) {
    case 'select': return call.stage === 'open' && unsettled(applications) === null && applications.some(({ stage }) => stage === 'reviewed')
    case 'publicise': return list !== null && listProblem(list, call, applications) === null
    case 'settle': return call.objections.some(({ settled }) => !settled)
    case 'draft': return call.stage === 'approved'
    default: return true
  }
}

/** `of`: the one person who is asked; absent: whoever has the permission. */
export type Turn = { id: string; label: string; permission: Permission; of?: string }

/** @param list the call's list; null before there is one */
export function applicationTurns(application: ApplicationState, call: CallState, review: ReviewState, list: ListContent | null, panel: ApplicationsFile['review']['panel'], today: PlainDate): Turn[] {
  const desk = deskOf[application.stage]
  const open = (id: 'submit' | 'recommend' | 'check' | 'conclude' | 'join'): boolean => desk !== undefined && refusalOf(application, call, id, { today, desk }) === null
  const step = (id: 'recommend' | 'check' | 'conclude' | 'join'): Turn[] => (open(id) ? [{ id, label: actionOf(id).label, permission: actionOf(id).permission }] : [])
  switch (application.stage) {
    case 'draft': return open('submit') ? [{ id: 'write', label: '填报', permission: 'application.write' }] : []
    case 'submitted': return step('recommend')
    case 'recommended': return step('check')
    case 'checked': {
      if (call.stage !== 'open') return []
      if (!review.pool) return [{ id: 'pool', label: '确定抽取范围', permission: 'expert.draw' }]
      if (!review.drawn) return [{ id: 'draw', label: '见证抽取', permission: 'expert.witness' }]
      const asked = sitting(review).filter(seat => !seat.signed).map((seat): Turn => ({ id: 'review', label: '评审', permission: 'score.sign', of: seat.person }))
      return asked.length || concludeRefusal(review, panel) ? asked : step('conclude')
    }
    case 'reviewed': {
      const listed = list?.rows.some(row => row.application === application.id && row.listed) ?? false
      const answered = joinedTo(application, call) || application.joined?.list === call.contents['list']
      return listed && !answered ? step('join') : []
    }
    default: return []
  }
}
