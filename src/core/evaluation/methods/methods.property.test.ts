import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arithmetic, geometric, harmonic, withThreshold } from './aggregate.ts'
import { aggregateTree, effectiveWeights, type TreeNode } from './hierarchy.ts'
import { columnsOf, type Matrix } from './matrix.ts'
import { goalposts, minmax } from './normalise.ts'
import { competitionRanks, rankingWorkspace, ranks } from './rank.ts'
import { quantile, sum } from './statistics.ts'
import { topsis } from './topsis.ts'
import { vikor } from './vikor.ts'
import { criticWeights } from './weights/critic.ts'
import { entropyWeights } from './weights/entropy.ts'

const value = fc.integer({ min: 1, max: 1000 }).map(n => n / 10)
const matrix = fc.tuple(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 2, max: 5 })).chain(([n, k]) => fc.array(fc.array(value, { minLength: k, maxLength: k }), { minLength: n, maxLength: n }))
const weightsFor = (m: Matrix): number[] => (m[0] ?? []).map((_, j) => 1 / (j + 2))
const directionsFor = (m: Matrix): (1 | -1)[] => (m[0] ?? []).map((_, j) => (j % 3 === 2 ? -1 : 1))
const close = (a: ArrayLike<number>, b: ArrayLike<number>): void => Array.from(a).forEach((x, i) => expect(x).toBeCloseTo(b[i] as number, 9))

describe('normalisation', () => {
  it('min-max does not see the unit of measurement', () => {
    fc.assert(fc.property(fc.array(value, { minLength: 2 }), fc.integer({ min: 1, max: 50 }), fc.integer({ min: -50, max: 50 }), (column, scale, shift) => {
      fc.pre(new Set(column).size > 1)
      close(minmax(column.map(x => scale * x + shift), 1, { constant: 0 }), minmax(column, 1, { constant: 0 }))
    }))
  })
  it('turning the direction is negating the column', () => {
    fc.assert(fc.property(fc.array(value, { minLength: 2 }), column => {
      fc.pre(new Set(column).size > 1)
      close(minmax(column, -1, { constant: 0 }), minmax(column.map(x => -x), 1, { constant: 0 }))
    }))
  })
  it('goalposts leave the others alone when a unit joins; min-max need not', () => {
    fc.assert(fc.property(fc.array(value, { minLength: 1 }), value, (column, joining) => {
      const rule = { low: 0, high: 100 }
      expect(goalposts([...column, joining], 1, rule).slice(0, -1)).toEqual(goalposts(column, 1, rule))
    }))
    expect(minmax([1, 2, 100], 1, { constant: 0 }).slice(0, 2)).not.toEqual(minmax([1, 2], 1, { constant: 0 }))
  })
  it('a constant column gives the stated number, never a fraction of nothing', () => {
    expect(minmax([4, 4, Number.NaN], 1, { constant: 0.6 })).toEqual(Float64Array.of(0.6, 0.6, Number.NaN))
  })
})

describe('aggregation', () => {
  it('harmonic ≤ geometric ≤ arithmetic', () => {
    fc.assert(fc.property(fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 8 }), pairs => {
      const [x, w] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)]
      expect(geometric(x, w)).toBeLessThanOrEqual(arithmetic(x, w) + 1e-9)
      expect(harmonic(x, w)).toBeLessThanOrEqual(geometric(x, w) + 1e-9)
    }))
  })
  it('a weight of 0 is the same as leaving the indicator out', () => {
    fc.assert(fc.property(fc.array(fc.tuple(value, value), { minLength: 1 }), value, (pairs, extra) => {
      const [x, w] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)]
      expect(arithmetic([...x, extra], [...w, 0])).toBeCloseTo(arithmetic(x, w), 9)
    }))
  })
  it('a missing score hands its weight to the others, down to the threshold', () => {
    expect(arithmetic([10, Number.NaN, 20], [1, 8, 1])).toBe(15)
    expect(withThreshold(arithmetic, 0.66)([10, Number.NaN, 20], [1, 1, 1])).toBe(15)
    expect(withThreshold(arithmetic, 0.67)([10, Number.NaN, 20], [1, 1, 1])).toBeNaN()
  })
  it('level by level equals flat with effective weights', () => {
    const tree: TreeNode[] = [{ code: 'x', level: 1, parent: 'a', weight: 2 }, { code: 'y', level: 1, parent: 'a', weight: 1 }, { code: 'z', level: 1, parent: 'b', weight: 5 }, { code: 'a', level: 2, parent: 't', weight: 3 }, { code: 'b', level: 2, parent: 't', weight: 1 }, { code: 't', level: 3, parent: null, weight: 1 }]
    fc.assert(fc.property(value, value, value, (x, y, z) => {
      const total = aggregateTree(tree, new Map([['x', [x]], ['y', [y]], ['z', [z]]]), () => arithmetic).get('t')?.[0]
      const weights = effectiveWeights(tree)
      expect(total).toBeCloseTo(sum([x * (weights.get('x') ?? 0), y * (weights.get('y') ?? 0), z * (weights.get('z') ?? 0)]), 9)
    }))
  })
})

