// Methods that measure how far units are from an average, a border, or an ideal. For second opinions.
import { weightedSums } from './aggregate.ts'
import { type Columns, mapRows } from './matrix.ts'
import { byVector, type Direction, linear, minmax } from './normalise.ts'
import { type Column, extent, mean, sumOf } from './statistics.ts'

/** SPOTIS (Dezert et al. 2020): weighted distance to the expected point within fixed bounds; smaller is better, no rank reversal. */
export function spotis(columns: Columns, weights: Column, directions: readonly Direction[], bounds: readonly (readonly [number, number])[], expected?: Column): Float64Array {
  return weightedSums(columns.map((column, j) => {
    const [low, high] = bounds[j] as readonly [number, number]
    const point = expected ? expected[j] as number : directions[j] === 1 ? high : low
    return Float64Array.from(column, value => Math.abs((value - point) / (high - low)))
  }), weights)
}

/** EDAS (Keshavarz Ghorabaee et al. 2015): distances above and below the average; 0 … 1. */
export function edas(columns: Columns, weights: Column, directions: readonly Direction[]): Float64Array {
  const leads = columns.map((column, j) => {
    const average = mean(column)
    return Float64Array.from(column, value => ((directions[j] as Direction) * (value - average)) / average)
  })
  const above = weightedSums(leads.map(column => column.map(lead => Math.max(0, lead))), weights)
  const below = weightedSums(leads.map(column => column.map(lead => Math.max(0, -lead))), weights)
  const [[, mostAbove], [, mostBelow]] = [extent(above), extent(below)]
  return above.map((value, i) => ((mostAbove === 0 ? 0 : value / mostAbove) + (mostBelow === 0 ? 1 : 1 - (below[i] as number) / mostBelow)) / 2)
}

/** MABAC (Pamučar & Ćirović 2015): Σ over columns of w·(z + 1) less its geometric mean over the units. */
export function mabac(columns: Columns, weights: Column, directions: readonly Direction[]): Float64Array {
  return weightedSums(columns.map((column, j) => {
    const weighted = minmax(column, directions[j] as Direction, { constant: 1 }).map(value => (weights[j] as number) * (value + 1))
    const border = Math.exp(sumOf(weighted, Math.log) / weighted.length)
    return weighted.map(value => value - border)
  }), Float64Array.from(weights, () => 1))
}

/** MAIRCA (Gigović et al. 2016): gap between what each unit could and does reach; smaller is better. */
export function mairca(columns: Columns, weights: Column, directions: readonly Direction[]): Float64Array {
  const units = columns[0]?.length ?? 0
  return weightedSums(columns.map((column, j) => minmax(column, directions[j] as Direction, { constant: 1 }).map(value => (1 - value) / units)), weights)
}

/** CODAS (Keshavarz Ghorabaee et al. 2016): Euclidean distance from the worst point, taxicab where it differs by `tau` or more. */
export function codas(columns: Columns, weights: Column, directions: readonly Direction[], { tau = 0.02 }: { tau?: number } = {}): Float64Array {
  const leads = columns.map((column, j) => {
    const weighted = linear(column, directions[j] as Direction).map(value => value * (weights[j] as number))
    const [worst] = extent(weighted)
    return weighted.map(value => value - worst)
  })
  const straight = mapRows(leads, row => Math.sqrt(sumOf(row, value => value * value)))
  const taxicab = mapRows(leads, row => sumOf(row, Math.abs))
  return straight.map((own, i) => sumOf(straight, (other, k) => own - other + (Math.abs(own - other) >= tau ? (taxicab[i] as number) - (taxicab[k] as number) : 0)))
}

/**
 * PROBID (Wang et al. 2021): distances to the best, second best, … profile, each counting less, against those to the worst,
 * plus the distance to the average profile. `simple` (sPROBID): the first and last quarter only.
 */
export function probid(columns: Columns, weights: Column, directions: readonly Direction[], { simple = false }: { simple?: boolean } = {}): Float64Array {
  const weighted = columns.map((column, j) => byVector(column).map(value => value * (weights[j] as number)))
  const profiles = weighted.map((column, j) => (directions[j] === 1 ? column.toSorted().reverse() : column.toSorted()))
  const n = columns[0]?.length ?? 0
  const averages = weighted.map(mean)
  return mapRows(weighted, row => {
    const to = (place: (j: number) => number): number => Math.sqrt(sumOf(row, (value, j) => (value - place(j)) ** 2))
    const distances = Array.from({ length: n }, (_, k) => to(j => profiles[j]?.[k] as number))
    const near = (last: number): number => sumOf(distances.slice(0, last), (distance, k) => distance / (k + 1))
    const far = (first: number): number => sumOf(distances.slice(first - 1), (distance, k) => distance / (n - first + 1 - k))
    if (simple) {
      const quarter = Math.max(1, Math.floor(n / 4))
      return far(n + 1 - quarter) / near(quarter)
    }
    const middle = Math.ceil(n / 2)
    return 1 / (1 + (near(middle) / far(middle)) ** 2) + to(j => averages[j] as number)
  })
}

