import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Context, peersOf, pointsOf, type Rule, ruleFault, type Value } from './rule.ts'
import { formulaOf } from './rule-formula.ts'

const expert: Rule = { kind: 'expert', method: 'trimmed', full: 10, least: 3, trimFrom: 5 }
const standards: Rule = { kind: 'standards', standards: [{ value: 20, coefficient: 1 }, { value: 15, coefficient: 0.8 }, { value: 10, coefficient: 0.6 }, { value: 5, coefficient: 0.4 }, { value: 0, coefficient: 0.2 }] }
const peers = peersOf([10, 20, 20, 40])

describe('points', () => {
  it.each<[string, Rule, Value, Context, number | null]>([
    ['linear, halfway', { kind: 'linear', zero: 30, full: 70 }, 50, {}, 50],
    ['linear, less is better', { kind: 'linear', zero: 30, full: 0 }, 3, {}, 90],
    ['threshold met', { kind: 'threshold', target: 0.3, better: 'higher' }, 0.1 + 0.2, {}, 100],
    ['bands, on an edge belongs above', { kind: 'bands', below: 0, bands: [{ from: 60, points: 60 }, { from: 80, points: 80 }] }, 80, {}, 80],
    ['每高 10% 加 0.5 分', { kind: 'steps', from: 0, step: 10, base: 0, perStep: 25, most: 100, least: 0 }, 29.9, {}, 50],
    ['efficacy', { kind: 'efficacy', unacceptable: 1, satisfactory: 3 }, 2, {}, 80],
    ['five standards, between 良好 and 优秀', standards, 17.5, {}, 90],
    ['five standards, below the worst', standards, -1, {}, 0],
    ['five standards, above the best', standards, 99, {}, 100],
    ['interval, outside', { kind: 'interval', zeroBelow: 0, from: 1, to: 3, zeroAbove: 5 }, 4, {}, 50],
    ['nearest', { kind: 'nearest', zeroBelow: 0, best: 50, zeroAbove: 100 }, 75, {}, 50],
    ['levels', { kind: 'levels', levels: [{ name: '无', points: 0 }, { name: '有', points: 100 }] }, '有', {}, 100],
    ['an unknown level', { kind: 'levels', levels: [{ name: '无', points: 0 }, { name: '有', points: 100 }] }, '也许', {}, null],
    ['yes', { kind: 'yesNo', yes: 100, no: 20 }, '否', {}, 20],
    ['growth', { kind: 'growth', zero: 0, full: 20 }, 110, { last: 100 }, 50],
    ['growth from below 0', { kind: 'growth', zero: 0, full: 200 }, 100, { last: -100 }, 100],
    ['growth without last year', { kind: 'growth', zero: 0, full: 20 }, 110, {}, null],
    ['growth from 0', { kind: 'growth', zero: 0, full: 20 }, 110, { last: 0 }, null],
    ['level and growth', { kind: 'levelAndGrowth', level: { zero: 0, full: 200 }, growth: { zero: 0, full: 20 }, levelShare: 0.6 }, 110, { last: 100 }, 53],
    ['experts, one highest and one lowest dropped', expert, [10, 8, 8, 8, 1], {}, 80],
    ['experts, too few to trim', expert, [10, 8, 6, 0], {}, 60],
    ['experts, too few', expert, [10, 8], {}, null],
    ['experts, a score beyond the full one', expert, [11, 8, 6], {}, null],
    ['min-max', { kind: 'minmax', better: 'higher', constant: 60 }, 25, { peers }, 50],
    ['min-max, less is better', { kind: 'minmax', better: 'lower', constant: 60 }, 10, { peers }, 100],
    ['min-max, all equal', { kind: 'minmax', better: 'higher', constant: 60 }, 7, { peers: peersOf([7, 7, 7]) }, 60],
    ['one town alone', { kind: 'rankPercent', better: 'higher', constant: 60 }, 7, { peers: peersOf([7]) }, 60],
    ['z-score at the mean', { kind: 'zscore', better: 'higher', constant: 60 }, 22.5, { peers }, 60],
    ['share of rank, two equal', { kind: 'rankPercent', better: 'higher', constant: 60 }, 20, { peers }, 50],
    ['share of rank, less is better', { kind: 'rankPercent', better: 'lower', constant: 60 }, 10, { peers }, 100],
    ['not a number', { kind: 'linear', zero: 0, full: 1 }, Number.NaN, {}, null],
    ['infinite', { kind: 'linear', zero: 0, full: 1 }, Infinity, {}, null],
  ])('%s', (_, rule, value, context, points) => {
    expect(ruleFault(rule)).toBeNull()
    const made = pointsOf(rule, value, context)
    if (points === null) expect(made).toBeNull()
    else expect(made).toBeCloseTo(points, 9)
    // Whatever the rule can judge it can also explain, and ends on the points.
    expect(formulaOf(rule, value, context) === null).toBe(points === null)
  })

  const numeric: readonly Rule[] = [
    { kind: 'linear', zero: 0, full: 50 }, { kind: 'efficacy', unacceptable: 5, satisfactory: 40 }, standards, { kind: 'bands', below: 0, bands: [{ from: 10, points: 30 }, { from: 20, points: 100 }] },
    { kind: 'steps', from: 0, step: 5, base: 10, perStep: 7, most: 100, least: 0 }, { kind: 'threshold', target: 12, better: 'higher' },
    { kind: 'minmax', better: 'higher', constant: 60 }, { kind: 'zscore', better: 'higher', constant: 60 }, { kind: 'rankPercent', better: 'higher', constant: 60 },
    { kind: 'growth', zero: -10, full: 30 }, { kind: 'levelAndGrowth', level: { zero: 0, full: 90 }, growth: { zero: 0, full: 30 }, levelShare: 0.5 },
  ]
  it.each(numeric.map(rule => [rule.kind, rule] as const))('%s: between 0 and 100, and never less for a better value', (_, rule) => {
    const value = fc.double({ min: -20, max: 120, noNaN: true })
    fc.assert(fc.property(value, value, (a, b) => {
      const points = (x: number): number => pointsOf(rule, x, { last: 30, peers }) ?? Number.NaN
      const [low, high] = [points(Math.min(a, b)), points(Math.max(a, b))]
      expect(low).toBeGreaterThanOrEqual(0)
      expect(high).toBeLessThanOrEqual(100)
      expect(high).toBeGreaterThanOrEqual(low - 1e-9)
    }))
  })
})

describe('a rule that cannot work is told apart', () => {
  it.each<[Rule, RegExp]>([
    [{ kind: 'linear', zero: 5, full: 5 }, /相等/],
    [{ kind: 'standards', standards: [{ value: 20, coefficient: 1 }, { value: 20, coefficient: 0.8 }] }, /单向/],
    [{ kind: 'standards', standards: [{ value: 20, coefficient: 0.8 }, { value: 10, coefficient: 1 }] }, /递减/],
    [{ kind: 'interval', zeroBelow: 1, from: 1, to: 3, zeroAbove: 5 }, /zeroBelow/],
    [{ kind: 'nearest', zeroBelow: 1, best: 0, zeroAbove: 5 }, /best/],
    [{ kind: 'levelAndGrowth', level: { zero: 1, full: 1 }, growth: { zero: 0, full: 1 }, levelShare: 0.5 }, /相等/],
  ])('%j', (rule, fault) => {
    expect(ruleFault(rule)).toMatch(fault)
  })
})
