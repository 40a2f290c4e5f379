// What a letter must say whoever words it: the town, the result, the ground, the day. An edit that loses one is found.
import { printDate } from '../base/plain-date.ts'
import type { Content } from './circular.ts'

export type LetterLike = Extract<Content, { kind: 'warning' | 'feedback' | 'withdrawal' }>

/** Each with the name by which a missing one is called. */
export function mustsOf(content: LetterLike): { what: string; text: string }[] {
  switch (content.kind) {
    case 'warning': return [{ what: '小镇名称', text: content.town }, { what: '评估年度', text: `${content.year}年度` }, { what: '评估等级', text: content.grade }, ...content.articles.map(text => ({ what: '依据', text })), { what: '整改期限', text: printDate(content.deadline) }]
    case 'feedback': return [
      { what: '小镇名称', text: content.town }, { what: '评估年度', text: `${content.year}年度` }, { what: '得分', text: `${content.score}分` }, { what: '评估等级', text: content.grade },
      ...(content.rank ? [{ what: '名次', text: `第${content.rank.place}名` }] : []), { what: '申请复核的期限', text: printDate(content.reviewBy) },
    ]
    case 'withdrawal': return content.towns.map(text => ({ what: '退出小镇', text }))
  }
}

/**
 * In words; none: the text says all it must.
 * @param labels of the programme's grades: 合格 does not stand in 不合格
 */
export function missingWords(text: string, content: LetterLike, labels: readonly string[]): string[] {
  return mustsOf(content).filter(must => !says(text.replaceAll(/\s/g, ''), must.text.replaceAll(/\s/g, ''), labels)).map(({ what, text: words }) => `没有写出${what}“${words}”`)
}

function says(text: string, word: string, labels: readonly string[]): boolean {
  const others = labels.filter(label => label !== word && label.includes(word))
  const rest = labels.includes(word) ? others.reduce((left, other) => left.replaceAll(other, ''), text) : text
  // 8.5分 does not stand in 78.5分.
  return [...rest.matchAll(new RegExp(RegExp.escape(word), 'g'))].some(({ index }) => !/^\d/.test(word) || !/[\d.]/.test(rest.charAt(index - 1)))
}
