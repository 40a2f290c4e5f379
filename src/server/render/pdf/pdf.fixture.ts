// For tests: reads fonts and text back out of a PDF, by the file's own tables.
import { inflateSync } from 'node:zlib'

type Objects = Map<number, { head: string; stream: string }>

/** PostScript names of the embedded fonts, subset tags left out, sorted. */
export function fontsOf(pdf: Buffer): string[] {
  return [...new Set([...pdf.toString('latin1').matchAll(/\/BaseFont \/(?:[A-Z]{6}\+)?([\w-]+)/g)].map(match => match[1] as string))].sort()
}

/** The text of every page, in the order in which it is drawn, without white space. */
export function pagesOf(pdf: Buffer): string[] {
  const objects = objectsOf(pdf)
  return [...objects.values()].filter(({ head }) => /\/Type \/Page\s/.test(head)).map(({ head }) => {
    const resources = objects.get(reference(head, 'Resources'))?.head ?? head
    const fonts = new Map([...(/\/Font <<([^>]*)>>/s.exec(resources)?.[1] ?? '').matchAll(/\/(\w+) (\d+) 0 R/g)].map(([, name, id]) => [name as string, characters(objects, Number(id))]))
    return shown(objects.get(reference(head, 'Contents'))?.stream ?? '', fonts).replaceAll(/\s/g, '')
  })
}

/** Objects one after the other; a stream is as long as its head says, whatever bytes it has. */
function objectsOf(pdf: Buffer): Objects {
  const [text, objects] = [pdf.toString('latin1'), new Map() as Objects]
  const begin = /(\d+) 0 obj/g
  for (let match = begin.exec(text); match; match = begin.exec(text)) {
    const body = /stream\r?\n|endobj/g
    body.lastIndex = begin.lastIndex
    const end = body.exec(text)
    if (!end) break
    const head = text.slice(begin.lastIndex, end.index)
    const length = end[0] === 'endobj' ? 0 : Number(/\/Length (\d+)/.exec(head)?.[1])
    const raw = pdf.subarray(body.lastIndex, body.lastIndex + length)
    objects.set(Number(match[1]), { head, stream: length && head.includes('/FlateDecode') ? inflateSync(raw).toString('latin1') : raw.toString('latin1') })
    begin.lastIndex = body.lastIndex + length
  }
  return objects
}

function reference(head: string, name: string): number {
  return Number(new RegExp(`/${name} (\\d+) 0 R`).exec(head)?.[1])
}

/** Glyph → characters, from the font's ToUnicode table. */
function characters(objects: Objects, font: number): Map<number, string> {
  const table = objects.get(reference(objects.get(font)?.head ?? '', 'ToUnicode'))?.stream ?? ''
  const utf16 = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le')
  return new Map([...table.matchAll(/beginbfchar(.*?)endbfchar/gs)].flatMap(([, rows = '']) => [...rows.matchAll(/<([0-9A-F]+)> <([0-9A-F]+)>/gi)].map(([, glyph = '', hex = '']) => [Number.parseInt(glyph, 16), utf16(hex)] as const)))
}

function shown(content: string, fonts: Map<string, Map<number, string>>): string {
  let [text, font] = ['', new Map<number, string>()]
  const mark = /\/(\w+) [\d.]+ Tf|<([0-9A-F]+)>|\(/gi
  for (let match = mark.exec(content); match; match = mark.exec(content)) {
    if (match[1]) { font = fonts.get(match[1]) ?? new Map(); continue }
    const { bytes, end } = match[2] ? { bytes: [...Buffer.from(match[2], 'hex')], end: mark.lastIndex } : literal(content, mark.lastIndex)
    for (let i = 0; i + 1 < bytes.length; i += 2) text += font.get((bytes[i] as number) * 256 + (bytes[i + 1] as number)) ?? '�'
    mark.lastIndex = end
  }
  return text
}

const escapes: Record<string, number> = { b: 8, t: 9, n: 10, f: 12, r: 13 }

/** A literal string (ISO 32000-1, 7.3.4.2): escapes, and brackets that stand in pairs. */
function literal(content: string, from: number): { bytes: number[]; end: number } {
  const bytes: number[] = []
  let [at, depth] = [from, 1]
  for (;;) {
    const character = content.charAt(at)
    const octal = /^\\([0-7]{1,3})/.exec(content.slice(at, at + 4))?.[1]
    if (octal) { bytes.push(Number.parseInt(octal, 8)); at += 1 + octal.length; continue }
    if (character === '\\') { const next = content.charAt(at + 1); bytes.push(escapes[next] ?? next.charCodeAt(0)); at += 2; continue }
    if (character === '(') depth += 1
    if (character === ')') depth -= 1
    at += 1
    if (depth === 0 || at > content.length) return { bytes, end: at }
    bytes.push(character.charCodeAt(0))
  }
}
