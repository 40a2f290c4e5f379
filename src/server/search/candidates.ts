// Things whose names fit, before it is asked whether the caller may see them. The reach narrows the question so that what
// is far away does not crowd out what is near; it decides nothing.
import { type RawBuilder, sql } from 'kysely'
import { divisionOn } from '#core/access/organisation.ts'
import type { Permission } from '#core/access/permission.ts'
import type { Reach } from '#core/access/reach.ts'
import type { Places } from '#core/register/division.ts'
import type { EntryKind } from '../views/search-entries.ts'
import { escapeLike } from '../views/words.ts'
import type { Asked } from './kind.ts'
import { fitsOne } from './words.ts'

export type Candidate = { id: string; title: string; town: string | null; townName: string | null }

/** Kinds that are found by the name of the town they are about, too. */
const aboutTowns: readonly EntryKind[] = ['rectification', 'appeal', 'support']

/** How many are asked about at most, for each that is wanted. */
const spare = 8

/** @param permission whose reach narrows; null: everybody may see all of this kind */
export async function candidates({ tx, words, most, context, caller }: Asked, kind: EntryKind, permission: Permission | null): Promise<Candidate[]> {
  const { places: divisions, identity } = context
  const within = permission === null ? sql`true` : near(identity.access.scopeOf(caller.person, permission, caller.day), caller.day, divisions)
  const joins = aboutTowns.includes(kind)
  const joined = escapeLike(words.map(word => word.text).join(''))
  const each = words.map(word => {
    const codes = divisions.all.filter(({ code, name, short }) => code.startsWith(word.text) || fitsOne(word, [name, short ?? null])).map(({ code }) => code)
    const places = codes.length ? [sql`e.division = any(${codes}::text[])`, ...(joins ? [sql`t.division = any(${codes}::text[])`] : [])] : []
    const read = word.key === null ? [] : [sql`e.keys like ${word.key}`, ...(joins ? [sql`t.keys like ${word.key}`] : [])]
    return sql`(${sql.join([sql`e.words like ${word.pattern}`, ...(joins ? [sql`t.words like ${word.pattern}`] : []), ...read, ...places], sql` or `)})`
  })
  const { rows } = await sql<Candidate>`
    select e.id, e.title, e.town, ${joins ? sql`t.title` : sql`null`} as "townName" from view.search_entry e ${joins ? sql`left join view.search_entry t on t.kind = 'town' and t.id = e.town` : sql``}
    where e.kind = ${kind} and ${sql.join(each, sql` and `)} and ${within}
    order by case when e.words like ${`\n${joined}%`} then 0 when e.words like ${`%${joined}%`} then 1 when e.keys like ${`\n${joined}%`} then 2 else 3 end, e.position desc, length(e.title), e.id
    limit ${(most + 1) * spare}`.execute(tx)
  return rows
}

/** Divisions by every code they ever had: a case keeps the code of its day. */
function near({ everywhere, prefectures, counties, towns, assigned, own, published }: Reach, day: string, places: Places): RawBuilder<unknown> {
  // What is one's own or published is told by the case alone.
  if (everywhere || own || published) return sql`true`
  const codes = places.all.flatMap(({ code }) => {
    const now = divisionOn(code, day, places)
    const prefecture = now && places.prefectureOf(now, day)
    return (now && counties.includes(now)) || (prefecture && prefectures.includes(prefecture)) ? [code] : []
  })
  const ids = [...towns, ...assigned]
  return sql`(e.kind = 'round' or e.id = any(${ids}::text[]) or e.town = any(${ids}::text[]) or e.division = any(${codes}::text[])
    or e.town in (select town from view.town_segment where known_to = 'infinity' and (prefecture = any(${prefectures}::text[]) or division = any(${counties}::text[]))))`
}
