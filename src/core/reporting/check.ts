// The checks of a data set on a report. Nothing here stops anything: findings say what, where and how to mend it; whoever
// receives a report decides by their severity. The order of the checks, and of the towns, changes nothing.
import { median, medianAbsoluteDeviation } from '../evaluation/methods/statistics.ts'
import type { CheckRule } from './check-rule.ts'
import { type Content, isFilled, isNumber, notApplicable, type Row, type Scalar } from './content.ts'
import { type DataSet, type Indicator, printBounds, printIndicator } from './data-set.ts'
import { faultOf } from './field.ts'
import { rounded, valueOf } from './formula.ts'

export type Finding = {
  severity: 'hard' | 'soft'
  /** the check's id, or `required`, `type`, `decimals`, `range`, `option`, `date`, `length` */
  check: string
  town: string
  /** the one it blames first */
  indicators: readonly string[]
  message: string
  mend: string
}

export type Surroundings = {
  /** the same towns' report of the period before, and of the year before */
  last?: Content
  yearBefore?: Content
  /** towns of other reports that count as peers */
  peers?: Content
}

/** The content with every indicator that is worked out; what cannot be worked out is empty. */
export function completed(dataSet: DataSet, content: Content): Content {
  const worked = dataSet.indicators.filter(indicator => indicator.formula)
  if (!worked.length) return content
  return Object.fromEntries(Object.entries(content).map(([town, row]) => [town, completedRow(worked, row)]))
}

function completedRow(worked: readonly Indicator[], row: Row): Row {
  const values: Record<string, Scalar> = { ...row.values }
  const done = new Set<string>()
  const figure = (id: string): Scalar => {
    const indicator = worked.find(other => other.id === id)
    if (indicator?.formula && !done.has(id)) {
      values[id] = valueOf(indicator.formula, figure, indicator.decimals)
      done.add(id)
    }
    return values[id] ?? null
  }
  for (const { id } of worked) figure(id)
  return { ...row, values }
}

/** Findings by town, severity and check. `content` is completed first. */
export function checkContent(dataSet: DataSet, content: Content, around: Surroundings = {}): Finding[] {
  const whole = completed(dataSet, content)
  const check: Check = { dataSet, byId: new Map(dataSet.indicators.map(indicator => [indicator.id, indicator])), rows: Object.entries(whole), around }
  const findings = [...fieldFindings(check), ...dataSet.checks.flatMap(rule => runRule(rule, check))]
  return findings.sort((a, b) => compare(a.town, b.town) || compare(a.severity, b.severity) || compare(a.check, b.check) || compare(a.indicators[0] ?? '', b.indicators[0] ?? ''))
}

/** What stops a report: hard findings, and soft ones of towns without a word of explanation. */
export function blocking(findings: readonly Finding[], content: Content): Finding[] {
  return findings.filter(finding => finding.severity === 'hard' || !content[finding.town]?.remark)
}

type Check = { dataSet: DataSet; byId: ReadonlyMap<string, Indicator>; rows: readonly (readonly [town: string, row: Row])[]; around: Surroundings }

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function fieldFindings({ dataSet, rows }: Check): Finding[] {
  const findings: Finding[] = []
  for (const [town, { values }] of rows) {
    for (const indicator of dataSet.indicators) {
      const value = values[indicator.id] ?? null
      if (!isFilled(value)) {
        if (indicator.required) findings.push({ severity: 'hard', check: 'required', town, indicators: [indicator.id], message: `${printIndicator(indicator)}没有填报`, mend: indicator.mayNotApply ? `请填报；确不适用的填“${notApplicable}”` : '请填报；数值为零的填 0' })
        continue
      }
      const fault = faultOf(indicator, value)
      if (fault) findings.push({ severity: 'hard', check: fault.code, town, indicators: [indicator.id], message: `${printIndicator(indicator)}：${fault.what}`, mend: fault.mend })
    }
  }
  return findings
}

function runRule(rule: CheckRule, check: Check): Finding[] {
  switch (rule.kind) {
    case 'sum': case 'notGreater': case 'ratio': case 'needs': return check.rows.flatMap(([town, row]) => within(rule, town, row.values, check))
    case 'change': return rule.of.flatMap(id => changed(rule, id, check))
    case 'cumulative': return rule.of.flatMap(id => fallen(rule, id, check))
    case 'peers': return rule.of.flatMap(id => apart(rule, id, check))
  }
}

type Within = Extract<CheckRule, { kind: 'sum' | 'notGreater' | 'ratio' | 'needs' }>

