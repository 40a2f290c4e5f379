// 申报: calls and applications, step by step. Every step is an endpoint of its own, with the permission of that step, and
// names the version that its caller saw. What experts do stands in contract/reviews.ts; nothing here tells who they are.
import { z } from 'zod'
import { PlainDateText } from '#core/base/plain-date-text.ts'
import { stages } from '#core/application/application.ts'
import { Approval } from '#core/attachment/approval.ts'
import { Milestones } from '#core/application/call-events.ts'
import { Attachment } from '#core/attachment/attachment.ts'
import { callStages } from '#core/application/call.ts'
import { desks, Remark } from '#core/application/events.ts'
import { endpoint } from './endpoint.ts'

const call = z.string().max(80).describe('项目/批次')
const id = z.string().max(40)
const version = z.number().int().min(0).describe('您看到的版本；有人先改了就不办理')
const Reason = z.string().trim().max(4000)
const Text = Reason.min(1)
const Values = z.record(z.string().max(80), z.unknown())

export const ActionView = z.object({ id: z.string(), label: z.string(), permission: z.string(), holders: z.array(z.string()), allowed: z.boolean(), code: z.string().nullable(), reason: z.string().nullable() })
const StepView = z.object({ action: z.string(), label: z.string(), actor: z.string(), at: z.string(), reason: z.string().nullable(), to: z.string().nullable() })
const Stage = z.enum(stages)
const callDone = z.object({ stage: z.enum(callStages), version: z.number() })
const done = z.object({ stage: Stage, version: z.number() })

const Problem = z.object({ code: z.string(), message: z.string() })
const Finding = z.object({ severity: z.enum(['missing', 'unmet', 'note']), field: z.string(), message: z.string(), article: z.string().nullable() })
const Figure = z.object({
  requirement: z.string(), label: z.string(), unit: z.string(), figure: z.number().nullable(), computed: z.boolean(),
  bounds: z.array(z.object({ level: z.string(), bound: z.string(), least: z.number().optional(), most: z.number().optional(), above: z.number().optional(), article: z.string(), document: z.string(), summary: z.boolean(), inPrinciple: z.boolean(), note: z.string().nullable(), met: z.boolean().nullable() })),
})
const Check = z.object({ findings: z.array(Finding), figures: z.array(Figure), problems: z.array(Problem).describe('不能受理的原因'), investment: z.object({ counted: z.number(), excluded: z.number(), total: z.number(), percent: z.number().nullable() }).describe('万元；占比只舍不入') })

const CallRow = z.object({ id: z.string(), programme: z.string(), programmeTitle: z.string(), batch: z.number(), title: z.string(), stage: z.enum(callStages), stageLabel: z.string(), milestones: Milestones, publicity: z.object({ from: PlainDateText, until: PlainDateText }).nullable(), demo: z.boolean() })
const ListRow = z.object({ application: z.string(), name: z.string(), division: z.string(), prefecture: z.string(), category: z.string(), townType: z.string(), listed: z.boolean(), score: z.number(), reason: z.string(), joined: z.boolean() })
const PublicTown = z.object({ name: z.string(), prefecture: z.string(), category: z.string(), townType: z.string() })
export const CallView = CallRow.extend({
  version: z.number(), today: PlainDateText,
  extension: z.object({ milestones: Milestones, reason: z.string(), by: z.string() }).nullable(),
  objections: z.array(z.object({ id: z.string(), application: z.string(), name: z.string(), text: z.string(), by: z.string(), on: z.string(), settled: z.object({ upheld: z.boolean(), reason: z.string(), by: z.string() }).nullable() })),
  approval: Approval.nullable(),
  issued: z.object({ document: z.string(), number: z.string(), publicAt: z.string() }).nullable(),
  list: z.array(ListRow).nullable().describe('拟定名单；无权查看时为空'),
  steps: z.array(StepView), actions: z.array(ActionView),
})
export type CallView = z.infer<typeof CallView>

const FormView = z.object({
  programme: z.string(), on: PlainDateText, suffix: z.string(), categories: z.array(z.string()), townTypes: z.array(z.string()),
  parts: z.array(z.object({ id: z.string(), label: z.string(), article: z.string(), text: z.string(), needs: z.array(z.string()) })),
  standards: z.array(z.object({ id: z.string(), label: z.string(), article: z.string(), text: z.string(), bottomLine: z.boolean(), items: z.array(z.object({ id: z.string(), text: z.string(), article: z.string() })) })),
  projectKinds: z.array(z.object({ id: z.string(), label: z.string(), counts: z.boolean(), excluded: z.boolean() })),
  denominator: z.object({ value: z.string(), question: z.string(), reason: z.string() }),
  ownerships: z.record(z.string(), z.string()), nameUse: z.record(z.string(), z.string()), grounds: z.record(z.string(), z.string()),
  figures: z.array(Figure),
})

