// 数据比对: figures of several origins side by side. None replaces another; what lies too far apart is listed.
import { type Content, isFilled, isNumber, type Scalar } from './content.ts'
import { type DataSet, type Indicator, type Origin, origins, printIndicator } from './data-set.ts'
import { rounded } from './formula.ts'

/** The contents by origin; `reported` is what the others are held against. */
export type Sided = Partial<Record<Origin, Content>>

export type Comparison = { town: string; indicator: string; values: Partial<Record<Origin, Scalar>> }

export type Discrepancy = Comparison & {
  /** the origin that differs from the reported figure */
  origin: Origin
  /** its figure less the reported one; null where figures are not numbers or the report has none */
  difference: number | null
  /** what the difference may be */
  allowed: number | null
  message: string
}

/** Every value that at least two origins give, by town and indicator. */
export function sideBySide(dataSet: DataSet, sided: Sided): Comparison[] {
  const given = originsOf(sided)
  return townsOf(sided).flatMap(town => dataSet.indicators.flatMap(({ id }): Comparison[] => {
    const values = Object.fromEntries(given.flatMap(origin => (isFilled(sided[origin]?.[town]?.values[id]) ? [[origin, sided[origin]?.[town]?.values[id] as Scalar]] : []))) as Comparison['values']
    return Object.keys(values).length > 1 ? [{ town, indicator: id, values }] : []
  }))
}

/** Values of other origins that differ from the reported one by more than the indicator allows; an indicator without `tolerance` allows nothing. */
export function discrepancies(dataSet: DataSet, sided: Sided): Discrepancy[] {
  const byId = new Map(dataSet.indicators.map(indicator => [indicator.id, indicator]))
  return sideBySide(dataSet, sided).flatMap(comparison => {
    const indicator = byId.get(comparison.indicator) as Indicator
    const { reported } = comparison.values
    if (reported === undefined) return []
    return originsOf(sided).filter(origin => origin !== 'reported').flatMap((origin): Discrepancy[] => {
      const other = comparison.values[origin]
      return other === undefined ? [] : differing(indicator, comparison, origin, reported, other)
    })
  })
}

function differing(indicator: Indicator, comparison: Comparison, origin: Origin, reported: Scalar, other: Scalar): Discrepancy[] {
  const said = `${printIndicator(indicator)}：${origins.reported} ${String(reported)}，${origins[origin]} ${String(other)}`
  if (!isNumber(reported) || !isNumber(other)) return reported === other ? [] : [{ ...comparison, origin, difference: null, allowed: null, message: `${said}，不一致` }]
  const { absolute = 0, percent = 0 } = indicator.tolerance ?? {}
  const allowed = rounded(Math.max(absolute, (Math.abs(reported) * percent) / 100), 6)
  const difference = rounded(other - reported, 6)
  return Math.abs(difference) <= allowed ? [] : [{ ...comparison, origin, difference, allowed, message: `${said}，相差 ${difference}，允许 ${allowed}` }]
}

function originsOf(sided: Sided): Origin[] {
  return (Object.keys(origins) as Origin[]).filter(origin => sided[origin])
}

function townsOf(sided: Sided): string[] {
  return [...new Set(originsOf(sided).flatMap(origin => Object.keys(sided[origin] ?? {})))].sort()
}
