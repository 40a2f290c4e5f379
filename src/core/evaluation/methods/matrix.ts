// Data as columns: one column per indicator, one place per unit. Convenient rows of numbers are turned into columns at
// the edge; inside, columns of 64-bit floats keep passes over 20,000 towns short.
import type { Column } from './statistics.ts'

/** Rows of units, columns of indicators. */
export type Matrix = readonly (readonly number[])[]
export type Columns = readonly Column[]

export function columnsOf(rows: Matrix): Float64Array[] {
  return (rows[0] ?? []).map((_, j) => Float64Array.from(rows, row => row[j] as number))
}

export function rowsOf(columns: Columns): number[][] {
  return Array.from({ length: columns[0]?.length ?? 0 }, (_, i) => columns.map(column => column[i] as number))
}

/** Each column by its own rule. */
export function mapColumns(columns: Columns, rule: (column: Column, index: number) => Float64Array): Float64Array[] {
  return columns.map(rule)
}

/** One number per unit, computed from its row. The row is reused: it must not be kept. */
export function mapRows(columns: Columns, rule: (row: Float64Array, index: number) => number): Float64Array {
  const units = columns[0]?.length ?? 0
  const row = new Float64Array(columns.length)
  const result = new Float64Array(units)
  for (let i = 0; i < units; i++) {
    for (let j = 0; j < columns.length; j++) row[j] = (columns[j] as Column)[i] as number
    result[i] = rule(row, i)
  }
  return result
}