/** Checks between indicators of one town. What is not filled in is no contradiction: `required` speaks of that. */
function within(rule: Within, town: string, values: Row['values'], { byId }: Check): Finding[] {
  const label = (id: string): string => `${id} ${byId.get(id)?.name ?? ''}`
  const found = (indicators: readonly string[], message: string, mend: string): Finding[] => [{ severity: rule.severity, check: rule.id, town, indicators, message, mend }]
  switch (rule.kind) {
    case 'sum': {
      const [whole, parts] = [values[rule.equals], rule.of.map(id => values[id])]
      if (!isNumber(whole) || !parts.every(isNumber)) return []
      const sum = rounded(parts.reduce((a, b) => a + b, 0), 6)
      const gap = rounded(whole - sum, 6)
      return Math.abs(gap) <= rule.tolerance ? [] : found([rule.equals, ...rule.of], `${label(rule.equals)}是 ${whole}，而${rule.of.map(label).join('、')}合计 ${sum}，相差 ${gap}`, '请核对总项与各分项')
    }
    case 'notGreater': {
      const [value, than] = [values[rule.value], values[rule.than]]
      return !isNumber(value) || !isNumber(than) || rounded(value - than, 6) <= rule.tolerance ? [] : found([rule.value, rule.than], `${label(rule.value)}是 ${value}，大于${label(rule.than)} ${than}`, '其中项不能大于总项，请核对')
    }
    case 'ratio': {
      const [of, to] = [values[rule.of], values[rule.to]]
      if (!isNumber(of) || !isNumber(to) || to === 0) return []
      const ratio = rounded((of / to) * (rule.percent ? 100 : 1), 6)
      const inside = (rule.least === undefined || ratio >= rule.least) && (rule.most === undefined || ratio <= rule.most)
      return inside ? [] : found([rule.of, rule.to], `${label(rule.of)}与${label(rule.to)}之比是 ${rounded(ratio, 2)}${rule.percent ? '%' : ''}，超出范围（${printBounds(rule.least, rule.most)}）`, '请核对两项的数值与单位')
    }
    case 'needs': {
      const [when, filled] = [values[rule.when], values[rule.filled]]
      const asked = rule.is === undefined ? isFilled(when) : when === rule.is
      return !asked || isFilled(filled) ? [] : found([rule.filled, rule.when], `${label(rule.when)}${rule.is === undefined ? '已填' : `是“${rule.is === true ? '是' : rule.is === false ? '否' : rule.is}”`}，${label(rule.filled)}却没有填报`, `请填报${label(rule.filled)}`)
    }
  }
}

function changed(rule: Extract<CheckRule, { kind: 'change' }>, id: string, { rows, byId, around }: Check): Finding[] {
  const [earlier, when] = rule.against === 'lastPeriod' ? [around.last, '上期'] : [around.yearBefore, '上年同期']
  if (!earlier) return []
  return rows.flatMap(([town, { values }]): Finding[] => {
    const [now, then] = [values[id], earlier[town]?.values[id]]
    if (!isNumber(now) || !isNumber(then) || then === 0) return []
    const change = rounded((100 * (now - then)) / Math.abs(then), 6)
    return Math.abs(change) <= rule.change ? [] : [{ severity: rule.severity, check: rule.id, town, indicators: [id], message: `${id} ${byId.get(id)?.name ?? ''}是 ${now}，${when} ${then}，${change > 0 ? '增加' : '减少'} ${rounded(Math.abs(change), 1)}%，超过 ${rule.change}%`, mend: '请核对；属实的请在“说明”一栏写明原因' }]
  })
}

function fallen(rule: Extract<CheckRule, { kind: 'cumulative' }>, id: string, { rows, byId, around }: Check): Finding[] {
  return rows.flatMap(([town, { values }]): Finding[] => {
    const [now, then] = [values[id], around.last?.[town]?.values[id]]
    return !isNumber(now) || !isNumber(then) || now >= then ? [] : [{ severity: rule.severity, check: rule.id, town, indicators: [id], message: `${id} ${byId.get(id)?.name ?? ''}是累计数，本期 ${now} 小于上期 ${then}`, mend: '请填累计数；上期有误的，先申请解锁更正上期' }]
  })
}

/** Distance from the median in scaled median absolute deviations (Iglewicz and Hoaglin 1993): one town cannot hide itself. */
function apart(rule: Extract<CheckRule, { kind: 'peers' }>, id: string, { rows, byId, around }: Check): Finding[] {
  const own = rows.flatMap(([, { values }]) => (isNumber(values[id]) ? [values[id]] : []))
  const others = Object.entries(around.peers ?? {}).flatMap(([, { values }]) => (isNumber(values[id]) ? [values[id]] : []))
  const all = [...own, ...others]
  if (all.length < rule.least) return []
  const [middle, spread] = [median(all), medianAbsoluteDeviation(all)]
  // Where most towns say the same, any other figure would be infinitely far away.
  if (spread === 0) return []
  return rows.flatMap(([town, { values }]): Finding[] => {
    const value = values[id]
    if (!isNumber(value) || Math.abs(value - middle) <= rule.deviations * spread) return []
    return [{ severity: rule.severity, check: rule.id, town, indicators: [id], message: `${id} ${byId.get(id)?.name ?? ''}是 ${value}，${all.length} 个小镇的中位数是 ${rounded(middle, 2)}，离群（${rounded(Math.abs(value - middle) / spread, 1)} 倍离差）`, mend: '请核对数值与单位；属实的请在“说明”一栏写明原因' }]
  })
}
