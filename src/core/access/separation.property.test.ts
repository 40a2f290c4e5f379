import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addYears } from '../base/plain-date.ts'
import { access, anyPost, day, person, places, post } from './access.fixture.ts'
import { type Permission, permissions } from './permission.ts'
import type { Person } from './person.ts'
import type { Step, Target } from './target.ts'

const { policy, may, conflict } = access
const place = places[0] as (typeof places)[number]

/** Pairs no two of which one person may do in one case, written down again and not taken from the policy. */
const apart: readonly [number, Permission, Permission][] = [
  [4, 'town.propose', 'town.approve'], [4, 'rule.propose', 'rule.approve'], [4, 'rule.propose', 'rule.review'], [4, 'rule.review', 'rule.approve'], [4, 'season.propose', 'season.approve'],
  [4, 'decision.propose', 'decision.confirm'], [4, 'decision.confirm', 'decision.approve'], [4, 'notice.write', 'notice.approve'], [4, 'correction.propose', 'correction.approve'],
  [4, 'export.request', 'export.approve'], [4, 'right.grant', 'right.approve'], [4, 'deadline.propose', 'deadline.approve'], [4, 'expert.draw', 'expert.witness'], [4, 'restore.propose', 'restore.approve'],
  [5, 'workbook.import', 'workbook.confirm'], [5, 'workbook.confirm', 'decision.approve'], [5, 'workbook.import', 'decision.approve'],
  [6, 'rule.propose', 'decision.approve'], [6, 'rule.propose', 'season.approve'], [6, 'rule.propose', 'decision.propose'],
  [9, 'application.submit', 'application.recommend'], [9, 'application.recommend', 'decision.approve'], [9, 'application.submit', 'town.approve'],
  [10, 'decision.approve', 'objection.settle'], [10, 'score.sign', 'objection.settle'], [10, 'decision.confirm', 'objection.handle'],
  [12, 'notice.approve', 'notice.release'], [12, 'notice.write', 'notice.release'], [16, 'emergency.open', 'emergency.agree'],
]

/** What an outsider finds wrong with a finished case, without asking the policy. */
function violations(history: readonly Step[], holders: ReadonlyMap<string, Person>): string[] {
  const both = (done: Step): string[] => [done.person, ...(done.behalf ? [done.behalf] : [])]
  const doers = (step: string): Set<string> => new Set(history.filter(done => done.step === step).flatMap(both))
  const before = (index: number, steps: readonly string[]): Step[] => history.slice(0, index).filter(done => steps.includes(done.step))
  return [
    ...apart.filter(([, a, b]) => !doers(a).isDisjointFrom(doers(b))).map(([rule, a, b]) => `${rule} ${a} ${b}`),
    ...history.flatMap((done, index) => [
      ...(done.step.startsWith('rule.') && done.step !== 'rule.read' && before(index, ['score.sign', 'score.read', 'evaluation.sign', 'workbook.import']).length ? ['6 late rule'] : []),
      ...(done.step === 'score.read' && holders.get(done.person)?.posts.some(held => held.role === 'expert') && !before(index, ['score.sign']).some(signed => signed.person === done.person) ? ['8 peeked'] : []),
      ...(done.step === 'notice.release' && before(index, ['notice.approve']).at(-1)?.state !== done.state ? ['12 changed'] : []),
      ...(['application.write', 'workbook.import'].includes(done.step) && before(index, ['season.freeze']).length && !(before(index, ['change.allow']).length && before(index, ['change.note']).length) ? ['13 frozen'] : []),
      ...(done.step === 'emergency.use' && new Set(before(index, ['emergency.open', 'emergency.agree']).map(other => other.person)).size < 2 ? ['16 alone'] : []),
      ...(done.step === 'key.use' && new Set(before(index, ['key.share']).map(other => other.person)).size < 2 ? ['14 alone'] : []),
    ]),
  ]
}

describe('duties stay apart', () => {
  it('over 10,000 random walks through a case, whoever holds whatever', () => {
    let steps = 0
    let refusedSteps = 0
    const people = fc.array(fc.tuple(fc.array(anyPost, { minLength: 1, maxLength: 3 }), fc.constantFrom(null, null, 'p0', 'p1')), { minLength: 2, maxLength: 5 })
      .map(list => list.map(([posts, delegator], index) => person(`p${index}`, posts.map(held => ({ ...held, division: held.role === 'prefecture' ? 'A' : held.role === 'county' ? 'A1' : null, towns: ['A1x'], assigned: [place.case], from: '2030-05-01', to: delegator ? '2030-07-01' : null, delegator: delegator === `p${index}` ? null : delegator })))))
    const walk = fc.array(fc.tuple(fc.nat(4), fc.constantFrom(...permissions.filter(permission => !/^(account|organisation|security|backup)/.test(permission))), fc.constantFrom('s1', 's2')), { minLength: 40, maxLength: 80 })
    fc.assert(fc.property(people, walk, (cast, attempts) => {
      // Everyone would pass the static rules alone, so that the dynamic ones do the work.
      const legal = cast.map(one => (conflict(one.posts.map(held => held.role)) ? { ...one, posts: one.posts.slice(0, 1) } : one))
      const history: Step[] = []
      for (const [who, step, state] of attempts) {
        const somebody = legal[who % legal.length] as Person
        if (!may(somebody, step, { ...place, history, state }, day).allowed) { refusedSteps += 1; continue }
        history.push({ step, person: somebody.id, behalf: somebody.posts[0]?.delegator ?? null, on: day, state })
        steps += 1
      }
      expect(violations(history, new Map(legal.map(one => [one.id, one])))).toEqual([])
    }), { numRuns: 10_000 })
    expect(Math.min(steps, refusedSteps)).toBeGreaterThan(10_000)
  })

  it('the outsider of that test does find violations', () => {
    const done = (step: string, who: string, state = 's'): Step => ({ step, person: who, on: day, state })
    expect(violations([done('town.propose', 'a'), done('town.approve', 'a'), done('season.freeze', 'a'), done('application.write', 'b'), done('emergency.use', 'c')], new Map())).toEqual(['4 town.propose town.approve', '13 frozen', '16 alone'])
  })
})

