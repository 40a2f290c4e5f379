// 评分表 as PDF: figures as they are printed, so that the template has nothing to round.
import { printDate } from '#core/base/plain-date.ts'
import { dimensionTotal, printBands, printFigure, printValue, type ScoreRow, type ScoreSheet, sheetFacts, sheetScheme, sheetTitle } from '#core/document/score-sheet.ts'
import type { Typesetter } from './typesetter.ts'

/** Refuses with `document.glyph` where no font has a character. The same sheet gives the same bytes. */
export function scoreSheetPdf(sheet: ScoreSheet, typesetter: Typesetter): Buffer {
  return typesetter.pdf('score-sheet', paperOf(sheet), { on: Date.parse(`${sheet.printedOn}T00:00:00Z`) / 1000 })
}

function paperOf(sheet: ScoreSheet): object {
  const totals = sheet.dimensions.map(dimensionTotal)
  const { total, source, printedOn, verification } = sheet
  return {
    title: sheetTitle(sheet), demo: sheet.demo, facts: sheetFacts(sheet), scheme: sheetScheme(sheet), notes: sheet.notes,
    dimensions: sheet.dimensions.map((dimension, i) => ({ name: dimension.name, rows: dimension.rows.map(rowOf), weight: printFigure(totals[i]?.weight ?? 0), score: printFigure(totals[i]?.score ?? 0) })),
    weight: printFigure(totals.reduce((sum, { weight }) => sum + weight, 0)),
    score: total.score === null ? '—' : printFigure(total.score),
    result: resultLines(sheet),
    foot: [`来源：${source}`, `制表：${printDate(printedOn)}`, ...(verification ? [`核验码：${verification}`] : [])],
  }
}

function rowOf(row: ScoreRow): object {
  return {
    indicator: `${row.code} ${row.name}`, value: printValue(row), source: row.source, formula: row.formula,
    points: row.points === null ? '—' : printFigure(row.points), weight: printFigure(row.weight), score: printFigure(row.score), remark: row.remark,
  }
}

function resultLines(sheet: ScoreSheet): string[] {
  const { total, grade } = sheet
  if (total.score === null || total.published === null) return [`${sheet.state}，不计总分。`]
  return [
    `得分＝得分率×权重÷100。合计 ${printFigure(total.score, 9)}，四舍五入取 ${total.precision} 位小数，公布得分 ${total.published.toFixed(total.precision)}${grade ? `，等级为${grade}` : ''}。`,
    ...(sheet.bands.length ? [`等级界线：${printBands(sheet)}。`] : []),
  ]
}
