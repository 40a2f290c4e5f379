// zhenpu account invite | list: accounts from the machine itself, for whoever runs it. Every act is in the access log.
import { pinyin } from 'pinyin-pro'
import { problem, Refusal } from '#core/base/problem.ts'
import { dayInChina } from '#server/http/as-of.ts'
import { addPost, createAccount, invite as inviteAccount } from '#server/identity/accounts.ts'
import { listAccounts } from '#server/identity/account-list.ts'
import { dataFolder, withRegister } from '../open.ts'
import { printJson, printTable } from '../print.ts'

const commandLine = 'command-line'

/** A new account with a role granted at once, and its one-time link. For a user name that is there: a new link, and the role if it is new. */
export async function invite(name: string, { role, scope, username, json }: { role: string; scope?: string; username?: string; json?: boolean }): Promise<number> {
  return withRegister(async ({ database, context }) => {
    const { identity: { access, origin }, places, now } = context
    const acting = { at: now(), person: commandLine, username: commandLine }
    const codes = scope?.split(',').map(code => code.trim()).filter(Boolean) ?? []
    const made = await database.transaction(async tx => {
      const asked = username?.trim().toLowerCase() ?? await freeName(name, async free => await tx.selectFrom('account').select('id').where('username', '=', free).executeTakeFirst() === undefined)
      if (!/^[a-z0-9][a-z0-9._-]{1,39}$/.test(asked)) throw new Refusal(problem('request.invalid', { why: '用户名由 2 至 40 个小写字母、数字、点、横线组成，请用 --username 写明' }))
      const known = await tx.selectFrom('account').selectAll().where('username', '=', asked).executeTakeFirst()
      if (known && known.name !== name) throw new Refusal(problem('account.exists', { username: asked }))
      const account = known ?? await createAccount(tx, { username: asked, name }, acting)
      const held = await tx.selectFrom('post').select('id').where('account', '=', account.id).where('role', '=', role).where('state', '=', 'granted').where('to', 'is', null).executeTakeFirst()
      const { organisation } = access.policy.roles.find(other => other.id === role) ?? { organisation: '' }
      const place = organisation === 'prefecture' || organisation === 'county' ? { division: codes[0] } : organisation === 'operator' ? { towns: codes } : { assigned: codes }
      if (!held) await addPost(tx, account.id, { role, ...place }, 'granted', { access, places, day: dayInChina(now()), by: commandLine }, acting)
      return { username: asked, ...await inviteAccount(tx, account.id, access.policy.sessions, acting) }
    })
    const link = `${origin ?? `http://127.0.0.1:${process.env['PORT'] ?? 8080}`}${made.path}`
    if (json) printJson({ account: made.account, username: made.username, name, role, link, expires: made.expires })
    else {
      console.error(`${name}（用户名 ${made.username}）：${access.roleLabel(role)}。请把一次性链接交给本人，${access.policy.sessions.invitation} 小时内有效，只能用一次：`)
      process.stdout.write(`${link}\n`)
    }
    return 0
  })
}

export async function list({ json }: { json?: boolean }): Promise<number> {
  return withRegister(async ({ database, context: { identity: { access }, places, now } }) => {
    const accounts = await database.read(tx => listAccounts(tx, access, places, dayInChina(now())))
    if (json) printJson(accounts)
    else {
      printTable(['用户名', '姓名', '角色', '范围', '状态', '第二因素', '最近'], accounts.map(account => {
        const posts = account.posts.filter(post => post.state === 'granted')
        return [account.username, account.name, posts.map(post => post.label).join('、'), posts.map(post => post.divisionName ?? post.towns.join('、')).filter(Boolean).join('、'), account.disabled ? '停用' : account.activated ? '在用' : '待设口令', account.secondFactor ? '有' : '无', account.lastSeen?.slice(0, 10) ?? '']
      }))
      console.error(`${accounts.length} 个账户，数据在 ${dataFolder()}`)
    }
    return 0
  })
}

/** The reading of a name, with a number where it is taken: 王小明 → wangxiaoming, wangxiaoming2. */
async function freeName(name: string, isFree: (name: string) => Promise<boolean>): Promise<string> {
  const reading = pinyin(name, { toneType: 'none', type: 'array' }).join('').toLowerCase().replaceAll(/[^a-z0-9]/g, '').slice(0, 36)
  if (reading.length < 2) return reading
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? reading : `${reading}${number}`
    if (await isFree(candidate)) return candidate
  }
}
