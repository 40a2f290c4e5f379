import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { access, anyPost, day, person, places, post, roles } from '../access/access.fixture.ts'
import type { Person } from '../access/person.ts'
import type { Step } from '../access/target.ts'
import type { Problem } from '../base/problem.ts'
import type { Recorded } from '../register/event.ts'
import { type Action, type Case, historyOf, stageRefusal } from './flow.ts'
import { measureFault, type Rectification, type RectificationAction, rectificationFlow, rectificationOf, rectificationRefusal } from './rectification.ts'
import { type Round, type RoundAction, roundFlow, roundRefusal, unfollowed } from './round.ts'
import { dataOf, nouns, type Noun, opening, policy, recorded } from './supervision.fixture.ts'

const place = places[0] as (typeof places)[number]
/** Who decided the season that is appealed against: of the cast, and one who could otherwise settle the appeal. */
const decider = `p${roles.indexOf('leading-group')}`
const earlier: Record<string, Step[]> = { appeal: [{ step: 'decision.approve', person: decider, on: day }] }

function refusalOf(noun: string, state: Case, action: Action, data: object): Problem | null {
  if (noun === 'round') return roundRefusal(state as Round, action.id as RoundAction, policy, town => town)
  if (noun !== 'rectification') return stageRefusal((nouns[noun] as Noun).flow, state, action.id)
  const refused = rectificationRefusal(state as Rectification, action.id as RectificationAction, policy, day)
  return refused ?? (action.id === 'measure' ? measureFault(state as Rectification, data as { rung: string; due: string }, policy, day) : null)
}

/** What an outsider finds wrong with a case's record, without asking flow or policy of access. Pairs that one person may not do. */
const apart: readonly [string, string][] = [
  ['round.planned', 'round.launched'], ['round.planned', 'round.closed'], ['rectification.measured', 'rectification.ordered'], ['rectification.measured', 'rectification.closed'],
  ['rectification.reported', 'rectification.rechecked'], ['rectification.reported', 'rectification.closed'], ['rectification.reported', 'warning.cleared'], ['warning.clearing-proposed', 'warning.cleared'],
  ['misuse.verified', 'misuse.closed'], ['misuse.proposed', 'misuse.ordered'], ['misuse.executed', 'misuse.closed'],
  ['appeal.filed', 'appeal.reviewed'], ['appeal.filed', 'appeal.settled'], ['appeal.reviewed', 'appeal.settled'], ['appeal.replied', 'appeal.settled'],
  ['support.requested', 'support.recommended'], ['support.recommended', 'support.reviewed'], ['support.reviewed', 'support.granted'], ['support.requested', 'support.granted'],
]
type Taken = { type: string; who: string; data: Record<string, unknown> }

function violations(taken: readonly Taken[]): string[] {
  const doers = (type: string): Set<string> => new Set(taken.filter(step => step.type === type).map(step => step.who))
  const index = (type: string): number => taken.findIndex(step => step.type === type)
  const before = (at: number, type: string): Taken[] => taken.slice(0, at).filter(step => step.type === type)
  const ladder = policy.ladder.map(rung => rung.id)
  const heights = taken.flatMap((step, i) => (step.type === 'rectification.measured' && taken[i + 1]?.type !== 'rectification.declined' ? [ladder.indexOf(step.data['rung'] as string)] : []))
  return [
    ...apart.filter(([a, b]) => !doers(a).isDisjointFrom(doers(b))).map(pair => pair.join(' ')),
    ...taken.flatMap(({ type, who }, at) => [
      ...(type.startsWith('appeal.') && ['appeal.accepted', 'appeal.refused', 'appeal.reviewed', 'appeal.settled', 'appeal.returned'].includes(type) && who === decider ? ['decider handles the appeal'] : []),
      ...(type === 'warning.cleared' && !before(at, 'rectification.closed').length ? ['cleared without cure'] : []),
      ...(type === 'rectification.closed' && before(at, 'rectification.rechecked').at(-1)?.data['passed'] !== true ? ['closed without a passed re-check'] : []),
      ...(type === 'rectification.reported' && before(at, 'rectification.measured').at(-1)?.data['rung'] === 'interview' && index('rectification.interviewed') < 0 ? ['reported without the interview'] : []),
      ...(type === 'rectification.reported' && !before(at, 'rectification.ordered').length && before(at, 'rectification.measured').at(-1)?.data['direct'] !== true ? ['ordered by nobody'] : []),
      ...(type === 'round.closed' && new Set(before(at, 'round.checked').map(step => step.data['town'])).size < 2 ? ['closed with towns unseen'] : []),
      ...(type === 'round.closed' && before(at, 'round.checked').flatMap(step => step.data['findings'] as { id: string; severity: string }[]).some(finding => finding.severity === 'major' && !before(at, 'round.followed').some(step => step.data['finding'] === finding.id)) ? ['closed with a grave finding left'] : []),
      ...(type === 'support.granted' && !before(at, 'support.recommended').length ? ['granted without recommendation'] : []),
      ...(type === 'misuse.closed' && !before(at, 'misuse.executed').length ? ['closed without a result'] : []),
    ]),
    ...(heights.some((height, i) => i > 0 && height < (heights[i - 1] as number)) ? ['milder measure'] : []),
  ]
}

