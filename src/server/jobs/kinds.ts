// Every kind of job, one small file each. `cron` is by the clock of China.
import type { QueueOptions } from 'pg-boss'
import { digest } from './digest.ts'
import { expire } from './expire.ts'
import { followLogJob } from './follow-log.ts'
import { deadlines, passingDays } from './deadlines.ts'
import { mail } from './mail.ts'
import type { Setting } from './queue.ts'
import { reminders } from './reminders.ts'
import { task } from './task.ts'

export type JobKind = {
  name: string
  cron?: string
  options?: QueueOptions
  /** @param job `last`: it will not be tried again */
  work: (job: { id: string; last: boolean }, setting: Setting) => Promise<void>
}

export const kinds: readonly JobKind[] = [followLogJob, passingDays, reminders, deadlines, digest, mail, task, expire]
