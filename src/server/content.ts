// Content kept by its hash. Putting the same twice keeps it once; what is read back is checked against its name.
import { canonical, type Json } from '#core/base/canonical.ts'
import { hashOfText } from '#core/base/content-hash.ts'
import type { Tx } from './db/connect.ts'

/** @returns its hash, `sha256:…` */
export async function putContent(tx: Tx, value: unknown, now: string): Promise<string> {
  const body = canonical(value as Json)
  const hash = hashOfText(body)
  await tx.insertInto('content').values({ hash, body, recorded: now }).onConflict(conflict => conflict.column('hash').doNothing()).execute()
  return hash
}

/** @throws Error where the content is not there, or is not what its name says: the database was tampered with */
export async function getContent<T>(tx: Tx, hash: string): Promise<T> {
  const row = await tx.selectFrom('content').select('body').where('hash', '=', hash).executeTakeFirst()
  if (!row) throw new Error(`content ${hash} is missing`)
  if (hashOfText(row.body) !== hash) throw new Error(`content ${hash} was altered`)
  return JSON.parse(row.body) as T
}
