// From an evaluation to the sheet of one town: the same figures, in the words a clerk reads.
import type { PlainDate } from '../base/plain-date.ts'
import type { Evaluation, Part, Scored } from '../evaluation/evaluate.ts'
import type { Scheme } from '../evaluation/scheme.ts'
import type { ScoreRow, ScoreSheet } from './score-sheet.ts'

/** What an evaluation does not know. `labels`: grade → its name. */
export type SheetFrame = { programme: string; place: string | null; year: number; source: string; printedOn: PlainDate; verification: string | null; demo: boolean; labels: Readonly<Record<string, string>> }

const states = { scored: '已评分', insufficient: '数据不足，不排名', withdrawn: '自愿退出', vetoed: '一票否决，不排名' } as const
const remarks: Partial<Record<Part['state'], string>> = { missing: '缺报', refused: '不能采用', notApplicable: '不适用', imputed: '补缺' }

export function scoreSheetOf(scheme: Scheme, evaluation: Evaluation, unit: Scored, { labels, ...frame }: SheetFrame): ScoreSheet {
  const label = (grade: string): string => labels[grade] ?? grade
  const group = evaluation.units.filter(other => other.rank !== null && (scheme.rankWithin === 'all' || other.category === unit.category))
  return {
    ...frame, town: unit.name, category: unit.category, state: states[unit.state], grade: unit.grade && label(unit.grade),
    scheme: { title: scheme.title, version: scheme.version, hash: evaluation.scheme.hash },
    rank: unit.rank === null ? null : { place: unit.rank, of: group.length },
    dimensions: scheme.dimensions.map(({ id, name }) => ({ name: `${id} ${name}`, rows: unit.parts.filter(part => part.dimension === id).map(rowOf) })),
    total: { full: scheme.total, precision: scheme.precision, score: unit.score, published: unit.published },
    bands: scheme.bands.map(({ grade, from }) => ({ label: label(grade), from })),
    notes: [
      ...unit.adjustments.map(({ kind, name, formula }) => `${kind === 'bonus' ? '加分' : '扣分'}：${name}，${formula}`),
      ...(unit.adjustments.length || unit.formula.includes('平均') ? [`合计：${unit.formula}`] : []),
      ...unit.steps.map(step => scheme.bands.reduce((text, { grade }) => text.replaceAll(grade, label(grade)), step)),
      ...unit.findings.map(({ message }) => message),
      ...(scheme.status === 'proposal' ? ['本指标体系是建议稿，权重和分值不是文件规定'] : []),
    ],
  }
}

function rowOf({ indicator, name, value, unit, source, formula, points, weight, score, state, origin }: Part): ScoreRow {
  // The sheet has columns of its own for points, weight and score: what follows the rule's own sum would say them twice.
  const own = points === null ? formula : formula.slice(0, formula.lastIndexOf('；'))
  return { code: indicator, name, value: typeof value === 'object' && value !== null ? value.join('、') : value, unit, source: `${source}${origin ? `；${origin}` : ''}`, formula: own, points, weight, score, remark: remarks[state] ?? '' }
}
