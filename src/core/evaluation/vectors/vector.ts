// Numeric test vectors: what others published or computed, held against our methods at the vector's own tolerance.
import { columnsOf } from '../methods/matrix.ts'

export type Tolerance = { abs?: number; rel?: number; exact?: boolean; compare?: string }
export type Vector = { id: string; method: string; input: Record<string, unknown>; parameters: unknown; expected: Record<string, unknown>; tolerance: Tolerance }

export type Outcome = { id: string; method: string; result: 'pass' | 'fail' | 'unsupported'; error: number; where: string }

/** Computes what a vector expects; every expected member must be there under the same name. */
export type Adapter = (input: Input, parameters: Parameters) => Record<string, unknown>

/** A vector's input, read by kind. `null` in the file is a missing value. */
export type Input = {
  has(name: string): boolean
  numbers(name: string): number[]
  /** rows as the file has them */
  matrix(name: string): number[][]
  /** the same, column by column */
  columns(name: string): Float64Array[]
  texts(name: string): string[]
  number(name: string): number
  raw(name: string): unknown
}
export type Parameters = { text(name: string): string; number(name: string, otherwise: number): number; raw(name: string): unknown }

export function inputOf(input: Record<string, unknown>): Input {
  const get = (name: string): unknown => {
    if (!(name in input)) throw new Error(`input ${name} is missing`)
    return input[name]
  }
  const matrix = (name: string): number[][] => (get(name) as unknown[][]).map(row => row.map(toNumber))
  return {
    has: name => name in input,
    raw: get,
    number: name => toNumber(get(name)),
    numbers: name => (get(name) as unknown[]).map(toNumber),
    matrix,
    columns: name => columnsOf(matrix(name)),
    texts: name => (get(name) as unknown[]).map(String),
  }
}

export function parametersOf(parameters: unknown): Parameters {
  const given = (parameters && !Array.isArray(parameters) ? parameters : {}) as Record<string, unknown>
  return {
    raw: name => given[name],
    text: name => (typeof given[name] === 'string' ? given[name] : ''),
    number: (name, otherwise) => (typeof given[name] === 'number' ? given[name] : otherwise),
  }
}

export function toNumber(value: unknown): number {
  return value === null || value === undefined ? Number.NaN : Number(value)
}
