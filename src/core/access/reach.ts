// How far a person sees: the one place that decides which towns are theirs. `may` and every list ask it.
import type { PlainDate } from '../base/plain-date.ts'
import type { Permission } from './permission.ts'
import { type Person, type Post, postsOn } from './person.ts'
import type { AccessPolicy, Scope } from './policy.ts'
import type { Target } from './target.ts'

/** Codes as of the day; ids. `everywhere` makes the rest idle. */
export type Reach = {
  everywhere: boolean
  prefectures: string[]
  counties: string[]
  towns: string[]
  /** cases or towns assigned to the person */
  assigned: string[]
  own: boolean
  published: boolean
}

/** What of a permission's objects a person reaches on a day; nothing where they do not hold it. */
export function scopeOf(policy: AccessPolicy, person: Person, permission: Permission, day: PlainDate): Reach {
  const { who } = policy.permissions[permission]
  const held = person.disabled ? [] : postsOn(person, day).flatMap(post => (who[post.role] ? [{ post, scope: who[post.role] as Scope }] : []))
  const of = (scope: Scope, pick: (post: Post) => readonly (string | null)[]): string[] => [...new Set(held.filter(one => one.scope === scope).flatMap(({ post }) => pick(post)).filter(code => code !== null))]
  return {
    everywhere: held.some(one => one.scope === 'province'),
    prefectures: of('prefecture', post => [post.division]),
    counties: of('county', post => [post.division]),
    towns: of('town', post => post.towns),
    assigned: of('assigned', post => post.assigned),
    own: held.some(one => one.scope === 'own'),
    published: held.some(one => one.scope === 'published'),
  }
}

/** Unknown is never within a limited reach. */
export function covers(reach: Reach, target: Target, person: string): boolean {
  const within = (list: readonly string[], value: string | null | undefined): boolean => typeof value === 'string' && list.includes(value)
  return reach.everywhere
    || within(reach.prefectures, target.prefecture)
    || within(reach.counties, target.county)
    || within(reach.towns, target.town)
    || within(reach.assigned, target.case) || within(reach.assigned, target.town)
    || (target.towns !== undefined && target.towns.length > 0 && target.towns.every(town => reach.assigned.includes(town)))
    || (reach.own && target.owner === person)
    || (reach.published && target.published === true)
}
