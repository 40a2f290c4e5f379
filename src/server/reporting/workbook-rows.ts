// A workbook as a stream of rows with what a check of people's work needs to know: formulas, number formats, hidden rows and
// columns, merged ranges. Written here because the streaming reader of the spreadsheet library gives values alone.
import { SaxesParser } from 'saxes'
import { problem, Refusal } from '#core/base/problem.ts'
import type { SheetCell } from '#core/reporting/read-cell.ts'
import type { Range, SheetRow } from '#core/reporting/read-sheet.ts'
import { type Budget, textOf, type ZipEntry, zipEntries } from './zip.ts'

export type Limits = { inflated: number; rows: number; columns: number; strings: number }

export type SheetEntry = { name: string; hidden: boolean; part: string }

export type Workbook = {
  sheets: SheetEntry[]
  epoch1904: boolean
  /** rows in their order, then merged ranges; hidden columns come before rows */
  read(sheet: SheetEntry, on: { row: (row: SheetRow) => void; hiddenColumns?: (from: number, to: number) => void; merged?: (range: Range) => void }): Promise<void>
}

type Tag = { name: string; attributes: Record<string, string> }
type Handlers = { open?: (tag: Tag) => void; text?: (text: string) => void; close?: (name: string) => void }

/** Formats that have a number but no text in the file (ECMA-376 part 1, 18.8.30). */
const builtIn: Record<number, string> = { 1: '0', 2: '0.00', 3: '#,##0', 4: '#,##0.00', 9: '0%', 10: '0.00%', 11: '0.00E+00', 49: '@' }
const isBuiltInDate = (id: number): boolean => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** @throws Refusal `file.type` (a zip, but no workbook), `file.bomb`, `file.broken` */
export async function openWorkbook(bytes: Uint8Array, file: string, limits: Limits): Promise<Workbook> {
  const budget: Budget = { left: limits.inflated, limit: limits.inflated }
  const entries = zipEntries(bytes, file, budget)
  const parse = (part: string, handlers: Handlers): Promise<void> => parsePart(entries.get(part), file, budget, handlers)
  if (!entries.has('xl/workbook.xml')) throw new Refusal(problem('file.type', { file, found: '压缩包，但不是 Excel 工作簿', accepted: 'xlsx' }))
  const targets = new Map<string, string>()
  await parse('xl/_rels/workbook.xml.rels', { open: ({ name, attributes: { Id, Target } }) => { if (name === 'Relationship' && Id && Target) targets.set(Id, partOf(Target)) } })
  const sheets: SheetEntry[] = []
  let epoch1904 = false
  await parse('xl/workbook.xml', { open: ({ name, attributes }) => {
    if (name === 'workbookPr') epoch1904 = ['1', 'true'].includes(attributes.date1904 ?? '')
    if (name === 'sheet') sheets.push({ name: attributes.name ?? '', hidden: attributes.state === 'hidden' || attributes.state === 'veryHidden', part: targets.get(attributes['r:id'] ?? '') ?? '' })
  } })
  const [formats, strings] = [await readFormats(parse), await readStrings(parse, file, limits)]
  return { sheets, epoch1904, read: (sheet, on) => readRows(handlers => parse(sheet.part, handlers), { formats, strings, file, limits }, on) }
}

