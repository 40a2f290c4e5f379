// The notice as Word or PDF. One typesetter serves the process: its fonts take a moment to load.
import type { OfficialDocument } from '#core/document/official.ts'
import { officialDocx } from '../render/official/docx.ts'
import { officialPdf } from '../render/pdf/official.ts'
import { startTypesetter, type Typesetter } from '../render/pdf/typesetter.ts'

const typesetters = new Map<string, Typesetter>()

/** @param fonts the operator's fonts folder; a draft is marked as one on every page */
export async function noticeFile(document: OfficialDocument, format: 'docx' | 'pdf', { draft, fonts }: { draft: boolean; fonts: string | null }): Promise<{ name: string; type: string; base64: string }> {
  const shown = { ...document, draft }
  const name = `${document.number ?? document.title.join('')}.${format}`
  if (format === 'docx') return { name, type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', base64: (await officialDocx(shown)).toString('base64') }
  const typesetter = typesetters.get(fonts ?? '') ?? startTypesetter(fonts)
  typesetters.set(fonts ?? '', typesetter)
  return { name, type: 'application/pdf', base64: officialPdf(shown, typesetter).toString('base64') }
}
