// A fact as one line of a town's life, in the words of the documents.
import type { Fact } from './event.ts'
import type { TownFact } from './town.ts'

/** Labels that the programme gives: grade id → 优秀. */
export type Vocabulary = { grades: Readonly<Record<string, string>> }

const causes = { consecutive: '连续两年不达标', withdrawn: '自愿退出', 'struck-off': '除名', unstated: '文件未载明原因' } as const

/** `2023年度评估：合格`; a fact the document does not print ends in （推断）. */
export function titleOf(fact: TownFact, vocabulary: Vocabulary): string {
  return `${phrase(fact, vocabulary)}${fact.basis.inferred ? '（推断）' : ''}`
}

function phrase(fact: TownFact, { grades }: Vocabulary): string {
  switch (fact.type) {
    case 'town.named':
      return { first: `以“${fact.data.name}”之名登记`, renamed: `更名为“${fact.data.name}”`, corrected: `名称订正为“${fact.data.name}”` }[fact.data.change]
    case 'town.printed':
      return `文件印作“${fact.data.as}”`
    case 'town.placed':
      return fact.data.printed ? `名单归入“${fact.data.printed}”` : '所在地'
    case 'town.listed': {
      const { batch, category, townType } = fact.data
      const details = [category, townType].filter(Boolean).join('，')
      const list = batch === null ? '在册，批次未载明' : `列入第${chineseNumber(batch)}批清单`
      return details ? `${list}（${details}）` : list
    }
    case 'town.unconfirmed':
      return '后续文件未再提及，是否在册待确认'
    case 'town.graded': {
      const grade = grades[fact.data.grade] ?? fact.data.grade
      return `${fact.data.year}年度评估：${fact.data.negated ? `不是${grade}` : grade}`
    }
    case 'town.recategorised':
      return fact.data.from ? `由${fact.data.from}转为${fact.data.to}` : `转为${fact.data.to}`
    case 'town.warned':
      return `警告（${fact.data.year}年度）`
    case 'town.warning-cleared':
      return '警告解除'
    case 'town.withdrew':
      return `自愿退出（${fact.data.year}年度）`
    case 'town.eliminated':
      return `淘汰（${causes[fact.data.cause]}）`
    case 'town.accredited':
      return '验收命名'
    case 'town.annulled':
      return '撤销原登记'
    case 'town.linked':
      return { proposed: '疑与另一小镇为同一小镇，待人确认', confirmed: '确认与另一小镇为同一小镇', rejected: '确认与另一小镇不是同一小镇' }[fact.data.state]
  }
}

/** 1 … 99 as 一 … 九十九. */
export function chineseNumber(n: number): string {
  const digits = '零一二三四五六七八九'
  if (n < 10) return digits.charAt(n)
  const [tens, ones] = [Math.floor(n / 10), n % 10]
  return `${tens === 1 ? '' : digits.charAt(tens)}十${ones ? digits.charAt(ones) : ''}`
}

/** True where a document prints the fact; false where we infer it. */
export function isPrinted(fact: Fact): boolean {
  return fact.basis.inferred === undefined
}
