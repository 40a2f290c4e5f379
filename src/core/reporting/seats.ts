// Who may take which step of a report: its permission, and the levels and departments that a person speaks for.
import { covers, scopeOf } from '../access/reach.ts'
import type { Permission } from '../access/permission.ts'
import { type Person, postsOn } from '../access/person.ts'
import type { AccessPolicy } from '../access/policy.ts'
import type { Step as Done } from '../access/target.ts'
import type { PlainDate } from '../base/plain-date.ts'
import { type Act, type Actor, acts, turnProblem } from './act.ts'
import type { DataSet } from './data-set.ts'
import { hasNoCounty, type Reporting } from './reporter.ts'
import type { Step, Submission } from './submission.ts'

export const permissionOfAct: Record<Act, Permission> = {
  save: 'reporting.write', submit: 'reporting.submit', recall: 'reporting.submit', askUnlock: 'reporting.submit',
  approve: 'reporting.approve', return: 'reporting.return', confirm: 'reporting.confirm', settleUnlock: 'reporting.unlock',
}

/**
 * Everything a person can speak for at a report, for one act. A level is held by a post whose office is of its kind and
 * that reaches the reporter; a department by a post of a department to which it is assigned by its id.
 */
export function seatsOf(policy: AccessPolicy, person: Person, act: Act, dataSet: DataSet, reporting: Reporting, day: PlainDate): Actor[] {
  const permission = permissionOfAct[act]
  const posts = postsOn(person, day).filter(post => policy.permissions[permission].who[post.role])
  if (acts[act].by === 'department') return dataSet.departments.filter(({ id }) => posts.some(post => post.assigned.includes(id))).map(({ id }) => ({ person: person.id, department: id }))
  const held = dataSet.chain.filter(({ kind }) => posts.some(post => {
    const office = policy.roles.find(role => role.id === post.role)?.organisation
    const fits = office === kind || (kind === 'county' && office === 'prefecture' && hasNoCounty(reporting))
    return fits && covers(scopeOf(policy, { ...person, posts: [post] }, permission, day), reporting.target, person.id)
  }))
  return held.map(({ id }) => ({ person: person.id, level: id }))
}

/** The seat in which somebody acts: the one whose turn it is where they hold several. `level` is empty where they hold none. */
export function seatFor(dataSet: DataSet, submission: Submission, act: Act, seats: readonly Actor[], person: string): Actor {
  return seats.find(seat => turnProblem(dataSet, submission, act, seat) === null) ?? seats[0] ?? { person, level: '' }
}

const actOfStep: Record<Step['kind'], Act> = { saved: 'save', signed: 'approve', returned: 'return', recalled: 'recall', confirmed: 'confirm', 'unlock-asked': 'askUnlock', 'unlock-settled': 'settleUnlock' }

/** A step as the separation of duties sees it. */
export function doneIn({ chain }: DataSet, step: Step, behalf: string | null): Done {
  const first = chain[0]?.id ?? ''
  const act = step.kind === 'signed' && step.level === first ? 'submit' : actOfStep[step.kind]
  const at = step.kind === 'signed' || step.kind === 'returned' ? step.level : step.kind === 'saved' ? first : null
  return { step: permissionOfAct[act], person: step.person, behalf, on: step.on, at }
}
