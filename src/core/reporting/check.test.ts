import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blocking, checkContent, completed } from './check.ts'
import { type Content, differences, digestOf, isFilled, type Scalar, withChanges } from './content.ts'
import { rounded } from './formula.ts'
import { parseDataSet } from './parse-data-set.ts'
import { discrepancies, sideBySide } from './reconcile.ts'
import { anyContent, soundContent, tea, teaScheme, townsOf, yamlOf } from './tea.fixture.ts'

const towns = townsOf(9)
const sound = soundContent(towns)
const having = (values: Record<string, Scalar>, content: Content = sound): Content => withChanges(content, Object.entries(values).map(([indicator, after]) => ({ town: 't1', indicator, before: null, after })))
const found = (values: Record<string, Scalar>, around = {}): string[] => checkContent(tea, having(values), around).filter(({ town }) => town === 't1').map(({ check, severity }) => `${check} ${severity}`)

describe('checks', () => {
  it('are silent on a sound report', () => expect(checkContent(tea, sound, { last: sound, yearBefore: sound })).toEqual([]))
  it.each<[Record<string, Scalar>, string[]]>([
    [{ A2: null }, ['required hard']], [{ A1: 101 }, ['range hard', 'S4 soft']], [{ A1: 20.55 }, ['decimals hard']], [{ A2: 10.5 }, ['decimals hard']], [{ A2: '多' }, ['type hard']],
    [{ B1: '批复' }, ['option hard']], [{ R6: '2026-02-30' }, ['date hard']], [{ R5: '是' }, ['type hard']],
    [{ R4: 201 }, ['S1 hard']], [{ R3: 301, R4: -1 }, ['S2 hard', 'range hard', 'S6 soft']], [{ R6: null }, ['S3 hard']], [{ R3: 280, R4: 20 }, ['S6 soft']], [{ B2: 90 }, ['S5 soft']],
    [{ A2: 14 }, ['S4 soft']], [{ A2: 13 }, []], [{ R7: null }, []],
  ])('%j gives %j', (values, expected) => expect(found(values, { last: sound })).toEqual(expected))
  it('a sum holds within its tolerance, whatever binary makes of decimals', () => {
    expect(found({ R2: 0.3, R3: 0.1, R4: 0.2 })).not.toContain('S1 hard')
    expect(found({ R2: 300, R3: 100, R4: 200.01 })).not.toContain('S1 hard')
    expect(found({ R2: 300, R3: 100, R4: 200.02 })).toContain('S1 hard')
  })
  it('cumulative figures do not fall', () => {
    const set = { ...tea, checks: [{ id: 'K', kind: 'cumulative' as const, severity: 'hard' as const, of: ['R2'], origin: 'x' }] }
    expect(checkContent(set, having({ R2: 299 }), { last: sound }).map(({ check, town }) => [check, town])).toEqual([['K', 't1']])
  })
  it('soft findings stop a report until they are explained', () => {
    const content = having({ B2: 90 })
    const findings = checkContent(tea, content)
    expect(blocking(findings, content)).toHaveLength(1)
    expect(blocking(findings, having({ remark: '新划定' }, content))).toHaveLength(0)
    expect(blocking(checkContent(tea, having({ A2: null, remark: '无' })), having({ A2: null, remark: '无' }))).toHaveLength(1)
  })
  it('their order, and that of the towns, changes nothing', () => fc.assert(fc.property(anyContent(tea, townsOf(9)), anyContent(tea, townsOf(9)), fc.shuffledSubarray(tea.checks, { minLength: tea.checks.length }), fc.shuffledSubarray(towns.map(({ id }) => id), { minLength: 9 }), (content, last, checks, order) => {
    const reordered = Object.fromEntries(order.map(id => [id, content[id] ?? { values: {} }]))
    expect(checkContent({ ...tea, checks }, reordered, { last })).toEqual(checkContent(tea, content, { last }))
  })))
})

