// How sure each decision is: how often it comes out again under other weights, methods and data, how far ranks move, how
// wrong the weights must be before anything turns, and which indicators alone would turn it.
import type { Unit } from '../cells.ts'
import { isCertain, type WeightDoubt } from '../doubt.ts'
import { type Evaluation } from '../evaluate.ts'
import { indicatorsOf, type Scheme } from '../scheme.ts'
import { groupsByRow, nearestAcross } from './across.ts'
import { type Agreement, agreementOf, secondOpinions } from './agreement.ts'
import { type Change, cheapestChange } from './change.ts'
import { readDecision } from './decide.ts'
import { type Firmness, firmnessOf, type Interval, straddles, wilson } from './interval.ts'
import { type Model, modelOf } from './model.ts'
import type { Sensitivity } from './sensitivity.ts'
import { decisionsUnder, simulate, type Tally } from './simulate.ts'

export type UnitRobustness = {
  id: string
  name: string
  decision: { grade: string | null; inside: ('top' | 'bottom')[] }
  /** share of the draws in which the same decision came out, with its 95 % interval */
  support: number
  interval: Interval
  firmness: Firmness
  /** share of the draws with the same grade, inside a top quota, inside a bottom quota */
  shares: { grade: number; top: number; bottom: number }
  /** an adverse decision: `review` below the scheme's `fairlyFirm` (a written reason is due), `withhold` below `marginal` (not proposed) */
  advice: 'none' | 'review' | 'withhold'
  /** null: not ranked */
  rank: { official: number; median: number; p5: number; p95: number } | null
  /** δ*: smallest relative error of the weights that can change the order across a quota's cut; null where there is none to cross, or where the scheme is not a plain weighted sum */
  margin: number | null
  marginAgainst: string | null
  /** points to the nearest edge of a grade */
  distance: number
  /** indicators whose removal changes the decision */
  flips: string[]
  /** how many of `methods` second opinions agree, and the rank under each */
  agreement: Agreement & { methods: number }
  /** share of the weight that rests on filled-in or refused values */
  unverified: number
  /** the least improvement of one indicator that gives a better standing; only for units that are or nearly are inside a bottom quota or have the worst grade */
  change: Change | null
}

export type Robustness = {
  units: UnitRobustness[]
  draws: number
  seed: number
  /** how the weights were drawn */
  weights: WeightDoubt
  /** what the draws varied */
  varied: ('weights' | 'aggregation' | 'data')[]
  /** for each quota, the mean overlap |A∩B| ÷ |A∪B| of a draw's set with the official one */
  overlap: { side: 'top' | 'bottom'; share: number; jaccard: number }[]
  /** not inside, but inside in a fifth of the draws or more: who was lucky, or unlucky */
  nearMisses: { id: string; side: 'top' | 'bottom'; share: number }[]
  /** decisions that need two years: the joint share under one draw of weights for both; filled in by `jointSupport` */
  joint?: { id: string; support: number; interval: Interval }[]
  /** what the movement comes from; filled in by `sensitivityOf` */
  sensitivity?: Sensitivity
}

const nearMiss = 0.2

/** `changes` false leaves out the cheapest changes, each of which takes whole evaluations: for thousands of units. */
export type Options = { draws: number; seed: number; changes?: boolean }

