// 审计. Whoever reaches everything reads everything; everybody else reads what they did themselves.
import type { auditEndpoints } from '#contract/audit.ts'
import { streamKinds } from '#core/register/fact-words.ts'
import { readEventLines } from '../audit/event-lines.ts'
import { logFile } from '../audit/log-file.ts'
import { verifyLogs } from '../audit/verify-logs.ts'
import type { Handlers } from '../http/handlers.ts'
import { accessKinds, logAccess, readAccess } from '../identity/access-log.ts'
import type { Caller } from '../identity/caller.ts'
import { whoOf } from '../identity/sessions.ts'

export const auditHandlers: Pick<Handlers, keyof typeof auditEndpoints> = {
  async eventLog(tx, input, _, caller) {
    const lines = await readEventLines(tx, { ...input, ...ownOnly(caller) })
    return { lines, next: nextOf(lines, input.size), kinds: [...streamKinds], all: caller.reach.everywhere }
  },

  async accessLog(tx, input, _, caller) {
    const lines = await readAccess(tx, { ...input, ...ownOnly(caller) })
    return { lines, next: nextOf(lines, input.size), kinds: Object.entries(accessKinds).map(([id, label]) => ({ id, label })), all: caller.reach.everywhere }
  },

  async logVerify(tx, _, { logs, now }) {
    if (!logs) throw new Error('no key of the log')
    return { ...await verifyLogs(tx, logs), at: now() }
  },

  async logExport(tx, { log, from, until, reason }, { now }, caller) {
    const { text, lines } = await logFile(tx, log, { from, until })
    await logAccess(tx, 'log.exported', now(), whoOf(caller), { log, from, until, lines, reason })
    return { name: `${log === 'events' ? '登记日志' : '访问日志'}${from}至${until}.csv`, type: 'text/csv', base64: Buffer.from(text).toString('base64'), lines }
  },
}

function ownOnly({ reach, person }: Caller): { person?: string } {
  return reach.everywhere ? {} : { person: person.id }
}

function nextOf(lines: readonly { position: number }[], size: number): number | null {
  return lines.length === size ? lines.at(-1)?.position ?? null : null
}
