// An evaluation as numbers only, so that its decisions can be made again thousands of times under other weights,
// other aggregations and other data.
import { type Read, readCells, type Unit } from '../cells.ts'
import type { Quota } from '../cut.ts'
import type { Evaluation, Scored } from '../evaluate.ts'
import { type Aggregation, indicatorsOf, isFlat, type Scheme } from '../scheme.ts'
import { isBarred, rankKeys } from '../standing.ts'
import { type WeightSource, weightSourceOf } from './weight-draws.ts'

/** A cell whose value is not certain: measured with a relative error, rounded within a half step, or filled in from what others (`donors`) reported. */
export type DoubtfulCell = { at: number; read: Read; error: number; half: number; donors: readonly number[] }

export type Group = {
  name: string
  /** rows of the units, vetoed ones included */
  members: Int32Array
  /** rows that take part in the ranking */
  ranked: Int32Array
  /** for each quota: which members no cut may take in or leave out, because of a veto */
  barred: readonly ReadonlySet<number>[]
}

/** What the draws need of a unit; small, as it goes to every thread. */
export type ModelUnit = Pick<Scored, 'id' | 'name' | 'published' | 'rank' | 'vetoes' | 'adjustments'> & {
  dimensionScores: readonly number[]
  /** share of the weight that rests on filled-in or refused values */
  unverified: number
}

export type Model = {
  scheme: Scheme
  units: readonly ModelUnit[]
  width: number
  /** for each dimension, the first and the last + 1 of its indicators */
  spans: readonly (readonly [number, number])[]
  /** points of unit i on indicator j at i·width + j */
  points: Float64Array
  /** weight there after reweighting; 0 where the indicator does not count for the unit */
  weights: Float64Array
  /** weight × points, and the sum of weights of units with the same row of weights */
  weighted: Float64Array
  profileOf: Int32Array
  profiles: readonly { weights: Float64Array; /** class of drawn weights */ of: number }[]
  /** how weights are drawn, and which class of drawn weights a unit belongs to */
  source: WeightSource
  classOf: Int32Array
  /** additions less deductions, and the least a veto allows */
  extra: Float64Array
  most: Float64Array
  /** tie-breaks: what is added to a published score to part it from its equals */
  parting: Float64Array
  groups: readonly Group[]
  quotas: readonly Quota[]
  doubtful: readonly DoubtfulCell[]
  /** every level arithmetic, so that a score is one weighted sum */
  flat: boolean
  /** what the evaluation itself decided: see `readDecision`; and its ranks (0: not ranked) */
  official: { decisions: Int32Array; ranks: Int32Array }
  /** aggregations that are drawn: the scheme's own first */
  aggregations: readonly (Aggregation | null)[]
}

/** @param units the data of the evaluation, in its order; needed for what is doubtful about single values */
export function modelOf(scheme: Scheme, evaluation: Evaluation, units: readonly Unit[]): Model {
  const kept = evaluation.units.map((_, i) => i).filter(i => evaluation.units[i]?.published !== null)
  const scored = kept.map(i => evaluation.units[i] as Scored)
  const indicators = indicatorsOf(scheme)
  const width = indicators.length
  const [points, weights] = [new Float64Array(scored.length * width), new Float64Array(scored.length * width)]
  for (const [i, unit] of scored.entries()) {
    for (const [j, part] of unit.parts.entries()) {
      points[i * width + j] = part.points ?? 0
      weights[i * width + j] = part.weight
    }
  }
  const source = weightSourceOf(scheme)
  const classOf = Int32Array.from(scored, ({ category }) => source.classOf.get(category) ?? 0)
  const { profileOf, profiles } = profilesOf(weights, width, classOf)
  const ranked = scored.filter(unit => unit.state === 'scored')
  const keys = new Map(Map.groupBy(ranked, unit => groupName(scheme, unit)).values().flatMap(group => rankKeys(scheme, group).map((key, i): [Scored, number] => [group[i] as Scored, key])))
  return {
    scheme, units: scored.map(unit => slim(scheme, unit)), width, spans: spansOf(scheme), points, weights, weighted: points.map((value, at) => value * (weights[at] as number)), profileOf, profiles, source, classOf,
    extra: Float64Array.from(scored, unit => unit.adjustments.reduce((sum, item) => sum + (item.kind === 'bonus' ? item.points : -item.points), 0)),
    most: Float64Array.from(scored, unit => unit.vetoes.reduce((least, { effect }) => (effect.kind === 'pointsAtMost' ? Math.min(least, effect.points) : least), scheme.ceiling)),
    parting: Float64Array.from(scored, unit => (keys.get(unit) ?? 0) - (keys.has(unit) ? unit.published as number : 0)),
    groups: groupsOf(scheme, scored), quotas: scheme.quotas, doubtful: doubtfulCells(readCells(scheme, units), kept, units, width),
    flat: isFlat(scheme), official: officialOf(scheme, evaluation, scored), aggregations: [null, ...scheme.robustness.aggregations],
  }
}

