// 后续: the duties that a season's notice lays on each place it was addressed to, and what each has reported. They are open
// from the moment the notice is public; nobody has to open them.
import { z } from 'zod'
import { Attachment } from '../attachment/attachment.ts'
import { addDays, type PlainDate } from '../base/plain-date.ts'
import type { Rules } from '../decision/compile.ts'
import type { Fact, Recorded } from '../register/event.ts'

export const followUpFacts = {
  /** 报告落实情况; a later report of the same place takes the place of the one before */
  'follow-up.reported': z.object({ person: z.string(), behalf: z.string().nullable(), duty: z.string(), division: z.string(), text: z.string(), files: z.array(Attachment) }),
} as const
export type FollowUpFact = Fact<'follow-up.reported', z.infer<(typeof followUpFacts)['follow-up.reported']>>

export function followUpStream(season: string): string {
  return `follow-up/${season}`
}

export type Report = { text: string; files: Attachment[]; by: string; on: PlainDate }
/** What one place has to do; `until` null where neither the document nor a default sets a day. */
export type Duty = { id: string; division: string; what: string; who: string; to: string | null; until: PlainDate | null; article: string | null; reason: string | null; report: Report | null }

/**
 * One for every duty of the rules and every place.
 * @param from the day of the notice @param divisions places that it concerns, by code
 */
export function dutiesOf(rules: Rules, from: PlainDate, divisions: readonly string[], events: readonly Recorded<FollowUpFact>[]): Duty[] {
  return rules.file.duties.flatMap((duty, i) => (duty.kind === 'duty' ? divisions.map((division): Duty => {
    const id = `duty-${i + 1}`
    const last = events.findLast(event => event.data.duty === id && event.data.division === division)
    return {
      id, division, what: duty.label, who: duty.who, to: duty.to ?? null, until: duty.days === undefined ? null : addDays(from, duty.days), article: duty.article ?? null, reason: duty.reason ?? null,
      report: last ? { text: last.data.text, files: last.data.files, by: last.actor, on: last.effective } : null,
    }
  }) : []))
}
