// Agreement of two columns, or of two rankings.
import { ranks } from './rank.ts'
import { type Column, mean, sumOf } from './statistics.ts'

/** Pearson's r; NaN where a column is constant. */
export function pearson(x: Column, y: Column): number {
  const [centreX, centreY] = [mean(x), mean(y)]
  const products = sumOf(x, (value, i) => (value - centreX) * ((y[i] as number) - centreY))
  const squaresX = sumOf(x, value => (value - centreX) * (value - centreX))
  const squaresY = sumOf(y, value => (value - centreY) * (value - centreY))
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
  const apart = sumOf(x, (rank, i) => {
    const other = y[i] as number
    return (rank - other) ** 2 * (n - rank + 1 + (n - other + 1))
  })
  return 1 - (6 * apart) / (n ** 4 + n ** 3 - n ** 2 - n)
}

/** Rank similarity WS, weighted by the reference ranking `x` (Sałabun & Urbaniak 2020). */
export function rankSimilarity(x: Column, y: Column): number {
  const n = x.length
  return 1 - sumOf(x, (rank, i) => (2 ** -rank * Math.abs(rank - (y[i] as number))) / Math.max(rank - 1, n - rank))
}

/** Kendall's τ-a: concordant less discordant pairs over all pairs, ties counting nothing. O(n²). */
export function kendallA(x: Column, y: Column): number {
  let balance = 0
  for (let i = 0; i < x.length; i++) for (let j = 0; j < i; j++) balance += Math.sign((x[i] as number) - (x[j] as number)) * Math.sign((y[i] as number) - (y[j] as number))
  return (2 * balance) / (x.length * (x.length - 1))
}

/** Goodman & Kruskal's γ: ties left out of the pairs. O(n²). */
export function goodmanKruskal(x: Column, y: Column): number {
  let [balance, decided] = [0, 0]
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      const order = Math.sign((x[i] as number) - (x[j] as number)) * Math.sign((y[i] as number) - (y[j] as number))
      balance += order
      decided += Math.abs(order)
    }
  }
  return balance / decided
}
