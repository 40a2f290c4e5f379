// Weights that people set, and how computed ones become fixed.
import { problem } from '#core/base/problem.ts'
import { ok, refused, type Result } from '#core/base/result.ts'
import { normalised } from '../aggregate.ts'
import { type Column, sum } from '../statistics.ts'

const millionths = 1_000_000

/**
 * 定权: decimal strings of at most six places whose sum must be `total` exactly, compared in millionths. 0 is allowed
 * (shown, not counted). Refuses with `weights.invalid` or `weights.sum`.
 */
export function fixedWeights(texts: readonly string[], total: string): Result<Float64Array> {
  const wrong = [...texts, total].find(text => !/^\d{1,9}(\.\d{1,6})?$/.test(text))
  if (wrong !== undefined) return refused(problem('weights.invalid', { text: wrong }))
  const whole = texts.reduce((parts, text) => parts + inMillionths(text), 0)
  if (whole !== inMillionths(total)) return refused(problem('weights.sum', { sum: String(whole / millionths), total }))
  return ok(Float64Array.from(texts, Number))
}

export function equalWeights(count: number): Float64Array {
  return new Float64Array(count).fill(1 / count)
}

/** Direct scores of importance: score over sum. */
export function weightsFromScores(scores: Column): Float64Array {
  return normalised(scores)
}

/** w ∝ aᵏ·b^(1−k): experts' weights `a` tempered by the data's `b`; k = 1 is the experts alone. */
export function combinedWeights(experts: Column, data: Column, share = 1): Float64Array {
  return normalised(Float64Array.from(experts, (value, j) => value ** share * (data[j] as number) ** (1 - share)))
}

/**
 * Weights rounded to `places` decimals so that they sum to exactly 1, by largest remainders (equal remainders: the
 * earlier one). Logarithms and powers are not specified to the last bit everywhere; rounded weights are.
 */
export function roundedWeights(weights: Column, places = 6): Float64Array {
  const unit = 10 ** places
  const shares = normalised(weights).map(share => share * unit)
  const whole = shares.map(Math.floor)
  const order = Array.from(shares, (_, j) => j).sort((a, b) => (shares[b] as number) - (whole[b] as number) - ((shares[a] as number) - (whole[a] as number)) || a - b)
  for (const j of order.slice(0, Math.round(unit - sum(whole)))) whole[j] = (whole[j] as number) + 1
  return whole.map(parts => parts / unit)
}

function inMillionths(text: string): number {
  const [whole = '0', decimals = ''] = text.split('.')
  return Number(whole) * millionths + Number(decimals.padEnd(6, '0'))
}
