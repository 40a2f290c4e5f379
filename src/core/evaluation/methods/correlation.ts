// Agreement of two columns, or of two rankings.
import { ranks } from './rank.ts'
import { type Column, mean, sum } from './statistics.ts'

/** Pearson's r; NaN where a column is constant. */
export function pearson(x: Column, y: Column): number {
  const [centreX, centreY] = [mean(x), mean(y)]
  const products = sum(Array.from(x, (value, i) => (value - centreX) * ((y[i] as number) - centreY)))
  const squaresX = sum(Array.from(x, value => (value - centreX) ** 2))
  const squaresY = sum(Array.from(y, value => (value - centreY) ** 2))
  return products / Math.sqrt(squaresX * squaresY)
}

/** Spearman's ρ: Pearson's r of average ranks, so that ties are right. */
export function spearman(x: Column, y: Column): number {
  return pearson(ranks(x, 'average'), ranks(y, 'average'))
}

/** Kendall's τ-b, which allows for ties. O(n²). */
export function kendall(x: Column, y: Column): number {
  let [balance, freeX, freeY] = [0, 0, 0]
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      const a = Math.sign((x[i] as number) - (x[j] as number))
      const b = Math.sign((y[i] as number) - (y[j] as number))
      balance += a * b
      freeX += a * a
      freeY += b * b
    }
  }
  return balance / Math.sqrt(freeX * freeY)
}

/** Weighted Spearman of two rankings, in which the top counts more (Dancelli, Manisera & Vezzoli 2013). */
export function weightedSpearman(x: Column, y: Column): number {
  const n = x.length
  const terms = Array.from(x, (rank, i) => {
    const other = y[i] as number
    return (rank - other) ** 2 * (n - rank + 1 + (n - other + 1))
  })
  return 1 - (6 * sum(terms)) / (n ** 4 + n ** 3 - n ** 2 - n)
}

/** Rank similarity WS, weighted by the reference ranking `x` (Sałabun & Urbaniak 2020). */
export function rankSimilarity(x: Column, y: Column): number {
  const n = x.length
  return 1 - sum(Array.from(x, (rank, i) => (2 ** -rank * Math.abs(rank - (y[i] as number))) / Math.max(rank - 1, n - rank)))
}
