// Do promotions, warnings and eliminations follow from the grades, by the programme's rules?
import { type Consequence, printArticle, type Programme } from '#core/policy/programme.ts'
import type { Entry } from './entries.ts'
import type { Finding, FindingCode, ListKind, Notice } from './notice.ts'
import { placer } from './check-names.ts'
import { gradeOf, type RegisterView } from './register-view.ts'

type Rule = Programme['consequences'][number]

/** What a decision taken otherwise, with a reason, may bring about. */
export const consequenceCodes: ReadonlySet<FindingCode> = new Set<FindingCode>(['promotion-not-excellent', 'promotion-not-cultivation', 'warning-not-unqualified', 'elimination-not-supported', 'unqualified-unsettled', 'second-year-warned', 'first-year-eliminated', 'category-not-covered'])

export function checkConsequences(notice: Notice, entries: readonly Entry[], register: RegisterView, programme: Programme): Finding[] {
  const where = placer(notice, programme)
  const label = (kind: string): string => programme.grades.find(grade => grade.id === kind)?.label ?? programme.lists.find(list => list.kind === kind)?.label ?? kind
  const keys = (kind: ListKind): Set<string> => new Set(entries.filter(entry => entry.kind === kind).map(entry => entry.key))
  const rule = (outcome: Consequence['outcome']): Rule | undefined => programme.consequences.find(consequence => consequence.outcome === outcome)
  const of = (kind: ListKind): Entry[] => entries.filter(entry => entry.kind === kind)
  const year = notice.evaluation?.year ?? null
  const lastYear = (entry: Entry, grade: string): 'same' | 'other' | null => (entry.known && year !== null && register.on ? gradeOf(entry.known, year - 1, grade) : null)
  const finding = (code: FindingCode, severity: Finding['severity'], entry: Entry, message: string, article: string): Finding =>
    ({ code, severity, message: `${where(entry)}“${entry.town.name}”${message}`, towns: [entry.town.name], basis: printArticle(programme, article) })

  const findings: Finding[] = []
  const coverage = (entry: Entry, { categories, article }: Rule): void => {
    const category = entry.town.category ?? entry.known?.standing?.category
    if (category && !categories.includes(category)) {
      findings.push(finding('category-not-covered', 'note', entry, `登记为${category}，而该条规则写的是${categories.join('、')}。适用是否恰当，请由人判断并记录理由。`, article))
    }
  }

  const promotion = rule('promoted')
  if (promotion) {
    const graded = keys(promotion.grade as ListKind)
    for (const entry of of('promoted')) {
      if (!graded.has(entry.key)) findings.push(finding('promotion-not-excellent', 'error', entry, `晋级，但不在${label(promotion.grade)}名单中。晋级须评为${label(promotion.grade)}。`, promotion.article))
      const category = entry.known?.standing?.category
      if (category && !promotion.categories.includes(category)) findings.push(finding('promotion-not-cultivation', 'error', entry, `晋级，但登记为${category}。该条规则只适用于${promotion.categories.join('、')}。`, promotion.article))
    }
  }

  const [warning, elimination] = [rule('warned'), rule('eliminated')]
  const [warned, eliminated, withdrawn] = [keys('warned'), keys('eliminated'), keys('withdrawn')]
  for (const entry of warning ? of('warned') : []) {
    const { grade, article } = warning as Rule
    if (!keys(grade as ListKind).has(entry.key)) findings.push(finding('warning-not-unqualified', 'error', entry, `予以警告，但不在${label(grade)}名单中。警告须评为${label(grade)}。`, article))
    else if (elimination && lastYear(entry, grade) === 'same') findings.push(finding('second-year-warned', 'error', entry, `上一年度也是${label(grade)}，连续两年应予淘汰，而不是警告。`, elimination.article))
    if (eliminated.has(entry.key)) findings.push(finding('warned-and-eliminated', 'error', entry, '同时出现在警告和淘汰名单中。请只保留一处。', article))
    coverage(entry, warning as Rule)
  }
  for (const entry of elimination ? of('eliminated') : []) {
    const { grade, article } = elimination as Rule
    if (withdrawn.has(entry.key)) continue
    if (!keys(grade as ListKind).has(entry.key)) findings.push(finding('elimination-not-supported', 'error', entry, `予以淘汰，但既不在${label(grade)}名单、也不在${label('withdrawn')}名单中。请补充依据或更正。`, article))
    else if (lastYear(entry, grade) === 'other') findings.push(finding('first-year-eliminated', 'error', entry, `上一年度不是${label(grade)}，首年应予警告，而不是淘汰。`, (warning ?? elimination as Rule).article))
    coverage(entry, elimination as Rule)
  }

  const settles = notice.lists.some(list => list.kind === 'warned' || list.kind === 'eliminated')
  for (const entry of settles && elimination ? entries.filter(other => other.kind === elimination.grade || other.kind === 'withdrawn') : []) {
    if (!warned.has(entry.key) && !eliminated.has(entry.key)) {
      findings.push(finding('unqualified-unsettled', 'error', entry, `列为${label(entry.kind)}，却既未警告也未淘汰。请补列去向。`, entry.kind === 'withdrawn' ? programme.withdrawal.article : (elimination as Rule).article))
    }
  }
  return findings
}
