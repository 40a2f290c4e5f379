// 单位, kept with the days on which they exist; offices of a prefecture or county answer for a division that was there.
import { problem, Refusal } from '#core/base/problem.ts'
import type { PlainDate } from '#core/base/plain-date.ts'
import { answersFor, divisionOn, type Organisation, type OrganisationKind, territorial } from '#core/access/organisation.ts'
import type { Places } from '#core/register/division.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/connect.ts'
import { logAccess } from './access-log.ts'
import type { Acting } from './accounts.ts'
import { newId } from './secrets.ts'

/** Those that exist on a day, with the name of that day, all names there were, and how many posts are held in them. */
export async function listOrganisations(tx: Tx, on: PlainDate): Promise<(Organisation & { names: { name: string; from: string }[]; posts: number })[]> {
  const rows = await tx.selectFrom('organisation').selectAll().where('from', '<=', on).where(eb => eb.or([eb('to', 'is', null), eb('to', '>', on)])).orderBy('division').orderBy('id').execute()
  const names = Map.groupBy(await tx.selectFrom('organisation_name').selectAll().orderBy('from').execute(), row => row.organisation)
  const posts = new Map((await tx.selectFrom('post').select(eb => ['organisation', eb.fn.countAll<number>().as('count')]).where('state', '=', 'granted').where('from', '<=', on).where(eb => eb.or([eb('to', 'is', null), eb('to', '>', on)])).groupBy('organisation').execute()).map(row => [row.organisation, row.count]))
  return rows.map(row => {
    const own = names.get(row.id) ?? []
    return { ...row, kind: row.kind as OrganisationKind, name: own.findLast(({ from }) => from <= on)?.name ?? row.name, names: own.map(({ name, from }) => ({ name, from })), posts: posts.get(row.id) ?? 0 }
  })
}

/** What each organisation is called on a day; also those that are gone. */
export async function organisationNames(tx: Tx, on: PlainDate): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, coalesce((select n.name from organisation_name n where n.organisation = o.id and n."from" <= ${on}::date order by n."from" desc limit 1), o.name) as name from organisation o`.execute(tx)
  return new Map(rows.map(row => [row.id, row.name]))
}

/**
 * A new name from a day, an end on a day, another superior. Whoever holds a post there holds it no longer once the
 * organisation has ended: that follows from the end and is not written to the posts.
 * @throws Refusal `organisation.unknown`, `organisation.invalid`
 */
export async function changeOrganisation(tx: Tx, id: string, { rename, to, parent }: { rename?: { name: string; from: PlainDate } | undefined; to?: PlainDate | null | undefined; parent?: string | null | undefined }, acting: Acting): Promise<void> {
  const before = await tx.selectFrom('organisation').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!before) throw new Refusal(problem('organisation.unknown', { organisation: id.slice(0, 40) }))
  const end = to === undefined ? before.to : to
  if (end !== null && end <= before.from) throw invalid('撤销之日须在设立之日之后')
  if (rename && (rename.from < before.from || (end !== null && rename.from >= end))) throw invalid('更名之日须在单位存续期内')
  if (parent !== undefined && parent !== null && (parent === id || !await tx.selectFrom('organisation').select('id').where('id', '=', parent).executeTakeFirst())) throw new Refusal(problem('organisation.unknown', { organisation: parent.slice(0, 40) }))
  if (rename) await tx.insertInto('organisation_name').values({ organisation: id, ...rename }).onConflict(conflict => conflict.columns(['organisation', 'from']).doUpdateSet({ name: rename.name })).execute()
  await tx.updateTable('organisation').set({ to: end, parent: parent === undefined ? before.parent : parent }).where('id', '=', id).execute()
  await logAccess(tx, 'organisation.changed', acting.at, acting, { organisation: id, ...(rename ? { name: rename.name, from: rename.from } : {}), ...(to === undefined ? {} : { to, before: before.to }), ...(parent === undefined ? {} : { parent }) })
}

/** @throws Refusal `organisation.invalid`, `organisation.unknown` */
export async function addOrganisation(tx: Tx, { name, kind, division, parent, from, to }: Omit<Organisation, 'id'>, places: Places, acting: Acting): Promise<string> {
  const current = division === null ? null : divisionOn(division, from, places)
  if (division !== null && current === null) throw invalid(`${from} 没有代码为 ${division} 的行政区划`)
  if (territorial.includes(kind) && (current === null || answersFor(kind, current, from, places) === null)) throw invalid('要写明所辖的行政区划代码，且级别相符')
  if (to !== null && to <= from) throw invalid('结束日须在开始日之后')
  if (parent !== null && !await tx.selectFrom('organisation').select('id').where('id', '=', parent).executeTakeFirst()) throw new Refusal(problem('organisation.unknown', { organisation: parent.slice(0, 40) }))
  const id = `o-${newId()}`
  await tx.insertInto('organisation').values({ id, name, kind, division: current, parent, from, to }).execute()
  await tx.insertInto('organisation_name').values({ organisation: id, name, from }).execute()
  await logAccess(tx, 'organisation.created', acting.at, acting, { organisation: id, name, kind, division: current })
  return id
}

function invalid(why: string): Refusal {
  return new Refusal(problem('organisation.invalid', { why }))
}
