// Where the weights come from. What a notice depends on is computed once, rounded to six decimals that sum exactly, and
// kept in the scheme as fixed weights: data-made weights move every year, and one outlier can own them.
import { z } from 'zod'
import { problem } from '../base/problem.ts'
import { ok, refused, type Result } from '../base/result.ts'
import { minmax } from './methods/normalise.ts'
import { ahp, type Ahp, groupJudgements, randomIndices } from './methods/weights/ahp.ts'
import { criticWeights } from './methods/weights/critic.ts'
import { entropyWeights } from './methods/weights/entropy.ts'
import { combinedWeights, equalWeights, roundedWeights } from './methods/weights/fixed.ts'
import { pcaWeights } from './methods/weights/pca.ts'
import { giniWeights, standardDeviationWeights } from './methods/weights/spread.ts'
import type { Weighting as DataWeights } from './methods/weights/weighting.ts'
import type { Scheme } from './scheme.ts'

const Matrix = z.array(z.array(z.number()))
const Judgements = z.object({ /** one matrix of pairwise judgements for each expert */ experts: z.array(Matrix).min(1) }).strict()
const computed = { /** set once the weights have been computed and stored with the indicators */ computed: z.literal(true).optional() }
const dataMethods = ['entropy', 'critic', 'std', 'gini', 'pca'] as const

export const Weighting = z.discriminatedUnion('method', [
  z.object({ method: z.literal('fixed') }).strict(),
  z.object({ method: z.literal('equal'), ...computed }).strict(),
  /** 层次分析法: between dimensions, and within each (left out: equal) */
  z.object({ method: z.literal('ahp'), vector: z.enum(['eigenvector', 'columnMean', 'geometric']), table: z.enum(['saaty', 'alonsoLamata', 'tummalaLing']), dimensions: Judgements, within: z.record(z.string(), Judgements), /** reason why CR of 0.10 or more is accepted */ accepted: z.string().optional(), ...computed }).strict(),
  /** from the data; `expertShare` 1 … 0 mixes `experts` (indicator → weight) in: experts^a · data^(1 − a) */
  z.object({ method: z.enum(dataMethods), expertShare: z.number().min(0).max(1), experts: z.record(z.string(), z.number().min(0)), ...computed }).strict(),
])
export type Weighting = z.infer<typeof Weighting>

export type WeightReport = {
  weights: Record<string, number>
  /** for each matrix of judgements: its consistency and the three judgements that contradict one another most */
  consistency: { of: string; cr: number; consistent: boolean; worst: [string, string, string] | null }[]
  warnings: string[]
}

/**
 * The scheme with its weights filled in, of all categories alike; a scheme with fixed weights comes back as it is.
 * @param points indicator → points of the ranked units (NaN: missing), which data-made weights are computed from
 * Refuses with `weights.…`, `judgements.…`; CR ≥ 0.10 without a reason with `judgements.inconsistent`.
 */
export function fillWeights(scheme: Scheme, points: ReadonlyMap<string, Float64Array>): Result<{ scheme: Scheme; report: WeightReport | null }> {
  const { weighting } = scheme
  if (weighting.method === 'fixed' || weighting.computed) return ok({ scheme, report: null })
  const ids = scheme.dimensions.flatMap(dimension => dimension.indicators.map(indicator => indicator.id))
  const made = weighting.method === 'equal' ? ok({ shares: equalWeights(ids.length), consistency: [], warnings: [] })
    : weighting.method === 'ahp' ? byJudgement(scheme, weighting)
    : byData(weighting, ids, points)
  if (!made.ok) return made
  const rounded = roundedWeights(made.value.shares)
  const weights = Object.fromEntries(ids.map((id, j) => [id, Number(((rounded[j] as number) * scheme.total).toFixed(6))]))
  const dimensions = scheme.dimensions.map(dimension => ({ ...dimension, indicators: dimension.indicators.map(indicator => ({ ...indicator, weight: weights[indicator.id] as number })) }))
  return ok({ scheme: { ...scheme, dimensions, weighting: { ...weighting, computed: true } }, report: { weights, consistency: made.value.consistency, warnings: made.value.warnings } })
}

