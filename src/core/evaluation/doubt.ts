// What is in doubt about an evaluation, as named choices of the scheme: how the weights are drawn, and how far a value
// may be from what was reported. Nothing is drawn here; see `robustness/`.
import { z } from 'zod'

/** Around which other weights the decisions are made again. */
export const WeightDoubt = z.discriminatedUnion('draw', [
  /** every weight off by a relative error of its own, evenly within ±error */
  z.object({ draw: z.literal('box'), error: z.number().min(0).max(1) }).strict(),
  /** Dirichlet around the weights; `cv`: standard deviation ÷ mean of an indicator of average weight */
  z.object({ draw: z.literal('dirichlet'), cv: z.number().gt(0).max(1) }).strict(),
  /** any weights at all, each mix as likely as another: what can be said when nothing is known of them (SMAA) */
  z.object({ draw: z.literal('simplex') }).strict(),
  /** 层次分析法: each expert's judgements times log-normal errors; `sigma`: standard deviation of their logarithm */
  z.object({ draw: z.literal('judgements'), sigma: z.number().gt(0).max(1) }).strict(),
  /** 层次分析法: one of the experts left out, each as likely as another */
  z.object({ draw: z.literal('experts') }).strict(),
])
export type WeightDoubt = z.infer<typeof WeightDoubt>
export type DrawName = WeightDoubt['draw']

/** What a scheme says of it: `weightError` is the short form of a box. */
export type StatedDoubt = { weightError?: number | undefined; weights?: WeightDoubt | undefined }

export function weightDoubtOf({ weights, weightError }: StatedDoubt): WeightDoubt {
  return weights ?? { draw: 'box', error: weightError ?? 0 }
}

/** Nothing is drawn of the weights. */
export function isCertain(doubt: WeightDoubt): boolean {
  return doubt.draw === 'box' && doubt.error === 0
}

/** Only weights made of pairwise judgements can be drawn so. */
export function needsJudgements({ draw }: Pick<WeightDoubt, 'draw'>): boolean {
  return draw === 'judgements' || draw === 'experts'
}

export const drawWords: Record<DrawName, string> = { box: '各权重独立的相对误差', dirichlet: '狄利克雷分布', simplex: '任意权重', judgements: '判断矩阵的误差', experts: '逐次去掉一位专家' }

/** 权重各自错开最多 ±25%; for a sentence that says what was drawn. */
export function printDoubt(doubt: WeightDoubt): string {
  switch (doubt.draw) {
    case 'box': return `权重各自错开最多 ±${figure(doubt.error)}`
    case 'dirichlet': return `权重按狄利克雷分布（变异系数 ${figure(doubt.cv)}）`
    case 'simplex': return '权重任意（不预设任何权重）'
    case 'judgements': return `判断矩阵各项按对数正态误差（σ ${doubt.sigma}）`
    case 'experts': return '每次去掉一位专家的判断'
  }
}

function figure(share: number): string {
  return `${Number((share * 100).toFixed(4))}%`
}

/** Concentration of the Dirichlet draws: an indicator of average weight among `count` has the coefficient of variation asked for. */
export function concentrationFor(cv: number, count: number): number {
  return (count - 1) / cv ** 2 - 1
}
