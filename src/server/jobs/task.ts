// A long job that somebody started. A refusal ends it with its reason; a fault of ours with a reference number; the end of
// the server leaves it to be done again.
import { randomBytes } from 'node:crypto'
import { problem, messageOf, Refusal } from '#core/base/problem.ts'
import { keepMade } from '../tasks/made.ts'
import { taskKinds } from '../tasks/kinds.ts'
import { endTask, noteProgress, startTask } from '../tasks/store.ts'
import type { JobKind } from './kinds.ts'

/** Milliseconds between two notes of progress. */
const step = 500

export const task: JobKind = {
  name: 'task', options: { retryLimit: 5, heartbeatSeconds: 10, expireInSeconds: 4 * 3600 },
  async work({ id }, { database, context, signal, log }) {
    const row = await database.transaction(tx => startTask(tx, id))
    const kind = row && taskKinds[row.kind]
    if (!row || !kind) return
    let [noted, noting] = [performance.now(), Promise.resolve() as Promise<unknown>]
    const progress = (done: number, of: number): void => {
      if (performance.now() - noted < step) return
      noted = performance.now()
      noting = noting.then(() => database.transaction(tx => noteProgress(tx, id, done, of))).catch(() => {})
    }
    const result = await kind.work(row.input, { database, context, progress, signal }).then(async made => ({ file: made && await keepMade(context.files ?? '', made) }), (error: Error) => {
      if (signal.aborted) throw error
      if (error instanceof Refusal) return { problem: error.message }
      const reference = randomBytes(4).toString('hex')
      log(`错误 ${reference} ${row.kind} ${id}\n${error.stack ?? error.message}`)
      return { problem: messageOf(problem('bug', { reference })) }
    })
    await noting
    await database.transaction(tx => endTask(tx, id, result, context.now()))
  },
}
