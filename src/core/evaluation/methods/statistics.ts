// Descriptive statistics. Sums are compensated, so that no order of magnitude among the terms decides a result.

export type Column = ArrayLike<number>

/** Neumaier's compensated sum (Neumaier 1974), in the order given. */
export function sum(values: Column): number {
  let total = 0
  let lost = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    const next = total + value
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total
    total = next
  }
  return total + lost
}

/** Compensated Σ term(value, place) without a list in between. */
export function sumOf(values: Column, term: (value: number, index: number) => number): number {
  let total = 0
  let lost = 0
  for (let i = 0; i < values.length; i++) {
    const value = term(values[i] as number, i)
    const next = total + value
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total
    total = next
  }
  return total + lost
}

/** NaN for an empty column. */
export function mean(values: Column): number {
  return sum(values) / values.length
}

/** Variance with `ddof` degrees of freedom taken off (1: sample, 0: population). */
export function variance(values: Column, ddof: 0 | 1 = 1): number {
  const centre = mean(values)
  return sumOf(values, value => (value - centre) * (value - centre)) / (values.length - ddof)
}

export function standardDeviation(values: Column, ddof: 0 | 1 = 1): number {
  return Math.sqrt(variance(values, ddof))
}

/** Definitions 1 … 9 of Hyndman & Fan (1996); 7 is what R and NumPy use. */
export type QuantileType = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9

/** Quantile at `share` (0 … 1) of the order statistics. NaN for an empty column. */
export function quantile(values: Column, share: number, type: QuantileType = 7): number {
  const sorted = Float64Array.from(values).sort()
  const n = sorted.length
  if (n === 0) return Number.NaN
  const shift = { 1: 0, 2: 0, 3: -0.5, 4: 0, 5: 0.5, 6: share, 7: 1 - share, 8: (share + 1) / 3, 9: share / 4 + 3 / 8 }[type]
  // A place a few units in the last digit below a whole number is that whole number.
  const place = n * share + shift
  const below = Math.floor(place + 4 * Number.EPSILON * Math.max(1, place))
  const rest = Math.max(0, place - below)
  const beyond = rest > 4 * Number.EPSILON * Math.max(1, place)
  const pull = type === 1 ? Number(beyond) : type === 2 ? (beyond ? 1 : 0.5) : type === 3 ? Number(beyond || below % 2 !== 0) : rest
  const at = (index: number): number => sorted[Math.min(n, Math.max(1, index)) - 1] as number
  const [low, high] = [at(below), at(below + 1)]
  return pull === 0 ? low : low + pull * (high - low)
}

export function median(values: Column): number {
  return quantile(values, 0.5)
}

/** Sample skewness G₁ (Joanes & Gill 1998, type 2). NaN below three values. */
export function skewness(values: Column): number {
  const n = values.length
  const [centre, spread] = [mean(values), standardDeviation(values)]
  return (n / ((n - 1) * (n - 2))) * sumOf(values, value => ((value - centre) / spread) ** 3)
}

/** Sample excess kurtosis G₂ (Joanes & Gill 1998, type 2). NaN below four values. */
export function kurtosis(values: Column): number {
  const n = values.length
  const [centre, spread] = [mean(values), standardDeviation(values)]
  const fourth = sumOf(values, value => ((value - centre) / spread) ** 4)
  return ((n * (n + 1)) / ((n - 1) * (n - 2) * (n - 3))) * fourth - (3 * (n - 1) ** 2) / ((n - 2) * (n - 3))
}

/** Median absolute deviation, scaled to the standard deviation of a normal distribution (× 1.4826). */
export function medianAbsoluteDeviation(values: Column): number {
  const centre = median(values)
  return 1.4826 * median(Float64Array.from(values, value => Math.abs(value - centre)))
}

/** Least and largest of the present values; [∞, −∞] where there are none. Two lanes, as V8 does not vectorise. */
export function extent(values: Column): [low: number, high: number] {
  let [low, high, low2, high2] = [Infinity, -Infinity, Infinity, -Infinity]
  const even = values.length & ~1
  for (let i = 0; i < even; i += 2) {
    const a = values[i] as number
    const b = values[i + 1] as number
    if (a < low) low = a
    if (a > high) high = a
    if (b < low2) low2 = b
    if (b > high2) high2 = b
  }
  const last = values.length > even ? values[even] as number : Number.NaN
  if (last < low) low = last
  if (last > high) high = last
  return [Math.min(low, low2), Math.max(high, high2)]
}

/** The values that are there (missing is NaN), as a copy. */
export function present(values: Column): Float64Array {
  const known = new Float64Array(values.length)
  let count = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    known[count] = value
    count += value === value ? 1 : 0
  }
  return known.subarray(0, count)
}

export function isConstant(values: Column): boolean {
  const [low, high] = extent(values)
  return !(low < high)
}
