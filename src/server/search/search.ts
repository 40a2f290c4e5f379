// One question, asked of every kind. Nothing is decided here: a kind answers with what the caller's own lists and pages
// would show.
import { type Found, hitGroups, type HitGroup } from '#contract/search.ts'
import type { Tx } from '../db/connect.ts'
import type { Context } from '../http/context.ts'
import type { Caller } from '../identity/caller.ts'
import { accounts } from './accounts.ts'
import { applications } from './applications.ts'
import { articles } from './articles.ts'
import { documents } from './documents.ts'
import type { Kind } from './kind.ts'
import { reports } from './reports.ts'
import { seasons } from './seasons.ts'
import { supervision } from './supervision.ts'
import { towns } from './towns.ts'
import { wordsOf } from './words.ts'

const kinds: readonly Kind[] = [towns, documents, seasons, applications, reports, supervision, accounts, articles]
const [few, many] = [5, 50]

/** @param group only this kind, and more of it */
export async function search(tx: Tx, { q, group }: { q: string; group?: HitGroup | undefined }, context: Context, caller: Caller): Promise<Found> {
  const words = wordsOf(q)
  if (!words.length) return { groups: [], tooShort: true }
  const most = group ? many : few
  const groups: Found['groups'] = []
  for (const kind of kinds.filter(one => group === undefined || one.group === group)) {
    const hits = await kind.find({ tx, words, most, context, caller })
    if (hits.length) groups.push({ id: kind.group, label: hitGroups[kind.group], hits: hits.slice(0, most), more: hits.length > most })
  }
  return { groups, tooShort: false }
}
