// 监督: checks, putting right, misused names, reports of the public, appeals, money. Every step is an endpoint of its own, with
// the permission of that step.
import { z } from 'zod'
import { Attachment } from '#core/attachment/attachment.ts'
import { PlainDateText } from '#core/base/plain-date-text.ts'
import { Rederived } from '#core/supervision/appeal.ts'
import { Cause, Circular, Interview, Lifting } from '#core/supervision/rectification.ts'
import { ReportContent } from '#core/supervision/report.ts'
import { FindingInput } from '#core/supervision/round.ts'
import { Amount, Eligibility } from '#core/supervision/support.ts'
import { endpoint } from './endpoint.ts'
import { ExplanationNode } from './seasons.ts'

const Text = z.string().trim().min(1).max(4000)
const Files = z.array(Attachment).max(50).default([])
const at = { id: z.string().max(60) }
const because = { ...at, reason: Text }
const said = { ...at, text: Text, files: Files }
const done = z.object({ stage: z.string() })
const made = z.object({ id: z.string() })
const Paper = z.object({ id: z.string(), number: z.string().nullable(), title: z.string().nullable() })
const fileOf = z.object({ ...at, hash: z.string() })
const list = z.object({ programme: z.string().optional(), stage: z.string().optional() })

const Word = z.object({ id: z.string(), label: z.string() })
const Line = Word.extend({ article: z.string().nullable().describe('条款，或为何这样定') })
export const CaseAction = z.object({ id: z.string(), label: z.string(), permission: z.string(), holders: z.array(z.string()), allowed: z.boolean(), code: z.string().nullable(), reason: z.string().nullable() })
const caseRow = { id: z.string(), stage: z.string(), stageLabel: z.string(), programme: z.string(), opened: PlainDateText }
const Step = z.object({ label: z.string(), actor: z.string(), on: PlainDateText, at: z.string(), words: z.string().nullable().describe('定了什么、结果如何：限期整改、通过'), due: PlainDateText.nullable(), text: z.string().nullable(), files: z.array(Attachment) })
export type StepView = z.infer<typeof Step>
const caseView = { ...caseRow, today: PlainDateText, programmeTitle: z.string(), steps: z.array(Step), actions: z.array(CaseAction) }
const Said = z.object({ text: z.string(), by: z.string(), on: PlainDateText })
const SaidWithFiles = Said.extend({ files: z.array(Attachment) })

const roundRow = { ...caseRow, title: z.string(), from: PlainDateText, until: PlainDateText, towns: z.array(Word), checked: z.number(), findings: z.number(), overdue: z.boolean() }
const RoundView = z.object({
  ...roundRow, ...caseView, findings: z.array(FindingInput.extend({ id: z.string(), town: z.string(), itemLabel: z.string(), article: z.string().nullable(), severityLabel: z.string(), by: z.string(), on: PlainDateText, rectification: z.string().nullable(), mustFollow: z.boolean() })),
  items: z.array(Line.extend({ question: z.string() })), checkers: z.array(z.string()), visits: z.array(Said.extend({ town: z.string() })), severities: z.array(Word), demo: z.boolean(),
})
export type RoundView = z.infer<typeof RoundView>

const rectificationRow = { ...caseRow, town: z.string(), name: z.string(), cause: Cause, text: z.string(), rungLabel: z.string().nullable(), due: PlainDateText.nullable(), overdue: z.boolean() }
const RectificationView = z.object({
  ...rectificationRow, ...caseView, article: z.string().nullable(), demo: z.boolean(), document: Lifting.nullable(),
  measures: z.array(z.object({ rung: z.string(), rungLabel: z.string(), text: z.string(), due: PlainDateText, since: PlainDateText, interview: Interview.nullable(), circular: Circular.nullable(), reports: z.array(SaidWithFiles), rechecks: z.array(SaidWithFiles.extend({ passed: z.boolean() })) })),
  rungs: z.array(Line.extend({ days: z.number(), most: z.number(), approval: z.boolean() })).describe('现在可以用的措施，由轻到重'),
})
export type RectificationView = z.infer<typeof RectificationView>

