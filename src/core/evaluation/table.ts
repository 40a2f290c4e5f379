// A sheet as people fill it in → units with cells. Nothing is guessed silently: what is doubtful is reported with sheet
// and cell, and is refused unless it can mean only one thing.
import type { Cell, Unit } from './evaluate.ts'
import { type Indicator, indicatorsOf, type Scheme } from './scheme.ts'

/** One sheet as read from a file. `percent`: the cell is formatted as a percentage. Rows and columns count from 0. */
export type Grid = {
  sheet: string
  hidden: boolean
  rows: readonly (readonly { value: string | number | boolean | null; percent?: boolean; formula?: boolean }[])[]
  hiddenRows: readonly number[]
  hiddenColumns: readonly number[]
  merges: readonly { row: number; column: number; toRow: number; toColumn: number }[]
}

export type Issue = { severity: 'error' | 'warning' | 'note'; code: string; sheet: string; cell: string; message: string }

const identity = { id: ['id', 'ID', '编号'], name: ['name', '名称', '小镇', '小镇名称'], category: ['category', '类别'], withdrawn: ['withdrawn', '退出', '自愿退出'] } as const
const yes = new Set(['是', '1', 'true', 'TRUE', '√'])

/** Units of the first visible sheet with a name column, and everything doubtful about it. */
export function readTable(grids: readonly Grid[], scheme: Scheme): { units: Unit[]; issues: Issue[] } {
  const issues: Issue[] = grids.filter(grid => grid.hidden).map(grid => ({ severity: 'warning', code: 'hidden-sheet', sheet: grid.sheet, cell: '', message: `工作表“${grid.sheet}”是隐藏的，没有读取` }))
  const grid = grids.find(other => !other.hidden && headerRow(other) >= 0)
  if (!grid) return { units: [], issues: [...issues, { severity: 'error', code: 'no-table', sheet: grids[0]?.sheet ?? '', cell: 'A1', message: '没有找到含“名称”一列的表头。表头应有：名称、类别，以及各指标的编号或名称' }] }
  const reader = { grid, scheme, issues, header: headerRow(grid) }
  reportShape(reader)
  const columns = columnsOf(reader)
  const units = grid.rows.slice(reader.header + 1).flatMap((row, offset) => unitOf(row, reader.header + 1 + offset, columns, reader))
  reportDuplicates(units, reader)
  return { units: units.map(({ unit }) => unit), issues }
}

type Reader = { grid: Grid; scheme: Scheme; issues: Issue[]; header: number }
type Columns = { id: number; name: number; category: number; withdrawn: number; indicators: Map<number, Indicator> }

/** A1-style address. */
export function addressOf(row: number, column: number): string {
  let letters = ''
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26)) letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters
  return `${letters}${row + 1}`
}

function headerRow(grid: Grid): number {
  return grid.rows.slice(0, 20).findIndex(row => row.some(cell => (identity.name as readonly unknown[]).includes(textOf(cell.value))))
}

function report({ grid, issues }: Reader, severity: Issue['severity'], code: string, row: number, column: number, message: string): void {
  issues.push({ severity, code, sheet: grid.sheet, cell: addressOf(row, column), message })
}

function reportShape(reader: Reader): void {
  const { grid, header } = reader
  for (const { row, column, toRow, toColumn } of grid.merges) if (toRow > header) report(reader, 'error', 'merged-cells', row, column, `${addressOf(row, column)}:${addressOf(toRow, toColumn)} 是合并单元格，只有左上一格有值。请取消合并，逐格填写`)
  for (const row of grid.hiddenRows) if (row > header && grid.rows[row]?.some(cell => cell.value !== null)) report(reader, 'warning', 'hidden-row', row, 0, `第 ${row + 1} 行是隐藏的，已照常读取。不应参加的请删除`)
  for (const column of grid.hiddenColumns) report(reader, 'warning', 'hidden-column', header, column, `${addressOf(header, column).replace(/\d+$/, '')} 列是隐藏的，已照常读取`)
}

function columnsOf(reader: Reader): Columns {
  const { grid, scheme, header } = reader
  const titles = (grid.rows[header] ?? []).map(cell => textOf(cell.value))
  const find = (names: readonly string[]): number => titles.findIndex(title => names.includes(title))
  const columns: Columns = { id: find(identity.id), name: find(identity.name), category: find(identity.category), withdrawn: find(identity.withdrawn), indicators: new Map() }
  const known = indicatorsOf(scheme)
  for (const [column, title] of titles.entries()) {
    if (!title || [columns.id, columns.name, columns.category, columns.withdrawn].includes(column)) continue
    const indicator = known.find(other => title === other.id || title === other.name || title === `${other.id} ${other.name}`)
    if (!indicator) report(reader, 'warning', 'unknown-column', header, column, `不认识“${title}”一列，没有采用。列名应是指标的编号或名称`)
    else if ([...columns.indicators.values()].includes(indicator)) report(reader, 'error', 'duplicate-column', header, column, `指标 ${indicator.id} 出现两列，采用前一列`)
    else columns.indicators.set(column, indicator)
  }
  for (const indicator of known) if (![...columns.indicators.values()].includes(indicator)) report(reader, 'warning', 'missing-column', header, 0, `缺少指标 ${indicator.id} ${indicator.name} 一列，全部按没有数据处理`)
  return columns
}

