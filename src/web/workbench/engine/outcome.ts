// An evaluation as columns, for the way from the worker to the page.
import type { Evaluation, Scored } from '#core/evaluation/evaluate.ts'
import type { GroupCut } from '#core/evaluation/standing.ts'
import type { Scheme } from '#core/evaluation/scheme.ts'
import { nearestAcross } from '#core/evaluation/robustness/across.ts'
import type { Model } from '#core/evaluation/robustness/model.ts'
import { type CutView, type Margins, type Outcome, type Standing, states } from './protocol.ts'

export function outcomeOf(scheme: Scheme, { scheme: { hash }, units, cuts }: Evaluation, took: number): Outcome {
  return { hash, standing: standingOf(scheme, units), cuts: cuts.map(cut => cutView(cut, scoresOf(scheme, units, cut))), took }
}

export function buffersOf({ standing }: Outcome): ArrayBufferLike[] {
  return Object.values(standing).map(column => column.buffer)
}

function standingOf({ bands, dimensions }: Scheme, units: readonly Scored[]): Standing {
  const grades = bands.map(band => band.grade)
  const scores = new Float64Array(units.length * dimensions.length).fill(Number.NaN)
  for (const [i, unit] of units.entries()) for (const [d, { score }] of unit.dimensions.entries()) if (score !== null) scores[i * dimensions.length + d] = score
  return {
    published: Float64Array.from(units, unit => unit.published ?? Number.NaN),
    rank: Int32Array.from(units, unit => unit.rank ?? 0),
    grade: Int8Array.from(units, unit => (unit.grade === null ? -1 : grades.indexOf(unit.grade))),
    inside: Uint8Array.from(units, unit => (unit.inside.includes('top') ? 1 : 0) + (unit.inside.includes('bottom') ? 2 : 0)),
    state: Uint8Array.from(units, unit => states.indexOf(unit.state)),
    gaps: Uint8Array.from(units, unit => unit.findings.filter(({ code }) => code.startsWith('value-')).length),
    dimensions: scores,
  }
}

/** Published scores the cut divides, best first for `top`, worst first for `bottom`. */
function scoresOf({ rankWithin }: Scheme, units: readonly Scored[], { group, quota }: GroupCut): number[] {
  const own = units.filter(unit => unit.state === 'scored' && (rankWithin === 'all' || (unit.category ?? '') === group)).map(unit => unit.published as number)
  return own.sort((a, b) => (quota.side === 'top' ? b - a : a - b))
}

function cutView({ group, quota, cut }: GroupCut, scores: readonly number[]): CutView {
  const sides = (count: number): { inner: number; outer: number } => ({ inner: scores[count - 1] ?? Number.NaN, outer: scores[count] ?? Number.NaN })
  return { group, quota, cut, ...sides(cut.count), edges: cut.candidates.map(candidate => ({ ...candidate, ...sides(candidate.count) })) }
}

/**
 * δ* of every ranked town against the nearest one on the other side of a cut, some of the towns at a time: after each slice
 * the caller is asked whether to go on. Null where it was not, or where the scheme is no plain weighted sum.
 */
export async function marginsOf(model: Model, total: number, rows: ReadonlyMap<string, number>, goOn: () => Promise<boolean>): Promise<Margins | null> {
  if (!model.flat) return null
  const [margin, against] = [new Float64Array(total).fill(Number.NaN), new Int32Array(total).fill(-1)]
  let pairs = 0
  for (const group of model.groups) {
    for (const row of group.ranked) {
      const found = nearestAcross(model, row, group)
      if (found.against !== null) {
        const at = rows.get(model.units[row]?.id ?? '') as number
        margin[at] = found.margin
        against[at] = rows.get(model.units[found.against]?.id ?? '') as number
      }
      pairs += group.ranked.length
      if (pairs > 100_000) {
        pairs = 0
        if (!await goOn()) return null
      }
    }
  }
  return { margin, against }
}
