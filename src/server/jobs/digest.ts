// 每日汇总, after the morning's deadlines.
import { mailNews } from '../notification/mail.ts'
import type { JobKind } from './kinds.ts'

export const digest: JobKind = {
  name: 'digest', cron: '40 8 * * *',
  work: async (_, { database, context, mailer, send }) => { if (mailer) await database.transaction(tx => mailNews(tx, send, 'daily', context.now())) },
}
