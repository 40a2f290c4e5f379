// Previews say in plain words what a file says, or why not: whatever the file is, nothing in them runs.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx'
import fc from 'fast-check'
import { writeXlsx } from 'hucre'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Preview } from '#contract/preview.ts'
import { type Attachment, fileKinds } from '#core/attachment/attachment.ts'
import { docxTypes, honestDocx, hostileFiles, jpeg, objectStream, office, pdf, png } from './hostile.fixture.ts'
import { previewOf } from './preview.ts'
import { readPreview } from './read-preview.ts'
import { checkLimits, runPreview } from './run-check.ts'
import { discard, keep, openStore, pathOf, receive } from './store.ts'

const typeOf = (name: string): string => fileKinds.find(kind => kind.extensions.includes(name.split('.').at(-1)?.toLowerCase() ?? ''))?.type ?? 'application/pdf'
const look = async (bytes: Buffer, name: string, type = typeOf(name)): Promise<Preview> => readPreview(bytes, { name, type })
const book = async (rows: unknown[][], more: object[] = []): Promise<Buffer> => Buffer.from(await writeXlsx({ sheets: [{ name: '台账', rows: rows as never }, ...more] as never }))

let folder = ''
beforeAll(async () => { folder = mkdtempSync(join(tmpdir(), 'previews-')); await openStore(folder) })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function kept(bytes: Buffer, name: string): Promise<Attachment> {
  const arrived = await receive(folder, Readable.from([bytes]), { name, most: 300_000_000 })
  await keep(folder, arrived)
  await discard(arrived)
  return { hash: arrived.hash, name, type: typeOf(name), size: arrived.size }
}

describe('a preview', () => {
  it('of a document is its lines, with the cells of a table between tabs', async () => {
    const cell = (text: string): TableCell => new TableCell({ children: [new Paragraph(text)] })
    const bytes = await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('建设方案'), new Table({ rows: [new TableRow({ children: [cell('项目'), cell('万元')] })] })] }] }))
    expect(await look(bytes, '方案.docx')).toMatchObject({ kind: 'text', lines: expect.arrayContaining(['建设方案', expect.stringMatching(/项目\t+万元/) as string]) as string[], cut: false })
    expect(await look(Buffer.from('第一行\r\n第二行'), 'a.txt', 'text/plain')).toEqual({ kind: 'text', lines: ['第一行', '第二行'], cut: false })
  })

  it('of a workbook is the first rows of its sheets, as values; of a CSV the same', async () => {
    const rows = Array.from({ length: 100 }, (_, i) => [`小镇${i}`, i, true, '=1+1'])
    const preview = await look(await book(rows, [{ name: '藏', hidden: true, rows: [['x']] }]), '台账.xlsx')
    expect(preview).toMatchObject({ kind: 'sheets', cut: true, sheets: [{ name: '台账', allRows: 100, allColumns: 4 }, { name: '藏', hidden: true }] })
    if (preview.kind === 'sheets') expect([preview.sheets[0]?.rows.length, preview.sheets[0]?.rows[7]]).toEqual([60, ['小镇7', '7', '是', '=1+1']])
    expect(await look(Buffer.from('名称,数\n甲,1'), 'a.csv', 'text/csv')).toMatchObject({ kind: 'sheets', sheets: [{ rows: [['名称', '数'], ['甲', '1']] }] })
  })

  it('of a picture is the picture, of a PDF its pages’ number and an honest word', async () => {
    expect([await look(png(), 'a.png'), await look(jpeg(), 'a.jpg')]).toEqual([{ kind: 'picture' }, { kind: 'picture' }])
    expect(await look(pdf('<< /Type /Pages /Count 12 /Kids [] >>'), 'a.pdf')).toMatchObject({ kind: 'none', pages: 12, why: expect.stringContaining('不在这里显示') as string })
    expect(await look(pdf(objectStream('<< /Type /Pages /Kids [] /Count 34 >>')), 'a.pdf')).toMatchObject({ pages: 34 })
  })
})

describe('whatever the file', () => {
  it.each(hostileFiles)('%s: no preview, or plain words', async (_, make, name) => {
    const preview = Preview.parse(await look(await make(), name))
    expect(['none', 'text', 'sheets', 'picture']).toContain(preview.kind)
    expect(JSON.stringify(preview)).not.toMatch(/[\u202a-\u202e\u200b]/)
  }, 20_000)

  it('under any type and cut or bent anywhere, the answer is a preview', async () => {
    const sound = [await honestDocx(), await book([['名称', 1]]), png(), pdf()]
    await fc.assert(fc.asyncProperty(fc.constantFrom(...sound), fc.constantFrom('a.docx', 'a.xlsx', 'a.pdf', 'a.png'), fc.nat(), fc.integer({ min: 0, max: 255 }), fc.boolean(), async (bytes, name, where, value, cut) => {
      const bent = Buffer.from(cut ? bytes.subarray(0, where % bytes.length) : bytes)
      if (!cut) bent[where % bent.length] = value
      Preview.parse(await look(bent, name))
    }), { numRuns: 400 })
  }, 30_000)

  it('markup stays text', async () => {
    expect(await look(office(docxTypes, { name: 'word/document.xml', data: '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&lt;script&gt;alert(1)&lt;/script&gt;</w:t></w:r></w:p></w:body></w:document>' }), 'a.docx')).toMatchObject({ kind: 'text', lines: expect.arrayContaining(['<script>alert(1)</script>']) as string[] })
  })
})

describe('the process', () => {
  it('makes it apart, keeps it by hash, and makes it but once', async () => {
    const file = await kept(await book([['名称', '数'], ['甲', 3]]), '台账.xlsx')
    const [first, second] = await Promise.all([previewOf(folder, file), previewOf(folder, file)])
    expect(first).toMatchObject({ kind: 'sheets', sheets: [{ rows: [['名称', '数'], ['甲', '3']] }] })
    expect(second).toBe(first)
    const places = readdirSync(join(folder, 'previews', '1'))
    expect(places).toEqual([`${file.hash.slice(7)}.json`])
    writeFileSync(join(folder, 'previews', '1', places[0] as string), JSON.stringify({ kind: 'text', lines: ['kept'], cut: false }))
    expect(await previewOf(folder, file)).toMatchObject({ lines: ['kept'] })
    writeFileSync(join(folder, 'previews', '1', places[0] as string), 'not ours')
    expect(await previewOf(folder, file)).toMatchObject({ kind: 'sheets' })
  }, 20_000)

  it('gives up on what takes too long or breaks down, and says so', async () => {
    const file = await kept(await honestDocx(), '方案.docx')
    const program = join(folder, 'program.mjs')
    writeFileSync(program, 'for (;;) {}')
    await expect(runPreview(pathOf(folder, file.hash), file, { ...checkLimits, time: 500 }, program)).rejects.toMatchObject({ problem: { code: 'file.refused' } })
    writeFileSync(program, "process.stdout.write('x'.repeat(5_000_000)); setTimeout(() => {}, 10_000)")
    await expect(runPreview(pathOf(folder, file.hash), file, checkLimits, program)).rejects.toMatchObject({ problem: { code: 'file.refused' } })
  }, 20_000)

  it('shows nothing of a file that was altered', async () => {
    const file = await kept(await honestDocx(), '另一份.docx')
    const other = await kept(await book([['x']]), 'x.xlsx')
    writeFileSync(pathOf(folder, other.hash), 'altered')
    await expect(previewOf(folder, other)).rejects.toThrow(/altered/)
    expect((await previewOf(folder, { ...file, name: '换个名称.docx' })).kind).toBe('text')
  }, 20_000)
})
