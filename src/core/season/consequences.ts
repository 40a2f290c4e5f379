// What a notice does when it goes out: the facts its decisions write into the register, and the tasks that follow.
import { addDays, type PlainDate } from '../base/plain-date.ts'
import type { Rules } from '../decision/compile.ts'
import { dayOf, type NoticeDays, printFollowing } from '../decision/effect.ts'
import type { Decision } from '../decision/season.ts'
import type { TownFacts } from '../decision/facts.ts'
import type { TownFact } from '../register/town.ts'

/** What a season's notice is recorded with. `document` is its id in the register. */
export type Issue = { programme: string; year: number; document: string; days: NoticeDays; /** number of the document that approves of naming */ endorsed: string | null; listed: (decision: Decision) => { place: string; printed: string } | null }

/**
 * The register's facts about one town, in the order in which they take effect; all from the day of the notice.
 * @param facts what was decided on, for the grade and the category
 */
export function consequencesOf({ decided, proposal, town }: Decision, { facts }: TownFacts, rules: Rules, { programme, year, document, days, endorsed, listed }: Issue): TownFact[] {
  const outcome = rules.file.outcomes.find(other => other.id === decided)
  const at = listed({ decided, proposal, town })
  const article = proposal.article ? `；${proposal.article}` : ''
  const made = { effective: days.drafted, basis: { document, place: `${at?.place ?? '通报'}${article}`, ...(at ? { printed: at.printed } : {}) } }
  const withdrew = facts['withdrawn']?.value === 'yes'
  const grade = facts['grade']?.value
  const graded: TownFact[] = grade && grade !== 'none' && !withdrew ? [{ type: 'town.graded', data: { programme, year, grade }, ...made }] : []
  const left: TownFact[] = withdrew ? [{ type: 'town.withdrew', data: { programme, year }, ...made }] : []
  // A departure may decide otherwise than the rule that named what changes, so only a proposal taken as it is changes it.
  const becomes = decided === proposal.outcome ? proposal.becomes['category'] : undefined
  return [
    ...graded, ...left,
    ...(becomes ? [{ type: 'town.recategorised' as const, data: { programme, from: facts['category']?.value ?? null, to: becomes, year }, ...made }] : []),
    ...(outcome?.list === 'warned' ? [{ type: 'town.warned' as const, data: { programme, year }, ...made }] : []),
    ...(proposal.effects.some(effect => effect.kind === 'clear-warning') || decided === 'warning-cleared' ? [{ type: 'town.warning-cleared' as const, data: { programme, year }, ...made }] : []),
    ...(outcome?.leaves ? [{ type: 'town.eliminated' as const, data: { programme, year, cause: outcome.leaves, reapplyFrom: banUntil(proposal, days) }, ...made }] : []),
    ...(outcome?.names ? [{ type: 'town.accredited' as const, data: { programme }, ...made, basis: { ...made.basis, place: `${made.basis.place}${endorsed ? `；${outcome.names}批准：${endorsed}` : ''}` } }] : []),
  ]
}

/** Something to be done after a notice: by whom, until when (null: no day is set), and why. */
export type Task = { town: string | null; kind: 'ban' | 'deadline' | 'duty'; what: string; who: string | null; until: PlainDate | null; article: string | null }

export function tasksOf(decisions: readonly Decision[], rules: Rules, days: NoticeDays): Task[] {
  const followed = decisions.filter(decision => decision.decided === decision.proposal.outcome)
  const own = followed.flatMap(({ town, proposal }) => proposal.effects.flatMap((effect): Task[] => (effect.kind === 'clear-warning' ? [] : [{ town, kind: effect.kind, what: printFollowing(effect, days), who: effect.who, until: dayOf(effect, days), article: effect.article }])))
  const common = rules.file.duties.flatMap((duty): Task[] => (duty.kind === 'duty' ? [{ town: null, kind: 'duty', what: duty.label, who: duty.who, until: duty.days === undefined ? null : addDays(days.drafted, duty.days), article: duty.article ?? null }] : []))
  return [...own, ...common]
}

function banUntil({ effects }: Decision['proposal'], days: NoticeDays): PlainDate | null {
  const ban = effects.find(effect => effect.kind === 'ban')
  return ban ? dayOf(ban, days) : null
}
