// 核验: is a season's bundle what it was, and does everything in it follow from its data? No server, no database.
import { messageOf } from '../base/problem.ts'
import type { Bundle } from './bundle.ts'
import { checkHashes, checkTextForm } from './check-hashes.ts'
import { checkLog } from './check-log.ts'
import { checkNotice } from './check-notice.ts'
import { type Check, type Verdict, verdictOf } from './difference.ts'
import { readBundle } from './read-bundle.ts'
import { policyOf } from './policy-of.ts'
import { checkDecisions, checkEvaluation, checkGrades, checkProposals } from './recompute.ts'
import type { CheckSignature } from './signed-note.ts'

/**
 * Checks a bundle whole: its hashes, the log's proof, and every result worked out again.
 * @param value parsed JSON of any origin; never throws on it
 * @param publicKey the log's verifier key as published; without it the bundle is only held against its own key
 */
export function verifyBundle(value: unknown, { publicKey, checkSignature }: { publicKey?: string | undefined; checkSignature: CheckSignature }): Verdict {
  const read = readBundle(value)
  if (!read.ok) return verdictOf([{ what: '材料格式', count: 1, differences: read.differences }])
  const { bundle } = read
  return verdictOf([{ what: '材料格式', count: 1, differences: checkTextForm(bundle) }, ...checkHashes(bundle), ...checkLog(bundle, { publicKey, checkSignature }), ...checkOutcomes(bundle)])
}

/** Only what follows from the data: scores, grades, proposals, decisions, the notice. The log is taken as it is. */
export function checkOutcomes(bundle: Bundle): Check[] {
  const policy = policyOf(bundle)
  const evaluation = checkEvaluation(bundle, policy.ok ? policy.value.programme : null)
  const emergencies = emergenciesIn(bundle)
  if (!policy.ok) return [...emergencies, evaluation, { what: '规则', count: 1, differences: [{ code: 'policy', where: 'policy', message: messageOf(policy.problem) }] }]
  return [...emergencies, evaluation, checkGrades(bundle, policy.value), checkProposals(bundle, policy.value), checkDecisions(bundle, policy.value), checkNotice(bundle, policy.value)]
}

/** Roles that were lent while the season ran (rule 16): nothing to recompute, but whoever checks must see that it happened. */
function emergenciesIn({ log }: Bundle): Check[] {
  const count = log.events.filter(({ type }) => type === 'emergency.used').length
  return count ? [{ what: '应急处置', count, differences: [] }] : []
}
