// 更正 of issued documents: proposed, reviewed, approved, sent out; each step an endpoint with the permission of that step.
import { z } from 'zod'
import { PlainDateText } from '#core/base/plain-date-text.ts'
import { Cause } from '#core/notice/correction.ts'
import { CorrectionItem } from '#core/register/document.ts'
import { endpoint } from './endpoint.ts'
import { CaseAction } from './supervision.ts'

const Text = z.string().trim().min(1).max(4000)
const document = z.string().max(120).describe('文件编号')
const at = { id: z.string().max(60) }
const done = z.object({ stage: z.string() })
const Finding = z.object({ code: z.string(), severity: z.enum(['error', 'warning', 'note']), message: z.string(), towns: z.array(z.string()), basis: z.string() })
export const CorrectedWords = z.object({ where: z.string(), printed: z.string().nullable(), correct: z.string().nullable(), count: z.boolean().describe('随之改变的数目') })
const Cited = z.object({ document: z.string(), number: z.string().nullable(), title: z.string().nullable() })

const row = { id: z.string(), stage: z.string(), stageLabel: z.string(), programme: z.string(), opened: PlainDateText, of: Cited, cause: Cause, causeLabel: z.string(), number: z.string().nullable(), reason: z.string(), issued: z.object({ document: z.string(), number: z.string(), publicAt: z.string() }).nullable(), demo: z.boolean() }
export const CorrectionRow = z.object(row)

/** What the correction does, worked out from the register as it is now. */
const preview = {
  title: z.array(z.string()), addressees: z.array(z.string()), body: z.array(z.string()), text: z.string(), verification: z.string().nullable(),
  words: z.array(CorrectedWords),
  findings: z.array(Finding.extend({ known: z.boolean().describe('原公文已有，不是更正造成的') })), mended: z.array(Finding).describe('更正之后不再有的'), differences: z.array(z.string()),
  effects: z.array(z.object({ town: z.string(), name: z.string(), facts: z.array(z.object({ title: z.string().nullable().describe('新的登记事实；空：原来的不再成立，没有别的代替'), replaces: z.string().nullable().describe('被替换的登记事实') })), before: z.array(z.string()), after: z.array(z.string()) })).describe('登记簿随之改变的小镇；没有则只更正文字'),
}
const CorrectionView = z.object({ ...row, ...preview, items: z.array(CorrectionItem), signedOn: PlainDateText, remark: z.object({ text: z.string(), by: z.string() }).nullable(), steps: z.array(z.object({ label: z.string(), actor: z.string(), on: PlainDateText, at: z.string() })), actions: z.array(CaseAction) })
export type CorrectionView = z.infer<typeof CorrectionView>

const input = { cause: Cause, reason: Text, items: z.array(CorrectionItem).min(1).max(100), number: z.string().trim().max(60).nullable(), signedOn: PlainDateText, body: z.array(z.string().max(4000)).min(1).max(100).optional().describe('一段一条；不填则由系统拟稿') }

export const correctionEndpoints = {
  correctionList: endpoint({ method: 'GET', path: '/api/corrections', permission: 'notice.read', scope: 'none', summary: '更正清单；可只看一份公文的', input: z.object({ of: document.optional() }), output: z.object({ corrections: z.array(CorrectionRow) }) }),
  correctionBasis: endpoint({
    method: 'GET', path: '/api/corrections/basis/{document}', permission: 'notice.read', scope: 'none', summary: '提出更正之前：公文现在的名单，已有的更正，等待更正的申诉', input: z.object({ document }),
    output: z.object({
      of: Cited, root: Cited, programme: z.string(), kinds: z.array(z.object({ kind: z.string(), label: z.string() })), categories: z.array(z.string()), townTypes: z.array(z.string()), towns: z.array(z.string()).describe('登记名称'),
      lists: z.array(z.object({ kind: z.string(), label: z.string(), towns: z.array(z.object({ name: z.string(), category: z.string().nullable(), townType: z.string().nullable() })) })),
      corrections: z.array(CorrectionRow), appeals: z.array(z.object({ id: z.string(), town: z.string(), name: z.string(), label: z.string().describe('原决定'), reason: z.string() })), today: PlainDateText,
    }),
  }),
  correctionTry: endpoint({ method: 'POST', path: '/api/corrections/check', permission: 'correction.propose', scope: 'none', summary: '检查一件更正，不保存', input: z.object({ of: document, items: input.items, number: input.number, signedOn: PlainDateText, body: input.body }), output: z.object(preview) }),
  correctionPropose: endpoint({ method: 'POST', path: '/api/corrections', permission: 'correction.propose', scope: 'none', summary: '提出更正', input: z.object({ of: document, ...input }), output: z.object({ id: z.string() }) }),
  correctionDetail: endpoint({ method: 'GET', path: '/api/corrections/{id}', permission: 'notice.read', scope: { correction: 'id' }, summary: '一件更正：原文与更正对照，校核发现，对登记簿的影响', input: z.object(at), output: CorrectionView }),
  correctionFile: endpoint({ method: 'GET', path: '/api/corrections/{id}/file', permission: 'notice.read', scope: { correction: 'id' }, summary: '更正的 Word 或 PDF', input: z.object({ ...at, format: z.enum(['docx', 'pdf']) }), output: z.object({ name: z.string(), type: z.string(), base64: z.string() }) }),
  correctionRevise: endpoint({ method: 'POST', path: '/api/corrections/{id}/revise', permission: 'correction.propose', scope: { correction: 'id' }, summary: '修改更正', input: z.object({ ...at, ...input }), output: done }),
  correctionReview: endpoint({ method: 'POST', path: '/api/corrections/{id}/review', permission: 'correction.review', scope: { correction: 'id' }, summary: '复核更正', input: z.object({ ...at, opinion: Text }), output: done }),
  correctionReturn: endpoint({ method: 'POST', path: '/api/corrections/{id}/return', permission: 'correction.review', scope: { correction: 'id' }, summary: '退回更正', input: z.object({ ...at, reason: Text }), output: done }),
  correctionApprove: endpoint({ method: 'POST', path: '/api/corrections/{id}/approve', permission: 'correction.approve', scope: { correction: 'id' }, summary: '审定更正', input: z.object(at), output: done }),
  correctionIssue: endpoint({ method: 'POST', path: '/api/corrections/{id}/issue', permission: 'correction.release', scope: { correction: 'id' }, summary: '印发更正：即时公开，登记事实随之更正', input: z.object(at), output: done.extend({ document: z.string() }) }),
  correctionDrop: endpoint({ method: 'POST', path: '/api/corrections/{id}/drop', permission: 'correction.propose', scope: { correction: 'id' }, summary: '撤销更正', input: z.object({ ...at, reason: Text }), output: done }),
}
