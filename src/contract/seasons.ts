// 年度: a programme's yearly cycle, step by step. Every step is an endpoint of its own, with the permission of that step.
import { z } from 'zod'
import { Approval } from '#core/attachment/approval.ts'
import { Attachment } from '#core/attachment/attachment.ts'
import { PlainDateText } from '#core/base/plain-date-text.ts'
import { stages } from '#core/season/season.ts'
import { endpoint } from './endpoint.ts'

const season = z.string().max(80).describe('项目/年份')
const Text = z.string().trim().min(1).max(4000)
const done = z.object({ stage: z.enum(stages) })
const Setting = z.union([z.string(), z.number()])

const SeasonRow = z.object({ id: z.string(), programme: z.string(), title: z.string(), year: z.number(), stage: z.enum(stages), stageLabel: z.string(), scores: z.enum(['computed', 'published']), demo: z.boolean(), due: PlainDateText.nullable() })
const ActionView = z.object({ id: z.string(), label: z.string(), permission: z.string(), holders: z.array(z.string()), allowed: z.boolean(), code: z.string().nullable().describe('为何不许的代码，如 season.stage'), reason: z.string().nullable() })
const Counts = z.array(z.object({ outcome: z.string().nullable(), label: z.string(), count: z.number() }))
const Word = z.object({ id: z.string(), label: z.string() })
/** What one can set: a choice among `options`, or a number from `least` to `most`. */
const SettingView = z.object({
  id: z.string(), label: z.string(), question: z.string(), value: z.string(), isDefault: z.boolean(), reason: z.string(), changedBy: z.string(),
  set: Setting, options: z.array(Word).nullable(), least: z.number().nullable(), most: z.number().nullable(), unit: z.string().nullable(),
})
export const SeasonView = SeasonRow.extend({
  today: PlainDateText.describe('办理日期：今天'),
  asOf: z.object({ valid: PlainDateText, known: z.string() }).nullable().describe('冻结时的截至；没有冻结为空'),
  rules: z.object({ id: z.string(), title: z.string(), effective: z.string() }),
  scheme: z.object({ id: z.string(), title: z.string(), hash: z.string(), status: z.string() }).nullable(),
  document: z.string().nullable(),
  versions: z.array(z.object({ id: z.string(), title: z.string(), effective: z.string() })).describe('可以推演的规则版本'),
  settings: z.array(SettingView),
  facts: z.array(Word.extend({ values: z.array(Word) })).describe('规则要问、可以附记的事实'),
  publicity: z.object({ from: PlainDateText, until: PlainDateText }).nullable(),
  assignments: z.array(z.object({ organisation: z.string(), name: z.string(), towns: z.number() })).describe('指派的第三方评估机构，各看几个小镇'),
  objections: z.array(z.object({ id: z.string(), town: z.string(), name: z.string(), text: z.string(), by: z.string(), on: z.string(), settled: z.object({ upheld: z.boolean(), reason: z.string(), by: z.string() }).nullable() })),
  naming: z.object({ towns: z.array(z.string()), authority: z.string(), approval: Approval.nullable() }).nullable().describe('拟命名的小镇与批准文件；没有命名为空'),
  issued: z.object({ document: z.string(), number: z.string(), publicAt: z.string() }).nullable(),
  steps: z.array(z.object({ action: z.string(), label: z.string(), actor: z.string(), at: z.string(), reason: z.string().nullable().describe('无权查看决定草稿时为空'), hashes: z.record(z.string(), z.string()) })),
  actions: z.array(ActionView),
  counts: Counts,
  towns: z.number(),
})
export type SeasonView = z.infer<typeof SeasonView>

export type Node = { label: string; article?: { cite: string; document: string; text: string } | undefined; fact?: { name: string; value: string; source: string; inferred?: string | undefined } | undefined; children: Node[] }
export const ExplanationNode: z.ZodType<Node> = z.lazy(() => z.object({
  label: z.string(),
  article: z.object({ cite: z.string(), document: z.string(), text: z.string() }).optional(),
  fact: z.object({ name: z.string(), value: z.string(), source: z.string(), inferred: z.string().optional() }).optional(),
  children: z.array(ExplanationNode),
}))

