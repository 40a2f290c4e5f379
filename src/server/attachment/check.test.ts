import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkName } from '#core/attachment/name.ts'
import { messageOf } from '#core/base/problem.ts'
import { checkFile } from './check.ts'
import { docxTypes, honestDocx, hostileFiles, jpeg, objectStream, office, pdf, png, relation, xlsxTypes } from './hostile.fixture.ts'

const outcome = async (bytes: Buffer, name: string): Promise<string> => {
  const result = await checkFile(bytes, name)
  return result.ok ? result.value.id : `${result.problem.code} ${messageOf(result.problem)}`
}

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
  it.each(hostileFiles)('%s', async (_, make, name, why) => {
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
