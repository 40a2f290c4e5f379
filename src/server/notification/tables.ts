// The tables of notifications and mail as Kysely sees them; see migrations/0008-work.sql.
import type { Generated, GeneratedAlways } from 'kysely'
import type { MailChoice, NoteKind } from '#contract/messages.ts'

export type NotificationTables = {
  notification_cursor: { position: number }
  notification: { id: GeneratedAlways<number>; account: string; key: string; kind: NoteKind; title: string; path: string; at: string; read: string | null; mailed: Generated<boolean> }
  mail_choice: { account: string; address: string; choice: MailChoice }
  mail: { id: string; account: string; kind: 'at-once' | 'daily' | 'trial'; notes: number[]; state: Generated<'queued' | 'sent' | 'failed'>; attempts: Generated<number>; error: string | null; created: string; ended: string | null }
}