const misuseRow = { ...caseRow, name: z.string(), division: z.string(), divisionName: z.string(), kind: z.string(), kindLabel: z.string(), source: z.enum(['report', 'found']), due: PlainDateText.nullable(), overdue: z.boolean() }
const MisuseView = z.object({
  ...misuseRow, ...caseView, text: z.string(), article: z.string().nullable(), files: z.array(Attachment), verified: z.object({ text: z.string(), files: z.array(Attachment) }).nullable(),
  disposition: z.object({ disposition: z.string(), label: z.string(), text: z.string(), due: PlainDateText }).nullable(), dispositions: z.array(Line), results: z.array(SaidWithFiles.extend({ newName: z.string().nullable() })), reasons: z.array(Said), demo: z.boolean(),
})
export type MisuseView = z.infer<typeof MisuseView>
const misuseInput = { name: z.string().trim().min(1).max(200), division: z.string().max(12), kind: z.string(), text: Text }

const ReportView = z.object({ ...caseView, ...ReportContent.shape, hasContact: z.boolean(), misuse: z.string().nullable(), answers: z.array(z.object({ text: z.string(), on: PlainDateText })) })
export type ReportView = z.infer<typeof ReportView>

const appealRow = { ...caseRow, season: z.string(), town: z.string(), name: z.string(), outcome: z.string(), label: z.string() }
const AppealView = z.object({
  ...appealRow, ...caseView, text: z.string(), files: z.array(Attachment), made: z.object({ policy: z.string(), snapshot: z.string(), decisions: z.string() }).describe('原规则、原数据、原决定的摘要'), replies: z.array(SaidWithFiles),
  review: z.object({ upheld: z.boolean(), opinion: z.string(), rederived: Rederived }).nullable(), end: Said.extend({ reason: z.string(), upheld: z.boolean().nullable() }).omit({ text: true }).nullable(), demo: z.boolean(),
  corrections: z.array(Paper).describe('裁定之后改动了这个小镇的文件'), corrected: Paper.nullable().describe('更正所依据的文件'),
})
export type AppealView = z.infer<typeof AppealView>

const supportRow = { ...caseRow, town: z.string(), name: z.string(), project: z.string(), use: z.string(), useLabel: z.string(), amount: z.string(), granted: z.string().nullable() }
const SupportView = z.object({ ...supportRow, ...caseView, source: z.string(), text: z.string(), files: z.array(Attachment), eligibility: Eligibility, reviewed: z.string().nullable(), reasons: z.array(Said), demo: z.boolean() })
export type SupportView = z.infer<typeof SupportView>
const supportInput = { project: z.string().trim().min(1).max(300), amount: Amount, text: Text, files: Files }

const Policy = z.object({
  articles: z.record(z.string(), z.string()), checklist: z.array(Line.extend({ question: z.string() })), severities: z.array(Line), ladder: z.array(Line.extend({ days: z.number(), most: z.number() })),
  kinds: z.array(Line), uses: z.array(Line.extend({ covered: z.boolean() })), source: z.string(), appealDays: z.number(), misuseDays: z.number().describe('处置最长多少天'),
})

const Wait = z.object({ noun: z.enum(['round', 'rectification', 'misuse', 'report', 'appeal', 'support']), id: z.string(), action: z.string(), label: z.string(), title: z.string(), stageLabel: z.string(), due: PlainDateText.nullable(), overdue: z.boolean() })
export type SupervisionWait = z.infer<typeof Wait>

