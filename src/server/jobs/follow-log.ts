// People are told of what happened: at once after a request that wrote something, and every minute for what was written by
// others, such as the command line.
import { followLog } from '../notification/follow.ts'
import { mailNews } from '../notification/mail.ts'
import type { JobKind } from './kinds.ts'
import type { Setting } from './queue.ts'

export const followLogJob: JobKind = { name: 'follow-log', cron: '* * * * *', options: { retryLimit: 0 }, work: (_, setting) => follow(setting) }

async function follow({ database, context, mailer, send }: Setting): Promise<void> {
  for (;;) {
    const { more } = await database.transaction(async tx => {
      const followed = await followLog(tx, context)
      if (mailer) await mailNews(tx, send, 'at-once', context.now())
      return followed
    })
    if (!more) return
  }
}

/** One at a time; woken while it follows, it follows once more. */
export function follower(setting: Setting): { wake: () => void; stop: () => Promise<void> } {
  let under: Promise<void> | null = null
  let again = false
  const wake = (): void => {
    if (setting.signal.aborted) return
    if (under) again = true
    else under = follow(setting).catch((error: Error) => setting.log(`消息没有发出，稍后再发：${error.message}`)).finally(() => {
      under = null
      if (again) {
        again = false
        wake()
      }
    })
  }
  return { wake, stop: async () => { await under } }
}
