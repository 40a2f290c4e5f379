// 通报、名单: what a notice says, as structure. Printed forms are kept beside what they mean; reading decides nothing.

/** The lists a notice may carry; the contract of `notice read` and `notice check`. */
export type ListKind = 'excellent' | 'qualified' | 'basic' | 'unqualified' | 'withdrawn' | 'promoted' | 'warned' | 'eliminated' | 'named' | 'listed'

export type NoticeTown = {
  /** exactly as in the file, line breaks and all */
  printed: string
  /** `printed` without white space and decoration, full-width forms folded */
  name: string
  category?: string
  townType?: string
  /** the group heading it stands under, as printed without its count */
  prefecture?: string
  number?: number
}

export type NoticeList = {
  kind: ListKind
  heading: string
  /** line of the file where it begins, from 1 */
  line: number
  statedCount: number | null
  /** counts stated within the list: per group heading, per category, per town type */
  statedParts: { what: string; by: 'prefecture' | 'category' | 'townType'; count: number; line: number }[]
  towns: NoticeTown[]
}

export type NoticeDocument = {
  /** normalised: 吉发改城发〔2024〕735号 */
  number: string | null
  printedNumber: string | null
  title: string | null
  issuer: string | null
  draftedOn: string | null
  publishedOn: string | null
  index: string | null
  addressees: string[]
  /** numbers of documents it cites as its basis */
  cites: string[]
}

export type Notice = {
  document: NoticeDocument
  /** the year a yearly evaluation is about, the population it states, the month of the field work (YYYY-MM) */
  evaluation: { year: number | null; population: number | null; fieldwork: string | null } | null
  batch: number | null
  lists: NoticeList[]
}

export type Severity = 'error' | 'warning' | 'note'

export type FindingCode =
  | 'count-mismatch' | 'total-mismatch' | 'duplicate-town' | 'name-variant' | 'unknown-town' | 'not-listed'
  | 'promotion-not-excellent' | 'promotion-not-cultivation' | 'warning-not-unqualified' | 'elimination-not-supported'
  | 'unqualified-unsettled' | 'warned-and-eliminated' | 'second-year-warned' | 'first-year-eliminated'
  | 'category-not-covered' | 'date-order' | 'number-format'

export type Finding = { code: FindingCode; severity: Severity; message: string; towns: string[]; basis: string }
