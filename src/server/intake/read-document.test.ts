import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { Refusal } from '#core/base/problem.ts'
import { readDocument, textOf } from './read-document.ts'

const folder = mkdtempSync(join(tmpdir(), 'zhenpu-doc-'))
afterAll(() => rmSync(folder, { recursive: true }))

const word = (body: string, prolog = ''): string => `<?xml version="1.0" encoding="UTF-8"?>${prolog}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`
const docx = (body: string, prolog?: string): Uint8Array => zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8(word(body, prolog)) })
const paragraph = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
const gb = (text: string): Uint8Array => Uint8Array.from([...text].flatMap(character => ({ 优: [0xd3, 0xc5], 秀: [0xd0, 0xe3], 小: [0xd0, 0xa1], 镇: [0xd5, 0xf2] } as Record<string, number[]>)[character] ?? [character.charCodeAt(0)]))

function refusalOf(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error instanceof Refusal ? error.problem.code : error
  }
  return 'read'
}

describe('text of a file', () => {
  it.each([
    ['UTF-8', strToU8('优秀小镇')],
    ['UTF-8 with a mark', Uint8Array.of(0xef, 0xbb, 0xbf, ...strToU8('优秀小镇'))],
    ['UTF-16', Uint8Array.of(0xff, 0xfe, ...new Uint8Array(Uint16Array.from([...'优秀小镇'].map(character => character.charCodeAt(0))).buffer))],
    ['GB18030', gb('优秀小镇')],
  ])('reads %s', (_, bytes) => {
    expect(textOf(bytes, 'f').replace('\ufeff', '')).toBe('优秀小镇')
  })

  it('reads a Word document: paragraphs, cells, tabs; deleted text not', () => {
    const body = `${paragraph('优秀小镇9个')}<w:tbl><w:tr><w:tc>${paragraph('甲')}</w:tc><w:tc>${paragraph('乙')}</w:tc></w:tr></w:tbl><w:p><w:r><w:t>长春</w:t><w:tab/><w:t>市</w:t></w:r><w:del><w:r><w:t>旧</w:t></w:r></w:del></w:p>`
    expect(textOf(docx(body), 'f.docx')).toBe('优秀小镇9个\n甲\t乙\t长春\t市\n')
  })

  it.each([
    ['nothing', new Uint8Array(), 'file.empty'],
    ['blanks', strToU8(' \n\t'), 'file.empty'],
    ['a PDF', strToU8('%PDF-1.7 …'), 'file.type'],
    ['an old Word file', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), 'file.type'],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47), 'file.type'],
    ['another archive', zipSync({ 'a.txt': strToU8('a') }), 'file.type'],
    ['a cut archive', docx(paragraph('甲'.repeat(5000))).subarray(0, 200), 'file.broken'],
    ['broken markup', zipSync({ 'word/document.xml': strToU8('<w:document><w:p>') }), 'file.broken'],
    ['an entity bomb', docx(paragraph('&a;'), '<!DOCTYPE x [<!ENTITY a "aaaa">]>'), 'file.broken'],
    ['a zip bomb', zipSync({ 'word/document.xml': new Uint8Array(60_000_000) }), 'file.bomb'],
    ['ten thousand entries', zipSync(Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`e${i}`, new Uint8Array(1)]))), 'file.bomb'],
    ['binary rubbish', Uint8Array.from({ length: 500 }, (_, i) => (i * 37) % 256), 'file.encoding'],
  ])('refuses %s', (_, bytes, code) => {
    expect(refusalOf(() => textOf(bytes, 'f'))).toBe(code)
  })

  it('does not open what is too large, or not there', async () => {
    const big = join(folder, 'big.txt')
    writeFileSync(big, '')
    truncateSync(big, 200_000_000)
    await expect(readDocument(big)).rejects.toMatchObject({ problem: { code: 'file.too-large' } })
    await expect(readDocument(join(folder, 'none.txt'))).rejects.toMatchObject({ problem: { code: 'file.unreadable' } })
    await expect(readDocument(folder)).rejects.toMatchObject({ problem: { code: 'file.unreadable' } })
  })
})
