// 审计: both logs as they stand, line by line with their hashes, and the question whether they are what they were.
import { z } from 'zod'
import { PlainDateText } from '#core/base/plain-date-text.ts'
import { Basis } from '#core/register/event.ts'
import { endpoint } from './endpoint.ts'

const Page = { before: z.coerce.number().int().positive().optional().describe('只要这个序号之前的'), size: z.coerce.number().int().min(1).max(500).default(100) }
const Days = { from: PlainDateText.optional().describe('自哪一天（北京时间）'), until: PlainDateText.optional().describe('至哪一天，含当日') }
const Hex = z.string().describe('SHA-256，十六进制')

const EventLine = z.object({
  position: z.number(), stream: z.string(), version: z.number(), type: z.string(), label: z.string(), effective: z.string(), dating: z.string(), recorded: z.string(),
  actor: z.string().nullable().describe('经办；评审专家的不在这里显示'), town: z.object({ id: z.string(), name: z.string() }).nullable(),
  basis: Basis, documentTitle: z.string().nullable(), corrects: z.number().nullable(),
  data: z.record(z.string(), z.unknown()).nullable().describe('内容；评审的内容在评审处看'), previous: Hex, hash: Hex,
})
const AccessLine = z.object({ position: z.number(), at: z.string(), kind: z.string(), label: z.string(), alarming: z.boolean(), account: z.string().nullable(), person: z.string().nullable(), username: z.string().nullable(), address: z.string().nullable(), data: z.record(z.string(), z.unknown()), previous: Hex, hash: Hex })
const Word = z.object({ id: z.string(), label: z.string() })
const Difference = z.object({ position: z.number(), what: z.string(), message: z.string() })

export const auditEndpoints = {
  eventLog: endpoint({
    method: 'GET', path: '/api/event-log', permission: 'event-log.read', scope: 'reach', summary: '登记日志：谁在何时依据什么登记了什么。审计管理员看全部，其他人看自己办过的',
    input: z.object({ ...Page, ...Days, kind: z.string().max(40).optional().describe('流的种类，如 season'), town: z.string().max(200).optional().describe('小镇编号'), person: z.string().max(200).optional().describe('人的编号') }),
    output: z.object({ lines: z.array(EventLine), next: z.number().nullable(), kinds: z.array(Word), all: z.boolean().describe('是全部，还是只有自己办过的') }),
  }),
  accessLog: endpoint({
    method: 'GET', path: '/api/access-log', permission: 'access-log.read', scope: 'reach', summary: '访问日志：登录、失败、拒绝、账户变动。审计、安全管理员看全部，其他人看自己的',
    input: z.object({ ...Page, ...Days, kind: z.string().max(40).optional(), person: z.string().max(200).optional() }),
    output: z.object({ lines: z.array(AccessLine), next: z.number().nullable(), kinds: z.array(Word), all: z.boolean() }),
  }),
  logVerify: endpoint({
    method: 'GET', path: '/api/log-verification', permission: 'log.verify', scope: 'none', summary: '重算两份日志的全部摘要，核对检查点',
    input: z.object({}),
    output: z.object({ log: z.object({ ok: z.boolean(), events: z.number(), root: z.string().nullable(), checkpoints: z.number(), differences: z.array(Difference) }), access: z.object({ ok: z.boolean(), lines: z.number(), head: z.string().nullable(), differences: z.array(Difference) }), at: z.string() }),
  }),
  logExport: endpoint({
    method: 'POST', path: '/api/log-export', permission: 'log.export', scope: 'none', summary: '导出日志（CSV，逐条带摘要）；导出本身记入访问日志',
    input: z.object({ log: z.enum(['events', 'access']), from: PlainDateText, until: PlainDateText, reason: z.string().trim().min(1).max(200) }),
    output: z.object({ name: z.string(), type: z.string(), base64: z.string(), lines: z.number() }),
  }),
}
