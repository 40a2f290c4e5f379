// The fictional quarterly report as it ships, towns for it, and random contents that its indicators allow.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { parse } from 'yaml'
import { parseScheme } from '../evaluation/parse-scheme.ts'
import { type Content, notApplicable, type Row, type Scalar } from './content.ts'
import type { DataSet, Indicator } from './data-set.ts'
import { dateOfNumber, dayNumber } from '../base/plain-date.ts'
import { rounded } from './formula.ts'
import { parseDataSet } from './parse-data-set.ts'

const folder = join(import.meta.dirname, '..', '..', '..', 'policies', '示例-茶镇')

export function yamlOf(path: string): Record<string, unknown> {
  return parse(readFileSync(join(folder, path), 'utf8')) as Record<string, unknown>
}

export const teaScheme = taken(parseScheme(yamlOf('schemes/demo.yaml')))
export const tea: DataSet = taken(parseDataSet(yamlOf('reporting/quarter.yaml'), [teaScheme]))

function taken<T>(result: { ok: true; value: T } | { ok: false; problem: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}

export function townsOf(count: number): { id: string; name: string }[] {
  return Array.from({ length: count }, (_, i) => ({ id: `t${i + 1}`, name: `演示${i + 1}号茶小镇` }))
}

/** A row without a fault, for an index. */
export function soundRow(i: number): Row {
  return { values: { A1: 20 + i, A2: 10 + i, B1: '已评审', B2: 2 + i / 4, R1: 1000 + i, R2: 300 + i, R3: 100, R4: 200 + i, R5: i % 2 === 0, R6: i % 2 === 0 ? '2026-03-15' : notApplicable, R7: '正常' } }
}

export function soundContent(towns: readonly { id: string }[]): Content {
  return Object.fromEntries(towns.map(({ id }, i) => [id, soundRow(i)]))
}

/** A value an indicator allows, or none. */
export function anyValue(indicator: Indicator): fc.Arbitrary<Scalar> {
  const { type, decimals, minimum = -1e9, maximum = 1e9, options = [], mayNotApply } = indicator
  const value: fc.Arbitrary<Scalar> = type === 'number' || type === 'integer' ? fc.integer({ min: Math.ceil(minimum * 10 ** decimals), max: Math.floor(Math.min(maximum * 10 ** decimals, 1e12)) }).map(scaled => rounded(scaled / 10 ** decimals, decimals))
    : type === 'yes-no' ? fc.boolean() : type === 'choice' ? fc.constantFrom(...options)
    : type === 'date' ? fc.integer({ min: dayNumber('1950-01-01'), max: dayNumber('2099-12-31') }).map(dateOfNumber)
    : anyText
  return fc.oneof({ weight: 6, arbitrary: value }, { weight: 1, arbitrary: fc.constant(null) }, ...(mayNotApply ? [{ weight: 1, arbitrary: fc.constant(notApplicable) }] : []))
}

/** Texts as people write them, and such as a spreadsheet would take for a formula. */
const anyText = fc.oneof(fc.constantFrom('正常', '=1+1', '+86', '-3', '@SUM(A1)', '＝cmd|calc', '\'引号', '<b>&amp;</b>', '第一行\n第二行', '12%', '1,200'), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }))
  .map(text => text.normalize('NFC').replaceAll(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff\u200b-\u200d\ufeff]/g, '').trim()).filter(text => !['', '—', '－', '-', '/', '无数据'].includes(text.normalize('NFKC')))

export function anyContent(dataSet: DataSet, towns: readonly { id: string }[]): fc.Arbitrary<Content> {
  const row = fc.record(Object.fromEntries(dataSet.indicators.filter(({ formula }) => !formula).map(indicator => [indicator.id, anyValue(indicator)])))
  return fc.record(Object.fromEntries(towns.map(({ id }) => [id, fc.record({ values: row, remark: fc.constantFrom('', '因天气', '=A1') }) as fc.Arbitrary<Row>])))
}
