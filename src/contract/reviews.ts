// 专家评审: drawing a panel, scoring blind, signing, and what it comes to. No applicant holds any permission named here.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

const id = z.string().max(40).describe('申报')
const own = { id }
const Text = z.string().trim().max(4000)
const Scores = z.record(z.string().max(40), z.number())
const Criteria = z.array(z.object({ id: z.string(), label: z.string(), points: z.number(), origin: z.string() }))
const SignedView = z.object({ pseudonym: z.string(), scores: Scores, opinion: z.string(), total: z.number() })
const Outlier = z.object({ id: z.string(), value: z.number(), median: z.number(), z: z.number() })

export const reviewEndpoints = {
  panelState: endpoint({ method: 'GET', path: '/api/reviews/{id}/panel', permission: 'expert.draw', scope: { application: 'id' }, summary: '抽取与签署到了哪一步（不含身份）', input: z.object(own), output: z.object({ round: z.number(), eligible: z.number().nullable(), excluded: z.number().nullable(), drawn: z.object({ number: z.string(), source: z.string() }).nullable(), seats: z.number(), signed: z.number(), recused: z.number() }) }),
  panelPool: endpoint({ method: 'POST', path: '/api/reviews/{id}/pool', permission: 'expert.draw', scope: { application: 'id' }, summary: '确定抽取范围，须回避的除外', input: z.object(own), output: z.object({ eligible: z.number(), excluded: z.number() }) }),
  panelDraw: endpoint({ method: 'POST', path: '/api/reviews/{id}/draw', permission: 'expert.witness', scope: { application: 'id' }, summary: '见证抽取：填入公开号码，次序由范围和号码算出', input: z.object({ ...own, number: Text.min(1).max(200), source: Text.min(1) }), output: z.object({ seats: z.number() }) }),
  panelIdentities: endpoint({ method: 'GET', path: '/api/reviews/{id}/identities', permission: 'expert.identify', scope: { application: 'id' }, summary: '专家身份、抽取次序与回避原因（评审汇总之后）', input: z.object(own), output: z.object({ seats: z.array(z.object({ pseudonym: z.string(), person: z.string(), name: z.string(), recused: z.string().nullable(), signed: z.boolean() })), excluded: z.array(z.object({ person: z.string(), name: z.string(), reason: z.string() })) }) }),
  panelRecuse: endpoint({ method: 'POST', path: '/api/reviews/{id}/recuse', permission: 'score.write', scope: { application: 'id' }, summary: '本人回避，由下一位替补', input: z.object({ ...own, reason: Text.min(1) }), output: z.object({}) }),
  sheetRead: endpoint({ method: 'GET', path: '/api/reviews/{id}/sheet', permission: 'score.write', scope: { application: 'id' }, summary: '我的评审表', input: z.object(own), output: z.object({ version: z.number(), criteria: Criteria, scores: Scores, opinion: z.string(), signed: z.boolean() }) }),
  sheetSave: endpoint({ method: 'PATCH', path: '/api/reviews/{id}/sheet', permission: 'score.write', scope: { application: 'id' }, summary: '随填随存我的评审表', input: z.object({ ...own, version: z.number().int().min(0), scores: Scores, opinion: z.string().max(20_000).default('') }), output: z.object({ version: z.number() }) }),
  sheetSign: endpoint({ method: 'POST', path: '/api/reviews/{id}/sheet/sign', permission: 'score.sign', scope: { application: 'id' }, summary: '签署我的评审表', input: z.object({ ...own, version: z.number().int() }), output: z.object({}) }),
  reviewScores: endpoint({ method: 'GET', path: '/api/reviews/{id}/scores', permission: 'score.read', scope: { application: 'id' }, summary: '各专家的评分（以代号），签署本人意见或评审汇总之后', input: z.object(own), output: z.object({ criteria: Criteria, sheets: z.array(SignedView), result: z.object({ score: z.number(), dropped: z.array(z.number()), criteria: z.array(z.object({ id: z.string(), label: z.string(), points: z.number(), mean: z.number() })), outliers: z.array(Outlier) }).nullable() }) }),
  assessorReport: endpoint({ method: 'GET', path: '/api/calls/{call}/assessors', permission: 'expert.identify', scope: { call: 'call' }, summary: '本批次各专家打分的松紧，离群者注明', input: z.object({ call: z.string().max(80) }), output: z.object({ assessors: z.array(z.object({ person: z.string(), name: z.string(), cases: z.number(), leaning: z.number(), z: z.number(), outlying: z.boolean() })) }) }),
}
