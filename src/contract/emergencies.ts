// 应急处置: a role lent for hours by two people.
import { z } from 'zod'
import { emergencyStages } from '#core/access/emergency.ts'
import { endpoint } from './endpoint.ts'
import { Answer } from './session.ts'

const Text = z.string().trim().min(1).max(400)
const at = { id: z.string().max(80) }
const Stage = z.enum(Object.keys(emergencyStages) as [keyof typeof emergencyStages, ...(keyof typeof emergencyStages)[]])
const Acts = z.object({ agree: Answer, refuse: Answer, use: Answer, end: Answer })

export const EmergencyView = z.object({
  id: z.string(), stage: Stage, stageLabel: z.string(), account: z.string(), name: z.string(), role: z.string(), roleLabel: z.string(), divisionName: z.string().nullable(), towns: z.array(z.string()), hours: z.number(), reason: z.string(),
  from: z.string().nullable(), until: z.string().nullable(), steps: z.array(z.object({ label: z.string(), actor: z.string(), at: z.string(), reason: z.string().nullable() })),
  used: z.number().describe('以此办理过几次，逐次记入访问日志'), acts: Acts,
})
export type EmergencyView = z.infer<typeof EmergencyView>

export const emergencyEndpoints = {
  emergencyList: endpoint({ method: 'GET', path: '/api/emergencies', permission: 'emergency.read', scope: 'none', summary: '应急处置清单：谁借用什么角色、到何时、用了几次', input: z.object({}), output: z.object({ emergencies: z.array(EmergencyView), most: z.number().describe('一次最多几小时'), open: Answer }) }),
  emergencyOpen: endpoint({
    method: 'POST', path: '/api/emergencies', permission: 'emergency.open', scope: { account: 'account' }, summary: '提出应急处置：把一个角色借给一个账户几小时',
    input: z.object({ account: z.string().max(80), role: z.string().max(40), division: z.string().max(6).optional(), towns: z.array(z.string()).max(500).default([]), assigned: z.array(z.string()).max(500).default([]), hours: z.number().positive(), reason: Text }), output: z.object({ id: z.string() }),
  }),
  emergencyAgree: endpoint({ method: 'POST', path: '/api/emergencies/{id}/agree', permission: 'emergency.agree', scope: { emergency: 'id' }, summary: '同意应急处置', input: z.object(at), output: z.object({ stage: Stage }) }),
  emergencyRefuse: endpoint({ method: 'POST', path: '/api/emergencies/{id}/refuse', permission: 'emergency.agree', scope: { emergency: 'id' }, summary: '不同意应急处置', input: z.object({ ...at, reason: Text }), output: z.object({ stage: Stage }) }),
  emergencyUse: endpoint({ method: 'POST', path: '/api/emergencies/{id}/use', permission: 'emergency.use', scope: { emergency: 'id' }, summary: '启用：自此刻起若干小时', input: z.object(at), output: z.object({ stage: Stage, until: z.string() }) }),
  emergencyEnd: endpoint({ method: 'POST', path: '/api/emergencies/{id}/end', permission: 'emergency.end', scope: { emergency: 'id' }, summary: '提前结束', input: z.object({ ...at, reason: Text }), output: z.object({ stage: Stage }) }),
}
