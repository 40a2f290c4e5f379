// 查找: one question over everything, answered with what the caller may see anyway.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

export const hitKinds = ['town', 'document', 'season', 'call', 'application', 'form', 'submission', 'round', 'rectification', 'misuse', 'report', 'appeal', 'support', 'account', 'article'] as const
export type HitKind = (typeof hitKinds)[number]

/** In the order in which they are shown. */
export const hitGroups = { town: '小镇', document: '公文', season: '评估年度', application: '申报', reporting: '报表', supervision: '监督', account: '账户', article: '政策条款' } as const
export type HitGroup = keyof typeof hitGroups
export const hitGroupIds = Object.keys(hitGroups) as [HitGroup, ...HitGroup[]]

export const Hit = z.object({
  kind: z.enum(hitKinds), id: z.string(), title: z.string(),
  note: z.string().describe('在哪里、办到哪一步'),
  text: z.string().nullable().describe('条款原文；其他为空'),
})
export type Hit = z.infer<typeof Hit>

export const search = endpoint({
  method: 'GET', path: '/api/search', permission: 'session', summary: '查找：名称、拼音或首字母、文号、区划代码、编号；只答本人看得到的',
  input: z.object({ q: z.string().max(100), group: z.enum(hitGroupIds).optional().describe('只查这一类，多列一些') }),
  output: z.object({
    groups: z.array(z.object({ id: z.enum(hitGroupIds), label: z.string(), hits: z.array(Hit), more: z.boolean() })),
    tooShort: z.boolean().describe('至少一个汉字或两个字母、数字'),
  }),
})
export type Found = z.infer<typeof search.output>

export const searchEndpoints = { search }
