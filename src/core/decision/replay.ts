// “If this rule had applied”: the same facts under other rules or settings, and which towns would have fared otherwise.
import type { Settings } from '../policy/setting.ts'
import type { Rules } from './compile.ts'
import type { Proposal } from './decide.ts'
import type { TownFacts } from './facts.ts'
import { proposeSeason } from './season.ts'

export type Replayed = { town: { id: string; name: string }; before: Proposal; after: Proposal }

/**
 * @param towns the season's facts; places in the ranking are made anew under each version
 * @returns the towns whose outcome or reason for staying open differs, in the order given, each with both explanations
 */
export function replay(a: { rules: Rules; settings: Settings }, b: { rules: Rules; settings: Settings }, towns: readonly TownFacts[]): Replayed[] {
  const after = proposeSeason(b.rules, b.settings, towns)
  return proposeSeason(a.rules, a.settings, towns).flatMap((before, i) => {
    const other = after[i] as Proposal
    return sameResult(before, other) ? [] : [{ town: before.town, before, after: other }]
  })
}

function sameResult(a: Proposal, b: Proposal): boolean {
  return a.outcome === b.outcome && a.open?.id === b.open?.id && JSON.stringify(Object.entries(a.becomes).sort()) === JSON.stringify(Object.entries(b.becomes).sort())
}
