// A file that somebody chose → the JSON in it: a bundle as it is, gzip'ed, or inside a verification page.
import { readEmbedded } from '#core/proof/embed.ts'

export class UnreadableFile extends Error {}

export async function readBundleFile(file: Blob): Promise<unknown> {
  const head = new Uint8Array(await file.slice(0, 2).arrayBuffer())
  return parseBundle(head[0] === 0x1f && head[1] === 0x8b ? await inflate(file) : await file.text())
}

/** @throws UnreadableFile in words for the reader */
export function parseBundle(text: string): unknown {
  try {
    return JSON.parse(readEmbedded(text) ?? text.replace(/^\ufeff/, '')) as unknown
  } catch (error) {
    throw new UnreadableFile(`读不出这个文件：不是 JSON（${(error as Error).message}）。请选“年度材料包”（.json 或 .json.gz）。`)
  }
}

async function inflate(file: Blob): Promise<string> {
  if (typeof DecompressionStream !== 'function') throw new UnreadableFile('这个浏览器不能解压 .gz。请先解压成 .json，或换用较新的浏览器。')
  try {
    return await new Response(file.stream().pipeThrough(new DecompressionStream('gzip'))).text()
  } catch {
    throw new UnreadableFile('解压不了这个文件：它不完整，或不是 gzip 格式。')
  }
}
