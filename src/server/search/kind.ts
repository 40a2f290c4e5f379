// What every kind of thing that can be looked for answers: those that fit and that the caller may see, best first.
import type { Hit, HitGroup } from '#contract/search.ts'
import type { Tx } from '../db/connect.ts'
import type { Context } from '../http/context.ts'
import type { Caller } from '../identity/caller.ts'
import type { Word } from './words.ts'

export type Asked = { tx: Tx; words: readonly Word[]; most: number; context: Context; caller: Caller }

export type Kind = {
  group: HitGroup
  /** one more than `most` where there are more */
  find(asked: Asked): Promise<Hit[]>
}

/** The first of the candidates that may be seen; each is asked about only as long as some are wanted. */
export async function firstSeen<T>(candidates: readonly T[], most: number, see: (candidate: T) => Promise<Hit | null>): Promise<Hit[]> {
  const seen: Hit[] = []
  for (const candidate of candidates) {
    if (seen.length > most) break
    const hit = await see(candidate)
    if (hit) seen.push(hit)
  }
  return seen
}

/** Whether the caller holds a permission at all. */
export function holds({ context: { identity }, caller: { person, day } }: Pick<Asked, 'context' | 'caller'>, permission: Parameters<Context['identity']['access']['may']>[1]): boolean {
  return identity.access.may(person, permission, null, day).allowed
}
