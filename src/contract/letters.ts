// 函件 of a season: warnings, feedback, withdrawals. Before one is sent only those who write and sign know of it.
import { z } from 'zod'
import { Attachment } from '#core/attachment/attachment.ts'
import { PlainDateText } from '#core/base/plain-date-text.ts'
import { letterKinds } from '#core/notice/letter.ts'
import { endpoint } from './endpoint.ts'
import { CaseAction } from './supervision.ts'

const Text = z.string().trim().min(1).max(4000)
const season = z.string().max(80).describe('项目/年份')
const at = { id: z.string().max(60) }
const done = z.object({ stage: z.string() })
const file = z.object({ name: z.string(), type: z.string(), base64: z.string() })
const Kind = z.enum(letterKinds)
const Block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), level: z.union([z.literal(1), z.literal(2), z.literal(3)]), text: z.string().max(4000) }),
  z.object({ kind: z.literal('paragraph'), lead: z.string().optional(), text: z.string().max(4000) }),
  z.object({ kind: z.literal('table') }),
])
const Finding = z.object({ code: z.string(), severity: z.enum(['error', 'warning', 'note']), message: z.string(), towns: z.array(z.string()) })

const row = {
  id: z.string(), season: z.string(), stage: z.string(), stageLabel: z.string(), kind: Kind, kindLabel: z.string(), town: z.string().nullable(), name: z.string().nullable(), number: z.string().nullable(), numbered: z.boolean(), signedOn: PlainDateText,
  until: PlainDateText.nullable().describe('整改报告或申请复核的最后一日'), sent: z.object({ at: z.string(), document: z.string().nullable() }).nullable(), answers: z.number(), mayAnswer: z.boolean(), demo: z.boolean(),
}
export const LetterRow = z.object(row)
const checked = {
  title: z.array(z.string()), addressees: z.array(z.string()), body: z.array(Block), tables: z.array(z.object({ columns: z.array(z.string()), rows: z.array(z.array(z.string())) })), text: z.string(),
  findings: z.array(Finding), differences: z.array(z.string()),
}
const LetterView = z.object({ ...row, ...checked, steps: z.array(z.object({ label: z.string(), actor: z.string(), on: PlainDateText, at: z.string() })), actions: z.array(CaseAction), answered: z.array(z.object({ text: z.string(), files: z.array(Attachment), by: z.string(), on: PlainDateText })) })
export type LetterView = z.infer<typeof LetterView>
const edit = { number: z.string().trim().max(60).nullable(), signedOn: PlainDateText, title: z.array(z.string().max(200)).max(6).optional(), addressees: z.array(z.string().max(100)).max(50).optional(), body: z.array(Block).max(200).optional() }

export const letterEndpoints = {
  letterList: endpoint({ method: 'GET', path: '/api/letters', permission: 'letter.read', scope: 'reach', summary: '函件清单；收函单位只看得到已发给自己的', input: z.object({ season: season.optional() }), output: z.object({ letters: z.array(LetterRow) }) }),
  letterDetail: endpoint({ method: 'GET', path: '/api/letters/{id}', permission: 'letter.read', scope: { letter: 'id' }, summary: '一封函件', input: z.object(at), output: LetterView }),
  letterFile: endpoint({ method: 'GET', path: '/api/letters/{id}/file', permission: 'letter.read', scope: { letter: 'id' }, summary: '函件的 Word 或 PDF', input: z.object({ ...at, format: z.enum(['docx', 'pdf']) }), output: file }),
  letterAttachment: endpoint({ method: 'GET', path: '/api/letters/{id}/files/{hash}', permission: 'letter.read', scope: { letter: 'id' }, carries: 'download', summary: '答复的附件', input: z.object({ ...at, hash: z.string() }), output: Attachment }),
  letterZip: endpoint({ method: 'POST', path: '/api/seasons/{season}/letters/zip', permission: 'letter.read', scope: 'reach', summary: '看得到的函件，Word 与 PDF，打成一个压缩包：后台工作，做好后在“进度”里取', input: z.object({ season }), output: z.object({ task: z.string() }) }),
  letterDraft: endpoint({ method: 'POST', path: '/api/seasons/{season}/letters', permission: 'notice.write', scope: 'none', summary: '按公布的决定起草函件', input: z.object({ season, kinds: z.array(Kind).min(1), signedOn: PlainDateText, deadline: PlainDateText, reviewBy: PlainDateText }), output: z.object({ ids: z.array(z.string()) }) }),
  letterTry: endpoint({ method: 'POST', path: '/api/letters/{id}/check', permission: 'notice.write', scope: { letter: 'id' }, summary: '检查函件的文字，不保存', input: z.object({ ...at, ...edit }), output: z.object(checked) }),
  letterEdit: endpoint({ method: 'POST', path: '/api/letters/{id}', permission: 'notice.write', scope: { letter: 'id' }, summary: '修改函件；已签发的须重新签发', input: z.object({ ...at, ...edit }), output: done.extend(checked) }),
  letterApprove: endpoint({ method: 'POST', path: '/api/letters/{id}/approve', permission: 'notice.approve', scope: { letter: 'id' }, summary: '签发函件', input: z.object(at), output: done }),
  letterSend: endpoint({ method: 'POST', path: '/api/letters/{id}/send', permission: 'notice.release', scope: { letter: 'id' }, summary: '发出函件：收函单位即时可见', input: z.object(at), output: done }),
  letterAnswer: endpoint({ method: 'POST', path: '/api/letters/{id}/answers', permission: 'evaluation.comment', scope: { letter: 'id' }, summary: '在期限内答复函件', input: z.object({ ...at, text: Text, files: z.array(Attachment).max(50).default([]) }), output: done }),
  letterDrop: endpoint({ method: 'POST', path: '/api/letters/{id}/drop', permission: 'notice.write', scope: { letter: 'id' }, summary: '作废没有签发的函件', input: z.object({ ...at, reason: Text }), output: done }),
}