describe('each rule', () => {
  const rule = (somebody: Person, step: Permission, target: Target): unknown => {
    const decision = may(somebody, step, { ...place, ...target }, day)
    return decision.allowed ? 'allowed' : (decision.reason.params['rule'] ?? decision.reason.code)
  }
  const office = (role: string, id = 'p'): Person => person(id, [post(role, { division: role === 'county' ? 'A1' : 'A', towns: ['A1x'], assigned: [place.case] })])

  it('1 to 3 keep roles apart', () => {
    const together = (...roles: string[]): unknown => conflict(roles)?.params['rule'] ?? null
    expect([together('system-administrator', 'security-administrator'), together('auditor', 'county'), together('expert', 'department'), together('operator', 'county'), together('evaluator', 'operator')]).toEqual([1, 1, 3, 3, 3])
    expect([together('province-handler', 'province-reviewer'), together('expert', 'evaluator'), together('auditor'), together()]).toEqual([null, null, null, null])
  })

  it('7 experts do not judge their own prefecture, employer, or a tie of three years', () => {
    const expert = office('expert')
    const tied = (until: string | null): Person => ({ ...expert, ties: [{ organisation: 'firm', until }] })
    const concerned = { organisations: ['firm'] }
    expect(rule(expert, 'score.write', concerned)).toBe('allowed')
    expect(rule({ ...expert, home: 'A' }, 'score.write', {})).toBe(7)
    expect(rule({ ...expert, home: 'B' }, 'score.write', {})).toBe('allowed')
    expect([null, addYears(day, -2), addYears(day, -3)].map(until => rule(tied(until), 'score.write', concerned))).toEqual([7, 7, 'allowed'])
  })

  it('11 who is named in a report finds nothing there', () => {
    expect(rule(office('leading-group'), 'report.read', { about: ['p'], published: true })).toBe('access.unknown-target')
    expect(rule(office('leading-group'), 'report.read', { about: ['q'], published: true })).toBe('allowed')
  })

  it('13 what was allowed after the freeze is used up by one change', () => {
    const history: Step[] = [{ step: 'season.freeze', person: 'r', on: day }]
    expect(rule(office('county'), 'application.write', { history })).toBe(13)
    const permitted: Step[] = [...history, { step: 'change.allow', person: 'l', on: day }, { step: 'change.note', person: 'a', on: day }]
    expect(rule(office('county'), 'application.write', { history: permitted })).toBe('allowed')
    expect(rule(office('county'), 'application.write', { history: [...permitted, { step: 'application.write', person: 'p', on: day }] })).toBe(13)
  })

  it('15 a delegate counts as both, and delegation ends', () => {
    const delegate = person('p', [post('province-reviewer', { delegator: 'boss', from: '2030-05-01', to: '2030-07-01' })])
    expect(rule(delegate, 'town.approve', { history: [{ step: 'town.propose', person: 'boss', on: day }] })).toBe(4)
    expect(rule(delegate, 'town.approve', { history: [{ step: 'town.propose', person: 'other', on: day }] })).toBe('allowed')
    expect(rule(person('p', [post('province-reviewer', { delegator: 'boss' })]), 'town.approve', {})).toBe(15)
    expect(rule(person('p', [post('province-reviewer', { delegator: 'boss', to: '2031-06-01' })]), 'town.approve', {})).toBe(15)
  })

  it('16 breaking the glass lasts a day', () => {
    const by = (on: string): Step[] => [{ step: 'emergency.open', person: 'p', on }, { step: 'emergency.agree', person: 'q', on }]
    expect(['2030-06-01', '2030-05-31', '2030-05-30'].map(on => rule(office('system-administrator'), 'emergency.use', { history: by(on) }))).toEqual(['allowed', 'allowed', 16])
  })

  it('there are sixteen', () => {
    expect(policy.duties.map(duty => duty.rule)).toEqual(Array.from({ length: 16 }, (_, index) => index + 1))
  })
})
