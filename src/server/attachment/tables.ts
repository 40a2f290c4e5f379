// The tables of attachments as Kysely sees them.
import type { ColumnType, GeneratedAlways } from 'kysely'

type Written<T> = ColumnType<T, T, never>

export type AttachmentTables = {
  attachment: { hash: Written<string>; size: Written<number>; type: Written<string>; checked: Written<string> }
  attachment_upload: { id: GeneratedAlways<number>; hash: Written<string>; name: Written<string>; person: Written<string>; at: Written<string> }
  attachment_use: { subject: Written<string>; hash: Written<string>; name: Written<string>; person: Written<string>; at: Written<string> }
}
