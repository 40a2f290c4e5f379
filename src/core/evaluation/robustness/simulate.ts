// Draws of weights, aggregations and data, the whole decision rule each time, and how often each decision came out.
// Tallies are whole numbers, so that parts add up to the same whole whatever the parts and whoever made them.
import { benchFor, decide, decisionCount } from './decide.ts'
import { uniform } from './draws.ts'
import type { Model } from './model.ts'
import { drawnPoints, flatScores, lanes, layeredScores } from './scores.ts'
import { drawFactors, emptyFactors } from './weight-draws.ts'

/** Draws `from` … `to` − 1. */
export type Run = { seed: number; from: number; to: number }

/** Streams of the generator: indicators first, then the choice of aggregation, then cells. */
export const streams = { aggregation: 1 << 20, cells: 1 << 21 } as const

/** Ranks beyond this many are counted in bins of equal width. */
const mostBins = 1024

export type Tally = {
  draws: number
  /** how often decision c came out for unit i, at i·codes + c */
  codes: number
  decisions: Int32Array
  /** how often a rank fell into bin b (rank b·binWidth + 1 on) for unit i, at i·bins + b */
  bins: number
  binWidth: number
  ranks: Int32Array
  /** for each quota: sum over the draws of the overlap |A∩B| ÷ |A∪B| with the official set, in millionths */
  overlap: Float64Array
}

/** The doubt of one draw: numbers of the draw that weights, aggregation and data are taken from. Usually one and the same. */
export type Draw = { weights: number; aggregation: number; data: number }

/** Makes the draws of a run and counts them into `tally` (absent: a new one). */
export function simulate(model: Model, { seed, from, to }: Run, tally = emptyTally(model)): Tally {
  const n = model.units.length
  const bench = benchFor(model)
  const [decisions, ranks] = [new Int32Array(n), new Int32Array(n)]
  const count = (scores: Float64Array, dimensionScores?: Float64Array): void => {
    decide(model, scores, decisions, ranks, bench, dimensionScores)
    add(tally, model, decisions, ranks)
  }
  if (isPlain(model)) {
    const factors = emptyFactors(model.source, lanes)
    const scores = Array.from({ length: lanes }, () => new Float64Array(n))
    for (let draw = from; draw < to; draw += lanes) {
      for (let q = 0; q < lanes; q++) drawFactors(model.source, seed, draw + q, factors, q, lanes)
      flatScores(model, factors, scores)
      for (let q = 0; q < lanes && draw + q < to; q++) count(scores[q] as Float64Array)
    }
  } else {
    const sample = sampler(model, seed)
    for (let draw = from; draw < to; draw++) {
      const { scores, dimensions } = sample({ weights: draw, aggregation: draw, data: draw })
      count(scores, dimensions)
    }
  }
  tally.draws += to - from
  return tally
}

/** Scores under one draw, for any scheme. What it returns is used again by the next call. */
export function sampler(model: Model, seed: number): (draw: Draw) => { scores: Float64Array; dimensions: Float64Array } {
  const factors = emptyFactors(model.source)
  const [scores, dimensions] = [new Float64Array(model.units.length), new Float64Array(model.units.length * model.spans.length)]
  // The same data are asked for again while weights and methods change: the last two draws of them are kept.
  const drawn = new Map<number, Float64Array>()
  const pointsFor = (draw: number): Float64Array => {
    if (!model.doubtful.length) return model.points
    const known = drawn.get(draw) ?? drawnPoints(model, seed, draw, streams.cells)
    drawn.set(draw, known)
    for (const oldest of drawn.keys()) if (drawn.size > 2 && oldest !== draw) drawn.delete(oldest)
    return known
  }
  return draw => {
    drawFactors(model.source, seed, draw.weights, factors)
    const choice = model.aggregations.length > 1 ? model.aggregations[Math.floor(uniform(seed, draw.aggregation, streams.aggregation) * model.aggregations.length)] ?? null : null
    const points = pointsFor(draw.data)
    layeredScores(model, factors, choice, points, scores, dimensions)
    return { scores, dimensions }
  }
}

/** Decisions and ranks when indicator j's weight is multiplied by `factors[j]`. */
export function decisionsUnder(model: Model, factors: Float64Array): { decisions: Int32Array; ranks: Int32Array } {
  const n = model.units.length
  const [scores, dimensions, decisions, ranks] = [new Float64Array(n), new Float64Array(n * model.spans.length), new Int32Array(n), new Int32Array(n)]
  layeredScores(model, model.source.classes.map(() => factors), null, model.points, scores, dimensions)
  decide(model, scores, decisions, ranks, benchFor(model), dimensions)
  return { decisions, ranks }
}

export function addTallies(a: Tally, b: Tally): Tally {
  return { ...a, draws: a.draws + b.draws, decisions: a.decisions.map((count, at) => count + (b.decisions[at] as number)), ranks: a.ranks.map((count, at) => count + (b.ranks[at] as number)), overlap: a.overlap.map((sum, at) => sum + (b.overlap[at] as number)) }
}

export function emptyTally(model: Model): Tally {
  const n = model.units.length
  const largest = Math.max(1, ...model.groups.map(group => group.members.length))
  const binWidth = Math.ceil(largest / mostBins)
  const [codes, bins] = [decisionCount(model), Math.ceil(largest / binWidth)]
  return { draws: 0, codes, decisions: new Int32Array(n * codes), bins, binWidth, ranks: new Int32Array(n * bins), overlap: new Float64Array(model.quotas.length) }
}

/** Only weights are in doubt, and a score is one weighted sum. */
function isPlain(model: Model): boolean {
  return model.flat && !model.doubtful.length && model.aggregations.length === 1 && !model.scheme.bands.some(band => band.also)
}

function add(tally: Tally, model: Model, decisions: Int32Array, ranks: Int32Array): void {
  const { codes, bins, binWidth } = tally
  for (let i = 0; i < decisions.length; i++) {
    const at = i * codes + (decisions[i] as number)
    tally.decisions[at] = (tally.decisions[at] as number) + 1
    if (ranks[i] === 0) continue
    const bin = i * bins + Math.floor(((ranks[i] as number) - 1) / binWidth)
    tally.ranks[bin] = (tally.ranks[bin] as number) + 1
  }
  const grades = model.scheme.bands.length + 1
  for (let q = 0; q < model.quotas.length; q++) {
    let [both, either] = [0, 0]
    for (let i = 0; i < decisions.length; i++) {
      const [now, then] = [((decisions[i] as number) / grades) >> q & 1, ((model.official.decisions[i] as number) / grades) >> q & 1]
      both += now & then
      either += now | then
    }
    tally.overlap[q] = (tally.overlap[q] as number) + (either ? Math.round((1e6 * both) / either) : 1e6)
  }
}
