// 附件: a file that was handed in, by the hash of its bytes. Where the bytes lie is no matter of this room.
import { z } from 'zod'

/** `sha256:…` */
export const Hash = z.string().regex(/^sha256:[0-9a-f]{64}$/)

export const Attachment = z.object({
  hash: Hash,
  name: z.string().trim().min(1).max(200),
  /** media type, as `application/pdf` */
  type: z.string().regex(/^[\w.+-]+\/[\w.+-]+$/).max(120),
  /** bytes */
  size: z.number().int().positive(),
}).strict()
export type Attachment = z.infer<typeof Attachment>