/** @param tally the draws, from `simulate`, possibly in parts on several threads; absent: all are made here */
export function robustnessOf(scheme: Scheme, data: readonly Unit[], evaluation: Evaluation, { draws, seed, changes = true }: Options, tally?: Tally): Robustness {
  const model = modelOf(scheme, evaluation, data)
  const made = tally ?? simulate(model, { seed, from: 0, to: draws })
  const flips = leaveOneOut(model)
  const agreement = agreementOf(model)
  const ids = indicatorsOf(scheme).map(indicator => indicator.id)
  const worst = scheme.bands.at(-1)?.grade
  const groupOf = groupsByRow(model)
  const units = model.units.map((unit, i): UnitRobustness => {
    const decision = readDecision(model, model.official.decisions[i] as number)
    const shares = sharesOf(model, made, i)
    const adverse = decision.inside.includes('bottom') || decision.grade === worst
    const { margin, against } = nearestAcross(model, i, groupOf.get(i))
    return {
      id: unit.id, name: unit.name, decision, support: shares.same, interval: wilson(shares.hits, made.draws), firmness: firmnessOf(shares.same, scheme.robustness),
      shares: { grade: shares.grade, top: shares.top, bottom: shares.bottom },
      advice: !adverse || shares.same >= scheme.robustness.fairlyFirm ? 'none' : shares.same >= scheme.robustness.marginal ? 'review' : 'withhold',
      rank: unit.rank === null ? null : { official: unit.rank, median: rankQuantile(made, i, 0.5), p5: rankQuantile(made, i, 0.05), p95: rankQuantile(made, i, 0.95) },
      margin: model.flat && Number.isFinite(margin) ? margin : null, marginAgainst: against === null ? null : model.units[against]?.id ?? null,
      distance: Math.min(...scheme.bands.filter(band => band.from > 0).map(band => Math.abs((unit.published as number) - band.from))),
      flips: ids.filter((_, j) => flips[j]?.[i]), agreement: { ...(agreement[i] as Agreement), methods: secondOpinions.length },
      unverified: unit.unverified,
      change: changes && (adverse || shares.bottom >= nearMiss) ? cheapestChange(scheme, data, evaluation, unit.id) : null,
    }
  })
  const varied = ([...(isCertain(model.source.doubt) ? [] : ['weights']), ...(model.aggregations.length > 1 ? ['aggregation'] : []), ...(model.doubtful.length ? ['data'] : [])]) as Robustness['varied']
  return {
    units, draws: made.draws, seed, weights: model.source.doubt, varied,
    overlap: model.quotas.map((quota, q) => ({ side: quota.side, share: quota.share, jaccard: made.draws ? (made.overlap[q] as number) / 1e6 / made.draws : 1 })),
    nearMisses: units.flatMap(unit => (['top', 'bottom'] as const).flatMap(side => (!unit.decision.inside.includes(side) && unit.shares[side] >= nearMiss ? [{ id: unit.id, side, share: unit.shares[side] }] : []))),
  }
}

/** How many draws to make in all so that no adverse decision's interval holds a class limit; the present number when none does or `most` is reached. */
export function drawsWanted(model: Model, tally: Tally, most: number): number {
  const { robustness, bands } = model.scheme
  const open = model.units.some((_, i) => {
    const { grade, inside } = readDecision(model, model.official.decisions[i] as number)
    if (!inside.length && grade !== bands.at(-1)?.grade) return false
    return straddles(wilson(sharesOf(model, tally, i).hits, tally.draws), robustness)
  })
  return open ? Math.min(most, tally.draws * 2) : tally.draws
}

/** Quantile (type 7) of a unit's drawn ranks; where ranks are counted in bins, of their first ranks. */
export function rankQuantile({ ranks, bins, binWidth }: Pick<Tally, 'ranks' | 'bins' | 'binWidth'>, unit: number, share: number): number {
  const counts = ranks.subarray(unit * bins, (unit + 1) * bins)
  const draws = counts.reduce((sum, count) => sum + count, 0)
  const at = (index: number): number => {
    let seen = 0
    for (let bin = 0; bin < bins; bin++) {
      seen += counts[bin] as number
      if (seen > index) return bin * binWidth + 1
    }
    return bins * binWidth
  }
  const place = (draws - 1) * share
  const [low, high] = [at(Math.floor(place)), at(Math.ceil(place))]
  return low + (place - Math.floor(place)) * (high - low)
}

function sharesOf(model: Model, { decisions, codes, draws }: Tally, i: number): { hits: number; same: number; grade: number; top: number; bottom: number } {
  const own = model.official.decisions[i] as number
  const { grade } = readDecision(model, own)
  let [sameGrade, top, bottom] = [0, 0, 0]
  for (let code = 0; code < codes; code++) {
    const count = decisions[i * codes + code] as number
    if (count === 0) continue
    const read = readDecision(model, code)
    if (read.grade === grade) sameGrade += count
    if (read.inside.includes('top')) top += count
    if (read.inside.includes('bottom')) bottom += count
  }
  const hits = decisions[i * codes + own] as number
  const share = (count: number): number => (draws ? count / draws : 0)
  return { hits, same: share(hits), grade: share(sameGrade), top: share(top), bottom: share(bottom) }
}

/** For each indicator, which units' decisions change without it. */
function leaveOneOut(model: Model): boolean[][] {
  return Array.from({ length: model.width }, (_, j) => {
    const factors = new Float64Array(model.width).fill(1)
    factors[j] = 0
    return Array.from(decisionsUnder(model, factors).decisions, (decision, i) => decision !== model.official.decisions[i])
  })
}
