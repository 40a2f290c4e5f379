// What a season's facts carry of its content: the hash of each part that a step fixed.
import { z } from 'zod'
import { ContentHash } from '../season/events.ts'
import type { Bundle } from './bundle.ts'

/** Names of the parts, and the facts that may fix them; the newest fact that names a part is the one that counts. */
export const fixedBy = {
  policy: ['season.locked', 'season.frozen'],
  snapshot: ['season.frozen'],
  proposals: ['season.proposed'],
  decisions: ['season.confirmed', 'season.decided'],
  notice: ['season.drafted', 'season.approved', 'season.issued'],
} as const
export type FixedPart = keyof typeof fixedBy

/** After these facts what had been decided and drafted before no longer counts. */
export const startsAnew: readonly string[] = ['season.proposed', 'season.returned']

/** The hashes in a fact's data, whatever else stands there. */
export const CarriedHashes = z.object({ hashes: z.record(z.string(), ContentHash) })

/** Words for the parts, as people name them. */
export const partLabels: Readonly<Record<FixedPart, string>> = { policy: '规则与设定', snapshot: '冻结的数据', proposals: '拟办', decisions: '决定', notice: '公文' }

/** What each part's hash covers: exactly what stands in the bundle. Null where the season has not come that far. */
export function fixedContent({ policy, snapshot, results, notice }: Pick<Bundle, 'policy' | 'snapshot' | 'results' | 'notice'>): Record<FixedPart, unknown> {
  return { policy, snapshot, proposals: results.proposals, decisions: results.decisions.length ? results.decisions : null, notice }
}
