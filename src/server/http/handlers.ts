// A handler for every endpoint of the contract; forgetting one does not compile. What a handler is given follows from
// the endpoint's permission: the public one knows nobody, a visitor's knows where they come from, every other knows the caller.
import type { z } from 'zod'
import type { Contract } from '#contract/index.ts'
import type { Problem } from '#core/base/problem.ts'
import type { Tx } from '../db/connect.ts'
import type { Caller, Visit } from '../identity/caller.ts'
import type { Context } from './context.ts'

type Input<Name extends keyof Contract> = z.output<Contract[Name]['input']>
type Output<Name extends keyof Contract> = z.input<Contract[Name]['output']>

export type Handlers = {
  [Name in keyof Contract]: Contract[Name]['permission'] extends 'public'
    ? (tx: Tx, input: Input<Name>, context: Context) => Promise<Output<Name>>
    : Contract[Name]['permission'] extends 'visitor'
      ? (tx: Tx, input: Input<Name>, context: Context, visit: Visit) => Promise<Output<Name> | RefusedAndKept>
      : (tx: Tx, input: Input<Name>, context: Context, caller: Caller) => Promise<Output<Name> | RefusedAndKept>
}

/** A refusal whose traces stay: a failed sign-in is counted and logged. A thrown Refusal leaves nothing behind. */
export class RefusedAndKept {
  readonly problem: Problem
  constructor(problem: Problem) {
    this.problem = problem
  }
}
