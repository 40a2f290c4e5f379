// The kinds of long jobs: what each is called, how it is done, and who may have what it made. One is done again from the start
// when the server dies in the middle of it; it must give the same then.
import type { Problem } from '#core/base/problem.ts'
import type { Database, Tx } from '../db/connect.ts'
import type { Context } from '../http/context.ts'
import type { Caller } from '../identity/caller.ts'
import { letters } from './letters.ts'
import type { Made } from './made.ts'
import { robustness } from './robustness.ts'

export type Setting = {
  database: Database
  context: Context
  /** how many of how many; said to whoever waits */
  progress: (done: number, of: number) => void
  /** ends the work early, to be done again: the server is stopping */
  signal: AbortSignal
}

export type TaskKind = {
  label: string
  /** asked again when its file is fetched: what somebody may no longer see they no longer get; absent where it makes none */
  refusal?: (tx: Tx, input: Record<string, string>, context: Context, caller: Caller) => Promise<Problem | null>
  /** @returns the file it makes; null where it makes none */
  work: (input: Record<string, string>, setting: Setting) => Promise<Made | null>
}

export const taskKinds: Readonly<Record<string, TaskKind>> = { letters, robustness }
