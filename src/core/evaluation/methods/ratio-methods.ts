// Methods that compare gains with costs as sums or ratios. For second opinions; weights as they are.
import { dot, weightedSums } from './aggregate.ts'
import { type Columns, mapRows } from './matrix.ts'
import { bySum, byVector, type Direction, linear, minmax } from './normalise.ts'
import { type Column, extent, mean, sum } from './statistics.ts'

/** MOORA ratio system (Brauers & Zavadskas 2006): Σ w·z over gains less costs, z = x/√Σx². */
export function mooraRatio(columns: Columns, weights: Column, directions: readonly Direction[], scale: (column: Column) => Column = byVector): Float64Array {
  return weightedSums(columns.map(column => scale(column)), signed(weights, directions))
}

/** MOORA reference point: largest weighted distance to the best value; smaller is better. `reference` is before weighting. */
export function mooraReference(columns: Columns, weights: Column, directions: readonly Direction[], scale: (column: Column) => Column = byVector): { scores: Float64Array; reference: Float64Array } {
  const scaled = columns.map(column => scale(column))
  const reference = Float64Array.from(scaled, (column, j) => extent(column)[directions[j] === 1 ? 1 : 0])
  return { reference, scores: mapRows(scaled, row => Math.max(...row.map((value, j) => Math.abs((weights[j] as number) * (value - (reference[j] as number)))))) }
}

/** Full multiplicative form: Σ ln(w·x) over gains less costs; values above 0. */
export function fullMultiplicative(columns: Columns, weights: Column, directions: readonly Direction[]): Float64Array {
  return mapRows(columns, row => sum(row.map((value, j) => (directions[j] as Direction) * Math.log(value * (weights[j] as number)))))
}

/** COPRAS (Zavadskas et al. 1994): Q = S⁺ + ΣS⁻/(S⁻·Σ1/S⁻), divided by the best. No costs: Q = S⁺. */
export function copras(columns: Columns, weights: Column, directions: readonly Direction[]): Float64Array {
  const shares = columns.map(column => bySum(column, 1))
  const gains = weightedSums(shares, only(weights, directions, 1))
  const costs = weightedSums(shares, only(weights, directions, -1))
  const share = directions.includes(-1) ? sum(costs) / sum(costs.map(cost => 1 / cost)) : 0
  const q = gains.map((gain, i) => gain + (share === 0 ? 0 : share / (costs[i] as number)))
  const [, best] = extent(q)
  return q.map(value => value / best)
}

/** ARAS (Zavadskas & Turskis 2010): weighted sum of shares against that of the ideal row; costs by reciprocals. */
export function aras(columns: Columns, weights: Column, directions: readonly Direction[]): Float64Array {
  const shares = columns.map((column, j) => {
    const [least, most] = extent(column)
    return bySum(Float64Array.of(directions[j] === 1 ? most : least, ...Array.from(column)), directions[j] as Direction)
  })
  const totals = weightedSums(shares, weights)
  return totals.slice(1).map(total => total / (totals[0] as number))
}

/** OCRA (Parkan 1994): relative gains over the worst, costs and benefits apart, each from its lowest. */
export function ocra(columns: Columns, weights: Column, directions: readonly Direction[]): Float64Array {
  const relative = columns.map((column, j) => {
    const [least, most] = extent(column)
    return Float64Array.from(column, value => (directions[j] === 1 ? value - least : most - value) / least)
  })
  const fromLowest = (values: Float64Array): Float64Array => values.map(value => value - extent(values)[0])
  const costs = fromLowest(weightedSums(relative, only(weights, directions, -1)))
  const gains = fromLowest(weightedSums(relative, only(weights, directions, 1)))
  return fromLowest(gains.map((gain, i) => gain + (costs[i] as number)))
}

/** MARCOS (Stević et al. 2020): utility between the worst and the best profile; values above 0. */
export function marcos(columns: Columns, weights: Column, directions: readonly Direction[]): Float64Array {
  const bounds = columns.map(extent)
  const scaled = columns.map((column, j) => linear(column, directions[j] as Direction))
  const worst = bounds.map(([least, most]) => least / most)
  const [toIdeal, toWorst] = [sum(weights), dot(worst, weights)]
  return weightedSums(scaled, weights).map(total => {
    const [plus, minus] = [total / toIdeal, total / toWorst]
    const [fPlus, fMinus] = [minus / (plus + minus), plus / (plus + minus)]
    return (plus + minus) / (1 + (1 - fPlus) / fPlus + (1 - fMinus) / fMinus)
  })
}

/** RAM (Sotoudeh-Anvari 2023): (2 + S⁻)-th root of 2 + S⁺, on shares of the column sums. */
export function ram(columns: Columns, weights: Column, directions: readonly Direction[]): Float64Array {
  const shares = columns.map(column => bySum(column, 1))
  const costs = weightedSums(shares, only(weights, directions, -1))
  return weightedSums(shares, only(weights, directions, 1)).map((gain, i) => (2 + gain) ** (1 / (2 + (costs[i] as number))))
}

/** CoCoSo (Yazdani et al. 2019): three compromises between weighted sum and weighted powers of min-max values. */
export function cocoso(columns: Columns, weights: Column, directions: readonly Direction[], { lambda = 0.5 }: { lambda?: number } = {}): Float64Array {
  const scaled = columns.map((column, j) => minmax(column, directions[j] as Direction, { constant: 1 }))
  const s = weightedSums(scaled, weights)
  const p = weightedSums(scaled.map((column, j) => column.map(value => value ** (weights[j] as number))), Float64Array.from(weights, () => 1))
  const total = sum(s) + sum(p)
  const [[leastS, mostS], [leastP, mostP]] = [extent(s), extent(p)]
  return s.map((value, i) => {
    const other = p[i] as number
    const parts = [(value + other) / total, value / leastS + other / leastP, (lambda * value + (1 - lambda) * other) / (lambda * mostS + (1 - lambda) * mostP)]
    return Math.cbrt(parts.reduce((all, part) => all * part, 1)) + mean(parts)
  })
}

function signed(weights: Column, directions: readonly Direction[]): Float64Array {
  return Float64Array.from(weights, (weight, j) => weight * (directions[j] as Direction))
}

function only(weights: Column, directions: readonly Direction[], direction: Direction): Float64Array {
  return Float64Array.from(weights, (weight, j) => (directions[j] === direction ? weight : 0))
}
