// 投资占比: the lead industry's share of the listed projects, in whole 元, compared without rounding: 49.996 % is not 50 %.
import type { Project } from './content.ts'
import type { ApplicationsFile } from './policy.ts'

export type InvestmentShare = {
  /** 万元 */
  counted: number
  total: number
  /** left out of the numerator by the policy: housing, shopping complexes */
  excluded: number
  /** percent, cut (never rounded up) to two places; null where there is no total */
  percent: number | null
}

/** @returns shares of the projects' sums; `atLeast` compares exactly */
export function investmentShare(projects: readonly Project[], { kinds, denominator }: ApplicationsFile['investment']): InvestmentShare & { atLeast(percent: number): boolean } {
  const sum = (of: (kind: ApplicationsFile['investment']['kinds'][number]) => boolean): bigint => projects.filter(project => kinds.some(kind => kind.id === project.kind && of(kind))).reduce((total, { investment }) => total + yuan(investment), 0n)
  const counted = sum(kind => kind.counts)
  const excluded = sum(kind => kind.excluded)
  const total = denominator.value === 'all' ? sum(() => true) : sum(kind => !kind.excluded)
  return {
    counted: Number(counted) / 1e4, excluded: Number(excluded) / 1e4, total: Number(total) / 1e4,
    percent: total === 0n ? null : Number((counted * 10_000n) / total) / 100,
    atLeast: percent => total > 0n && counted * 1_000_000n >= BigInt(Math.round(percent * 1e4)) * total,
  }
}

function yuan(amount: number): bigint {
  return BigInt(Math.round(amount * 1e4))
}
