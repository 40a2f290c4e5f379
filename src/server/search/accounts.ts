// 账户: for those who may see accounts.
import { sql } from 'kysely'
import { holds, type Kind } from './kind.ts'
import { fits } from './words.ts'

export const accounts: Kind = {
  group: 'account',
  async find(asked) {
    if (!holds(asked, 'account.read')) return []
    const rows = await asked.tx.selectFrom('account').leftJoin('organisation', 'organisation.id', 'account.organisation')
      .select(['account.id', 'account.name', 'account.username', 'account.person', 'account.disabled', 'organisation.name as organisation'])
      .select(sql<string[]>`array(select distinct role from post where post.account = account.id and state = 'granted')`.as('roles')).orderBy('account.username').execute()
    const { access } = asked.context.identity
    return rows.filter(({ name, username, person, organisation }) => fits(asked.words, [name, username, person, organisation])).slice(0, asked.most + 1)
      .map(({ id, name, username, organisation, roles, disabled }) => ({ kind: 'account', id, title: name, note: [username, organisation, roles.map(access.roleLabel).join('、'), disabled ? '已停用' : null].filter(Boolean).join(' · '), text: null }))
  },
}
