import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { parse } from 'yaml'
import { describe, expect, it } from 'vitest'
import { type Cell, evaluate, publish, type Unit } from './evaluate.ts'
import { parseScheme } from './parse-scheme.ts'
import { pointsOf, type Rule } from './rule.ts'
import { figure, formulaOf } from './rule-formula.ts'
import { indicatorsOf, type Scheme } from './scheme.ts'

const read = (file: string): Scheme => {
  const scheme = parseScheme(parse(readFileSync(file, 'utf8')))
  if (!scheme.ok) throw new Error(JSON.stringify(scheme.problem))
  return scheme.value
}
const demo = read('policies/示例-茶镇/schemes/demo.yaml')
const raw = (): Record<string, unknown> => parse(readFileSync('policies/示例-茶镇/schemes/demo.yaml', 'utf8')) as Record<string, unknown>
const unit = (id: string, values: Record<string, number | string>, category = '芽类'): Unit => ({ id, name: id, category, cells: Object.fromEntries(Object.entries(values).map(([key, value]): [string, Cell] => [key, { state: 'value', value, source: `表!${key}` }])) })
const full = { A1: 70, A2: 8, A3: 3, B1: '已批复', B2: 3, B3: 100, B4: 0 }

type Case = { name: string; category: string; values: Record<string, number | string>; points?: Record<string, number>; published: number; grade: string }

describe('every shipped scheme', () => {
  it.each(globSync('policies/*/schemes/*.yaml').sort())('%s is whole', file => {
    expect(indicatorsOf(read(file)).length).toBeGreaterThan(0)
  })
  const cases = globSync('policies/*/schemes/cases/*.yaml').flatMap(file => {
    const { scheme, cases: own } = parse(readFileSync(file, 'utf8')) as { scheme: string; cases: Case[] }
    return own.map(one => [one.name, read(join(dirname(file), '..', scheme)), one] as const)
  })
  it.each(cases)('%s', (_, scheme, { category, values, points, published, grade }) => {
    const [scored] = evaluate(scheme, [unit('甲', values, category)]).units
    expect(scored).toMatchObject({ published, grade })
    for (const [id, expected] of Object.entries(points ?? {})) expect(scored?.parts.find(part => part.indicator === id)?.points, id).toBeCloseTo(expected, 9)
  })
})

describe('a scheme that lacks something is refused, and says what', () => {
  const refusal = (change: (scheme: Record<string, unknown>) => void): unknown => {
    const scheme = raw()
    change(scheme)
    const read = parseScheme(scheme)
    return read.ok ? 'accepted' : read.problem.params['where']
  }
  const indicator = (scheme: Record<string, unknown>, i = 0): Record<string, unknown> => ((scheme['dimensions'] as { indicators: Record<string, unknown>[] }[])[0]?.indicators[i]) as Record<string, unknown>
  it.each<[string, (scheme: Record<string, unknown>) => void, RegExp]>([
    ['precision', scheme => { delete scheme['precision'] }, /precision/],
    ['a missing rule', scheme => { delete indicator(scheme)['missing'] }, /dimensions\.0\.indicators\.0\.missing/],
    ['weights of 99.99', scheme => { indicator(scheme)['weight'] = 29.99 }, /芽类：权重合计 99\.99，应为 100/],
    ['a weight for each category', scheme => { indicator(scheme, 1)['weight'] = { 芽类: 10 } }, /叶类：指标 A2 没有权重/],
    ['two equal bounds', scheme => { indicator(scheme)['rule'] = { kind: 'linear', zero: 5, full: 5 } }, /A1：zero 与 full 相等/],
    ['an unknown member', scheme => { indicator(scheme)['wieght'] = 3 }, /wieght/],
    ['grades down to 0', scheme => { scheme['bands'] = [{ grade: 'a', from: 60 }] }, /最低一档/],
    ['sorted bands', scheme => { scheme['bands'] = [{ grade: 'a', from: 0 }, { grade: 'b', from: 60 }] }, /由高到低/],
  ])('%s', (_, change, where) => {
    expect(refusal(change)).toMatch(where)
  })
})

