// Made-up people and places for the tests of rights. 演示数据.
import fc from 'fast-check'
import { readPolicy } from '#server/identity/access.ts'
import { accessOf } from './may.ts'
import type { Person, Post } from './person.ts'

export const access = accessOf(readPolicy())
export const roles = access.policy.roles.map(role => role.id)
export const day = '2030-06-01'

/** Two prefectures of two counties of two towns; one expert case for each town. */
export const places = ['A', 'B'].flatMap(prefecture => ['1', '2'].flatMap(county => ['x', 'y'].map(town => ({ prefecture, county: `${prefecture}${county}`, town: `${prefecture}${county}${town}`, case: `case-${prefecture}${county}${town}` }))))

export function post(role: string, more: Partial<Post> = {}): Post {
  return { role, organisation: null, division: null, towns: [], assigned: [], from: '2020-01-01', to: null, delegator: null, ...more }
}

export function person(id: string, posts: readonly Post[], more: Partial<Person> = {}): Person {
  return { id, name: id, disabled: false, posts, home: null, ties: [], ...more }
}

export const anyPost: fc.Arbitrary<Post> = fc.record({ role: fc.constantFrom(...roles), place: fc.constantFrom(...places), period: fc.constantFrom<[string, string | null]>(['2020-01-01', null], ['2020-01-01', '2030-06-01'], ['2030-06-01', null], ['2030-06-02', null]) })
  .map(({ role, place, period }) => post(role, {
    division: role === 'prefecture' ? place.prefecture : role === 'county' ? place.county : null,
    towns: role === 'operator' ? [place.town] : [], assigned: role === 'expert' || role === 'evaluator' ? [place.case] : [], from: period[0], to: period[1],
  }))

export const anyPerson: fc.Arbitrary<Person> = fc.record({ id: fc.constantFrom('p1', 'p2', 'p3'), posts: fc.array(anyPost, { maxLength: 3 }), disabled: fc.boolean().map(Boolean) }).map(({ id, posts, disabled }) => person(id, posts, { disabled: disabled && posts.length > 2 }))
