// A sheet as people fill it in → units with cells. Nothing is guessed silently: what is doubtful is reported with sheet
// and cell, and is refused unless it can mean only one thing.
import type { Cell, Unit } from './cells.ts'
import { type Data, type GridCell, readValue, textOf } from './read-value.ts'
import { indicatorsOf, type Scheme } from './scheme.ts'

/** One sheet as read from a file. `percent`: the cell is formatted as a percentage. Rows and columns count from 0. */
export type Grid = {
  sheet: string
  hidden: boolean
  rows: readonly (readonly GridCell[])[]
  hiddenRows: readonly number[]
  hiddenColumns: readonly number[]
  merges: readonly { row: number; column: number; toRow: number; toColumn: number }[]
}

export type Issue = { severity: 'error' | 'warning' | 'note'; code: string; sheet: string; cell: string; message: string }

const identity = { id: ['id', 'ID', '编号'], name: ['name', '名称', '小镇', '小镇名称'], category: ['category', '类别'], withdrawn: ['withdrawn', '退出', '自愿退出'] } as const
const yes = new Set(['是', '1', 'true', 'TRUE', '√'])
const no = new Set(['', '否', '0', 'false', 'FALSE', '—', '-'])

/** Units of the first visible sheet with a name column, and everything doubtful about it. */
export function readTable(grids: readonly Grid[], scheme: Scheme): { units: Unit[]; issues: Issue[] } {
  const issues: Issue[] = grids.filter(grid => grid.hidden).map(grid => ({ severity: 'warning', code: 'hidden-sheet', sheet: grid.sheet, cell: '', message: `工作表“${grid.sheet}”是隐藏的，没有读取` }))
  const grid = grids.find(other => !other.hidden && headerRow(other) >= 0)
  if (!grid) return { units: [], issues: [...issues, { severity: 'error', code: 'no-table', sheet: grids[0]?.sheet ?? '', cell: 'A1', message: '没有找到含“名称”一列的表头。表头应有：名称、类别，以及各指标的编号或名称' }] }
  const reader = { grid, scheme, issues, header: headerRow(grid) }
  for (const other of grids) if (!other.hidden && other !== grid && headerRow(other) >= 0) issues.push({ severity: 'warning', code: 'other-sheet', sheet: other.sheet, cell: '', message: `工作表“${other.sheet}”也有“名称”一列，只读了“${grid.sheet}”，这一张没有读取` })
  reportShape(reader)
  const columns = columnsOf(reader)
  reportFormulas(reader, columns)
  const units = grid.rows.slice(reader.header + 1).flatMap((row, offset) => unitOf(row, reader.header + 1 + offset, columns, reader))
  reportDuplicates(units, reader)
  return { units: units.map(({ unit }) => unit), issues }
}

type Reader = { grid: Grid; scheme: Scheme; issues: Issue[]; header: number }
type Columns = { id: number; name: number; category: number; withdrawn: number; data: Map<number, Data> }

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
  const columns: Columns = { id: find(identity.id), name: find(identity.name), category: find(identity.category), withdrawn: find(identity.withdrawn), data: new Map() }
  const known = dataOf(scheme)
  for (const [column, title] of titles.entries()) {
    if (!title || [columns.id, columns.name, columns.category, columns.withdrawn].includes(column)) continue
    const data = titled(title, known)
    const twin = data && !data.expert && [...columns.data.values()].some(other => other.id === data.id && other.age === data.age)
    if (!data) report(reader, 'warning', 'unknown-column', header, column, `不认识“${title}”一列，没有采用。列名应是指标的编号或名称`)
    else if (twin) report(reader, 'error', 'duplicate-column', header, column, `${data.id} 出现两列，采用前一列`)
    else columns.data.set(column, data)
  }
  for (const indicator of indicatorsOf(scheme)) if (![...columns.data.values()].some(data => data.id === indicator.id && data.age === 0)) report(reader, 'warning', 'missing-column', header, 0, `缺少指标 ${indicator.id} ${indicator.name} 一列，全部按没有数据处理`)
  return columns
}

function dataOf(scheme: Scheme): Data[] {
  const plain = { age: 0, expert: false }
  return [
    ...indicatorsOf(scheme).map(({ id, name, unit, rule }): Data => ({ id, name, unit, age: 0, expert: rule.kind === 'expert', ...(rule.kind === 'levels' ? { words: rule.levels.map(level => level.name) } : rule.kind === 'yesNo' ? { words: ['是', '否'] } : {}), ...(rule.kind === 'expert' ? { least: 0, most: rule.full } : {}) })),
    ...scheme.adjustments.map(({ id, name, unit }): Data => ({ ...plain, id, name, unit, least: 0 })),
    ...scheme.vetoes.map(({ id, name }): Data => ({ ...plain, id, name, unit: '', words: ['是', '否'] })),
  ]
}

/** `A1`, `主导产业占比`, `A1 主导产业占比`; with `上年`, `2年前` an earlier value; with `专家1` one expert's score. */
function titled(title: string, known: readonly Data[]): Data | undefined {
  const [, plain = title, years, expert] = /^(.*?)[\s（(]*(上年|\d{1,2}年前)?(专家\s*\d*)?[)）]*$/.exec(title) ?? []
  const found = known.find(({ id, name }) => plain === id || plain === name || plain === `${id} ${name}`)
  if (!found || (expert && !found.expert)) return undefined
  return { ...found, age: years === undefined ? 0 : years === '上年' ? 1 : Number.parseInt(years) }
}

