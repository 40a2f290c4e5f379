// What an act is about, as far as rights depend on it.
import type { PlainDate } from '../base/plain-date.ts'

/** One step somebody took in a case. `step` is a permission's name; `state` the digest of what they saw (rule 12); `at` the stop of the case (县级, 市级). */
export type Step = { step: string; person: string; behalf?: string | null; on: PlainDate; state?: string | null; at?: string | null }

/** Absent members are unknown, and unknown is never in anyone's limited scope. */
export type Target = {
  town?: string | null
  /** several towns at once, such as those of a county's report: within reach where all of them are */
  towns?: readonly string[]
  /** GB/T 2260 codes as of the day asked about */
  county?: string | null
  prefecture?: string | null
  case?: string | null
  /** the person it belongs to */
  owner?: string | null
  published?: boolean
  /** what has been done in the case, oldest first */
  history?: readonly Step[]
  /** persons it is about: who is named in a report, whose rights are changed */
  about?: readonly string[]
  /** organisations it concerns, for recusal */
  organisations?: readonly string[]
  /** the stop of the case whose turn it is */
  at?: string | null
  /** digest of what is about to be acted on */
  state?: string | null
}
