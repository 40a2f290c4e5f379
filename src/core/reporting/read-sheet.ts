// The rows of a filled-in sheet, one after another → values by town, and everything doubtful with its place. Rows come as a
// stream, so that a sheet of a million values needs no more memory than its values.
import type { Content, Row, Scalar } from './content.ts'
import { completed } from './check.ts'
import { isFilled } from './content.ts'
import { type DataSet, type Indicator, printIndicator } from './data-set.ts'
import { type ImportCode, type ImportProblem, type Params, wordsOf } from './import-problem.ts'
import { codeMark, columnOfCode, lettersOf, remarkHeading } from './layout.ts'
import { emptyCell, isBlank, readCell, type SheetCell, textOf } from './read-cell.ts'

/** Rows and columns count from 0; cells that do not exist are holes. */
export type SheetRow = { index: number; hidden: boolean; cells: readonly (SheetCell | undefined)[] }
export type Range = { row: number; column: number; toRow: number; toColumn: number }

export type SheetReading = {
  /** what was read: null where a cell is empty, no member where it was not taken */
  content: Content
  /** filled cells that were taken, and that were not */
  accepted: number
  refused: number
  problems: ImportProblem[]
  /** problems beyond the ones listed */
  omitted: number
  /** where a town and an indicator stand on the sheet, by number of row and letters of column */
  rowOf: Readonly<Record<string, number>>
  columnOf: Readonly<Record<string, string>>
}

export type SheetRequest = { dataSet: DataSet; towns: readonly { id: string; name: string }[]; sheet: string; epoch1904?: boolean; mostProblems?: number }

export type SheetReader = {
  /** rows in their order */
  row(row: SheetRow): void
  hiddenColumns(from: number, to: number): void
  merged(range: Range): void
  /** null where no row of codes was met: not a template */
  finish(): SheetReading | null
}

type Columns = { id: number; name: number; remark: number; values: { column: number; indicator: Indicator }[]; worked: { column: number; indicator: Indicator }[] }
type Draft = { values: Record<string, Scalar>; remark?: string; row: number; accepted: number; town: { id: string; name: string } }

const rowsBeforeCodes = 30