describe('scores', () => {
  it('are published half up in decimal, binary noise aside', () => {
    expect([publish(81.005, 2), publish(1.005, 2), publish(0.1 + 0.2, 1), publish(59.995, 2), publish(59.9949999, 2)]).toEqual([81.01, 1.01, 0.3, 60, 59.99])
  })
  it('rank as notices print: shared second, then fourth', () => {
    const units = [full, { ...full, B3: 80 }, { ...full, B3: 80 }, { ...full, B3: 60 }].map((values, i) => unit(`u${i}`, values))
    expect(evaluate(demo, units).units.map(scored => scored.rank)).toEqual([1, 2, 2, 4])
  })
  it('do not depend on the order of the rows', () => {
    fc.assert(fc.property(fc.array(fc.record({ A1: fc.integer({ min: 0, max: 100 }), B3: fc.integer({ min: 0, max: 120 }) }), { minLength: 1, maxLength: 12 }), fc.nat(), (rows, turn) => {
      const units = rows.map((row, i) => unit(`u${i}`, { ...full, ...row }))
      const by = turn % units.length
      const of = (list: Unit[]): unknown => evaluate(demo, list).units.map(({ id, score, rank, grade }) => [id, score, rank, grade]).sort()
      expect(of([...units.slice(by), ...units.slice(0, by)])).toEqual(of(units))
    }))
  })
  it('never fall when a benefit rises', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), (low, more) => {
      const score = (value: number): number => evaluate(demo, [unit('u', { ...full, A1: value })]).units[0]?.score ?? -1
      expect(score(low + more)).toBeGreaterThanOrEqual(score(low))
    }))
  })
  it('are the sum of their parts, each as its formula says', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1000 }), value => {
      const [scored] = evaluate(demo, [unit('u', { ...full, A1: value / 10, A3: value / 300 })]).units
      expect(scored?.parts.reduce((sum, part) => sum + part.score, 0)).toBeCloseTo(scored?.score ?? -1, 9)
      for (const part of scored?.parts ?? []) {
        const tail = /([\d.]+)×([\d.]+)÷100＝([\d.]+)$/.exec(part.formula)
        expect((Number(tail?.[1]) * Number(tail?.[2])) / 100).toBeCloseTo(Number(tail?.[3]), 4)
      }
    }))
  })
})

describe('states, never zeros', () => {
  it('too little data is not ranked', () => {
    expect(evaluate(demo, [unit('u', { A1: 70 }), unit('v', full)]).units).toMatchObject([{ state: 'insufficient', published: null, rank: null, grade: null }, { state: 'scored', rank: 1 }])
  })
  it('withdrawn is not ranked', () => {
    expect(evaluate(demo, [{ ...unit('u', full), withdrawn: true }]).units[0]).toMatchObject({ state: 'withdrawn', score: null, rank: null })
  })
  it.each([Number.NaN, Infinity, -Infinity, '不知道'])('%s in a cell is refused with a finding', value => {
    const [scored] = evaluate(demo, [unit('u', { ...full, A1: value, B1: value })]).units
    expect(scored?.findings.filter(finding => finding.code === 'value-refused').map(finding => finding.indicator)).toEqual(['A1', 'B1'])
  })
  it('an unknown category has no weights', () => {
    expect(evaluate(demo, [unit('u', full, '花类')]).units[0]).toMatchObject({ state: 'insufficient', findings: [{ code: 'category-unknown' }] })
  })
  it('no units, one unit, all the same', () => {
    expect(evaluate(demo, []).units).toEqual([])
    expect(evaluate(demo, [unit('u', full)]).units[0]?.rank).toBe(1)
    expect(evaluate(demo, Array.from({ length: 5 }, (_, i) => unit(`u${i}`, full))).units.map(scored => scored.rank)).toEqual([1, 1, 1, 1, 1])
  })
})

describe('formulas', () => {
  it('of linear rules work out again', () => {
    fc.assert(fc.property(fc.integer({ min: -200, max: 200 }), fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 90 }), (value, zero, span) => {
      const rule: Rule = { kind: 'linear', zero, full: zero + span }
      const formula = formulaOf(rule, value)
      const match = /^100×\((-?\d+)−\(?(-?\d+)\)?\)÷\((-?\d+)−\(?(-?\d+)\)?\)＝(-?[\d.]+)/.exec(formula ?? '')
      const [, a, b, c, d, result] = (match ?? []).map(Number) as [number, number, number, number, number, number]
      expect(Number(figure((100 * (a - b)) / (c - d)))).toBe(result)
      expect(pointsOf(rule, value)).toBe(Math.min(100, Math.max(0, (100 * (value - zero)) / span)))
    }))
  })
  it('0.1 + 0.2 meets a target of 0.3', () => {
    expect(pointsOf({ kind: 'threshold', target: 0.3, better: 'higher' }, 0.1 + 0.2)).toBe(100)
    expect(pointsOf({ kind: 'threshold', target: 0.3, better: 'higher' }, 0.299)).toBe(0)
  })
})