function partOf(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`
}

async function parsePart(entry: ZipEntry | undefined, file: string, budget: Budget, { open, text, close }: Handlers): Promise<void> {
  if (!entry) return
  const parser = new SaxesParser({ position: false })
  const plain = (name: string): string => name.slice(name.indexOf(':') + 1)
  parser.on('doctype', () => { throw new Refusal(problem('file.broken', { file, why: '含有文档类型定义（DTD），不予读取' })) })
  parser.on('error', error => { throw new Refusal(problem('file.broken', { file, why: error.message })) })
  if (open) parser.on('opentag', ({ name, attributes }) => open({ name: plain(name), attributes: attributes as Record<string, string> }))
  if (text) parser.on('text', text)
  if (close) parser.on('closetag', ({ name }) => close(plain(name)))
  for await (const piece of textOf(entry, file, budget)) parser.write(piece)
  parser.close()
}

type Parse = (part: string, handlers: Handlers) => Promise<void>

/** Number format of each cell style. */
async function readFormats(parse: Parse): Promise<string[]> {
  const own = new Map<number, string>()
  const formats: string[] = []
  let inCells = false
  await parse('xl/styles.xml', {
    open: ({ name, attributes }) => {
      if (name === 'numFmt') own.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      if (name === 'cellXfs') inCells = true
      if (name !== 'xf' || !inCells) return
      const id = Number(attributes.numFmtId ?? 0)
      formats.push(own.get(id) ?? builtIn[id] ?? (isBuiltInDate(id) ? 'yyyy-mm-dd' : ''))
    },
    close: name => { if (name === 'cellXfs') inCells = false },
  })
  return formats
}

/** Shared texts; how they are to be pronounced (`rPh`) is left out. */
async function readStrings(parse: Parse, file: string, limits: Limits): Promise<string[]> {
  const strings: string[] = []
  let [inText, spoken, current] = [false, 0, '']
  await parse('xl/sharedStrings.xml', {
    open: ({ name }) => {
      if (name === 'si') current = ''
      if (name === 'rPh') spoken += 1
      if (name === 't') inText = spoken === 0
    },
    text: text => { if (inText) current += text },
    close: name => {
      if (name === 't') inText = false
      if (name === 'rPh') spoken -= 1
      if (name !== 'si') return
      strings.push(current)
      if (strings.length > limits.strings) throw tooMuch(file, `文字多于 ${limits.strings} 条`)
    },
  })
  return strings
}

function tooMuch(file: string, why: string): Refusal {
  return new Refusal(problem('reporting.reading', { file, why: `发现${why}` }))
}

type Means = { formats: readonly string[]; strings: readonly string[]; file: string; limits: Limits }

async function readRows(parse: (handlers: Handlers) => Promise<void>, means: Means, on: Parameters<Workbook['read']>[1]): Promise<void> {
  const { formats, strings, file, limits } = means
  let row: { index: number; hidden: boolean; cells: (SheetCell | undefined)[] } = { index: -1, hidden: false, cells: [] }
  let [column, kind, style, value, formula, into, formulaSeen, spoken]: [number, string, string, string, string, '' | 'value' | 'formula', boolean, number] = [-1, '', '', '', '', '', false, 0]
  await parse({
    open: ({ name, attributes }) => {
      switch (name) {
        case 'row': {
          row = { index: attributes.r ? Number(attributes.r) - 1 : row.index + 1, hidden: ['1', 'true'].includes(attributes.hidden ?? ''), cells: [] }
          column = -1
          if (!(row.index >= 0 && row.index < limits.rows)) throw tooMuch(file, `数据超过 ${limits.rows} 行`)
          break
        }
        case 'c': {
          column = attributes.r ? columnIn(attributes.r) : column + 1
          if (!(column >= 0 && column < limits.columns)) throw tooMuch(file, `数据超过 ${limits.columns} 列（${attributes.r ?? ''}）`)
          ;[kind, style, value, formula, formulaSeen] = [attributes.t ?? 'n', attributes.s ?? '0', '', '', false]
          break
        }
        case 'v': into = 'value'; break
        case 't': into = spoken ? '' : 'value'; break
        case 'rPh': spoken += 1; break
        case 'f': into = 'formula'; formulaSeen = true; break
        case 'col': if (['1', 'true'].includes(attributes.hidden ?? '')) on.hiddenColumns?.(Number(attributes.min) - 1, Number(attributes.max) - 1); break
        case 'mergeCell': { const range = rangeOf(attributes.ref ?? ''); if (range) on.merged?.(range); break }
      }
    },
    text: text => {
      if (into === 'value') value += text
      else if (into === 'formula') formula += text
    },
    close: name => {
      switch (name) {
        case 'v': case 't': case 'f': into = ''; break
        case 'rPh': spoken -= 1; break
        case 'c': if (value !== '' || formulaSeen) row.cells[column] = cellOf(kind, value, formats[Number(style)] ?? '', formulaSeen ? formula || '…' : '', strings); break
        case 'row': on.row(row); break
      }
    },
  })
}

function cellOf(kind: string, value: string, format: string, formula: string, strings: readonly string[]): SheetCell {
  const extra = { ...(format ? { format } : {}), ...(formula ? { formula } : {}) }
  switch (kind) {
    case 's': return { value: strings[Number(value)] ?? '', ...extra }
    case 'str': case 'inlineStr': case 'd': return { value, ...extra }
    case 'b': return { value: value === '1', ...extra }
    case 'e': return { value, error: true, ...extra }
    default: { const number = Number(value); return value === '' ? { value: null, ...extra } : { value: Number.isFinite(number) ? number : value, ...extra } }
  }
}

/** Column of `AB12`, from 0; -1 where it is none. */
function columnIn(reference: string): number {
  let column = 0
  for (let i = 0; i < reference.length; i++) {
    const code = reference.charCodeAt(i)
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return column - 1
}

function rangeOf(reference: string): Range | null {
  const [, from, top, to, bottom] = /^\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)$/.exec(reference) ?? []
  return from && to ? { row: Number(top) - 1, column: columnIn(from), toRow: Number(bottom) - 1, toColumn: columnIn(to) } : null
}
