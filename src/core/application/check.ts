// What an application still lacks, and where it falls short of the standards: findings, each with its article. Missing
// parts keep it from being handed in; a standard that is not met is shown at every step, and a person decides.
import { meets, printBound, requirementsAt } from '../policy/requirement.ts'
import { printArticle } from '../policy/programme.ts'
import { basics, type CheckAnswer, type Content, membersOf, type Project } from './content.ts'
import { investmentShare } from './investment.ts'
import { type CallPolicy, standardsOn } from './policy.ts'

export type Finding = {
  /** `missing` must be filled in · `unmet` a standard or bottom line is not met · `note` worth knowing */
  severity: 'missing' | 'unmet' | 'note'
  field: string
  message: string
  article: string | null
}

/** A figure beside every bound in force: the State's and the province's stand side by side. */
export type FigureView = {
  requirement: string
  label: string
  unit: string
  figure: number | null
  /** whether it follows from the listed projects */
  computed: boolean
  bounds: { level: string; bound: string; least: number | undefined; most: number | undefined; above: number | undefined; article: string; document: string; /** only a summary of it was seen */ summary: boolean; inPrinciple: boolean; note: string | null; met: boolean | null }[]
}

/** Findings in the order of the form. */
export function checkContent(content: Content, policy: CallPolicy): Finding[] {
  return [...basicFindings(content), ...partFindings(content, policy), ...memberFindings(content), ...standardFindings(content, policy), ...figureFindings(content, policy)]
}

/** Every figure the policy asks for, on the day of the call. */
export function figuresOf(content: Content, { applications, requirements, programme, on }: CallPolicy): FigureView[] {
  const { investment, figures } = applications
  const share = investmentShare(membersOf<Project>(content, 'project').map(member => member.value), investment)
  const asked = [investment.requirement, ...figures]
  return requirementsAt(requirements.requirements, on).filter(requirement => asked.includes(requirement.id)).map(({ id, label, unit, bounds }): FigureView => {
    const computed = id === investment.requirement
    const stated = content[`figure.${id}`]
    const figure = computed ? share.percent : typeof stated === 'number' ? stated : null
    return {
      requirement: id, label, unit, figure, computed,
      bounds: bounds.map(bound => {
        const [short = ''] = bound.article.split(' ')
        const document = requirements.documents[short]
        const met = figure === null ? null : computed && bound.least !== undefined && bound.most === undefined ? share.atLeast(bound.least) : meets(bound, figure)
        return {
          level: bound.level, bound: printBound(bound, unit), least: bound.least, most: bound.most, above: bound.above, met, inPrinciple: bound.inPrinciple, note: bound.note ?? null, summary: document?.seen === 'summary',
          article: document ? bound.article.replace(short, document.number) : printArticle(programme, bound.article), document: document ? `《${document.title}》（${document.number}）` : bound.article,
        }
      }),
    }
  })
}

function basicFindings(content: Content): Finding[] {
  return Object.entries(basics).filter(([field]) => content[field] === undefined).map(([field, label]) => ({ severity: 'missing', field, message: `还没有填写${label}。`, article: null }))
}

function partFindings(content: Content, { applications, programme }: CallPolicy): Finding[] {
  return applications.parts.flatMap(({ id, label, article, needs }) => needs.flatMap((need): Finding[] => {
    const field = need === 'text' ? `part.${id}` : `files.${id}`
    return content[field] === undefined ? [{ severity: 'missing', field, message: need === 'text' ? `还没有填写${label}。` : `还没有上传${label}。`, article: printArticle(programme, article) }] : []
  }))
}

function memberFindings(content: Content): Finding[] {
  const none = (kind: 'project' | 'investor', label: string): Finding[] => (membersOf(content, kind).length ? [] : [{ severity: 'missing', field: kind, message: `至少要列出一个${label}。`, article: null }])
  return [...none('investor', '投资主体'), ...none('project', '建设项目')]
}

function standardFindings(content: Content, policy: CallPolicy): Finding[] {
  return standardsOn(policy.applications, policy.on).flatMap(standard => standard.items.flatMap((item): Finding[] => {
    const field = `check.${item.id}`
    const answer = content[field] as CheckAnswer | undefined
    const article = printArticle(policy.programme, item.article)
    if (!answer) return [{ severity: 'missing', field, message: `“${standard.label}”还没有自查：${item.text}。`, article }]
    return answer.answer === 'yes' ? [] : [{ severity: 'unmet', field, message: `${standard.bottomLine ? '不符合底线要求' : '未达创建标准'}“${standard.label}”：${item.text}${answer.note ? `（${answer.note}）` : ''}。`, article }]
  }))
}

function figureFindings(content: Content, policy: CallPolicy): Finding[] {
  return figuresOf(content, policy).flatMap(({ requirement, label, unit, figure, computed, bounds }): Finding[] => {
    const field = computed ? 'project' : `figure.${requirement}`
    if (figure === null) return computed ? [] : [{ severity: 'note', field, message: `没有填写${label}，无法与${bounds.map(bound => bound.bound).join('、')}对照。`, article: null }]
    return bounds.filter(bound => bound.met === false).map(bound => ({ severity: bound.inPrinciple ? 'note' : 'unmet', field, message: `${label}为 ${figure}${unit}，${bound.inPrinciple ? '低于或超出' : '未达'}${bound.level}级要求 ${bound.bound}（${bound.document}${bound.summary ? '，据官方摘要' : ''}${bound.inPrinciple ? '，原则上' : ''}）。`, article: bound.article }))
  })
}
