import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { everyKind, sheet, teaDocument } from '#core/document/document.fixture.ts'
import { plainText } from '#core/document/plain-text.ts'
import type { ScoreSheet } from '#core/document/score-sheet.ts'
import { tea } from '#core/intake/notice.fixture.ts'
import { readNotice } from '#core/intake/read-notice.ts'
import { readDocx } from '../../intake/docx.ts'
import { officialDocx } from './docx.ts'
import { scoreSheetXlsx } from './score-sheet-xlsx.ts'

const [evaluation, publication] = everyKind as [typeof everyKind[0], typeof everyKind[0]]

async function partsOf(file: Promise<Buffer>): Promise<Record<string, string>> {
  return Object.fromEntries(Object.entries(unzipSync(await file)).filter(([name]) => name.endsWith('.xml')).map(([name, bytes]) => [name, strFromU8(bytes)]))
}

describe('a document for Word', () => {
  it('has the page of GB/T 9704: A4, 37/35/28/26 mm, 22 lines', async () => {
    const { 'word/document.xml': xml = '', 'word/settings.xml': settings = '' } = await partsOf(officialDocx(teaDocument(evaluation)))
    expect(/<w:pgSz[^>]*>/.exec(xml)?.[0]).toMatch(/w:w="11906".*w:h="16838"/)
    expect(/<w:pgMar[^>]*>/.exec(xml)?.[0]).toMatch(/w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/)
    expect(/<w:docGrid[^>]*>/.exec(xml)?.[0]).toMatch(/w:type="lines".*w:linePitch="579"|w:linePitch="579".*w:type="lines"/)
    expect(settings).toContain('<w:evenAndOddHeaders/>')
  })

  it('names the fonts that offices have, and no other', async () => {
    const { 'word/document.xml': xml = '' } = await partsOf(officialDocx(teaDocument(evaluation)))
    const named = new Set([...xml.matchAll(/w:eastAsia="([^"]+)"/g)].map(match => match[1]))
    expect([...named].sort()).toEqual(['仿宋_GB2312', '方正小标宋简体', '楷体_GB2312', '黑体'].sort())
    expect(xml).toMatch(/<w:color w:val="E60012"\/>.*云溪省茶业委员会文件/s)
  })

  it('numbers pages in 4号 宋体 at the outer side, and marks every one', async () => {
    const parts = await partsOf(officialDocx(teaDocument(evaluation, { draft: true })))
    const numbered = Object.entries(parts).filter(([name, xml]) => name.startsWith('word/footer') && xml.includes('PAGE')).map(([, xml]) => xml)
    expect(numbered.map(xml => /<w:jc w:val="(\w+)"/.exec(xml)?.[1]).sort()).toEqual(['left', 'right'])
    for (const xml of numbered) expect(xml).toMatch(/宋体.*w:sz w:val="28"/s)
    const headers = Object.entries(parts).filter(([name]) => name.startsWith('word/header'))
    expect(headers.length).toBeGreaterThan(1)
    for (const [, xml] of headers) expect(xml).toContain('演示数据 · 草稿')
  })

  it('puts annexes on pages of their own and the imprint at the foot', async () => {
    const { 'word/document.xml': xml = '' } = await partsOf(officialDocx(teaDocument(publication)))
    expect(xml).toMatch(/<w:pageBreakBefore\/>(?:(?!<\/w:p>).)*附件/s)
    expect(/<w:tblpPr[^>]*>/.exec(xml)?.[0]).toMatch(/w:vertAnchor="margin".*w:tblpYSpec="bottom"|w:tblpYSpec="bottom".*w:vertAnchor="margin"/)
  })

  it.each(['evaluation', 'publication', 'withdrawal'])('%s is read back as the text is', async kind => {
    const document = teaDocument(everyKind.find(content => content.kind === kind) as typeof evaluation)
    const essence = (text: string): unknown => {
      const read = readNotice(text, tea)
      return read.ok ? { ...read.value.document, evaluation: read.value.evaluation, lists: read.value.lists.map(list => [list.kind, list.statedCount, list.towns]) } : read.problem
    }
    expect(essence(readDocx(await officialDocx(document), 'a.docx'))).toEqual(essence(plainText(document)))
  })

  it('keeps hostile text as text', async () => {
    const document = { ...teaDocument(evaluation), title: ['<w:t>&"\'</w:t>'] }
    expect(readDocx(await officialDocx(document), 'a.docx')).toContain('<w:t>&"\'</w:t>')
  })
})

describe('a score sheet for Excel', () => {
  it('computes rows, subtotals, total, published score and grade', async () => {
    const { 'xl/worksheets/sheet1.xml': xml = '' } = await partsOf(scoreSheetXlsx(sheet))
    const formulas = [...xml.matchAll(/<f>([^<]*)<\/f><v>([^<]*)<\/v>/g)].map(([, formula, result]) => [formula, result])
    expect(formulas).toEqual([
      ['F11*G11/100', '21.375'], ['F12*G12/100', '10'], ['F13*G13/100', '0'], ['SUM(G11:G13)', '60'], ['SUM(H11:H13)', '31.375'],
      ['F16*G16/100', '20'], ['F17*G17/100', '20'], ['SUM(G16:G17)', '40'], ['SUM(H16:H17)', '40'],
      ['SUM(G11:G13,G16:G17)', '100'], ['SUM(H11:H13,H16:H17)', '71.375'], ['ROUND(ROUND(H19,9),2)', '71.38'],
      ['IF(H20&gt;=90,"优秀",IF(H20&gt;=80,"合格",IF(H20&gt;=60,"基本合格","不合格")))', '基本合格'],
    ])
    expect(xml).toContain('演示数据')
    expect(/<pageSetup[^>]*>/.exec(xml)?.[0]).toMatch(/paperSize="9"/)
  })

  it('prints the state where there is no score, and no formula of a total', async () => {
    const none: ScoreSheet = { ...sheet, state: '数据不足', grade: null, rank: null, demo: false, total: { ...sheet.total, score: null, published: null } }
    const parts = await partsOf(scoreSheetXlsx(none))
    expect(parts['xl/worksheets/sheet1.xml']).not.toContain('ROUND')
    expect(Object.values(parts).join('')).toContain('数据不足')
    expect(Object.values(parts).join('')).not.toContain('演示数据')
  })
})
