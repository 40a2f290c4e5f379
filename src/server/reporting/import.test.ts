import fc from 'fast-check'
import { readXlsx, writeXlsx } from 'hucre'
import { describe, expect, it } from 'vitest'
import { Refusal } from '#core/base/problem.ts'
import { differences, isFilled, type Row, withChanges } from '#core/reporting/content.ts'
import { acceptImport } from '#core/reporting/import-result.ts'
import { sheetNames } from '#core/reporting/layout.ts'
import { anyContent, soundContent, tea, townsOf } from '#core/reporting/tea.fixture.ts'
import { annotatedCopy } from './annotated-copy.ts'
import { loadDataSets } from './data-sets.ts'
import { templateWorkbook } from './template-workbook.ts'
import { imported, requestFor, type Spoil, spoiled } from './workbook.fixture.ts'

const towns = townsOf(4)
const sound = soundContent(towns)
const request = requestFor(tea, towns, sound)
const cell = (value: string | number | boolean, numFmt?: string) => ({ value, type: typeof value as 'string', ...(numFmt ? { style: { numFmt } } : {}) })

async function reading(spoil: Spoil) {
  return imported(request, await spoiled(request, spoil))
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(() => 'ok', (error: unknown) => (error instanceof Refusal ? error.problem.code : String(error)))
}

describe('template → fill in → import', () => {
  it('gives the same values, whatever they are, and a second import of them nothing new', () => fc.assert(fc.asyncProperty(anyContent(tea, towns), fc.option(anyContent(tea, towns)), async (content, last) => {
    const made = requestFor(tea, towns, content, last)
    const bytes = await templateWorkbook(made)
    const result = await imported(made, bytes)
    expect(result.problems).toEqual([])
    expect(result.refused).toBe(0)
    expect(differences(withChanges({}, result.changes), plain(content))).toEqual([])
    const again = await imported(made, bytes, { current: content })
    expect([again.changes, acceptImport(again, 'all-or-nothing')]).toEqual([[], { ok: false, problem: { code: 'reporting.nothing-new', params: {} } }])
  }), { numRuns: 40 }))

  it('writes texts as texts, never as formulas', async () => {
    const content = { t1: { ...sound.t1 as Row, values: { ...sound.t1?.values, R7: '=HYPERLINK("http://x")' }, remark: '=cmd|calc' } }
    const book = await readXlsx(await templateWorkbook(requestFor(tea, [{ id: 't1', name: '=1+1' }], content)), { readStyles: true })
    const formulas = book.sheets.flatMap(sheet => [...sheet.cells ?? []].filter(([, { formula }]) => formula).map(([key]) => `${sheet.name} ${key}`))
    expect(formulas).toEqual([`${sheetNames.fill} 4,4`])
  })
})

/** Empty texts are nothing. */
function plain(content: Readonly<Record<string, Row>>) {
  return Object.fromEntries(Object.entries(content).map(([town, { values, remark }]) => [town, { values: Object.fromEntries(Object.entries(values).filter(([, value]) => isFilled(value))), ...(remark ? { remark } : {}) }]))
}

