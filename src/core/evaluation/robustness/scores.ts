// Scores of all units under drawn weights, aggregations and data.
import { pointsOf } from '../rule.ts'
import type { Aggregation } from '../scheme.ts'
import { aggregatorOf } from '../score-unit.ts'
import { normal, uniform } from './draws.ts'
import type { Model } from './model.ts'

/** Draws that are scored in one pass over the data. */
export const lanes = 4

/**
 * Scores of a flat scheme for `lanes` draws at once, one row of `out` each. A draw's scores do not depend on its lane.
 * @param drawn for each class of weights, what weight j is multiplied by in draw q, at lanes·j + q; every unit's weights still sum to the total
 */
export function flatScores(model: Model, drawn: readonly Float64Array[], out: readonly Float64Array[]): void {
  const { width, weighted, profileOf, profiles, classOf, scheme: { total } } = model
  const scale = new Float64Array(profiles.length * lanes)
  for (const [p, { weights, of }] of profiles.entries()) {
    const factors = drawn[of] as Float64Array
    for (let q = 0; q < lanes; q++) {
      let whole = 0
      for (let j = 0; j < width; j++) whole += (weights[j] as number) * (factors[lanes * j + q] as number)
      scale[p * lanes + q] = whole > 0 ? total / (100 * whole) : 0
    }
  }
  const [a, b, c, d] = out as [Float64Array, Float64Array, Float64Array, Float64Array]
  for (let i = 0, at = 0; i < a.length; i++) {
    const factors = drawn[classOf[i] as number] as Float64Array
    let [s0, s1, s2, s3] = [0, 0, 0, 0]
    for (let k = 0; k < lanes * width; k += lanes, at++) {
      const value = weighted[at] as number
      s0 += value * (factors[k] as number)
      s1 += value * (factors[k + 1] as number)
      s2 += value * (factors[k + 2] as number)
      s3 += value * (factors[k + 3] as number)
    }
    const p = (profileOf[i] as number) * lanes
    a[i] = s0 * (scale[p] as number)
    b[i] = s1 * (scale[p + 1] as number)
    c[i] = s2 * (scale[p + 2] as number)
    d[i] = s3 * (scale[p + 3] as number)
  }
}

/** Scores of one draw for any scheme: dimension by dimension, `aggregation` in place of the scheme's own where it is given. */
export function layeredScores(model: Model, drawn: readonly Float64Array[], aggregation: Aggregation | null, points: Float64Array, out: Float64Array, dimensionScores?: Float64Array): void {
  const { scheme, width, weights, spans, classOf } = model
  const outer = aggregatorOf(aggregation ?? scheme.aggregation.dimensions, scheme)
  const inner = scheme.dimensions.map(dimension => aggregatorOf(aggregation ?? dimension.aggregation ?? scheme.aggregation.indicators, scheme))
  for (let i = 0; i < out.length; i++) {
    const factors = drawn[classOf[i] as number] as Float64Array
    const [scores, shares]: [number[], number[]] = [[], []]
    let whole = 0
    for (const [d, [from, to]] of spans.entries()) {
      const [own, ownShares]: [number[], number[]] = [[], []]
      let share = 0
      for (let j = from; j < to; j++) {
        const weight = (weights[i * width + j] as number) * (factors[j] as number)
        if (weight === 0) continue
        own.push(points[i * width + j] as number)
        ownShares.push(weight)
        share += weight
      }
      const score = own.length ? (inner[d] as (typeof inner)[number])(own, ownShares.map(weight => weight / share)) : 0
      if (dimensionScores) dimensionScores[i * spans.length + d] = score
      if (!own.length) continue
      scores.push(score)
      shares.push(share)
      whole += share
    }
    out[i] = whole > 0 ? (outer(scores, shares.map(share => share / whole)) * scheme.total) / 100 : 0
  }
}

/** The points of one draw of the data: errors around what was reported, and what peers reported in place of what was filled in. */
export function drawnPoints({ points, doubtful }: Model, seed: number, draw: number, stream: number): Float64Array {
  const drawn = points.slice()
  for (const { at, read, error, half, donors } of doubtful) {
    const value = donors.length ? donors[Math.floor(uniform(seed, draw, stream + at) * donors.length)] as number
      : (read.value as number) * (error ? 1 + error * normal(seed, draw, stream + at) : 1) + (half ? half * (2 * uniform(seed, draw, stream + at) - 1) : 0)
    drawn[at] = pointsOf(read.indicator.rule, value, read.context) ?? (drawn[at] as number)
  }
  return drawn
}
