// 演示数据: made-up rows that a data set's own checks have little to say against, the same for the same town and period.
import type { Row, Scalar } from './content.ts'
import type { DataSet, Indicator } from './data-set.ts'
import { isNumeric } from './data-set.ts'
import { rounded } from './formula.ts'

/** Usual sizes by unit, for figures that have no bounds of their own. */
const usual: Readonly<Record<string, readonly [number, number]>> = { '%': [30, 80], '万元': [800, 3200], '亿元': [1, 6], '人': [300, 900], '家': [24, 80], '个': [2, 9], '亩': [800, 2400] }

/** @param period how many periods have gone by: figures without an upper bound grow by 2 % each */
export function demoRow(dataSet: DataSet, town: string, period: number): Row {
  const values: Record<string, Scalar> = {}
  for (const indicator of dataSet.indicators) if (!indicator.formula && (indicator.required || indicator.type === 'date')) values[indicator.id] = demoValue(indicator, share(`${town}/${indicator.id}`), period)
  for (const check of dataSet.checks) {
    if (check.kind === 'sum') values[check.equals] = rounded(check.of.reduce((sum, id) => sum + Number(values[id] ?? 0), 0), 6)
    if (check.kind === 'notGreater' && Number(values[check.value]) > Number(values[check.than])) values[check.value] = rounded(Number(values[check.than]) * 0.6, dataSet.indicators.find(({ id }) => id === check.value)?.decimals ?? 0)
  }
  return { values }
}

function demoValue(indicator: Indicator, at: number, period: number): Scalar {
  const { type, minimum, maximum, unit, decimals, options = [] } = indicator
  if (isNumeric(indicator)) {
    const [low, high] = maximum === undefined ? usual[unit] ?? [5, 40] : [(minimum ?? 0) + (maximum - (minimum ?? 0)) * 0.2, (minimum ?? 0) + (maximum - (minimum ?? 0)) * 0.6]
    return rounded((low + (high - low) * at) * (maximum === undefined ? 1 + 0.02 * period : 1), decimals)
  }
  return type === 'choice' ? options[Math.floor(at * options.length)] ?? null : type === 'yes-no' ? false : type === 'date' ? '2024-04-01' : '正常推进'
}

/** A share of one from a text, without randomness (FNV-1a, mixed). */
function share(text: string): number {
  let hash = 0x811c9dc5
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32
}
