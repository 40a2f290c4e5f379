// Reads a scheme and finds what is wrong with it, each fault with its place.
import { problem } from '../base/problem.ts'
import { ok, refused, type Result } from '../base/result.ts'
import { chinese, issueText } from '../policy/rules.ts'
import { ruleFault } from './rule.ts'
import { concentrationFor, needsJudgements, weightDoubtOf } from './doubt.ts'
import { type Indicator, indicatorsOf, Scheme, weightOf } from './scheme.ts'

/** Refuses with `scheme.invalid` naming each place and what is wrong there. */
export function parseScheme(value: unknown): Result<Scheme> {
  const read = Scheme.safeParse(value, { error: chinese })
  if (!read.success) return refused(problem('scheme.invalid', { where: read.error.issues.map(issue => `${issue.path.join('.') || '（顶层）'}：${issueText(issue, value)}`).join('；') }))
  const faults = schemeFaults(read.data)
  return faults.length ? refused(problem('scheme.invalid', { where: faults.join('；') })) : ok(read.data)
}

/** What is wrong with a scheme beyond its shape, in words for whoever edits it; none where it is sound. */
export function schemeFaults(scheme: Scheme): string[] {
  return [...identityFaults(scheme), ...ruleFaults(scheme), ...weightFaults(scheme), ...bandFaults(scheme), ...referenceFaults(scheme), ...doubtFaults(scheme)]
}

function identityFaults(scheme: Scheme): string[] {
  const ids = [...scheme.dimensions, ...indicatorsOf(scheme), ...scheme.adjustments, ...scheme.vetoes].map(item => item.id)
  return [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))].map(id => `编号 ${id} 重复`)
}

function ruleFaults(scheme: Scheme): string[] {
  return indicatorsOf(scheme).flatMap(({ id, rule, missing, otherwise, neighbours }) => {
    const fault = ruleFault(rule)
    const notNumeric = ['levels', 'yesNo', 'expert'].includes(rule.kind) && ['groupMean', 'groupMedian', 'neighbour'].includes(missing)
    return [...(fault ? [`指标 ${id}：${fault}`] : []), ...(missing !== 'zero' && missing !== 'reweight' && !otherwise ? [`指标 ${id}：missing 为 ${missing} 时须写明 otherwise（无可补时 zero 或 reweight）`] : []), ...((missing === 'neighbour') !== (neighbours !== undefined) ? [missing === 'neighbour' ? `指标 ${id}：missing 为 neighbour 时须写明 neighbours（取几个最相近的）` : `指标 ${id}：写了 neighbours，而 missing 不是 neighbour`] : []), ...(notNumeric ? [`指标 ${id}：不是数值，不能用 ${missing} 补缺`] : [])]
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

/** What the robustness draws cannot be made by. */
export function doubtFaults({ robustness, weighting, dimensions }: Scheme): string[] {
  const { weightError, weights, firm, fairlyFirm, marginal } = robustness
  const doubt = weightDoubtOf(robustness)
  const counted = dimensions.reduce((sum, { indicators }) => sum + indicators.filter(({ weight }) => weight !== 0).length, 0)
  const panels = weighting.method === 'ahp' ? [weighting.dimensions, ...Object.values(weighting.within)].map(({ experts }) => experts.length) : []
  return [
    ...((weightError === undefined) === (weights === undefined) ? ['robustness：weights（权重怎样抽取）与 weightError（±多少的简写）须写一个，且只写一个'] : []),
    ...(needsJudgements(doubt) && weighting.method !== 'ahp' ? [`robustness.weights：draw 为 ${doubt.draw} 只用于层次分析法的权重`] : []),
    ...(doubt.draw === 'experts' && weighting.method === 'ahp' && (new Set(panels).size !== 1 || (panels[0] ?? 0) < 2) ? ['robustness.weights：draw 为 experts 须有两位以上专家，每个判断矩阵都由同样几位作出'] : []),
    ...(doubt.draw === 'dirichlet' && concentrationFor(doubt.cv, counted) < 1 ? [`robustness.weights：${counted} 项指标时 cv 最大为 ${Math.floor(Math.sqrt((counted - 1) / 2) * 100) / 100}；再大请用 draw: simplex`] : []),
    ...(firm >= fairlyFirm && fairlyFirm >= marginal ? [] : ['robustness：须 firm ≥ fairlyFirm ≥ marginal']),
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
