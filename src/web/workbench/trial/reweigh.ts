// Weights under the hand: moving some rescales the others, so that the sum never changes.
import { needsJudgements, weightDoubtOf } from '#core/evaluation/doubt.ts'
import { indicatorsOf, type Scheme, weightOf } from '#core/evaluation/scheme.ts'

/** category ('' where the scheme has none, or all have the same weights) → indicator → weight */
export type Weights = Readonly<Record<string, Readonly<Record<string, number>>>>

const decimals = 1e4

export function weightsOf(scheme: Scheme): Weights {
  const indicators = indicatorsOf(scheme)
  const alike = indicators.every(({ weight }) => typeof weight === 'number')
  const categories = alike || !scheme.categories.length ? [''] : scheme.categories
  return Object.fromEntries(categories.map(category => [category, Object.fromEntries(indicators.map(indicator => [indicator.id, weightOf(indicator, category || null) ?? 0]))]))
}

/** The scheme with these weights, no longer as it was adopted: `proposal`, with fixed weights. Weights moved by hand rest on no judgements: where those were drawn, any weights are. */
export function withWeights(scheme: Scheme, weights: Weights): Scheme {
  const categories = Object.keys(weights)
  const weightFor = (id: string): number | Record<string, number> => (categories.length === 1 && categories[0] === '' ? weights['']?.[id] ?? 0 : Object.fromEntries(categories.map(category => [category, weights[category]?.[id] ?? 0])))
  return {
    ...scheme, status: 'proposal', weighting: { method: 'fixed' },
    robustness: needsJudgements(weightDoubtOf(scheme.robustness)) ? { ...scheme.robustness, weights: { draw: 'simplex' } } : scheme.robustness,
    dimensions: scheme.dimensions.map(dimension => ({ ...dimension, indicators: dimension.indicators.map(indicator => ({ ...indicator, weight: weightFor(indicator.id) })) })),
  }
}

/** `moved` share `wanted` between them as before, the others share the rest as before; equally where they had nothing. */
export function rescale(weights: Readonly<Record<string, number>>, moved: readonly string[], wanted: number, total: number): Record<string, number> {
  const ids = Object.keys(weights)
  const others = ids.filter(id => !moved.includes(id))
  const goal = others.length ? Math.min(total, Math.max(0, wanted)) : total
  const made: Record<string, number> = {}
  for (const [group, share] of [[moved, goal], [others, total - goal]] as [readonly string[], number][]) {
    const before = group.reduce((all, id) => all + (weights[id] ?? 0), 0)
    const parts = group.map(id => (before > 0 ? (weights[id] ?? 0) / before : 1 / group.length))
    for (const [j, units] of wholeUnits(parts, Math.round(share * decimals)).entries()) made[group[j] as string] = units / decimals
  }
  return Object.fromEntries(ids.map(id => [id, made[id] as number]))
}

/** `units` by shares that sum to 1, in whole ones: rounded down, what is left over to the largest remainders. */
function wholeUnits(shares: readonly number[], units: number): number[] {
  const exact = shares.map(share => share * units)
  const whole = exact.map(Math.floor)
  const left = units - whole.reduce((all, own) => all + own, 0)
  const nearest = exact.map((_, j) => j).sort((a, b) => (exact[b] as number) - (whole[b] as number) - ((exact[a] as number) - (whole[a] as number)) || a - b)
  for (const j of nearest.slice(0, left)) whole[j] = (whole[j] as number) + 1
  return whole
}

export function sameWeights(a: Weights, b: Weights): boolean {
  return Object.entries(a).every(([category, own]) => Object.entries(own).every(([id, weight]) => b[category]?.[id] === weight))
}
