// An expected refusal is a value, never an exception; what is thrown is a bug.
import type { Problem } from './problem.ts'

export type Result<T, P = Problem> = { ok: true; value: T } | { ok: false; problem: P }

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value }
}

export function refused<P>(problem: P): { ok: false; problem: P } {
  return { ok: false, problem }
}
