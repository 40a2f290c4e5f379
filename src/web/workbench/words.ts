// The words for codes, in the workbench.
import type { Scored } from '#core/evaluation/evaluate.ts'
import type { Firmness } from '#core/evaluation/robustness/interval.ts'
import { listWords } from '../site/words.ts'

export const firmnessWords: Record<Firmness, string> = { firm: '稳健', 'fairly-firm': '较稳健', marginal: '边缘', 'not-firm': '不稳健' }
export const stateWords: Record<Scored['state'], string> = { scored: '', insufficient: '数据不足', withdrawn: '退出', vetoed: '否决' }
export const sideWords = { top: '前段', bottom: '后段' } as const
export const severityWords = { error: '错误', warning: '警示', note: '说明' } as const
export const becauseWords = { nearest: '取最近的分界', 'largest-gap': '取间隔最大的分界', 'tie-included': '并列一并列入', 'tie-excluded': '并列一并不列入', 'too-few-units': '数量太少，不分后段' } as const
export const aggregationWords = { geometric: '几何', harmonic: '调和', min: '取最低', waspas: '和与积组合', mpi: '均衡修正' } as const
export const doingWords = { draws: '抽样', joint: '两年合看', sensitivity: '分出来源' } as const
export const variedWords = { weights: '权重', aggregation: '合成方法', data: '数据误差' } as const

export function gradeWord(grade: string | null): string {
  return grade === null ? '' : listWords[grade] ?? grade
}

/** Steps and sources name a grade by its code; people know it by its word. */
export function withGrades(text: string): string {
  return text.replaceAll(/(等级(?:定为|最高为)? ?)([a-z]+)/g, (_, before: string, grade: string) => before + gradeWord(grade))
}

export function insideWord(inside: readonly ('top' | 'bottom')[]): string {
  return inside.map(side => sideWords[side]).join('、')
}
