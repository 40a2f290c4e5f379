// How a value becomes points, 0 … 100, more is better. Every number that can change a rank is a named field; what is
// not stated is refused. `rule-formula.ts` says each sum in figures that a clerk can work out again on paper.
import { z } from 'zod'
import { bandedEfficacy, efficacy } from './methods/efficacy.ts'
import { mean, standardDeviation } from './methods/statistics.ts'
import { panelScore } from './methods/panel.ts'

const finite = z.number()
const points = z.number().min(0).max(100)
const better = z.enum(['higher', 'lower'])

/** 0 at `zero`, 100 at `full`, cut off outside. */
const Slope = z.object({ zero: finite, full: finite }).strict()

export const Rule = z.discriminatedUnion('kind', [
  /** 线性计分 */
  Slope.extend({ kind: z.literal('linear') }).strict(),
  /** 达标计分: 100 where the target is met, else 0 */
  z.object({ kind: z.literal('threshold'), target: finite, better }).strict(),
  /** 分档计分: values from `from` on, up to the next band, give `points` */
  z.object({ kind: z.literal('bands'), bands: z.array(z.object({ from: finite, points })).min(2), below: points }).strict(),
  /** 步进计分: `base` points at `from`, `perStep` more for each whole `step` beyond it */
  z.object({ kind: z.literal('steps'), from: finite, step: finite, base: points, perStep: finite, most: points, least: points }).strict(),
  /** 功效系数: 60 at `unacceptable`, 100 at `satisfactory`, cut to 0 … 100 */
  z.object({ kind: z.literal('efficacy'), unacceptable: finite, satisfactory: finite }).strict(),
  /** 五档功效系数 (国资委): standards from best to worst with their coefficients; below the worst 0 */
  z.object({ kind: z.literal('standards'), standards: z.array(z.object({ value: finite, coefficient: z.number().min(0).max(1) })).min(2) }).strict(),
  /** 区间型: 100 within [from, to], 0 at and beyond the outer points */
  z.object({ kind: z.literal('interval'), zeroBelow: finite, from: finite, to: finite, zeroAbove: finite }).strict(),
  /** 中间型: 100 at `best`, 0 at and beyond the outer points */
  z.object({ kind: z.literal('nearest'), zeroBelow: finite, best: finite, zeroAbove: finite }).strict(),
  /** 等级: named levels with their points */
  z.object({ kind: z.literal('levels'), levels: z.array(z.object({ name: z.string(), points })).min(2) }).strict(),
  /** 是非: 是 and 否 */
  z.object({ kind: z.literal('yesNo'), yes: points, no: points }).strict(),
  /** 比上年增长: percent over last year's value, then a slope */
  Slope.extend({ kind: z.literal('growth') }).strict(),
  /** 水平与进步: a slope on the value and one on its change since last year; `levelShare` (0 … 1) is the first one's part */
  z.object({ kind: z.literal('levelAndGrowth'), level: Slope, growth: Slope, levelShare: z.number().min(0).max(1) }).strict(),
  /** 专家打分, each expert 0 … `full`: the mean, or the mean without one highest and one lowest from `trimFrom` experts on */
  z.object({ kind: z.literal('expert'), method: z.enum(['mean', 'trimmed']), full: z.number().positive(), least: z.number().int().min(1), trimFrom: z.number().int().min(3) }).strict(),
  /** 极差标准化: worst of the towns 0, best 100. One town can move all others: prefer `linear` where years are compared */
  z.object({ kind: z.literal('minmax'), better, constant: points }).strict(),
  /** 标准分: 60 + 10·z, cut to 0 … 100 */
  z.object({ kind: z.literal('zscore'), better, constant: points }).strict(),
  /** 百分位: share of towns below, half of the equal ones with it */
  z.object({ kind: z.literal('rankPercent'), better, constant: points }).strict(),
])
export type Rule = z.infer<typeof Rule>

/** What a cell may hold: a number, a level's name or 是/否, the experts' scores. */
export type Value = number | string | readonly number[]

/** What some rules need beside the value: last year's, and those of all ranked towns (`rising`, sorted). */
export type Context = { last?: number | null; peers?: Peers }
export type Peers = { rising: Float64Array; mean: number; deviation: number }

/** @param values of the towns that are ranked; what is missing left out */
export function peersOf(values: readonly number[]): Peers {
  const rising = Float64Array.from(values).sort()
  return { rising, mean: mean(rising), deviation: rising.length > 1 ? standardDeviation(rising) : 0 }
}

export const relativeKinds: readonly Rule['kind'][] = ['minmax', 'zscore', 'rankPercent']
export const growthKinds: readonly Rule['kind'][] = ['growth', 'levelAndGrowth']

/** What is wrong with a rule that its shape alone does not show; null when nothing is. */
export function ruleFault(rule: Rule): string | null {
  switch (rule.kind) {
    case 'linear': case 'growth': return flat(rule)
    case 'levelAndGrowth': return flat(rule.level) ?? flat(rule.growth)
    case 'efficacy': return rule.unacceptable === rule.satisfactory ? 'unacceptable 与 satisfactory 相等，无法计分' : null
    case 'standards': return oneWay(rule.standards.map(standard => standard.value)) && rule.standards.every((standard, i) => i === 0 || standard.coefficient < (rule.standards[i - 1]?.coefficient ?? 0)) ? null : 'standards 须由优到劣，标准值单向、系数递减，不能相等'
    case 'steps': return rule.step === 0 ? 'step 不能是 0' : rule.least > rule.most ? 'least 大于 most' : null
    case 'interval': return rule.zeroBelow < rule.from && rule.from <= rule.to && rule.to < rule.zeroAbove ? null : '须 zeroBelow < from ≤ to < zeroAbove'
    case 'nearest': return rule.zeroBelow < rule.best && rule.best < rule.zeroAbove ? null : '须 zeroBelow < best < zeroAbove'
    case 'bands': return rule.bands.every((band, i) => i === 0 || band.from > (rule.bands[i - 1]?.from ?? -Infinity)) ? null : 'bands 的 from 须由小到大，不能重复'
    case 'levels': return new Set(rule.levels.map(level => level.name)).size === rule.levels.length ? null : 'levels 有重名'
    default: return null
  }
}

