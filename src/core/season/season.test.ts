import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ActionId, actionOf, actions, refusalOf, seasonOf, type SeasonState, stages } from './season.ts'
import type { Recorded } from '../register/event.ts'
import type { SeasonFact, SeasonFactType } from './events.ts'

const hash = `sha256:${'0'.repeat(64)}`
const person = null
/** The fact each action records. */
const factOf: Record<ActionId, { type: SeasonFactType; data: object }> = {
  assign: { type: 'season.assigned', data: { organisation: 'o', name: '甲评估公司', towns: ['a'] } },
  lock: { type: 'season.locked', data: { settings: {}, hashes: { policy: hash } } }, score: { type: 'season.scored', data: { source: '表', towns: 1, hashes: { data: hash } } }, note: { type: 'season.noted', data: { notes: [{ town: 'a', fact: 'x', value: 'y', source: 's' }] } },
  freeze: { type: 'season.frozen', data: { valid: '2025-01-01', known: '', hashes: { policy: hash, snapshot: hash } } }, cut: { type: 'season.cut', data: { cuts: [], reason: '' } }, propose: { type: 'season.proposed', data: { hashes: { proposals: hash } } },
  depart: { type: 'season.departed', data: { town: 'a', outcome: 'kept', reason: '有因' } }, publicise: { type: 'season.publicised', data: { from: '2025-02-01', until: '2025-02-08' } }, object: { type: 'season.objected', data: { id: '异议1', town: 'a', text: '不服' } },
  settle: { type: 'season.objection-settled', data: { id: '异议1', upheld: false, reason: '无据' } }, return: { type: 'season.returned', data: { reason: '重来' } }, confirm: { type: 'season.confirmed', data: { hashes: { decisions: hash } } }, decide: { type: 'season.decided', data: { hashes: { decisions: hash } } },
  endorse: { type: 'season.endorsed', data: { approval: { number: '云政函〔2025〕1号', title: '批复', issuer: '省政府', date: '2025-02-01', file: { hash, name: 'a.pdf', type: 'application/pdf', size: 1 } }, hashes: { decisions: hash } } },
  draft: { type: 'season.drafted', data: { hashes: { notice: hash } } }, approve: { type: 'season.approved', data: { hashes: { notice: hash } } }, issue: { type: 'season.issued', data: { document: 'd', number: 'n', publicAt: '', hashes: { notice: hash } } }, close: { type: 'season.closed', data: {} },
}
const event = (type: SeasonFactType, data: object, version: number): Recorded<SeasonFact> => ({ type, data: { person, ...data }, effective: '2025-02-03', basis: { document: 'r' }, position: version, stream: 's', version, recorded: `2025-02-0${1 + (version % 9)}T00:00:00.000Z`, actor: '某' }) as Recorded<SeasonFact>
const opened = event('season.opened', { programme: '示例-茶镇', year: 2025, rules: '2020', scheme: 'tea-demo', scores: 'computed', document: null, collectUntil: null, demo: false }, 1)
const stateAfter = (ids: readonly ActionId[]): SeasonState => seasonOf('示例-茶镇/2025', [opened, ...ids.map((id, i) => event(factOf[id].type, factOf[id].data, i + 2))]) as SeasonState
const straight: ActionId[] = ['lock', 'score', 'freeze', 'propose', 'publicise', 'confirm', 'decide', 'draft', 'approve', 'issue', 'close']

describe('a season', () => {
  it('goes its way, one stage after the other', () => {
    expect(straight.map((_, i) => stateAfter(straight.slice(0, i + 1)).stage)).toEqual(['locked', 'scored', 'frozen', 'proposed', 'publicised', 'confirmed', 'decided', 'drafted', 'approved', 'issued', 'closed'])
  })
  it('on any walk of allowed steps, nothing is decided that was not frozen, publicised and confirmed before', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...actions.map(action => action.id)), { maxLength: 60 }), wishes => {
      const taken: ActionId[] = []
      for (const wish of wishes) if (!refusalOf(stateAfter(taken), wish, '2025-03-01')) taken.push(wish)
      const last = (id: ActionId): number => taken.lastIndexOf(id)
      const { stage } = stateAfter(taken)
      if (stages.indexOf(stage) >= stages.indexOf('decided')) {
        expect(taken.indexOf('lock')).toBeLessThan(taken.indexOf('score'))
        expect(last('freeze')).toBeLessThan(last('publicise'))
        expect(last('publicise')).toBeLessThan(last('confirm'))
        expect(last('confirm')).toBeLessThan(last('decide'))
        expect(last('score')).toBeLessThan(last('freeze'))
      }
      if (stage === 'issued') expect(last('draft')).toBeLessThan(last('approve'))
    }), { numRuns: 300 })
  })
  it('every refusal says what stands in the way', () => {
    for (const { id } of actions) {
      const refusal = refusalOf(stateAfter([]), id, '2025-03-01')
      if (id !== 'lock' && id !== 'note' && id !== 'assign') expect([id, refusal?.code]).toEqual([id, 'season.stage'])
    }
    const shown = stateAfter(['lock', 'score', 'freeze', 'propose', 'publicise'])
    expect(refusalOf(shown, 'confirm', '2025-02-08')?.code).toBe('season.publicity')
    expect(refusalOf(shown, 'confirm', '2025-02-09')).toBeNull()
    expect(refusalOf(shown, 'object', '2025-02-09')?.code).toBe('season.publicity-over')
    expect(refusalOf(stateAfter(['lock', 'score', 'freeze', 'propose', 'publicise', 'object']), 'confirm', '2025-02-09')?.code).toBe('objection.open')
  })
  it('a return takes the decisions back to the proposals, and new proposals take departures away', () => {
    const returned = stateAfter(['lock', 'score', 'freeze', 'propose', 'depart', 'publicise', 'return'])
    expect([returned.stage, returned.publicity, returned.departures.length]).toEqual(['proposed', null, 1])
    const confirmed = ['lock', 'score', 'freeze', 'propose', 'publicise', 'confirm'] as const
    expect(stateAfter(confirmed).contents).toHaveProperty('decisions')
    expect(stateAfter([...confirmed, 'return']).contents).not.toHaveProperty('decisions')
    expect(stateAfter(['lock', 'score', 'freeze', 'propose', 'depart', 'publicise', 'return', 'propose']).departures).toEqual([])
  })
  it('every action has a permission of its own kind, and facts of their own', () => {
    expect(new Set(actions.map(action => action.id)).size).toBe(actions.length)
    expect(actionOf('decide').permission).not.toBe(actionOf('confirm').permission)
    expect(actionOf('issue').permission).not.toBe(actionOf('approve').permission)
  })
})