function slim({ total }: Scheme, { id, name, published, rank, vetoes, adjustments, dimensions, parts }: Scored): ModelUnit {
  const unverified = parts.reduce((sum, part) => sum + (part.state === 'imputed' || part.state === 'refused' ? part.weight : 0), 0) / total
  return { id, name, published, rank, vetoes, adjustments, dimensionScores: dimensions.map(({ score }) => score ?? 0), unverified }
}

function officialOf(scheme: Scheme, { cuts }: Evaluation, units: readonly Scored[]): Model['official'] {
  const grades = scheme.bands.map(band => band.grade)
  const inside = scheme.quotas.map(quota => new Set(cuts.filter(cut => cut.quota === quota).flatMap(cut => cut.units)))
  return {
    ranks: Int32Array.from(units, unit => unit.rank ?? 0),
    decisions: Int32Array.from(units, unit => {
      const place = unit.grade === null ? grades.length : grades.indexOf(unit.grade)
      return inside.reduce((code, ids, q) => code + (ids.has(unit.id) ? (grades.length + 1) * 2 ** q : 0), place)
    }),
  }
}

function groupName(scheme: Scheme, unit: Scored): string {
  return scheme.rankWithin === 'category' ? unit.category ?? '' : ''
}

function groupsOf(scheme: Scheme, units: readonly Scored[]): Group[] {
  return [...Map.groupBy(units.map((_, i) => i), i => groupName(scheme, units[i] as Scored))].map(([name, members]) => ({
    name, members: Int32Array.from(members), ranked: Int32Array.from(members.filter(i => units[i]?.state === 'scored')),
    barred: scheme.quotas.map(quota => new Set(members.filter(i => isBarred(scheme, units[i] as Scored, quota.side)))),
  }))
}

function spansOf(scheme: Scheme): [number, number][] {
  let from = 0
  return scheme.dimensions.map(({ indicators }) => [from, from += indicators.length])
}

/** Units with the same weights share one row of them. */
function profilesOf(weights: Float64Array, width: number, classOf: Int32Array): Pick<Model, 'profileOf' | 'profiles'> {
  const known = new Map<string, number>()
  const profiles: Model['profiles'][number][] = []
  const profileOf = classOf.map((of, i) => {
    const row = weights.slice(i * width, (i + 1) * width)
    const key = `${of}:${row.join()}`
    const at = known.get(key) ?? profiles.push({ weights: row, of }) - 1
    known.set(key, at)
    return at
  })
  return { profileOf, profiles }
}

function doubtfulCells(cells: readonly (readonly Read[])[], kept: readonly number[], units: readonly Unit[], width: number): DoubtfulCell[] {
  const reported = new Map<string, readonly number[]>()
  const peersOf = (j: number, category: string | null): readonly number[] => {
    const key = `${j} ${category ?? ''}`
    const found = reported.get(key) ?? cells.flatMap((other, i) => (other[j]?.state === 'value' && typeof other[j].value === 'number' && units[i]?.category === category ? [other[j].value] : []))
    reported.set(key, found)
    return found
  }
  return kept.flatMap((unit, row) => (cells[unit] as Read[]).flatMap((read, j): DoubtfulCell[] => {
    if (read.points === null || typeof read.value !== 'number') return []
    const { dataError: error = 0, roundingHalf: half = 0 } = read.indicator
    if (read.state === 'imputed') return [{ at: row * width + j, read, error: 0, half: 0, donors: read.donors ?? peersOf(j, units[unit]?.category ?? null) }]
    return error || half ? [{ at: row * width + j, read, error, half, donors: [] }] : []
  }))
}
