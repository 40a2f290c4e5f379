// From a request's body to a kept file: received into quarantine, looked at, and – in the request's own transaction –
// written down under whoever brought it. What is refused leaves a line in the access log and no file.
import type { Readable } from 'node:stream'
import { sql } from 'kysely'
import { type Attachment, fileLimits } from '#core/attachment/attachment.ts'
import { checkName } from '#core/attachment/name.ts'
import { problem, Refusal } from '#core/base/problem.ts'
import { dayInChina } from '../http/as-of.ts'
import type { Tx } from '../db/connect.ts'
import { type Arrived, discard, keep, receive } from './store.ts'
import { runCheck } from './run-check.ts'

/** Checked, and still in quarantine. */
export type Upload = { file: Attachment; arrived: Arrived; folder: string; discard(): Promise<void> }

const underway = new Map<string, number>()

/**
 * Outside of any transaction, since it takes as long as the sender takes. Whoever calls discards the upload in the end.
 * @throws Refusal `file.…`
 */
export async function takeUpload(folder: string, { body, name: given, person }: { body: Readable | null; name: string; person: string }): Promise<Upload> {
  const named = checkName(given)
  if (!named.ok) throw new Refusal(named.problem)
  const { name } = named.value
  if (!body) throw new Refusal(problem('file.empty', { file: name }))
  const mine = underway.get(person) ?? 0
  if (mine >= fileLimits.perPersonAtOnce) throw new Refusal(problem('file.busy', { limit: fileLimits.perPersonAtOnce }))
  underway.set(person, mine + 1)
  try {
    const arrived = await receive(folder, body, { name, most: fileLimits.bytes })
    try {
      const { type } = await runCheck(arrived.path, name)
      return { file: { hash: arrived.hash, name, type, size: arrived.size }, arrived, folder, discard: () => discard(arrived) }
    } catch (error) {
      await discard(arrived)
      throw error
    }
  } finally {
    const left = (underway.get(person) ?? 1) - 1
    if (left > 0) underway.set(person, left)
    else underway.delete(person)
  }
}

/** Keeps an upload and writes down whose it is. @throws Refusal `file.quota` */
export async function keepUpload(tx: Tx, { file, arrived, folder }: Upload, { person, now }: { person: string; now: string }): Promise<Attachment> {
  // Uploads of one person count one after the other, so that many at once do not pass the limit together.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`attachment ${person}`}, 0))`.execute(tx)
  const since = `${dayInChina(now)}T00:00:00+08:00`
  const { files, bytes } = await tx.selectFrom('attachment_upload').innerJoin('attachment', 'attachment.hash', 'attachment_upload.hash')
    .select(eb => [eb.fn.countAll<number>().as('files'), eb.fn.coalesce(eb.fn.sum<number>('attachment.size'), sql<number>`0`).as('bytes')])
    .where('attachment_upload.person', '=', person).where('attachment_upload.at', '>=', since).executeTakeFirstOrThrow()
  if (files >= fileLimits.perPersonFiles) throw new Refusal(problem('file.quota', { file: file.name, what: '您今日上传的文件数', limit: fileLimits.perPersonFiles }))
  if (Number(bytes) + file.size > fileLimits.perPersonBytes) throw new Refusal(problem('file.quota', { file: file.name, what: '您今日上传的文件大小', limit: `${fileLimits.perPersonBytes / 1e9} GB` }))
  await keep(folder, arrived)
  await tx.insertInto('attachment').values({ hash: file.hash, size: file.size, type: file.type, checked: now }).onConflict(conflict => conflict.doNothing()).execute()
  await tx.insertInto('attachment_upload').values({ hash: file.hash, name: file.name, person, at: now }).execute()
  return file
}
