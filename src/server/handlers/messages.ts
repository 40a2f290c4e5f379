// 消息与邮件.
import type { messageEndpoints } from '#contract/messages.ts'
import { problem, Refusal } from '#core/base/problem.ts'
import type { Handlers } from '../http/handlers.ts'
import { chooseMail, mailChoiceOf, mailState, mailTrial } from '../notification/mail.ts'
import { countUnread, listNotes, markRead } from '../notification/store.ts'
import { countRunning } from '../tasks/store.ts'

export const messageHandlers: Pick<Handlers, keyof typeof messageEndpoints> = {
  async messageList(tx, input, _, { account }) {
    const messages = await listNotes(tx, account, input)
    return { messages, unread: await countUnread(tx, account), next: messages.length === input.size ? messages.at(-1)?.id ?? null : null }
  },
  async messageCount(tx, _, __, { account }) {
    return { unread: await countUnread(tx, account), tasks: await countRunning(tx, account) }
  },
  async messageRead(tx, which, { now }, { account }) {
    await markRead(tx, account, which, now())
    return { unread: await countUnread(tx, account) }
  },
  async mailChoice(tx, _, { jobs }, { account }) {
    return { on: jobs?.mailFrom != null, ...await mailChoiceOf(tx, account) }
  },
  async mailChoose(tx, chosen, _, { account }) {
    await chooseMail(tx, account, chosen)
    return {}
  },
  async mailState(tx, _, { jobs }) {
    return { on: jobs?.mailFrom != null, from: jobs?.mailFrom ?? null, ...await mailState(tx) }
  },
  async mailTry(tx, _, { jobs, now }, { account }) {
    if (!jobs?.mailFrom) throw new Refusal(problem('mail.off'))
    if (!(await mailChoiceOf(tx, account)).address) throw new Refusal(problem('mail.address'))
    await mailTrial(tx, jobs.send, account, now())
    return {}
  },
}
