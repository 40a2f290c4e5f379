// 报送提醒, every hour.
import { mailNews } from '../notification/mail.ts'
import { remindPeople } from '../notification/reminders.ts'
import type { JobKind } from './kinds.ts'

export const reminders: JobKind = {
  name: 'reporting-reminders', cron: '7 * * * *',
  work: (_, { database, context, mailer, send }) => database.transaction(async tx => {
    await remindPeople(tx, context)
    if (mailer) await mailNews(tx, send, 'at-once', context.now())
  }),
}
