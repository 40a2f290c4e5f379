// 专家打分: several experts' scores for one indicator of one town.
import { problem } from '#core/base/problem.ts'
import { ok, refused, type Result } from '#core/base/result.ts'
import { mean } from './statistics.ts'

export type PanelRule = { kind: 'mean' | 'trimmed'; /** fewest experts */ least: number; /** fewest experts for trimming */ trimFrom: number }

/**
 * The mean, or the mean without one highest and one lowest score where there are at least `trimFrom` experts (去掉一个最高分
 * 和一个最低分). Every score stays with the result. Refuses with `panel.too-few`.
 */
export function panelScore(scores: readonly number[], { kind, least, trimFrom }: PanelRule): Result<{ score: number; dropped: number[] }> {
  if (scores.length < least) return refused(problem('panel.too-few', { count: scores.length, least }))
  if (kind === 'mean' || scores.length < trimFrom) return ok({ score: mean(scores), dropped: [] })
  const sorted = scores.toSorted((a, b) => a - b)
  return ok({ score: mean(sorted.slice(1, -1)), dropped: [sorted[0] as number, sorted.at(-1) as number] })
}
