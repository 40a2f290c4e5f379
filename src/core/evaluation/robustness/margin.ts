// δ*: how wrong the weights must be before two towns change places. Exact, no simulation.
//
// Town a leads town b by Σ wⱼ·dⱼ, dⱼ the difference of their points on indicator j. If every effective weight may
// be off by a relative error of at most δ, the lead shrinks at most by δ·Σ wⱼ·|dⱼ|; the order can turn only from
//     δ* = |Σ wⱼ·dⱼ| ÷ Σ wⱼ·|dⱼ|
// on, and just above it some choice of errors turns it. A common renormalisation of the weights cannot change an
// order; renormalising inside each parent can, so the errors are on effective weights (flat arithmetic aggregation).

/** Points of all units, row by row: unit i on indicator j is `points[i * width + j]`. */
export type Points = { points: Float64Array; width: number }

/** δ* between two units: 0 for a tie, Infinity where no error of the weights can turn the order. */
export function pairMargin({ points, width }: Points, weights: Float64Array, a: number, b: number): number {
  let lead = 0
  let spread = 0
  for (let j = 0; j < width; j++) {
    const part = (weights[j] as number) * ((points[a * width + j] as number) - (points[b * width + j] as number))
    lead += part
    spread += Math.abs(part)
  }
  if (lead === 0) return 0
  // |lead| = spread: one unit is at least as good everywhere, and no positive weights can turn the order.
  return Math.abs(lead) >= spread * (1 - 1e-12) ? Infinity : Math.abs(lead) / spread
}

export type CutMargin = { margin: number; against: number | null }

/**
 * The smallest δ* of one unit against all units on the other side of the cut, and the unit it is reached with.
 * `others` are row numbers; an empty list gives Infinity (no cut to cross).
 */
export function cutMargin(matrix: Points, weights: Float64Array, unit: number, others: readonly number[]): CutMargin {
  let nearest: CutMargin = { margin: Infinity, against: null }
  for (const other of others) {
    const margin = pairMargin(matrix, weights, unit, other)
    if (margin < nearest.margin) nearest = { margin, against: other }
  }
  return nearest
}
