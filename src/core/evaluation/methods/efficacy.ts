// 功效系数法 in its two official forms.

/** 60 + 40·(x − unacceptable)/(satisfactory − unacceptable); not cut off in the textbooks, cut to 0 … 100 when `clip`. */
export function efficacy(x: number, satisfactory: number, unacceptable: number, clip = false): number {
  const points = 60 + (40 * (x - unacceptable)) / (satisfactory - unacceptable)
  return clip ? Math.min(100, Math.max(0, points)) : points
}

export type Standard = { value: number; coefficient: number }

/**
 * Five standards from 优秀 to 较差 with coefficients 1.0 … 0.2 (国资委 form): base points of the standard reached plus
 * a share of the step to the next. At or above the best: full points; below the worst: 0.
 */
export function bandedEfficacy(x: number, points: number, standards: readonly Standard[]): { base: number; efficacy: number; adjustment: number; score: number } {
  const rising = (standards[0]?.value ?? 0) >= (standards.at(-1)?.value ?? 0)
  const reached = standards.findIndex(standard => (rising ? x >= standard.value : x <= standard.value))
  if (reached < 0) return { base: 0, efficacy: 0, adjustment: 0, score: 0 }
  const own = standards[reached] as Standard
  const base = points * own.coefficient
  const next = standards[reached - 1]
  if (!next) return { base, efficacy: 0, adjustment: 0, score: base }
  const share = (x - own.value) / (next.value - own.value)
  const adjustment = share * points * (next.coefficient - own.coefficient)
  return { base, efficacy: share, adjustment, score: base + adjustment }
}