const Support = z.object({ support: z.number(), low: z.number(), high: z.number(), firmness: z.enum(['firm', 'fairly-firm', 'marginal', 'not-firm']), advice: z.enum(['none', 'review', 'withhold']), p5: z.number().nullable(), p95: z.number().nullable(), margin: z.number().nullable(), change: z.string().nullable() })
export const ProposalRow = z.object({
  town: z.string(), name: z.string(), region: z.string().nullable(), regionName: z.string().nullable(),
  category: z.string().nullable(), grade: z.string().nullable(), gradeLabel: z.string().nullable(), lastYear: z.string().nullable(), score: z.number().nullable(), rank: z.number().nullable(),
  outcome: z.string().nullable(), label: z.string(), adverse: z.boolean(), article: z.string().nullable(), cite: z.string().nullable().describe('依据的文号与条'), open: z.object({ reason: z.string(), decidedBy: z.string() }).nullable(), effects: z.array(z.string()),
  departure: z.object({ outcome: z.string(), label: z.string(), reason: z.string(), by: z.string() }).nullable(),
  robustness: Support.nullable(),
})
export type ProposalRow = z.infer<typeof ProposalRow>

const CutView = z.object({
  group: z.string(), value: z.string(), label: z.string(), side: z.enum(['top', 'bottom']), article: z.string(), cite: z.string(), proposed: z.number(), least: z.number(), most: z.number(), confirmed: z.number().nullable(), why: z.string(),
  candidates: z.array(z.object({ count: z.number(), gap: z.number() })), scores: z.array(z.object({ town: z.string(), name: z.string(), score: z.number() })),
})
const Finding = z.object({ code: z.string(), severity: z.enum(['error', 'warning', 'note']), message: z.string(), towns: z.array(z.string()) })
const Task = z.object({ town: z.string().nullable(), name: z.string().nullable(), kind: z.enum(['ban', 'deadline', 'duty']), what: z.string(), who: z.string().nullable(), until: z.string().nullable(), article: z.string().nullable() })
const Block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), level: z.union([z.literal(1), z.literal(2), z.literal(3)]), text: z.string() }),
  z.object({ kind: z.literal('paragraph'), lead: z.string().optional(), text: z.string() }),
])
const NoticeDraft = {
  number: z.string().trim().max(60).nullable(), signedOn: PlainDateText, fieldwork: z.object({ year: z.number().int(), month: z.number().int().min(1).max(12) }),
  title: z.array(z.string().max(200)).max(6).optional(), addressees: z.array(z.string().max(100)).max(50).optional(), body: z.array(Block).max(500).optional(),
}
const NoticeView = z.object({
  number: z.string().nullable(), title: z.array(z.string()), addressees: z.array(z.string()), body: z.array(Block), signedOn: z.string(), verification: z.string().nullable(), text: z.string(),
  findings: z.array(Finding), differences: z.array(z.string()), tasks: z.array(Task), demo: z.boolean(),
})
const file = z.object({ name: z.string(), type: z.string(), base64: z.string() })
const at = { season }

