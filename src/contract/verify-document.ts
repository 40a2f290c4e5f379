// 核验公文: whoever holds a paper with a verification code learns which document of the register it belongs to.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { NoticeSummary } from './notices.ts'

/** `093F-6856`, as printed at the end of a circular; people leave the dash out and write small letters. */
const verificationCode = /^([0-9a-f]{4})\s*[-－—]?\s*([0-9a-f]{4})$/i

/** The code as printed; null where the text is none. */
export function readVerificationCode(text: string): string | null {
  const match = verificationCode.exec(text.normalize('NFKC').trim())
  return match ? `${match[1]}-${match[2]}`.toUpperCase() : null
}

export const verifyDocument = endpoint({
  method: 'GET', path: '/api/public/verify-document', permission: 'public', summary: '按文末核验码查公文',
  input: z.object({ code: z.string().min(1).max(20).describe('文末的核验码，如 093F-6856') }),
  output: z.object({ asked: z.string(), document: NoticeSummary.pick({ id: true, number: true, title: true, issuer: true, draftedOn: true, publishedOn: true }).nullable() }),
})
