// 填报模板 as a workbook: guide, sheet to fill in, hidden identity and lists. Only the cells to be filled in are unlocked.
import { type Cell, type CellStyle, type DataValidation, writeXlsx, type WriteSheet } from 'hucre'
import { printDate } from '#core/base/plain-date.ts'
import { completed } from '#core/reporting/check.ts'
import { type Content, notApplicable, valueAt } from '#core/reporting/content.ts'
import { type Indicator, isNumeric, printBounds, printIndicator, valueTypes } from '#core/reporting/data-set.ts'
import { dayNumber } from '#core/base/plain-date.ts'
import { printFormula } from '#core/reporting/formula.ts'
import { cellOf, type Column, columnsOf, headRows, identityOf, lettersOf, numberFormat, sheetNames, type TemplateRequest } from '#core/reporting/layout.ts'
import { guideRows } from './template-guide.ts'
import { styles } from './template-styles.ts'

/** A cell to point out in an annotated copy: its note, and what stood there instead of a value. */
export type Mark = { kind: 'wrong' | 'doubtful'; note: string; raw?: string }

export type Marked = {
  /** by `town/indicator` */
  marks: ReadonlyMap<string, Mark>
  /** sheets put in front, such as the list of problems */
  before: WriteSheet[]
}

export async function templateWorkbook(request: TemplateRequest, marked: Marked = { marks: new Map(), before: [] }): Promise<Uint8Array> {
  const columns = columnsOf(request.dataSet, request.last !== null)
  const lists = choiceLists(request)
  return writeXlsx({
    sheets: [...marked.before, guideSheet(request), fillSheet(request, columns, lists, marked.marks), identitySheet(request, lists)],
    activeSheet: marked.before.length ? 0 : 1,
    workbookProtection: { lockStructure: true },
    defaultFont: styles.font,
  })
}

/** Choices stand on the hidden sheet, for a drop-down cannot hold more than 255 characters itself. */
type Lists = Map<string, { column: number; options: string[] }>

function choiceLists({ dataSet }: TemplateRequest): Lists {
  const chosen = dataSet.indicators.filter(({ type }) => type === 'choice' || type === 'yes-no')
  return new Map(chosen.map((indicator, i) => [indicator.id, { column: 2 + i, options: [...(indicator.type === 'yes-no' ? ['是', '否'] : indicator.options ?? []), ...(indicator.mayNotApply ? [notApplicable] : [])] }]))
}

