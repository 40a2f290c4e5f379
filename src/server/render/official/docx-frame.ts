// What surrounds the text: the red head or a letter's, page numbers, marks on every page, the imprint at the foot.
import {
  AlignmentType, BorderStyle, Footer, Header, type IBorderOptions, LineRuleType, PageNumber, Paragraph, RelativeHorizontalPosition, RelativeVerticalPosition, Table, TableAnchorType, TableCell, TableRow, TabStopType, TextRun, WidthType,
} from 'docx'
import { printDate } from '#core/base/plain-date.ts'
import { marksOf, type OfficialDocument } from '#core/document/official.ts'
import { exact, fonts, line, mm, red, run, size, widthOf } from './docx-paragraph.ts'

/** 156 mm in points. */
const width = 442

/** The mark 35 mm under the text area's top, two lines, the number, a red rule 4 mm below it (7.2). A letter: the number alone. */
export function redHead({ form, issuers, number }: OfficialDocument): Paragraph[] {
  if (form === 'letter') return number ? [new Paragraph({ children: [run(number)], alignment: AlignmentType.RIGHT, spacing: exact })] : []
  const mark = `${issuers[0]}文件`
  return [
    new Paragraph({ children: [issuerRun(mark, 42)], alignment: AlignmentType.CENTER, spacing: { before: mm(35), after: 2 * line } }),
    new Paragraph({ children: number ? [run(number)] : [], alignment: AlignmentType.CENTER, spacing: exact, border: { bottom: { style: BorderStyle.SINGLE, color: red, size: 12, space: 11 } } }),
  ]
}

export function pageHeaders(document: OfficialDocument): { default: Header; even: Header; first: Header } {
  const marks = marksOf(document)
  const mark = (alignment: 'left' | 'right'): Paragraph[] => [new Paragraph({ alignment, children: marks.length ? [new TextRun({ text: ` ${marks.join(' · ')} `, font: fonts.hei, size: 24, color: red, border: { style: BorderStyle.SINGLE, size: 8, color: red } })] : [] })]
  // 10.1: a letter's head stands 30 mm from the page's top, its rules are 170 mm wide.
  const letter = new Paragraph({ children: [issuerRun(document.issuers[0] as string, 36)], alignment: AlignmentType.CENTER, indent: beyond, spacing: { before: mm(marks.length ? 7 : 8), after: mm(4) }, border: { bottom: { style: BorderStyle.THICK_THIN_SMALL_GAP, color: red, size: 24, space: 8 } } })
  return { default: new Header({ children: mark('right') }), even: new Header({ children: mark('right') }), first: new Header({ children: [...mark('right'), letter] }) }
}

/** — 1 — at the outer side, one character in (7.5); a letter's first page has a double rule instead. */
export function pageFooters(): { default: Footer; even: Footer; first: Footer } {
  const number = (alignment: 'left' | 'right'): Footer => new Footer({ children: [new Paragraph({
    alignment, indent: alignment === 'left' ? { left: 280 } : { right: 280 },
    children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: fonts.song, size: size.small })],
  })] })
  const rule = new Paragraph({ indent: beyond, border: { top: { style: BorderStyle.THIN_THICK_SMALL_GAP, color: red, size: 24, space: 1 } } })
  return { default: number('right'), even: number('left'), first: new Footer({ children: [rule] }) }
}

/** 抄送, 印发, the code and the log's state, as a table that floats to the foot of the last page's text area (7.4). */
export function imprint({ copyTo, print, verification, checkpoint }: OfficialDocument): (Paragraph | Table)[] {
  const trace = [...(verification ? [`核验码：${verification}`] : []), ...(checkpoint ? [`登记日志：${checkpoint.replaceAll(/\s*\n\s*/g, ' ').trim()}`] : [])]
  const printed = [
    ...(copyTo.length ? [new Paragraph({ ...small, indent: { left: 280 + 840, hanging: 840, right: 280 }, children: [smallRun(`抄送：${copyTo.join('，')}。`)] })] : []),
    ...(print ? [new Paragraph({ ...small, indent: { left: 280, right: 280 }, tabStops: [{ type: TabStopType.RIGHT, position: mm(156) - 280 }], children: [smallRun(`${print.office}\t${printDate(print.on)}印发`)] })] : []),
  ]
  if (!printed.length && !trace.length) return []
  const rows = printed.map((paragraph, i) => footRow([paragraph], { top: i === 0 ? thick : thin, bottom: i === printed.length - 1 ? thick : thin }))
  if (trace.length) rows.push(footRow(trace.map(text => new Paragraph({ children: [new TextRun({ text, font: fonts.fang, size: size.trace, color: '4D4D4D' })] })), { top: printed.length ? thick : none, bottom: none }))
  const float = { horizontalAnchor: TableAnchorType.MARGIN, verticalAnchor: TableAnchorType.MARGIN, relativeHorizontalPosition: RelativeHorizontalPosition.LEFT, relativeVerticalPosition: RelativeVerticalPosition.BOTTOM }
  // Word wants a paragraph after a table; this one takes no room.
  return [new Table({ float, rows, width: { size: mm(156), type: WidthType.DXA }, columnWidths: [mm(156)] }), new Paragraph({ spacing: { line: 20, lineRule: LineRuleType.EXACT, before: 0, after: 0 } })]
}

function footRow(children: Paragraph[], { top, bottom }: { top: IBorderOptions; bottom: IBorderOptions }): TableRow {
  return new TableRow({ cantSplit: true, children: [new TableCell({ children, margins: { top: 40, bottom: 40, left: 0, right: 0 }, borders: { top, bottom, left: none, right: none } })] })
}

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const thick = { style: BorderStyle.SINGLE, size: 8, color: '000000' } as const
const thin = { style: BorderStyle.SINGLE, size: 6, color: '000000' } as const
const small = { autoSpaceEastAsianText: false, spacing: { line: 420, lineRule: LineRuleType.EXACT, before: 0, after: 0 } }

const beyond = { left: -mm(7), right: -mm(7) }

function issuerRun(text: string, most: number): TextRun {
  return run(text, 'title', { size: 2 * Math.floor(Math.min(most, width / widthOf(text))), color: red })
}

function smallRun(text: string): TextRun {
  return new TextRun({ text, font: fonts.fang, size: size.small })
}
