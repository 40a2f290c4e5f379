// Bytes of a data file → grids: XLSX, CSV or JSON, told by content. Workbooks are capped before and while they are read.
import { parseCsv, readXlsx } from 'hucre'
import { decodeText, signatureOf } from '../base/file-content.ts'
import { problem, Refusal } from '../base/problem.ts'
import { inflatedSize } from '../base/zip-size.ts'
import type { Grid } from './table.ts'

/** Largest data file that is read, in bytes. */
export const mostBytes = 50_000_000
const mostInflated = 400_000_000
const mostRows = 200_000

type Value = Grid['rows'][number][number]

/** @throws Refusal `file.…` for what cannot be read */
export async function gridsOf(bytes: Uint8Array, file: string): Promise<Grid[]> {
  if (!bytes.length) throw new Refusal(problem('file.empty', { file }))
  if (bytes.length > mostBytes) throw tooLarge(file, bytes.length)
  const found = signatureOf(bytes)
  if (found === 'zip') return workbook(bytes, file)
  if (found) throw new Refusal(problem('file.type', { file, found, accepted: 'xlsx、csv、json' }))
  const text = decodeText(bytes)
  if (text === null) throw new Refusal(problem('file.encoding', { file }))
  if (!text.trim()) throw new Refusal(problem('file.empty', { file }))
  return text.trimStart().startsWith('[') || text.trimStart().startsWith('{') ? json(text, file) : [plain('数据', parseCsv(text.replace(/^\ufeff/, '')) as unknown[][])]
}

export function tooLarge(file: string, size: number): Refusal {
  return new Refusal(problem('file.too-large', { file, size: `${Math.round(size / 1e6)} MB`, limit: `${mostBytes / 1e6} MB` }))
}

async function workbook(bytes: Uint8Array, file: string): Promise<Grid[]> {
  const size = inflatedSize(bytes)
  if (size === Infinity) throw new Refusal(problem('file.broken', { file, why: '压缩包的目录读不出来，文件可能没有传完' }))
  if (size > mostInflated) throw new Refusal(problem('file.bomb', { file, limit: `${mostInflated / 1e6} MB` }))
  const book = await readXlsx(bytes, { readStyles: true, maxRows: mostRows }).catch((error: Error) => {
    throw new Refusal(problem('file.broken', { file, why: error.message }))
  })
  return book.sheets.map(sheet => ({
    sheet: sheet.name,
    hidden: Boolean(sheet.hidden ?? sheet.veryHidden),
    rows: sheet.rows.map((row, r) => row.map((value, c): Value => {
      const { style, formula } = sheet.cells?.get(`${r},${c}`) ?? {}
      const date = typeof value === 'object' && value !== null
      return { value: date ? value.toISOString().slice(0, 10) : value, ...(style?.numFmt?.includes('%') ? { percent: true } : {}), ...(date ? { date } : {}), ...(formula ? { formula: true } : {}) }
    })),
    hiddenRows: [...(sheet.rowDefs ?? [])].filter(([, definition]) => definition.hidden).map(([row]) => row),
    hiddenColumns: (sheet.columns ?? []).flatMap((column, index) => (column.hidden ? [index] : [])),
    merges: (sheet.merges ?? []).map(({ startRow, startCol, endRow, endCol }) => ({ row: startRow, column: startCol, toRow: endRow, toColumn: endCol })),
  }))
}

/** A list of objects with the columns as members, or `{ units: [...] }`. */
function json(text: string, file: string): Grid[] {
  try {
    const parsed = JSON.parse(text) as unknown
    const rows = (Array.isArray(parsed) ? parsed : (parsed as { units?: unknown }).units) as Record<string, unknown>[]
    const titles = [...new Set(rows.flatMap(row => Object.keys(row)))]
    return [plain('数据', [titles, ...rows.map(row => titles.map(title => row[title] ?? null))])]
  } catch (error) {
    throw new Refusal(problem('file.broken', { file, why: (error as Error).message }))
  }
}

function plain(sheet: string, rows: readonly (readonly unknown[])[]): Grid {
  return { sheet, hidden: false, hiddenRows: [], hiddenColumns: [], merges: [], rows: rows.map((row, r) => row.map(value => ({ value: scalar(value, r === 0) }))) }
}

/** CSV knows text only: what is written as a plain number is one. */
function scalar(value: unknown, header: boolean): string | number | boolean | null {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'number' || typeof value === 'boolean') return value
  const text = String(value)
  return !header && /^[+-]?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text
}
