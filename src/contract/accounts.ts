// 账户、单位、任职.
import { z } from 'zod'
import { PlainDateText } from '#core/base/plain-date-text.ts'
import { Organisation } from '#core/access/organisation.ts'
import { endpoint } from './endpoint.ts'
import { PostView } from './session.ts'

const Name = z.string().trim().min(1).max(60)
const Username = z.string().trim().toLowerCase().regex(/^[a-z0-9][a-z0-9._-]{1,39}$/, '用户名由 2 至 40 个小写字母、数字、点、横线组成')

export const AccountPost = PostView.extend({ id: z.string(), state: z.enum(['proposed', 'granted', 'declined']), proposedBy: z.string(), settledBy: z.string().nullable() })
export const AccountView = z.object({
  id: z.string(), person: z.string(), username: z.string(), name: z.string(),
  organisation: z.string().nullable(), organisationName: z.string().nullable(),
  disabled: z.boolean(), activated: z.boolean().describe('已设口令或已有通行密钥'), secondFactor: z.boolean(), created: z.string(), lastSeen: z.string().nullable(),
  posts: z.array(AccountPost),
})
export type AccountView = z.infer<typeof AccountView>

/** `token` is shown once and stored nowhere; the page's address is `/invitation#TOKEN`. */
const Invitation = z.object({ account: z.string(), token: z.string(), path: z.string(), expires: z.string() })

export const accountList = endpoint({ method: 'GET', path: '/api/accounts', permission: 'account.read', scope: 'none', summary: '账户清单', input: z.object({}), output: z.object({ accounts: z.array(AccountView) }) })
export const accountCreate = endpoint({
  method: 'POST', path: '/api/accounts', permission: 'account.create', scope: 'none', summary: '建立账户（不带任何权限），得到一次性链接',
  input: z.object({ username: Username, name: Name, organisation: z.string().optional(), sameAs: z.string().optional().describe('同一个人的另一个账户'), home: z.string().optional().describe('所属市州代码，用于回避'), ties: z.array(z.object({ organisation: z.string(), until: PlainDateText.nullable() })).optional() }),
  output: Invitation,
})
export const accountChange = endpoint({
  method: 'PATCH', path: '/api/accounts/{id}', permission: 'account.create', scope: { account: 'id' }, summary: '改姓名、单位、回避信息',
  input: z.object({ id: z.string(), name: Name.optional(), organisation: z.string().nullable().optional(), home: z.string().nullable().optional(), ties: z.array(z.object({ organisation: z.string(), until: PlainDateText.nullable() })).optional(), external: z.string().max(300).nullable().optional().describe('统一身份认证中的标识（sub）') }),
  output: z.object({}),
})
export const accountInvite = endpoint({ method: 'POST', path: '/api/accounts/{id}/invitation', permission: 'account.create', scope: { account: 'id' }, summary: '另发一次性链接（找回口令；第二因素不变）', input: z.object({ id: z.string() }), output: Invitation })
export const accountDisable = endpoint({ method: 'POST', path: '/api/accounts/{id}/disable', permission: 'account.disable', scope: { account: 'id' }, summary: '停用账户，其登录立即结束', input: z.object({ id: z.string(), reason: Name }), output: z.object({}) })
export const accountEnable = endpoint({ method: 'POST', path: '/api/accounts/{id}/enable', permission: 'account.disable', scope: { account: 'id' }, summary: '重新启用账户', input: z.object({ id: z.string(), reason: Name }), output: z.object({}) })

export const postPropose = endpoint({
  method: 'POST', path: '/api/accounts/{id}/posts', permission: 'right.grant', scope: { account: 'id' }, summary: '提出授予角色，待另一人同意',
  input: z.object({
    id: z.string(), role: z.string(), organisation: z.string().optional(), division: z.string().optional().describe('市州、县的代码；不填依单位'),
    towns: z.array(z.string()).default([]), assigned: z.array(z.string()).default([]), from: PlainDateText.optional(), to: PlainDateText.optional(), delegator: z.string().optional().describe('代谁办理：其人的编号'),
  }),
  output: z.object({ post: z.string() }),
})
export const postApprove = endpoint({ method: 'POST', path: '/api/posts/{id}/approve', permission: 'right.approve', scope: { post: 'id' }, summary: '同意授予角色', input: z.object({ id: z.string() }), output: z.object({}) })
export const postDecline = endpoint({ method: 'POST', path: '/api/posts/{id}/decline', permission: 'right.approve', scope: { post: 'id' }, summary: '不同意授予角色', input: z.object({ id: z.string() }), output: z.object({}) })
export const postEnd = endpoint({ method: 'POST', path: '/api/posts/{id}/end', permission: 'right.revoke', scope: { post: 'id' }, summary: '收回角色，即日起或自某日起', input: z.object({ id: z.string(), on: PlainDateText.optional() }), output: z.object({}) })

export const roleList = endpoint({
  method: 'GET', path: '/api/roles', permission: 'account.read', scope: 'none', summary: '角色、权限与职责分离规则',
  input: z.object({}),
  output: z.object({
    roles: z.array(z.object({ id: z.string(), label: z.string(), kind: z.string() })),
    permissions: z.array(z.object({ id: z.string(), label: z.string(), who: z.record(z.string(), z.string()) })),
    duties: z.array(z.object({ rule: z.number(), text: z.string() })),
  }),
})

export const organisationList = endpoint({ method: 'GET', path: '/api/organisations', permission: 'organisation.read', scope: 'none', summary: '单位清单', input: z.object({ on: PlainDateText.optional() }), output: z.object({ organisations: z.array(Organisation.extend({ names: z.array(z.object({ name: z.string(), from: PlainDateText })).describe('用过的名称，最早的在前'), posts: z.number().describe('当日在任的任职数') })) }) })
export const organisationCreate = endpoint({ method: 'POST', path: '/api/organisations', permission: 'organisation.write', scope: 'none', summary: '增加单位', input: Organisation.omit({ id: true }).extend({ name: z.string().trim().min(1).max(100), division: z.string().nullable().default(null), parent: z.string().nullable().default(null), from: PlainDateText.optional(), to: PlainDateText.nullable().default(null) }), output: z.object({ id: z.string() }) })
export const organisationChange = endpoint({
  method: 'PATCH', path: '/api/organisations/{id}', permission: 'organisation.write', scope: 'none', summary: '单位更名、撤销（自某日起）；撤销之日起其任职不再有效',
  input: z.object({ id: z.string().max(80), rename: z.object({ name: z.string().trim().min(1).max(100), from: PlainDateText }).optional(), to: PlainDateText.nullable().optional().describe('自哪一天起不再存在；null 为取消撤销'), parent: z.string().nullable().optional() }), output: z.object({}),
})

export const accountEndpoints = { accountList, accountCreate, accountChange, accountInvite, accountDisable, accountEnable, postPropose, postApprove, postDecline, postEnd, roleList, organisationList, organisationCreate, organisationChange }