describe('methods on whole matrices', () => {
  it('the order of the rows changes nothing', () => {
    fc.assert(fc.property(matrix, fc.nat(), (m, turn) => {
      const by = turn % m.length
      const turned = [...m.slice(by), ...m.slice(0, by)]
      const back = (scores: Float64Array): number[] => [...scores.slice(m.length - by), ...scores.slice(0, m.length - by)]
      close(back(topsis(columnsOf(turned), weightsFor(m), directionsFor(m)).scores), topsis(columnsOf(m), weightsFor(m), directionsFor(m)).scores)
      close(back(vikor(columnsOf(turned), weightsFor(m), directionsFor(m)).q), vikor(columnsOf(m), weightsFor(m), directionsFor(m)).q)
    }))
  })
  it('TOPSIS with vector norm does not see a column’s scale', () => {
    fc.assert(fc.property(matrix, fc.integer({ min: 2, max: 9 }), (m, scale) => {
      close(topsis(columnsOf(m.map(row => [(row[0] as number) * scale, ...row.slice(1)])), weightsFor(m), directionsFor(m)).scores, topsis(columnsOf(m), weightsFor(m), directionsFor(m)).scores)
    }))
  })
  it('twins share their score and their rank', () => {
    fc.assert(fc.property(matrix, m => {
      const { scores } = topsis(columnsOf([...m, m[0] as number[]]), weightsFor(m), directionsFor(m))
      expect(scores.at(-1)).toBe(scores[0])
      const own = ranks(scores, 'min', true)
      expect(own.at(-1)).toBe(own[0])
    }))
  })
  it('all equal: no division by nothing', () => {
    const same = [[1, 2], [1, 2], [1, 2]]
    expect(topsis(columnsOf(same), [0.5, 0.5], [1, -1]).scores).toEqual(Float64Array.of(0.5, 0.5, 0.5))
    expect(vikor(columnsOf(same), [0.5, 0.5], [1, -1]).q).toEqual(Float64Array.of(0, 0, 0))
    expect(vikor(columnsOf([[1, 2]]), [0.5, 0.5], [1, 1]).ranks).toEqual([1])
  })
  it('weights from data sum to 1 and give a constant column nothing', () => {
    fc.assert(fc.property(matrix, m => {
      fc.pre(columnsOf(m).some(column => new Set(column).size > 1) && m.length > 2)
      const directions = [...directionsFor(m), 1 as const]
      const raw = columnsOf(m.map(row => [...row, 5]))
      const scaled = raw.map((column, j) => minmax(column, directions[j] ?? 1, { constant: 0 }))
      for (const made of [entropyWeights(raw), criticWeights(scaled)]) {
        if (!made.ok) continue // two columns that vary alike leave CRITIC nothing to go by
        expect(sum(made.value.weights)).toBeCloseTo(1, 12)
        expect(made.value.weights.at(-1)).toBe(0)
        expect(made.value.constant).toContain(m[0]?.length)
      }
    }))
  })
  it('ranking by intervals is ranking by sorting', () => {
    const score = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.double({ noDefaultInfinity: true }), fc.constant(-0))
    fc.assert(fc.property(fc.array(score, { maxLength: 60 }), scores => {
      const column = Float64Array.from(scores)
      const out = new Int32Array(column.length)
      competitionRanks(column, out, rankingWorkspace(column.length))
      const known = scores.filter(value => !Number.isNaN(value))
      expect(Array.from(out)).toEqual(scores.map(value => (Number.isNaN(value) ? 0 : known.filter(other => other > value).length + 1)))
    }))
  })
})

describe('small numbers', () => {
  it('sums keep what plain addition loses', () => {
    expect(sum([1, 1e100, 1, -1e100])).toBe(2)
  })
  it('quantiles lie between the order statistics', () => {
    fc.assert(fc.property(fc.array(value, { minLength: 1 }), fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
      const q = quantile(values, share)
      expect(q).toBeGreaterThanOrEqual(Math.min(...values))
      expect(q).toBeLessThanOrEqual(Math.max(...values))
    }))
  })
})
