// The words for values, places and days in 调度.
import { type DataSet, indicatorOf } from '#core/reporting/data-set.ts'
import type { Change, Scalar } from './data.ts'

/** 是, 否 for yes and no; an em dash for nothing. */
export function valueWord(value: Scalar | undefined): string {
  return value === null || value === undefined || value === '' ? '—' : value === true ? '是' : value === false ? '否' : typeof value === 'number' ? value.toLocaleString('zh-CN', { maximumFractionDigits: 6 }) : value
}

/** What stands in the field when one begins to type. */
export function typedWord(value: Scalar | undefined): string {
  return value === null || value === undefined ? '' : value === true ? '是' : value === false ? '否' : String(value)
}

export function columnWord(dataSet: DataSet, indicator: string | null): string {
  return indicator === null ? '所有指标' : indicator === 'remark' ? '说明' : indicatorOf(dataSet, indicator)?.name ?? indicator
}

export function townWord(towns: readonly { id: string; name: string }[], town: string | null): string {
  return town === null ? '所有小镇' : towns.find(({ id }) => id === town)?.name ?? town
}

/** 农安县陶瓷小镇 企业总数：40 → 43 */
export function changeWord(dataSet: DataSet, towns: readonly { id: string; name: string }[], { town, indicator, before, after }: Change): string {
  return `${townWord(towns, town)} ${columnWord(dataSet, indicator)}：${valueWord(before)} → ${valueWord(after)}`
}

/** 已过 3 日, 还剩 5 日, 今天到期 */
export function daysWord(days: number): string {
  return days > 0 ? `已过 ${days} 日` : days === 0 ? '今天到期' : `还剩 ${-days} 日`
}
