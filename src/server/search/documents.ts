// 公文: public.
import { findDocument } from '../views/documents.ts'
import { candidates } from './candidates.ts'
import { firstSeen, type Kind } from './kind.ts'

export const documents: Kind = {
  group: 'document',
  async find(asked) {
    return firstSeen(await candidates(asked, 'document', null), asked.most, async ({ id, title }) => {
      const document = await findDocument(asked.tx, id)
      return document && { kind: 'document', id, title, note: [document.data.number, document.data.issuer].filter(Boolean).join(' · '), text: null }
    })
  },
}
