// Descriptive statistics. Sums are compensated, so that results do not depend on the size of the terms' order of magnitude.

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

export function mean(values: Column): number {
  return sum(values) / values.length
}

/** Variance with `ddof` degrees of freedom taken off (1: sample, 0: population). */
export function variance(values: Column, ddof: 0 | 1 = 1): number {
  const centre = mean(values)
  return sum(Array.from(values, value => (value - centre) ** 2)) / (values.length - ddof)
}

export function standardDeviation(values: Column, ddof: 0 | 1 = 1): number {
  return Math.sqrt(variance(values, ddof))
}

/** Quantile by linear interpolation between order statistics (type 7 of Hyndman & Fan 1996). `share` in 0 … 1. */
export function quantile(values: Column, share: number): number {
  const sorted = Array.from(values).sort((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const below = Math.floor(place)
  const [low, high] = [sorted[below] as number, sorted[Math.min(below + 1, sorted.length - 1)] as number]
  return low + (place - below) * (high - low)
}

export function median(values: Column): number {
  return quantile(values, 0.5)
}

/** Sample skewness G₁ (Joanes & Gill 1998, type 2). NaN below three values. */
export function skewness(values: Column): number {
  const n = values.length
  const [centre, spread] = [mean(values), standardDeviation(values)]
  return (n / ((n - 1) * (n - 2))) * sum(Array.from(values, value => ((value - centre) / spread) ** 3))
}

/** Sample excess kurtosis G₂ (Joanes & Gill 1998, type 2). NaN below four values. */
export function kurtosis(values: Column): number {
  const n = values.length
  const [centre, spread] = [mean(values), standardDeviation(values)]
  const fourth = sum(Array.from(values, value => ((value - centre) / spread) ** 4))
  return ((n * (n + 1)) / ((n - 1) * (n - 2) * (n - 3))) * fourth - (3 * (n - 1) ** 2) / ((n - 2) * (n - 3))
}

/** Median absolute deviation, scaled to the standard deviation of a normal distribution (× 1.4826). */
export function medianAbsoluteDeviation(values: Column): number {
  const centre = median(values)
  return 1.4826 * median(Array.from(values, value => Math.abs(value - centre)))
}

export function extent(values: Column): [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity]
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    if (value < low) low = value
    if (value > high) high = value
  }
  return [low, high]
}