const ApplicationRow = z.object({ id: z.string(), call: z.string(), name: z.string(), division: z.string(), divisionCode: z.string(), prefecture: z.string().nullable(), stage: Stage, stageLabel: z.string(), desk: z.string().nullable(), until: PlainDateText.nullable(), openRemarks: z.number() })
export const ApplicationView = ApplicationRow.extend({
  version: z.number(), today: PlainDateText,
  content: z.record(z.string(), z.unknown()).describe('字段 → 值；填报中只有填报单位看得到草稿'),
  draft: z.object({ version: z.number(), fields: z.record(z.string(), z.object({ by: z.string(), at: z.string() })) }).nullable(),
  labels: z.record(z.string(), z.string()),
  check: Check,
  remarks: z.array(z.object({ field: z.string().nullable(), label: z.string(), text: z.string(), by: z.string(), at: z.string(), changed: z.boolean().describe('批注之后这一项已有改动') })),
  joined: z.object({ agreed: z.boolean(), reason: z.string(), by: z.string(), current: z.boolean() }).nullable(),
  admitted: z.array(z.object({ ground: z.string(), reason: z.string(), by: z.string() })),
  ended: z.object({ ground: z.string().nullable(), reason: z.string(), town: z.string().nullable(), document: z.string().nullable() }).nullable(),
  steps: z.array(StepView), actions: z.array(ActionView),
})
export type ApplicationView = z.infer<typeof ApplicationView>

const Saved = z.object({ version: z.number(), saved: z.array(z.string()), conflicts: z.array(z.object({ field: z.string(), label: z.string(), theirs: z.unknown(), by: z.string(), at: z.string() })).describe('别人先改了的项：没有保存您的，对照后再定') })
const NoticeDraft = { number: z.string().trim().max(60).nullable(), signedOn: PlainDateText, as: z.enum(['numbered', 'table']).default('numbered') }
const NoticeView = z.object({ number: z.string().nullable(), text: z.string(), findings: z.array(z.object({ code: z.string(), severity: z.enum(['error', 'warning', 'note']), message: z.string(), towns: z.array(z.string()) })), differences: z.array(z.string()), demo: z.boolean() })
const Choice = z.object({ application: z.string(), listed: z.boolean(), category: z.string().optional(), reason: Reason.default('') })
const at = { call, version }
const own = { id, version }

