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
