// One unit's score from its cells: weights after gaps, dimensions, additions and deductions, each step with its formula.
import type { Unit, Read } from './cells.ts'
import { type Aggregation as Rule, aggregations, floored, mazziottaPareto, waspas } from './methods/aggregate.ts'
import { sum } from './methods/statistics.ts'
import { figure, formulaOf } from './rule-formula.ts'
import { type Adjustment, type Aggregation, countsZero, type Dimension, indicatorsOf, isFlat, type Scheme, weightOf } from './scheme.ts'

export type Part = {
  indicator: string
  name: string
  dimension: string
  unit: string
  state: Read['state']
  value: Read['value']
  source: string
  /** 0 … 100 by the rule; null where there is no value */
  points: number | null
  /** share of the total this indicator has for this unit, after reweighting */
  weight: number
  /** points × weight ÷ 100 */
  score: number
  formula: string
  origin: string
}

/** `score` 0 … 100; null where no indicator of it counts */
export type DimensionScore = { id: string; name: string; weight: number; score: number | null; formula: string }
export type AdjustmentScore = { id: string; name: string; kind: Adjustment['kind']; count: number; points: number; source: string; formula: string; origin: string }

export type Weighed = { parts: Part[]; dimensions: DimensionScore[]; adjustments: AdjustmentScore[]; score: number; available: number; formula: string }

/** What is the same for every unit of an evaluation. */
export type Plan = {
  scheme: Scheme
  /** place of each indicator's dimension */
  dimensionOf: readonly number[]
  /** weights as the scheme gives them, by category */
  nominal: (category: string | null) => readonly number[]
  /** indicators without any value among all units: their weight goes to the others */
  dropped: ReadonlySet<string>
  explain: boolean
}

export function planOf(scheme: Scheme, dropped: ReadonlySet<string>, explain: boolean): Plan {
  const indicators = indicatorsOf(scheme)
  const known = new Map<string | null, number[]>()
  return {
    scheme, dropped, explain,
    dimensionOf: scheme.dimensions.flatMap(({ indicators: own }, d) => own.map(() => d)),
    nominal: category => {
      const weights = known.get(category) ?? indicators.map(indicator => weightOf(indicator, category) ?? 0)
      known.set(category, weights)
      return weights
    },
  }
}

export function scoreUnit(plan: Plan, unit: Unit, cells: readonly Read[]): Weighed {
  const { scheme, dimensionOf, dropped } = plan
  const nominal = plan.nominal(unit.category)
  const weights = weigh(plan, nominal, cells)
  const parts = cells.map((cell, j) => partOf(plan, cell, weights[j] as number, dimensionOf[j] as number))
  const dimensions = scheme.dimensions.map((dimension, d) => dimensionScore(plan, dimension, parts.filter((_, j) => dimensionOf[j] === d)))
  const adjustments = scheme.adjustments.map(adjustment => adjust(adjustment, unit))
  const { base, formula } = total(plan, parts, dimensions)
  const extra = sum(adjustments.map(item => (item.kind === 'bonus' ? item.points : -item.points)))
  const score = Math.min(scheme.ceiling, Math.max(0, base + extra))
  let [applicable, present] = [0, 0]
  for (const [j, cell] of cells.entries()) {
    if (cell.state !== 'notApplicable' && !dropped.has(cell.indicator.id)) applicable += nominal[j] as number
    if (cell.state === 'value' && cell.points !== null) present += nominal[j] as number
  }
  const withExtra = (): string => `${formula}${extra < 0 ? '−' : '＋'}${figure(Math.abs(extra))}＝${figure(base + extra)}${score === base + extra ? '' : `，限为 ${figure(score)}`}`
  return { parts, dimensions, adjustments, score, available: applicable > 0 ? present / applicable : 0, formula: plan.explain && adjustments.length ? withExtra() : formula }
}

/** Weights of the indicators for this unit: the share of what does not count goes to its siblings, or, where none is left, to the other dimensions. */
function weigh({ scheme, dimensionOf, dropped }: Plan, nominal: readonly number[], cells: readonly Read[]): number[] {
  const counts = cells.map(({ indicator, state, points }) => state !== 'notApplicable' && !dropped.has(indicator.id) && (points !== null || countsZero(indicator)))
  const [whole, kept] = [scheme.dimensions.map(() => 0), scheme.dimensions.map(() => 0)]
  for (const [j, d] of dimensionOf.entries()) {
    whole[d] = (whole[d] as number) + (nominal[j] as number)
    if (counts[j]) kept[d] = (kept[d] as number) + (nominal[j] as number)
  }
  const rest = whole.reduce((sum, own, d) => (kept[d] ? sum + own : sum), 0)
  return nominal.map((weight, j) => {
    const d = dimensionOf[j] as number
    if (!counts[j] || !kept[d] || rest === 0) return 0
    // Nothing to hand on: the weight as it stands, to the last digit.
    return kept[d] === whole[d] && rest === scheme.total ? weight : (weight * (whole[d] as number) * scheme.total) / ((kept[d] as number) * rest)
  })
}

