// 填报模板: where everything stands on the sheet that an organisation fills in. The writer draws it, the reader looks for it.
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonical, type Json } from '../base/canonical.ts'
import type { PlainDate } from '../base/plain-date.ts'
import type { Content, Scalar } from './content.ts'
import { type DataSet, type Indicator, indicatorOf } from './data-set.ts'
import { type Period, periodOf } from './period.ts'

export type TemplateRequest = {
  dataSet: DataSet
  period: Period
  organisation: { id: string; name: string }
  /** rows, in the order they shall stand */
  towns: readonly { id: string; name: string }[]
  /** until when it is to be submitted */
  due: PlainDate
  /** what is known already */
  current: Content
  /** the period before, shown greyed beside each figure; null: without such columns */
  last: Content | null
  /** made-up data is labelled */
  demo?: boolean
}

export type Column = { kind: 'id' | 'name' | 'value' | 'last' | 'remark'; indicator: Indicator | null; heading: string; code: string; width: number }

/** What the hidden sheet says, so that a file can be told from others whatever its name. */
export type Identity = { format: string; dataSet: string; version: string; title: string; period: string; organisation: string; organisationName: string; digest: string }

export const templateFormat = 'zhenpu-report-1'
export const sheetNames = { fill: '填报表', guide: '填报说明', identity: '_标识', problems: '问题清单' } as const
/** First cell of the row of codes, by which a reader finds the table. */
export const codeMark = '代码'
export const remarkHeading = '说明'
const lastSuffix = '·上期'

/** Rows above the first town: title, facts, headings, codes. */
export const headRows = { title: 0, facts: 1, headings: 2, codes: 3, first: 4 } as const

export function columnsOf(dataSet: DataSet, withLast: boolean): Column[] {
  return [
    { kind: 'id', indicator: null, heading: '编号', code: codeMark, width: 11 },
    { kind: 'name', indicator: null, heading: '小镇', code: '', width: 26 },
    ...dataSet.indicators.flatMap((indicator): Column[] => [
      { kind: 'value', indicator, heading: `${indicator.name}${indicator.unit ? `\n（${indicator.unit}）` : ''}`, code: indicator.id, width: Math.min(28, Math.max(12, 6 + indicator.name.length)) },
      ...(withLast && indicator.type !== 'text' ? [{ kind: 'last' as const, indicator, heading: '上期', code: `${indicator.id}${lastSuffix}`, width: 10 }] : []),
    ]),
    { kind: 'remark', indicator: null, heading: remarkHeading, code: remarkHeading, width: 36 },
  ]
}

/** What a code in the row of codes stands for; null for what no template has. */
export function columnOfCode(dataSet: DataSet, code: string): Pick<Column, 'kind' | 'indicator'> | null {
  if (code === codeMark) return { kind: 'id', indicator: null }
  if (code === remarkHeading) return { kind: 'remark', indicator: null }
  const last = code.endsWith(lastSuffix)
  const indicator = indicatorOf(dataSet, last ? code.slice(0, -lastSuffix.length) : code)
  return indicator ? { kind: last ? 'last' : 'value', indicator } : null
}

export function identityOf({ dataSet, period, organisation }: Pick<TemplateRequest, 'dataSet' | 'period' | 'organisation'>): Identity {
  const said = { format: templateFormat, dataSet: dataSet.id, version: dataSet.version, title: dataSet.title, period: period.id, organisation: organisation.id, organisationName: organisation.name }
  return { ...said, digest: bytesToHex(sha256(utf8ToBytes(canonical({ ...said, indicators: dataSet.indicators as unknown as Json })))) }
}

/** How a file's identity differs from the one that is wanted, in people's names; null where it is the same. */
export function identityMismatch(found: Identity, wanted: Identity, dataSet: DataSet): { what: string; found: string; expected: string } | null {
  const period = (id: string): string => periodOf(dataSet.period, id)?.title ?? id
  if (found.dataSet !== wanted.dataSet) return { what: '报表', found: found.title, expected: wanted.title }
  if (found.period !== wanted.period) return { what: '报告期', found: period(found.period), expected: period(wanted.period) }
  if (found.organisation !== wanted.organisation) return { what: '填报单位', found: found.organisationName, expected: wanted.organisationName }
  if (found.version !== wanted.version) return { what: '报表版本', found: `第${found.version}版`, expected: `第${wanted.version}版` }
  return found.digest === wanted.digest && found.format === wanted.format ? null : { what: '模板标识', found: found.digest.slice(0, 8), expected: wanted.digest.slice(0, 8) }
}

/** How a value stands in a cell: 是 and 否 for yes and no; the rest as it is. */
export function cellOf(value: Scalar): string | number | null {
  return typeof value === 'boolean' ? (value ? '是' : '否') : value
}

/** `0.00"%"`: a figure in percent shows its sign without being divided by 100, so that what is seen is what is meant. */
export function numberFormat({ type, decimals, unit }: Indicator): string {
  if (type === 'date') return 'yyyy-mm-dd'
  if (type !== 'number' && type !== 'integer') return '@'
  const digits = decimals ? `0.${'0'.repeat(decimals)}` : '0'
  return unit === '%' ? `${digits}"%"` : `#,##${digits}`
}

/** B, AA: the letters of a column that counts from 0. */
export function lettersOf(column: number): string {
  let letters = ''
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26)) letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters
  return letters
}
