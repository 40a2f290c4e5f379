// An indicator system 指标体系 as data. Nothing that can change a rank is left to the program: a scheme that does not
// say it is refused, with the place that lacks it.
import { z } from 'zod'
import { problem } from '../base/problem.ts'
import { ok, refused, type Result } from '../base/result.ts'
import { Quota } from './cut.ts'
import { Rule, ruleFault } from './rule.ts'

const Weight = z.number().min(0)

export const Indicator = z.object({
  id: z.string(),
  name: z.string(),
  unit: z.string(),
  /** where the value comes from 数据来源 */
  source: z.string(),
  /** article or “proposal” for each number 出处 */
  origin: z.string(),
  rule: Rule,
  /** points of the whole: one number, or one for each category */
  weight: z.union([Weight, z.record(z.string(), Weight)]),
  /** what a missing value counts: nothing (so that hiding does not pay), or its weight goes to the others */
  missing: z.enum(['zero', 'reweight']),
}).strict()
export type Indicator = z.infer<typeof Indicator>

export const Scheme = z.object({
  id: z.string(),
  title: z.string(),
  version: z.string(),
  /** `proposal`: numbers no document sets */
  status: z.enum(['proposal', 'adopted']),
  validFrom: z.string(),
  /** sum of the weights of each category */
  total: z.number().positive(),
  /** decimals of the published score, rounded half up; ranks and grades go by it */
  precision: z.number().int().min(0).max(6),
  /** least share of the weight that must have a value, in basis points; below it a unit is not ranked */
  sufficient: z.number().int().min(0).max(10_000),
  categories: z.array(z.string()),
  /** ranks within each category, or over all */
  rankWithin: z.enum(['category', 'all']),
  /** half-open bands on the published score, best first; the last must begin at or below 0 */
  bands: z.array(z.object({ grade: z.string(), from: z.number() })).min(1),
  /** “前10%左右”, “后10%左右”; none where the scheme divides by grade only */
  quotas: z.array(Quota),
  /** how robust a decision is called, and how far weights are drawn to find out */
  robustness: z.object({ weightError: z.number().min(0).max(1), firm: z.number(), fairlyFirm: z.number(), marginal: z.number() }).strict(),
  dimensions: z.array(z.object({ id: z.string(), name: z.string(), indicators: z.array(Indicator).min(1) }).strict()).min(1),
}).strict()
export type Scheme = z.infer<typeof Scheme>

/** Reads a scheme; refuses with `scheme.invalid` naming each place and what is wrong there. */
export function parseScheme(value: unknown): Result<Scheme> {
  const read = Scheme.safeParse(value)
  if (!read.success) return refused(problem('scheme.invalid', { where: read.error.issues.map(issue => `${issue.path.join('.') || '（顶层）'}：${issue.code === 'invalid_type' && issue.message.includes('undefined') ? '缺少这一项' : issue.message}`).join('；') }))
  const faults = faultsOf(read.data)
  return faults.length ? refused(problem('scheme.invalid', { where: faults.join('；') })) : ok(read.data)
}

export function indicatorsOf(scheme: Scheme): Indicator[] {
  return scheme.dimensions.flatMap(dimension => dimension.indicators)
}

/** The indicator's points for a category; a number holds for all. Null where the scheme gives the category none. */
export function weightOf({ weight }: Indicator, category: string | null): number | null {
  return typeof weight === 'number' ? weight : category === null ? null : weight[category] ?? null
}

function faultsOf(scheme: Scheme): string[] {
  const indicators = indicatorsOf(scheme)
  const faults: string[] = []
  const ids = indicators.map(indicator => indicator.id)
  for (const id of new Set(ids.filter((other, i) => ids.indexOf(other) !== i))) faults.push(`指标编号 ${id} 重复`)
  for (const { id, rule } of indicators) {
    const fault = ruleFault(rule)
    if (fault) faults.push(`指标 ${id}：${fault}`)
  }
  for (const category of scheme.categories.length ? scheme.categories : [null]) {
    const weights = indicators.map(indicator => weightOf(indicator, category))
    const lacking = ids.filter((_, i) => weights[i] === null)
    if (lacking.length) faults.push(`${category ?? '（不分类）'}：指标 ${lacking.join('、')} 没有权重`)
    // Compared in millionths, so that decimal weights add up exactly.
    const millionths = weights.reduce<number>((sum, weight) => sum + Math.round((weight ?? 0) * 1e6), 0)
    if (!lacking.length && millionths !== Math.round(scheme.total * 1e6)) faults.push(`${category ?? '（不分类）'}：权重合计 ${millionths / 1e6}，应为 ${scheme.total}`)
  }
  if (scheme.bands.some((band, i) => i > 0 && band.from >= (scheme.bands[i - 1]?.from ?? Infinity))) faults.push('bands 须由高到低，不能重复')
  if ((scheme.bands.at(-1)?.from ?? 1) > 0) faults.push('bands 最低一档须从 0 或以下起，否则低分没有等级')
  return faults
}