function partOf({ scheme, dropped, explain }: Plan, { indicator, state, value, source, points, note, context }: Read, weight: number, d: number): Part {
  const score = ((points ?? 0) * weight) / 100
  const part = { indicator: indicator.id, name: indicator.name, dimension: scheme.dimensions[d]?.id ?? '', unit: indicator.unit, state, value, source, points, weight, score, origin: indicator.origin, formula: '' }
  if (!explain) return part
  const counts = dropped.has(indicator.id) ? '各镇都没有数据，权重分给其他指标' : countsZero(indicator) ? '计 0 分' : '权重分给其他指标'
  const made = value === null || points === null ? null : formulaOf(indicator.rule, value, context)
  part.formula = made !== null ? `${note ? `${note}；` : ''}${made}；${figure(points as number)}×${figure(weight)}÷100＝${figure(score)}`
    : state === 'notApplicable' ? '不适用，权重分给其他指标' : state === 'missing' ? `没有数据，${counts}` : `不能采用（${note ?? ''}），${counts}`
  return part
}

function dimensionScore({ scheme, explain }: Plan, dimension: Dimension, parts: readonly Part[]): DimensionScore {
  const counted = parts.filter(part => part.weight > 0)
  const weight = sum(counted.map(part => part.weight))
  const rule = dimension.aggregation ?? scheme.aggregation.indicators
  const score = counted.length ? aggregatorOf(rule, scheme)(counted.map(part => part.points ?? 0), counted.map(part => part.weight / weight)) : null
  const formula = !explain ? '' : score === null ? '没有可用的指标' : rule === 'arithmetic' ? `(${counted.map(part => figure(part.score)).join('＋')})÷${figure(weight)}×100＝${figure(score)}` : `${ruleName[rule]}＝${figure(score)}`
  return { id: dimension.id, name: dimension.name, weight, score, formula }
}

function total({ scheme, explain }: Plan, parts: readonly Part[], dimensions: readonly DimensionScore[]): { base: number; formula: string } {
  const counted = dimensions.filter(dimension => dimension.score !== null)
  if (isFlat(scheme)) {
    const base = sum(parts.map(part => part.score))
    return { base, formula: !explain ? '' : `${counted.map(({ score, weight }) => figure(((score ?? 0) * weight) / 100)).join('＋') || '0'}＝${figure(base)}` }
  }
  const whole = sum(counted.map(({ weight }) => weight))
  const base = whole > 0 ? (aggregatorOf(scheme.aggregation.dimensions, scheme)(counted.map(({ score }) => score as number), counted.map(({ weight }) => weight / whole)) * scheme.total) / 100 : 0
  return { base, formula: !explain ? '' : `${ruleName[scheme.aggregation.dimensions]}（${counted.map(({ name, score, weight }) => `${name} ${figure(score as number)}，权重 ${figure(weight)}`).join('；')}）＝${figure(base)}` }
}

const ruleName = { arithmetic: '加权算术平均', geometric: '加权几何平均', harmonic: '加权调和平均', min: '取最低', waspas: '加权和与加权积的组合', mpi: '均衡修正平均' } as const

/** The aggregation a scheme names; geometric and harmonic means see no score below the floor. Weights sum to 1. */
export function aggregatorOf(rule: Aggregation, { aggregation: { floor, lambda } }: Pick<Scheme, 'aggregation'>): Rule {
  switch (rule) {
    case 'geometric': case 'harmonic': return floored(aggregations[rule], floor)
    case 'waspas': return (scores, weights) => waspas(scores, weights, lambda)
    case 'mpi': return scores => (scores.length < 2 ? scores[0] ?? 0 : mazziottaPareto(floorAt(scores, floor)))
    default: return aggregations[rule]
  }
}

function floorAt(scores: ArrayLike<number>, floor: number): Float64Array {
  return Float64Array.from(scores, score => Math.max(floor, score))
}

function adjust({ id, name, kind, unit: of, per, cap, origin }: Adjustment, unit: Unit): AdjustmentScore {
  const cell = unit.cells[id]
  const count = cell?.state === 'value' && typeof cell.value === 'number' && Number.isFinite(cell.value) ? Math.max(0, cell.value) : 0
  const points = Math.min(cap, count * per)
  const sign = kind === 'bonus' ? '加' : '扣'
  return { id, name, kind, count, points, source: cell?.source ?? '', origin, formula: `${figure(count)}${of}×${figure(per)}＝${figure(count * per)}${points < count * per ? `，最多${sign} ${figure(cap)}` : ''}，${sign} ${figure(points)} 分` }
}
