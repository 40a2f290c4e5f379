// 附件 of applications and calls: the files' own shape, and where they hide in a content.
import { Attachment } from '../attachment/attachment.ts'

export { Attachment }
export const Hash = Attachment.shape.hash

/** Every attachment named anywhere in a value. */
export function attachmentsIn(value: unknown): Attachment[] {
  const found = Attachment.safeParse(value)
  if (found.success) return [found.data]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(attachmentsIn) : []
}
