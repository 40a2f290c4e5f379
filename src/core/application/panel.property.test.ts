import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { access, day } from '../access/access.fixture.ts'
import { messageOf } from '../base/problem.ts'
import { holder, place } from './application.fixture.ts'
import { leanings, modifiedScores, outliersAmong } from './outlier.ts'
import { drawOrder, poolOf } from './panel.ts'
import { applicationOf } from './application.ts'
import { reviewOf, sitting, takeReview } from './review.ts'
import { recorder } from './application.fixture.ts'
import type { ReviewFact } from './review-events.ts'

const expert = fc.record({ home: fc.constantFrom(null, 'A', 'B'), firm: fc.constantFrom(null, 'firm', 'other'), until: fc.constantFrom(null, '2029-01-01', '2027-06-01', '2020-01-01') })

describe('the draw', () => {
  it('never seats anybody who must step back, and stops where too few are left: over 10,000 draws', () => {
    let stopped = 0
    let drawn = 0
    fc.assert(fc.property(fc.array(expert, { minLength: 3, maxLength: 12 }), fc.nat(), (people, number) => {
      const candidates = people.map((one, i) => {
        const person = { ...holder(`e${i}`, ['expert']), home: one.home, ties: one.firm ? [{ organisation: one.firm, until: one.until }] : [] }
        const decision = access.may(person, 'score.sign', { ...place, organisations: ['firm'] }, day)
        return { person: `e${i}`, refusal: decision.allowed ? null : decision.reason, reason: decision.allowed ? '' : messageOf(decision.reason) }
      })
      const { eligible, excluded, refusal } = poolOf(candidates, 3)
      expect([...eligible, ...excluded.map(({ person }) => person)].toSorted()).toEqual(people.map((_, i) => `e${i}`).toSorted())
      if (refusal) { stopped += 1; expect(eligible.length).toBeLessThan(3); return }
      for (const seat of drawOrder(String(number), 'case', 1, eligible).slice(0, 3)) {
        drawn += 1
        const { home, firm, until } = people[Number(seat.slice(1))] as (typeof people)[number]
        expect(home).not.toBe('A')
        if (firm === 'firm') expect(until !== null && until <= '2027-06-01').toBe(true)
      }
    }), { numRuns: 10_000 })
    expect(stopped).toBeGreaterThan(1000)
    expect(drawn).toBeGreaterThan(10_000)
  })

  it('is the same for whoever works it out again, and as even as chance', () => {
    const pool = ['a', 'b', 'c', 'd', 'e']
    expect(drawOrder('483', 'x', 1, pool)).toEqual(drawOrder(' 483', 'x', 1, pool.toReversed()))
    expect(new Set(['x', 'y', 'z'].map(id => drawOrder('483', id, 1, pool).join())).size).toBe(3)
    const first = new Map<string, number>()
    for (let i = 0; i < 5000; i++) { const one = drawOrder(String(i), 'x', 1, pool)[0] as string; first.set(one, (first.get(one) ?? 0) + 1) }
    for (const count of first.values()) expect(Math.abs(count - 1000)).toBeLessThan(120)
  })

  it('whoever steps back gives the seat to the next; pseudonyms stay with their persons', () => {
    const application = { ...(applicationOf('case', [{ type: 'application.started', effective: day, basis: { document: 'c' }, data: { person: 'w', behalf: null, call: 'c', programme: 'p', division: 'A1', name: 'n' }, position: 1, stream: 's', version: 1, recorded: 't', actor: 'w' }]) as NonNullable<ReturnType<typeof applicationOf>>), stage: 'checked' as const, round: 1 }
    const log = recorder<ReviewFact>()
    const act = (person: string, command: Parameters<typeof takeReview>[2]): string => {
      const made = takeReview(reviewOf('case', 1, log.events), application, command, { person, behalf: null, today: day })
      if (made.ok) log.add(made.value)
      return made.ok ? 'ok' : made.problem.code
    }
    expect(act('h', { action: 'draw', number: '1', source: 's', size: 2 })).toBe('panel.no-pool')
    expect(act('h', { action: 'pool', eligible: ['a', 'b', 'c', 'd'], excluded: [], refusal: null })).toBe('ok')
    expect(act('r', { action: 'draw', number: ' ', source: 's', size: 2 })).toBe('panel.number')
    expect(act('r', { action: 'draw', number: '7', source: 's', size: 2 })).toBe('ok')
    const order = drawOrder('7', 'case', 1, ['a', 'b', 'c', 'd']) as [string, string, string, string]
    expect(act(order[2], { action: 'sign', sheet: 'x', content: 'y' })).toBe('panel.not-seated')
    expect(act(order[0], { action: 'recuse', reason: '有关' })).toBe('ok')
    expect(act(order[0], { action: 'sign', sheet: 'x', content: 'y' })).toBe('panel.not-seated')
    expect(sitting(reviewOf('case', 1, log.events)).map(({ person, pseudonym }) => [person, pseudonym])).toEqual([[order[1], '专家2'], [order[2], '专家3']])
    expect(act(order[1], { action: 'sign', sheet: 'x', content: 'y' })).toBe('ok')
    expect(act(order[1], { action: 'recuse', reason: '有关' })).toBe('panel.signed')
    expect(reviewOf('case', 2, log.events).seats).toEqual([])
  })
})

describe('assessors who stand out', () => {
  it('modified z-scores as Iglewicz and Hoaglin define them', () => {
    // By hand: median 3.5, MAD 1.5.
    expect(modifiedScores([1, 2, 3, 4, 5, 14]).map(z => Number(z.toFixed(4)))).toEqual([-1.1242, -0.6745, -0.2248, 0.2248, 0.6745, 4.7215])
    expect(outliersAmong([1, 2, 3, 4, 5, 14].map((value, i) => ({ id: `e${i}`, value })), 3.5)).toMatchObject([{ id: 'e5', value: 14, median: 3.5 }])
  })
  it('where most agree exactly, the mean deviation takes over; where all agree, nobody stands out', () => {
    expect(outliersAmong([80, 80, 80, 80, 9].map((value, i) => ({ id: `e${i}`, value })), 3.5).map(one => one.id)).toEqual(['e4'])
    expect(modifiedScores([5, 5, 5])).toEqual([0, 0, 0])
    expect(outliersAmong([{ id: 'a', value: 1 }, { id: 'b', value: 99 }], 3.5)).toEqual([])
  })
  it('over a call the generous one shows, whatever the cases were worth', () => {
    const panels = [[60, 62, 61, 75], [30, 31, 29, 44], [90, 88, 89, 99]].map(([a, b, c, d]) => ({ a, b, c, d }) as Record<string, number>)
    expect(leanings(panels, 3.5).filter(row => row.outlying).map(row => row.person)).toEqual(['d'])
  })
})
