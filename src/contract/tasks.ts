// 进度: work that takes long, done in the background; it goes on when the page is left and when the server is restarted.
import { z } from 'zod'
import { Attachment } from '#core/attachment/attachment.ts'
import { endpoint } from './endpoint.ts'

const TaskView = z.object({ id: z.string(), kind: z.string(), title: z.string(), state: z.enum(['queued', 'running', 'done', 'failed']), done: z.number(), of: z.number(), file: z.object({ name: z.string(), size: z.number() }).nullable(), problem: z.string().nullable(), created: z.string(), ended: z.string().nullable(), expires: z.string().nullable() })
export type TaskView = z.infer<typeof TaskView>
const season = z.string().max(80).describe('项目/年份')

export const taskEndpoints = {
  taskList: endpoint({ method: 'GET', path: '/api/tasks', permission: 'session', summary: '我的后台工作', input: z.object({}), output: z.object({ tasks: z.array(TaskView) }) }),
  taskFile: endpoint({ method: 'GET', path: '/api/tasks/{id}/file', permission: 'session', carries: 'download', summary: '后台工作做成的文件', input: z.object({ id: z.string() }), output: Attachment.extend({ made: z.literal(true) }) }),
  taskAgain: endpoint({ method: 'POST', path: '/api/tasks/{id}/again', permission: 'session', summary: '没有做成的，再做一次', input: z.object({ id: z.string() }), output: z.object({}) }),
  taskHide: endpoint({ method: 'DELETE', path: '/api/tasks/{id}', permission: 'session', summary: '不再列出已经结束的', input: z.object({ id: z.string() }), output: z.object({}) }),
  seasonRobustness: endpoint({ method: 'POST', path: '/api/seasons/{season}/robustness', permission: 'decision.read', scope: { season: 'season' }, summary: '计算每个拟办有多稳', input: z.object({ season }), output: z.object({ task: z.string().nullable().describe('已经算好的为空') }) }),
}
