// Files that spreadsheets open: a text that looks like a formula must stay a text.
import { readXlsx } from 'hucre'
import { describe, expect, it } from 'vitest'
import { getProgramme, loadProgrammes } from '../policies.ts'
import { type Export, exportFile } from './export.ts'

const hostile = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1+1', '=HYPERLINK("http://x","y")', 'a,"b"\nc']

const made = (name: string, demo = false): Export => ({
  demo,
  programme: getProgramme(loadProgrammes(), '示例-茶镇'),
  list: {
    asOf: { valid: '2024-12-16', known: null, basis: null }, total: 1, page: 1, size: 1, facets: {},
    towns: [{ id: 't', name, names: [name], prefecture: null, division: null, prefectureCode: null, divisionCode: null, category: null, townType: null, status: 'listed', batch: null, since: '2020-01-01', sinceDating: 'exact', grade: null, warned: false }],
  },
  filter: '无', documents: [], now: '2026-01-01T00:00:00.000Z',
})

describe('a hostile name', () => {
  it.each(hostile)('%j is no formula in CSV', async name => {
    const line = (await exportFile('csv', made(name))).toString().split('\r\n')[1] ?? ''
    const cell = line.split(',')[1] ?? ''
    expect(cell.replace(/^"/, '')).not.toMatch(/^[=+\-@\t＝]/)
    expect(line.replaceAll('""', '"')).toContain(name.split('\n')[0])
  })
  it.each(hostile)('%j is no formula in XLSX', async name => {
    const book = await readXlsx(new Uint8Array(await exportFile('xlsx', made(name))), { readStyles: true })
    expect(book.sheets[0]?.rows[1]?.[1]).toBe(name)
    expect(book.sheets[0]?.cells?.get('1,1')?.formula).toBeUndefined()
  })
})

describe('a file of a demonstration', () => {
  it.each(['csv', 'json', 'geojson'] as const)('says so as %s', async format => {
    expect((await exportFile(format, made('甲镇', true))).toString()).toContain('演示数据')
    expect((await exportFile(format, made('甲镇'))).toString()).not.toContain('演示数据')
  })
  it('says so as XLSX, on the tab of the sheet and in its remarks', async () => {
    const { sheets } = await readXlsx(new Uint8Array(await exportFile('xlsx', made('甲镇', true))))
    expect(sheets[0]?.name).toContain('演示数据')
    expect(String(sheets[1]?.rows[0]?.[0])).toContain('演示数据')
  })
})