function unitOf(row: Grid['rows'][number], at: number, columns: Columns, reader: Reader): { unit: Unit; row: number }[] {
  if (row.every(cell => cell.value === null || textOf(cell.value) === '')) return []
  const text = (column: number): string => (column < 0 ? '' : textOf(row[column]?.value ?? null))
  const name = text(columns.name)
  if (!name) {
    report(reader, 'error', 'no-name', at, Math.max(0, columns.name), `第 ${at + 1} 行没有名称，没有采用`)
    return []
  }
  const cells = Object.fromEntries([...columns.indicators].map(([column, indicator]) => [indicator.id, cellOf(row[column] ?? { value: null }, indicator, at, column, reader)]))
  return [{ row: at, unit: { id: text(columns.id) || name, name, category: text(columns.category) || null, withdrawn: yes.has(text(columns.withdrawn)), cells } }]
}

function cellOf(cell: Grid['rows'][number][number], indicator: Indicator, row: number, column: number, reader: Reader): Cell {
  const source = `${reader.grid.sheet}!${addressOf(row, column)}`
  const { value, percent } = cell
  const refuse = (code: string, why: string): Cell => {
    report(reader, 'error', code, row, column, `${indicator.id} ${indicator.name}：${why}`)
    return { state: 'refused', source, why }
  }
  if (value === null || textOf(value) === '' || ['—', '-', '/', '无数据'].includes(textOf(value))) return { state: 'missing', source }
  if (textOf(value) === '不适用') return { state: 'notApplicable', source }
  if (indicator.rule.kind === 'levels') return { state: 'value', value: textOf(value), source }
  if (typeof value === 'boolean') return refuse('not-a-number', `“${value ? 'TRUE' : 'FALSE'}”不是数`)
  const inPercent = indicator.unit === '%'
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return refuse('not-a-number', '不是有限的数')
    if (percent) return inPercent ? { state: 'value', value: Number((value * 100).toPrecision(12)), source } : refuse('percent-format', `单元格是百分比格式，而单位是${indicator.unit}`)
    if (inPercent && value !== 0 && Math.abs(value) <= 1) return refuse('percent-doubt', `${value} 是 ${value}% 还是 ${Number((value * 100).toPrecision(12))}%？请写成百分数，或设为百分比格式`)
    return { state: 'value', value, source }
  }
  return fromText(value, indicator, row, column, reader, source, refuse)
}

/** Text that can mean only one number is taken, and said; everything else is refused. */
function fromText(value: string, indicator: Indicator, row: number, column: number, reader: Reader, source: string, refuse: (code: string, why: string) => Cell): Cell {
  const plain = value.normalize('NFKC').replaceAll(/[\s,]/g, '')
  const match = /^([+-]?\d+(?:\.\d+)?)(%|万|亿)?(.*)$/.exec(plain)
  if (!match || (match[3] && match[3] !== indicator.unit && `${match[2] ?? ''}${match[3]}` !== indicator.unit)) return refuse('not-a-number', `“${value}”不是数`)
  const number = Number(match[1])
  if (match[2] === '%' && indicator.unit !== '%') return refuse('unit-mismatch', `“${value}”写作百分数，而单位是${indicator.unit}`)
  if ((match[2] === '万' || match[2] === '亿') && !indicator.unit.startsWith(match[2])) return refuse('unit-mismatch', `“${value}”带有“${match[2]}”，而单位是${indicator.unit}。请换算后填写`)
  if (indicator.unit === '%' && match[2] !== '%' && number !== 0 && Math.abs(number) <= 1) return refuse('percent-doubt', `“${value}”是 ${number}% 还是 ${number * 100}%？请写明百分号`)
  report(reader, 'note', 'text-number', row, column, `${indicator.id} ${indicator.name}：“${value}”是文字，按 ${number} 采用`)
  return { state: 'value', value: number, source }
}

function reportDuplicates(units: readonly { unit: Unit; row: number }[], reader: Reader): void {
  for (const group of Map.groupBy(units, ({ unit }) => unit.name).values()) {
    for (const { unit, row } of group.slice(1)) report(reader, 'error', 'duplicate-unit', row, 0, `“${unit.name}”出现 ${group.length} 次，首次在第 ${(group[0]?.row ?? 0) + 1} 行。请只保留一行`)
  }
}

function textOf(value: string | number | boolean | null): string {
  return value === null ? '' : String(value).normalize('NFKC').trim()
}
