import fc from 'fast-check'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { everyKind, sheet, teaDocument } from '#core/document/document.fixture.ts'
import type { OfficialDocument } from '#core/document/official.ts'
import { officialPdf } from './official.ts'
import { fontsOf, pagesOf } from './pdf.fixture.ts'
import { scoreSheetPdf } from './score-sheet.ts'
import { startTypesetter } from './typesetter.ts'

const typesetter = startTypesetter()
const [evaluation, publication] = everyKind as [typeof everyKind[0], typeof everyKind[0]]
const bare = (text: string): string => text.replaceAll(/\s/g, '')

const folder = mkdtempSync(join(tmpdir(), 'zhenpu-fonts-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('a document as PDF', () => {
  it.each(everyKind.map(content => [content.kind, content] as const))('%s says all that the document says, on marked pages, in the fonts it should', (_, content) => {
    const document = teaDocument(content, { draft: true })
    const pdf = officialPdf(document, typesetter)
    expect(fontsOf(pdf)).toEqual(['NotoSerifSC-Bold', 'NotoSerifSC-Regular'])
    const pages = pagesOf(pdf)
    for (const page of pages) expect(page).toContain('演示数据·草稿')
    const text = pages.join('')
    for (const words of ['核验码：7K2M-QX4T', bare(document.checkpoint ?? ''), ...document.issuers, '2024年12月16日', ...document.copyTo, ...(document.print ? [`${document.print.office}2024年12月16日印发`] : [])]) expect(pages.slice(-2).join('')).toContain(words)
    const blocks = [...document.body, ...document.annexes.flatMap(annex => annex.blocks)]
    const said = [...document.title, document.number ?? '', ...blocks.flatMap(block => block.kind === 'numbered' ? block.items : block.kind === 'table' ? block.rows.flat() : [block.text])]
    // A paragraph may go on over the page, where the page's number and mark stand in between.
    for (const words of said.flatMap(each => bare(each).match(/.{1,12}/gs) ?? [])) expect(text.includes(words) || pages.some((page, i) => pages[i + 1] && spans(page, pages[i + 1] as string, words))).toBe(true)
  })

  it('is the same, byte for byte, when made again', () => {
    const document = teaDocument(evaluation)
    expect(officialPdf(document, startTypesetter()).equals(officialPdf(document, typesetter))).toBe(true)
  })

  it('numbers its pages at the outer side', () => {
    const pages = pagesOf(officialPdf(teaDocument(publication), typesetter))
    pages.forEach((page, i) => expect(page).toContain(`—${i + 1}—`))
  })

  it('never takes a text for markup', () => {
    const hostile = fc.string({ unit: fc.constantFrom('#', '*', '_', '$', '[', ']', '{', '}', '<', '>', '@', '`', '\\', '/', '=', '-', '+', '~', '"', "'", '茶', '镇', 'a', '1', '(', ')', '.', ';', ':', '，', 'panic'), minLength: 1, maxLength: 24 })
    fc.assert(fc.property(fc.array(hostile, { minLength: 6, maxLength: 6 }), texts => {
      const [title, issuer, addressee, lead, text, item] = texts as [string, string, string, string, string, string]
      const document: OfficialDocument = {
        form: 'document', issuers: [issuer], number: text, title: [title], addressees: [addressee], annexes: [{ title, blocks: [{ kind: 'numbered', from: 1, items: [item] }] }],
        body: [{ kind: 'heading', level: 1, text }, { kind: 'paragraph', lead, text }, { kind: 'table', columns: [{ title, width: 1 }], rows: [[item]] }],
        signedOn: '2024-12-16', copyTo: [addressee], print: { office: issuer, on: '2024-12-16' }, verification: lead, checkpoint: text, demo: false, draft: false,
      }
      const pages = pagesOf(officialPdf(document, typesetter)).join('')
      for (const each of texts) expect(pages).toContain(bare(each))
    }), { numRuns: 60 })
  })

  it('refuses a character that no font has, and says which', () => {
    const document = { ...teaDocument(evaluation), addressees: ['云溪市\u{1F375}茶办'] }
    expect(() => officialPdf(document, typesetter)).toThrow(expect.objectContaining({ problem: { code: 'document.glyph', params: { characters: '\u{1F375}', codes: 'U+1F375' } } }))
  })

  it('has the rare characters of names', () => {
    const rare = '喆昇赟翀珅玥垚䶮㛃㤘𬀩𫖯'
    expect(pagesOf(officialPdf({ ...teaDocument(evaluation), addressees: [rare] }, typesetter)).join('')).toContain(rare)
  })

  it('uses the operator’s own fonts where they serve a role, and names the file that is no font', () => {
    // A face that calls itself KaiTi: the medium weight with its family's name rewritten in place.
    const bytes = readFileSync(join(dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-serif-sc/package.json')), '500Medium', 'NotoSerifSC_500Medium.ttf'))
    const utf16 = (name: string): Buffer => Buffer.from(name, 'utf16le').swap16()
    for (let at = bytes.indexOf(utf16('Noto Serif SC')); at >= 0; at = bytes.indexOf(utf16('Noto Serif SC'), at)) utf16('KaiTi of Test').copy(bytes, at)
    writeFileSync(join(folder, 'own.ttf'), bytes)
    const own = startTypesetter(folder)
    expect(own.fonts.roles.kai.families).toEqual(['KaiTi of Test', 'Noto Serif SC'])
    expect(own.fonts.roles.fang.families).toEqual(['Noto Serif SC'])
    expect(fontsOf(officialPdf(teaDocument(evaluation), own))).toEqual(['NotoSerifSC-Bold', 'NotoSerifSC-Medium', 'NotoSerifSC-Regular'])
    // The compiler would pass over a font it cannot use, in silence: here the table 'head' is missing.
    bytes.write('hexd', bytes.indexOf('head'), 'latin1')
    writeFileSync(join(folder, 'own.ttf'), bytes)
    expect(() => startTypesetter(folder)).toThrow(expect.objectContaining({ problem: { code: 'document.font', params: { families: 'KaiTi of Test' } } }))
    writeFileSync(join(folder, 'broken.otf'), 'no font at all')
    expect(() => startTypesetter(folder)).toThrow(expect.objectContaining({ problem: expect.objectContaining({ code: 'file.broken' }) }))
  })
})

describe('a score sheet as PDF', () => {
  it('says every row, the sum and where it comes from', () => {
    const pdf = scoreSheetPdf(sheet, typesetter)
    expect(fontsOf(pdf)).toEqual(['NotoSerifSC-Bold', 'NotoSerifSC-Regular'])
    const text = pagesOf(pdf).join('')
    for (const row of sheet.dimensions.flatMap(dimension => dimension.rows)) for (const words of [row.name, row.formula, row.source, row.remark]) expect(text).toContain(bare(words))
    for (const words of ['演示数据', '31.375', '71.375', '公布得分71.38', '第4名（共6个）', sheet.scheme.hash, '缺报', '第1页，共1页', '来源：2023年度评估数据表']) expect(text).toContain(words)
  })

  it('has no total where there is no score', () => {
    const text = pagesOf(scoreSheetPdf({ ...sheet, state: '数据不足', grade: null, rank: null, demo: false, total: { ...sheet.total, score: null, published: null } }, typesetter)).join('')
    expect(text).toContain('数据不足，不计总分')
    expect(text).not.toContain('演示数据')
  })
})

/** Whether words begin on one page and end on the next. */
function spans(page: string, next: string, words: string): boolean {
  return Array.from({ length: words.length - 1 }, (_, i) => i + 1).some(i => page.includes(words.slice(0, i)) && next.includes(words.slice(i)))
}
