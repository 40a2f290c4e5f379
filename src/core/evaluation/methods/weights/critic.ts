// CRITIC (Diakoulaki, Mavrotas & Papayannakis 1995): spread times disagreement with the other columns.
import { ok, type Result } from '#core/base/result.ts'
import { pearson, spearman } from '../correlation.ts'
import { type Columns } from '../matrix.ts'
import { standardDeviation, sum } from '../statistics.ts'
import { type Weighting, weighting } from './weighting.ts'

export type CriticOptions = { correlation?: 'pearson' | 'spearman'; ddof?: 0 | 1 }
export type Critic = Weighting & {
  /** Cⱼ = σⱼ·Σₖ(1 − rⱼₖ); 0 for constant columns */
  information: Float64Array
  /** 1 − rⱼₖ; 0 wherever a constant column is concerned */
  conflict: number[][]
}

/**
 * On columns already scaled (min-max) and turned: a turned column changes the sign of its correlations, and so the
 * weights. Constant columns are taken out before correlating, else every weight would be NaN. `ddof` cancels.
 * Refuses with `weights.no-variation`.
 */
export function criticWeights(scaled: Columns, { correlation = 'pearson', ddof = 1 }: CriticOptions = {}): Result<Critic> {
  const agree = correlation === 'pearson' ? pearson : spearman
  const information = new Float64Array(scaled.length)
  const conflict = scaled.map(() => scaled.map(() => 0))
  const result = weighting(scaled, (varied, indices) => {
    for (const [a, i] of indices.entries()) {
      for (const [b, j] of indices.entries()) {
        if (b >= a) continue
        const apart = 1 - agree(varied[a] ?? [], varied[b] ?? [])
        ;(conflict[i] as number[])[j] = apart
        ;(conflict[j] as number[])[i] = apart
      }
    }
    for (const [a, j] of indices.entries()) information[j] = standardDeviation(varied[a] ?? [], ddof) * sum(conflict[j] ?? [])
    return indices.map(j => information[j] as number)
  })
  return result.ok ? ok({ ...result.value, information, conflict }) : result
}
