// A document as plain text, as the web prints it: one paragraph a line. `readNotice` reads it back.
import { printDate } from '../base/plain-date.ts'
import { annexMark, annexNotes, type Block, marksOf, type OfficialDocument } from './official.ts'

/** Without the red head, which is the paper's and not the text's. */
export function plainText(document: OfficialDocument): string {
  const { number, title, addressees, body, annexes, issuers, signedOn, copyTo, print, verification, checkpoint } = document
  const notes = annexNotes(annexes)
  const parts: string[][] = [
    number ? [number] : [],
    title,
    marksOf(document).map(mark => `【${mark}】`),
    addressees.length ? [`${addressees.join('，')}：`] : [],
    body.flatMap(linesOf),
    notes.map((note, i) => `${i === 0 ? '附件：' : '　　　'}${note}`),
    [...issuers, printDate(signedOn)],
    ...annexes.map((annex, i) => [annexMark(i, annexes.length), annex.title, ...annex.blocks.flatMap(linesOf)]),
    copyTo.length ? [`抄送：${copyTo.join('，')}。`] : [],
    print ? [`${print.office}　${printDate(print.on)}印发`] : [],
    verification ? [`核验码：${verification}`] : [],
    checkpoint ? [`登记日志：${checkpoint.replaceAll(/\s*\n\s*/g, ' ').trim()}`] : [],
  ]
  return `${parts.filter(lines => lines.length).map(lines => lines.join('\n')).join('\n\n')}\n`
}

function linesOf(block: Block): string[] {
  switch (block.kind) {
    case 'heading': return [block.text]
    case 'paragraph': return [`${block.lead ?? ''}${block.text}`]
    case 'numbered': return block.items.map((item, i) => `${block.from + i}.${item}`)
    case 'table': return block.unruled?.flatMap(linesOf) ?? [block.columns.map(({ title }) => title), ...block.rows].map(row => row.map(cell => cell.replaceAll(/\s+/g, ' ')).join('\t'))
  }
}