export const supervisionEndpoints = {
  supervisionDesk: endpoint({ method: 'GET', path: '/api/supervision', permission: 'session', summary: '有监督办法的项目；等我办理的监督事项', input: z.object({}), output: z.object({ today: PlainDateText, programmes: z.array(z.object({ id: z.string(), title: z.string() })), waiting: z.array(Wait) }) }),
  supervisionPolicy: endpoint({ method: 'GET', path: '/api/supervision/{programme}', permission: 'supervision.read', scope: 'none', summary: '监督办法：检查内容、措施、情形、用途，各带依据', input: z.object({ programme: z.string() }), output: Policy }),

  roundList: endpoint({ method: 'GET', path: '/api/rounds', permission: 'supervision.read', scope: 'reach', summary: '检查清单', input: list, output: z.object({ rounds: z.array(z.object(roundRow)) }) }),
  roundDetail: endpoint({ method: 'GET', path: '/api/rounds/{id}', permission: 'supervision.read', scope: 'reach', summary: '一次检查；只列管辖范围内的小镇', input: z.object(at), output: RoundView }),
  roundFile: endpoint({ method: 'GET', path: '/api/rounds/{id}/files/{hash}', permission: 'supervision.read', scope: 'reach', carries: 'download', summary: '检查发现的附件', input: fileOf, output: Attachment }),
  roundPlan: endpoint({ method: 'POST', path: '/api/rounds', permission: 'supervision.plan', scope: 'none', summary: '安排检查', input: z.object({ programme: z.string(), title: z.string().trim().min(1).max(200), from: PlainDateText, until: PlainDateText, towns: z.array(z.string()).min(1).max(3000), items: z.array(z.string()).min(1).max(100), checkers: z.array(z.string().trim().min(1).max(100)).min(1).max(100) }), output: made }),
  roundLaunch: endpoint({ method: 'POST', path: '/api/rounds/{id}/launch', permission: 'supervision.approve', scope: { round: 'id' }, summary: '批准检查', input: z.object(at), output: done }),
  roundCheck: endpoint({ method: 'POST', path: '/api/rounds/{id}/visits', permission: 'supervision.check', scope: { town: 'town' }, summary: '记录一个小镇的检查情况与发现', input: z.object({ ...at, town: z.string(), text: Text, findings: z.array(FindingInput).max(100).default([]) }), output: z.object({ findings: z.array(z.string()) }) }),
  roundFollow: endpoint({ method: 'POST', path: '/api/rounds/{id}/findings/{finding}/rectification', permission: 'supervision.order', scope: { round: 'id' }, summary: '就一处发现立案整改', input: z.object({ ...at, finding: z.string() }), output: made }),
  roundClose: endpoint({ method: 'POST', path: '/api/rounds/{id}/close', permission: 'supervision.approve', scope: { round: 'id' }, summary: '办结检查', input: z.object({ ...at, summary: Text }), output: done }),
  roundCancel: endpoint({ method: 'POST', path: '/api/rounds/{id}/cancel', permission: 'supervision.approve', scope: { round: 'id' }, summary: '取消检查', input: z.object(because), output: done }),

  rectificationList: endpoint({ method: 'GET', path: '/api/rectifications', permission: 'supervision.read', scope: 'reach', summary: '整改清单', input: list.extend({ town: z.string().optional() }), output: z.object({ rectifications: z.array(z.object(rectificationRow)) }) }),
  rectificationDetail: endpoint({ method: 'GET', path: '/api/rectifications/{id}', permission: 'supervision.read', scope: { rectification: 'id' }, summary: '一件整改', input: z.object(at), output: RectificationView }),
  rectificationFile: endpoint({ method: 'GET', path: '/api/rectifications/{id}/files/{hash}', permission: 'supervision.read', scope: { rectification: 'id' }, carries: 'download', summary: '整改的附件', input: fileOf, output: Attachment }),
  rectificationOpen: endpoint({ method: 'POST', path: '/api/rectifications', permission: 'supervision.order', scope: { town: 'town' }, summary: '就警告立案整改', input: z.object({ programme: z.string(), town: z.string(), text: Text }), output: made }),
  rectificationMeasure: endpoint({ method: 'POST', path: '/api/rectifications/{id}/measures', permission: 'supervision.order', scope: { rectification: 'id' }, summary: '提出措施；不批准、复查未通过的另提', input: z.object({ ...at, rung: z.string(), text: Text, due: PlainDateText }), output: done }),
  rectificationOrder: endpoint({ method: 'POST', path: '/api/rectifications/{id}/order', permission: 'supervision.approve', scope: { rectification: 'id' }, summary: '批准措施', input: z.object(at), output: done }),
  rectificationDecline: endpoint({ method: 'POST', path: '/api/rectifications/{id}/decline', permission: 'supervision.approve', scope: { rectification: 'id' }, summary: '不同意措施', input: z.object(because), output: done }),
  rectificationInterview: endpoint({ method: 'POST', path: '/api/rectifications/{id}/interview', permission: 'supervision.order', scope: { rectification: 'id' }, summary: '补记约谈', input: Interview.extend(at), output: done }),
  rectificationCirculate: endpoint({ method: 'POST', path: '/api/rectifications/{id}/circular', permission: 'supervision.order', scope: { rectification: 'id' }, summary: '补记通报', input: Circular.extend(at), output: done }),
  rectificationExtend: endpoint({ method: 'POST', path: '/api/rectifications/{id}/extend', permission: 'supervision.approve', scope: { rectification: 'id' }, summary: '延长期限', input: z.object({ ...because, due: PlainDateText }), output: done }),
  rectificationReport: endpoint({ method: 'POST', path: '/api/rectifications/{id}/reports', permission: 'rectification.report', scope: { rectification: 'id' }, summary: '报告整改情况', input: z.object(said), output: done }),
  rectificationRecheck: endpoint({ method: 'POST', path: '/api/rectifications/{id}/rechecks', permission: 'rectification.recheck', scope: { rectification: 'id' }, summary: '复查', input: z.object({ ...said, passed: z.boolean() }), output: done }),
  rectificationClose: endpoint({ method: 'POST', path: '/api/rectifications/{id}/close', permission: 'supervision.approve', scope: { rectification: 'id' }, summary: '销号', input: z.object(because), output: done }),
  rectificationDoubt: endpoint({ method: 'POST', path: '/api/rectifications/{id}/doubt', permission: 'supervision.approve', scope: { rectification: 'id' }, summary: '退回复查', input: z.object(because), output: done }),
  rectificationDrop: endpoint({ method: 'POST', path: '/api/rectifications/{id}/drop', permission: 'supervision.approve', scope: { rectification: 'id' }, summary: '撤案', input: z.object(because), output: done }),
  warningClearPropose: endpoint({ method: 'POST', path: '/api/rectifications/{id}/clearing', permission: 'warning.propose', scope: { rectification: 'id' }, summary: '提出解除警告', input: z.object(because), output: done }),
  warningClearDecline: endpoint({ method: 'POST', path: '/api/rectifications/{id}/clearing/decline', permission: 'warning.approve', scope: { rectification: 'id' }, summary: '不同意解除警告', input: z.object(because), output: done }),
  warningClear: endpoint({ method: 'POST', path: '/api/rectifications/{id}/clearing/approve', permission: 'warning.approve', scope: { rectification: 'id' }, summary: '解除警告，写入登记簿', input: z.object({ ...at, document: Lifting }), output: done.extend({ document: z.string() }) }),

  misuseList: endpoint({ method: 'GET', path: '/api/misuses', permission: 'misuse.read', scope: 'reach', summary: '冠名问题清单', input: list, output: z.object({ misuses: z.array(z.object(misuseRow)) }) }),
  misuseDetail: endpoint({ method: 'GET', path: '/api/misuses/{id}', permission: 'misuse.read', scope: { misuse: 'id' }, summary: '一件冠名问题', input: z.object(at), output: MisuseView }),
  misuseFile: endpoint({ method: 'GET', path: '/api/misuses/{id}/files/{hash}', permission: 'misuse.read', scope: { misuse: 'id' }, carries: 'download', summary: '冠名问题的附件', input: fileOf, output: Attachment }),
  misuseOpen: endpoint({ method: 'POST', path: '/api/misuses', permission: 'misuse.handle', scope: { division: 'division' }, summary: '就发现的冠名问题立案', input: z.object({ programme: z.string(), ...misuseInput, files: Files }), output: made }),
  misuseVerify: endpoint({ method: 'POST', path: '/api/misuses/{id}/verify', permission: 'misuse.handle', scope: { misuse: 'id' }, summary: '查实', input: z.object(said), output: done }),
  misuseDismiss: endpoint({ method: 'POST', path: '/api/misuses/{id}/dismiss', permission: 'misuse.approve', scope: { misuse: 'id' }, summary: '认定不属实', input: z.object(because), output: done }),
  misusePropose: endpoint({ method: 'POST', path: '/api/misuses/{id}/disposition', permission: 'misuse.handle', scope: { misuse: 'id' }, summary: '提出处置', input: z.object({ ...at, disposition: z.string(), text: Text, due: PlainDateText }), output: done }),
  misuseOrder: endpoint({ method: 'POST', path: '/api/misuses/{id}/order', permission: 'misuse.approve', scope: { misuse: 'id' }, summary: '批准处置', input: z.object(at), output: done }),
  misuseDecline: endpoint({ method: 'POST', path: '/api/misuses/{id}/decline', permission: 'misuse.approve', scope: { misuse: 'id' }, summary: '不同意处置', input: z.object(because), output: done }),
  misuseExecute: endpoint({ method: 'POST', path: '/api/misuses/{id}/results', permission: 'misuse.execute', scope: { misuse: 'id' }, summary: '报告处置结果', input: z.object({ ...said, newName: z.string().trim().min(1).max(200).nullable().default(null) }), output: done }),
  misuseReject: endpoint({ method: 'POST', path: '/api/misuses/{id}/reject', permission: 'misuse.approve', scope: { misuse: 'id' }, summary: '退回落实', input: z.object(because), output: done }),
  misuseClose: endpoint({ method: 'POST', path: '/api/misuses/{id}/close', permission: 'misuse.approve', scope: { misuse: 'id' }, summary: '办结', input: z.object(because), output: done }),

  reportSubmit: endpoint({ method: 'POST', path: '/api/public/reports', permission: 'visitor', summary: '举报冒用“小镇”之名，不必登录，不问姓名；得到查询码', input: z.object({ programme: z.string(), ...ReportContent.shape, contact: z.string().trim().min(1).max(200).nullable().default(null).describe('愿意留的联系方式，只有受理人看得到') }), output: z.object({ receipt: z.string() }) }),
  reportAsk: endpoint({ method: 'POST', path: '/api/public/reports/status', permission: 'visitor', summary: '凭查询码看举报办到哪里', input: z.object({ receipt: z.string().max(60) }), output: z.object({ stageLabel: z.string(), answers: z.array(z.object({ text: z.string(), on: PlainDateText })) }) }),
  reportList: endpoint({ method: 'GET', path: '/api/reports', permission: 'report.read', scope: 'reach', summary: '举报清单；涉及本人的不列', input: list, output: z.object({ reports: z.array(z.object(caseRow)) }) }),
  reportDetail: endpoint({ method: 'GET', path: '/api/reports/{id}', permission: 'report.read', scope: { report: 'id' }, summary: '一件举报，不含举报人的联系方式', input: z.object(at), output: ReportView }),
  reportContact: endpoint({ method: 'POST', path: '/api/reports/{id}/contact', permission: 'report.receive', scope: { report: 'id' }, summary: '查看举报人留下的联系方式，写明理由，记入访问日志', input: z.object(because), output: z.object({ contact: z.string().nullable() }) }),
  reportAccept: endpoint({ method: 'POST', path: '/api/reports/{id}/accept', permission: 'report.receive', scope: { report: 'id' }, summary: '受理举报，写明涉及哪些人', input: z.object({ ...at, about: z.array(z.string().max(60)).max(50).default([]) }), output: done }),
  reportDismiss: endpoint({ method: 'POST', path: '/api/reports/{id}/dismiss', permission: 'report.receive', scope: { report: 'id' }, summary: '不予办理', input: z.object({ ...at, answer: Text }), output: done }),
  reportPass: endpoint({ method: 'POST', path: '/api/reports/{id}/pass', permission: 'report.receive', scope: { report: 'id' }, summary: '转交核查：另写案情，不带举报内容', input: z.object({ ...at, ...misuseInput, answer: Text }), output: z.object({ misuse: z.string() }) }),
  reportAnswer: endpoint({ method: 'POST', path: '/api/reports/{id}/answer', permission: 'report.receive', scope: { report: 'id' }, summary: '答复举报人', input: z.object({ ...at, answer: Text }), output: done }),

  appealList: endpoint({ method: 'GET', path: '/api/appeals', permission: 'objection.read', scope: 'reach', summary: '申诉清单', input: list.extend({ season: z.string().optional() }), output: z.object({ appeals: z.array(z.object(appealRow)) }) }),
  appealDetail: endpoint({ method: 'GET', path: '/api/appeals/{id}', permission: 'objection.read', scope: { appeal: 'id' }, summary: '一件申诉', input: z.object(at), output: AppealView }),
  appealExplanation: endpoint({ method: 'GET', path: '/api/appeals/{id}/explanation', permission: 'objection.read', scope: { appeal: 'id' }, summary: '按原规则、原数据重算的结果与依据', input: z.object(at), output: z.object({ rederived: Rederived, because: ExplanationNode }) }),
  appealFile: endpoint({ method: 'GET', path: '/api/appeals/{id}/files/{hash}', permission: 'objection.read', scope: { appeal: 'id' }, carries: 'download', summary: '申诉的附件', input: fileOf, output: Attachment }),
  appealSubmit: endpoint({ method: 'POST', path: '/api/appeals', permission: 'objection.file', scope: { town: 'town' }, summary: '对已公布的决定申诉', input: z.object({ season: z.string().max(80), town: z.string(), text: Text, files: Files }), output: made }),
  appealAccept: endpoint({ method: 'POST', path: '/api/appeals/{id}/accept', permission: 'objection.handle', scope: { appeal: 'id' }, summary: '受理申诉', input: z.object(at), output: done }),
  appealRefuse: endpoint({ method: 'POST', path: '/api/appeals/{id}/refuse', permission: 'objection.handle', scope: { appeal: 'id' }, summary: '不予受理', input: z.object(because), output: done }),
  appealReply: endpoint({ method: 'POST', path: '/api/appeals/{id}/replies', permission: 'objection.reply', scope: { appeal: 'id' }, summary: '评价机构说明', input: z.object(said), output: done }),
  appealReview: endpoint({ method: 'POST', path: '/api/appeals/{id}/review', permission: 'objection.handle', scope: { appeal: 'id' }, summary: '提出复核意见，同时按原数据重算', input: z.object({ ...at, upheld: z.boolean(), opinion: Text }), output: done.extend({ rederived: Rederived }) }),
  appealReturn: endpoint({ method: 'POST', path: '/api/appeals/{id}/return', permission: 'objection.settle', scope: { appeal: 'id' }, summary: '退回复核', input: z.object(because), output: done }),
  appealSettle: endpoint({ method: 'POST', path: '/api/appeals/{id}/settle', permission: 'objection.settle', scope: { appeal: 'id' }, summary: '裁定申诉', input: z.object({ ...because, upheld: z.boolean() }), output: done }),
  appealCorrect: endpoint({ method: 'POST', path: '/api/appeals/{id}/correct', permission: 'objection.handle', scope: { appeal: 'id' }, summary: '申诉成立的，登记更正所依据的文件', input: z.object({ ...at, document: z.string().max(200) }), output: done }),
  appealWithdraw: endpoint({ method: 'POST', path: '/api/appeals/{id}/withdraw', permission: 'objection.file', scope: { appeal: 'id' }, summary: '撤回申诉', input: z.object(because), output: done }),

  supportEligibility: endpoint({ method: 'GET', path: '/api/support-eligibility', permission: 'support.read', scope: { town: 'town' }, summary: '能否申请资金支持，逐条说明', input: z.object({ programme: z.string(), town: z.string(), use: z.string() }), output: z.object({ eligible: z.boolean(), conditions: Eligibility }) }),
  supportList: endpoint({ method: 'GET', path: '/api/supports', permission: 'support.read', scope: 'reach', summary: '资金申请清单', input: list, output: z.object({ supports: z.array(z.object(supportRow)) }) }),
  supportDetail: endpoint({ method: 'GET', path: '/api/supports/{id}', permission: 'support.read', scope: { support: 'id' }, summary: '一件资金申请', input: z.object(at), output: SupportView }),
  supportFile: endpoint({ method: 'GET', path: '/api/supports/{id}/files/{hash}', permission: 'support.read', scope: { support: 'id' }, carries: 'download', summary: '资金申请的附件', input: fileOf, output: Attachment }),
  supportRequest: endpoint({ method: 'POST', path: '/api/supports', permission: 'support.request', scope: { town: 'town' }, summary: '申请资金支持', input: z.object({ programme: z.string(), town: z.string(), use: z.string(), ...supportInput }), output: made }),
  supportRevise: endpoint({ method: 'POST', path: '/api/supports/{id}/revise', permission: 'support.request', scope: { support: 'id' }, summary: '修改后再报', input: z.object({ ...at, ...supportInput }), output: done }),
  supportRecommend: endpoint({ method: 'POST', path: '/api/supports/{id}/recommend', permission: 'support.recommend', scope: { support: 'id' }, summary: '推荐', input: z.object(because), output: done }),
  supportReturn: endpoint({ method: 'POST', path: '/api/supports/{id}/return', permission: 'support.recommend', scope: { support: 'id' }, summary: '市（州）退回', input: z.object(because), output: done }),
  supportReview: endpoint({ method: 'POST', path: '/api/supports/{id}/review', permission: 'support.review', scope: { support: 'id' }, summary: '审核，核定金额', input: z.object({ ...because, amount: Amount }), output: done }),
  supportSendBack: endpoint({ method: 'POST', path: '/api/supports/{id}/send-back', permission: 'support.review', scope: { support: 'id' }, summary: '省级退回修改', input: z.object(because), output: done }),
  supportGrant: endpoint({ method: 'POST', path: '/api/supports/{id}/grant', permission: 'support.approve', scope: { support: 'id' }, summary: '批准', input: z.object(because), output: done }),
  supportRefuse: endpoint({ method: 'POST', path: '/api/supports/{id}/refuse', permission: 'support.approve', scope: { support: 'id' }, summary: '不批准', input: z.object(because), output: done }),
}
