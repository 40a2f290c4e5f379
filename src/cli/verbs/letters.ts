// zhenpu letters: warning letters and feedback of a decided season, as Word and PDF files. Nothing is recorded.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parsePlainDate } from '#core/base/plain-date.ts'
import { problem, Refusal } from '#core/base/problem.ts'
import { dayInChina } from '#server/http/as-of.ts'
import { letterLabels } from '#core/notice/letter.ts'
import { letterNames, lettersOf } from '#server/season/letters.ts'
import { noticeFile } from '#server/season/notice-file.ts'
import { withRegister } from '../open.ts'
import { printJson } from '../print.ts'

export async function letters(id: string, { out, deadline, reviewBy, json }: { out: string; deadline: string; reviewBy: string; json?: boolean }): Promise<number> {
  return withRegister(async ({ database, context }) => {
    const made = await database.read(tx => lettersOf(tx, id, { signedOn: dayInChina(context.now()), deadline: day(deadline), reviewBy: day(reviewBy) }))
    mkdirSync(out, { recursive: true })
    const names = letterNames(made)
    for (const [i, { document }] of made.entries()) {
      for (const format of ['docx', 'pdf'] as const) {
        const { base64 } = await noticeFile(document, format, { draft: true, fonts: context.fonts ?? null })
        writeFileSync(join(out, `${names[i]}.${format}`), Buffer.from(base64, 'base64'))
      }
    }
    const counts = Object.entries(letterLabels).map(([kind, label]) => ({ kind, label, count: made.filter(letter => letter.kind === kind).length }))
    if (json) printJson({ season: id, out, letters: counts })
    else console.error(`已在 ${out} 写出${counts.map(({ label, count }) => `${label} ${count} 份`).join('，')}（都是草稿，各有 Word 与 PDF）。`)
    return 0
  })
}

function day(text: string): string {
  const read = parsePlainDate(text)
  if (!read.ok) throw new Refusal(problem('request.invalid', { why: `“${text}”不是日期，请写成 2026-03-31` }))
  return read.value
}
