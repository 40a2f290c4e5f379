// 批注副本: the filled-in sheet as it was understood, cells in question coloured with a note, and a list of every problem.
// It is a template again: what is mended in it can be uploaded as it is.
import type { Cell, WriteSheet } from 'hucre'
import { withChanges } from '#core/reporting/content.ts'
import type { ImportResult } from '#core/reporting/import-result.ts'
import { columnsOf, headRows, lettersOf, sheetNames, type TemplateRequest } from '#core/reporting/layout.ts'
import { styles } from './template-styles.ts'
import { type Mark, templateWorkbook } from './template-workbook.ts'

/** @param request as for the template that was filled in; `current` is what is saved */
export async function annotatedCopy(request: TemplateRequest, result: ImportResult): Promise<Uint8Array> {
  const marks = new Map<string, Mark>()
  const add = (key: string, mark: Mark): void => {
    const before = marks.get(key)
    marks.set(key, before ? { ...before, ...mark, kind: before.kind === 'wrong' ? 'wrong' : mark.kind, note: `${before.note}\n${mark.note}` } : mark)
  }
  for (const { town, indicator, severity, message, mend, raw } of result.problems) if (town && indicator) add(`${town}/${indicator}`, { kind: severity === 'refused' ? 'wrong' : 'doubtful', note: `${message}。${mend}。`, ...(severity === 'refused' ? { raw } : {}) })
  for (const { town, indicators, severity, message, mend } of result.findings) add(`${town}/${indicators[0]}`, { kind: severity === 'hard' ? 'wrong' : 'doubtful', note: `${message}。${mend}。` })
  return templateWorkbook({ ...request, current: withChanges(request.current, result.changes) }, { marks, before: [problemSheet(request, result)] })
}

const headings = ['序号', '性质', '原表位置', '本表位置', '小镇', '栏目', '问题', '怎样改', '原来填的'] as const
const widths = [7, 10, 16, 11, 26, 26, 60, 46, 22]
const kinds = { refused: '未采用', warning: '警示', note: '说明', hard: '须改正', soft: '须说明' } as const

function problemSheet(request: TemplateRequest, result: ImportResult): WriteSheet {
  const columns = columnsOf(request.dataSet, request.last !== null)
  const names = new Map(request.towns.map(({ id, name }, i) => [id, { name, row: headRows.first + i + 1 }]))
  const here = (town: string | null, indicator: string | null): string => {
    const [row, column] = [names.get(town ?? '')?.row, columns.findIndex(other => other.kind === 'value' && other.indicator?.id === indicator)]
    return row && column >= 0 ? `${lettersOf(column)}${row}` : ''
  }
  const lines = [
    ...result.problems.map(one => ({ kind: kinds[one.severity], from: `${one.sheet}!${one.cell || '—'}`, town: one.town, indicator: one.indicator, field: one.field, message: one.message, mend: one.mend, raw: one.raw })),
    ...result.findings.map(one => ({ kind: kinds[one.severity], from: one.cell ? `${sheetNames.fill}!${one.cell}` : '', town: one.town, indicator: one.indicators[0] ?? '', field: request.dataSet.indicators.find(({ id }) => id === one.indicators[0])?.name ?? '', message: one.message, mend: one.mend, raw: '' })),
  ]
  const summary = `可采用 ${result.accepted} 格，未采用 ${result.refused} 格；与已保存的相比：新增 ${result.added}，改动 ${result.changed}，清空 ${result.cleared}，相同 ${result.same}${result.omitted ? `；问题太多，另有 ${result.omitted} 处没有列出` : ''}`
  const cells = new Map<string, Partial<Cell>>([['0,0', { value: summary, type: 'string', style: styles.guide.line }]])
  for (const [c, heading] of headings.entries()) cells.set(`1,${c}`, { value: heading, type: 'string', style: styles.head })
  for (const [i, line] of lines.entries()) {
    const at = here(line.town, line.indicator)
    const values = [i + 1, line.kind, line.from, at, names.get(line.town ?? '')?.name ?? '', line.field, line.message, line.mend, line.raw]
    for (const [c, value] of values.entries()) {
      const fill = c === 1 ? { fill: line.kind === '未采用' || line.kind === '须改正' ? styles.wrong : styles.doubtful } : {}
      cells.set(`${i + 2},${c}`, { value, type: typeof value === 'number' ? 'number' : 'string', style: { ...styles.guide.row, numFmt: typeof value === 'number' ? '0' : '@', ...fill }, ...(c === 3 && at ? { hyperlink: { target: '', location: `${sheetNames.fill}!${at}` } } : {}) })
    }
  }
  return {
    name: sheetNames.problems, columns: widths.map(width => ({ width })), rows: Array.from({ length: lines.length + 2 }, () => []), cells,
    // A column 60 wide holds 30 characters of Chinese; programs do not grow rows of a file they did not write.
    rowDefs: new Map([[0, { height: 24 }], [1, { height: 22 }], ...lines.map(({ message, mend }, i) => [i + 2, { height: 6 + 15 * Math.max(1, Math.ceil(message.length / 28), Math.ceil(mend.length / 21)) }] as const)]),
    merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: headings.length - 1 }], freezePane: { rows: 2 }, autoFilter: { range: `A2:I${lines.length + 2}` },
    pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '$2:$2' },
  }
}
