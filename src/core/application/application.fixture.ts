// A made-up policy, people and a case for the tests of applications. 演示数据.
import { loadProgrammes } from '#server/policies.ts'
import { policyFor } from '#server/application/policies.ts'
import type { Person } from '../access/person.ts'
import { person, post } from '../access/access.fixture.ts'
import type { Fact, Recorded } from '../register/event.ts'
import type { CallPolicy } from './policy.ts'

export const programme = '示例-茶镇'
export const policy: CallPolicy = policyFor(programme, '2030-06-01')
export const programmes = loadProgrammes()

/** One county's, one prefecture's case. */
export const place = { prefecture: 'A', county: 'A1', town: 'case', case: 'case' }

const posts: Record<string, Parameters<typeof post>[1]> = { county: { division: 'A1' }, prefecture: { division: 'A' }, expert: { assigned: ['case'] } }

/** Somebody who holds these roles, one after another or (where they may) at once. */
export function holder(id: string, roles: readonly string[]): Person {
  return person(id, roles.map(role => post(role, posts[role] ?? {})))
}

/** Facts as the log would hold them, one after another. */
export function recorder<F extends Fact>(): { events: Recorded<F>[]; add(fact: F): void } {
  const events: Recorded<F>[] = []
  return { events, add: fact => { events.push({ ...fact, position: events.length + 1, stream: 's', version: events.length + 1, recorded: `2030-01-01T00:00:${String(events.length % 60).padStart(2, '0')}.000Z`, actor: (fact.data as { person: string }).person }) } }
}
