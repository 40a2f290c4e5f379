// 熵值法: a column that tells units apart weighs more.
import { problem } from '#core/base/problem.ts'
import { refused, type Result } from '#core/base/result.ts'
import { type Columns } from '../matrix.ts'
import { type Column, extent, present, sum } from '../statistics.ts'
import { type Weighting, weighting } from './weighting.ts'

/**
 * Diversity 1 − e of a column of values ≥ 0: shares p = z/Σz, e = −Σ p·ln p/ln m with 0·ln 0 = 0, m the units that are
 * there (Shannon 1948). 0 … 1; below two units, or all values 0: 0. Rounding noise below 0 is cut off.
 */
export function entropyDiversity(values: Column): number {
  const known = present(values)
  const total = sum(known)
  if (known.length < 2 || !(total > 0)) return 0
  let [entropy, lost] = [0, 0]
  for (let i = 0; i < known.length; i++) {
    const share = (known[i] as number) / total
    if (share === 0) continue
    const term = share * Math.log(share)
    const next = entropy + term
    lost += entropy <= term ? entropy - next + term : term - next + entropy
    entropy = next
  }
  const diversity = 1 + (entropy + lost) / Math.log(known.length)
  return diversity < 1e-15 ? 0 : diversity
}

/**
 * w = (1 − e)/Σ(1 − e) on columns of values ≥ 0 that already point the right way. The usual choice is min-max to 0 … 1;
 * others take raw values: whoever calls decides. `shift` is added to every value first, as many Chinese scripts do
 * (0.0001 … 0.01): it changes the weights, so it is 0 unless a scheme states it.
 * Refuses with `weights.negative` or `weights.no-variation`.
 */
export function entropyWeights(columns: Columns, { shift = 0 }: { shift?: number } = {}): Result<Weighting> {
  const shifted = shift === 0 ? columns : columns.map(column => Float64Array.from(column, value => value + shift))
  const negative = shifted.findIndex(column => extent(column)[0] < 0)
  if (negative >= 0) return refused(problem('weights.negative', { column: negative + 1, what: '负值', method: '熵值法' }))
  return weighting(shifted, varied => varied.map(entropyDiversity))
}
