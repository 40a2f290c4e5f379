// What a bundle keeps of an evaluation: the figures, not how they were made; the rest can be worked out again.
import type { Evaluation } from '../evaluation/evaluate.ts'
import type { Evaluated } from './bundle.ts'

export function evaluatedOf({ units, cuts, weights }: Evaluation): Evaluated {
  return { units: units.map(({ id, published, rank, grade, inside }) => ({ id, published, rank, grade, inside: [...inside] })), cuts: cuts.map(cut => ({ ...cut })), weights }
}
