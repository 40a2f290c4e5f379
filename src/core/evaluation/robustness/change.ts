// The cheapest way across: which single indicator, changed how much, would turn a decision. Advice to the town, and a
// measure of how near it was.
import type { Unit } from '../cells.ts'
import { type Evaluation, evaluate, type Scored } from '../evaluate.ts'
import { growthOf, pointsOf, type Rule } from '../rule.ts'
import { indicatorsOf, type Scheme } from '../scheme.ts'

export type Change = {
  indicator: string
  name: string
  from: number | string
  to: number | string
  /** how many of the indicator's 100 points that takes */
  points: number
  /** the standing it leads to */
  grade: string | null
  inside: Scored['inside']
}

/**
 * The least improvement of one indicator, in its points, that gives the unit a better standing: a better grade, out of a
 * bottom set, or into a top one. Every candidate is tried on the whole evaluation, cuts and all; null where none succeeds.
 */
export function cheapestChange(scheme: Scheme, units: readonly Unit[], evaluation: Evaluation, id: string): Change | null {
  const unit = units.find(other => other.id === id)
  const scored = evaluation.units.find(other => other.id === id)
  if (!unit || !scored || scored.published === null) return null
  const needed = [...new Set(targets(scheme, evaluation, scored))].map(target => target - (scored.score as number))
  const options = indicatorsOf(scheme).flatMap(({ id: indicator, name, rule }) => {
    const part = scored.parts.find(other => other.indicator === indicator)
    if (!part || part.points === null || part.weight === 0 || typeof part.value === 'object') return []
    const from = part.value as number | string
    return needed.flatMap(gap => {
      const wanted = (part.points as number) + (100 * (gap + 0.5 * 10 ** -scheme.precision)) / part.weight
      const to = valueFor(rule, wanted, from, unit.earlier?.[indicator]?.value)
      if (to === null) return []
      return [{ indicator, name, from, to, points: (pointsOf(rule, to, { last: lastOf(unit, indicator) }) ?? 0) - (part.points as number) }]
    })
  }).filter(option => option.points > 0).sort((a, b) => a.points - b.points)
  for (const option of options) {
    const tried = units.map(other => (other === unit ? { ...unit, cells: { ...unit.cells, [option.indicator]: { state: 'value' as const, value: option.to, source: '试算' } } } : other))
    const after = evaluate(scheme, tried, { explain: false }).units.find(other => other.id === id) as Scored
    if (isBetter(scheme, scored, after)) return { ...option, grade: after.grade, inside: after.inside }
  }
  return null
}

function lastOf(unit: Unit, indicator: string): number | null {
  const last = unit.earlier?.[indicator]
  return last?.age === 1 && typeof last.value === 'number' ? last.value : null
}

/** Published scores at which something could turn: the next grade's edge, and the nearest scores across each cut. */
function targets(scheme: Scheme, evaluation: Evaluation, scored: Scored): number[] {
  const own = scored.published as number
  const edge = scheme.bands.map(band => band.from).filter(from => from > own).at(-1)
  const others = evaluation.units.filter(unit => unit.published !== null && unit.published > own && unit.inside.join() !== scored.inside.join() && (scheme.rankWithin === 'all' || unit.category === scored.category)).map(unit => unit.published as number)
  const across = others.length ? [Math.min(...others)] : []
  return [...(edge === undefined ? [] : [edge]), ...across, ...across.map(score => score + 10 ** -scheme.precision)]
}

function isBetter({ bands }: Scheme, before: Scored, after: Scored): boolean {
  const place = (unit: Scored): number => bands.findIndex(band => band.grade === unit.grade)
  const side = (unit: Scored): number => (unit.inside.includes('top') ? 1 : 0) - (unit.inside.includes('bottom') ? 1 : 0)
  return (place(after) <= place(before) && side(after) > side(before)) || (place(after) < place(before) && side(after) >= side(before))
}

/** A value that makes at least `points` points, as little beyond the present one as the rule allows; null where none does. */
function valueFor(rule: Rule, points: number, from: number | string, last: unknown): number | string | null {
  if (points > 100 + 1e-9) return null
  const wanted = Math.min(100, points)
  switch (rule.kind) {
    case 'levels': return rule.levels.filter(level => level.points >= wanted).sort((a, b) => a.points - b.points)[0]?.name ?? null
    case 'yesNo': return rule.yes >= wanted ? '是' : rule.no >= wanted ? '否' : null
    case 'linear': return onSlope(rule.zero, rule.full, wanted)
    case 'efficacy': return onSlope(rule.unacceptable - 1.5 * (rule.satisfactory - rule.unacceptable), rule.satisfactory, wanted)
    case 'threshold': return rule.target
    case 'bands': return rule.bands.filter(band => band.points >= wanted).sort((a, b) => a.points - b.points)[0]?.from ?? null
    case 'steps': return rule.perStep > 0 && wanted <= rule.most ? neat(rule.from + Math.max(0, Math.ceil((wanted - rule.base) / rule.perStep - 1e-9)) * rule.step, Math.sign(rule.step)) : null
    case 'interval': return typeof from === 'number' ? (from < rule.from ? onSlope(rule.zeroBelow, rule.from, wanted) : onSlope(rule.zeroAbove, rule.to, wanted)) : null
    case 'nearest': return typeof from === 'number' ? (from < rule.best ? onSlope(rule.zeroBelow, rule.best, wanted) : onSlope(rule.zeroAbove, rule.best, wanted)) : null
    case 'growth': return typeof last === 'number' && growthOf(1, last) !== null ? neat(last + (Math.abs(last) * (onSlope(rule.zero, rule.full, wanted))) / 100, Math.sign(rule.full - rule.zero)) : null
    case 'standards': return rule.standards.filter(standard => standard.coefficient * 100 >= wanted).at(-1)?.value ?? null
    default: return null
  }
}

function onSlope(zero: number, full: number, points: number): number {
  return neat(zero + ((full - zero) * points) / 100, Math.sign(full - zero))
}

/** Rounded to a figure one can say, never short of what is needed. */
function neat(value: number, direction: number): number {
  const step = 10 ** (Math.floor(Math.log10(Math.max(1e-6, Math.abs(value)))) - 3)
  return Number(((direction >= 0 ? Math.ceil(value / step - 1e-9) : Math.floor(value / step + 1e-9)) * step).toPrecision(6))
}
