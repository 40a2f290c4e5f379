// 公文 as PDF: what the template is given, and nothing for it to work out.
import { printDate } from '#core/base/plain-date.ts'
import { annexMark, annexNotes, marksOf, type OfficialDocument } from '#core/document/official.ts'
import type { Typesetter } from './typesetter.ts'

/** Refuses with `document.glyph` where no font has a character. The same document gives the same bytes. */
export function officialPdf(document: OfficialDocument, typesetter: Typesetter): Buffer {
  return typesetter.pdf('official', paperOf(document), { on: Date.parse(`${document.signedOn}T00:00:00Z`) / 1000 })
}

function paperOf(document: OfficialDocument): object {
  const { form, issuers, number, title, addressees, body, annexes, signedOn, copyTo, print, verification, checkpoint } = document
  return {
    form, issuers, number: number ?? '', title, addressees, body, copyTo,
    day: printDate(signedOn),
    marks: marksOf(document),
    notes: annexNotes(annexes),
    annexes: annexes.map((annex, i) => ({ ...annex, mark: annexMark(i, annexes.length) })),
    print: print && { office: print.office, day: printDate(print.on) },
    trace: [...(verification ? [`核验码：${verification}`] : []), ...(checkpoint ? [`登记日志：${checkpoint.replaceAll(/\s*\n\s*/g, ' ').trim()}`] : [])],
  }
}
