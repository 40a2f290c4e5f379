// What people do to spreadsheets, and what we say of it.
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { describe, expect, it } from 'vitest'
import { parseScheme } from './parse-scheme.ts'
import { type Scheme } from './scheme.ts'
import { addressOf, type Grid, readTable } from './table.ts'

const parsed = parseScheme(parse(readFileSync('policies/示例-茶镇/schemes/demo.yaml', 'utf8')))
const demo = (parsed.ok ? parsed.value : null) as Scheme

type Value = string | number | boolean | null
const titles: Value[] = ['名称', '类别', 'A1', '茶企数', 'A3', 'B1', 'B2', 'B3', 'B4']
const good: Value[] = ['甲镇', '芽类', 50, 4, 2, '已批复', 3, 90, 5]
const grid = (rows: Value[][], more: Partial<Grid> = {}): Grid => ({ sheet: '表', hidden: false, hiddenRows: [], hiddenColumns: [], merges: [], rows: rows.map(row => row.map(value => ({ value }))), ...more })
const issues = (rows: Value[][], more: Partial<Grid> = {}): string[] => readTable([grid(rows, more)], demo).issues.map(issue => `${issue.code} ${issue.cell}`)
const changed = (column: number, value: Value): Value[] => good.map((old, i) => (i === column ? value : old))

describe('a table', () => {
  it('filled in rightly has nothing to report, with a title above the header', () => {
    const { units, issues: found } = readTable([grid([['2023年度报表'], titles, good])], demo)
    expect(found).toEqual([])
    expect(units[0]).toMatchObject({ id: '甲镇', category: '芽类', cells: { A2: { state: 'value', value: 4, source: '表!D3' } } })
  })

  it.each<[string, Value[], string]>([
    ['prose in a number cell', changed(2, '约五成'), 'not-a-number C2'],
    ['a share of 1 in a percent cell', changed(2, 0.5), 'percent-doubt C2'],
    ['the same as text', changed(2, '0.5'), 'percent-doubt C2'],
    ['a number as text', changed(3, '４'), 'text-number D2'],
    ['a percent sign where there is no percent', changed(3, '4%'), 'unit-mismatch D2'],
    ['万 where the unit has none', changed(3, '0.0004万'), 'unit-mismatch D2'],
    ['TRUE for a number', changed(3, true), 'not-a-number D2'],
    ['no name', changed(0, null), 'no-name A2'],
    ['a day for a name', changed(0, '2024-01-02'), 'odd-name A2'],
    ['commas that part no thousands', changed(2, '1,20'), 'not-a-number C2'],
    ['two numbers in a cell', changed(2, '50 60'), 'not-a-number C2'],
    ['a figure in another unit', changed(4, '20000元'), 'not-a-number E2'],
    ['a level nobody knows', changed(5, '批复'), 'unknown-word F2'],
    ['a category nobody knows', changed(1, '花类'), 'unknown-category B2'],
    ['no category', changed(1, null), 'unknown-category B2'],
  ])('%s', (_, row, expected) => {
    expect(issues([titles, row])).toEqual([expected])
  })

  it('takes what can mean only one thing', () => {
    const value = (column: number, text: Value): unknown => Object.values(readTable([grid([titles, changed(column, text)])], demo).units[0]?.cells ?? {})[column - 2]
    expect([value(2, '12.5%'), value(2, '５０％'), value(4, '2万元'), value(3, '1,200')].map(cell => (cell as { value: unknown }).value)).toEqual([12.5, 50, 2, 1200])
    expect(readTable([grid([titles, good], { rows: [titles.map(value => ({ value })), good.map((value, i) => (i === 2 ? { value: 0.5, percent: true } : { value }))] })], demo).units[0]?.cells['A1']).toMatchObject({ value: 50 })
    expect([value(2, null), value(2, '—'), value(2, '不适用')].map(cell => (cell as { state: unknown }).state)).toEqual(['missing', 'missing', 'notApplicable'])
  })

  it('reports its shape: merged cells, hidden rows, columns and sheets', () => {
    expect(issues([titles, good], { merges: [{ row: 1, column: 2, toRow: 1, toColumn: 3 }] })).toEqual(['merged-cells C2'])
    expect(issues([titles, good], { hiddenRows: [1] })).toEqual(['hidden-row A2'])
    expect(issues([titles, good], { hiddenColumns: [4] })).toEqual(['hidden-column E1'])
    expect(readTable([grid([titles], { hidden: true, sheet: '旧' }), grid([titles, good])], demo).issues.map(issue => issue.code)).toEqual(['hidden-sheet'])
    expect(issues([['a', 'b'], [1, 2]])).toEqual(['no-table A1'])
  })

  it('reports columns: unknown, twice, missing', () => {
    expect(issues([[...titles, '备注'], [...good, '好']])).toEqual(['unknown-column J1'])
    expect(issues([[...titles, 'A1'], [...good, 9]])).toEqual(['duplicate-column J1'])
    expect(issues([titles.slice(0, 8), good.slice(0, 8)])).toEqual(['missing-column A1'])
  })

  it('reports a town that stands twice', () => {
    expect(issues([titles, good, changed(2, 60)])).toEqual(['duplicate-unit A3'])
    expect(issues([titles, good, changed(0, '甲　镇'), changed(0, '乙镇')])).toEqual(['duplicate-unit A3'])
    const [first, second] = [[1, ...good], [1, ...changed(0, '乙镇')]]
    expect(issues([['编号', ...titles], first, second])).toEqual(['duplicate-unit A3'])
  })

  it('reads 是 and 否 and nothing else where it asks for them; counts are not negative', () => {
    const own = { ...demo, vetoes: [{ id: 'V1', name: '出事', origin: '', effect: { kind: 'notRanked' as const } }], adjustments: [{ id: 'J1', name: '获奖', kind: 'bonus' as const, unit: '次', per: 1, cap: 3, origin: '' }] }
    const found = (extra: Value[]): string[] => readTable([grid([[...titles, 'V1', 'J1', '退出'], [...good, ...extra]])], own).issues.map(issue => `${issue.code} ${issue.cell}`)
    expect(found(['是', 1, '否'])).toEqual([])
    expect(found(['有', -1, '大概'])).toEqual(['not-yes-no L2', 'unknown-word J2', 'out-of-range K2'])
  })

  it('a percent cell of 1200 % is asked about', () => {
    expect(readTable([grid([titles, good], { rows: [titles.map(value => ({ value })), good.map((value, i) => (i === 2 ? { value: 12, percent: true } : { value }))] })], demo).issues.map(issue => issue.code)).toEqual(['percent-doubt'])
  })
})

it('addresses are those of spreadsheets', () => {
  expect([addressOf(0, 0), addressOf(9, 25), addressOf(0, 26), addressOf(99, 701)]).toEqual(['A1', 'Z10', 'AA1', 'ZZ100'])
})
