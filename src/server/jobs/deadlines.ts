// What the calendar brings: every hour, what has come to wait because a day has passed; each morning, what is due.
import { tellOfDeadlines } from '../notification/deadlines.ts'
import { followDays } from '../notification/follow.ts'
import type { JobKind } from './kinds.ts'

export const passingDays: JobKind = { name: 'passing-days', cron: '2 * * * *', work: async (_, { database, context }) => { await database.transaction(tx => followDays(tx, context)) } }

export const deadlines: JobKind = { name: 'deadlines', cron: '30 8 * * *', work: async (_, { database, context }) => { await database.transaction(tx => tellOfDeadlines(tx, context)) } }
