// 附件: handed in once, then put into a case by the step that names it. A case's own endpoint gives its files out again.
import { z } from 'zod'
import { Attachment } from '#core/attachment/attachment.ts'
import { endpoint } from './endpoint.ts'

const Stored = z.object({ hash: z.string(), size: z.number() })

export const attachmentEndpoints = {
  attachmentUpload: endpoint({ method: 'POST', path: '/api/attachments', permission: 'attachment.upload', scope: 'none', carries: 'upload', summary: '上传附件（PDF、docx、xlsx、jpg、png），检查后收下', input: z.object({ name: z.string().min(1).max(400).describe('文件名') }), output: Attachment }),
  attachmentAudit: endpoint({ method: 'GET', path: '/api/attachments/audit', permission: 'attachment.audit', scope: 'none', summary: '附件与记录是否相符：缺失、无记录、未引用', input: z.object({}), output: z.object({ files: z.number(), bytes: z.number(), missing: z.array(Stored), unrecorded: z.array(Stored), unused: z.array(Stored.extend({ since: z.string() })) }) }),
}
