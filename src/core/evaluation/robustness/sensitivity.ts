// Which doubt matters: how much of the movement of ranks, and of each decided unit's decision, comes from the weights,
// from the aggregation and from the data (Sobol indices; Jansen's estimators on centred runs, bootstrap intervals).
import { isCertain } from '../doubt.ts'
import { sobolIndices, type SobolIndex } from '../methods/sobol.ts'
import { benchFor, decide, readDecision } from './decide.ts'
import { uniform } from './draws.ts'
import type { Model } from './model.ts'
import { type Draw, sampler } from './simulate.ts'
import { complete, type Steps } from './steps.ts'

const sources = ['weights', 'aggregation', 'data'] as const
export type Source = (typeof sources)[number]

export type Sensitivity = {
  /** what varied; the others were certain in this scheme and these data */
  sources: Source[]
  /** of the mean |change of rank| */
  ranks: { source: Source; first: SobolIndex; total: SobolIndex }[]
  /** of the decision of units inside a quota or with the worst grade, where it is not always the same */
  decisions: { unit: string; indices: { source: Source; first: SobolIndex; total: SobolIndex }[] }[]
}

const widest = 0.2
const resamples = 200
/** Runs between two words about progress, and what part of the work the runs are. */
const portion = 4
const share = { runs: 0.8 } as const

type Options = { seed: number; /** rows of the design; runs are base × (sources + 2). 1,024 at least for figures that are shown */ base: number }

export function sensitivityOf(model: Model, options: Options): Sensitivity {
  return complete(sensitivitySteps(model, options))
}

/** The same, a few runs at a time. */
export function* sensitivitySteps(model: Model, { seed, base }: Options): Steps<Sensitivity> {
  const varied = sources.filter(source => (source === 'weights' ? !isCertain(model.source.doubt) : source === 'aggregation' ? model.aggregations.length > 1 : model.doubtful.length > 0))
  const n = model.units.length
  const run = runner(model, seed)
  // Rows of B are draws of their own, beyond those of A.
  const rowOf = (swap: readonly Source[], row: number): Draw => ({ weights: swap.includes('weights') ? base + row : row, aggregation: swap.includes('aggregation') ? base + row : row, data: swap.includes('data') ? base + row : row })
  // A, B, and A with each source from B.
  const swaps: (readonly Source[])[] = [[], sources, ...varied.map(source => [source])]
  const blocks = swaps.map(() => ({ moved: new Float64Array(base), kept: Array.from({ length: n }, () => new Uint8Array(base)) }))
  for (let row = 0; row < base; row++) {
    for (const [at, { moved, kept }] of blocks.entries()) moved[row] = run(rowOf(swaps[at] as readonly Source[], row), kept, row)
    if (row % portion === portion - 1) yield (share.runs * row) / base
  }
  const [a, b, ...ab] = blocks as [(typeof blocks)[number], (typeof blocks)[number], ...typeof blocks]
  const indices = (pick: (made: typeof a) => ArrayLike<number>): Sensitivity['ranks'] => {
    const { first, total } = sobolIndices({ a: pick(a), b: pick(b), ab: ab.map(pick) }, { resamples, widest, random: (resample, row) => uniform(seed, resample, (1 << 22) + row) })
    return varied.map((source, k) => ({ source, first: first[k] as SobolIndex, total: total[k] as SobolIndex }))
  }
  const ranks = varied.length ? indices(made => made.moved) : []
  const worst = model.scheme.bands.at(-1)?.grade
  const decided = model.units.map((_, i) => i).filter(i => {
    const { grade, inside } = readDecision(model, model.official.decisions[i] as number)
    return (inside.length > 0 || grade === worst) && [a, b].some(({ kept }) => kept[i]?.includes(0))
  })
  const decisions: Sensitivity['decisions'] = []
  for (const i of varied.length > 1 ? decided : []) {
    decisions.push({ unit: model.units[i]?.id ?? '', indices: indices(made => made.kept[i] as Uint8Array) })
    yield share.runs + ((1 - share.runs) * decisions.length) / decided.length
  }
  return { sources: varied, ranks, decisions }
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
