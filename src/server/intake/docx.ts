// The text of a Word document: paragraphs as lines, cells between tabs, deleted text left out. The archive is hostile
// until checked: few entries, one part read, its size capped while inflating, no document type definition.
import { Unzip, UnzipInflate } from 'fflate'
import { SaxesParser } from 'saxes'
import { problem, Refusal } from '#core/base/problem.ts'

const part = 'word/document.xml'
const mostEntries = 2000
const mostInflated = 16_000_000

/** @throws Refusal `file.type` (a zip, but no Word document), `file.bomb`, `file.broken` */
export function readDocx(bytes: Uint8Array, file: string): string {
  return textOfXml(inflate(bytes, file), file)
}

function inflate(bytes: Uint8Array, file: string): string {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let [entries, inflated, xml, found, ended] = [0, 0, '', false, false]
  let failure: unknown
  const unzip = new Unzip(entry => {
    entries += 1
    if (entries > mostEntries) throw failure = bomb(file)
    if (entry.name !== part || found) return
    found = true
    if ((entry.originalSize ?? 0) > mostInflated) throw failure = bomb(file)
    entry.ondata = (error, chunk, final) => {
      if (error) { failure ??= error; return }
      inflated += chunk.length
      // What is thrown here comes back as an error of the archive, so the true reason is kept aside.
      if (inflated > mostInflated) throw failure = bomb(file)
      xml += decoder.decode(chunk, { stream: !final })
      ended ||= final
    }
    entry.start()
  })
  unzip.register(UnzipInflate)
  try {
    // In small steps, so that the cap is met soon after it is passed.
    const step = 4096
    for (let from = 0; from < bytes.length; from += step) unzip.push(bytes.subarray(from, from + step), from + step >= bytes.length)
  } catch (error) {
    failure ??= error
  }
  if (failure instanceof Refusal) throw failure
  if (!found && !failure) throw new Refusal(problem('file.type', { file, found: '压缩包，但不是 Word 文档', accepted: 'txt、docx' }))
  if (failure || !ended) throw new Refusal(problem('file.broken', { file, why: failure ? String((failure as Error).message ?? failure) : '压缩包不完整' }))
  return xml
}

function textOfXml(xml: string, file: string): string {
  const parser = new SaxesParser()
  let [text, inText, deleted] = ['', false, 0]
  parser.on('doctype', () => { throw new Refusal(problem('file.broken', { file, why: '含有文档类型定义（DTD），不予读取' })) })
  parser.on('error', error => { throw new Refusal(problem('file.broken', { file, why: error.message })) })
  parser.on('opentag', ({ name, isSelfClosing }) => {
    if (name === 'w:del' && !isSelfClosing) deleted += 1
    if (deleted) return
    if (name === 'w:t') inText = true
    if (name === 'w:tab') text += '\t'
    if (name === 'w:br' || name === 'w:cr') text += '\n'
  })
  parser.on('text', piece => { if (inText && !deleted) text += piece })
  parser.on('closetag', ({ name }) => {
    if (name === 'w:t') inText = false
    if (name === 'w:p') text += '\n'
    if (name === 'w:tc') text = `${text.trimEnd()}\t`
    if (name === 'w:del') deleted -= 1
  })
  parser.write(xml).close()
  return text
}

function bomb(file: string): Refusal {
  return new Refusal(problem('file.bomb', { file, limit: `${mostInflated / 1_000_000} MB 或 ${mostEntries} 个条目` }))
}
