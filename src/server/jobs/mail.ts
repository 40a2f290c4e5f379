// One mail. Refused, it is tried again after one minute, two, four …, for about an hour.
import { findMail, keepMail, sendMail } from '../notification/mail.ts'
import type { JobKind } from './kinds.ts'

export const mail: JobKind = {
  name: 'mail', options: { retryLimit: 6, retryDelay: 60, retryBackoff: true, expireInSeconds: 120 },
  async work({ id, last }, { database, context, mailer }) {
    const found = mailer && await database.read(tx => findMail(tx, id))
    if (!found) return
    const link = `${context.identity.origin ?? ''}/messages`
    await sendMail(found, { mailer, link, last, keep: change => database.transaction(tx => keepMail(tx, id, change, context.now())) })
  },
}
