import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate } from './evaluate.ts'
import { parseScheme } from './parse-scheme.ts'
import { modelOf } from './robustness/model.ts'
import { indicator, schemeWith, unitWith } from './scheme.fixture.ts'

const gap = (more: Record<string, unknown> = {}): Record<string, unknown> => indicator('A1', 40, { missing: 'neighbour', neighbours: 2, otherwise: 'zero', ...more })
const scheme = (more: Record<string, unknown> = {}, change: Record<string, unknown> = {}) => schemeWith({ dimensions: [{ id: 'A', name: '甲', indicators: [gap(more), indicator('A2', 30), indicator('A3', 30)] }], ...change })
const near = [unitWith('p', { A1: 60, A2: 50, A3: 50 }), unitWith('q', { A1: 80, A2: 52, A3: 50 }), unitWith('far', { A1: 0, A2: 100, A3: 0 })]
const of = (units: Parameters<typeof evaluate>[1], own = scheme()) => evaluate(own, units).units.find(unit => unit.id === 'x')

describe('a gap filled from the most alike', () => {
  it('takes the mean of the towns nearest by the other indicators, and names them', () => {
    const x = of([unitWith('x', { A1: null, A2: 51, A3: 50 }), ...near])
    expect(x?.parts[0]).toMatchObject({ state: 'imputed', value: 70, points: 70 })
    expect(x?.findings).toEqual([expect.objectContaining({ code: 'value-imputed', message: expect.stringContaining('采用同类别最相近的 2 个（p、q）的平均值') as string })])
  })
  it('takes all that are as near as the last, so that the order of rows never decides', () => {
    const units = [unitWith('x', { A1: null, A2: 51, A3: 50 }), ...near, unitWith('r', { A1: 40, A2: 52, A3: 50 })]
    expect(of(units)?.parts[0]?.value).toBe(60)
    expect(of(units.toReversed())?.parts[0]?.value).toBe(60)
  })
  it('asks nobody of another category, nobody who withdrew, and nobody who was filled in', () => {
    const categories = { categories: ['甲类', '乙类'], rankWithin: 'category' }
    const units = [
      unitWith('x', { A1: null, A2: 51, A3: 50 }, { category: '甲类' }), unitWith('y', { A1: null, A2: 51, A3: 50 }, { category: '甲类' }), unitWith('p', { A1: 30, A2: 0, A3: 0 }, { category: '甲类' }),
      unitWith('q', { A1: 90, A2: 51, A3: 50 }, { category: '乙类' }), unitWith('w', { A1: 90, A2: 51, A3: 50 }, { category: '甲类', withdrawn: true }),
    ]
    expect(of(units, scheme({}, categories))?.parts[0]?.value).toBe(30)
  })
  it('counts as `otherwise` says where nobody can be asked', () => {
    expect(of([unitWith('x', { A1: null, A2: 51, A3: 50 }), unitWith('z', { A1: null, A2: 9, A3: 9 }), unitWith('l', { A1: 5 })])?.parts[0]).toMatchObject({ state: 'missing', weight: 40, score: 0 })
    expect(of([unitWith('x', { A1: null, A2: 51, A3: 50 }), unitWith('z', { A2: 9, A3: 9 }), unitWith('l', { A1: 5 })], scheme({ otherwise: 'reweight' }))?.parts[0]?.weight).toBe(0)
  })
  it('works for rules that compare towns: what was filled in is nobody’s peer', () => {
    const own = scheme({ rule: { kind: 'minmax', better: 'higher', constant: 60 } })
    expect(of([unitWith('x', { A1: null, A2: 51, A3: 50 }), ...near], own)?.parts[0]?.points).toBeCloseTo(87.5, 9)
  })
  it('is drawn from those very towns in the robustness', () => {
    const units = [unitWith('x', { A1: null, A2: 51, A3: 50 }), ...near]
    expect(modelOf(scheme(), evaluate(scheme(), units), units).doubtful.map(({ at, donors }) => [at, donors])).toEqual([[0, [60, 80]]])
  })
  it('permuting the towns changes nothing', () => {
    const row = fc.record({ A1: fc.option(fc.integer({ min: 0, max: 100 })), A2: fc.integer({ min: 0, max: 3 }), A3: fc.option(fc.integer({ min: 0, max: 3 })) })
    fc.assert(fc.property(fc.array(row, { minLength: 2, maxLength: 12 }), fc.integer({ min: 1, max: 4 }), (rows, neighbours) => {
      const units = rows.map((values, i) => unitWith(`u${i}`, values))
      const standing = (all: typeof units): Map<string, unknown> => new Map(evaluate(scheme({ neighbours }), all).units.map(({ id, published, rank, parts }) => [id, [published, rank, parts.map(part => part.points)]]))
      expect(standing(units.toReversed())).toEqual(standing(units))
    }))
  })
  it.each([[{ neighbours: undefined }, /须写明 neighbours/], [{ missing: 'zero' }, /missing 不是 neighbour/], [{ otherwise: undefined }, /须写明 otherwise/], [{ rule: { kind: 'yesNo', yes: 100, no: 0 } }, /不是数值/], [{ neighbours: 0 }, /neighbours/]])('a scheme with %o is refused', (more, where) => {
    const raw = { ...scheme(), dimensions: [{ id: 'A', name: '甲', indicators: [Object.fromEntries(Object.entries(gap(more)).filter(([, value]) => value !== undefined)), indicator('A2', 60)] }] }
    const read = parseScheme(raw)
    expect(read.ok ? '' : read.problem.params['where']).toMatch(where)
  })
})
