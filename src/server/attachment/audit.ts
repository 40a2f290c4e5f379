// Do files and records agree? Nothing is ever deleted here: an orphan is named, and a person decides.
import type { Tx } from '../db/connect.ts'
import { listKept } from './store.ts'

export type FileAudit = {
  files: number
  bytes: number
  /** recorded, but not there (or not of that size): restore them from the backup */
  missing: { hash: string; size: number }[]
  /** there, but nobody's: an upload whose request did not end well */
  unrecorded: { hash: string; size: number }[]
  /** uploaded, and never put into any case */
  unused: { hash: string; size: number; since: string }[]
}

export async function auditFiles(tx: Tx, folder: string): Promise<FileAudit> {
  const kept = await listKept(folder)
  const rows = await tx.selectFrom('attachment').leftJoin('attachment_use', 'attachment_use.hash', 'attachment.hash').select(['attachment.hash', 'attachment.size', 'attachment.checked', 'attachment_use.subject']).distinctOn('attachment.hash').orderBy('attachment.hash').execute()
  const recorded = new Set(rows.map(row => row.hash))
  return {
    files: rows.length, bytes: rows.reduce((sum, row) => sum + row.size, 0),
    missing: rows.filter(row => kept.get(row.hash) !== row.size).map(({ hash, size }) => ({ hash, size })),
    unrecorded: [...kept].filter(([hash]) => !recorded.has(hash)).map(([hash, size]) => ({ hash, size })).toSorted((a, b) => (a.hash < b.hash ? -1 : 1)),
    unused: rows.filter(row => row.subject === null).map(({ hash, size, checked }) => ({ hash, size, since: checked })),
  }
}
