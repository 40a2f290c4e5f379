// 职责分离, checked: which roles one person may not hold together, and which step of a case is no longer theirs.
import { addYears, dayBefore, type PlainDate } from '../base/plain-date.ts'
import type { Constraint, Duty } from './duty.ts'
import type { Permission } from './permission.ts'
import { type Person, postsOn } from './person.ts'
import type { AccessPolicy } from './policy.ts'
import type { Step, Target } from './target.ts'

/** The first two roles that exclude each other, and the rule that says so. */
export function conflictOf({ duties }: AccessPolicy, roles: readonly string[]): { first: string; second: string; duty: Duty } | null {
  for (const duty of duties) {
    for (const constraint of duty.constraints) {
      if (constraint.kind !== 'roles-apart') continue
      const groupOf = (role: string): number => constraint.groups.findIndex(group => group.includes(role))
      const grouped = roles.filter(role => groupOf(role) >= 0)
      const second = grouped.find(role => groupOf(role) !== groupOf(grouped[0] as string))
      if (second) return { first: grouped[0] as string, second, duty }
    }
  }
  return null
}

/** The first rule that keeps a person from a step in a case, by what has been done there; null where none does. */
export function separationOf(policy: AccessPolicy, person: Person, step: Permission, target: Target, day: PlainDate): { duty: Duty; hidden: boolean } | null {
  const asked: Asked = { person, step, target, day, history: target.history ?? [], selves: selvesOf(policy, person, step, day), roles: postsOn(person, day).map(post => post.role) }
  for (const duty of policy.duties) {
    const broken = duty.constraints.find(constraint => breaks(constraint, asked))
    if (broken) return { duty, hidden: broken.kind === 'not-about-self' && broken.hidden }
  }
  return null
}

type Asked = { person: Person; step: Permission; target: Target; day: PlainDate; history: readonly Step[]; selves: ReadonlySet<string>; roles: readonly string[] }

/** Whoever acts for another counts as both (rule 15). A step may lie within several posts, so all their delegators count. */
function selvesOf({ permissions }: AccessPolicy, person: Person, step: Permission, day: PlainDate): ReadonlySet<string> {
  const delegators = postsOn(person, day).filter(post => permissions[step].who[post.role] && post.delegator !== null).map(post => post.delegator as string)
  return new Set([person.id, ...delegators])
}

function breaks(constraint: Constraint, asked: Asked): boolean {
  const { step, target, history, selves, roles, person, day } = asked
  const mine = (done: Step): boolean => selves.has(done.person) || (typeof done.behalf === 'string' && selves.has(done.behalf))
  switch (constraint.kind) {
    case 'roles-apart': case 'only-reads': case 'never-holds':
      return false
    case 'different-people': {
      const others = constraint.groups.filter(group => !has(group, step)).flat()
      return constraint.groups.some(group => has(group, step)) && history.some(done => has(others, done.step) && mine(done))
    }
    case 'one-stop':
      return has(constraint.steps, step) && history.some(done => has(constraint.steps, done.step) && mine(done) && typeof done.at === 'string' && typeof target.at === 'string' && done.at !== target.at)
    case 'not-after':
      return has(constraint.steps, step) && history.some(done => has(constraint.after, done.step))
    case 'no-tie':
      return has(constraint.steps, step) && roles.some(role => constraint.roles.includes(role)) && isTied(person, target, addYears(day, -constraint.years))
    case 'own-first':
      return has(constraint.steps, step) && roles.some(role => constraint.roles.includes(role)) && !history.some(done => done.step === constraint.first && done.person === person.id)
    case 'not-about-self':
      return has(constraint.steps, step) && (target.about ?? []).some(named => selves.has(named))
    case 'unchanged': {
      if (constraint.step !== step) return false
      const last = history.findLast(done => done.step === constraint.since)
      return !last || !last.state || last.state !== target.state
    }
    case 'needs': {
      if (!has(constraint.steps, step)) return false
      // What was allowed once is used up by the first change made with it.
      const from = history.findLastIndex((done, index) => done.step === constraint.when || (has(constraint.steps, done.step) && history.slice(0, index).some(before => before.step === constraint.when)))
      return history.some(done => done.step === constraint.when) && !constraint.needs.every(need => history.slice(from + 1).some(done => done.step === need))
    }
    case 'quorum': {
      if (constraint.step !== step) return false
      const since = constraint.days === null ? null : back(day, constraint.days)
      const counted = history.filter(done => has(constraint.of, done.step) && (since === null || done.on >= since))
      return new Set(counted.map(done => done.person)).size < constraint.people || !constraint.of.every(one => counted.some(done => done.step === one))
    }
    case 'delegation-ends':
      return postsOn(person, day).some(post => post.delegator !== null && (post.to === null || back(post.to, constraint.days) > post.from))
  }
}

function has(steps: readonly string[], step: string): boolean {
  return steps.includes(step)
}

function isTied({ home, ties }: Person, target: Target, since: PlainDate): boolean {
  const near = home !== null && (target.prefecture === home || target.prefecture === undefined || target.prefecture === null)
  return near || ties.some(tie => (target.organisations ?? []).includes(tie.organisation) && (tie.until === null || tie.until > since))
}

function back(day: PlainDate, days: number): PlainDate {
  let date = day
  for (let left = days; left > 0; left--) date = dayBefore(date)
  return date
}
