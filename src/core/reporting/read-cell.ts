// One cell as a spreadsheet holds it → a value. What can mean only one thing is taken, with a note where it was not written
// plainly; what can mean two things is refused. Nothing is guessed.
import { parsePlainDate } from '../base/plain-date.ts'
import { notApplicable, type Scalar } from './content.ts'
import type { Indicator } from './data-set.ts'
import { dateOfNumber, dayNumber } from '../base/plain-date.ts'
import { faultOf } from './field.ts'
import { rounded } from './formula.ts'
import type { ImportCode, Params } from './import-problem.ts'

/** A cell as read from a file. Dates are numbers whose format says so. */
export type SheetCell = { value: string | number | boolean | null; format?: string; formula?: string; error?: boolean }

export type CellReading = { ok: true; value: Scalar; note?: { code: ImportCode; params: Params } } | { ok: false; code: ImportCode; params: Params }

export const emptyCell: SheetCell = { value: null }
const blanks = new Set(['', '—', '－', '-', '/', '无数据'])
const [yes, no] = [new Set(['是', '√', '有', 'true']), new Set(['否', '×', '无', 'false'])]

export function isBlank({ value, formula, error }: SheetCell): boolean {
  return !formula && !error && (value === null || (typeof value === 'string' && blanks.has(textOf(value))))
}

/** Half-width characters, without the spaces that copying leaves. */
export function textOf(value: SheetCell['value']): string {
  return value === null ? '' : String(value).normalize('NFKC').replaceAll(/[\u200b-\u200d\ufeff]/g, '').trim()
}

/** @param epoch1904 days count from 1904, as files from old Macintosh programs do */
export function readCell(cell: SheetCell, indicator: Indicator, epoch1904 = false): CellReading {
  if (isBlank(cell)) return { ok: true, value: null }
  const raw = cell.formula ? `=${cell.formula}` : textOf(cell.value)
  if (cell.formula) return { ok: false, code: 'formula', params: { raw: short(raw) } }
  if (cell.error) return { ok: false, code: 'error-value', params: { raw: short(raw) } }
  if (indicator.mayNotApply && raw === notApplicable) return { ok: true, value: notApplicable }
  return allowed(indicator, reading(cell, indicator, epoch1904, raw))
}

function reading(cell: SheetCell, indicator: Indicator, epoch1904: boolean, raw: string): CellReading {
  switch (indicator.type) {
    case 'number': case 'integer': return typeof cell.value === 'number' ? plainNumber(cell.value, cell.format ?? '', indicator, epoch1904) : typeof cell.value === 'string' ? writtenNumber(raw, indicator) : refuse('not-a-number', { raw })
    case 'yes-no': return cell.value === true || yes.has(raw.toLowerCase()) ? { ok: true, value: true } : cell.value === false || no.has(raw.toLowerCase()) ? { ok: true, value: false } : refuse('not-yes-no', { raw: short(raw) })
    case 'choice': {
      const option = indicator.options?.find(other => textOf(other) === raw)
      return option ? { ok: true, value: option } : refuse('not-an-option', { raw: short(raw), options: indicator.options?.join('、') ?? '' })
    }
    case 'date': return typeof cell.value === 'number' ? dateNumber(cell.value, cell.format ?? '', epoch1904) : writtenDate(raw)
    case 'text': return { ok: true, value: typeof cell.value === 'string' ? cell.value.normalize('NFC').trim() : raw }
  }
}

function refuse(code: ImportCode, params: Params): CellReading {
  return { ok: false, code, params }
}

/** What an indicator does not allow is refused, however plainly it is written. */
function allowed(indicator: Indicator, read: CellReading): CellReading {
  const fault = read.ok ? faultOf(indicator, read.value) : null
  return fault ? refuse('not-allowed', { fault: fault.what, how: fault.mend }) : read
}

