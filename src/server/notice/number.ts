// Numbers of documents: in the form of GB/T 9704, and each used once.
import { problem, Refusal } from '#core/base/problem.ts'
import { documentId, documentStream } from '#core/register/document.ts'
import type { Tx } from '../db/connect.ts'
import { readStream } from '../log/read.ts'

/** The number and the id its document will have. @throws Refusal `document.number` where it is ill-formed or stands on another document */
export async function freeNumber(tx: Tx, number: string | null, title: readonly string[]): Promise<{ number: string; document: string }> {
  const document = documentId(number, title.join(''))
  if (!number || !/^[^\s〔]+〔\d{4}〕[1-9]\d*号$/.test(number) || (await readStream(tx, documentStream(document))).length) throw new Refusal(problem('document.number', { number: number ?? '（空）' }))
  return { number, document }
}
