// What a notice says of itself: the table above it, or else its own first and last lines.
import { parsePlainDate } from '#core/base/plain-date.ts'
import { problem } from '#core/base/problem.ts'
import { ok, refused, type Result } from '#core/base/result.ts'
import { fold, plain } from './fold.ts'
import type { Notice, NoticeDocument } from './notice.ts'

const numberPattern = /([\p{Script=Han}]{2,14})\((\d{4})\)(?:第)?(\d{1,5})号/u
const fields = ['索引号', '分类', '发文机关', '成文日期', '标题', '发文字号', '发布日期', '主题词'] as const

/** Refuses with `date.invalid` where a stated date does not exist. */
export function readHeader(raw: string): Result<NoticeDocument> {
  const { folded } = fold(raw)
  const lines = folded.split('\n').map(line => line.trim())
  const table = readTable(lines)
  const printedNumber = table.get('发文字号') ?? lines.slice(0, 25).map(plain).find(line => numberPattern.test(line) && line.length < 30) ?? null
  const number = printedNumber ? normaliseNumber(printedNumber) : null

  const draftedText = table.get('成文日期') ?? lastDateLine(lines)
  const publishedText = table.get('发布日期')
  const draftedOn = readDate('成文日期', draftedText)
  if (!draftedOn.ok) return draftedOn
  const publishedOn = readDate('发布日期', publishedText)
  if (!publishedOn.ok) return publishedOn

  const title = table.get('标题') ?? titleOf(lines)
  return ok({
    number,
    printedNumber: printedNumber ? rawNumber(raw, printedNumber) : null,
    title: title ? plain(title) : null,
    issuer: table.get('发文机关') ?? signerOf(lines),
    draftedOn: draftedOn.value,
    publishedOn: publishedOn.value,
    index: table.get('索引号') ?? null,
    addressees: addresseesOf(lines),
    cites: citedNumbers(folded).filter(cited => cited !== number),
  })
}

/** `吉发改城发(2024)735号` → `吉发改城发〔2024〕735号` (GB/T 9704: the year stands in hexagonal brackets). */
export function normaliseNumber(printed: string): string | null {
  const match = numberPattern.exec(plain(printed))
  return match ? `${match[1]}〔${match[2]}〕${Number(match[3])}号` : null
}

/** The year an evaluation is about, how many it covered, and the month of the field work. */
export function readEvaluation(raw: string, draftedOn: string | null): Notice['evaluation'] {
  const { compact } = fold(raw)
  const year = /(\d{4})年度[^。]{0,40}?(?:评估|考核)/.exec(compact)?.[1]
  const population = /(?:全省|全市|全县|共)[^。,]{0,8}?(\d+)个[^。]{0,60}?(?:评估|考核)/.exec(compact)?.[1]
  const month = /今年(\d{1,2})月/.exec(compact)?.[1]
  const stated = /(\d{4})年(\d{1,2})月[^。]{0,30}?(?:开展|委托|组织)[^。]{0,40}?评估/.exec(compact)
  const fieldwork = month && draftedOn ? `${draftedOn.slice(0, 4)}-${month.padStart(2, '0')}` : stated ? `${stated[1]}-${stated[2]?.padStart(2, '0')}` : null
  if (!year && !population) return null
  return { year: year ? Number(year) : null, population: population ? Number(population) : null, fieldwork }
}

function readTable(lines: readonly string[]): Map<string, string> {
  const found = new Map<string, string>()
  const start = new RegExp(`(${fields.join('|')})\\s*:`, 'g')
  for (const line of lines.slice(0, 40)) {
    const marks = [...line.matchAll(start)]
    marks.forEach((mark, i) => {
      const value = line.slice(mark.index + mark[0].length, marks[i + 1]?.index ?? line.length).trim()
      const key = mark[1] as string
      if (value && !found.has(key)) found.set(key, value)
    })
  }
  return found
}

function readDate(field: string, text: string | undefined): Result<string | null> {
  if (!text) return ok(null)
  const date = parsePlainDate(text)
  return date.ok ? date : refused(problem('date.invalid', { text: `${field}：${text}` }))
}

function lastDateLine(lines: readonly string[]): string | undefined {
  return lines.findLast(line => /^\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日$/.test(line))
}

/** Who signs stands in the line above the date. */
function signerOf(lines: readonly string[]): string | null {
  const date = lines.lastIndexOf(lastDateLine(lines) ?? '\0')
  const above = date < 0 ? undefined : lines.slice(0, date).findLast(Boolean)
  return above && above.length <= 30 && !/[。;]$/.test(above) ? plain(above) : null
}

/** The title is the first run of lines that ends in 通知、通报、公告、名单 …, after a red head (…文件) and before the body. */
function titleOf(lines: readonly string[]): string | null {
  const begin = lines.slice(0, 30).findIndex(line => line && !numberPattern.test(plain(line)) && !/[:。]/.test(line) && !plain(line).endsWith('文件'))
  if (begin < 0) return null
  let title = ''
  for (const line of lines.slice(begin, begin + 4)) {
    if (!line) break
    title += line
    if (/(?:通知|通报|公告|名单|公示|意见|方案|决定)$/.test(plain(title))) return title
  }
  return /关于/.test(title) ? title : null
}

function addresseesOf(lines: readonly string[]): string[] {
  const line = lines.slice(0, 40).find(text => text.endsWith(':') && /[各省市县委办局]/.test(text) && !/其中|如下/.test(text))
  if (!line) return []
  const parts: string[] = ['']
  let depth = 0
  for (const character of plain(line).slice(0, -1)) {
    if (character === '(') depth += 1
    if (character === ')') depth -= 1
    if (depth === 0 && (character === ',' || character === ';')) parts.push('')
    else parts[parts.length - 1] += character
  }
  return parts.filter(Boolean)
}

/** The issuing code begins after a bracket, a mark or the line's beginning, so that prose before it does not count. */
function citedNumbers(folded: string): string[] {
  const found = [...folded.matchAll(/(?<!\p{Script=Han})([\p{Script=Han}]{2,12})\((\d{4})\)(\d{1,5})号/gu)].map(match => normaliseNumber(match[0]))
  return [...new Set(found.filter(number => number !== null))]
}

/** The number as the file prints it, its own brackets kept. */
function rawNumber(raw: string, printed: string): string {
  const { folded } = fold(raw)
  const index = folded.indexOf(printed)
  return index < 0 ? printed : raw.slice(index, index + printed.length)
}
