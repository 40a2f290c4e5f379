// A filled-in workbook → what an import of it would do. Runs in a thread of its own, see `import-worker.ts`.
import { signatureOf } from '#core/base/file-content.ts'
import { problem, Refusal } from '#core/base/problem.ts'
import type { Content } from '#core/reporting/content.ts'
import type { DataSet } from '#core/reporting/data-set.ts'
import { type ImportResult, importResult } from '#core/reporting/import-result.ts'
import { wordsOf } from '#core/reporting/import-problem.ts'
import { type Identity, identityMismatch, identityOf, sheetNames } from '#core/reporting/layout.ts'
import type { Period } from '#core/reporting/period.ts'
import { textOf } from '#core/reporting/read-cell.ts'
import { sheetReader } from '#core/reporting/read-sheet.ts'
import { type Limits, openWorkbook, type SheetEntry, type Workbook } from './workbook-rows.ts'

/** Largest workbook that is read, in bytes. */
export const mostBytes = 50_000_000
const usualLimits: Limits = { inflated: 300_000_000, rows: 100_000, columns: 2000, strings: 2_000_000 }

export type ImportRequest = {
  bytes: Uint8Array
  file: string
  dataSet: DataSet
  period: Period
  organisation: { id: string; name: string }
  towns: readonly { id: string; name: string }[]
  /** what is saved now, and what the checks compare with */
  current: Content
  last?: Content
  yearBefore?: Content
  peers?: Content
}

/** @throws Refusal `file.…`, `reporting.not-template`, `reporting.wrong-template`, `reporting.reading` */
export async function importFile(request: ImportRequest, limits = usualLimits): Promise<ImportResult> {
  const { bytes, file, dataSet, period, towns, current, last, yearBefore, peers } = request
  checkBytes(bytes, file)
  const book = await openWorkbook(bytes, file, limits)
  const notTemplate = (why: string): Refusal => new Refusal(problem('reporting.not-template', { file, why, dataSet: dataSet.title, period: period.title }))
  const identity = await readIdentity(book)
  if (!identity) throw notTemplate('没有模板标识')
  const mismatch = identityMismatch(identity, identityOf(request), dataSet)
  if (mismatch) throw new Refusal(problem('reporting.wrong-template', { file, ...mismatch }))
  const sheet = book.sheets.find(other => other.name === sheetNames.fill)
  if (!sheet) throw notTemplate(`没有工作表“${sheetNames.fill}”`)
  if (sheet.hidden) throw notTemplate(`工作表“${sheetNames.fill}”被隐藏了`)
  const reader = sheetReader({ dataSet, towns, sheet: sheet.name, epoch1904: book.epoch1904 })
  await book.read(sheet, { row: row => reader.row(row), hiddenColumns: (from, to) => reader.hiddenColumns(from, to), merged: range => reader.merged(range) })
  const reading = reader.finish()
  if (!reading) throw notTemplate(`“${sheetNames.fill}”里没有以“代码”开头的一行`)
  for (const extra of book.sheets.filter(other => !isOurs(other))) {
    reading.problems.push({ ...wordsOf('extra-sheet', { raw: extra.name }), code: 'extra-sheet', sheet: extra.name, cell: '', row: 0, town: null, indicator: null, field: '', raw: extra.name })
  }
  return importResult(dataSet, reading, current, { ...(last ? { last } : {}), ...(yearBefore ? { yearBefore } : {}), ...(peers ? { peers } : {}) })
}

function checkBytes(bytes: Uint8Array, file: string): void {
  if (!bytes.length) throw new Refusal(problem('file.empty', { file }))
  if (bytes.length > mostBytes) throw new Refusal(problem('file.too-large', { file, size: `${Math.round(bytes.length / 1e6)} MB`, limit: `${mostBytes / 1e6} MB` }))
  const found = signatureOf(bytes)
  if (found !== 'zip') throw new Refusal(problem('file.type', { file, found: found ?? '不是工作簿', accepted: 'xlsx' }))
}

function isOurs({ name }: SheetEntry): boolean {
  return (Object.values(sheetNames) as string[]).includes(name)
}

async function readIdentity(book: Workbook): Promise<Identity | null> {
  const sheet = book.sheets.find(other => other.name === sheetNames.identity)
  if (!sheet) return null
  const said: Record<string, string> = {}
  await book.read(sheet, { row: ({ cells }) => {
    const key = textOf(cells[0]?.value ?? null)
    if (key && cells[1]) said[key] = String(cells[1].value ?? '')
  } })
  const keys: (keyof Identity)[] = ['format', 'dataSet', 'version', 'title', 'period', 'organisation', 'organisationName', 'digest']
  return keys.every(key => typeof said[key] === 'string') ? (said as unknown as Identity) : null
}
