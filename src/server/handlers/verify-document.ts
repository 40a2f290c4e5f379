// 核验公文: the code is worked out from what was decided, so it is compared, never looked up in what somebody wrote.
import { readVerificationCode } from '#contract/verify-document.ts'
import type { Handlers } from '../http/handlers.ts'
import { loadSeason, seasonIds } from '../season/load.ts'
import { verificationCode } from '../season/notice.ts'
import { findDocument } from '../views/documents.ts'

export const verifyDocumentHandlers: Pick<Handlers, 'verifyDocument'> = {
  async verifyDocument(tx, input) {
    const code = readVerificationCode(input.code)
    for (const id of code ? await seasonIds(tx) : []) {
      const season = await loadSeason(tx, id)
      const row = season.issued && verificationCode(season) === code ? await findDocument(tx, season.issued.document) : null
      if (!row) continue
      const { number, title, issuer, draftedOn, publishedOn } = row.data
      return { asked: input.code, document: { id: row.id, number, title, issuer, draftedOn, publishedOn } }
    }
    return { asked: input.code, document: null }
  },
}
