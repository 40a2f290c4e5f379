// Decisions that need two years: how often both years' standings come out again under the same weights in both.
import { type Interval, wilson } from './interval.ts'
import { benchFor, decide } from './decide.ts'
import type { Model } from './model.ts'
import { sampler } from './simulate.ts'
import { complete, type Steps } from './steps.ts'

/** Draws between two words about progress. */
const portion = 16

export type JointSupport = { id: string; support: number; interval: Interval }

/**
 * The joint share, with one draw of the weights for both years, never the product of the two shares.
 * @param last,current the two years under schemes with the same indicators @throws RangeError where they differ in number
 */
export function jointSupport(last: Model, current: Model, options: { seed: number; draws: number }): JointSupport[] {
  return complete(jointSteps(last, current, options))
}

/** The same, a few draws at a time. */
export function* jointSteps(last: Model, current: Model, { seed, draws }: { seed: number; draws: number }): Steps<JointSupport[]> {
  if (last.width !== current.width) throw new RangeError('two years need the same indicators')
  const years = [last, current].map(model => {
    const n = model.units.length
    const [decisions, ranks, bench, sample] = [new Int32Array(n), new Int32Array(n), benchFor(model), sampler(model, seed)]
    return (draw: number): Int32Array => {
      const { scores, dimensions } = sample({ weights: draw, aggregation: draw, data: draw })
      decide(model, scores, decisions, ranks, bench, dimensions)
      return decisions
    }
  }) as [(draw: number) => Int32Array, (draw: number) => Int32Array]
  const rowLast = new Map(last.units.map((unit, i) => [unit.id, i]))
  const pairs = current.units.flatMap((unit, i) => (rowLast.has(unit.id) ? [{ id: unit.id, now: i, before: rowLast.get(unit.id) as number }] : []))
  const hits = new Int32Array(pairs.length)
  for (let draw = 0; draw < draws; draw++) {
    const [before, now] = [years[0](draw), years[1](draw)]
    for (const [p, pair] of pairs.entries()) if (before[pair.before] === last.official.decisions[pair.before] && now[pair.now] === current.official.decisions[pair.now]) hits[p] = (hits[p] as number) + 1
    if (draw % portion === portion - 1) yield draw / draws
  }
  return pairs.map(({ id }, p) => ({ id, support: draws ? (hits[p] as number) / draws : 0, interval: wilson(hits[p] as number, draws) }))
}
