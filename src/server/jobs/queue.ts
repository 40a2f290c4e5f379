// The queue: pg-boss on the register's own connections, its tables in a schema of their own. Jobs are put in by the very
// transaction that needs them done; what was being done when the server died is done again when it has started.
import type { JobWithMetadata, PgBoss } from 'pg-boss'
import { problem, messageOf } from '#core/base/problem.ts'
import type { Database, Tx } from '../db/connect.ts'
import type { Context } from '../http/context.ts'
import type { Mailer } from '../notification/mailer.ts'
import { failLost } from '../tasks/store.ts'
import { follower } from './follow-log.ts'
import { kinds } from './kinds.ts'

export type Jobs = {
  /** puts a job into the queue, together with the transaction */
  send: (tx: Tx, kind: 'mail' | 'task', data: { id: string }) => Promise<void>
  /** something was written: people are told now, not only at the next full minute */
  wake: () => void
  /** sender of mail; null where it is off */
  mailFrom: string | null
  /** what is being done is put back, to be done again after the next start */
  stop: () => Promise<void>
}

/** What a kind of job works with. */
export type Setting = { database: Database; context: Context; mailer: Mailer | null; send: Jobs['send']; log: (line: string) => void; signal: AbortSignal }

const schema = 'pgboss'
/** Seconds between looks for jobs, and for jobs whose server has died. */
const [look, watch] = [1, 10]
/** Milliseconds that work under way gets to come to its next stop. */
const grace = 3000

/** Starts the queue and everything that goes by the clock. Mail is never sent from a demonstration. */
export async function startJobs({ database, context, mailer, log }: { database: Database; context: Context; mailer: Mailer | null; log: (line: string) => void }): Promise<Jobs> {
  // Loading it takes a fifth of a second that the first page need not wait for.
  const { PgBoss: Boss, fromKysely } = await import('pg-boss')
  const boss: PgBoss = new Boss({ db: { executeSql: (text, values) => database.query(text, values) }, schema, createSchema: false, superviseIntervalSeconds: watch, monitorIntervalSeconds: watch })
  boss.on('error', error => log(`后台工作出错：${error.message}`))
  await boss.start()
  const ending = new AbortController()
  const send: Jobs['send'] = async (tx, kind, data) => { await boss.send(kind, data, { db: fromKysely(tx) }) }
  const setting: Setting = { database, context, mailer: context.demo ? null : mailer, send, log, signal: ending.signal }
  const known = new Set((await boss.getQueues()).map(({ name }) => name))
  for (const { name, options = {}, cron, work } of kinds) {
    if (!known.has(name)) await boss.createQueue(name, options)
    else if (Object.keys(options).length) await boss.updateQueue(name, options)
    if (cron) await boss.schedule(name, cron, null, { tz: 'Asia/Shanghai' })
    await boss.work(name, { pollingIntervalSeconds: look, includeMetadata: true }, async ([job]: JobWithMetadata<{ id?: string } | null>[]) => {
      if (job) await work({ id: job.data?.id ?? '', last: job.retryCount >= job.retryLimit }, setting)
    })
  }
  await database.transaction(tx => failLost(tx, async id => !(await boss.findJobs<{ id: string }>('task', { data: { id } })).some(({ state }) => state !== 'failed' && state !== 'cancelled'), messageOf(problem('task.interrupted')), context.now()))
  const following = follower(setting)
  following.wake()
  return {
    send, wake: following.wake, mailFrom: setting.mailer?.from ?? null,
    async stop() {
      ending.abort()
      await following.stop()
      await boss.stop({ graceful: true, timeout: grace })
    },
  }
}
