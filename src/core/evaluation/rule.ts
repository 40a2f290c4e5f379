// How a value becomes points, 0 … 100, more is better. Every number that can change a rank is a named field; what is
// not stated is refused. Each rule also says its sum in figures that a clerk can work out again on paper.
import { z } from 'zod'

const finite = z.number()
const points = z.number().min(0).max(100)

/** A band: values from `from` on (up to the next band) give `points`. */
const Bands = z.array(z.object({ from: finite, points })).min(2)

export const Rule = z.discriminatedUnion('kind', [
  /** 线性计分: 0 at `zero`, 100 at `full`, cut off outside */
  z.object({ kind: z.literal('linear'), zero: finite, full: finite }).strict(),
  /** 达标计分: 100 where the target is met, else 0 */
  z.object({ kind: z.literal('threshold'), target: finite, better: z.enum(['higher', 'lower']) }).strict(),
  /** 分档计分 */
  z.object({ kind: z.literal('bands'), bands: Bands, below: points }).strict(),
  /** 步进计分: `base` points at `from`, `perStep` more for each whole `step` beyond it */
  z.object({ kind: z.literal('steps'), from: finite, step: finite, base: points, perStep: finite, most: points, least: points }).strict(),
  /** 功效系数: 60 at `unacceptable`, 100 at `satisfactory` */
  z.object({ kind: z.literal('efficacy'), unacceptable: finite, satisfactory: finite }).strict(),
  /** 区间型: 100 within [from, to], 0 at and beyond the outer points */
  z.object({ kind: z.literal('interval'), zeroBelow: finite, from: finite, to: finite, zeroAbove: finite }).strict(),
  /** 等级: named levels with their points */
  z.object({ kind: z.literal('levels'), levels: z.array(z.object({ name: z.string(), points })).min(2) }).strict(),
])
export type Rule = z.infer<typeof Rule>

export type Points = { points: number; formula: string }

/** What is wrong with a rule that its shape alone does not show; null when nothing is. */
export function ruleFault(rule: Rule): string | null {
  switch (rule.kind) {
    case 'linear': return rule.zero === rule.full ? 'zero 与 full 相等，无法计分' : null
    case 'efficacy': return rule.unacceptable === rule.satisfactory ? 'unacceptable 与 satisfactory 相等，无法计分' : null
    case 'steps': return rule.step === 0 ? 'step 不能是 0' : rule.least > rule.most ? 'least 大于 most' : null
    case 'interval': return rule.zeroBelow < rule.from && rule.from <= rule.to && rule.to < rule.zeroAbove ? null : '须 zeroBelow < from ≤ to < zeroAbove'
    case 'bands': return rule.bands.every((band, i) => i === 0 || band.from > (rule.bands[i - 1]?.from ?? -Infinity)) ? null : 'bands 的 from 须由小到大，不能重复'
    case 'levels': return new Set(rule.levels.map(level => level.name)).size === rule.levels.length ? null : 'levels 有重名'
    case 'threshold': return null
  }
}

/** Comparison that forgives the last digits of binary fractions, so that 0.1 + 0.2 meets 0.3. */
function reaches(value: number, limit: number): boolean {
  return value >= limit || Math.abs(value - limit) <= 1e-9 * Math.max(Math.abs(value), Math.abs(limit))
}

/** Points of a finite value; of a level's name for `levels`. Null where the rule does not know the level. */
export function pointsOf(rule: Rule, value: number | string): Points | null {
  if (rule.kind === 'levels') {
    const level = rule.levels.find(other => other.name === value)
    return level ? { points: level.points, formula: `“${level.name}”计 ${level.points} 分` } : null
  }
  if (typeof value !== 'number') return null
  switch (rule.kind) {
    case 'linear': return between(value, rule.zero, rule.full)
    case 'efficacy': {
      const { unacceptable: low, satisfactory: high } = rule
      const raw = 60 + (40 * (value - low)) / (high - low)
      return cut(raw, `60＋40×(${value}−${paren(low)})÷(${high}−${paren(low)})`)
    }
    case 'threshold': {
      const met = rule.better === 'higher' ? reaches(value, rule.target) : reaches(-value, -rule.target)
      return { points: met ? 100 : 0, formula: `${value} ${met ? '达到' : '未达'} ${rule.target}，计 ${met ? 100 : 0} 分` }
    }
    case 'bands': {
      const band = rule.bands.findLast(other => reaches(value, other.from))
      return { points: band?.points ?? rule.below, formula: band ? `${value} 在 ${band.from} 及以上一档，计 ${band.points} 分` : `${value} 低于最低档，计 ${rule.below} 分` }
    }
    case 'steps': {
      const whole = Math.floor((value - rule.from) / rule.step + 1e-9)
      const raw = rule.base + whole * rule.perStep
      const points = Math.min(rule.most, Math.max(rule.least, raw))
      return { points, formula: `${rule.base}＋${whole}×${paren(rule.perStep)}＝${raw}${points === raw ? '' : `，限为 ${points}`}` }
    }
    case 'interval':
      if (reaches(value, rule.from) && reaches(-value, -rule.to)) return { points: 100, formula: `${value} 在 ${rule.from} 与 ${rule.to} 之间，计 100 分` }
      return value < rule.from ? between(value, rule.zeroBelow, rule.from) : between(value, rule.zeroAbove, rule.to)
  }
}

function between(value: number, zero: number, full: number): Points {
  return cut((100 * (value - zero)) / (full - zero), `100×(${value}−${paren(zero)})÷(${full}−${paren(zero)})`)
}

function cut(raw: number, sum: string): Points {
  const points = Math.min(100, Math.max(0, raw))
  const shown = printPoints(raw)
  return { points, formula: points === raw ? `${sum}＝${shown}` : `${sum}＝${shown}，限为 ${points}` }
}

/** At most six decimals, no trailing zeros. */
export function printPoints(value: number): string {
  return String(Number(value.toFixed(6)))
}

function paren(value: number): string {
  return value < 0 ? `(${value})` : String(value)
}
