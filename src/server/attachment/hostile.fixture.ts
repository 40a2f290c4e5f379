// Files as honest people make them and as hostile ones would, built byte by byte.
import { deflateRawSync, deflateSync } from 'node:zlib'
import { crc32 } from 'node:zlib'
import { Document, Packer, Paragraph } from 'docx'

export type Part = { name: string; data: Buffer | string; /** what the archive says it inflates to */ declared?: number; /** general purpose flags */ flags?: number; stored?: boolean }

/** A zip archive of these parts. */
export function zip(parts: readonly Part[], { before = Buffer.alloc(0), after = Buffer.alloc(0) }: { before?: Buffer; after?: Buffer } = {}): Buffer {
  const locals: Buffer[] = [before]
  const directory: Buffer[] = []
  let at = before.length
  for (const { name, data, declared, flags = 0x800, stored = false } of parts) {
    const bytes = Buffer.from(data)
    const packed = stored ? bytes : deflateRawSync(bytes, { level: 9 })
    const label = Buffer.from(name)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0); fields.writeUInt16LE(flags, 2); fields.writeUInt16LE(stored ? 0 : 8, 4)
    fields.writeUInt32LE(crc32(bytes), 10); fields.writeUInt32LE(packed.length, 14); fields.writeUInt32LE(declared ?? bytes.length, 18); fields.writeUInt16LE(label.length, 22)
    locals.push(Buffer.from('504b0304', 'hex'), fields, label, packed)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    directory.push(Buffer.from('504b01021400', 'hex'), fields, tail, label)
    at += 30 + label.length + packed.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0); end.writeUInt16LE(Math.min(parts.length, 0xffff), 8); end.writeUInt16LE(Math.min(parts.length, 0xffff), 10); end.writeUInt32LE(central.length, 12); end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, central, end, after])
}

const main = 'application/vnd.openxmlformats-officedocument'
export const contentTypes = (kind: string): Part => ({ name: '[Content_Types].xml', data: `<?xml version="1.0"?><Types><Override PartName="/main.xml" ContentType="${kind}"/></Types>` })
export const docxTypes = contentTypes(`${main}.wordprocessingml.document.main+xml`)
export const xlsxTypes = contentTypes(`${main}.spreadsheetml.sheet.main+xml`)

export function office(types: Part, ...more: Part[]): Buffer {
  return zip([types, { name: 'main.xml', data: '<document/>' }, ...more])
}

export async function honestDocx(): Promise<Buffer> {
  return Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('建设方案')] }] }))
}

/** A PDF of these objects, each written as it is. */
export function pdf(...objects: string[]): Buffer {
  return Buffer.from(`%PDF-1.7\n${['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>', ...objects].map((body, i) => `${i + 1} 0 obj\n${body}\nendobj\n`).join('')}trailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n`, 'latin1')
}

/** An object stream, compressed, that holds `text`. */
export function objectStream(text: string): string {
  const packed = deflateSync(Buffer.from(text, 'latin1'))
  return `<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${packed.length} >>\nstream\n${packed.toString('latin1')}\nendstream`
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

export function png(width = 2, height = 2): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0); header.writeUInt32BE(height, 4); header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(14))), chunk('IEND', Buffer.alloc(0))])
}

export function jpeg(width = 2, height = 2): Buffer {
  const size = Buffer.alloc(19)
  size.set([0xff, 0xc0, 0, 17, 8], 0); size.writeUInt16BE(height, 5); size.writeUInt16BE(width, 7); size[9] = 3
  return Buffer.concat([Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'), size, Buffer.from('ffda000c03010002110311003f00', 'hex'), Buffer.from([1, 2, 3]), Buffer.from('ffd9', 'hex')])
}

export const relation = (type: string, more = 'TargetMode="External"'): string => `<Relationships><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="http://example.test/x" ${more}/></Relationships>`


/** What it is, the file, its name, a word of why it is refused. */
export const hostileFiles: [what: string, make: () => Buffer | Promise<Buffer>, name: string, why: string][] = [
  ['empty', () => Buffer.alloc(0), 'a.pdf', 'file.empty'],
  ['bomb that says what it is', () => office(docxTypes, { name: 'word/big.xml', data: Buffer.alloc(250_000_000) }), 'a.docx', 'file.bomb'],
  ['bomb that lies about its size', () => office(docxTypes, { name: 'word/big.bin', data: Buffer.alloc(250_000_000), declared: 10 }), 'a.docx', 'file.bomb'],
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
]
