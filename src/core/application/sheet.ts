// 评审表: one expert's points per criterion, and what a panel's sheets come to.
import { z } from 'zod'
import { problem, type Problem } from '../base/problem.ts'
import { ok, refused, type Result } from '../base/result.ts'
import { panelScore } from '../evaluation/methods/panel.ts'
import { sum } from '../evaluation/methods/statistics.ts'
import { type Outlier, outliersAmong } from './outlier.ts'
import type { ApplicationsFile } from './policy.ts'

export const Sheet = z.object({ scores: z.record(z.string(), z.number()), opinion: z.string().max(20_000).default('') }).strict()
export type Sheet = z.infer<typeof Sheet>
/** As it was signed, on the content that was read. */
export type SignedSheet = Sheet & { pseudonym: string; total: number }

/** What a review comes to: content of `application.reviewed`. */
export type ReviewContent = {
  application: string
  round: number
  sheets: SignedSheet[]
  /** means of the sheets that count, per criterion */
  criteria: { id: string; label: string; points: number; mean: number }[]
  score: number
  /** totals left out as the highest and the lowest */
  dropped: number[]
  outliers: Outlier[]
}

type Review = ApplicationsFile['review']

/** null where every criterion has its points and nothing else is there. */
export function sheetProblem({ scores, opinion }: Sheet, { criteria }: Review, whole: boolean): Problem | null {
  const wrong = Object.entries(scores).find(([id, points]) => !criteria.some(criterion => criterion.id === id && points >= 0 && points <= criterion.points))
  if (wrong) {
    const criterion = criteria.find(other => other.id === wrong[0])
    return problem('panel.points', { criterion: criterion?.label ?? wrong[0].slice(0, 40), points: wrong[1], most: criterion?.points ?? 0 })
  }
  const missing = criteria.filter(criterion => scores[criterion.id] === undefined)
  if (whole && (missing.length || !opinion.trim())) return problem('panel.sheet', { missing: [...missing.map(criterion => criterion.label), ...(opinion.trim() ? [] : ['评审意见'])].join('、') })
  return null
}

export function totalOf({ scores }: Pick<Sheet, 'scores'>, { criteria }: Review): number {
  return sum(criteria.map(criterion => scores[criterion.id] ?? 0))
}

/** Refuses with `panel.too-few` below the least number of sheets. */
export function resultOf(application: string, round: number, sheets: readonly SignedSheet[], review: Review): Result<ReviewContent> {
  const { panel, criteria, outlier } = review
  const total = panelScore(sheets.map(sheet => sheet.total), { kind: 'trimmed', least: panel.least, trimFrom: panel.trimFrom })
  if (!total.ok) return refused(total.problem)
  return ok({
    application, round, sheets: [...sheets], score: total.value.score, dropped: total.value.dropped,
    criteria: criteria.map(({ id, label, points }) => ({ id, label, points, mean: sum(sheets.map(sheet => sheet.scores[id] ?? 0)) / sheets.length })),
    outliers: outliersAmong(sheets.map(sheet => ({ id: sheet.pseudonym, value: sheet.total })), outlier.limit),
  })
}
