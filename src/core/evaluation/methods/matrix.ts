// Matrices are rows of units, columns of indicators.

export type Matrix = readonly (readonly number[])[]

export function column(matrix: Matrix, index: number): number[] {
  return matrix.map(row => row[index] as number)
}

export function columns(matrix: Matrix): number[][] {
  return (matrix[0] ?? []).map((_, index) => column(matrix, index))
}

export function transpose(rows: readonly (readonly number[])[]): number[][] {
  return columns(rows)
}

/** Each column by its own rule, back as rows. */
export function byColumn(matrix: Matrix, rule: (values: number[], index: number) => number[]): number[][] {
  return transpose(columns(matrix).map(rule))
}
