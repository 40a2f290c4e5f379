// May this person do this? Deny by default: what no line of access.yaml allows is refused, with the reason.
import type { PlainDate } from '../base/plain-date.ts'
import { type Problem, problem } from '../base/problem.ts'
import { type Permission, permissions } from './permission.ts'
import { type Person, postsOn } from './person.ts'
import type { AccessPolicy } from './policy.ts'
import { covers, type Reach, scopeOf } from './reach.ts'
import { conflictOf, separationOf } from './separation.ts'
import type { Target } from './target.ts'

export type Decision = { allowed: true } | { allowed: false; reason: Problem }

/** The rules of one policy, ready to ask. Pipeline, lists and pages all ask here and nowhere else. */
export type Access = {
  policy: AccessPolicy
  /** `target` null: nothing in particular, so the permission alone decides and whoever lists uses `scopeOf` */
  may(person: Person, permission: Permission, target: Target | null, asOf: PlainDate): Decision
  scopeOf(person: Person, permission: Permission, asOf: PlainDate): Reach
  /** every permission with its answer, for a page that shows or greys its buttons */
  all(person: Person, target: Target | null, asOf: PlainDate): Record<Permission, Decision>
  /** roles that one person may not hold together, as a refusal; null where they may */
  conflict(roles: readonly string[]): Problem | null
  /** asks for the second factor again */
  confirms(permission: Permission): boolean
  label(permission: Permission): string
  roleLabel(role: string): string
}

export function accessOf(policy: AccessPolicy): Access {
  const roleLabels = new Map(policy.roles.map(role => [role.id, role.label]))
  const roleLabel = (role: string): string => roleLabels.get(role) ?? role
  const label = (permission: Permission): string => policy.permissions[permission].label
  const conflict = (roles: readonly string[]): Problem | null => {
    const found = conflictOf(policy, roles)
    return found && problem('access.conflict', { first: roleLabel(found.first), second: roleLabel(found.second), rule: found.duty.rule, why: found.duty.text })
  }

  function may(person: Person, permission: Permission, target: Target | null, asOf: PlainDate): Decision {
    if (person.disabled) return deny(problem('access.disabled'))
    const posts = postsOn(person, asOf)
    if (!posts.length) return deny(problem('access.no-post'))
    const clash = conflict(posts.map(post => post.role))
    if (clash) return deny(clash)
    const { who } = policy.permissions[permission]
    if (!posts.some(post => who[post.role])) {
      return deny(problem('access.no-permission', { permission: label(permission), roles: [...new Set(posts.map(post => roleLabel(post.role)))].join('、'), holders: Object.keys(who).map(roleLabel).join('、') }))
    }
    // What is hidden from somebody is answered before the scope, and in the words of what does not exist.
    const separation = target && separationOf(policy, person, permission, target, asOf)
    if (separation?.hidden) return deny(problem('access.unknown-target'))
    if (target && !covers(scopeOf(policy, person, permission, asOf), target, person.id)) return deny(problem('access.out-of-scope', { permission: label(permission) }))
    if (separation) return deny(problem('access.separation', { permission: label(permission), rule: separation.duty.rule, why: separation.duty.text }))
    return { allowed: true }
  }

  return {
    policy, may, conflict, label, roleLabel,
    scopeOf: (person, permission, asOf) => scopeOf(policy, person, permission, asOf),
    all: (person, target, asOf) => Object.fromEntries(permissions.map(permission => [permission, may(person, permission, target, asOf)])) as Record<Permission, Decision>,
    confirms: permission => policy.permissions[permission].confirm,
  }
}

function deny(reason: Problem): Decision {
  return { allowed: false, reason }
}
