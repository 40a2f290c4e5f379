// 首页: the programme at a glance, its key dates, and the counts by place that the map shows.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { AsOfInput, Basis } from './towns.ts'

export const Count = z.object({ value: z.string(), label: z.string(), count: z.number() })

export const overview = endpoint({
  method: 'GET', path: '/api/public/overview', permission: 'public', summary: '总览：数量、关键日期、各地分布',
  input: AsOfInput.extend({ programme: z.string().optional() }),
  output: z.object({
    programme: z.object({ id: z.string(), title: z.string(), categories: z.array(z.string()), townTypes: z.array(z.string()), grades: z.array(z.object({ id: z.string(), label: z.string() })) }),
    asOf: z.object({ valid: z.string(), known: z.string().nullable(), basis: Basis.nullable() }),
    statuses: z.array(Count),
    grades: z.array(Count),
    categories: z.array(Count),
    townTypes: z.array(Count),
    /** towns by place: one entry for each prefecture-level group and each county-level division of the map */
    places: z.array(z.object({
      code: z.string(), name: z.string(), level: z.enum(['prefecture', 'county', 'special']), parent: z.string().nullable(),
      statuses: z.record(z.string(), z.number()), grades: z.record(z.string(), z.number()), total: z.number(),
    })),
    /** days on which something changed: the stops of the time slider */
    moments: z.array(z.object({ date: z.string(), title: z.string(), document: z.string().nullable(), listed: z.number() })),
  }),
})

export const health = endpoint({
  method: 'GET', path: '/api/health', permission: 'public', summary: '服务是否就绪',
  input: z.object({}),
  output: z.object({ ready: z.boolean(), version: z.string(), events: z.number(), root: z.string().nullable() }),
})

export const logHead = endpoint({
  method: 'GET', path: '/api/public/log', permission: 'public', summary: '登记日志的公钥与最近的检查点，供核验',
  input: z.object({}),
  output: z.object({ publicKey: z.string().nullable(), checkpoint: z.string().nullable(), size: z.number() }),
})
