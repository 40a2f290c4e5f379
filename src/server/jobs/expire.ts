// Each night what has had its time goes: made files, what was worked out long ago, messages that were read half a year ago,
// mail that was sent a quarter ago.
import { clearMade } from '../tasks/made.ts'
import { expireTasks } from '../tasks/store.ts'
import type { JobKind } from './kinds.ts'

const day = 86_400_000

export const expire: JobKind = {
  name: 'expire', cron: '15 3 * * *',
  async work(_, { database, context }) {
    const now = context.now()
    const before = (days: number): string => new Date(Date.parse(now) - days * day).toISOString()
    const wanted = await database.transaction(async tx => {
      await tx.deleteFrom('worked_out').where('at', '<', before(90)).execute()
      await tx.deleteFrom('notification').where('read', '<', before(180)).execute()
      await tx.deleteFrom('mail').where('ended', '<', before(90)).execute()
      return expireTasks(tx, now)
    })
    if (context.files !== undefined) await clearMade(context.files, wanted)
  },
}
