// 省政府审定、批准: an act outside the system, known by its document and the scan of it.
import { z } from 'zod'
import { PlainDateText } from '../base/plain-date-text.ts'
import { Attachment } from './attachment.ts'

export const Approval = z.object({ number: z.string().trim().min(1).max(100), title: z.string().trim().min(1).max(300), issuer: z.string().trim().min(1).max(200), date: PlainDateText, file: Attachment }).strict()
export type Approval = z.infer<typeof Approval>
