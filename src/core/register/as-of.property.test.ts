// The promise of the register: later knowledge never changes an earlier view.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { factsAsOf } from './as-of.ts'
import type { Recorded } from './event.ts'
import { segments } from './timeline.ts'
import { townAsOf, type TownFact } from './town.ts'

const programme = 'tea'
const basis = { document: 'd' }
const day = fc.integer({ min: 1, max: 28 }).map(d => `2020-01-${String(d).padStart(2, '0')}`)

const content = fc.oneof(
  fc.constantFrom('甲', '乙', '丙').map(name => ({ type: 'town.named', data: { name: `${name}小镇`, change: 'renamed' } })),
  fc.constantFrom(null, 1, 2).map(batch => ({ type: 'town.listed', data: { programme, batch, category: null, townType: null } })),
  fc.constantFrom('good', 'bad').map(grade => ({ type: 'town.graded', data: { programme, year: 2019, grade } })),
  fc.constant({ type: 'town.unconfirmed', data: { programme } }),
  fc.constant({ type: 'town.eliminated', data: { programme, year: 2019, cause: 'consecutive', reapplyFrom: null } }),
)

/** A history: facts recorded one second apart, some correcting an earlier one. */
const history = fc.array(fc.tuple(content, day, fc.option(fc.nat(), { nil: undefined })), { maxLength: 14 }).map(rows =>
  rows.map(([fact, effective, pick], index): Recorded<TownFact> => ({
    ...(fact as TownFact), effective, basis, position: index + 1, stream: 'town/t', version: index + 1, actor: 'a', recorded: instant(index),
    ...(pick !== undefined && index > 0 && pick % 3 === 0 ? { corrects: (pick % index) + 1 } : {}),
  } as Recorded<TownFact>)))

function instant(second: number): string {
  return `2021-01-01T00:00:${String(second).padStart(2, '0')}.000Z`
}

describe('as of', () => {
  it('later knowledge never changes an earlier view', () => {
    fc.assert(fc.property(history, fc.nat(14), day, (events, seen, valid) => {
      const known = instant(seen)
      const then = events.filter(event => event.recorded <= known)
      expect(townAsOf('t', events, { valid, known })).toEqual(townAsOf('t', then, { valid, known: null }))
    }))
  })

  it('the property can fail: a view that ignores `known` breaks it', () => {
    const leaky = (events: Recorded<TownFact>[], valid: string): unknown => townAsOf('t', events, { valid, known: null })
    const broken = fc.check(fc.property(history, fc.nat(14), day, (events, seen, valid) => {
      const then = events.filter(event => event.recorded <= instant(seen))
      expect(leaky(events, valid)).toEqual(leaky(then, valid))
    }))
    expect(broken.failed).toBe(true)
  })

  it('what takes effect later does not show earlier', () => {
    fc.assert(fc.property(history, day, (events, valid) => {
      expect(factsAsOf(events, { valid, known: null }).every(event => event.effective <= valid)).toBe(true)
    }))
  })

  it('a correction removes exactly the fact it names', () => {
    fc.assert(fc.property(history, events => {
      const all = factsAsOf(events, { valid: '2020-12-31', known: null }).map(event => event.position)
      const corrected = new Set(events.map(event => event.corrects))
      expect(all.sort((a, b) => a - b)).toEqual(events.map(event => event.position).filter(position => !corrected.has(position)))
    }))
  })

  it('segments say the same as the fold, every day', () => {
    fc.assert(fc.property(history, day, (events, valid) => {
      const piece = segments('t', events).find(({ validFrom, validTo }) => validFrom <= valid && (validTo === null || valid < validTo))
      expect(piece?.town ?? null).toEqual(townAsOf('t', events, { valid, known: null }))
    }))
  })
})
