// Workbooks as people make them: what is doubtful is named with sheet and cell, and nothing is guessed.
import { writeXlsx } from 'hucre'
import { describe, expect, it } from 'vitest'
import { schemeWith, indicator } from './scheme.fixture.ts'
import { readTable } from './table.ts'
import { gridsOf } from './workbook.ts'

const scheme = schemeWith({ dimensions: [{ id: 'A', name: '甲', indicators: [indicator('A1', 60, { unit: '%' }), indicator('A2', 40, { unit: '万元' })] }] })
type Sheet = Parameters<typeof writeXlsx>[0]['sheets'][number]
const read = async (sheet: Omit<Sheet, 'name'>, more: Sheet[] = []): Promise<{ found: string[]; units: { name: string; A1: unknown; A2: unknown }[] }> => {
  const bytes = await writeXlsx({ sheets: [{ name: '数据', ...sheet }, ...more] })
  const { units, issues } = readTable(await gridsOf(new Uint8Array(bytes), '数据.xlsx'), scheme)
  const cell = (unit: (typeof units)[number], id: string): unknown => { const own = unit.cells[id]; return own?.state === 'value' ? own.value : own?.state }
  return { found: issues.map(issue => `${issue.severity} ${issue.code} ${issue.sheet}!${issue.cell}`), units: units.map(unit => ({ name: unit.name, A1: cell(unit, 'A1'), A2: cell(unit, 'A2') })) }
}
const head = ['名称', 'A1', 'A2 指标A2']

describe('a workbook', () => {
  it('clean: nothing to say', async () => {
    expect(await read({ rows: [head, ['甲镇', 56.5, 1200], ['乙镇', 40, 900]] })).toEqual({ found: [], units: [{ name: '甲镇', A1: 56.5, A2: 1200 }, { name: '乙镇', A1: 40, A2: 900 }] })
  })
  it('text in number cells: taken where it can mean one number only, else refused', async () => {
    const { found, units } = await read({ rows: [head, ['甲镇', '５６．５', '1,200'], ['乙镇', '约四成', '3亿'], ['丙镇', '12%', '—']] })
    expect(found).toEqual(['note text-number 数据!B2', 'note text-number 数据!C2', 'error not-a-number 数据!B3', 'error unit-mismatch 数据!C3', 'note text-number 数据!B4'])
    expect(units).toEqual([{ name: '甲镇', A1: 56.5, A2: 1200 }, { name: '乙镇', A1: 'refused', A2: 'refused' }, { name: '丙镇', A1: 12, A2: 'missing' }])
  })
  it('0.12 is twelve percent, or 0.12 percent: asked; a cell formatted as percent says which', async () => {
    const cells = new Map([['2,1', { style: { numFmt: '0.0%' } }]])
    const { found, units } = await read({ rows: [head, ['甲镇', 0.12, 5], ['乙镇', 0.12, 5]], cells })
    expect(found).toEqual(['error percent-doubt 数据!B2'])
    expect(units.map(unit => unit.A1)).toEqual(['refused', 12])
  })
  it('merged cells, hidden rows and hidden sheets', async () => {
    const { found } = await read({ rows: [head, ['甲镇', 50, 5], ['乙镇', null, 5]], merges: [{ startRow: 1, startCol: 1, endRow: 2, endCol: 1 }], rowDefs: new Map([[2, { hidden: true }]]) }, [{ name: '旧表', hidden: true, rows: [head, ['丙镇', 1, 1]] }])
    expect(found).toEqual(['warning hidden-sheet 旧表!', 'error merged-cells 数据!B2', 'warning hidden-row 数据!A3'])
  })
  it('twice the same town, an unknown column, a column left out', async () => {
    const { found } = await read({ rows: [['名称', 'A1', '备注'], ['甲镇', 50, 'x'], ['甲镇', 60, 'y']] })
    expect(found).toEqual(['warning unknown-column 数据!C1', 'warning missing-column 数据!A1', 'error duplicate-unit 数据!A3'])
  })
  it('formulas: what the file has stored is taken with a warning; without it nothing is', async () => {
    const formula = (formula: string, formulaResult?: number): object => ({ formula, ...(formulaResult === undefined ? {} : { formulaResult }) })
    const cells = new Map([['1,1', formula('C2*10', 99)], ['2,1', formula('C3*10')]])
    const bytes = await writeXlsx({ sheets: [{ name: '数据', rows: [head, ['甲镇', null, 5], ['乙镇', null, 5]], cells }] })
    const grids = await gridsOf(new Uint8Array(bytes), '数据.xlsx')
    expect(grids[0]?.rows.slice(1).map(row => row[1]?.formula)).toEqual([true, true])
    const { units, issues } = readTable(grids, scheme)
    expect(issues.map(issue => `${issue.severity} ${issue.code} ${issue.cell}`)).toEqual(['warning formula B2', 'error formula-empty B3'])
    expect(units.map(unit => unit.cells['A1']?.state)).toEqual(['value', 'refused'])
  })
  it('days are no numbers, whichever calendar the file counts by', async () => {
    // 45293 is 2 January 2024 counted from 1900; formatted as a day, it is one.
    const { found } = await read({ rows: [head, ['甲镇', 45293, 5]], cells: new Map([['1,1', { style: { numFmt: 'yyyy-mm-dd' } }]]) })
    expect(found).toEqual(['error not-a-number 数据!B2'])
    const grids: Parameters<typeof readTable>[0] = [{ sheet: '数据', hidden: false, hiddenRows: [], hiddenColumns: [], merges: [], rows: [head.map(value => ({ value })), [{ value: '甲镇' }, { value: '2024-01-02', date: true }, { value: 5 }]] }]
    expect(readTable(grids, scheme).issues[0]?.message).toBe('A1 指标A1：单元格是日期（2024年1月2日），不是数')
  })
  it('a second sheet that looks like data is named, and not read', async () => {
    const { found, units } = await read({ rows: [head, ['甲镇', 50, 5]] }, [{ name: '旧表', rows: [head, ['乙镇', 50, 5]] }])
    expect([found, units.length]).toEqual([['warning other-sheet 旧表!'], 1])
  })
  it.each([['empty', new Uint8Array(), 'file.empty'], ['a broken archive', Uint8Array.of(0x50, 0x4b, 3, 4, 9, 9, 9, 9), 'file.broken'], ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), 'file.type']])('%s is refused by name', async (_, bytes, code) => {
    await expect(gridsOf(bytes, '数据.xlsx')).rejects.toMatchObject({ problem: { code } })
  })
  it('a year before in its own columns, experts one column each', async () => {
    const panel = schemeWith({ dimensions: [{ id: 'A', name: '甲', indicators: [indicator('A1', 60, { rule: { kind: 'growth', zero: 0, full: 20 } }), indicator('A2', 40, { rule: { kind: 'expert', method: 'trimmed', full: 100, least: 3, trimFrom: 5 } })] }] })
    const bytes = await writeXlsx({ sheets: [{ name: '数据', rows: [['名称', 'A1', 'A1 上年', 'A2 专家1', 'A2 专家2', 'A2 专家3'], ['甲镇', 110, 100, 80, 90, null], ['乙镇', 110, null, 80, 90, 70]] }] })
    const { units, issues } = readTable(await gridsOf(new Uint8Array(bytes), '数据.xlsx'), panel)
    expect(issues).toEqual([])
    expect(units.map(unit => [unit.earlier?.['A1']?.value, (unit.cells['A2'] as { value: unknown }).value])).toEqual([[100, [80, 90]], [undefined, [80, 90, 70]]])
  })
})