export const seasonEndpoints = {
  seasonList: endpoint({ method: 'GET', path: '/api/seasons', permission: 'season.read', scope: 'none', summary: '评估年度清单', input: z.object({}), output: z.object({ seasons: z.array(SeasonRow), programmes: z.array(z.object({ id: z.string(), title: z.string(), schemes: z.array(z.object({ id: z.string(), title: z.string() })), next: z.number() })).describe('可以启动年度的项目与指标体系') }) }),
  seasonDetail: endpoint({ method: 'GET', path: '/api/seasons/{season}', permission: 'season.read', scope: 'none', summary: '一个评估年度：状态、可办事项与原因、各步记录', input: z.object(at), output: SeasonView }),
  seasonProposals: endpoint({ method: 'GET', path: '/api/seasons/{season}/proposals', permission: 'decision.read', scope: { season: 'season' }, summary: '拟办表：每个小镇的结果、依据、稳健性', input: z.object(at), output: z.object({ rows: z.array(ProposalRow), outcomes: z.array(z.object({ id: z.string(), label: z.string() })), stage: z.enum(stages), demo: z.boolean(), robustness: z.enum(['none', 'wanted', 'there']).describe('稳健性：没有评分；还没有算；已有') }) }),
  seasonExplanation: endpoint({ method: 'GET', path: '/api/seasons/{season}/explanations/{town}', permission: 'decision.read', scope: { season: 'season' }, summary: '一个小镇的依据', input: z.object({ ...at, town: z.string() }), output: z.object({ town: z.string(), name: z.string(), label: z.string(), because: ExplanationNode }) }),
  seasonCuts: endpoint({ method: 'GET', path: '/api/seasons/{season}/cuts', permission: 'decision.read', scope: { season: 'season' }, summary: '分界：前、后10%左右可以划在哪里', input: z.object(at), output: z.object({ cuts: z.array(CutView) }) }),
  seasonNotice: endpoint({ method: 'GET', path: '/api/seasons/{season}/notice', permission: 'notice.read', scope: { season: 'season' }, summary: '公文草稿与检查结果', input: z.object(at), output: z.object({ notice: NoticeView.nullable() }) }),
  seasonNoticeFile: endpoint({ method: 'GET', path: '/api/seasons/{season}/notice-file', permission: 'notice.read', scope: { season: 'season' }, summary: '公文的 Word 或 PDF', input: z.object({ ...at, format: z.enum(['docx', 'pdf']) }), output: file }),
  seasonBundle: endpoint({ method: 'GET', path: '/api/seasons/{season}/bundle', permission: 'decision.rerun', scope: { season: 'season' }, summary: '年度材料包：全部材料与证明，可离线核验', input: z.object({ ...at, format: z.enum(['json', 'html']) }), output: file }),
  seasonReplay: endpoint({ method: 'POST', path: '/api/seasons/{season}/replay', permission: 'decision.rerun', scope: { season: 'season' }, summary: '假如适用另一版规则或设定：逐镇比较', input: z.object({ ...at, rules: z.string().optional(), settings: z.record(z.string(), Setting).default({}) }), output: z.object({ rules: z.string(), changes: z.array(z.object({ town: z.string(), name: z.string(), before: z.string(), after: z.string(), why: z.string() })) }) }),

  seasonOpen: endpoint({ method: 'POST', path: '/api/seasons', permission: 'season.propose', scope: 'none', summary: '启动评估年度', input: z.object({ programme: z.string(), year: z.number().int().min(2000).max(2100), scheme: z.string(), collectUntil: PlainDateText.nullable().default(null) }), output: z.object({ id: z.string() }) }),
  seasonEvaluators: endpoint({ method: 'GET', path: '/api/seasons/{season}/evaluators', permission: 'season.propose', scope: { season: 'season' }, summary: '可以指派的第三方评估机构与小镇', input: z.object(at), output: z.object({ evaluators: z.array(z.object({ id: z.string(), name: z.string(), towns: z.array(z.string()) })), towns: z.array(z.object({ id: z.string(), name: z.string() })) }) }),
  seasonAssign: endpoint({ method: 'POST', path: '/api/seasons/{season}/evaluators', permission: 'season.propose', scope: { season: 'season' }, summary: '指派第三方评估机构及其小镇；不写小镇为收回', input: z.object({ ...at, organisation: z.string().max(80), towns: z.array(z.string().max(200)).max(20_000) }), output: done }),
  seasonLock: endpoint({ method: 'POST', path: '/api/seasons/{season}/lock', permission: 'season.approve', scope: { season: 'season' }, summary: '锁定规则、设定与指标体系', input: z.object({ ...at, settings: z.record(z.string(), Setting).default({}) }), output: done }),
  seasonScore: endpoint({ method: 'POST', path: '/api/seasons/{season}/score', permission: 'workbook.import', scope: { season: 'season' }, summary: '报送评分数据（XLSX、CSV）', input: z.object({ ...at, name: z.string().max(200), base64: z.base64() }), output: done.extend({ towns: z.number() }) }),
  seasonNote: endpoint({ method: 'POST', path: '/api/seasons/{season}/notes', permission: 'workbook.import', scope: { season: 'season' }, summary: '附记事实（除名情形、验收等）', input: z.object({ ...at, town: z.string(), fact: z.string(), value: z.string(), source: Text, file: Attachment.optional() }), output: done }),
  seasonFreeze: endpoint({ method: 'POST', path: '/api/seasons/{season}/freeze', permission: 'season.freeze', scope: { season: 'season' }, summary: '冻结数据', input: z.object(at), output: done }),
  seasonCut: endpoint({ method: 'POST', path: '/api/seasons/{season}/cuts', permission: 'workbook.confirm', scope: { season: 'season' }, summary: '确认分界', input: z.object({ ...at, cuts: z.array(z.object({ group: z.string(), value: z.string(), count: z.number().int().min(0) })).min(1), reason: Text }), output: done }),
  seasonPropose: endpoint({ method: 'POST', path: '/api/seasons/{season}/propose', permission: 'decision.propose', scope: { season: 'season' }, summary: '生成拟办', input: z.object(at), output: done }),
  seasonDepart: endpoint({ method: 'POST', path: '/api/seasons/{season}/departures', permission: 'decision.propose', scope: { season: 'season' }, summary: '对一个小镇另作处理，写明理由', input: z.object({ ...at, town: z.string(), outcome: z.string(), reason: Text, basis: z.string().max(400).optional() }), output: done }),
  seasonPublicise: endpoint({ method: 'POST', path: '/api/seasons/{season}/publicity', permission: 'decision.propose', scope: { season: 'season' }, summary: '公示', input: z.object({ ...at, from: PlainDateText, until: PlainDateText }), output: done }),
  seasonObject: endpoint({ method: 'POST', path: '/api/seasons/{season}/objections', permission: 'objection.file', scope: { town: 'town' }, summary: '提出异议', input: z.object({ ...at, town: z.string(), text: Text }), output: z.object({ id: z.string() }) }),
  seasonSettle: endpoint({ method: 'POST', path: '/api/seasons/{season}/objections/{objection}', permission: 'objection.settle', scope: { season: 'season' }, summary: '裁定异议', input: z.object({ ...at, objection: z.string(), upheld: z.boolean(), reason: Text }), output: done }),
  seasonReturn: endpoint({ method: 'POST', path: '/api/seasons/{season}/return', permission: 'decision.confirm', scope: { season: 'season' }, summary: '退回拟办', input: z.object({ ...at, reason: Text }), output: done }),
  seasonConfirm: endpoint({ method: 'POST', path: '/api/seasons/{season}/confirm', permission: 'decision.confirm', scope: { season: 'season' }, summary: '复核决定', input: z.object(at), output: done }),
  seasonDecide: endpoint({ method: 'POST', path: '/api/seasons/{season}/decide', permission: 'decision.approve', scope: { season: 'season' }, summary: '审定决定', input: z.object(at), output: done }),
  seasonEndorse: endpoint({ method: 'POST', path: '/api/seasons/{season}/naming-approval', permission: 'decision.approve', scope: { season: 'season' }, summary: '登记命名的批准文件：文号、日期、扫描件', input: z.object({ ...at, approval: Approval }), output: done }),
  seasonFile: endpoint({ method: 'GET', path: '/api/seasons/{season}/files/{hash}', permission: 'decision.read', scope: { season: 'season' }, carries: 'download', summary: '附记、批准文件的扫描件', input: z.object({ ...at, hash: z.string() }), output: Attachment }),
  seasonTryNotice: endpoint({ method: 'POST', path: '/api/seasons/{season}/notice/check', permission: 'notice.write', scope: { season: 'season' }, summary: '检查公文草稿，不保存', input: z.object({ ...at, ...NoticeDraft }), output: z.object({ notice: NoticeView }) }),
  seasonDraft: endpoint({ method: 'POST', path: '/api/seasons/{season}/notice', permission: 'notice.write', scope: { season: 'season' }, summary: '保存公文草稿', input: z.object({ ...at, ...NoticeDraft }), output: z.object({ notice: NoticeView }) }),
  seasonApprove: endpoint({ method: 'POST', path: '/api/seasons/{season}/notice/approve', permission: 'notice.approve', scope: { season: 'season' }, summary: '签发公文', input: z.object(at), output: done }),
  seasonIssue: endpoint({ method: 'POST', path: '/api/seasons/{season}/notice/issue', permission: 'notice.release', scope: { season: 'season' }, summary: '印发公文：即时公开，决定写入登记簿', input: z.object(at), output: done.extend({ document: z.string() }) }),
  seasonClose: endpoint({ method: 'POST', path: '/api/seasons/{season}/close', permission: 'season.approve', scope: { season: 'season' }, summary: '结束年度', input: z.object(at), output: done }),
}
