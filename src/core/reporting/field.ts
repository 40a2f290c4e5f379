// Whether a value is what its indicator allows, by itself.
import { parsePlainDate } from '../base/plain-date.ts'
import { isFilled, notApplicable, type Scalar } from './content.ts'
import { type Indicator, printBounds } from './data-set.ts'
import { rounded } from './formula.ts'

/** What is wrong with a value, and how to mend it; null where it may stand. Empty is no fault here: see `required`. */
export type Fault = { code: 'type' | 'decimals' | 'range' | 'option' | 'date' | 'length'; what: string; mend: string }

const longestText = 2000

export function faultOf(indicator: Indicator, value: Scalar): Fault | null {
  if (!isFilled(value) || (value === notApplicable && indicator.mayNotApply)) return null
  switch (indicator.type) {
    case 'number': case 'integer': return typeof value === 'number' && Number.isFinite(value) ? numberFault(indicator, value) : { code: 'type', what: `“${String(value)}”不是数`, mend: '请填数字，不带单位' }
    case 'yes-no': return typeof value === 'boolean' ? null : { code: 'type', what: `“${String(value)}”不是“是”或“否”`, mend: '请从下拉框选“是”或“否”' }
    case 'choice': return indicator.options?.includes(String(value)) ? null : { code: 'option', what: `“${String(value)}”不在选项之中`, mend: `请从下拉框选：${indicator.options?.join('、') ?? ''}` }
    case 'date': return typeof value === 'string' && isDate(value) ? null : { code: 'date', what: `“${String(value)}”不是日期`, mend: '请写成 2024-12-16' }
    case 'text': return typeof value !== 'string' ? { code: 'type', what: '应是文字', mend: '请填文字' } : value.length > longestText ? { code: 'length', what: `有 ${value.length} 字，超过 ${longestText} 字`, mend: '请精简' } : null
  }
}

function numberFault({ type, decimals, minimum, maximum, unit }: Indicator, value: number): Fault | null {
  if (type === 'integer' && !Number.isInteger(value)) return { code: 'decimals', what: `${value} 不是整数`, mend: '请填整数' }
  if (rounded(value, decimals) !== value) return { code: 'decimals', what: `${value} 的小数多于 ${decimals} 位`, mend: `请保留 ${decimals} 位小数` }
  if ((minimum !== undefined && value < minimum) || (maximum !== undefined && value > maximum)) return { code: 'range', what: `${value}${unit} 超出允许范围`, mend: `允许范围：${printBounds(minimum, maximum)}` }
  return null
}

function isDate(text: string): boolean {
  const date = parsePlainDate(text)
  return date.ok && date.value === text
}
