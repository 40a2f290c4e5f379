import { type Zippable, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { Refusal } from '#core/base/problem.ts'
import { soundContent, tea, townsOf } from '#core/reporting/tea.fixture.ts'
import { sheetNames } from '#core/reporting/layout.ts'
import { importFile } from './import-file.ts'
import { importer } from './import-workbook.ts'
import { templateWorkbook } from './template-workbook.ts'
import { imported, requestFor } from './workbook.fixture.ts'

const towns = townsOf(3)
const request = requestFor(tea, towns, soundContent(towns))
const about = { file: '填报.xlsx', dataSet: tea, period: request.period, organisation: request.organisation, towns, current: {} }
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** A workbook by hand, with the sheet's XML and shared texts as given. */
function workbook(sheet: string, more: Zippable = {}, name: string = sheetNames.identity): Uint8Array {
  return zipSync({
    'xl/workbook.xml': bytes(`<workbook xmlns:r="r"><sheets><sheet name="${name}" r:id="r1"/></sheets></workbook>`),
    'xl/_rels/workbook.xml.rels': bytes('<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'),
    'xl/worksheets/sheet1.xml': bytes(sheet), ...more,
  })
}

const codeOf = (file: Uint8Array): Promise<string> => importFile({ ...about, bytes: file }, { inflated: 10_000_000, rows: 100_000, columns: 2000, strings: 1000 }).then(() => 'ok', (error: unknown) => (error instanceof Refusal ? error.problem.code : String(error)))
const cells = (inside: string): string => `<worksheet><sheetData>${inside}</sheetData></worksheet>`

/** The declared size of every entry set to `size`, in the directory and before the data. */
function lying(file: Uint8Array, size: number): Uint8Array {
  const copy = file.slice()
  const view = new DataView(copy.buffer)
  for (let at = 0; at < copy.length - 4; at++) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, size, true)
    if (view.getUint32(at, true) === 0x04034b50) view.setUint32(at + 22, size, true)
  }
  return copy
}

describe('hostile files are refused', () => {
  const big = workbook(`<worksheet>${' '.repeat(20_000_000)}</worksheet>`)
  it('a bomb that says so, before anything is inflated', async () => expect(await codeOf(big)).toBe('file.bomb'))
  it('a bomb that lies, once it has grown too large', async () => expect(await codeOf(lying(big, 100))).toBe('file.bomb'))
  it.each<[string, Uint8Array, string]>([
    ['too many entries', zipSync(Object.fromEntries(Array.from({ length: 2500 }, (_, i) => [`${i}`, bytes('')]))), 'file.bomb'],
    ['a zip that is no workbook', zipSync({ 'word/document.xml': bytes('<w/>') }), 'file.type'],
    ['a document type definition', workbook('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet>&x;</worksheet>'), 'file.broken'],
    ['an entity nobody declared', workbook(cells('<row r="1"><c r="A1" t="str"><v>&boom;</v></c></row>')), 'file.broken'],
    ['a cell at the far corner', workbook(cells('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')), 'reporting.reading'],
    ['a column far out', workbook(cells('<row r="1"><c r="XFD1"><v>1</v></c></row>')), 'reporting.reading'],
    ['a row without a number', workbook(cells('<row r="x"><c r="A1"><v>1</v></c></row>')), 'reporting.reading'],
    ['more texts than anybody writes', workbook('<worksheet/>', { 'xl/sharedStrings.xml': bytes(`<sst>${'<si><t>x</t></si>'.repeat(1001)}</sst>`) }), 'reporting.reading'],
    ['XML that ends early', workbook('<worksheet><sheetData><row r="1">'), 'file.broken'],
  ])('%s', async (_, file, code) => expect(await codeOf(file)).toBe(code))
  it('entries that share their bytes', async () => {
    const file = zipSync({ 'a.xml': bytes('x'.repeat(1000)), 'b.xml': bytes('y'.repeat(1000)) })
    const view = new DataView(file.buffer)
    const directories: number[] = []
    for (let at = 0; at < file.length - 4; at++) if (view.getUint32(at, true) === 0x02014b50) directories.push(at)
    view.setUint32((directories[1] as number) + 42, 0, true)
    expect(await codeOf(file)).toBe('file.bomb')
  })
})

describe('the importing thread', () => {
  it('gives what the file says, refuses by name, and ends within its time', async () => {
    const tool = importer()
    const short = importer({ time: 1 })
    try {
      const good = await templateWorkbook(request)
      expect(await tool.read({ ...about, bytes: good })).toEqual(await imported(request, good))
      await expect(tool.read({ ...about, bytes: bytes('x') })).rejects.toThrow(/不认识/)
      await expect(short.read({ ...about, bytes: good })).rejects.toThrow(/用去的时间超过/)
    } finally {
      await tool.close()
      await short.close()
    }
  })
  it('dies of its own memory, and nothing else does', async () => {
    const tool = importer({ memory: 24 })
    const row = (r: number): string => `<row r="${r}">${Array.from({ length: 300 }, (_, c) => `<c t="str"><v>${r}x${c}</v></c>`).join('')}</row>`
    const strings = `<sst>${Array.from({ length: 900_000 }, (_, i) => `<si><t>text ${i} ${'z'.repeat(40)}</t></si>`).join('')}</sst>`
    try {
      const file = workbook(cells(row(1)), { 'xl/sharedStrings.xml': bytes(strings) })
      await expect(tool.read({ ...about, bytes: file })).rejects.toThrow(/用去的内存超过 24 MB/)
      const good = await templateWorkbook(request)
      await expect(tool.read({ ...about, bytes: good })).resolves.toMatchObject({ refused: 0 })
    } finally {
      await tool.close()
    }
  })
})
