// 公文 as a Word document in the layout of GB/T 9704—2012, for officials to go on working with. The fonts named are
// those that offices have (方正小标宋简体, 仿宋_GB2312, 楷体_GB2312, 黑体); none is embedded.
import { Document, DocumentGridType, Packer, type Paragraph, type Table } from 'docx'
import { printDate } from '#core/base/plain-date.ts'
import { annexMark, annexNotes, type Block, marksOf, type OfficialDocument } from '#core/document/official.ts'
import { body, flush, fonts, indentOf, line, mm, right, run, size, title, widthOf } from './docx-paragraph.ts'
import { imprint, pageFooters, pageHeaders, redHead } from './docx-frame.ts'
import { ruledTable } from './docx-table.ts'

/** The file's bytes. Marks, page numbers and layout are as in the PDF; Word breaks lines and pages by itself. */
export async function officialDocx(document: OfficialDocument): Promise<Buffer> {
  const file = new Document({
    title: document.title.join(''), creator: document.issuers.join('、'), description: marksOf(document).join('，'),
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { font: fonts.fang, size: size.body } } } },
    sections: [{
      properties: {
        titlePage: document.form === 'letter',
        page: { size: { width: mm(210), height: mm(297) }, margin: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), header: mm(16), footer: mm(21) } },
        grid: { type: DocumentGridType.LINES, linePitch: line },
      },
      headers: pageHeaders(document),
      footers: pageFooters(),
      children: children(document),
    }],
  })
  return Packer.toBuffer(file)
}

function children(document: OfficialDocument): (Paragraph | Table)[] {
  const { addressees, annexes } = document
  const last = document.body.length - 1
  return [
    ...redHead(document),
    ...document.title.map((text, i) => title(text, i === 0 ? line * 1.5 : 0)),
    flush(''),
    ...(addressees.length ? [flush(`${addressees.join('，')}：`)] : []),
    ...document.body.flatMap((block, i) => blocks(block, i === last)),
    ...notes(document),
    ...signature(document),
    ...annexes.flatMap((annex, i) => [flush(annexMark(i, annexes.length), { role: 'hei', newPage: true }), flush(''), title(annex.title), flush(''), ...annex.blocks.flatMap(block => blocks(block, false))]),
    ...imprint(document),
  ]
}

const roles = { 1: 'hei', 2: 'kai', 3: 'fang' } as const

/** The last block stays with the signature, which never stands on a page without text; so does what announces a list with it. */
function blocks(block: Block, keepNext: boolean): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading': return [body([run(block.text, roles[block.level])], { keepNext: true })]
    case 'paragraph': return [body([...(block.lead ? [run(block.lead, 'kai')] : []), run(block.text)], { keepNext: keepNext || block.text.endsWith('：') })]
    case 'numbered': return block.items.map((item, i) => body([run(`${block.from + i}.${item}`)], { keepNext }))
    case 'table': return [ruledTable(block), flush('')]
  }
}

function notes({ annexes }: OfficialDocument): Paragraph[] {
  const names = annexNotes(annexes)
  if (!names.length) return []
  return [flush('', { keepNext: true }), ...names.map((name, i) => body([run(`${i === 0 ? '附件：' : ''}${name}`)], { keepNext: true, indent: { left: indentOf(5), firstLine: 0, hanging: i === 0 ? indentOf(3) : 0 } }))]
}

/** The day ends four characters before the edge; who signs is centred over it (7.3.5). */
function signature({ issuers, signedOn }: OfficialDocument): Paragraph[] {
  const day = printDate(signedOn)
  const indent = (text: string): number => Math.max(0, indentOf(4 + (widthOf(day) - widthOf(text)) / 2))
  return [flush('', { keepNext: true }), flush('', { keepNext: true }), ...issuers.map(issuer => right(issuer, indent(issuer), true)), right(day, indentOf(4), false)]
}
