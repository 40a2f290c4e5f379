// Pictures by their structure (PNG: W3C PNG 3 §5; JPEG: ITU-T T.81 Annex B). Nothing is decoded: the size that is
// announced must be bearable, and where the picture ends the file must end.

/** Pixels a picture may have: a camera's 50 million, doubled. */
const mostPixels = 100_000_000

/** Why a file that begins as a PNG is not taken; null where it is sound. */
export function pngFault(bytes: Uint8Array): string | null {
  const view = viewOf(bytes)
  if (!startsWith(bytes, pngMark) || bytes.length < 45 || view.getUint32(12) !== 0x49484452) return '不是完整的 PNG'
  const fault = sizeFault(view.getUint32(16), view.getUint32(20))
  if (fault) return fault
  for (let at = 8; at + 12 <= bytes.length;) {
    const [length, type] = [view.getUint32(at), view.getUint32(at + 4)]
    at += 12 + length
    if (type !== 0x49454e44) continue
    return at === bytes.length ? null : '图片后面还有别的内容'
  }
  return '图片不完整'
}

/** Why a file that begins as a JPEG is not taken; null where it is sound. Further pictures after the first (MPF) are allowed. */
export function jpegFault(bytes: Uint8Array): string | null {
  let at = 0
  while (at < bytes.length) {
    const end = jpegEnd(bytes, at)
    if (typeof end === 'string') return end
    at = end
    if (bytes.subarray(at).every(byte => byte === 0)) return null
    if (bytes[at] !== 0xff || bytes[at + 1] !== 0xd8) return '图片后面还有别的内容'
  }
  return null
}

/** Where the picture that begins at `from` ends, or what is wrong with it. */
function jpegEnd(bytes: Uint8Array, from: number): number | string {
  const view = viewOf(bytes)
  let [at, sized] = [from + 2, false]
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return '图片内部有误'
    const marker = bytes[at + 1] as number
    if (marker === 0xff) { at += 1; continue }
    if (marker === 0xda) return sized ? scanEnd(bytes, at) : '没有写明图片大小'
    const length = view.getUint16(at + 2)
    if (length < 2 || at + 2 + length > bytes.length) return '图片不完整'
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const fault = length < 8 ? '图片内部有误' : sizeFault(view.getUint16(at + 7), view.getUint16(at + 5))
      if (fault) return fault
      sized = true
    }
    at += 2 + length
  }
  return '图片不完整'
}

/** From the start of a scan to behind the end-of-image marker; marker segments between scans are stepped over byte by byte. */
function scanEnd(bytes: Uint8Array, from: number): number | string {
  for (let at = from + 2; at + 1 < bytes.length; at++) if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return at + 2
  return '图片不完整'
}

function sizeFault(width: number, height: number): string | null {
  if (!width || !height) return '图片的宽或高为 0'
  return width * height > mostPixels ? `图片有 ${width}×${height} 个像素，超过 ${mostPixels / 1e8} 亿` : null
}

const pngMark = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte)
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
