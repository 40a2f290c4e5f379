// A filled-in template, taken apart to spoil it: sheets as hucre reads them are changed and written again.
import { type Cell, readXlsx, writeXlsx } from 'hucre'
import type { Content } from '#core/reporting/content.ts'
import type { ImportResult } from '#core/reporting/import-result.ts'
import type { DataSet } from '#core/reporting/data-set.ts'
import { sheetNames, type TemplateRequest } from '#core/reporting/layout.ts'
import { periodOf } from '#core/reporting/period.ts'
import { type ImportRequest, importFile } from './import-file.ts'
import { templateWorkbook } from './template-workbook.ts'

export function requestFor(dataSet: DataSet, towns: readonly { id: string; name: string }[], current: Content, last: Content | null = null): TemplateRequest {
  const period = periodOf('quarter', '2026-Q3')
  if (!period) throw new Error('no period')
  return { dataSet, period, organisation: { id: 'o1', name: '青石县发展改革局' }, towns, due: '2026-10-09', current, last }
}

/** The import of a file made for `request`, against nothing saved unless said. */
export function imported(request: TemplateRequest, bytes: Uint8Array, more: Partial<ImportRequest> = {}): Promise<ImportResult> {
  return importFile({ bytes, file: '填报.xlsx', dataSet: request.dataSet, period: request.period, organisation: request.organisation, towns: request.towns, current: {}, ...more })
}

export type Spoil = {
  /** cells by address, counted from 0 as `row,column` */
  cells?: Record<string, Partial<Cell>>
  rows?: (rows: unknown[][]) => unknown[][]
  merges?: { startRow: number; startCol: number; endRow: number; endCol: number }[]
  hiddenRows?: number[]
  hiddenColumns?: number[]
  addSheet?: string
  renameFill?: string
  withoutIdentity?: boolean
  dateSystem?: '1900' | '1904'
}

export async function spoiled(request: TemplateRequest, { cells = {}, rows = same => same, merges = [], hiddenRows = [], hiddenColumns = [], addSheet, renameFill, withoutIdentity, dateSystem }: Spoil): Promise<Uint8Array> {
  const book = await readXlsx(await templateWorkbook(request), { readStyles: true })
  const sheets = book.sheets.filter(sheet => !(withoutIdentity && sheet.name === sheetNames.identity)).map(sheet => {
    if (sheet.name !== sheetNames.fill) return { name: sheet.name, rows: sheet.rows, ...(sheet.veryHidden ? { veryHidden: true } : {}) }
    // Rows and styles part company once rows are moved, so styles are kept only where they are not.
    const kept = rows === undefined ? undefined : new Map<string, Partial<Cell>>(Object.entries(cells))
    const moved = rows(sheet.rows as unknown[][])
    if (moved === (sheet.rows as unknown[][])) for (const [key, cell] of sheet.cells ?? []) if (!kept?.has(key) && !cell.formula) kept?.set(key, cell)
    return {
      name: renameFill ?? sheet.name, rows: moved as never, cells: kept as Map<string, Partial<Cell>>, merges: [...(sheet.merges ?? []), ...merges],
      rowDefs: new Map(hiddenRows.map(row => [row, { hidden: true }])), columns: Array.from({ length: 30 }, (_, column) => (hiddenColumns.includes(column) ? { hidden: true } : {})),
    }
  })
  return writeXlsx({ sheets: [...sheets, ...(addSheet ? [{ name: addSheet, rows: [['草稿']] }] : [])], ...(dateSystem ? { dateSystem } : {}) })
}