function plainNumber(value: number, format: string, { unit, decimals }: Indicator, epoch1904: boolean): CellReading {
  const shown = bare(format)
  if (isDateFormat(shown)) return refuse('date-in-number', { raw: dateOfSerial(value, epoch1904) ?? value })
  if (isScaled(format, shown, unit)) return refuse('scaled-format', { raw: value, format })
  if (shown.includes('%')) {
    if (unit !== '%') return refuse('percent-unit', { raw: `${rounded(value * 100, 6)}%`, unit })
    const hundredfold = rounded(value * 100, decimals + 2)
    return { ok: true, value: hundredfold, note: { code: 'percent-format', params: { value: hundredfold } } }
  }
  // Our own format writes the sign behind the figure (LibreOffice saves it as `\%`); any other shows 0.12 and may mean 12 %.
  if (unit === '%' && value !== 0 && Math.abs(value) <= 1 && !/"%"|\\%/.test(format)) return refuse('percent-doubt', { raw: value, hundredfold: rounded(value * 100, 6) })
  return { ok: true, value: tidy(value) }
}

/** `1,200`, `１２`, `12%`, `12万元`, `(3)` is none of them. */
function writtenNumber(raw: string, { unit }: Indicator): CellReading {
  const plain = raw.replaceAll(/[\s'’]/g, '')
  const match = /^([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(.*)$/.exec(plain)
  if (!match) return refuse('not-a-number', { raw: short(raw) })
  const [number, suffix = ''] = [Number((match[1] ?? '').replaceAll(',', '')), match[2]]
  if (suffix === '%' && unit !== '%') return refuse('percent-unit', { raw: short(raw), unit })
  if (suffix && suffix !== unit.normalize('NFKC')) return /^[万亿千百]/.test(suffix) || unit ? refuse('unit-mismatch', { raw: short(raw), unit: unit || '个' }) : refuse('not-a-number', { raw: short(raw) })
  if (unit === '%' && !suffix && number !== 0 && Math.abs(number) <= 1) return refuse('percent-doubt', { raw: number, hundredfold: rounded(number * 100, 6) })
  return { ok: true, value: number, note: { code: 'text-number', params: { raw: short(raw), value: number } } }
}

function dateNumber(value: number, format: string, epoch1904: boolean): CellReading {
  if (isDateFormat(bare(format))) {
    const date = dateOfSerial(value, epoch1904)
    return date ? { ok: true, value: date } : refuse('not-a-date', { raw: value })
  }
  const written = /^(\d{4})(\d{2})(\d{2})$/.exec(String(value))
  const date = written && parsePlainDate(`${written[1]}-${written[2]}-${written[3]}`)
  return date?.ok ? { ok: true, value: date.value, note: { code: 'text-date', params: { raw: value, value: date.value } } } : refuse('date-doubt', { raw: value })
}

function writtenDate(raw: string): CellReading {
  const date = parsePlainDate(raw)
  if (!date.ok) return refuse('not-a-date', { raw: short(raw) })
  return { ok: true, value: date.value, ...(date.value === raw ? {} : { note: { code: 'text-date', params: { raw: short(raw), value: date.value } } }) }
}

/** A day of the spreadsheet's count; null before 1 March 1900, where programs disagree about a day that never was. */
function dateOfSerial(serial: number, epoch1904: boolean): string | null {
  if (!Number.isInteger(serial) || serial < (epoch1904 ? 0 : 61) || serial > 2_958_465) return null
  return dateOfNumber(dayNumber(epoch1904 ? '1904-01-01' : '1899-12-30') + serial)
}

/** The format without what it shows literally, colours and conditions. */
function bare(format: string): string {
  return format.replaceAll(/"[^"]*"|[\\!_*].|\[[^\]]*\]/g, '')
}

/** A comma at the end divides by a thousand; a point that is escaped, or 万 behind the figure, pretends to. */
function isScaled(format: string, shown: string, unit: string): boolean {
  const large = /[万亿千]/.exec(format.replaceAll(/\[[^\]]*\]/g, ''))?.[0]
  return /[0#?],+(?![0#?,])/.test(shown) || /[!\\]\.|"\."/.test(format) || (large !== undefined && !unit.includes(large))
}

function isDateFormat(shown: string): boolean {
  return /[ymdhs年月日]/i.test(shown)
}

/** 15 digits are what a spreadsheet shows; the rest is binary noise of a sum pasted as value. */
function tidy(value: number): number {
  return Number(value.toPrecision(15))
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
