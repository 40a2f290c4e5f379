import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkName } from '#core/attachment/name.ts'
import { messageOf } from '#core/base/problem.ts'
import { checkFile } from './check.ts'
import { docxTypes, contentTypes, honestDocx, jpeg, objectStream, office, pdf, png, xlsxTypes, zip } from './hostile.fixture.ts'

const outcome = async (bytes: Buffer, name: string): Promise<string> => {
  const result = await checkFile(bytes, name)
  return result.ok ? result.value.id : `${result.problem.code} ${messageOf(result.problem)}`
}
const relation = (type: string, more = 'TargetMode="External"'): string => `<Relationships><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="http://example.test/x" ${more}/></Relationships>`

describe('honest files are taken', () => {
  it('of each kind', async () => {
    expect(await outcome(await honestDocx(), '建设方案.docx')).toBe('docx')
    expect(await outcome(office(xlsxTypes), '台账.XLSX')).toBe('xlsx')
    expect(await outcome(pdf(objectStream('<< /Type /Font >>')), '批复.pdf')).toBe('pdf')
    expect(await outcome(png(), '现场.png')).toBe('png')
    expect(await outcome(jpeg(), '现场.jpeg')).toBe('jpg')
  })
  it('with a link to a page, a chart’s workbook, a second picture in a picture', async () => {
    expect(await outcome(office(docxTypes, { name: 'word/_rels/document.xml.rels', data: relation('hyperlink') }, { name: 'word/embeddings/Sheet1.xlsx', data: office(xlsxTypes), stored: true }), 'a.docx')).toBe('docx')
    expect(await outcome(Buffer.concat([jpeg(), jpeg(), Buffer.alloc(9)]), 'a.jpg')).toBe('jpg')
  })
  it('and a picture whose data happen to spell a script', async () => {
    expect(await outcome(pdf(`<< /Length 9 >>\nstream\nxx/JS (x)\nendstream`), 'a.pdf')).toBe('pdf')
  })
})

