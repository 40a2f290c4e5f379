// 警告函、评估结果反馈: letters about one town, to those who answer for it.
import { type PlainDate, printDate } from '../base/plain-date.ts'
import type { Parts, Setting } from './circular.ts'
import type { Block } from './official.ts'
import { fill } from './wording.ts'

export type LetterContent =
  /** `grade` as it is printed; `articles` as they are cited; `demands` one sentence each */
  | { kind: 'warning'; town: string; year: number; grade: string; articles: readonly string[]; demands: readonly string[]; deadline: PlainDate }
  /** figures as they are published; `reviewBy`: until when a review may be asked for */
  | { kind: 'feedback'; town: string; year: number; score: string; grade: string; rank: { place: number; of: number } | null; parts: readonly { name: string; full: string; score: string }[]; shortfalls: readonly string[]; reviewBy: PlainDate }

export function letterParts(content: LetterContent, { wording }: Setting): Parts {
  const issuer = wording.issuer.short
  const { town, year } = content
  const letter = (title: string, body: Block[]): Parts => ({ form: 'letter', annexes: [], copied: false, title, body })
  if (content.kind === 'warning') {
    const { title, body, demands, closing } = wording.warning
    const values = { town, year, grade: content.grade, articles: content.articles.join('、'), deadline: printDate(content.deadline) }
    return letter(fill(title, { issuer, town }), [
      ...body.map(text => paragraph(fill(text, values))),
      ...(content.demands.length ? [paragraph(demands), ...listed(content.demands)] : []),
      ...closing.map(text => paragraph(fill(text, values))),
    ])
  }
  const { title, opening, rank, parts, shortfalls, closing } = wording.feedback
  const place = content.rank ? fill(rank, content.rank) : ''
  return letter(fill(title, { issuer, town, year }), [
    paragraph(fill(opening, { town, year, score: content.score, grade: content.grade, rank: place })),
    ...(content.parts.length ? [paragraph(parts), partsTable(content)] : []),
    ...(content.shortfalls.length ? [paragraph(shortfalls), ...listed(content.shortfalls)] : []),
    ...closing.map(text => paragraph(fill(text, { deadline: printDate(content.reviewBy) }))),
  ])
}

function partsTable({ parts, score }: Extract<LetterContent, { kind: 'feedback' }>): Block {
  return {
    kind: 'table',
    columns: [{ title: '评估内容', width: 52 }, { title: '满分', width: 24, align: 'right' }, { title: '得分', width: 24, align: 'right' }],
    rows: [...parts.map(part => [part.name, part.full, part.score]), ['合计', '', score]],
  }
}

/** One paragraph each, numbered, each ending in a full stop. */
function listed(sentences: readonly string[]): Block[] {
  return sentences.map((text, i) => paragraph(`${sentences.length > 1 ? `${i + 1}.` : ''}${text.replace(/[。；，]+$/, '')}。`))
}

function paragraph(text: string): Block {
  return { kind: 'paragraph', text }
}
