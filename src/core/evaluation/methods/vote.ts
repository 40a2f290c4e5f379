// Rankings by several methods, or indicators, as votes.
import { type Columns, mapRows } from './matrix.ts'
import type { Direction } from './normalise.ts'
import { ranks } from './rank.ts'
import { type Column, sum } from './statistics.ts'

/** Borda: sums of the ranks several methods give (a column each); smaller is better, and ties stay ties. */
export function borda(rankings: Columns): { sums: Float64Array; ranks: number[] } {
  const sums = mapRows(rankings, sum)
  return { sums, ranks: ranks(sums, 'min') }
}

/** Copeland: rivals beaten less rivals lost to, by the weight of the columns in which a unit scores more. O(n²·k). */
export function copeland(scores: Columns, weights?: Column): Float64Array {
  const units = scores[0]?.length ?? 0
  const result = new Float64Array(units)
  for (let a = 0; a < units; a++) {
    for (let b = 0; b < a; b++) {
      const lead = sum(scores.map((column, j) => (weights ? weights[j] as number : 1) * Math.sign((column[a] as number) - (column[b] as number))))
      result[a] = (result[a] as number) + Math.sign(lead)
      result[b] = (result[b] as number) - Math.sign(lead)
    }
  }
  return result
}

/** For each unit, how many others it dominates: nowhere worse, somewhere better. */
export function dominance(columns: Columns, directions: readonly Direction[]): Float64Array {
  const units = columns[0]?.length ?? 0
  const result = new Float64Array(units)
  for (let a = 0; a < units; a++) {
    for (let b = 0; b < units; b++) {
      const leads = columns.map((column, j) => (directions[j] as Direction) * ((column[a] as number) - (column[b] as number)))
      if (leads.every(lead => lead >= 0) && leads.some(lead => lead > 0)) result[a] = (result[a] as number) + 1
    }
  }
  return result
}
