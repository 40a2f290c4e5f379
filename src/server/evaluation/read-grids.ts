// A data file → grids. Its size is looked at before it is opened.
import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { problem, Refusal } from '#core/base/problem.ts'
import type { Grid } from '#core/evaluation/table.ts'
import { gridsOf, mostBytes, tooLarge } from '#core/evaluation/workbook.ts'

/** @throws Refusal `file.…` for what cannot be read */
export async function readGrids(path: string): Promise<Grid[]> {
  const file = basename(path)
  try {
    const { size } = statSync(path)
    if (size > mostBytes) throw tooLarge(file, size)
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(problem('file.unreadable', { file, why: (error as NodeJS.ErrnoException).code === 'ENOENT' ? '没有这个文件' : (error as Error).message }))
  }
  return gridsOf(new Uint8Array(readFileSync(path)), file)
}
