// What a file says, for a first look, in plain words. Runs in the checking process: whatever a file does to its reader, it
// does to that process alone.
import type { Preview } from '#contract/preview.ts'
import { fileKinds } from '#core/attachment/attachment.ts'
import { messageOf, Refusal } from '#core/base/problem.ts'
import { gridsOf } from '#core/evaluation/workbook.ts'
import { textOf } from '../intake/read-document.ts'
import { pdfPages } from './check-pdf.ts'

const most = { lines: 400, letters: 400, sheets: 8, rows: 60, columns: 24, cell: 200 }

type Reader = (bytes: Buffer, name: string) => Preview | Promise<Preview>

const readers: Readonly<Record<string, Reader>> = {
  docx: readText, txt: readText, xlsx: readSheets, csv: readSheets,
  jpg: () => ({ kind: 'picture' }), png: () => ({ kind: 'picture' }),
  pdf: bytes => ({ kind: 'none', why: 'PDF 不在这里显示，请下载后查看。', pages: pdfPages(bytes) }),
}

/** By the type that its check gave it; what cannot be read is none, with the reason. */
export async function readPreview(bytes: Buffer, { name, type }: { name: string; type: string }): Promise<Preview> {
  const reader = readers[fileKinds.find(kind => kind.type === type)?.id ?? { 'text/plain': 'txt', 'text/csv': 'csv' }[type] ?? '']
  if (!reader) return { kind: 'none', why: '这种文件没有预览，请下载后查看。', pages: null }
  try {
    return await reader(bytes, name)
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'none', why: messageOf(error.problem), pages: null }
    throw error
  }
}

function readText(bytes: Buffer, name: string): Preview {
  const all = textOf(bytes, name).split(/\r\n?|\n/).map(line => line.trimEnd())
  const lines = all.flatMap(line => (line.length > most.letters ? line.match(new RegExp(`.{1,${most.letters}}`, 'gu')) ?? [] : [line]))
  return { kind: 'text', lines: lines.slice(0, most.lines).map(clean), cut: lines.length > most.lines }
}

async function readSheets(bytes: Buffer, name: string): Promise<Preview> {
  const grids = await gridsOf(bytes, name)
  const sheets = grids.slice(0, most.sheets).map(({ sheet, hidden, rows }) => ({
    name: clean(sheet), hidden, allRows: rows.length, allColumns: rows.reduce((widest, row) => Math.max(widest, row.length), 0),
    rows: rows.slice(0, most.rows).map(row => row.slice(0, most.columns).map(({ value, percent }) => cellWord(value, percent ?? false))),
  }))
  return { kind: 'sheets', sheets, cut: grids.length > most.sheets || sheets.some(sheet => sheet.allRows > most.rows || sheet.allColumns > most.columns) }
}

function cellWord(value: string | number | boolean | null, percent: boolean): string {
  if (typeof value === 'number') return percent ? `${Number((value * 100).toPrecision(12))}%` : String(value)
  return typeof value === 'boolean' ? (value ? '是' : '否') : clean(value ?? '').slice(0, most.cell)
}

/** Without what is not seen, or turns the direction of writing. */
function clean(text: string): string {
  return text.replaceAll(/[\0-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
}
