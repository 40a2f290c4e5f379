// The kinds of long jobs: what each is called, whose business it is, and how it is done. One is done again from the start
// when the server dies in the middle of it; it must give the same then.
import type { Permission } from '#core/access/permission.ts'
import type { EndpointScope } from '#contract/endpoint.ts'
import type { Database } from '../db/connect.ts'
import type { Context } from '../http/context.ts'
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
  /** asked again when the file is fetched: what somebody may no longer see they no longer get */
  permission: Permission
  scope: Exclude<EndpointScope, 'none' | 'reach'>
  /** @returns the file it makes; null where it makes none */
  work: (input: Record<string, string>, setting: Setting) => Promise<Made | null>
}

export const taskKinds: Readonly<Record<string, TaskKind>> = { letters, robustness }
