// What one cell of a sheet means: a value, nothing, or something that could mean more than one thing and so is refused.
import { printDate } from '../base/plain-date.ts'
import type { Value } from './rule.ts'

/** `percent`: formatted as a percentage; `date`: formatted as a day; `formula`: worked out by the spreadsheet. */
export type GridCell = { value: string | number | boolean | null; percent?: boolean; date?: boolean; formula?: boolean }

/** A column of data: an indicator's value, its value `age` years ago, one expert's score, an addition's count or a veto. */
export type Data = {
  id: string
  name: string
  unit: string
  age: number
  expert: boolean
  /** the words it may hold, where it is no number */
  words?: readonly string[]
  least?: number
  most?: number
}

/** `said`: how text was understood. */
export type ReadValue = { value: Value; said?: string } | { state: 'missing' | 'notApplicable' } | { refused: string; why: string }

const nothing = new Set(['', '—', '-', '/', '无数据'])
/** A percent cell beyond 1000 % holds 12 where 12 % was meant. */
const mostPercent = 10

export function readValue(cell: GridCell, data: Data): ReadValue {
  // Most cells are plain numbers.
  if (typeof cell.value === 'number' && !data.words && !cell.date) return within(numberOf(cell, data), data)
  const text = textOf(cell.value)
  if (cell.formula && text === '') return refuse('formula-empty', '是公式而没有存结果。请在表格软件里重新计算并保存，或粘贴为数值')
  if (nothing.has(text)) return { state: 'missing' }
  if (text === '不适用') return { state: 'notApplicable' }
  if (data.words) return wordOf(cell.value, text, data.words)
  if (cell.date) return refuse('not-a-number', `单元格是日期（${printDate(text)}），不是数`)
  return within(data.expert && typeof cell.value === 'string' ? scoresOf(cell.value) : numberOf(cell, data), data)
}

export function textOf(value: GridCell['value']): string {
  return value === null ? '' : String(value).normalize('NFKC').trim()
}

function refuse(refused: string, why: string): ReadValue {
  return { refused, why }
}

function wordOf(value: GridCell['value'], text: string, words: readonly string[]): ReadValue {
  const word = typeof value === 'boolean' ? (value ? '是' : '否') : (text === '1' || text === '0') && words.includes('是') ? (text === '1' ? '是' : '否') : text
  return words.includes(word) ? { value: word } : refuse('unknown-word', `“${text}”不在 ${words.join('、')} 之中`)
}

function within(read: ReadValue, { least, most, unit }: Data): ReadValue {
  if (!('value' in read) || (least === undefined && most === undefined)) return read
  const wrong = (Array.isArray(read.value) ? read.value as readonly number[] : [read.value as number]).find(number => (least !== undefined && number < least) || (most !== undefined && number > most))
  return wrong === undefined ? read : refuse('out-of-range', `${wrong} ${wrong < (least ?? -Infinity) ? `小于 ${least}` : `大于 ${most}`}${unit}`)
}

/** Scores of several experts in one cell: 85、90、78. */
function scoresOf(text: string): ReadValue {
  const scores = text.normalize('NFKC').split(/[、,;\s]+/).filter(Boolean)
  return scores.every(score => /^\d+(\.\d+)?$/.test(score)) ? { value: scores.map(Number) } : refuse('not-a-number', `“${text}”不是分数。多位专家的分数请用顿号隔开，或每位专家一列`)
}

function numberOf({ value, percent }: GridCell, data: Data): ReadValue {
  if (typeof value === 'boolean') return refuse('not-a-number', `“${value ? 'TRUE' : 'FALSE'}”不是数`)
  if (typeof value !== 'number') return fromText(String(value), data)
  const inPercent = data.unit === '%'
  const hundred = Number((value * 100).toPrecision(12))
  if (!Number.isFinite(value)) return refuse('not-a-number', '不是有限的数')
  if (percent && !inPercent) return refuse('percent-format', `单元格是百分比格式，而单位是${data.unit}`)
  if (percent) return Math.abs(value) > mostPercent ? refuse('percent-doubt', `单元格是百分比格式，写的是 ${hundred}%，是不是 ${value}%？请核对`) : { value: hundred }
  if (inPercent && value !== 0 && Math.abs(value) <= 1) return refuse('percent-doubt', `${value} 是 ${value}% 还是 ${hundred}%？请写成百分数，或设为百分比格式`)
  return { value }
}

/** Text that can mean only one number is taken, and said; everything else is refused. */
function fromText(value: string, { unit }: Data): ReadValue {
  const plain = value.normalize('NFKC').trim()
  // Commas part thousands or they part nothing; spaces only stand between a number and its unit.
  const match = /^([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(%|万|亿)?\s*(\S*)$/.exec(plain)
  if (!match || (match[3] && match[3] !== unit && `${match[2] ?? ''}${match[3]}` !== unit)) return refuse('not-a-number', match ? `“${value}”的单位不是${unit || '没有单位'}，或不是数。请换算后填写` : `“${value}”不是数`)
  const number = Number((match[1] as string).replaceAll(',', ''))
  if (match[2] === '%' && unit !== '%') return refuse('unit-mismatch', `“${value}”写作百分数，而单位是${unit}`)
  if ((match[2] === '万' || match[2] === '亿') && !unit.startsWith(match[2])) return refuse('unit-mismatch', `“${value}”带有“${match[2]}”，而单位是${unit}。请换算后填写`)
  if (unit === '%' && match[2] !== '%' && number !== 0 && Math.abs(number) <= 1) return refuse('percent-doubt', `“${value}”是 ${number}% 还是 ${Number((number * 100).toPrecision(12))}%？请写明百分号`)
  return { value: number, said: `“${value}”是文字，按 ${number} 采用` }
}
