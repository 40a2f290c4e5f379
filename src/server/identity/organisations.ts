// 单位, kept with the days on which they exist; offices of a prefecture or county answer for a division that was there.
import { problem, Refusal } from '#core/base/problem.ts'
import type { PlainDate } from '#core/base/plain-date.ts'
import { answersFor, divisionOn, type Organisation, type OrganisationKind, territorial } from '#core/access/organisation.ts'
import type { Places } from '#core/register/division.ts'
import type { Tx } from '../db/connect.ts'
import { logAccess } from './access-log.ts'
import type { Acting } from './accounts.ts'
import { newId } from './secrets.ts'

export async function listOrganisations(tx: Tx, on: PlainDate): Promise<Organisation[]> {
  const rows = await tx.selectFrom('organisation').selectAll().where('from', '<=', on).where(eb => eb.or([eb('to', 'is', null), eb('to', '>', on)])).orderBy('division').orderBy('id').execute()
  return rows.map(row => ({ ...row, kind: row.kind as OrganisationKind }))
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
  await logAccess(tx, 'organisation.created', acting.at, acting, { organisation: id, name, kind, division: current })
  return id
}

function invalid(why: string): Refusal {
  return new Refusal(problem('organisation.invalid', { why }))
}
