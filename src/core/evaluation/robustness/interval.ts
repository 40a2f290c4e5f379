// How sure a simulated share is, and what we call it.

export type Interval = { low: number; high: number }

const z95 = 1.959963984540054

/** Wilson's 95 % score interval for `hits` of `draws` (Wilson 1927); [0, 1] when nothing was drawn. */
export function wilson(hits: number, draws: number): Interval {
  if (draws === 0) return { low: 0, high: 1 }
  const share = hits / draws
  const square = z95 * z95
  const centre = (share + square / (2 * draws)) / (1 + square / draws)
  const half = (z95 / (1 + square / draws)) * Math.sqrt((share * (1 - share)) / draws + square / (4 * draws * draws))
  return { low: hits === 0 ? 0 : Math.max(0, centre - half), high: hits === draws ? 1 : Math.min(1, centre + half) }
}

/** 稳健 · 较稳健 · 边缘 · 不稳健 */
export type Firmness = 'firm' | 'fairly-firm' | 'marginal' | 'not-firm'

/** Lower bounds of the classes, from the scheme: a policy choice, never a number in code. */
export type FirmnessLimits = { firm: number; fairlyFirm: number; marginal: number }

export function firmnessOf(support: number, limits: FirmnessLimits): Firmness {
  if (support >= limits.firm) return 'firm'
  if (support >= limits.fairlyFirm) return 'fairly-firm'
  return support >= limits.marginal ? 'marginal' : 'not-firm'
}

/** A class limit inside the interval: more draws would settle the class. */
export function straddles({ low, high }: Interval, limits: FirmnessLimits): boolean {
  return [limits.firm, limits.fairlyFirm, limits.marginal].some(limit => low < limit && limit <= high)
}