describe('cases of supervision', () => {
  it('keep the rules over 6,000 random walks, whoever holds whatever', () => {
    const counts = { steps: 0, refused: 0 }
    const reached = new Set<string>()
    // Somebody of each role is there, and the random posts make people who hold several.
    const cast = fc.array(fc.array(anyPost, { maxLength: 2 }), { minLength: roles.length, maxLength: roles.length })
      .map(list => list.map((more, i) => person(`p${i}`, [post(roles[i] as string), ...more].map(held => ({ ...held, division: held.role === 'prefecture' ? 'A' : held.role === 'county' ? 'A1' : null, towns: ['A1x'], assigned: [place.case], from: '2030-01-01', to: null })))))
    // Most steps are ones that the stage allows, so that the walks get far.
    const walk = fc.array(fc.record({ who: fc.nat(), pick: fc.nat(), wild: fc.integer({ min: 0, max: 9 }), n: fc.nat(20) }), { minLength: 80, maxLength: 160 })
    fc.assert(fc.property(fc.constantFrom(...Object.keys(nouns)), cast, walk, (noun, people, attempts) => {
      const legal = people.map(one => (access.conflict(one.posts.map(held => held.role)) ? { ...one, posts: one.posts.slice(0, 1) } : one))
      const { flow, of } = nouns[noun] as Noun
      const events: Recorded<never>[] = [recorded([], flow.opening.fact, legal.find(one => access.may(one, flow.opening.permission, place, day).allowed)?.id ?? 'public', opening[noun] as object)]
      const taken: Taken[] = events.map(event => ({ type: flow.opening.fact, who: (event as { actor: string }).actor, data: {} }))
      for (const { who, pick, wild, n } of attempts) {
        const state = of('1', events) as Case
        const open = flow.actions.filter(action => action.from.includes(state.stage))
        const choice = wild === 0 || !open.length ? flow.actions : open
        const action = choice[pick % choice.length] as Action
        const somebody = legal[who % legal.length] as Person
        const findings = noun === 'round' ? unfollowed(state as Round, policy) : []
        const data = { ...dataOf(action, n), ...(action.id === 'follow' ? { finding: findings[0]?.id ?? 'none' } : {}), ...(action.id === 'check' ? { findings: (dataOf(action, n) as { findings: object[] }).findings.map(finding => ({ ...finding, id: `发现${events.length}` })) } : {}) }
        const history = [...(earlier[noun] ?? []), ...historyOf(state)]
        if (refusalOf(noun, state, action, data) || !access.may(somebody, action.permission, { ...place, history }, day).allowed) { counts.refused += 1; continue }
        events.push(recorded(events, action.fact, somebody.id, data))
        taken.push({ type: action.fact, who: somebody.id, data })
        counts.steps += 1
        const after = of('1', events) as Case
        reached.add(`${noun} ${after.stage}`)
        expect(Object.keys(flow.stages)).toContain(after.stage)
        expect(after.steps).toHaveLength(events.length)
      }
      expect(violations(taken)).toEqual([])
    }), { numRuns: 6000 })
    expect(Math.min(counts.steps, counts.refused)).toBeGreaterThan(10_000)
    const every = Object.entries(nouns).flatMap(([noun, { flow }]) => Object.keys(flow.stages).filter(stage => stage !== flow.opening.stage).map(stage => `${noun} ${stage}`))
    expect(every.filter(stage => !reached.has(stage))).toEqual([])
  })

  it('the outsider of that test does find violations', () => {
    const did = (type: string, who: string, data: Record<string, unknown> = {}): Taken => ({ type, who, data })
    expect(violations([did('rectification.measured', 'a', { rung: 'order' }), did('rectification.ordered', 'a'), did('rectification.measured', 'b', { rung: 'guidance' }), did('warning.cleared', 'c'), did('appeal.settled', decider)])).toEqual([
      'rectification.measured rectification.ordered', 'cleared without cure', 'decider handles the appeal', 'milder measure',
    ])
  })

  it('every permission of every step is one that somebody holds, and every stage but the last has a way on', () => {
    for (const { flow } of Object.values(nouns)) {
      for (const { permission } of [flow.opening, ...flow.actions]) expect(Object.keys(access.policy.permissions[permission].who)).not.toEqual([])
      for (const action of flow.actions) for (const stage of [...action.from, ...(action.to ? [action.to] : [])]) expect(Object.keys(flow.stages)).toContain(stage)
    }
  })
})

