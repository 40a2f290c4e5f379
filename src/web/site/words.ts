// The words for codes that the contract leaves as codes.
import { chineseNumber } from '#core/register/title.ts'

export const statusWords: Record<string, string> = {
  listed: '在册', unconfirmed: '待确认', continued: '以新名延续', withdrawn: '自愿退出', eliminated: '淘汰', named: '已命名',
}

export const statusMeanings: Record<string, string> = {
  listed: '在省级清单上',
  unconfirmed: '曾列入清单，后续文件未再提及',
  continued: '已确认以新名称延续',
  withdrawn: '自愿退出创建',
  eliminated: '已按规定淘汰，不在清单上',
  named: '已通过验收并命名',
}

export const listWords: Record<string, string> = {
  excellent: '优秀', qualified: '合格', basic: '基本合格', unqualified: '不合格', withdrawn: '自愿退出',
  promoted: '晋级', warned: '警告', eliminated: '淘汰', named: '命名', listed: '列入清单',
}

export const severityWords = { error: '差错', warning: '疑点', note: '说明' } as const

export const spellingWords = { registered: '登记名', former: '曾用名', printed: '文件印作' } as const

export const facetWords = [
  ['prefecture', '地区'], ['category', '类别'], ['type', '建制'], ['grade', '等级'], ['batch', '批次'],
] as const

/** 未知 is a state that a document leaves behind, not a blank. */
export const unknownWords = { category: '文件未载明类别', townType: '文件未载明是否建制镇', batch: '文件未载明批次' } as const

export function batchWord(batch: number): string {
  return `第${chineseNumber(batch)}批`
}

/** When a town was listed; a document may only prove that it was by some day. */
export function sinceWord(dating: 'exact' | 'no-later-than', date: string): string {
  return dating === 'exact' ? `${date}列入` : `不晚于${date}列入`
}
