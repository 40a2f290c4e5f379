// 调度: reports by period. A form is `项目/报表/报告期`, a report `项目/报表/报告期/填报单位`.
import { z } from 'zod'
import { PlainDateText } from '#core/base/plain-date-text.ts'
import { acts } from '#core/reporting/act.ts'
import { DataSet, origins } from '#core/reporting/data-set.ts'
import { periodKinds } from '#core/reporting/period.ts'
import { endpoint } from './endpoint.ts'

const keysOf = <T extends object>(of: T): [keyof T & string, ...(keyof T & string)[]] => Object.keys(of) as [keyof T & string, ...(keyof T & string)[]]
const form = z.string().max(160).describe('项目/报表/报告期')
const submission = z.string().max(200).describe('项目/报表/报告期/填报单位')
const at = { submission }
const Reason = z.string().trim().min(1).max(2000)
const Seen = z.number().int().min(0).describe('看到的版本')
const Scalar = z.union([z.number(), z.string().max(4000), z.boolean(), z.null()])
const Change = z.object({ town: z.string().max(80), indicator: z.string().max(40), before: Scalar, after: Scalar })
const Changes = z.array(Change)
const Place = z.object({ town: z.string().max(80).nullable(), indicator: z.string().max(40).nullable() })
const Content = z.record(z.string(), z.object({ values: z.record(z.string(), Scalar), remark: z.string().optional() }))
const Finding = z.object({ severity: z.enum(['hard', 'soft']), check: z.string(), town: z.string(), indicators: z.array(z.string()), message: z.string(), mend: z.string() })
const Counts = z.object({ overdue: z.number(), due: z.number(), accepted: z.number() })
const Period = z.object({ id: z.string(), title: z.string(), kind: z.enum(keysOf(periodKinds)), first: PlainDateText, last: PlainDateText })
const FormView = z.object({ id: z.string(), programme: z.string(), programmeTitle: z.string(), dataSet: z.string(), title: z.string(), status: z.enum(['proposal', 'adopted']), period: Period })
const Waits = z.object({ submission: z.string(), reporter: z.string(), form: FormView, stage: z.string(), level: z.string(), act: z.string(), due: PlainDateText, days: z.number().describe('过期日数；负数为还剩几日'), reminded: z.string().nullable().describe('最近一次提醒') })
export type Waits = z.infer<typeof Waits>
export const BoardRow = z.object({
  submission: z.string(), reporter: z.string(), name: z.string(), region: z.string().nullable(), towns: z.number(), state: z.enum(['overdue', 'due', 'accepted']), stage: z.string(),
  level: z.string().nullable(), due: PlainDateText.nullable(), days: z.number().nullable(), signed: z.number(), filled: z.number().describe('已填的格'), cells: z.number().describe('要填的格'), comments: z.number(), reminded: z.string().nullable(), version: z.number(),
  digest: z.string().describe('内容的摘要'), mine: z.enum(['approve', 'other']).nullable().describe('轮到本人：审核，或别的；不轮到为空'),
})
export type BoardRow = z.infer<typeof BoardRow>
const By = { by: z.string(), on: PlainDateText }
const Signature = z.object({ ...By, level: z.string(), label: z.string(), digest: z.string(), remark: z.string().nullable(), state: z.enum(['standing', 'withdrawn', 'lapsed', 'replaced']), withdrawn: z.object({ ...By, reason: z.string() }).nullable(), changes: Changes })
const ActView = z.object({ act: z.enum(keysOf(acts)), label: z.string(), allowed: z.boolean(), reason: z.string().nullable() })
export const ReportView = z.object({
  id: z.string(), form: FormView, dataSet: DataSet, reporter: z.object({ id: z.string(), name: z.string(), region: z.string().nullable() }), towns: z.array(z.object({ id: z.string(), name: z.string() })),
  dues: z.array(z.object({ level: z.string(), label: z.string(), act: z.string(), due: PlainDateText, days: z.number() })),
  version: z.number(), digest: z.string(), content: Content, last: Content.nullable().describe('上期'), yearBefore: Content.nullable().describe('上年同期'),
  findings: z.array(Finding), blocking: z.number(), stage: z.string(), waiting: z.string().nullable().describe('轮到哪一级；已办结为空'), signed: z.number(),
  signatures: z.array(Signature), comments: z.array(Place.extend({ ...By, level: z.string(), text: z.string(), value: Scalar, open: z.boolean() })),
  departments: z.array(z.object({ id: z.string(), name: z.string(), indicators: z.array(z.string()), held: z.object(By).nullable(), digest: z.string(), changes: Changes, mine: z.boolean() })),
  unlock: z.object({ ...By, reason: z.string(), scope: z.array(Place), until: PlainDateText, state: z.enum(['asked', 'open', 'refused', 'used']) }).nullable(),
  editable: z.object({ all: z.boolean(), scope: z.array(Place) }).describe('本人现在可以改的'),
  origins: z.array(z.object({ town: z.string(), indicator: z.string(), reported: Scalar, thirdParty: Scalar, administrative: Scalar, differing: z.array(z.string()) })),
  acts: z.array(ActView), mayCompare: z.boolean(),
  history: z.array(z.object({ version: z.number(), by: z.string(), at: z.string(), what: z.string(), more: z.string(), changes: z.number() })),
  today: PlainDateText, demo: z.boolean(),
})
export type ReportView = z.infer<typeof ReportView>
const ImportProblem = z.object({ severity: z.enum(['refused', 'warning', 'note']), code: z.string(), sheet: z.string(), cell: z.string(), row: z.number(), town: z.string().nullable(), indicator: z.string().nullable(), field: z.string(), message: z.string(), mend: z.string(), raw: z.string() })
export const ImportView = z.object({
  file: z.string(), name: z.string(), version: z.number(),
  result: z.object({ accepted: z.number(), refused: z.number(), added: z.number(), changed: z.number(), cleared: z.number(), same: z.number(), omitted: z.number(), needsChoice: z.boolean(), problems: z.array(ImportProblem), findings: z.array(Finding.extend({ cell: z.string() })), changes: Changes }),
})
export type ImportView = z.infer<typeof ImportView>
const Download = z.object({ name: z.string(), type: z.string(), base64: z.string() })
const done = z.object({ version: z.number(), digest: z.string(), stage: z.string() })
const Figure = z.object({ town: z.string().max(80), indicator: z.string().max(40), value: Scalar })

