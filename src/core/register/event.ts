// What the log holds: facts with two times and a basis. A fact is never changed; a correction is a new fact
// that names the one it replaces.
import { z } from 'zod'



/** 依据: the document a fact comes from and the place in it. `inferred` is the reason, where the document does not print the fact. */
export const Basis = z.object({
  document: z.string(),
  place: z.string().optional(),
  printed: z.string().optional(),
  inferred: z.string().optional(),
})
export type Basis = z.infer<typeof Basis>

/** How exact the effective date is: some documents only prove that a fact held by a date. */
export const Dating = z.enum(['exact', 'no-later-than'])
export type Dating = z.infer<typeof Dating>

/** A fact as proposed: what, from when it is true in the world, and why we say so. */
export type Fact<Type extends string = string, Data = unknown> = {
  type: Type
  data: Data
  effective: string
  dating?: Dating
  basis: Basis
  /** position of the event this one replaces */
  corrects?: number
}

/** A fact as the log holds it. `recorded` is an ISO instant in milliseconds, UTC; `position` alone gives the order. */
export type Recorded<F extends Fact = Fact> = F & {
  position: number
  stream: string
  version: number
  recorded: string
  actor: string
}

/** valid: the day asked about; known: the instant up to which the log is read (null: all of it). */
export type AsOf = { valid: string; known: string | null }