function fillSheet(request: TemplateRequest, columns: readonly Column[], lists: Lists, marks: Marked['marks']): WriteSheet {
  const { dataSet, period, organisation, towns, due, current, last, demo } = request
  const cells = new Map<string, Partial<Cell>>()
  const put = (row: number, column: number, cell: Partial<Cell>): void => { cells.set(`${row},${column}`, cell) }
  put(headRows.title, 0, text(`${demo ? '【演示数据】' : ''}${dataSet.title}（${period.title}）`, styles.title))
  put(headRows.facts, 0, text(`填报单位：${organisation.name}　　报告期：${period.title}　　报送时限：${printDate(due)}　　白底单元格填写，灰底不填；说明见“${sheetNames.guide}”`, styles.facts))
  for (const [column, { kind, heading, code, indicator }] of columns.entries()) {
    const note = indicator && kind === 'value' ? noteOf(indicator, request) : ''
    put(headRows.headings, column, { ...text(heading, kind === 'last' ? styles.headLast : indicator?.required ? styles.headRequired : styles.head), ...(note ? { comment: { author: '填报说明', text: note } } : {}) })
    put(headRows.codes, column, text(code, styles.code))
  }
  const [whole, before] = [completed(dataSet, current), completed(dataSet, last ?? {})]
  for (const [i, town] of towns.entries()) {
    const row = headRows.first + i
    for (const [column, { kind, indicator }] of columns.entries()) {
      const mark = marks.get(`${town.id}/${indicator?.id ?? (kind === 'remark' ? 'remark' : kind === 'name' ? '' : kind)}`)
      const cell = kind === 'id' ? text(town.id, styles.locked) : kind === 'name' ? text(town.name, styles.name) : kind === 'remark' ? text(current[town.id]?.remark ?? '', styles.remark)
        : kind === 'last' ? valueCell(indicator as Indicator, before, town.id, styles.last(numberFormat(indicator as Indicator)))
        : (indicator as Indicator).formula ? workedCell(indicator as Indicator, whole, town.id, columns, row)
        : valueCell(indicator as Indicator, current, town.id, styles.open(numberFormat(indicator as Indicator)))
      put(row, column, mark && kind !== 'last' ? withMark(cell, mark) : cell)
    }
  }
  const bottom = headRows.first + Math.max(1, towns.length)
  return {
    name: sheetNames.fill,
    columns: columns.map(({ width, kind }) => ({ width, ...(kind === 'remark' ? { style: styles.remark } : {}) })),
    rows: Array.from({ length: headRows.first + towns.length }, () => []),
    cells,
    // The headings alone are merged: a merged cell among the figures would be refused.
    merges: [headRows.title, headRows.facts].map(row => ({ startRow: row, endRow: row, startCol: 0, endCol: columns.length - 1 })),
    rowDefs: new Map([[headRows.title, { height: 32 }], [headRows.facts, { height: 22 }], [headRows.headings, { height: 62 }], [headRows.codes, { height: 16 }], ...towns.map((_, i) => [headRows.first + i, { height: 21 }] as const)]),
    freezePane: { rows: headRows.first, columns: 2 },
    dataValidations: columns.flatMap(({ kind, indicator }, column) => (kind === 'value' && indicator && !indicator.formula ? validationOf(indicator, `${lettersOf(column)}${headRows.first + 1}:${lettersOf(column)}${bottom}`, lists) : [])),
    protection: { sheet: true, formatCells: true, formatColumns: true, formatRows: true, selectLockedCells: true, selectUnlockedCells: true },
    pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: pagesWide(columns), fitToHeight: 0, printTitlesRow: `$${headRows.headings + 1}:$${headRows.codes + 1}`, printTitlesColumn: '$A:$B' },
    headerFooter: { oddFooter: `&L${organisation.name.replaceAll('&', '&&')}&R第 &P 页，共 &N 页` },
  }
}

/** As many pages beside each other as keep the figures readable. */
function pagesWide(columns: readonly Column[]): number {
  return Math.max(1, Math.ceil(columns.reduce((sum, { width }) => sum + width, 0) / 190))
}

function text(value: string, style: CellStyle): Partial<Cell> {
  return value === '' ? { value: null, style } : { value, type: 'string', style }
}

