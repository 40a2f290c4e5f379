import type { attachmentEndpoints } from '#contract/attachments.ts'
import { auditFiles } from '../attachment/audit.ts'
import { keepUpload, type Upload } from '../attachment/upload.ts'
import type { Handlers } from '../http/handlers.ts'

export const attachmentHandlers: Pick<Handlers, keyof typeof attachmentEndpoints> = {
  async attachmentUpload(tx, _, { now }, { upload, person }) {
    return keepUpload(tx, upload as Upload, { person: person.id, now: now() })
  },
  async attachmentAudit(tx, _, { files = '' }) {
    return auditFiles(tx, files)
  },
}
