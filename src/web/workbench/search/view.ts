// What the page of 查找 shows, as it stands in the address.
import { type HitGroup, hitGroups } from '#contract/search.ts'
import type { FindView } from './data.ts'

export function readFindView(raw: Record<string, unknown>): FindView {
  const { q, group } = raw
  return { ...(typeof q === 'string' || typeof q === 'number' ? { q: String(q) } : {}), ...(typeof group === 'string' && group in hitGroups ? { group: group as HitGroup } : {}) }
}
