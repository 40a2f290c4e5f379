// Drawn weights, as factors on the weights of the scheme: one draw has one set of factors for each class of units that
// share their weights (usually a category), so that whatever a unit's gaps have done to its weights stays done.
import { concentrationFor, type WeightDoubt, weightDoubtOf } from '../doubt.ts'
import { ahpWeights, type AhpMethod } from '../methods/weights/ahp.ts'
import { indicatorsOf, type Scheme, weightOf } from '../scheme.ts'
import type { Weighting } from '../weighting.ts'
import { dirichlet, normal, uniform } from './draws.ts'

/** Stream of the choice of an expert; beyond those of the indicators. */
const expertStream = 1 << 19

/** A group of items compared in pairs: the indicators from `from` on, or the dimensions; each expert's judgements as logarithms. */
type Judged = { size: number; experts: readonly (readonly (readonly number[])[])[] }

/** All that drawing weights needs; plain data, as it goes to every thread. */
export type WeightSource = {
  doubt: WeightDoubt
  width: number
  /** shares of each class, which sum to 1 */
  classes: readonly Float64Array[]
  /** category → its class */
  classOf: ReadonlyMap<string | null, number>
  judgements: { method: AhpMethod; dimensions: Judged; within: readonly (Judged | null)[]; sizes: readonly number[]; base: Float64Array } | null
  /** factors without each expert in turn */
  withoutExpert: readonly Float64Array[]
}

/** @param scheme with its weights filled in */
export function weightSourceOf(scheme: Scheme): WeightSource {
  const doubt = weightDoubtOf(scheme.robustness)
  const indicators = indicatorsOf(scheme)
  const common = { doubt, width: indicators.length, ...classesOf(scheme, doubt.draw === 'dirichlet' || doubt.draw === 'simplex') }
  if (scheme.weighting.method !== 'ahp') return { ...common, judgements: null, withoutExpert: [] }
  const judgements = judgementsOf(scheme, scheme.weighting)
  const experts = doubt.draw === 'experts' ? judgements.dimensions.experts.length : 0
  return { ...common, judgements, withoutExpert: Array.from({ length: experts }, (_, left) => ratios(sharesOf(judgements, ({ experts: all }) => meanOf(all.filter((__, e) => e !== left))), judgements.base)) }
}

/**
 * Factors of one draw for every class, indicator j of class c into `out[c][at + step·j]`. Depends on seed and draw alone.
 * @throws RangeError for draws of judgements where the scheme has none: such a scheme is refused before
 */
export function drawFactors(source: WeightSource, seed: number, draw: number, out: readonly Float64Array[], at = 0, step = 1): void {
  const { doubt, width, classes } = source
  if (doubt.draw === 'box') {
    const [own] = out as [Float64Array]
    for (let j = 0; j < width; j++) own[at + step * j] = 1 + doubt.error * (2 * uniform(seed, draw, j) - 1)
    return
  }
  for (const [c, shares] of classes.entries()) {
    const factors = factorsOf(source, shares, seed, draw)
    const own = out[c] as Float64Array
    for (let j = 0; j < width; j++) own[at + step * j] = factors[j] as number
  }
}

/** Room for the factors of `lanes` draws. */
export function emptyFactors({ classes, width }: WeightSource, lanes = 1): Float64Array[] {
  return classes.map(() => new Float64Array(width * lanes))
}

function factorsOf({ doubt, judgements, withoutExpert }: WeightSource, shares: Float64Array, seed: number, draw: number): Float64Array {
  if (doubt.draw === 'dirichlet' || doubt.draw === 'simplex') {
    const counted = shares.reduce((count, share) => count + (share > 0 ? 1 : 0), 0)
    const concentration = doubt.draw === 'dirichlet' ? concentrationFor(doubt.cv, counted) : 0
    const drawn = new Float64Array(shares.length)
    // What counts nothing in the scheme counts nothing in any draw.
    dirichlet(seed, draw, shares.map(share => (concentration ? concentration * share : share > 0 ? 1 : 0)), drawn)
    return ratios(drawn, shares)
  }
  if (!judgements) throw new RangeError('no judgements to draw from')
  if (doubt.draw === 'experts') return withoutExpert[Math.floor(uniform(seed, draw, expertStream) * withoutExpert.length)] as Float64Array
  let stream = 0
  const sigma = doubt.draw === 'judgements' ? doubt.sigma : 0
  return ratios(sharesOf(judgements, ({ experts }) => meanOf(experts.map(matrix => disturbed(matrix, () => sigma * normal(seed, draw, stream++))))), judgements.base)
}

function ratios(drawn: Float64Array, base: Float64Array): Float64Array {
  return drawn.map((share, j) => ((base[j] as number) > 0 ? share / (base[j] as number) : 1))
}

/** Units whose category has the same weights are of one class; where all are disturbed alike, one class does. */
function classesOf(scheme: Scheme, apart: boolean): Pick<WeightSource, 'classes' | 'classOf'> {
  const indicators = indicatorsOf(scheme)
  const categories: (string | null)[] = scheme.categories.length ? scheme.categories : [null]
  const classes: Float64Array[] = []
  const classOf = new Map(categories.map((category): [string | null, number] => {
    const weights = Float64Array.from(indicators, indicator => (weightOf(indicator, category) ?? 0) / scheme.total)
    const known = classes.findIndex(other => !apart || other.every((share, j) => share === weights[j]))
    return [category, known < 0 ? classes.push(weights) - 1 : known]
  }))
  return { classes, classOf }
}

type Ahp = Extract<Weighting, { method: 'ahp' }>

function judgementsOf(scheme: Scheme, { vector, dimensions, within }: Ahp): NonNullable<WeightSource['judgements']> {
  const logs = ({ experts }: Ahp['dimensions']): Judged => ({ size: experts[0]?.length ?? 0, experts: experts.map(matrix => matrix.map(row => row.map(Math.log))) })
  const made = { method: vector, dimensions: logs(dimensions), within: scheme.dimensions.map(({ id }) => (within[id] ? logs(within[id]) : null)), sizes: scheme.dimensions.map(({ indicators }) => indicators.length) }
  return { ...made, base: sharesOf(made, ({ experts }) => meanOf(experts)) }
}

/** Effective weights: between dimensions times within each, equal where nobody judged. */
function sharesOf({ method, dimensions, within, sizes }: Omit<NonNullable<WeightSource['judgements']>, 'base'>, grouped: (judged: Judged) => number[][]): Float64Array {
  const weigh = (judged: Judged): Float64Array => ahpWeights(grouped(judged).map(row => row.map(Math.exp)), method)
  const between = weigh(dimensions)
  return Float64Array.from(sizes.flatMap((size, d) => {
    const judged = within[d]
    const inside = judged ? weigh(judged) : new Float64Array(size).fill(1 / size)
    return Array.from(inside, weight => weight * (between[d] as number))
  }))
}

/** The experts as one: the mean of the logarithms (AIJ). */
function meanOf(experts: readonly (readonly (readonly number[])[])[]): number[][] {
  const [first = []] = experts
  return first.map((row, i) => row.map((_, j) => experts.reduce((sum, matrix) => sum + (matrix[i]?.[j] as number), 0) / experts.length))
}

/** Every judgement with an error of its own; its reciprocal with the same one, turned round. */
function disturbed(matrix: readonly (readonly number[])[], error: () => number): number[][] {
  const made = matrix.map(row => [...row])
  for (const [i, row] of made.entries()) {
    for (let j = i + 1; j < row.length; j++) {
      const log = (row[j] as number) + error()
      row[j] = log
      ;(made[j] as number[])[i] = -log
    }
  }
  return made
}
