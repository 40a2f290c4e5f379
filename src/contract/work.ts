// 待办: what waits for whoever asks, what is due, what changed since they last looked. Everything is worked out anew from
// the cases; nothing here is a list that somebody keeps.
import { z } from 'zod'
import { PlainDateText } from '#core/base/plain-date-text.ts'
import { endpoint } from './endpoint.ts'

export const workKinds = ['season', 'call', 'application', 'reporting', 'supervision', 'notice', 'account'] as const
export const WaitView = z.object({
  kind: z.enum(workKinds), subject: z.string().describe('事项'), act: z.string(), label: z.string().describe('办什么'), title: z.string().describe('哪件事项'), what: z.string().describe('现状'),
  path: z.string().describe('办理的页面'), due: PlainDateText.nullable(), since: z.string().nullable().describe('从何时起轮到'), demo: z.boolean(),
})
export type WaitView = z.infer<typeof WaitView>
export const ChangeView = z.object({ at: z.string(), who: z.string(), what: z.string(), title: z.string(), path: z.string(), demo: z.boolean() })
export type ChangeView = z.infer<typeof ChangeView>
const DueView = z.object({ day: PlainDateText, days: z.number().describe('过期日数；负数为还剩几日'), group: z.enum(['overdue', 'week', 'later']), label: z.string(), title: z.string(), path: z.string(), mine: z.boolean().describe('要本人办的'), demo: z.boolean() })
export type DueView = z.infer<typeof DueView>

export const workEndpoints = {
  work: endpoint({
    method: 'GET', path: '/api/work', permission: 'session', summary: '待办：等我办理的、到期的、上次以来的变动', input: z.object({}),
    output: z.object({
      today: PlainDateText, waiting: z.array(WaitView), due: z.array(DueView),
      changed: z.object({ since: z.string().nullable().describe('上次看到待办的时间；第一次为空'), rows: z.array(ChangeView), more: z.boolean().describe('还有更新的变动没有列出'), position: z.number().describe('列到登记日志的哪一条；页面显示之后报回') }),
    }),
  }),
  workSeen: endpoint({ method: 'POST', path: '/api/work/seen', permission: 'session', summary: '待办已显示到这里：以后的才算新的变动', input: z.object({ position: z.number().int().min(0) }), output: z.object({}) }),
}
