// A ruled table in an official document: its head is repeated on every page, rows are not broken.
import { AlignmentType, Paragraph, Table, TableCell, TableRow, VerticalAlign, WidthType } from 'docx'
import type { Table as TableBlock } from '#core/document/official.ts'
import { mm, type Role, run } from './docx-paragraph.ts'

/** 小四 */
const size = 24

export function ruledTable({ columns, rows }: TableBlock): Table {
  const whole = columns.reduce((sum, column) => sum + column.width, 0)
  const widths = columns.map(column => Math.round((mm(156) * column.width) / whole))
  const row = (cells: readonly string[], head: boolean): TableRow => new TableRow({
    tableHeader: head, cantSplit: true,
    children: columns.map((column, i) => cell(cells[i] ?? '', { width: widths[i] as number, role: head ? 'hei' : 'fang', align: head ? 'center' : column.align ?? 'left' })),
  })
  return new Table({ width: { size: mm(156), type: WidthType.DXA }, columnWidths: widths, rows: [row(columns.map(({ title }) => title), true), ...rows.map(cells => row(cells, false))] })
}

function cell(text: string, { width, role, align }: { width: number; role: Role; align: 'left' | 'center' | 'right' }): TableCell {
  const alignment = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT }[align]
  return new TableCell({
    width: { size: width, type: WidthType.DXA }, verticalAlign: VerticalAlign.CENTER, margins: { top: 60, bottom: 60, left: 100, right: 100 },
    children: [new Paragraph({ alignment, children: [run(text, role, { size })] })],
  })
}
