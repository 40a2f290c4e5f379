// 消息: what people are told, in the application and – where they choose so – by mail.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

export const noteKinds = { waits: '等您办理', returned: '退回', due: '将到期', overdue: '已过期', reminder: '报送提醒', decided: '有了结果', published: '已公布', granted: '授予角色', unlocked: '解锁' } as const
export type NoteKind = keyof typeof noteKinds
export const mailChoices = { off: '不发邮件', 'at-once': '随时', daily: '每天汇总一次' } as const
export type MailChoice = keyof typeof mailChoices
const keysOf = <T extends object>(of: T): [keyof T & string, ...(keyof T & string)[]] => Object.keys(of) as [keyof T & string, ...(keyof T & string)[]]

const Note = z.object({ id: z.number(), kind: z.enum(keysOf(noteKinds)), title: z.string(), path: z.string(), at: z.string(), read: z.boolean() })
export type NoteView = z.infer<typeof Note>
const Address = z.string().trim().max(200).regex(/^[^\s@<>,;:"]+@[^\s@<>,;:"]+\.[^\s@<>,;:"]+$/, '不是邮件地址，应如 someone@example.gov.cn')

export const messageEndpoints = {
  messageList: endpoint({ method: 'GET', path: '/api/messages', permission: 'session', summary: '我的消息，新的在前', input: z.object({ before: z.coerce.number().int().optional(), unread: z.coerce.boolean().default(false), size: z.coerce.number().int().min(1).max(200).default(50) }), output: z.object({ messages: z.array(Note), unread: z.number(), next: z.number().nullable() }) }),
  messageCount: endpoint({ method: 'GET', path: '/api/messages/count', permission: 'session', summary: '有几条未读消息、几件后台工作在办', input: z.object({}), output: z.object({ unread: z.number(), tasks: z.number() }) }),
  messageRead: endpoint({ method: 'POST', path: '/api/messages/read', permission: 'session', summary: '标为已读：这几条，或到某条为止的全部', input: z.object({ ids: z.array(z.number().int()).max(500).default([]), upTo: z.number().int().optional() }), output: z.object({ unread: z.number() }) }),
  mailChoice: endpoint({ method: 'GET', path: '/api/mail', permission: 'session', summary: '我的邮件提醒', input: z.object({}), output: z.object({ on: z.boolean().describe('本系统开通了邮件'), address: z.string(), choice: z.enum(keysOf(mailChoices)), failed: z.string().nullable().describe('最近一封没有送达的原因') }) }),
  mailChoose: endpoint({ method: 'POST', path: '/api/mail', permission: 'session', summary: '选择是否用邮件提醒，及地址', input: z.object({ address: Address, choice: z.enum(keysOf(mailChoices)) }), output: z.object({}) }),
  mailState: endpoint({ method: 'GET', path: '/api/mail/state', permission: 'mail.manage', scope: 'none', summary: '邮件发送情况与没有送达的', input: z.object({}), output: z.object({ on: z.boolean(), from: z.string().nullable(), queued: z.number(), sent: z.number(), failed: z.array(z.object({ id: z.string(), username: z.string(), at: z.string(), attempts: z.number(), error: z.string() })) }) }),
  mailTry: endpoint({ method: 'POST', path: '/api/mail/try', permission: 'mail.manage', scope: 'none', summary: '给自己发一封试发邮件', input: z.object({}), output: z.object({}) }),
}
