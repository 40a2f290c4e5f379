// Ranks. What a Chinese notice prints is `min`: 并列第3名, the next one 第5名.
import type { Column } from './statistics.ts'

export type Ties = 'min' | 'average' | 'max' | 'dense' | 'ordinal'

/** Ranks from 1. `descending` gives 1 to the largest. Values must be finite: what has no score has no rank. */
export function ranks(values: Column, ties: Ties = 'min', descending = false): number[] {
  const order = Array.from(values, (_, index) => index).sort((a, b) => {
    const difference = (values[a] as number) - (values[b] as number)
    return (descending ? -difference : difference) || a - b
  })
  const result: number[] = Array.from({ length: values.length }, () => 0)
  let distinct = 0
  for (let from = 0; from < order.length;) {
    let to = from
    while (to + 1 < order.length && values[order[to + 1] as number] === values[order[from] as number]) to += 1
    distinct += 1
    for (let at = from; at <= to; at++) {
      const rank = { min: from + 1, max: to + 1, average: (from + to) / 2 + 1, dense: distinct, ordinal: at + 1 }[ties]
      result[order[at] as number] = rank
    }
    from = to + 1
  }
  return result
}