type Made = { shares: Float64Array; consistency: WeightReport['consistency']; warnings: string[] }

function byJudgement(scheme: Scheme, weighting: Extract<Weighting, { method: 'ahp' }>): Result<Made> {
  const consistency: WeightReport['consistency'] = []
  const judge = (of: string, names: readonly string[], { experts }: z.infer<typeof Judgements>): Result<Ahp> => {
    const group = groupJudgements(experts)
    const made = group.ok ? ahp(group.value, { method: weighting.vector, table: weighting.table as keyof typeof randomIndices }) : group
    if (!made.ok) return made
    if (made.value.weights.length !== names.length) return refused(problem('judgements.names', { of, size: made.value.weights.length, expected: names.length }))
    const { cr, worst } = made.value
    const report = { of, cr, consistent: cr < 0.1, worst: worst && ([worst.i, worst.j, worst.k].map(i => names[i] ?? '') as [string, string, string]) }
    consistency.push(report)
    if (!report.consistent && !weighting.accepted) return refused(problem('judgements.inconsistent', { of, cr: cr.toFixed(3), worst: report.worst?.join('、') ?? '' }))
    return made
  }
  const top = judge('维度', scheme.dimensions.map(dimension => dimension.id), weighting.dimensions)
  if (!top.ok) return top
  const shares: number[] = []
  for (const [d, { id, indicators }] of scheme.dimensions.entries()) {
    const judgements = weighting.within[id]
    const inside = judgements ? judge(id, indicators.map(indicator => indicator.id), judgements) : ok({ weights: equalWeights(indicators.length) })
    if (!inside.ok) return inside
    shares.push(...Array.from(inside.value.weights, weight => weight * (top.value.weights[d] as number)))
  }
  return ok({ shares: Float64Array.from(shares), consistency, warnings: consistency.filter(item => !item.consistent).map(item => `${item.of}的判断矩阵一致性比率 ${item.cr.toFixed(3)} 不小于 0.10，经说明采用：${weighting.accepted ?? ''}`) })
}

function byData(weighting: Extract<Weighting, { expertShare: number }>, ids: readonly string[], points: ReadonlyMap<string, Float64Array>): Result<Made> {
  const raw = ids.map(id => points.get(id) ?? new Float64Array())
  // Correlations need units that have every value; the other methods take each column's own.
  const whole = weighting.method === 'critic' || weighting.method === 'pca' ? completeRows(raw) : raw
  const columns = whole.map(column => minmax(column, 1, { constant: 0 }))
  const made: Result<DataWeights> = { entropy: () => entropyWeights(columns), critic: () => criticWeights(columns), std: () => standardDeviationWeights(columns), gini: () => giniWeights(columns), pca: () => pcaWeights(columns) }[weighting.method]()
  if (!made.ok) return made
  const constant = made.value.constant.map(j => `指标 ${ids[j] ?? ''} 在各镇之间没有差别，权重为 0`)
  const negative = 'negative' in made.value ? (made.value.negative as number[]).map(j => `指标 ${ids[j] ?? ''} 与其他指标方向相反（主成分载荷为负）`) : []
  const experts = ids.map(id => weighting.experts[id] ?? Number.NaN)
  if (weighting.expertShare > 0 && experts.some(Number.isNaN)) return refused(problem('weights.experts', { missing: ids.filter((_, j) => Number.isNaN(experts[j])).join('、') }))
  return ok({ shares: weighting.expertShare > 0 ? combinedWeights(experts, made.value.weights, weighting.expertShare) : made.value.weights, consistency: [], warnings: [...constant, ...negative] })
}

function completeRows(columns: readonly Float64Array[]): Float64Array[] {
  const whole = Array.from(columns[0] ?? [], (_, i) => columns.every(column => !Number.isNaN(column[i])))
  return columns.map(column => column.filter((_, i) => whole[i]))
}
