// How sure each decision is: how often it comes out again under other weights, how far ranks move, how wrong the
// weights must be before anything turns, and which indicators alone would turn it.
import type { Evaluation } from '../evaluate.ts'
import { indicatorsOf, type Scheme } from '../scheme.ts'
import { type Firmness, firmnessOf, type Interval, wilson } from './interval.ts'
import { cutMargin } from './margin.ts'
import { decide, type Model, modelOf, readDecision, scoresUnder } from './model.ts'
import { rankQuantile, simulate, type Tally } from './simulate.ts'

export type UnitRobustness = {
  id: string
  name: string
  decision: { grade: string; inside: ('top' | 'bottom')[] }
  /** share of the draws in which the same decision came out, with its 95 % interval */
  support: number
  interval: Interval
  firmness: Firmness
  /** adverse and supported by less than `fairlyFirm`: a person should look again */
  advice: 'none' | 'review'
  rank: { official: number; median: number; p5: number; p95: number }
  /** δ*: smallest relative error of the weights that can change the order across a quota's cut; null where there is none to cross */
  margin: number | null
  marginAgainst: string | null
  /** points to the nearest edge of the grade */
  distance: number
  /** indicators whose removal changes the decision */
  flips: string[]
}

export type Robustness = { units: UnitRobustness[]; draws: number; seed: number; weightError: number }

/** @param tally the draws, from `simulate`, possibly in parts on several threads; absent: all are made here */
export function robustnessOf(scheme: Scheme, evaluation: Evaluation, { draws, seed }: { draws: number; seed: number }, tally?: Tally): Robustness {
  const model = modelOf(scheme, evaluation)
  const { weightError } = scheme.robustness
  const made = tally ?? simulate(model, { seed, from: 0, to: draws, weightError })
  const official = decisionsUnder(model, new Float64Array(model.width).fill(1))
  const flips = leaveOneOut(model, official.decisions)
  const ids = indicatorsOf(scheme).map(indicator => indicator.id)
  const units = model.units.map((unit, i): UnitRobustness => {
    const decision = official.decisions[i] as number
    const hits = made.decisions[i]?.get(decision) ?? 0
    const support = made.draws ? hits / made.draws : 0
    const read = readDecision(model, decision)
    const counts = made.ranks[i] as Int32Array
    const { margin, against } = nearestAcross(model, official.decisions, i)
    const worstGrade = read.grade === model.bands.at(-1)?.grade
    return {
      id: unit.id, name: unit.name, decision: read, support, interval: wilson(hits, made.draws), firmness: firmnessOf(support, scheme.robustness),
      advice: (read.inside.includes('bottom') || worstGrade) && support < scheme.robustness.fairlyFirm ? 'review' : 'none',
      rank: { official: official.ranks[i] as number, median: rankQuantile(counts, 0.5), p5: rankQuantile(counts, 0.05), p95: rankQuantile(counts, 0.95) },
      margin: Number.isFinite(margin) ? margin : null, marginAgainst: against === null ? null : model.units[against]?.id ?? null,
      distance: Math.min(...model.bands.filter(band => band.from > 0).map(band => Math.abs((unit.published as number) - band.from))),
      flips: ids.filter((_, j) => flips[j]?.[i]),
    }
  })
  return { units, draws: made.draws, seed, weightError }
}

function decisionsUnder(model: Model, factors: Float64Array): { decisions: Int32Array; ranks: Int32Array } {
  const n = model.units.length
  const [scores, decisions, ranks] = [new Float64Array(n), new Int32Array(n), new Int32Array(n)]
  scoresUnder(model, factors, scores)
  decide(model, scores, decisions, ranks)
  return { decisions, ranks }
}

/** For each indicator, which units' decisions change without it. */
function leaveOneOut(model: Model, official: Int32Array): boolean[][] {
  return Array.from({ length: model.width }, (_, j) => {
    const factors = new Float64Array(model.width).fill(1)
    factors[j] = 0
    return Array.from(decisionsUnder(model, factors).decisions, (decision, i) => decision !== official[i])
  })
}

/** δ* against the nearest unit of the group on the other side of any quota's cut. Same weights for both are needed. */
function nearestAcross(model: Model, decisions: Int32Array, unit: number): { margin: number; against: number | null } {
  const flags = (i: number): number => Math.floor((decisions[i] as number) / model.bands.length)
  const group = model.groups.find(members => members.includes(unit)) ?? []
  const row = (i: number): Float64Array => model.weights.subarray(i * model.width, (i + 1) * model.width)
  const own = row(unit)
  const others = group.filter(other => flags(other) !== flags(unit) && row(other).every((weight, j) => weight === own[j]))
  return cutMargin({ points: model.points, width: model.width }, own, unit, others)
}