export const reportingEndpoints = {
  reportingForms: endpoint({ method: 'GET', path: '/api/reporting', permission: 'reporting.read', scope: 'reach', summary: '调度：各报表本期与以前各期的进度，等我办理的', input: z.object({}), output: z.object({ forms: z.array(FormView.extend({ counts: Counts, due: PlainDateText })), waiting: z.array(Waits), openable: z.array(FormView).describe('可以下达的'), today: PlainDateText, demo: z.boolean() }) }),
  reportingBoard: endpoint({ method: 'GET', path: '/api/reporting/forms/{form}', permission: 'reporting.read', scope: 'reach', summary: '一张报表一期的进度：谁已报、谁逾期', input: z.object({ form }), output: z.object({ form: FormView, open: z.boolean().describe('已经下达'), before: z.string().nullable(), after: z.string().nullable(), dues: z.array(z.object({ level: z.string(), label: z.string(), act: z.string(), due: PlainDateText })), rows: z.array(BoardRow), counts: Counts, today: PlainDateText, demo: z.boolean() }) }),
  reportingDepartments: endpoint({ method: 'GET', path: '/api/reporting/departments', permission: 'right.grant', scope: 'none', summary: '各报表里要确认指标的部门：授予角色时指派', input: z.object({}), output: z.object({ departments: z.array(z.object({ id: z.string(), name: z.string() })) }) }),
  reportingOpen: endpoint({ method: 'POST', path: '/api/reporting/forms/{form}/open', permission: 'reporting.open', scope: 'none', summary: '下达一期报表：从此各单位欠报这一期', input: z.object({ form }), output: z.object({ form: z.string() }) }),
  reportingReport: endpoint({ method: 'GET', path: '/api/reporting/reports/{submission}', permission: 'reporting.read', scope: { submission: 'submission' }, summary: '一个单位的一份报表', input: z.object(at), output: ReportView }),
  reportingTemplate: endpoint({ method: 'GET', path: '/api/reporting/reports/{submission}/template', permission: 'reporting.write', scope: { submission: 'submission' }, summary: '为这个单位、这一期制作的填报模板', input: z.object(at), output: Download }),
  reportingSave: endpoint({ method: 'POST', path: '/api/reporting/reports/{submission}/cells', permission: 'reporting.write', scope: { submission: 'submission' }, summary: '保存填写的格；别人改过的格不覆盖', input: z.object({ ...at, changes: z.array(Change).min(1).max(5000) }), output: done.extend({ findings: z.array(Finding) }) }),
  reportingImport: endpoint({ method: 'POST', path: '/api/reporting/reports/{submission}/workbooks', permission: 'reporting.write', scope: { submission: 'submission' }, carries: 'upload', summary: '上传填好的模板：逐格校核，先不导入', input: z.object({ ...at, name: z.string().min(1).max(400).describe('文件名') }), output: ImportView }),
  reportingTake: endpoint({ method: 'POST', path: '/api/reporting/reports/{submission}/workbooks/take', permission: 'reporting.write', scope: { submission: 'submission' }, summary: '导入校核过的模板；有没采用的格时须明确选择', input: z.object({ ...at, file: z.string().max(80), seen: Seen, choice: z.enum(['all-or-nothing', 'take-what-can-be-taken']).default('all-or-nothing') }), output: done }),
  reportingAnnotated: endpoint({ method: 'GET', path: '/api/reporting/reports/{submission}/workbooks/{file}', permission: 'reporting.write', scope: { submission: 'submission' }, summary: '批注副本：有问题的格涂色加注', input: z.object({ ...at, file: z.string().max(80) }), output: Download }),
  reportingSubmit: endpoint({ method: 'POST', path: '/api/reporting/reports/{submission}/submit', permission: 'reporting.submit', scope: { submission: 'submission' }, summary: '报送', input: z.object({ ...at, seen: Seen, digest: z.string(), remark: z.string().max(2000).optional() }), output: done }),
  reportingRecall: endpoint({ method: 'POST', path: '/api/reporting/reports/{submission}/recall', permission: 'reporting.submit', scope: { submission: 'submission' }, summary: '撤回报送', input: z.object({ ...at, seen: Seen, reason: Reason }), output: done }),
  reportingApprove: endpoint({ method: 'POST', path: '/api/reporting/reports/{submission}/approve', permission: 'reporting.approve', scope: { submission: 'submission' }, summary: '审核通过、验收', input: z.object({ ...at, seen: Seen, digest: z.string(), remark: z.string().max(2000).optional() }), output: done }),
  reportingReturn: endpoint({ method: 'POST', path: '/api/reporting/reports/{submission}/return', permission: 'reporting.return', scope: { submission: 'submission' }, summary: '退回，批注落在格上', input: z.object({ ...at, seen: Seen, to: z.string(), reason: Reason, comments: z.array(Place.extend({ text: Reason })).max(500).default([]) }), output: done }),
  reportingConfirm: endpoint({ method: 'POST', path: '/api/reporting/reports/{submission}/confirm', permission: 'reporting.confirm', scope: { submission: 'submission' }, summary: '部门确认自己的指标', input: z.object({ ...at, seen: Seen, department: z.string(), digest: z.string() }), output: done }),
  reportingAskUnlock: endpoint({ method: 'POST', path: '/api/reporting/reports/{submission}/unlock', permission: 'reporting.submit', scope: { submission: 'submission' }, summary: '申请解锁：理由、范围、期限', input: z.object({ ...at, seen: Seen, reason: Reason, scope: z.array(Place).min(1).max(500), until: PlainDateText }), output: done }),
  reportingSettleUnlock: endpoint({ method: 'POST', path: '/api/reporting/reports/{submission}/unlock/settle', permission: 'reporting.unlock', scope: { submission: 'submission' }, summary: '同意或不同意解锁', input: z.object({ ...at, seen: Seen, granted: z.boolean(), reason: Reason }), output: done }),
  reportingCompare: endpoint({ method: 'POST', path: '/api/reporting/reports/{submission}/figures', permission: 'reporting.compare', scope: { submission: 'submission' }, summary: '录入第三方、部门数据，与填报数并列', input: z.object({ ...at, origin: z.enum(keysOf(origins)).exclude(['reported']), source: z.string().trim().min(1).max(200), figures: z.array(Figure).min(1).max(2000) }), output: z.object({ kept: z.number() }) }),
}
