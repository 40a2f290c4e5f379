// Scores, ranks and grades of all units by a scheme. Total: whatever the data, there is an evaluation, with findings
// beside the values. A unit that cannot be scored is in a state of its own, never a 0.
import { Decimal } from 'decimal.js'
import { gradeOf } from './methods/grading.ts'
import { ranks } from './methods/rank.ts'
import { sum } from './methods/statistics.ts'
import { pointsOf, printPoints } from './rule.ts'
import { type Indicator, indicatorsOf, type Scheme, weightOf } from './scheme.ts'

/** A cell of the data: a value, or why there is none. `source` says where it stands (sheet and cell). */
export type Cell =
  | { state: 'value'; value: number | string; source: string }
  | { state: 'missing' | 'refused' | 'notApplicable'; source: string; why?: string }

export type Unit = { id: string; name: string; category: string | null; withdrawn?: boolean; cells: Readonly<Record<string, Cell>> }

export type Part = {
  indicator: string
  name: string
  state: Cell['state']
  value: number | string | null
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

export type Finding = { code: 'value-missing' | 'value-refused' | 'level-unknown' | 'category-unknown' | 'insufficient'; message: string; indicator?: string }

export type Scored = {
  id: string
  name: string
  category: string | null
  state: 'scored' | 'insufficient' | 'withdrawn'
  /** full precision; null where not scored */
  score: number | null
  /** rounded half up in decimal: what is printed, ranked and graded */
  published: number | null
  rank: number | null
  grade: string | null
  parts: Part[]
  findings: Finding[]
}

export type Evaluation = { scheme: { id: string; version: string }; units: Scored[]; weights: Record<string, Record<string, number>> }

export function evaluate(scheme: Scheme, units: readonly Unit[]): Evaluation {
  const scored = units.map(unit => scoreUnit(scheme, unit))
  const groups = Map.groupBy(scored.filter(unit => unit.published !== null), unit => (scheme.rankWithin === 'category' ? unit.category ?? '' : ''))
  for (const group of groups.values()) {
    const own = ranks(group.map(unit => unit.published as number), 'min', true)
    for (const [i, unit] of group.entries()) unit.rank = own[i] as number
  }
  const categories = scheme.categories.length ? scheme.categories : ['']
  const weights = Object.fromEntries(categories.map(category => [category, Object.fromEntries(indicatorsOf(scheme).map(indicator => [indicator.id, weightOf(indicator, category || null) ?? 0]))]))
  return { scheme: { id: scheme.id, version: scheme.version }, units: scored, weights }
}

/** Half up in decimal, after quantising at 1e-9, so that binary noise never decides (81.005 → 81.01 at two places). */
export function publish(score: number, precision: number): number {
  return new Decimal(score).toDecimalPlaces(9).toDecimalPlaces(precision, Decimal.ROUND_HALF_UP).toNumber()
}

function scoreUnit(scheme: Scheme, unit: Unit): Scored {
  const { id, name, category } = unit
  const blank = { id, name, category, score: null, published: null, rank: null, grade: null, parts: [] }
  if (unit.withdrawn) return { ...blank, state: 'withdrawn', findings: [] }
  const indicators = indicatorsOf(scheme)
  if (indicators.some(indicator => weightOf(indicator, category) === null)) {
    return { ...blank, state: 'insufficient', findings: [{ code: 'category-unknown', message: `类别“${category ?? '（空）'}”不在指标体系的 ${scheme.categories.join('、')} 之中，没有权重可用` }] }
  }
  const findings: Finding[] = []
  const read = indicators.map(indicator => ({ indicator, ...readCell(indicator, unit.cells[indicator.id], findings) }))
  const nominal = (part: { indicator: Indicator }): number => weightOf(part.indicator, category) as number
  const applicable = read.filter(part => part.cell.state !== 'notApplicable')
  const counted = applicable.filter(part => part.points !== null || part.indicator.missing === 'zero')
  const [whole, kept] = [sum(applicable.map(nominal)), sum(counted.map(nominal))]
  const available = sum(applicable.filter(part => part.points !== null).map(nominal))
  const factor = kept > 0 ? scheme.total / kept : 0
  const parts = read.map((part): Part => {
    const weight = counted.includes(part) ? nominal(part) * factor : 0
    const score = ((part.points ?? 0) * weight) / 100
    return {
      indicator: part.indicator.id, name: part.indicator.name, state: part.cell.state, value: part.cell.state === 'value' ? part.cell.value : null, source: part.cell.source,
      points: part.points, weight, score, origin: part.indicator.origin,
      formula: part.points === null ? part.formula : `${part.formula}；${printPoints(part.points)}×${printPoints(weight)}÷100＝${printPoints(score)}`,
    }
  })
  if (whole === 0 || available * 10_000 < scheme.sufficient * whole) {
    findings.push({ code: 'insufficient', message: `有数据的权重占 ${whole ? ((available / whole) * 100).toFixed(1) : '0'}%，不足 ${scheme.sufficient / 100}%，不排名` })
    return { ...blank, state: 'insufficient', parts, findings }
  }
  const score = sum(parts.map(part => part.score))
  const published = publish(score, scheme.precision)
  const bands = scheme.bands.map(({ grade, from }) => ({ grade, from }))
  return { ...blank, state: 'scored', score, published, grade: gradeOf(published, bands), parts, findings }
}

function readCell(indicator: Indicator, given: Cell | undefined, findings: Finding[]): { cell: Cell; points: number | null; formula: string } {
  const cell: Cell = given ?? { state: 'missing', source: '（表中没有这一列）' }
  const note = (code: Finding['code'], message: string): void => { findings.push({ code, message, indicator: indicator.id }) }
  const counts = indicator.missing === 'zero' ? '计 0 分' : '权重分给其他指标'
  switch (cell.state) {
    case 'notApplicable': return { cell, points: null, formula: '不适用' }
    case 'missing':
      note('value-missing', `${indicator.name}（${cell.source}）没有数据，${counts}`)
      return { cell, points: null, formula: `没有数据，${counts}` }
    case 'refused':
      note('value-refused', `${indicator.name}（${cell.source}）不能采用：${cell.why ?? '数据有误'}，${counts}`)
      return { cell, points: null, formula: `不能采用，${counts}` }
    case 'value': {
      const made = typeof cell.value === 'number' && !Number.isFinite(cell.value) ? null : pointsOf(indicator.rule, cell.value)
      if (made) return { cell, points: made.points, formula: made.formula }
      note('level-unknown', `${indicator.name}（${cell.source}）的“${cell.value}”不在可用的等级或数值之中，${counts}`)
      return { cell: { state: 'refused', source: cell.source }, points: null, formula: `不能采用，${counts}` }
    }
  }
}