describe('a rectification', () => {
  const steps = (...facts: [string, object?, string?][]): Rectification => {
    const events: Recorded<never>[] = [recorded([], 'rectification.opened', 'h', { ...opening['rectification'] })]
    for (const [fact, data = {}, on] of facts) events.push(recorded(events, fact, 'p', { ...dataOf({ fact } as Action, 1), ...data }, on))
    return rectificationOf('1', events) as Rectification
  }
  const refused = (state: Rectification, action: RectificationAction, today = day): unknown => rectificationRefusal(state, action, policy, today)?.code ?? null
  const ordered = (rung: string): Rectification => steps(['rectification.measured', { rung, due: '2030-06-20', direct: false }], ['rectification.ordered'])

  it('is re-checked once reported, or once its day is over', () => {
    const state = ordered('order')
    expect([refused(state, 'recheck', '2030-06-20'), refused(state, 'recheck', '2030-06-21'), refused(state, 'report')]).toEqual(['rectification.not-due', null, null])
  })

  it('an interview and a circular are on record before anything else', () => {
    expect([refused(ordered('interview'), 'report'), refused(ordered('circular'), 'recheck', '2030-07-01'), refused(ordered('order'), 'interview'), refused(ordered('interview'), 'circulate')]).toEqual(['rectification.record', 'rectification.record', 'rectification.kind', 'rectification.kind'])
    const met = steps(['rectification.measured', { rung: 'interview', due: '2030-06-20', direct: false }], ['rectification.ordered'], ['rectification.interviewed'])
    expect(refused(met, 'report')).toBe(null)
  })

  it('a measure is never milder than the one before, nor longer than its kind allows; one that was not agreed to does not count', () => {
    const failed = steps(['rectification.measured', { rung: 'interview', due: '2030-06-20', direct: false }], ['rectification.ordered'], ['rectification.rechecked', { passed: false }])
    const fault = (state: Rectification, rung: string, due: string): unknown => measureFault(state, { rung, due }, policy, day)?.code ?? null
    expect([fault(failed, 'order', '2030-06-20'), fault(failed, 'interview', '2030-06-20'), fault(failed, 'circular', '2030-07-31'), fault(failed, 'circular', '2030-08-01'), fault(failed, 'circular', '2030-05-31'), fault(failed, 'x', day)])
      .toEqual(['rectification.lower', null, null, 'supervision.due', 'supervision.due', 'supervision.word'])
    const declined = steps(['rectification.measured', { rung: 'interview', due: '2030-06-20', direct: false }], ['rectification.declined'])
    expect([declined.stage, fault(declined, 'order', '2030-06-20')]).toEqual(['opened', null])
  })

  it('only one for a warning ends in lifting it', () => {
    const cured: [string, object?][] = [['rectification.measured', { rung: 'guidance', due: '2030-06-20', direct: true }], ['rectification.reported'], ['rectification.rechecked', { passed: true }], ['rectification.closed']]
    expect(refused(steps(...cured), 'propose-clearing')).toBe(null)
    const events = [recorded([], 'rectification.opened', 'h', { ...opening['rectification'], cause: { kind: 'finding', round: 'r', finding: 'f' } })]
    for (const [fact, data = {}] of cured) events.push(recorded(events, fact, 'p', { ...dataOf({ fact } as Action, 1), ...data }))
    expect(refused(rectificationOf('1', events) as Rectification, 'propose-clearing')).toBe('rectification.cause')
  })

  it('says in Chinese what stands in the way', () => {
    expect(rectificationRefusal(steps(), 'close', policy, day)?.params).toEqual({ action: '销号', noun: '整改', stage: rectificationFlow.stages.opened, needed: '“复查通过”' })
    expect(roundFlow.noun).toBe('检查')
  })
})
