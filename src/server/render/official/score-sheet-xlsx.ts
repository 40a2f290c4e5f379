// 评分表 as a workbook that computes: scores, subtotals, total, published score and grade are formulas over the points
// and weights, so that a clerk can change a figure and see what follows. What was computed is kept beside as result.
import { writeXlsx, type Cell, type CellStyle } from 'hucre'
import { printDate } from '#core/base/plain-date.ts'
import { dimensionTotal, type ScoreRow, type ScoreSheet, sheetFacts, sheetScheme, sheetTitle } from '#core/document/score-sheet.ts'

const headings = ['指标', '数值', '单位', '来源', '计分过程', '得分率', '权重', '得分', '备注'] as const
const widths = [20, 10, 7, 16, 36, 9, 8, 10, 14]

/** Columns of points, weight and score. */
const [points, weight, score] = ['F', 'G', 'H'] as const

export async function scoreSheetXlsx(sheet: ScoreSheet): Promise<Buffer> {
  const paper = layOut(sheet)
  const bytes = await writeXlsx({
    sheets: [{
      name: '评分表',
      columns: widths.map(width => ({ width })),
      rows: paper.rows.map(row => row.map(cell => cell.value ?? null)),
      cells: new Map(paper.rows.flatMap((row, r) => row.map((cell, c) => [`${r},${c}`, cell] as const))),
      merges: paper.merges,
      pageSetup: { paperSize: 'a4', orientation: 'portrait', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: `$${paper.head}:$${paper.head}` },
      headerFooter: { ...(sheet.demo ? { oddHeader: '&R演示数据' } : {}), oddFooter: `&L制表：${printDate(sheet.printedOn)}&R第 &P 页，共 &N 页` },
    }],
  })
  return Buffer.from(bytes)
}

type Sheet = { rows: Partial<Cell>[][]; merges: { startRow: number; startCol: number; endRow: number; endCol: number }[]; head: number }

function layOut(sheet: ScoreSheet): Sheet {
  const paper: Sheet = { rows: [], merges: [], head: 0 }
  const wide = (cells: Partial<Cell>[], ...spans: [from: number, to: number][]): void => {
    paper.rows.push(cells)
    for (const [startCol, endCol] of spans) paper.merges.push({ startRow: paper.rows.length - 1, startCol, endRow: paper.rows.length - 1, endCol })
  }
  if (sheet.demo) wide([text('演示数据', demo)], [0, 8])
  wide([text(sheetTitle(sheet), title)], [0, 8])
  const facts = [...sheetFacts(sheet)]
  for (let i = 0; i < facts.length; i += 2) {
    const [left, right] = [facts[i], facts[i + 1]]
    wide([text(left?.[0], bold), text(left?.[1]), blank, blank, text(right?.[0], bold), text(right?.[1])], [1, 3], [5, 8])
  }
  for (const [label, value] of sheetScheme(sheet)) wide([text(label, bold), text(value)], [1, 8])
  paper.rows.push(headings.map(name => text(name, head)))
  paper.head = paper.rows.length

  const spans: [from: number, to: number][] = []
  for (const dimension of sheet.dimensions) {
    wide([text(dimension.name, bold)], [0, 8])
    const from = paper.rows.length + 1
    for (const row of dimension.rows) paper.rows.push(rowCells(row, paper.rows.length + 1))
    const to = paper.rows.length
    const sum = dimensionTotal(dimension)
    const over = (column: string): string => (to < from ? '0' : `SUM(${column}${from}:${column}${to})`)
    paper.rows.push([text('小计', bold), blank, blank, blank, blank, blank, formula(over(weight), sum.weight), formula(over(score), sum.score), blank])
    if (to >= from) spans.push([from, to])
  }
  totalRows(sheet, paper, spans)
  for (const note of [...sheet.notes, `来源：${sheet.source}`, ...(sheet.verification ? [`核验码：${sheet.verification}`] : [])]) wide([text(note, wrapped)], [0, 8])
  return paper
}

function rowCells(row: ScoreRow, at: number): Partial<Cell>[] {
  return [
    text(`${row.code} ${row.name}`), row.value === null ? blank : typeof row.value === 'number' ? number(row.value) : text(row.value), text(row.unit),
    text(row.source), text(row.formula), row.points === null ? blank : number(row.points), number(row.weight),
    formula(`${points}${at}*${weight}${at}/100`, row.score), text(row.remark),
  ]
}

/** The total adds the rows, not the subtotals: in the order in which the engine adds them. */
function totalRows({ total, bands, grade, dimensions }: ScoreSheet, paper: Sheet, spans: readonly (readonly [number, number])[]): void {
  const over = (column: string): string => (spans.length ? `SUM(${spans.map(([from, to]) => `${column}${from}:${column}${to}`).join(',')})` : '0')
  const whole = dimensions.map(dimensionTotal).reduce((sum, { weight }) => sum + weight, 0)
  const at = paper.rows.length + 1
  const cells = (label: string, ...last: [Partial<Cell>, Partial<Cell>]): Partial<Cell>[] => [text(label, bold), blank, blank, blank, blank, blank, ...last, blank]
  paper.rows.push(cells('合计', formula(over(weight), whole), total.score === null ? text('—') : formula(over(score), total.score)))
  if (total.score === null || total.published === null) return
  // The engine rounds at 1e-9 first, so that binary noise never decides.
  paper.rows.push(cells('公布得分', blank, { ...formula(`ROUND(ROUND(${score}${at},9),${total.precision})`, total.published), style: { ...cell, numFmt: total.precision ? `0.${'0'.repeat(total.precision)}` : '0' } }))
  if (!grade) return
  const graded = bands.length ? bands.slice(0, -1).reduceRight((rest, { label, from }) => `IF(${score}${at + 1}>=${from},${quoted(label)},${rest})`, quoted(bands.at(-1)?.label ?? '')) : null
  paper.rows.push(cells('等级', blank, graded ? { ...formula(graded, grade) } : text(grade)))
}

/** A text in a formula: quotation marks are doubled. */
function quoted(label: string): string {
  return `"${label.replaceAll('"', '""')}"`
}

const side = { style: 'thin', color: { rgb: '999999' } } as const
const cell: CellStyle = { border: { top: side, bottom: side, left: side, right: side }, alignment: { vertical: 'center', wrapText: true }, font: { name: '宋体', size: 10 } }
const bold: CellStyle = { ...cell, font: { name: '宋体', size: 10, bold: true } }
const head: CellStyle = { ...bold, alignment: { horizontal: 'center', vertical: 'center' }, fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'EEEEEE' } } }
const title: CellStyle = { font: { name: '宋体', size: 16, bold: true }, alignment: { horizontal: 'center' } }
const demo: CellStyle = { font: { name: '宋体', size: 12, bold: true, color: { rgb: 'E60012' } }, alignment: { horizontal: 'right' } }
const wrapped: CellStyle = { font: { name: '宋体', size: 10 }, alignment: { wrapText: true } }
const blank: Partial<Cell> = { value: null, style: cell }

function text(value: string | undefined, style: CellStyle = cell): Partial<Cell> {
  return { value: value ?? '', type: 'string', style }
}

function number(value: number): Partial<Cell> {
  return { value, type: 'number', style: cell }
}

function formula(expression: string, result: number | string): Partial<Cell> {
  return { value: result, type: 'formula', formula: expression, formulaResult: result, style: cell }
}
