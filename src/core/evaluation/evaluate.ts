// Scores, ranks and grades of all units by a scheme. Total: whatever the data, there is an evaluation, with findings
// beside the values. A unit that cannot be scored is in a state of its own, never a 0.
import { Decimal } from 'decimal.js'
import { readCells, type Read, type Unit } from './cells.ts'
import { indicatorsOf, type Scheme, weightOf } from './scheme.ts'
import { schemeHash } from './scheme-hash.ts'
import { type AdjustmentScore, type DimensionScore, type Part, type Plan, planOf, scoreUnit } from './score-unit.ts'
import { type GroupCut, grade, rankAndCut, type VetoHit, vetoesOf } from './standing.ts'

export type { Cell, Unit } from './cells.ts'
export type { Part } from './score-unit.ts'

export type Finding = { code: 'value-missing' | 'value-refused' | 'value-imputed' | 'category-unknown' | 'insufficient' | 'indicator-dropped'; message: string; indicator?: string }

export type Scored = {
  id: string
  name: string
  category: string | null
  /** `vetoed`: a veto takes it out of the ranking; its score stays visible */
  state: 'scored' | 'insufficient' | 'withdrawn' | 'vetoed'
  /** full precision; null where not scored */
  score: number | null
  /** rounded half up in decimal: what is printed, ranked and graded */
  published: number | null
  rank: number | null
  grade: string | null
  /** sides of the quotas it is inside of */
  inside: ('top' | 'bottom')[]
  vetoes: VetoHit[]
  /** how the grade came about, step by step: data, score, band, quota, veto */
  steps: string[]
  /** how the total was made */
  formula: string
  dimensions: DimensionScore[]
  adjustments: AdjustmentScore[]
  parts: Part[]
  findings: Finding[]
}

export type Evaluation = {
  scheme: { id: string; version: string; hash: string }
  units: Scored[]
  weights: Record<string, Record<string, number>>
  /** every quota's cut in every group that is ranked together */
  cuts: GroupCut[]
  findings: Finding[]
}

/**
 * @param scheme with its weights filled in (see `fillWeights`)
 * @param explain false leaves formulas out, for large runs
 * @param cells the units' cells as read before (`readCells`) by a scheme that differs in its weights only
 */
export function evaluate(scheme: Scheme, units: readonly Unit[], { explain = true, cells = readCells(scheme, units) }: { explain?: boolean; cells?: readonly (readonly Read[])[] } = {}): Evaluation {
  const dropped = emptyIndicators(scheme, units, cells)
  const plan = planOf(scheme, dropped, explain)
  const scored = units.map((unit, i) => standingOf(plan, unit, cells[i] as readonly Read[]))
  const cuts = rankAndCut(scheme, scored)
  const categories = scheme.categories.length ? scheme.categories : ['']
  const weights = Object.fromEntries(categories.map(category => [category, Object.fromEntries(indicatorsOf(scheme).map(indicator => [indicator.id, weightOf(indicator, category || null) ?? 0]))]))
  const findings = [...dropped].map((id): Finding => ({ code: 'indicator-dropped', message: `指标 ${id} 各镇都没有数据，没有采用，权重分给其他指标`, indicator: id }))
  return { scheme: { id: scheme.id, version: scheme.version, hash: schemeHash(scheme) }, units: scored, weights, cuts, findings }
}

/** Half up in decimal, after quantising at 1e-9, so that binary noise never decides (81.005 → 81.01 at two places). */
export function publish(score: number, precision: number): number {
  return new Decimal(score).toDecimalPlaces(9).toDecimalPlaces(precision, Decimal.ROUND_HALF_UP).toNumber()
}

function emptyIndicators(scheme: Scheme, units: readonly Unit[], cells: readonly (readonly Read[])[]): Set<string> {
  const there = units.map((_, i) => i).filter(i => !units[i]?.withdrawn)
  if (there.length < 2) return new Set()
  return new Set(indicatorsOf(scheme).filter((_, j) => there.every(i => cells[i]?.[j]?.state === 'missing')).map(indicator => indicator.id))
}

function standingOf(plan: Plan, unit: Unit, cells: readonly Read[]): Scored {
  const { scheme } = plan
  const { id, name, category } = unit
  const blank: Scored = { id, name, category, state: 'insufficient', score: null, published: null, rank: null, grade: null, inside: [], vetoes: [], steps: [], formula: '', dimensions: [], adjustments: [], parts: [], findings: [] }
  if (unit.withdrawn) return { ...blank, state: 'withdrawn', steps: ['自愿退出，不参加评估'] }
  if (cells.some(cell => weightOf(cell.indicator, category) === null)) {
    return { ...blank, steps: ['类别没有权重，不能评估'], findings: [{ code: 'category-unknown', message: `类别“${category ?? '（空）'}”不在指标体系的 ${scheme.categories.join('、')} 之中，没有权重可用` }] }
  }
  const { score, available, ...made } = scoreUnit(plan, unit, cells)
  const findings = cells.flatMap((cell, j) => findingOf(cell, made.parts[j] as Part))
  const vetoes = vetoesOf(scheme, unit)
  if (available * 10_000 < scheme.sufficient) {
    const message = `有数据的权重占 ${(available * 100).toFixed(1)}%，不足 ${scheme.sufficient / 100}%，不排名`
    return { ...blank, ...made, vetoes, steps: [message], findings: [...findings, { code: 'insufficient', message }] }
  }
  const capped = vetoes.reduce((points, { effect }) => (effect.kind === 'pointsAtMost' ? Math.min(points, effect.points) : points), score)
  const published = publish(capped, scheme.precision)
  const { grade: given, steps } = grade(scheme, published, made, vetoes)
  const rounding = `${capped < score ? `否决项限分 ${capped}；` : ''}得分 ${published}（未取整 ${Number(capped.toFixed(6))}）`
  return { ...blank, ...made, state: vetoes.some(({ effect }) => effect.kind === 'notRanked') ? 'vetoed' : 'scored', score: capped, published, grade: given, vetoes, steps: [rounding, ...steps], findings }
}

function findingOf({ indicator, state, source, note }: Read, { weight }: Part): Finding[] {
  if (state === 'value' || state === 'notApplicable') return []
  const counts = weight > 0 ? '计 0 分' : '权重分给其他指标'
  const of = `${indicator.name}（${source}）`
  if (state === 'missing') return [{ code: 'value-missing', message: `${of}没有数据，${counts}`, indicator: indicator.id }]
  if (state === 'refused') return [{ code: 'value-refused', message: `${of}不能采用：${note ?? '数据有误'}，${counts}`, indicator: indicator.id }]
  return state === 'imputed' ? [{ code: 'value-imputed', message: `${of}没有数据，${note ?? '补缺'}`, indicator: indicator.id }] : []
}
