// A handler for every endpoint of the contract; forgetting one does not compile.
import type { z } from 'zod'
import type { Contract } from '#contract/index.ts'
import type { Tx } from '../db/connect.ts'
import type { Context } from './context.ts'

export type Handlers = {
  [Name in keyof Contract]: (tx: Tx, input: z.output<Contract[Name]['input']>, context: Context) => Promise<z.input<Contract[Name]['output']>>
}
