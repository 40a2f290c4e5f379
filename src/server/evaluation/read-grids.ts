// Bytes of a data file → grids. Workbooks are capped before and while they are read.
import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { parseCsv, readXlsx } from 'hucre'
import { problem, Refusal } from '#core/base/problem.ts'
import type { Grid } from '#core/evaluation/table.ts'
import { inflatedSize } from '../intake/zip-size.ts'
import { textOf } from '../intake/read-document.ts'

const mostBytes = 50_000_000
const mostInflated = 400_000_000
const mostRows = 200_000

type Value = Grid['rows'][number][number]

/** @throws Refusal `file.…` for what cannot be read */
export async function readGrids(path: string): Promise<Grid[]> {
  const file = basename(path)
  try {
    const { size } = statSync(path)
    if (size > mostBytes) throw new Refusal(problem('file.too-large', { file, size: `${Math.round(size / 1e6)} MB`, limit: `${mostBytes / 1e6} MB` }))
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(problem('file.unreadable', { file, why: (error as NodeJS.ErrnoException).code === 'ENOENT' ? '没有这个文件' : (error as Error).message }))
  }
  const bytes = new Uint8Array(readFileSync(path))
  if (!bytes.length) throw new Refusal(problem('file.empty', { file }))
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return workbook(bytes, file)
  const text = textOf(bytes, file)
  return text.trimStart().startsWith('[') || text.trimStart().startsWith('{') ? json(text, file) : [plain('数据', parseCsv(text.replace(/^\ufeff/, '')) as unknown[][])]
}

async function workbook(bytes: Uint8Array, file: string): Promise<Grid[]> {
  if (inflatedSize(bytes) > mostInflated) throw new Refusal(problem('file.bomb', { file, limit: `${mostInflated / 1e6} MB` }))
  const book = await readXlsx(bytes, { readStyles: true, maxRows: mostRows }).catch((error: Error) => {
    throw new Refusal(problem('file.broken', { file, why: error.message }))
  })
  return book.sheets.map(sheet => ({
    sheet: sheet.name,
    hidden: Boolean(sheet.hidden ?? sheet.veryHidden),
    rows: sheet.rows.map((row, r) => row.map((value, c): Value => {
      const format = sheet.cells?.get(`${r},${c}`)?.style?.numFmt ?? ''
      return { value: value instanceof Date ? value.toISOString().slice(0, 10) : value, ...(format.includes('%') ? { percent: true } : {}) }
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
