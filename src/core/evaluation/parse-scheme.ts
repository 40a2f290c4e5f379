// Reads a scheme and finds what is wrong with it, each fault with its place.
import { z } from 'zod'
import { problem } from '../base/problem.ts'
import { ok, refused, type Result } from '../base/result.ts'
import { ruleFault } from './rule.ts'
import { type Indicator, indicatorsOf, Scheme, weightOf } from './scheme.ts'

/** Refuses with `scheme.invalid` naming each place and what is wrong there. */
export function parseScheme(value: unknown): Result<Scheme> {
  const read = Scheme.safeParse(value, { error: z.locales.zhCN().localeError })
  if (!read.success) return refused(problem('scheme.invalid', { where: read.error.issues.map(issue => `${issue.path.join('.') || '（顶层）'}：${issue.code === 'invalid_type' && at(value, issue.path) === undefined ? '缺少这一项' : issue.message}`).join('；') }))
  const faults = faultsOf(read.data)
  return faults.length ? refused(problem('scheme.invalid', { where: faults.join('；') })) : ok(read.data)
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[key], value)
}

function faultsOf(scheme: Scheme): string[] {
  return [...identityFaults(scheme), ...ruleFaults(scheme), ...weightFaults(scheme), ...bandFaults(scheme), ...referenceFaults(scheme)]
}

function identityFaults(scheme: Scheme): string[] {
  const ids = [...scheme.dimensions, ...indicatorsOf(scheme), ...scheme.adjustments, ...scheme.vetoes].map(item => item.id)
  return [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))].map(id => `编号 ${id} 重复`)
}

function ruleFaults(scheme: Scheme): string[] {
  return indicatorsOf(scheme).flatMap(({ id, rule, missing, otherwise }) => {
    const fault = ruleFault(rule)
    const notNumeric = ['levels', 'yesNo', 'expert'].includes(rule.kind) && (missing === 'groupMean' || missing === 'groupMedian')
    return [...(fault ? [`指标 ${id}：${fault}`] : []), ...(missing !== 'zero' && missing !== 'reweight' && !otherwise ? [`指标 ${id}：missing 为 ${missing} 时须写明 otherwise（无可补时 zero 或 reweight）`] : []), ...(notNumeric ? [`指标 ${id}：不是数值，不能用 ${missing} 补缺`] : [])]
  })
}

/** Compared in millionths, so that decimal weights add up exactly. */
function weightFaults(scheme: Scheme): string[] {
  const indicators = indicatorsOf(scheme)
  if (scheme.weighting.method !== 'fixed') return indicators.some(indicator => indicator.weight !== undefined) && !('computed' in scheme.weighting && scheme.weighting.computed) ? [`weighting.method 是 ${scheme.weighting.method}，指标不应再写 weight`] : []
  return (scheme.categories.length ? scheme.categories : [null]).flatMap(category => {
    const weights = indicators.map(indicator => weightOf(indicator, category))
    const label = category ?? '（不分类）'
    const lacking = indicators.filter((_, i) => weights[i] === null).map((indicator: Indicator) => indicator.id)
    if (lacking.length) return [`${label}：指标 ${lacking.join('、')} 没有权重`]
    const millionths = weights.reduce<number>((sum, weight) => sum + Math.round((weight ?? 0) * 1e6), 0)
    return millionths === Math.round(scheme.total * 1e6) ? [] : [`${label}：权重合计 ${millionths / 1e6}，应为 ${scheme.total}`]
  })
}

function bandFaults({ bands, adjustments, dimensions }: Scheme): string[] {
  const known = new Set(['bonus', 'deduction', ...dimensions.map(dimension => dimension.id)])
  return [
    ...(bands.some((band, i) => i > 0 && band.from >= (bands[i - 1]?.from ?? Infinity)) ? ['bands 须由高到低，不能重复'] : []),
    ...((bands.at(-1)?.from ?? 1) > 0 || bands.at(-1)?.also?.length ? ['bands 最低一档须从 0 或以下起，且不带附加条件，否则低分没有等级'] : []),
    ...bands.flatMap(band => (band.also ?? []).filter(({ of }) => !known.has(of)).map(({ of }) => `bands 中 ${band.grade} 的附加条件“${of}”不是维度，也不是 bonus、deduction`)),
    ...(bands.some(band => band.also?.some(({ of }) => of === 'bonus')) && !adjustments.some(({ kind }) => kind === 'bonus') ? ['bands 以加分为条件，而没有加分项'] : []),
  ]
}

function referenceFaults(scheme: Scheme): string[] {
  const grades = new Set(scheme.bands.map(band => band.grade))
  const places = new Set([...scheme.dimensions, ...indicatorsOf(scheme)].map(item => item.id))
  return [
    ...scheme.vetoes.flatMap(({ id, effect }) => ('grade' in effect && !grades.has(effect.grade) ? [`否决项 ${id}：没有等级“${effect.grade}”`] : [])),
    ...scheme.tieBreaks.filter(id => !places.has(id)).map(id => `tieBreaks 中的 ${id} 不是维度，也不是指标`),
  ]
}
