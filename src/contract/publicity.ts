// 公示 in the open: what is proposed, until when, how to object. From its first day, never before.
import { z } from 'zod'
import { PlainDateText } from '#core/base/plain-date-text.ts'
import { endpoint } from './endpoint.ts'

const id = z.string().max(120).describe('公示编号')
const row = { id: z.string(), kind: z.enum(['season', 'call']), title: z.string(), programme: z.string(), from: PlainDateText, until: PlainDateText, state: z.enum(['open', 'closed']), stateLabel: z.string(), demo: z.boolean() }
export const PublicityRow = z.object(row)
export type PublicityRow = z.infer<typeof PublicityRow>
const Detail = z.object({
  ...row, returned: z.boolean(), issued: z.object({ document: z.string(), number: z.string() }).nullable(),
  lists: z.array(z.object({ kind: z.string(), label: z.string(), towns: z.array(z.object({ town: z.string().nullable(), name: z.string(), detail: z.string().nullable() })) })),
  objecting: z.object({ public: z.boolean(), how: z.string(), ground: z.string().nullable() }).nullable(),
})
export type PublicityDetail = z.infer<typeof Detail>

const Reason = z.string().trim().min(1).max(1000)
const objector = z.object({ objector: z.object({ name: z.string(), contact: z.string() }).nullable() })

export const publicityEndpoints = {
  publicityList: endpoint({ method: 'GET', path: '/api/public/publicities', permission: 'public', summary: '公示：正在进行的与已结束的', input: z.object({ programme: z.string().optional() }), output: z.object({ publicities: z.array(PublicityRow) }) }),
  publicityDetail: endpoint({ method: 'GET', path: '/api/public/publicities/{id}', permission: 'public', summary: '一项公示：拟办的名单、起止日期、怎样提出异议', input: z.object({ id }), output: Detail }),
  publicityObject: endpoint({
    method: 'POST', path: '/api/public/publicities/{id}/objections', permission: 'visitor', summary: '公众在公示期内实名提出异议；姓名、联系方式不公开，只有裁定的人看得到',
    input: z.object({ id, town: z.string().trim().min(1).max(100), text: z.string().trim().min(5, '请写清事实与理由').max(4000), name: z.string().trim().min(2, '请写真实姓名或单位名称').max(60), contact: z.string().trim().min(5, '请写电话、邮箱或地址').max(200) }),
    output: z.object({ number: z.string() }),
  }),
  seasonObjector: endpoint({ method: 'POST', path: '/api/seasons/{season}/objections/{objection}/objector', permission: 'objection.settle', scope: { season: 'season' }, summary: '查看公众异议人的姓名与联系方式，写明理由，记入访问日志', input: z.object({ season: z.string().max(80), objection: z.string().max(40), reason: Reason }), output: objector }),
  callObjector: endpoint({ method: 'POST', path: '/api/calls/{call}/objections/{objection}/objector', permission: 'objection.settle', scope: { call: 'call' }, summary: '查看公众异议人的姓名与联系方式，写明理由，记入访问日志', input: z.object({ call: z.string().max(80), objection: z.string().max(40), reason: Reason }), output: objector }),
}
