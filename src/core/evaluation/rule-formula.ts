// A rule's sum with its figures filled in, as a clerk would write it beside the cell.
import { bandedEfficacy } from './methods/efficacy.ts'
import { panelScore } from './methods/panel.ts'
import { type Context, growthOf, pointsOf, reaches, type Rule, type Value, wholeSteps } from './rule.ts'

/** What the rule did with the value; null where it could not judge it. */
export function formulaOf(rule: Rule, value: Value, context: Context = {}): string | null {
  const points = pointsOf(rule, value, context)
  if (points === null) return null
  switch (rule.kind) {
    case 'levels': case 'yesNo': return `“${String(value)}”计 ${figure(points)} 分`
    case 'expert': return panelFormula(rule, value as readonly number[], points)
    default: return numberFormula(rule, value as number, points, context)
  }
}

function numberFormula(rule: Exclude<Rule, { kind: 'levels' | 'yesNo' | 'expert' }>, value: number, points: number, { last, peers }: Context): string {
  switch (rule.kind) {
    case 'linear': return slopeFormula(value, rule)
    case 'growth': return `增长 100×(${value}−${paren(last as number)})÷${Math.abs(last as number)}＝${figure(growthOf(value, last) as number)}%；${slopeFormula(growthOf(value, last) as number, rule)}`
    case 'levelAndGrowth': {
      const growth = growthOf(value, last) as number
      return `水平 ${slopeFormula(value, rule.level)}；增长 100×(${value}−${paren(last as number)})÷${Math.abs(last as number)}＝${figure(growth)}%，${slopeFormula(growth, rule.growth)}；${figure(rule.levelShare)}×水平＋${figure(1 - rule.levelShare)}×增长＝${figure(points)}`
    }
    case 'efficacy': {
      const { unacceptable: low, satisfactory: high } = rule
      return cutTo(60 + (40 * (value - low)) / (high - low), points, `60＋40×(${value}−${paren(low)})÷(${high}−${paren(low)})`)
    }
    case 'standards': return standardFormula(rule.standards, value, points)
    case 'threshold': return `${value} ${points > 0 ? '达到' : '未达'} ${rule.target}，计 ${points} 分`
    case 'bands': {
      const band = rule.bands.findLast(other => reaches(value, other.from))
      return band ? `${value} 在 ${band.from} 及以上一档，计 ${band.points} 分` : `${value} 低于最低档，计 ${rule.below} 分`
    }
    case 'steps': {
      const whole = wholeSteps(rule, value)
      const raw = rule.base + whole * rule.perStep
      return `${rule.base}＋${whole}×${paren(rule.perStep)}＝${figure(raw)}${points === raw ? '' : `，限为 ${points}`}`
    }
    case 'interval': return plateauFormula(value, rule.zeroBelow, rule.from, rule.to, rule.zeroAbove)
    case 'nearest': return plateauFormula(value, rule.zeroBelow, rule.best, rule.best, rule.zeroAbove)
    case 'minmax': case 'zscore': case 'rankPercent': return relativeFormula(rule, value, points, peers as NonNullable<typeof peers>)
  }
}

function relativeFormula(rule: { kind: 'minmax' | 'zscore' | 'rankPercent'; better: 'higher' | 'lower' }, value: number, points: number, { rising, mean, deviation }: NonNullable<Context['peers']>): string {
  const [low, high] = [rising[0] as number, rising.at(-1) as number]
  if (!(high > low)) return `各镇都是 ${value}，按规定计 ${figure(points)} 分`
  if (rule.kind === 'minmax') return rule.better === 'higher' ? `100×(${value}−${paren(low)})÷(${high}−${paren(low)})＝${figure(points)}` : `100×(${high}−${paren(value)})÷(${high}−${paren(low)})＝${figure(points)}`
  if (rule.kind === 'zscore') {
    const raw = 60 + (10 * (rule.better === 'higher' ? 1 : -1) * (value - mean)) / deviation
    return cutTo(raw, points, `60${rule.better === 'higher' ? '＋' : '−'}10×(${value}−${figure(mean)})÷${figure(deviation)}`)
  }
  const [below, equal] = [rising.filter(other => other < value).length, rising.filter(other => other === value).length]
  const sum = `100×(${below}＋${Math.max(0, equal - 1)}÷2)÷${rising.length - 1}`
  return rule.better === 'higher' ? `低于它的 ${below} 个，${sum}＝${figure(points)}` : `低于它的 ${below} 个，100−${sum}＝${figure(points)}`
}

function panelFormula(rule: Extract<Rule, { kind: 'expert' }>, scores: readonly number[], points: number): string {
  const made = panelScore(scores, { kind: rule.method, least: rule.least, trimFrom: rule.trimFrom })
  if (!made.ok) return ''
  const { score, dropped } = made.value
  const trimmed = dropped.length ? `去掉最低 ${dropped[0]}、最高 ${dropped[1]}，` : ''
  return `${scores.join('、')} ${scores.length} 位专家，${trimmed}平均 ${figure(score)}${rule.full === 100 ? '' : `；100×${figure(score)}÷${rule.full}＝${figure(points)}`}`
}

function standardFormula(standards: readonly { value: number; coefficient: number }[], value: number, points: number): string {
  const { base, efficacy: share, adjustment } = bandedEfficacy(value, 100, standards)
  if (base === 0) return `${value} 不及最低标准，计 0 分`
  return adjustment === 0 ? `${value} 达到一档标准，计 ${figure(base)} 分` : `基础分 ${figure(base)}＋功效系数 ${figure(share)}×档差 ${figure(adjustment / share)}＝${figure(points)}`
}

function plateauFormula(value: number, zeroBelow: number, from: number, to: number, zeroAbove: number): string {
  if (reaches(value, from) && reaches(-value, -to)) return from === to ? `${value} 等于 ${from}，计 100 分` : `${value} 在 ${from} 与 ${to} 之间，计 100 分`
  return value < from ? slopeFormula(value, { zero: zeroBelow, full: from }) : slopeFormula(value, { zero: zeroAbove, full: to })
}

function slopeFormula(value: number, { zero, full }: { zero: number; full: number }): string {
  const raw = (100 * (value - zero)) / (full - zero)
  return cutTo(raw, Math.min(100, Math.max(0, raw)), `100×(${figure(value)}−${paren(zero)})÷(${full}−${paren(zero)})`)
}

function cutTo(raw: number, points: number, sum: string): string {
  return points === raw ? `${sum}＝${figure(raw)}` : `${sum}＝${figure(raw)}，限为 ${points}`
}

/** At most six decimals, no trailing zeros. */
export function figure(value: number): string {
  return String(Number(value.toFixed(6)))
}

function paren(value: number): string {
  return value < 0 ? `(${figure(value)})` : figure(value)
}
