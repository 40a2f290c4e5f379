// 演示数据: one made-up account for every role, of experts enough for a panel, with a password that the sign-in page
// shows. They live only in a data folder that is marked as a demonstration; a folder is one or the other for good.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { problem, Refusal } from '#core/base/problem.ts'
import type { Access } from '#core/access/may.ts'
import type { Database, Tx } from '../db/connect.ts'
import { dayInChina } from '../http/as-of.ts'
import type { Context } from '../http/context.ts'
import { addPost, createAccount } from './accounts.ts'
import { addOrganisation } from './organisations.ts'
import { hashPassword } from './passwords.ts'
import type { OrganisationKind } from '#core/access/organisation.ts'

export const demoLabel = '演示数据'
const demoPassword = 'tea-town-demo'
/** Roles of which one person is not enough: a panel is drawn from several experts, and who decided may not settle an objection. */
const several: Readonly<Record<string, number>> = { expert: 7, 'province-reviewer': 2, 'leading-group': 2 }
const marker = 'DEMO'

/** @throws Refusal `demo.folder`, `demo.real-folder` before anything is opened in the folder */
export function markFolder(folder: string, demo: boolean): void {
  const marked = existsSync(join(folder, marker))
  if (!demo && marked) throw new Refusal(problem('demo.folder', { folder }))
  if (demo && !marked && existsSync(join(folder, 'postgres'))) throw new Refusal(problem('demo.real-folder', { folder }))
  if (!demo || marked) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, marker), `${demoLabel}：这个目录里的账户都是虚构的，不能用作正式登记。\n`)
}

/** Makes the accounts where there are none. */
export async function loadDemoAccounts(database: Database, { identity: { access }, places, now }: Context): Promise<void> {
  const at = now()
  const day = dayInChina(at)
  const acting = { at, person: 'demo', username: 'demo' }
  await database.transaction(async tx => {
    if (await tx.selectFrom('account').select('id').limit(1).executeTakeFirst()) return
    const place = await demoPlace(tx)
    for (const role of access.policy.roles) {
      const kind = role.organisation as OrganisationKind
      const division = kind === 'prefecture' ? place.prefecture : kind === 'county' ? place.county : null
      if ((kind === 'prefecture' || kind === 'county') && division === null) continue
      const organisation = await addOrganisation(tx, { name: `${division === null ? '' : places.nameOf(division)}${role.label}（${demoLabel}）`, kind, division, parent: null, from: day, to: null }, places, acting)
      for (let number = 1; number <= (several[role.id] ?? 1); number++) {
        const { id } = await createAccount(tx, { username: number === 1 ? role.id : `${role.id}-${number}`, name: `演示·${role.label}${number === 1 ? '' : number}`, organisation }, acting)
        await tx.updateTable('account').set({ password: await hashPassword(demoPassword, access.policy.passwords.argon2), password_changed: at }).where('id', '=', id).execute()
        await addPost(tx, id, { role: role.id, division, towns: kind === 'operator' ? place.towns.slice(0, 1) : [], assigned: kind === 'expert' || kind === 'evaluator' ? place.towns : [] }, 'granted', { access, places, day, by: 'demo' }, acting)
      }
    }
  })
}

export async function demoSignIn(tx: Tx, { policy }: Access): Promise<{ label: string; password: string; accounts: { username: string; name: string; role: string }[] }> {
  const rows = await tx.selectFrom('account').select(['username', 'name']).where('disabled', '=', false).orderBy('created').orderBy('username').execute()
  return { label: demoLabel, password: demoPassword, accounts: policy.roles.flatMap(role => rows.filter(({ username }) => username === role.id || (username.startsWith(`${role.id}-`) && /\d$/.test(username))).map(row => ({ ...row, role: `${role.label}${row.username.slice(role.id.length + 1)}` }))) }
}

/** A county that has towns on the list, its prefecture, and those towns. */
async function demoPlace(tx: Tx): Promise<{ prefecture: string | null; county: string | null; towns: string[] }> {
  const { rows } = await sql<{ prefecture: string; county: string; towns: string[] }>`
    select prefecture, division as county, array_agg(distinct town order by town) as towns from view.town_segment
    where known_to = 'infinity' and upper_inf(valid) and status = 'listed' and prefecture is not null and division is not null and division <> prefecture
    group by prefecture, division order by count(distinct town) desc, division limit 1`.execute(tx)
  return rows[0] ?? { prefecture: null, county: null, towns: [] }
}