function valueCell({ id, type }: Indicator, content: Content, town: string, style: CellStyle): Partial<Cell> {
  const value = cellOf(valueAt(content, town, id))
  // A date is a day's number; what is not a date (不适用) stays a text.
  if (type === 'date' && typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return { value: dayNumber(value) - dayNumber('1899-12-30'), type: 'number', style }
  return value === null ? { value, style } : { value, type: typeof value === 'number' ? 'number' : 'string', style }
}

/** A locked formula over the row's own cells, so that whoever fills in sees the result; the system works it out itself. */
function workedCell(indicator: Indicator, whole: Content, town: string, columns: readonly Column[], row: number): Partial<Cell> {
  const cell = (id: string): string => `${lettersOf(columns.findIndex(column => column.kind === 'value' && column.indicator?.id === id))}${row + 1}`
  const { formula, decimals } = indicator
  if (!formula) return {}
  const sum = formula.kind === 'sum' ? formula.of.map(cell).join('+') : formula.kind === 'difference' ? `${cell(formula.of)}-${cell(formula.less)}` : formula.kind === 'product' ? `${cell(formula.of)}*${cell(formula.by)}` : `${cell(formula.of)}/${cell(formula.to)}${formula.percent ? '*100' : ''}`
  const read = formula.kind === 'sum' ? formula.of : formula.kind === 'difference' ? [formula.of, formula.less] : formula.kind === 'product' ? [formula.of, formula.by] : [formula.of, formula.to]
  const result = cellOf(valueAt(whole, town, indicator.id))
  return { value: result, type: 'formula', formula: `IF(COUNT(${read.map(cell).join(',')})=${read.length},IFERROR(ROUND(${sum},${decimals}),""),"")`, formulaResult: result ?? '', style: styles.worked(numberFormat(indicator)) }
}

function withMark(cell: Partial<Cell>, { kind, note, raw }: Mark): Partial<Cell> {
  const style = { ...cell.style, fill: kind === 'wrong' ? styles.wrong : styles.doubtful }
  return { ...cell, ...(raw === undefined || raw === '' ? {} : { value: raw, type: 'string' as const }), style, comment: { author: '校核', text: note } }
}

function noteOf(indicator: Indicator, { dataSet }: TemplateRequest): string {
  const name = (id: string): string => dataSet.indicators.find(other => other.id === id)?.name ?? id
  return [
    printIndicator(indicator),
    ...(indicator.note ? [indicator.note] : []),
    indicator.formula ? `由公式得出：${printFormula(indicator.formula, name)}，不填` : `${valueTypes[indicator.type]}${isNumeric(indicator) && indicator.decimals ? `，${indicator.decimals} 位小数` : ''}${indicator.required ? '，必填' : '，可不填'}${indicator.mayNotApply ? `，可填“${notApplicable}”` : ''}`,
    `出处：${indicator.origin}`,
  ].join('\n')
}

function validationOf(indicator: Indicator, range: string, lists: Lists): DataValidation[] {
  const list = lists.get(indicator.id)
  const common = { range, allowBlank: true, showErrorMessage: true, errorStyle: 'stop' as const, errorTitle: printIndicator(indicator).slice(0, 31) }
  if (list) return [{ ...common, type: 'list', formula1: `${sheetNames.identity}!$${lettersOf(list.column)}$2:$${lettersOf(list.column)}$${list.options.length + 1}`, errorMessage: '请从下拉框选择' }]
  // Where 不适用 may be written, a bound on the number would refuse it.
  if (indicator.mayNotApply) return []
  if (indicator.type === 'date') return [{ ...common, type: 'date', operator: 'between', formula1: '1', formula2: '73050', errorMessage: '请填日期，如 2024-12-16' }]
  if (!isNumeric(indicator)) return []
  const bounds = printBounds(indicator.minimum, indicator.maximum)
  const [low, high] = [indicator.minimum ?? -1e12, indicator.maximum ?? 1e12]
  return [{ ...common, type: indicator.type === 'integer' ? 'whole' : 'decimal', operator: 'between', formula1: String(low), formula2: String(high), errorMessage: `请填${indicator.type === 'integer' ? '整数' : '数字'}${bounds && `，${bounds}`}` }]
}

function guideSheet(request: TemplateRequest): WriteSheet {
  const rows = guideRows(request)
  return {
    name: sheetNames.guide, columns: [{ width: 14 }, { width: 34 }, { width: 12 }, { width: 64 }, { width: 30 }],
    rows: rows.map(row => row.cells), cells: new Map(rows.flatMap((row, r) => row.cells.map((value, c) => [`${r},${c}`, text(value, styles.guide[row.style])] as const))),
    merges: rows.flatMap((row, r) => (row.cells.length === 1 ? [{ startRow: r, endRow: r, startCol: 0, endCol: 4 }] : [])),
    rowDefs: new Map(rows.map(({ style }, r) => [r, { height: style === 'title' ? 34 : 20 }])),
    protection: { sheet: true }, pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  }
}

function identitySheet(request: TemplateRequest, lists: Lists): WriteSheet {
  const said = Object.entries(identityOf(request))
  const columns = [...lists.values()]
  const height = Math.max(said.length, ...columns.map(({ options }) => options.length)) + 1
  return {
    name: sheetNames.identity, veryHidden: true, protection: { sheet: true },
    rows: Array.from({ length: height }, (_, r) => (r === 0 ? ['标识', '', ...lists.keys()] : [said[r - 1]?.[0] ?? null, said[r - 1]?.[1] ?? null, ...columns.map(({ options }) => options[r - 1] ?? null)])),
  }
}