describe('formulas', () => {
  it('work out what they can, and leave empty what they cannot', () => {
    expect(completed(tea, sound).t1?.values.A3).toBe(0.3)
    expect(completed(tea, having({ R1: 0 })).t1?.values.A3).toBeNull()
    expect(completed(tea, having({ R1: null })).t1?.values.A3).toBeNull()
  })
  it('reach through one another in any order', () => {
    const number = (id: string, formula?: object): object => ({ id, name: id, type: 'number', origin: 'x', ...(formula ? { required: false, formula } : {}) })
    const chained = parseDataSet({ ...yamlOf('reporting/quarter.yaml'), departments: [], checks: [], chain: tea.chain.map(level => ({ ...level, afterDepartments: false })), indicators: [number('C', { kind: 'difference', of: 'B', less: 'A' }), number('B', { kind: 'sum', of: ['A', 'A'] }), number('A'), number('D', { kind: 'product', of: 'C', by: 'B' })] }, [teaScheme])
    if (!chained.ok) throw new Error(JSON.stringify(chained.problem))
    expect(completed(chained.value, { t1: { values: { A: 3 } } }).t1?.values).toEqual({ A: 3, B: 6, C: 3, D: 18 })
  })
  it.each([[1.005, 2, 1.01], [-1.005, 2, -1.01], [2.5, 0, 3], [0.1 + 0.2, 6, 0.3], [-0.001, 2, 0]])('%d to %d decimals is %d', (value, decimals, expected) => expect(rounded(value, decimals)).toBe(expected))
})

describe('a data set', () => {
  const file = yamlOf('reporting/quarter.yaml')
  const edited = (change: object): string => {
    const read = parseDataSet({ ...file, ...change }, [teaScheme])
    return read.ok ? '' : String(read.problem.params.where)
  }
  const indicators = file.indicators as object[]
  it.each<[object, string]>([
    [{ scheme: 'x' }, '没有指标体系 x'], [{ period: 'week' }, 'period'], [{ indicators: [...indicators, { id: 'A1' }] }, 'A1 重复'], [{ indicators: [...indicators, { id: 'Z' }] }, 'Z：指标体系里没有它'],
    [{ indicators: [...indicators, { id: 'Z', name: 'Z', origin: 'x', required: false, formula: { kind: 'sum', of: ['Z'] } }] }, '绕回自身'],
    [{ indicators: [...indicators, { id: 'Z', name: 'Z', origin: 'x', required: false, formula: { kind: 'sum', of: ['B1'] } }] }, 'B1 不是数值'],
    [{ indicators: [...indicators, { id: 'Z', name: 'Z', origin: 'x', type: 'choice' }] }, '选项至少要有两个'],
    [{ checks: [{ id: 'K', kind: 'sum', severity: 'hard', of: ['A1'], equals: 'Q', tolerance: 0, origin: 'x' }] }, '没有指标 Q'],
    [{ checks: [{ id: 'K', kind: 'ratio', severity: 'hard', of: 'A1', to: 'A2', origin: 'x' }] }, 'least'], [{ departments: [{ id: 'd', name: 'd', indicators: ['Q'] }] }, '没有指标 Q'], [{ departments: [] }, 'departments'],
  ])('with %j is refused', (change, words) => expect(edited(change)).toContain(words))
})

describe('contents', () => {
  const some = anyContent(tea, townsOf(3))
  it('differ by exactly what was changed, and equal contents have one digest', () => fc.assert(fc.property(some, some, (a, b) => {
    const changes = differences(a, b)
    expect(digestOf(withChanges(a, changes))).toBe(digestOf(b))
    expect(changes.length === 0).toBe(digestOf(a) === digestOf(b))
    expect(differences(withChanges(a, changes), b)).toEqual([])
  })))
})

describe('figures of several origins', () => {
  const reported = having({ A1: 50, A2: 100 })
  it.each<[Record<string, Scalar>, string[]]>([[{ A1: 51, A2: 105 }, []], [{ A1: 51.1 }, ['A1']], [{ A2: 94 }, ['A2']], [{ B1: '已批复' }, ['B1']], [{ R1: 1000.1 }, ['R1']]])('%j: %j beyond tolerance', (values, expected) => {
    const thirdParty = { t1: { values } }
    expect(discrepancies(tea, { reported, thirdParty }).map(({ indicator, origin }) => [indicator, origin])).toEqual(expected.map(id => [id, 'thirdParty']))
    expect(sideBySide(tea, { reported, thirdParty })).toHaveLength(Object.keys(values).length)
  })
  it('stand side by side unchanged, whichever are given', () => fc.assert(fc.property(anyContent(tea, townsOf(2)), anyContent(tea, townsOf(2)), (one, other) => {
    for (const { town, indicator, values } of sideBySide(tea, { reported: one, administrative: other })) {
      expect(values).toEqual({ reported: one[town]?.values[indicator], administrative: other[town]?.values[indicator] })
      expect(Object.values(values).every(isFilled)).toBe(true)
    }
    expect(discrepancies(tea, { reported: one, administrative: one })).toEqual([])
  })))
})
