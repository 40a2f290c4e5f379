// A programme's documents from plain data: what is said comes from the content, how it is said from the wording.
import type { PlainDate } from '../base/plain-date.ts'
import type { Programme } from '../policy/programme.ts'
import { evaluationParts, type EvaluationContent } from './evaluation-circular.ts'
import { type LetterContent, letterParts } from './letter.ts'
import { type AmendmentContent, amendmentParts } from './amendment.ts'
import { publicationParts, type PublicationContent } from './list-publication.ts'
import type { Annex, Block, OfficialDocument } from './official.ts'
import { titleLines } from './title-lines.ts'
import type { Wording } from './wording.ts'

export type Content = EvaluationContent | PublicationContent | AmendmentContent | LetterContent

/** What every document has, whatever it says. Addressees and copies are the wording's unless given. */
export type Frame = {
  number: string | null
  signedOn: PlainDate
  /** others that sign after the programme's own issuer */
  jointly?: string[]
  addressees?: string[]
  copyTo?: string[]
  verification?: string | null
  checkpoint?: string | null
  demo: boolean
  draft: boolean
}

export type Setting = { programme: Programme; wording: Wording; frame: Frame }

/** What a kind of document contributes; the frame is the same for all. `copied` false: no copies by default. */
export type Parts = { form: OfficialDocument['form']; title: string; body: Block[]; annexes: Annex[]; copied: boolean }

export function circular(content: Content, setting: Setting): OfficialDocument {
  const { wording, frame } = setting
  const { form, title, body, annexes, copied } = partsOf(content, setting)
  return {
    form,
    issuers: [wording.issuer.name, ...(frame.jointly ?? [])],
    number: frame.number,
    title: titleLines(title),
    addressees: frame.addressees ?? wording.addressees,
    body, annexes,
    signedOn: frame.signedOn,
    copyTo: frame.copyTo ?? (copied ? wording.copyTo : []),
    print: form === 'document' ? { office: wording.office, on: frame.signedOn } : null,
    verification: frame.verification ?? null,
    checkpoint: frame.checkpoint ?? null,
    demo: frame.demo,
    draft: frame.draft,
  }
}

function partsOf(content: Content, setting: Setting): Parts {
  switch (content.kind) {
    case 'evaluation': return evaluationParts(content, setting)
    case 'publication': return publicationParts(content, setting)
    case 'correction': case 'revocation': case 'withdrawal': return amendmentParts(content, setting)
    case 'warning': case 'feedback': return letterParts(content, setting)
  }
}
