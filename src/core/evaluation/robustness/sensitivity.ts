// Which doubt matters: how much of the movement of ranks, and of each decided unit's decision, comes from the weights,
// from the aggregation and from the data (Sobol indices; Jansen's estimators on centred runs, bootstrap intervals).
import { isCertain } from '../doubt.ts'
import { sobolIndices, type SobolIndex } from '../methods/sobol.ts'
import { benchFor, decide } from './decide.ts'
import { uniform } from './draws.ts'
import type { Model } from './model.ts'
import { type Draw, sampler } from './simulate.ts'

const sources = ['weights', 'aggregation', 'data'] as const
export type Source = (typeof sources)[number]

export type Sensitivity = {
  /** what varied; the others were certain in this scheme and these data */
  sources: Source[]
  /** of the mean |change of rank| */
  ranks: { source: Source; first: SobolIndex; total: SobolIndex }[]
  /** of the decision of units whose decision is not always the same */
  decisions: { unit: string; indices: { source: Source; first: SobolIndex; total: SobolIndex }[] }[]
}

const widest = 0.2
const resamples = 200

/** @param base rows of the design; runs are base × (sources + 2). 1,024 at least for figures that are shown. */
export function sensitivityOf(model: Model, { seed, base }: { seed: number; base: number }): Sensitivity {
  const varied = sources.filter(source => (source === 'weights' ? !isCertain(model.source.doubt) : source === 'aggregation' ? model.aggregations.length > 1 : model.doubtful.length > 0))
  const n = model.units.length
  const run = runner(model, seed)
  // Rows of B are draws of their own, beyond those of A.
  const rowOf = (swap: readonly Source[], row: number): Draw => ({ weights: swap.includes('weights') ? base + row : row, aggregation: swap.includes('aggregation') ? base + row : row, data: swap.includes('data') ? base + row : row })
  const block = (swap: readonly Source[]): { moved: Float64Array; kept: Uint8Array[] } => {
    const moved = new Float64Array(base)
    const kept = Array.from({ length: n }, () => new Uint8Array(base))
    for (let row = 0; row < base; row++) moved[row] = run(rowOf(swap, row), kept, row)
    return { moved, kept }
  }
  const [a, b] = [block([]), block(sources)]
  const ab = varied.map(source => block([source]))
  const indices = (pick: (made: typeof a) => ArrayLike<number>): Sensitivity['ranks'] => {
    const { first, total } = sobolIndices({ a: pick(a), b: pick(b), ab: ab.map(pick) }, { resamples, widest, random: (resample, row) => uniform(seed, resample, (1 << 22) + row) })
    return varied.map((source, k) => ({ source, first: first[k] as SobolIndex, total: total[k] as SobolIndex }))
  }
  const open = model.units.map((_, i) => i).filter(i => [a, b].some(({ kept }) => kept[i]?.includes(0)))
  return { sources: varied, ranks: varied.length ? indices(made => made.moved) : [], decisions: varied.length > 1 ? open.map(i => ({ unit: model.units[i]?.id ?? '', indices: indices(made => made.kept[i] as Uint8Array) })) : [] }
}

/** Mean |change of rank| of one draw; notes for every unit whether its decision is the official one. */
function runner(model: Model, seed: number): (draw: Draw, kept: Uint8Array[], row: number) => number {
  const n = model.units.length
  const [decisions, ranks, bench, sample] = [new Int32Array(n), new Int32Array(n), benchFor(model), sampler(model, seed)]
  return (draw, kept, row) => {
    const { scores, dimensions } = sample(draw)
    decide(model, scores, decisions, ranks, bench, dimensions)
    let moved = 0
    for (let i = 0; i < n; i++) {
      moved += Math.abs((ranks[i] as number) - (model.official.ranks[i] as number))
      ;(kept[i] as Uint8Array)[row] = decisions[i] === model.official.decisions[i] ? 1 : 0
    }
    return n ? moved / n : 0
  }
}
