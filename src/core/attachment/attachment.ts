// 附件: a file that was handed in, known by the hash of its bytes; and which files are taken at all.
import { z } from 'zod'

export const Attachment = z.object({
  /** `sha256:…` of the bytes */
  hash: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  /** as the person called it; never a path */
  name: z.string().trim().min(1).max(200),
  /** media type, told by the bytes */
  type: z.string().max(120),
  /** bytes */
  size: z.number().int().positive(),
}).strict()
export type Attachment = z.infer<typeof Attachment>

export type FileKind = { id: 'pdf' | 'docx' | 'xlsx' | 'jpg' | 'png'; type: string; extensions: readonly string[]; label: string }

/** What is taken. Everything else is refused, whatever its name says. */
export const fileKinds: readonly FileKind[] = [
  { id: 'pdf', type: 'application/pdf', extensions: ['pdf'], label: 'PDF' },
  { id: 'docx', type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', extensions: ['docx'], label: 'Word（docx）' },
  { id: 'xlsx', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extensions: ['xlsx'], label: 'Excel（xlsx）' },
  { id: 'jpg', type: 'image/jpeg', extensions: ['jpg', 'jpeg'], label: '图片（jpg）' },
  { id: 'png', type: 'image/png', extensions: ['png'], label: '图片（png）' },
]

export const acceptedKinds = fileKinds.map(kind => kind.label).join('、')

/** Bytes, files, bytes a day; files. What one request, one person, one case may bring. */
export const fileLimits = { bytes: 50_000_000, perPersonFiles: 300, perPersonBytes: 2_000_000_000, perPersonAtOnce: 3, perCaseFiles: 200 } as const
