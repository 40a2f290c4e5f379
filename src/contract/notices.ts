// 文件: the notices and lists the register rests on.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

export const NoticeSummary = z.object({
  id: z.string(),
  number: z.string().nullable(),
  title: z.string().nullable(),
  issuer: z.string().nullable(),
  draftedOn: z.string().nullable(),
  publishedOn: z.string().nullable(),
  index: z.string().nullable(),
  lists: z.array(z.object({ kind: z.string(), heading: z.string(), count: z.number() })),
  findings: z.object({ error: z.number(), warning: z.number(), note: z.number() }),
})
export type NoticeSummary = z.infer<typeof NoticeSummary>

export const Finding = z.object({ code: z.string(), severity: z.enum(['error', 'warning', 'note']), message: z.string(), towns: z.array(z.string()), basis: z.string() })

const Words = z.object({ where: z.string(), printed: z.string().nullable(), correct: z.string().nullable(), count: z.boolean().describe('随之改变的数目') })
const Cited = z.object({ id: z.string(), number: z.string().nullable(), title: z.string().nullable() })

export const NoticeDetail = NoticeSummary.omit({ lists: true, findings: true }).extend({
  addressees: z.array(z.string()),
  cites: z.array(z.object({ number: z.string(), id: z.string().nullable() })),
  lists: z.array(z.object({
    kind: z.string(),
    heading: z.string(),
    statedCount: z.number().nullable(),
    towns: z.array(z.object({ printed: z.string(), town: z.string().nullable(), registered: z.string().nullable(), category: z.string().nullable(), townType: z.string().nullable(), prefecture: z.string().nullable() })),
  })),
  findings: z.array(Finding),
  /** what this document corrects, place by place; null: it is no correction */
  corrects: Cited.extend({ items: z.array(Words) }).nullable(),
  /** documents that have corrected this one, oldest first, with what changed in the register */
  correctedBy: z.array(Cited.extend({ draftedOn: z.string().nullable(), items: z.array(Words), changes: z.array(z.object({ town: z.string(), name: z.string(), was: z.string().nullable(), now: z.string().nullable() })) })),
  /** what entered the register from it, by kind of fact */
  acts: z.array(z.object({ type: z.string(), title: z.string(), count: z.number() })),
})
export type NoticeDetail = z.infer<typeof NoticeDetail>

export const noticeList = endpoint({
  method: 'GET', path: '/api/public/notices', permission: 'public', summary: '登记所依据的文件',
  input: z.object({ programme: z.string().optional() }),
  output: z.object({ notices: z.array(NoticeSummary) }),
})

export const noticeDetail = endpoint({
  method: 'GET', path: '/api/public/notices/{id}', permission: 'public', summary: '一份文件：各清单与校核发现',
  input: z.object({ id: z.string() }),
  output: NoticeDetail,
})
