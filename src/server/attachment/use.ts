// Which files belong to which case. A file is seen through its case and in no other way: knowing its hash opens nothing.
import { type Attachment, fileLimits } from '#core/attachment/attachment.ts'
import { problem, Refusal } from '#core/base/problem.ts'
import type { Tx } from '../db/connect.ts'

/**
 * Puts files into a case, called by every step that names files.
 * @param subject the case's stream, such as `application/…`
 * @throws Refusal `file.not-yours` for a file that is neither the person's own upload nor in the case already; `file.quota`
 */
export async function useFiles(tx: Tx, subject: string, files: readonly Attachment[], { person, now }: { person: string; now: string }): Promise<void> {
  if (!files.length) return
  const present = await listFiles(tx, subject)
  for (const file of files) {
    if (present.some(other => other.hash === file.hash && other.size === file.size && other.type === file.type)) continue
    const own = await tx.selectFrom('attachment_upload').innerJoin('attachment', 'attachment.hash', 'attachment_upload.hash').select('attachment.hash')
      .where('attachment.hash', '=', file.hash).where('attachment.size', '=', file.size).where('attachment.type', '=', file.type).where('attachment_upload.person', '=', person).limit(1).executeTakeFirst()
    if (!own) throw new Refusal(problem('file.not-yours', { name: file.name }))
    if (present.length >= fileLimits.perCaseFiles) throw new Refusal(problem('file.quota', { file: file.name, what: '这件事项的附件数', limit: fileLimits.perCaseFiles }))
    await tx.insertInto('attachment_use').values({ subject, hash: file.hash, name: file.name, person, at: now }).onConflict(conflict => conflict.doNothing()).execute()
    present.push(file)
  }
}

/** Puts files of one case into another that came of it. Files that the first does not hold stay where they are. */
export async function carryFiles(tx: Tx, from: string, to: string, hashes: readonly string[], { person, now }: { person: string; now: string }): Promise<void> {
  for (const { hash, name } of (await listFiles(tx, from)).filter(file => hashes.includes(file.hash))) {
    await tx.insertInto('attachment_use').values({ subject: to, hash, name, person, at: now }).onConflict(conflict => conflict.doNothing()).execute()
  }
}

/** Files of a case, in the order in which they came. */
export async function listFiles(tx: Tx, subject: string): Promise<Attachment[]> {
  return tx.selectFrom('attachment_use').innerJoin('attachment', 'attachment.hash', 'attachment_use.hash').select(['attachment.hash', 'attachment_use.name', 'attachment.type', 'attachment.size'])
    .where('attachment_use.subject', '=', subject).orderBy('attachment_use.at').orderBy('attachment_use.name').execute()
}

/** One file of a case; who may see the case has been asked before. @throws Refusal `file.unknown` */
export async function fileOf(tx: Tx, subject: string, hash: string): Promise<Attachment> {
  const found = (await listFiles(tx, subject)).find(file => file.hash === hash)
  if (!found) throw new Refusal(problem('file.unknown', {}))
  return found
}