export const applicationEndpoints = {
  callsPublic: endpoint({ method: 'GET', path: '/api/public/calls', permission: 'public', summary: '申报批次与公示名单', input: z.object({ programme: z.string().optional() }), output: z.object({ calls: z.array(CallRow.extend({ list: z.array(PublicTown).nullable() })) }) }),
  callList: endpoint({ method: 'GET', path: '/api/calls', permission: 'season.read', scope: 'none', summary: '申报批次', input: z.object({ programme: z.string().optional() }), output: z.object({ calls: z.array(CallRow) }) }),
  callDetail: endpoint({ method: 'GET', path: '/api/calls/{call}', permission: 'season.read', scope: 'none', summary: '一个申报批次：节点、可办事项与原因、各步记录', input: z.object({ call }), output: CallView }),
  callForm: endpoint({ method: 'GET', path: '/api/calls/{call}/form', permission: 'season.read', scope: 'none', summary: '申报表：必报材料、创建标准自查、要求的数目，各带条款', input: z.object({ call }), output: FormView }),
  callPlan: endpoint({ method: 'POST', path: '/api/calls', permission: 'season.propose', scope: 'none', summary: '筹备申报批次', input: z.object({ programme: z.string(), batch: z.number().int().min(1).max(99), title: Text.max(200), milestones: Milestones }), output: z.object({ id: z.string() }) }),
  callOpen: endpoint({ method: 'POST', path: '/api/calls/{call}/open', permission: 'season.approve', scope: { call: 'call' }, summary: '发布申报通知', input: z.object(at), output: callDone }),
  callAskExtension: endpoint({ method: 'POST', path: '/api/calls/{call}/extension', permission: 'deadline.propose', scope: { call: 'call' }, summary: '提出延期', input: z.object({ ...at, milestones: Milestones, reason: Text }), output: callDone }),
  callExtend: endpoint({ method: 'POST', path: '/api/calls/{call}/extend', permission: 'deadline.approve', scope: { call: 'call' }, summary: '批准延期', input: z.object(at), output: callDone }),
  callCandidates: endpoint({ method: 'GET', path: '/api/calls/{call}/candidates', permission: 'decision.read', scope: { call: 'call' }, summary: '已评审的申报，按得分排列', input: z.object({ call }), output: z.object({ rows: z.array(ListRow), open: Problem.nullable() }) }),
  callSelect: endpoint({ method: 'POST', path: '/api/calls/{call}/list', permission: 'decision.propose', scope: { call: 'call' }, summary: '拟定名单：逐份写明是否列入', input: z.object({ ...at, choices: z.array(Choice).max(2000) }), output: callDone }),
  callPublicise: endpoint({ method: 'POST', path: '/api/calls/{call}/publicity', permission: 'decision.propose', scope: { call: 'call' }, summary: '公示', input: z.object({ ...at, from: PlainDateText, until: PlainDateText }), output: callDone }),
  callObject: endpoint({ method: 'POST', path: '/api/calls/{call}/objections', permission: 'objection.file', scope: { application: 'application' }, summary: '提出异议', input: z.object({ call, application: id, text: Text }), output: z.object({ id: z.string() }) }),
  callSettle: endpoint({ method: 'POST', path: '/api/calls/{call}/objections/{objection}', permission: 'objection.settle', scope: { call: 'call' }, summary: '裁定异议', input: z.object({ ...at, objection: z.string(), upheld: z.boolean(), reason: Text }), output: callDone }),
  callReturn: endpoint({ method: 'POST', path: '/api/calls/{call}/return', permission: 'decision.confirm', scope: { call: 'call' }, summary: '退回：重新受理或重新拟定名单', input: z.object({ ...at, to: z.enum(['open', 'selected']), reason: Text }), output: callDone }),
  callConfirm: endpoint({ method: 'POST', path: '/api/calls/{call}/confirm', permission: 'decision.confirm', scope: { call: 'call' }, summary: '确认名单', input: z.object(at), output: callDone }),
  callApprove: endpoint({ method: 'POST', path: '/api/calls/{call}/approval', permission: 'decision.approve', scope: { call: 'call' }, summary: '登记省政府审定：文件与日期', input: z.object({ ...at, approval: Approval }), output: callDone }),
  callNotice: endpoint({ method: 'GET', path: '/api/calls/{call}/notice', permission: 'notice.read', scope: { call: 'call' }, summary: '公布名单的公文草稿与检查结果', input: z.object({ call }), output: z.object({ notice: NoticeView.nullable() }) }),
  callNoticeFile: endpoint({ method: 'GET', path: '/api/calls/{call}/notice-file', permission: 'notice.read', scope: { call: 'call' }, summary: '公文的 Word 或 PDF', input: z.object({ call, format: z.enum(['docx', 'pdf']) }), output: z.object({ name: z.string(), type: z.string(), base64: z.string() }) }),
  callDraft: endpoint({ method: 'POST', path: '/api/calls/{call}/notice', permission: 'notice.write', scope: { call: 'call' }, summary: '起草公布名单的公文', input: z.object({ ...at, ...NoticeDraft }), output: callDone.extend({ notice: NoticeView }) }),
  callSign: endpoint({ method: 'POST', path: '/api/calls/{call}/notice/sign', permission: 'notice.approve', scope: { call: 'call' }, summary: '签发公文', input: z.object(at), output: callDone }),
  callIssue: endpoint({ method: 'POST', path: '/api/calls/{call}/notice/issue', permission: 'notice.release', scope: { call: 'call' }, summary: '印发公文：即时公开，小镇写入登记簿', input: z.object(at), output: callDone.extend({ document: z.string(), towns: z.number() }) }),
  callEnd: endpoint({ method: 'POST', path: '/api/calls/{call}/end', permission: 'season.approve', scope: { call: 'call' }, summary: '终止批次', input: z.object({ ...at, reason: Text }), output: callDone }),

  applicationList: endpoint({ method: 'GET', path: '/api/applications', permission: 'application.read', scope: 'reach', summary: '管辖范围内的申报', input: z.object({ call: z.string().max(80) }), output: z.object({ applications: z.array(ApplicationRow) }) }),
  applicationDetail: endpoint({ method: 'GET', path: '/api/applications/{id}', permission: 'application.read', scope: { application: 'id' }, summary: '一份申报：内容、自查、批注、各步记录、可办事项', input: z.object({ id }), output: ApplicationView }),
  applicationFile: endpoint({ method: 'GET', path: '/api/applications/{id}/files/{hash}', permission: 'application.read', scope: { application: 'id' }, carries: 'download', summary: '申报的附件', input: z.object({ id, hash: z.string() }), output: Attachment }),
  applicationStart: endpoint({ method: 'POST', path: '/api/applications', permission: 'application.write', scope: { division: 'division' }, summary: '开始一份申报', input: z.object({ call, division: z.string().max(20), name: Text.max(60) }), output: z.object({ id: z.string(), version: z.number(), draft: z.number() }) }),
  applicationSave: endpoint({ method: 'PATCH', path: '/api/applications/{id}/draft', permission: 'application.write', scope: { application: 'id' }, summary: '随填随存：只送改了的项；空值为删去', input: z.object({ id, seen: z.number().int().min(0).describe('页面所示的草稿版本'), changes: Values }), output: Saved }),
  applicationReplaced: endpoint({ method: 'GET', path: '/api/applications/{id}/replaced', permission: 'application.write', scope: { application: 'id' }, summary: '草稿中被他人替换的内容', input: z.object({ id }), output: z.object({ replaced: z.array(z.object({ field: z.string(), label: z.string(), value: z.unknown(), by: z.string(), at: z.string(), replacedBy: z.string(), replacedAt: z.string() })) }) }),
  applicationVersions: endpoint({ method: 'GET', path: '/api/applications/{id}/versions', permission: 'application.read', scope: { application: 'id' }, summary: '历次报送的内容与改动', input: z.object({ id }), output: z.object({ versions: z.array(z.object({ at: z.string(), by: z.string(), hash: z.string(), content: z.record(z.string(), z.unknown()), changed: z.array(z.string()) })) }) }),
  applicationSubmit: endpoint({ method: 'POST', path: '/api/applications/{id}/submit', permission: 'application.submit', scope: { application: 'id' }, summary: '报送', input: z.object({ ...own, draft: z.number().int().describe('您看到的草稿版本') }), output: done }),
  applicationAdmit: endpoint({ method: 'POST', path: '/api/applications/{id}/admit', permission: 'decision.approve', scope: { application: 'id' }, summary: '准予例外受理', input: z.object({ ...own, ground: z.string(), reason: Reason }), output: done }),
  applicationRecommend: endpoint({ method: 'POST', path: '/api/applications/{id}/recommend', permission: 'application.recommend', scope: { application: 'id' }, summary: '向省推荐', input: z.object({ ...own, reason: Reason.default('') }), output: done }),
  applicationCheck: endpoint({ method: 'POST', path: '/api/applications/{id}/check', permission: 'application.check', scope: { application: 'id' }, summary: '审核通过，进入专家评审', input: z.object({ ...own, reason: Reason.default('') }), output: done }),
  applicationRefuse: endpoint({ method: 'POST', path: '/api/applications/{id}/refuse', permission: 'application.check', scope: { application: 'id' }, summary: '不予受理', input: z.object({ ...own, ground: z.string(), reason: Reason }), output: done }),
  applicationConclude: endpoint({ method: 'POST', path: '/api/applications/{id}/conclude', permission: 'application.check', scope: { application: 'id' }, summary: '汇总评审', input: z.object(own), output: done }),
  applicationReturn: endpoint({ method: 'POST', path: '/api/applications/{id}/return', permission: 'application.return', scope: { application: 'id' }, summary: '退回到以前的任何一步，附批注', input: z.object({ ...own, to: z.enum(desks), reason: Reason, remarks: z.array(Remark).max(200).default([]), until: PlainDateText.nullable().default(null) }), output: done }),
  applicationJoin: endpoint({ method: 'POST', path: '/api/applications/{id}/join', permission: 'application.recommend', scope: { application: 'id' }, summary: '联合认定：市（州）对拟列入的小镇表态', input: z.object({ ...own, agreed: z.boolean(), reason: Reason.default('') }), output: done }),
  applicationWithdraw: endpoint({ method: 'POST', path: '/api/applications/{id}/withdraw', permission: 'application.submit', scope: { application: 'id' }, summary: '撤回申报', input: z.object({ ...own, reason: Reason }), output: done }),
}
