// What a season keeps by hash: the policy it was locked with, the data, the snapshot that is decided on, the results, the notice.
import type { Rules } from '../decision/compile.ts'
import type { Proposal } from '../decision/decide.ts'
import type { TownFacts } from '../decision/facts.ts'
import type { Decision } from '../decision/season.ts'
import type { OfficialDocument } from '../document/official.ts'
import type { Unit } from '../evaluation/cells.ts'
import type { Scheme } from '../evaluation/scheme.ts'
import type { Programme } from '../policy/programme.ts'
import type { Settings } from '../policy/setting.ts'

/** `scheme` with its weights filled in; null where grades were taken from a document */
export type PolicyContent = { programme: Programme; rules: Rules['file']; settings: Settings; scheme: Scheme | null }
export type DataContent = { units: Unit[]; source: string }
export type Graded = { town: string; grade: string; source: string }
/** `grades`: as a document printed them, where they were not computed */
export type SnapshotContent = { units: Unit[] | null; grades: Graded[]; towns: TownFacts[] }
/** in the order of the snapshot's towns */
export type ProposalsContent = Proposal[]
export type DecisionsContent = Decision[]
/** What a publicity shows: towns by the list on which they are to stand. */
export type PublicityContent = { lists: { kind: string; label: string; towns: { town: string; name: string }[] }[] }
/** `text`: the document as plain text, as it was checked and is read back */
export type NoticeContent = { document: OfficialDocument; text: string }
