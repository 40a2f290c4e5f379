// Outliers pulled in, one at a time, until skewness and kurtosis are tame (COINr's rule).
import { extent, kurtosis, present, skewness } from './statistics.ts'

export type Limits = { most: number; skew: number; kurtosis: number }

/** Highest (or, where the tail is low, lowest) values are set to the next one in, at most `most` points. */
export function winsorise(values: readonly number[], { most, skew, kurtosis: peak }: Limits): { values: number[]; changed: number } {
  let current = [...values]
  const wild = (): boolean => Math.abs(skewness(present(current))) > skew && kurtosis(present(current)) > peak
  let changed = 0
  while (wild() && changed < most) {
    const known = present(current)
    const [low, high] = extent(known)
    const tail = skewness(known) > 0 ? high : low
    const inner = extent(known.filter(value => value !== tail))
    const next = tail === high ? inner[1] : inner[0]
    current = current.map(value => (value === tail ? next : value))
    changed = current.filter((value, i) => !Number.isNaN(value) && value !== values[i]).length
  }
  return wild() ? { values: [...values], changed: 0 } : { values: current, changed }
}