describe('hostile files are refused, saying why', () => {
  const bomb = Buffer.alloc(250_000_000)
  it.each<[string, () => Buffer | Promise<Buffer>, string, string]>([
    ['empty', () => Buffer.alloc(0), 'a.pdf', 'file.empty'],
    ['bomb that says what it is', () => office(docxTypes, { name: 'word/big.xml', data: bomb }), 'a.docx', 'file.bomb'],
    ['bomb that lies about its size', () => office(docxTypes, { name: 'word/big.bin', data: bomb, declared: 10 }), 'a.docx', 'file.bomb'],
    ['small lie about a size', () => office(docxTypes, { name: 'word/x.xml', data: '<a/>'.repeat(9), declared: 10 }), 'a.docx', '与声明不符'],
    ['10,000 entries', () => zip(Array.from({ length: 10_000 }, (_, i) => ({ name: `x${i}`, data: '' }))), 'a.docx', 'file.bomb'],
    ['wrong extension', async () => honestDocx(), 'a.xlsx', '内容是Word'],
    ['picture called a document', () => png(), 'a.pdf', '内容是图片'],
    ['page called a picture', () => Buffer.from('<html><script>alert(1)</script>'), 'a.png', '内容不是这几种'],
    ['drawing with a script', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'), 'a.svg', '.svg'],
    ['program', () => Buffer.from('MZ'), 'a.pdf.exe', '.exe'],
    ['macro by its part', () => office(docxTypes, { name: 'word/vbaProject.bin', data: 'x' }), 'a.docx', '宏'],
    ['macro by its type', () => office(contentTypes('application/vnd.ms-word.document.macroEnabled.main+xml')), 'a.docx', '宏'],
    ['control', () => office(xlsxTypes, { name: 'xl/activeX/activeX1.bin', data: 'x' }), 'a.xlsx', '控件'],
    ['object that carries a program', () => office(docxTypes, { name: 'word/embeddings/oleObject1.bin', data: 'x' }), 'a.docx', '夹带'],
    ['template from elsewhere', () => office(docxTypes, { name: 'word/_rels/settings.xml.rels', data: relation('attachedTemplate') }), 'a.docx', '别处取'],
    ['the same, the other way round', () => office(docxTypes, { name: 'word/_rels/settings.xml.rels', data: '<Relationship TargetMode = "External" Type="http://x/relationships/oleObject"/>' }), 'a.docx', '别处取'],
    ['DDE', () => office(docxTypes, { name: 'word/document.xml', data: '<w:instrText>DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"</w:instrText>' }), 'a.docx', 'DDE'],
    ['entities', () => office(docxTypes, { name: 'word/document.xml', data: `${' '.repeat(300_000)}<!DOCTYPE x [<!ENTITY a "b">]>` }), 'a.docx', 'DTD'],
    ['XML in two-byte letters', () => office(docxTypes, { name: 'word/document.xml', data: Buffer.from('\ufeff<!DOCTYPE x>', 'utf16le') }), 'a.docx', '文字编码'],
    ['encrypted entry', () => office(docxTypes, { name: 'word/x.xml', data: 'x', flags: 1 }), 'a.docx', '密码'],
    ['encrypted or old document', () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), 'a.docx', '密码'],
    ['path out of the archive', () => office(docxTypes, { name: '../../etc/cron.d/x', data: 'x' }), 'a.docx', '名称有误'],
    ['absolute path', () => office(docxTypes, { name: '/etc/passwd', data: 'x' }), 'a.docx', '名称有误'],
    ['two parts of one name', () => office(docxTypes, { name: 'A.xml', data: 'x' }, { name: 'a.xml', data: 'y' }), 'a.docx', '名称有误'],
    ['archive behind a PDF', () => { const front = pdf(); return zip([{ name: 'x', data: 'x' }], { before: front }) }, 'a.pdf', '后面还有别的内容'],
    ['archive inside a PDF up to its end', () => { const inner = zip([{ name: 'x', data: 'x' }]); inner.writeUInt16LE(6, inner.length - 2); return Buffer.concat([Buffer.from('%PDF-1.7\n'), inner, Buffer.from('%%EOF\n')]) }, 'a.pdf', '压缩包'],
    ['PDF in front of an archive', () => zip([docxTypes], { before: Buffer.from('%PDF-1.7\n') }), 'a.docx', '内容是PDF|PDF'],
    ['page behind an archive', async () => Buffer.concat([await honestDocx(), Buffer.from('<script>')]), 'a.docx', '前后还有别的'],
    ['archive behind a picture', () => zip([{ name: 'x', data: 'x' }], { before: png() }), 'a.png', '后面还有别的内容'],
    ['archive behind a photograph', () => zip([{ name: 'x', data: 'x' }], { before: jpeg() }), 'a.jpg', '后面还有别的内容'],
    ['flood of pixels', () => png(50_000, 50_000), 'a.png', '像素'],
    ['flood of pixels in a photograph', () => jpeg(60_000, 60_000), 'a.jpg', '像素'],
    ['half a picture', () => png().subarray(0, 50), 'a.png', '不完整'],
    ['half a photograph', () => jpeg().subarray(0, 50), 'a.jpg', '不完整'],
    ['half a PDF', () => pdf().subarray(0, 60), 'a.pdf', '不完整'],
    ['script in a PDF', () => pdf('<< /S /JavaScript /JS (app.alert(1)) >>'), 'a.pdf', '脚本'],
    ['script with a disguised name', () => pdf('<< /S /J#61vaScript >>'), 'a.pdf', '脚本'],
    ['script within an object stream', () => pdf(objectStream('<< /S /JavaScript /JS (x) >>')), 'a.pdf', '脚本'],
    ['script behind a forged stream', () => pdf('<< /X (>>\nstream\n) >>', '<< /S /JavaScript >>'), 'a.pdf', '脚本'],
    ['program started by a PDF', () => pdf('<< /S /Launch /F (cmd.exe) >>'), 'a.pdf', '别的程序'],
    ['file within a PDF', () => pdf('<< /Names << /EmbeddedFiles 9 0 R >> >>'), 'a.pdf', '夹带'],
    ['encrypted PDF', () => pdf('<< /Encrypt 9 0 R >>'), 'a.pdf', '密码'],
    ['bomb in a PDF', () => pdf(objectStream(' '.repeat(120_000_000))), 'a.pdf', '解开后超过'],
  ])('%s', async (_, make, name, why) => {
    expect(await outcome(await make(), name)).toMatch(new RegExp(why))
  })

  it('whatever the bytes, the answer is a kind or a refusal', async () => {
    const starts = ['504b0304', '25504446', '89504e470d0a1a0a', 'ffd8ff', 'd0cf11e0', ''].map(hex => Buffer.from(hex, 'hex'))
    await fc.assert(fc.asyncProperty(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 300 }), fc.constantFrom('pdf', 'docx', 'xlsx', 'png', 'jpg'), async (start, rest, ending) => {
      expect(await outcome(Buffer.concat([start, rest]), `x.${ending}`)).toMatch(/^(?:file\.|docx|xlsx|pdf|png|jpg)/)
    }), { numRuns: 2000 })
  })

  it('a sound file cut or bent anywhere never passes as another kind, and never breaks the check', async () => {
    const sound = [['a.docx', await honestDocx()], ['a.png', png()], ['a.jpg', jpeg()], ['a.pdf', pdf(objectStream('<< >>'))]] as const
    await fc.assert(fc.asyncProperty(fc.constantFrom(...sound), fc.nat(), fc.integer({ min: 0, max: 255 }), fc.boolean(), async ([name, bytes], where, value, cut) => {
      const bent = Buffer.from(cut ? bytes.subarray(0, where % bytes.length) : bytes)
      if (!cut) bent[where % bent.length] = value
      const said = await outcome(bent, name)
      expect(said.startsWith('file.') || name.endsWith(said)).toBe(true)
    }), { numRuns: 1000 })
  })
})

describe('names', () => {
  it.each(['../../etc/passwd.pdf', '..\\x.pdf', '/x.pdf', 'C:\\x.pdf', 'x\0.pdf', 'fdp\u202eexe.pdf', 'x\u200b.pdf', 'con.pdf', 'COM1.pdf', 'a:b.pdf', `${'长'.repeat(200)}.pdf`, '..', 'x\n.pdf', 'a|b.pdf'])('%j is refused', name => {
    const checked = checkName(name)
    expect(checked).toMatchObject({ ok: false })
    if (!checked.ok) expect(messageOf(checked.problem)).not.toMatch(/[\0-\x1f\u202e\u200b]/)
  })
  it.each(['建设方案（终稿）.pdf', 'a b.PDF', '2025年.建设.pdf', `${'长'.repeat(196)}.pdf`])('%j is taken as it is', name => expect(checkName(name)).toMatchObject({ ok: true, value: { name } }))
  it('are compared in one spelling', () => expect(checkName('e\u0301.pdf')).toMatchObject({ value: { name: '\u00e9.pdf' } }))
})
