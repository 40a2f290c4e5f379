// Score sheets of all towns of an evaluation as files: one XLSX and one PDF each.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Evaluation } from '#core/evaluation/evaluate.ts'
import type { Scheme } from '#core/evaluation/scheme.ts'
import { type SheetFrame, scoreSheetOf } from '#core/document/score-sheet-of.ts'
import { sheetTitle } from '#core/document/score-sheet.ts'
import { scoreSheetXlsx } from './official/score-sheet-xlsx.ts'
import { scoreSheetPdf } from './pdf/score-sheet.ts'
import { startTypesetter } from './pdf/typesetter.ts'

/** Writes two files for each unit that was evaluated, and gives their number. The same evaluation gives the same names. */
export async function writeScoreSheets(folder: string, scheme: Scheme, evaluation: Evaluation, frame: SheetFrame, fonts: string | null = null): Promise<number> {
  mkdirSync(folder, { recursive: true })
  const typesetter = startTypesetter(fonts)
  const units = evaluation.units.filter(unit => unit.parts.length > 0)
  for (const unit of units) {
    const sheet = scoreSheetOf(scheme, evaluation, unit, frame)
    const name = sheetTitle(sheet).replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '_')
    writeFileSync(join(folder, `${name}.xlsx`), await scoreSheetXlsx(sheet))
    writeFileSync(join(folder, `${name}.pdf`), scoreSheetPdf(sheet, typesetter))
  }
  return units.length * 2
}
