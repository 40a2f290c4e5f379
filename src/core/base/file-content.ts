// What the bytes of a file of unknown origin are: told by their beginning, not by the file's name.

// Every engine has it, but it is no part of the language, whose types are all that is known here.
declare class TextDecoder {
  constructor(encoding: string, options?: { fatal: boolean })
  decode(bytes: Uint8Array): string
}

/** `zip` (docx, xlsx), or what it is instead of a text, in words that say what to do; null for what may be a text. */
export function signatureOf(bytes: Uint8Array): string | null {
  const begins = (...head: number[]): boolean => head.every((byte, i) => bytes[i] === byte)
  if (begins(0x50, 0x4b)) return 'zip'
  if (begins(0x25, 0x50, 0x44, 0x46)) return 'PDF，请另存为 docx 或复制文字到 txt'
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) return '旧版 Word（doc）或 Excel（xls），请另存为 docx、xlsx'
  if (begins(0x89, 0x50, 0x4e, 0x47) || begins(0xff, 0xd8, 0xff)) return '图片，请先识别成文字'
  if (begins(0x7b, 0x5c, 0x72, 0x74, 0x66)) return 'RTF，请另存为 docx'
  return null
}

/** UTF-8, UTF-16 with its mark, or GB18030 (GB 18030—2022), in that order; null for what is none of them. */
export function decodeText(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      if (isText(text)) return text
    } catch {
      // The next encoding is tried.
    }
  }
  return null
}

/** Control characters or mostly private-use characters are the sign of a wrong guess. */
function isText(text: string): boolean {
  const sample = text.slice(0, 20_000)
  const odd = [...sample].filter(character => /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufffd]/.test(character)).length
  return odd * 200 <= sample.length
}