function unitOf(row: Grid['rows'][number], at: number, columns: Columns, reader: Reader): { unit: Unit; row: number }[] {
  if (row.every(cell => cell.value === null || textOf(cell.value) === '')) return []
  const text = (column: number): string => (column < 0 ? '' : textOf(row[column]?.value ?? null))
  const name = text(columns.name)
  if (!name) {
    report(reader, 'error', 'no-name', at, Math.max(0, columns.name), `第 ${at + 1} 行没有名称，没有采用`)
    return []
  }
  const [category, withdrawn] = [text(columns.category), text(columns.withdrawn)]
  if (/^[\d\s./-]+$/.test(name)) report(reader, 'warning', 'odd-name', at, columns.name, `名称“${name}”只有数字。请核对是不是填错了列`)
  const { categories } = reader.scheme
  if (categories.length && !categories.includes(category)) report(reader, 'error', 'unknown-category', at, Math.max(0, columns.category), `${name}的类别${category ? `“${category}”不在` : '没有填，应是'} ${categories.join('、')} ${category ? '之中' : '之一'}，没有权重可用`)
  if (!yes.has(withdrawn) && !no.has(withdrawn)) report(reader, 'error', 'not-yes-no', at, columns.withdrawn, `${name}是否退出写作“${withdrawn}”，按没有退出读取。请写 是 或 否`)
  const cells: Record<string, Cell> = {}
  const earlier: Record<string, { value: number | string; source: string; age: number }> = {}
  for (const [column, data] of columns.data) {
    const cell = cellOf(row[column] ?? { value: null }, data, at, column, reader)
    if (data.age === 0) cells[data.id] = data.expert ? withScore(cells[data.id], cell) : cell
    else if (cell.state === 'value' && !Array.isArray(cell.value) && data.age < (earlier[data.id]?.age ?? Infinity)) earlier[data.id] = { value: cell.value as number | string, source: cell.source, age: data.age }
  }
  return [{ row: at, unit: { id: text(columns.id) || name, name, category: category || null, withdrawn: yes.has(withdrawn), cells, ...(Object.keys(earlier).length ? { earlier } : {}) } }]
}

/** One expert's score more. An empty column is an expert who gave none; a refused score makes the panel's cell refused. */
function withScore(panel: Cell | undefined, score: Cell): Cell {
  if (!panel || panel.state === 'missing') return score.state === 'value' ? { ...score, value: Array.isArray(score.value) ? score.value : [score.value as number] } : score
  if (panel.state !== 'value' || score.state === 'missing') return panel
  return score.state === 'value' ? { ...panel, value: [...(panel.value as readonly number[]), ...(Array.isArray(score.value) ? score.value as readonly number[] : [score.value as number])] } : score
}

function cellOf(cell: GridCell, data: Data, row: number, column: number, reader: Reader): Cell {
  const source = `${reader.grid.sheet}!${addressOf(row, column)}`
  const read = readValue(cell, data)
  const of = `${data.id} ${data.name}：`
  if ('refused' in read) {
    report(reader, 'error', read.refused, row, column, `${of}${read.why}`)
    return { state: 'refused', source, why: read.why }
  }
  if ('said' in read && read.said) report(reader, 'note', 'text-number', row, column, `${of}${read.said}`)
  return 'state' in read ? { state: read.state, source } : { state: 'value', value: read.value, source }
}

/** A town, or an id, stands once; spaces within a name do not make another town of it. */
function reportDuplicates(units: readonly { unit: Unit; row: number }[], reader: Reader): void {
  const bare = (name: string): string => name.replaceAll(/\s/g, '')
  const told = new Set<number>()
  for (const key of [({ unit }: { unit: Unit }) => bare(unit.name), ({ unit }: { unit: Unit }) => unit.id]) {
    for (const group of Map.groupBy(units, key).values()) {
      for (const { unit, row } of group.slice(1)) {
        if (told.has(row)) continue
        told.add(row)
        report(reader, 'error', 'duplicate-unit', row, 0, `“${unit.name}”${unit.id === unit.name ? '' : `（编号 ${unit.id}）`}出现 ${group.length} 次，首次在第 ${(group[0]?.row ?? 0) + 1} 行。请只保留一行`)
      }
    }
  }
}

/** What a formula shows is what was worked out when the file was last saved: one warning for each column. */
function reportFormulas({ grid, header, issues }: Reader, columns: Columns): void {
  for (const [column, data] of columns.data) {
    const cells: string[] = []
    for (let at = header + 1; at < grid.rows.length; at++) {
      const cell = grid.rows[at]?.[column]
      if (cell?.formula && cell.value !== null) cells.push(addressOf(at, column))
    }
    if (cells.length) issues.push({ severity: 'warning', code: 'formula', sheet: grid.sheet, cell: cells[0] as string, message: `${data.id} ${data.name}：${cells.slice(0, 5).join('、')}${cells.length > 5 ? ` 等 ${cells.length} 格` : ''}是公式，采用的是文件里存的结果，可能没有重新计算。请核对，或粘贴为数值` })
  }
}
