// 更正、撤销、退出: documents that change what an earlier one said, or that a town leaves by its own wish.
import { type PlainDate, printDate } from '../base/plain-date.ts'
import type { Parts, Setting } from './circular.ts'
import { labelOf } from './evaluation-circular.ts'
import type { Block } from './official.ts'
import { fill } from './wording.ts'

/** An earlier document, as later ones cite it. */
export type Cited = { title: string; number: string | null; signedOn: PlainDate }

/**
 * `where`: the place in the earlier document; what it prints, and what it should. Nothing printed: something is added;
 * nothing correct: something is struck off. `count`: a number of towns that follows from the other items.
 */
export type Corrected = { where: string; printed: string | null; correct: string | null; count?: true }

export type AmendmentContent =
  | { kind: 'correction'; of: Cited; items: readonly Corrected[] }
  | { kind: 'revocation'; of: Cited; reason: string }
  | { kind: 'withdrawal'; towns: readonly string[] }

export function amendmentParts(content: AmendmentContent, { programme, wording }: Setting): Parts {
  const issuer = wording.issuer.short
  const document = (title: string, paragraphs: Block[]): Parts => ({ form: 'document', annexes: [], copied: true, title, body: paragraphs })
  /** The issuer does not name itself twice in one title. */
  const short = ({ title }: Cited): string => (title.startsWith(issuer) ? title.slice(issuer.length) : title).replaceAll('《', '〈').replaceAll('》', '〉')
  switch (content.kind) {
    case 'correction': {
      const { title, opening, closing } = wording.correction
      const items = content.items.map(each => correctedSentence(each, wording))
      return document(fill(title, { issuer, of: short(content.of) }), [
        paragraph(fill(opening, { cited: cite(content.of) })),
        ...(items.length > 1 ? items.map((text, i) => paragraph(`${i + 1}.${text}`)) : items.map(paragraph)),
        ...closing.map(paragraph),
      ])
    }
    case 'revocation': {
      const { title, body } = wording.revocation
      const reason = content.reason.replace(/[。；，]+$/, '')
      return document(fill(title, { issuer, of: short(content.of) }), body.map(text => paragraph(fill(text, { cited: cite(content.of), reason }))))
    }
    case 'withdrawal': {
      const { title, opening, closing } = wording.withdrawal
      const count = content.towns.length
      const names = `${labelOf('withdrawn', programme)}${programme.suffix}${count}个：${content.towns.join('、')}。`
      return document(fill(title, { issuer }), [...opening.map(text => paragraph(fill(text, { count }))), paragraph(names), ...closing.map(paragraph)])
    }
  }
}

function correctedSentence({ where, printed, correct, count }: Corrected, { correction: { item, struck, added, count: counted } }: Setting['wording']): string {
  if (printed === null) return fill(added, { where, correct: correct ?? '' })
  if (correct === null) return fill(struck, { where, printed })
  return fill(count ? counted : item, { where, printed, correct })
}

/** 《关于…的通知》（云茶发〔2024〕7号，2024年12月16日印发) */
export function cite({ title, number, signedOn }: Cited): string {
  return `《${title.replaceAll('《', '〈').replaceAll('》', '〉')}》（${number ? `${number}，` : ''}${printDate(signedOn)}印发）`
}

function paragraph(text: string): Block {
  return { kind: 'paragraph', text }
}