export function sheetReader({ dataSet, towns, sheet, epoch1904 = false, mostProblems = 20_000 }: SheetRequest): SheetReader {
  const byId = new Map(towns.map(town => [town.id, town]))
  const byName = Map.groupBy(towns, town => textOf(town.name))
  const drafts = new Map<string, Draft>()
  const townAt = new Map<number, string>()
  const repeated = new Set<string>()
  const problems: ImportProblem[] = []
  const [hidden, merges]: [[number, number][], Range[]] = [[], []]
  let [columns, codesAt, accepted, refusedCells, omitted]: [Columns | null, number, number, number, number] = [null, -1, 0, 0, 0]

  function report(code: ImportCode, at: { row: number; column: number; town?: string | null; indicator?: Indicator | null; field?: string }, params: Params): void {
    if (problems.length >= mostProblems) { omitted += 1; return }
    const { row, column, town = null, indicator = null, field } = at
    problems.push({ ...wordsOf(code, params), code, sheet, cell: row < 0 ? '' : `${lettersOf(column)}${row + 1}`, row: row + 1, town, indicator: indicator?.id ?? null, field: field ?? (indicator ? printIndicator(indicator) : ''), raw: String(params.raw ?? '') })
  }

  function readCodes({ index, cells }: SheetRow): Columns {
    codesAt = index
    const found: Columns = { id: -1, name: -1, remark: -1, values: [], worked: [] }
    const seen = new Map<string, number[]>()
    for (const [column, cell] of cells.entries()) {
      const code = textOf(cell?.value ?? null)
      const means = code ? columnOfCode(dataSet, code) : null
      if (means?.kind === 'id') { found.id = column; found.name = column + 1 }
      if (means?.kind === 'remark') found.remark = column
      if (means?.kind === 'value' && means.indicator) {
        seen.set(code, [...(seen.get(code) ?? []), column])
        found[means.indicator.formula ? 'worked' : 'values'].push({ column, indicator: means.indicator })
      }
      if (code && !means) report('unknown-column', { row: index, column, field: code }, { raw: code })
    }
    for (const indicator of dataSet.indicators) {
      const at = seen.get(indicator.id) ?? []
      if (!at.length && !indicator.formula) report('missing-column', { row: -1, column: 0, indicator }, { raw: printIndicator(indicator) })
      if (at.length > 1) {
        report('duplicate-column', { row: index, column: at[1] as number, indicator }, { raw: indicator.id, first: lettersOf(at[0] as number), second: lettersOf(at[1] as number) })
        found.values = found.values.filter(other => other.indicator.id !== indicator.id)
      }
    }
    return found
  }

  /** The town a row is about; null where it is none, after saying why. */
  function townOf({ index, cells }: SheetRow, { id: idColumn, name: nameColumn }: Columns): { id: string; name: string } | null {
    const [id, name] = [textOf(cells[idColumn]?.value ?? null), textOf(cells[nameColumn]?.value ?? null)]
    const where = { row: index, column: idColumn, field: '编号' }
    if (!id && !name) { report('no-town', where, { row: index + 1 }); return null }
    const known = byId.get(id)
    if (known && name && textOf(known.name) !== name) { report('town-mismatch', where, { id, raw: name }); return null }
    if (known) return known
    const named = byName.get(name) ?? []
    if (id || named.length !== 1) { report('unknown-town', where, { raw: name || id }); return null }
    report('by-name', where, { raw: name })
    return named[0] as { id: string; name: string }
  }

  function readTown(row: SheetRow, at: Columns): void {
    const filled = at.values.filter(({ column }) => !isBlank(row.cells[column] ?? emptyCell)).length
    const blank = filled === 0 && [at.id, at.name, at.remark].every(column => isBlank(row.cells[column] ?? emptyCell))
    if (blank) return
    const town = townOf(row, at)
    if (row.hidden) report('hidden-row', { row: row.index, column: 0, town: town?.id ?? null }, { row: row.index + 1 })
    const twin = town && drafts.get(town.id)
    if (town && (twin || repeated.has(town.id))) {
      const first = twin?.row ?? row.index
      report('duplicate-town', { row: row.index, column: at.id, town: town.id, field: '编号' }, { raw: town.name, first: first + 1, row: row.index + 1 })
      if (twin) {
        accepted -= twin.accepted
        refusedCells += twin.accepted
        drafts.delete(town.id)
        townAt.delete(twin.row)
      }
      repeated.add(town.id)
    }
    if (!town || repeated.has(town.id)) { refusedCells += filled; return }
    drafts.set(town.id, readValues(row, at, town))
    townAt.set(row.index, town.id)
  }

  function readValues(row: SheetRow, at: Columns, town: { id: string; name: string }): Draft {
    const draft: Draft = { values: {}, row: row.index, accepted: 0, town }
    for (const { column, indicator } of at.values) {
      const cell = row.cells[column] ?? emptyCell
      const read = readCell(cell, indicator, epoch1904)
      const where = { row: row.index, column, town: town.id, indicator }
      if (!read.ok) {
        refusedCells += 1
        report(read.code, where, { raw: textOf(cell.value), ...read.params })
        continue
      }
      draft.values[indicator.id] = read.value
      if (isFilled(read.value)) draft.accepted += 1
      if (read.note) report(read.note.code, where, { raw: textOf(cell.value), ...read.note.params })
    }
    accepted += draft.accepted
    const remark = row.cells[at.remark] ?? emptyCell
    if (remark.formula) { report('formula', { row: row.index, column: at.remark, town: town.id, field: remarkHeading }, { raw: `=${remark.formula}` }); refusedCells += 1 }
    else if (at.remark >= 0) draft.remark = typeof remark.value === 'string' ? remark.value.normalize('NFC').trim() : textOf(remark.value)
    return draft
  }

  /** Figures typed over the ones that are worked out. */
  function compareWorked(row: SheetRow, at: Columns): void {
    const draft = drafts.get(townAt.get(row.index) ?? '')
    if (!draft || !at.worked.length) return
    const own = completed(dataSet, { [draft.town.id]: { values: draft.values } })[draft.town.id]
    for (const { column, indicator } of at.worked) {
      const cell = row.cells[column]
      const value = own?.values[indicator.id] ?? null
      if (cell && !cell.formula && !isBlank(cell) && cell.value !== value) report('worked-out', { row: row.index, column, town: draft.town.id, indicator }, { raw: textOf(cell.value), value: String(value ?? '（算不出）') })
    }
  }

  /** In a merged range only the first cell has a value, and it is not known whom it was meant for. */
  function takeOut(range: Range, at: Columns): void {
    const touched = at.values.filter(({ column }) => column >= range.column && column <= range.toColumn)
    if (range.toRow <= codesAt || (!touched.length && (at.id < range.column || at.id > range.toColumn))) return
    report('merged-cells', { row: Math.max(range.row, 0), column: range.column, town: townAt.get(range.row) ?? null, indicator: touched[0]?.indicator ?? null }, { raw: `${lettersOf(range.column)}${range.row + 1}:${lettersOf(range.toColumn)}${range.toRow + 1}` })
    for (const [row, town] of townAt) {
      if (row < range.row || row > range.toRow) continue
      const draft = drafts.get(town) as Draft
      for (const { indicator: { id } } of touched) {
        if (isFilled(draft.values[id])) { draft.accepted -= 1; accepted -= 1; refusedCells += 1 }
        delete draft.values[id]
      }
    }
  }

  return {
    row(row) {
      if (columns) {
        readTown(row, columns)
        compareWorked(row, columns)
      } else if (row.index < rowsBeforeCodes && row.cells.some(cell => textOf(cell?.value ?? null) === codeMark)) columns = readCodes(row)
    },
    hiddenColumns(from, to) { hidden.push([from, to]) },
    merged(range) { merges.push(range) },
    finish() {
      if (!columns) return null
      const at = columns
      for (const { column, indicator } of at.values) if (hidden.some(([from, to]) => column >= from && column <= to)) report('hidden-column', { row: codesAt, column, indicator }, { raw: lettersOf(column) })
      for (const range of merges) takeOut(range, at)
      for (const town of towns) if (!drafts.has(town.id) && !repeated.has(town.id)) report('missing-town', { row: -1, column: 0, town: town.id, field: '小镇' }, { raw: town.name })
      const rows: Record<string, Row> = {}
      for (const [id, { values, remark }] of drafts) rows[id] = remark === undefined ? { values } : { values, remark }
      return {
        content: rows, accepted, refused: refusedCells, problems, omitted,
        rowOf: Object.fromEntries([...drafts].map(([id, { row }]) => [id, row + 1])),
        columnOf: Object.fromEntries([...at.values, ...at.worked].map(({ column, indicator }) => [indicator.id, lettersOf(column)])),
      }
    },
  }
}