function flat({ zero, full }: { zero: number; full: number }): string | null {
  return zero === full ? 'zero 与 full 相等，无法计分' : null
}

function oneWay(values: readonly number[]): boolean {
  const sign = Math.sign((values[1] ?? 0) - (values[0] ?? 0))
  return sign !== 0 && values.every((value, i) => i === 0 || Math.sign(value - (values[i - 1] ?? 0)) === sign)
}

/** Comparison that forgives the last digits of binary fractions, so that 0.1 + 0.2 meets 0.3. */
export function reaches(value: number, limit: number): boolean {
  return value >= limit || Math.abs(value - limit) <= 1e-9 * Math.max(Math.abs(value), Math.abs(limit))
}

/** Growth over last year in percent; null where last year is missing or 0. */
export function growthOf(value: number, last: number | null | undefined): number | null {
  return last === null || last === undefined || last === 0 || !Number.isFinite(last) ? null : (100 * (value - last)) / Math.abs(last)
}

/** Points of a value; null where the rule cannot judge it: unknown level, too few experts, no last year, not a finite number, figures too large to reckon with. */
export function pointsOf(rule: Rule, value: Value, context: Context = {}): number | null {
  const made = judged(rule, value, context)
  return made === null || Number.isFinite(made) ? made : null
}

function judged(rule: Rule, value: Value, context: Context): number | null {
  if (rule.kind === 'levels') return rule.levels.find(level => level.name === value)?.points ?? null
  if (rule.kind === 'yesNo') return value === '是' ? rule.yes : value === '否' ? rule.no : null
  if (rule.kind === 'expert') return panelPoints(rule, typeof value === 'number' ? [value] : value)
  if (typeof value !== 'number' || !Number.isFinite(value)) return null
  switch (rule.kind) {
    case 'linear': return slope(value, rule)
    case 'growth': {
      const growth = growthOf(value, context.last)
      return growth === null ? null : slope(growth, rule)
    }
    case 'levelAndGrowth': {
      const growth = growthOf(value, context.last)
      return growth === null ? null : rule.levelShare * slope(value, rule.level) + (1 - rule.levelShare) * slope(growth, rule.growth)
    }
    case 'efficacy': return efficacy(value, rule.satisfactory, rule.unacceptable, true)
    case 'standards': return bandedEfficacy(value, 100, rule.standards).score
    case 'threshold': return (rule.better === 'higher' ? reaches(value, rule.target) : reaches(-value, -rule.target)) ? 100 : 0
    case 'bands': return rule.bands.findLast(band => reaches(value, band.from))?.points ?? rule.below
    case 'steps': return Math.min(rule.most, Math.max(rule.least, rule.base + wholeSteps(rule, value) * rule.perStep))
    case 'interval': return plateau(value, rule.zeroBelow, rule.from, rule.to, rule.zeroAbove)
    case 'nearest': return plateau(value, rule.zeroBelow, rule.best, rule.best, rule.zeroAbove)
    case 'minmax': case 'zscore': case 'rankPercent': return context.peers ? relative(rule.kind, value, rule.better, rule.constant, context.peers) : null
  }
}

export function wholeSteps({ from, step }: { from: number; step: number }, value: number): number {
  return Math.floor((value - from) / step + 1e-9)
}

/** Equal neighbours count as in the middle of their places; a column without differences gives `constant`. */
function relative(kind: 'minmax' | 'zscore' | 'rankPercent', value: number, direction: 'higher' | 'lower', constant: number, { rising, mean: centre, deviation }: Peers): number {
  const [low, high] = [rising[0] as number, rising.at(-1) as number]
  if (!(high > low)) return constant
  const sign = direction === 'higher' ? 1 : -1
  if (kind === 'minmax') return within((100 * (direction === 'higher' ? value - low : high - value)) / (high - low))
  if (kind === 'zscore') return within(60 + (10 * sign * (value - centre)) / deviation)
  const [below, upTo] = [placesBelow(rising, value, false), placesBelow(rising, value, true)]
  const share = (100 * (below + (Math.max(1, upTo - below) - 1) / 2)) / (rising.length - 1)
  return within(direction === 'higher' ? share : 100 - share)
}

function placesBelow(rising: Float64Array, value: number, including: boolean): number {
  let [from, to] = [0, rising.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((rising[middle] as number) < value || (including && rising[middle] === value)) from = middle + 1
    else to = middle
  }
  return from
}

function panelPoints(rule: Extract<Rule, { kind: 'expert' }>, value: Value): number | null {
  if (typeof value === 'string' || typeof value === 'number' || value.some(score => !(score >= 0 && score <= rule.full))) return null
  const made = panelScore(value, { kind: rule.method, least: rule.least, trimFrom: rule.trimFrom })
  return made.ok ? (100 * made.value.score) / rule.full : null
}

function plateau(value: number, zeroBelow: number, from: number, to: number, zeroAbove: number): number {
  if (reaches(value, from) && reaches(-value, -to)) return 100
  return value < from ? slope(value, { zero: zeroBelow, full: from }) : slope(value, { zero: zeroAbove, full: to })
}

function slope(value: number, { zero, full }: { zero: number; full: number }): number {
  return within((100 * (value - zero)) / (full - zero))
}

function within(points: number): number {
  return Math.min(100, Math.max(0, points))
}