describe('traps', () => {
  it.each<[string, Spoil, string, string]>([
    ['a pasted formula', { cells: { '4,3': { value: 12, type: 'formula', formula: 'SUM(A1:A2)', formulaResult: 12 } } }, 'formula', 'D5'],
    ['words', { cells: { '4,3': cell('约十家') } }, 'not-a-number', 'D5'],
    ['万', { cells: { '4,8': cell('3万') } }, 'unit-mismatch', 'I5'],
    ['a percentage elsewhere', { cells: { '4,3': cell('12%') } }, 'percent-unit', 'D5'],
    ['a percentage format elsewhere', { cells: { '4,3': cell(0.12, '0%') } }, 'percent-unit', 'D5'],
    ['0.12 for 12 %', { cells: { '4,2': cell(0.12, '0.00') } }, 'percent-doubt', 'C5'],
    ['0.12 as text for 12 %', { cells: { '4,2': cell('0.12') } }, 'percent-doubt', 'C5'],
    ['a format in ten thousands', { cells: { '4,3': cell(120_000, '0!.0,"万"') } }, 'scaled-format', 'D5'],
    ['a date among numbers', { cells: { '4,3': cell(45_000, 'yyyy-mm-dd') } }, 'date-in-number', 'D5'],
    ['a number among dates', { cells: { '4,12': cell(45_000, '0') } }, 'date-doubt', 'M5'],
    ['no such day', { cells: { '4,12': cell('2026-02-30') } }, 'not-a-date', 'M5'],
    ['no such choice', { cells: { '4,5': cell('批复') } }, 'not-an-option', 'F5'],
    ['neither yes nor no', { cells: { '4,11': cell('也许') } }, 'not-yes-no', 'L5'],
    ['too many decimals', { cells: { '4,2': cell(12.34, '0.00') } }, 'not-allowed', 'C5'],
    ['out of range', { cells: { '4,2': cell(101) } }, 'not-allowed', 'C5'],
    ['an error value', { cells: { '4,3': { value: '#DIV/0!', type: 'error' } } }, 'error-value', 'D5'],
    ['merged cells', { merges: [{ startRow: 4, startCol: 3, endRow: 5, endCol: 3 }] }, 'merged-cells', 'D5'],
    ['a town that is not ours', { rows: rows => [...rows, ['t99', '别处小镇', 1]] }, 'unknown-town', 'A9'],
    ['a row without a town', { rows: rows => [...rows, [null, null, 1]] }, 'no-town', 'A9'],
    ['a town twice', { rows: rows => [...rows, rows[5] ?? []] }, 'duplicate-town', 'A9'],
    ['number and name of two towns', { rows: rows => rows.map((row, r) => (r === 4 ? ['t1', '演示2号茶小镇', ...row.slice(2)] : row)) }, 'town-mismatch', 'A5'],
    ['a town left out', { rows: rows => rows.filter((_, r) => r !== 4) }, 'missing-town', ''],
    ['a column left out', { rows: rows => rows.map(row => row.filter((_, c) => c !== 3)) }, 'missing-column', ''],
    ['a column twice', { rows: rows => rows.map(row => [...row, row[3]]) }, 'duplicate-column', 'P4'],
    ['a column of their own', { rows: rows => rows.map((row, r) => [...row, r === 3 ? 'X9' : 1]) }, 'unknown-column', 'P4'],
    ['a hidden row', { hiddenRows: [5] }, 'hidden-row', 'A6'],
    ['a hidden column', { hiddenColumns: [3] }, 'hidden-column', 'D4'],
    ['another sheet', { addSheet: '草稿' }, 'extra-sheet', ''],
    ['digits as text', { cells: { '4,3': cell('１，２００') } }, 'text-number', 'D5'],
    ['a percentage format', { cells: { '4,2': cell(0.12, '0.0%') } }, 'percent-format', 'C5'],
    ['a date in words', { cells: { '4,12': cell('2026年3月1日') } }, 'text-date', 'M5'],
    ['a day as eight digits', { cells: { '4,12': cell(20_260_301, '0') } }, 'text-date', 'M5'],
    ['a figure typed over a formula', { cells: { '4,4': cell(99) } }, 'worked-out', 'E5'],
    ['no number but a name', { rows: rows => rows.map((row, r) => (r === 4 ? [null, ...row.slice(1)] : row)) }, 'by-name', 'A5'],
  ])('%s', async (_, spoil, code, address) => {
    const { problems, needsChoice } = await reading(spoil)
    const first = problems.find(problem => problem.code === code)
    expect(first?.cell).toBe(address)
    expect(first?.message).not.toMatch(/\{|undefined/)
    expect(first?.mend).not.toMatch(/\{|undefined/)
    expect(needsChoice).toBe(first?.severity === 'refused')
  })

  it('values that mean one thing are taken', async () => {
    const { changes, problems } = await reading({ cells: { '4,3': cell('１，２００'), '4,2': cell(0.125, '0.0%'), '4,12': cell('2026年3月1日'), '5,12': cell('不适用'), '5,2': cell('12.5%'), '6,2': cell(0.5, '0.0\\%'), '6,12': cell(46_000, 'm/d/yy'), '6,8': cell('300万元') } })
    const value = (town: string, indicator: string) => changes.find(change => change.town === town && change.indicator === indicator)?.after
    expect([value('t1', 'A2'), value('t1', 'A1'), value('t1', 'R6'), value('t2', 'R6'), value('t2', 'A1'), value('t3', 'A1'), value('t3', 'R6'), value('t3', 'R2')]).toEqual([1200, 12.5, '2026-03-01', '不适用', 12.5, 0.5, '2025-12-09', 300])
    expect(problems.every(problem => problem.severity === 'note')).toBe(true)
  })
  it('columns in another order are found by their codes', async () => {
    const { changes, problems } = await reading({ rows: rows => rows.map(row => [row[0], row[1], ...row.slice(2).reverse()]) })
    expect(problems.filter(({ severity }) => severity === 'refused')).toEqual([])
    expect(changes.find(({ town, indicator }) => town === 't1' && indicator === 'R1')?.after).toBe(1000)
  })
  it('what is not taken keeps what is saved; what is emptied is counted', async () => {
    const bytes = await spoiled(request, { cells: { '4,3': cell('约十家') }, rows: rows => rows.map((row, r) => (r === 4 ? row.with(13, null) : row)) })
    const result = await imported(request, bytes, { current: sound })
    expect(result.changes).toEqual([{ town: 't1', indicator: 'R7', before: '正常', after: null }])
    expect([result.cleared, result.refused, result.accepted]).toEqual([1, 1, 42])
    expect(acceptImport(result, 'all-or-nothing')).toMatchObject({ ok: false, problem: { code: 'reporting.choice' } })
    expect(acceptImport(result, 'take-what-can-be-taken')).toMatchObject({ ok: true })
  })
  it('two towns in one are both refused, and their saved values stay', async () => {
    const result = await imported(request, await spoiled(request, { rows: rows => [...rows, rows[5] ?? []] }), { current: sound })
    expect([result.changes, result.accepted]).toEqual([[], 33])
  })
})

describe('files that are not the template', () => {
  const other = { ...request, organisation: { id: 'o2', name: '白水县发展改革局' } }
  it.each<[string, () => Promise<unknown>, string]>([
    ['another organisation', async () => imported(request, await templateWorkbook(other)), 'reporting.wrong-template'],
    ['another period', async () => imported(request, await templateWorkbook({ ...request, period: { ...request.period, id: '2026-Q2' } })), 'reporting.wrong-template'],
    ['another data set', async () => imported(request, await templateWorkbook({ ...request, dataSet: { ...tea, id: 'other', title: '另一张表' } })), 'reporting.wrong-template'],
    ['an older version', async () => imported(request, await templateWorkbook({ ...request, dataSet: { ...tea, version: '0' } })), 'reporting.wrong-template'],
    ['other indicators under the same version', async () => imported(request, await templateWorkbook({ ...request, dataSet: { ...tea, indicators: tea.indicators.map(indicator => ({ ...indicator, unit: '万' })) } })), 'reporting.wrong-template'],
    ['no identity', async () => imported(request, await spoiled(request, { withoutIdentity: true })), 'reporting.not-template'],
    ['the sheet renamed', async () => imported(request, await spoiled(request, { renameFill: '表1' })), 'reporting.not-template'],
    ['any workbook', async () => imported(request, await writeXlsx({ sheets: [{ name: 'a', rows: [[1]] }] })), 'reporting.not-template'],
    ['an empty file', () => imported(request, new Uint8Array()), 'file.empty'],
    ['a text', () => imported(request, new TextEncoder().encode('编号,名称')), 'file.type'],
    ['half a file', async () => imported(request, (await templateWorkbook(request)).subarray(0, 5000)), 'file.broken'],
  ])('%s', async (_, work, code) => expect(await codeOf(work())).toBe(code))
  it('the refusal names both', async () => {
    await expect(imported(request, await templateWorkbook(other))).rejects.toThrow(/填报单位是“白水县发展改革局”，而这里要的是“青石县发展改革局”/)
  })
})

describe('the annotated copy', () => {
  it('colours the cells in question, lists them, and can be mended and uploaded', async () => {
    const bytes = await spoiled(request, { cells: { '4,3': cell('约十家'), '5,6': cell('三顷') } })
    const result = await imported(request, bytes)
    const copy = await annotatedCopy({ ...request, current: {} }, result)
    const book = await readXlsx(copy, { readStyles: true })
    const fill = book.sheets.find(sheet => sheet.name === sheetNames.fill)
    expect(fill?.cells?.get('4,3')).toMatchObject({ value: '约十家', comment: { text: expect.stringContaining('不是数') as string } })
    expect(fill?.cells?.get('4,3')?.style?.fill).not.toEqual(fill?.cells?.get('6,3')?.style?.fill)
    expect(book.sheets[0]?.name).toBe(sheetNames.problems)
    expect(book.sheets[0]?.rows.slice(2).map(row => [row[1], row[2], row[3]])).toEqual([['未采用', '填报表!D5', 'D5'], ['未采用', '填报表!G6', 'G6'], ['须改正', '填报表!D5', 'D5'], ['须改正', '填报表!G6', 'G6']])
    const again = await imported(request, copy)
    expect(again.problems.map(({ code, cell: at }) => [code, at])).toEqual([['not-a-number', 'D5'], ['not-a-number', 'G6']])
    expect(again.changes).toEqual(result.changes)
  })
})

it('the data sets that ship are whole', () => {
  const sets = loadDataSets()
  expect([...sets.keys()]).toHaveLength(2)
  expect([...sets.values()].flat().every(set => set.indicators.length > 5)).toBe(true)
})
