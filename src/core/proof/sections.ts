// The bundle's own hashes: one for each section, one for everything that is said about each town.
import type { Bundle } from './bundle.ts'
import { contentHash } from '../base/content-hash.ts'

export type Sections = Omit<Bundle, 'hashes'>

export function hashesOf(bundle: Sections): Bundle['hashes'] {
  const { format, season, names, made, policy, snapshot, results, notice, log } = bundle
  return {
    frame: contentHash({ format, season, names, made }),
    policy: contentHash(policy), snapshot: contentHash(snapshot), results: contentHash(results), notice: contentHash(notice), log: contentHash(log),
    towns: Object.fromEntries([...contentByTown(bundle)].map(([id, content]) => [id, contentHash(content)])),
  }
}

/** Everything the bundle says about each town, by id. */
export function contentByTown({ snapshot, results }: Pick<Bundle, 'snapshot' | 'results'>): Map<string, readonly unknown[]> {
  const parts = [
    byId(snapshot.towns, town => town.id), byId(snapshot.units ?? [], unit => unit.id), byId(snapshot.grades, grade => grade.town),
    byId(results.evaluation?.units ?? [], unit => unit.id), byId(results.proposals, proposal => proposal.town.id), byId(results.decisions, decision => decision.town),
  ]
  const ids = new Set(parts.flatMap(part => [...part.keys()]))
  return new Map([...ids].map(id => [id, parts.map(part => part.get(id) ?? null)]))
}

/** Names by town id, from wherever one stands. */
export function townNames({ snapshot, results }: Pick<Bundle, 'snapshot' | 'results'>): (id: string) => string {
  const names = new Map([...(snapshot.units ?? []).map(({ id, name }) => [id, name] as const), ...results.decisions.map(({ town, proposal }) => [town, proposal.town.name] as const), ...results.proposals.map(({ town: { id, name } }) => [id, name] as const), ...snapshot.towns.map(({ id, name }) => [id, name] as const)])
  return id => names.get(id) ?? id
}

/** Lists, so that an entry that stands twice counts as two. */
function byId<T>(items: readonly T[], idOf: (item: T) => string): Map<string, T[]> {
  return Map.groupBy(items, idOf)
}
