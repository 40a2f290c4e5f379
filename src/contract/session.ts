// 登录: the door, one's session, one's own means of signing in.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

const Secret = z.string().min(1).max(1000)
const Code = z.string().regex(/^\d{6}$/).describe('动态口令，6 位数字')
/** What a browser's passkey call returns or is given, as it is. */
const WebAuthn = z.record(z.string(), z.unknown())

export const Answer = z.object({ allowed: z.boolean(), code: z.string().nullable(), message: z.string().nullable().describe('不许的理由，给用户看') })
export const PostView = z.object({ role: z.string(), label: z.string(), organisation: z.string().nullable(), organisationName: z.string().nullable(), division: z.string().nullable(), divisionName: z.string().nullable(), towns: z.array(z.string()), from: z.string(), to: z.string().nullable(), delegator: z.string().nullable() })

export const SessionView = z.object({
  person: z.object({ id: z.string(), account: z.string(), username: z.string(), name: z.string() }),
  posts: z.array(PostView),
  /** by permission; the pipeline asks the same question before each act */
  permissions: z.record(z.string(), Answer),
  confirms: z.array(z.string()).describe('办理前要再次确认身份的权限'),
  factors: z.object({ password: z.boolean(), totp: z.boolean(), passkeys: z.number() }),
  expires: z.string(),
  confirmedUntil: z.string().nullable(),
  demo: z.boolean(),
})
export type SessionView = z.infer<typeof SessionView>

export const signInWays = endpoint({
  method: 'GET', path: '/api/sign-in', permission: 'visitor', summary: '可用的登录方式；演示时列出演示账户',
  input: z.object({}),
  output: z.object({ password: z.boolean(), passkey: z.boolean(), oidc: z.string().nullable().describe('统一身份认证的名称；没有配置为空'), passwordRule: z.string(), demo: z.object({ label: z.string(), password: z.string(), accounts: z.array(z.object({ username: z.string(), name: z.string(), role: z.string() })) }).nullable() }),
})

export const signIn = endpoint({
  method: 'POST', path: '/api/session', permission: 'visitor', summary: '用户名、口令登录；登记了动态口令的还要动态口令',
  input: z.object({ username: z.string().min(1).max(100), password: Secret, code: Code.optional(), newPassword: Secret.optional().describe('口令已过期时的新口令') }),
  output: SessionView,
})

export const session = endpoint({ method: 'GET', path: '/api/session', permission: 'session', summary: '我是谁，能办什么，不能办的为什么', input: z.object({}), output: SessionView })
export const signOut = endpoint({ method: 'DELETE', path: '/api/session', permission: 'session', summary: '退出登录', input: z.object({}), output: z.object({}) })

export const confirmSession = endpoint({
  method: 'POST', path: '/api/session/confirm', permission: 'session', summary: '再次确认身份：动态口令或通行密钥；演示时可用口令',
  input: z.object({ code: Code.optional(), passkey: WebAuthn.optional(), password: Secret.optional() }),
  output: z.object({ confirmedUntil: z.string() }),
})

export const sessionList = endpoint({
  method: 'GET', path: '/api/sessions', permission: 'session', summary: '我的所有登录',
  input: z.object({}),
  output: z.object({ sessions: z.array(z.object({ id: z.string(), current: z.boolean(), method: z.string(), address: z.string(), agent: z.string(), created: z.string(), seen: z.string() })) }),
})
export const sessionEnd = endpoint({ method: 'DELETE', path: '/api/sessions/{id}', permission: 'session', summary: '结束我的另一处登录', input: z.object({ id: z.string() }), output: z.object({}) })
export const sessionEndAll = endpoint({ method: 'DELETE', path: '/api/sessions', permission: 'session', summary: '结束我的全部登录，包括这一处', input: z.object({}), output: z.object({ ended: z.number() }) })

export const invitationRead = endpoint({
  method: 'POST', path: '/api/invitations/read', permission: 'visitor', summary: '一次性链接是给谁的',
  input: z.object({ token: Secret }), output: z.object({ name: z.string(), username: z.string(), expires: z.string(), passwordRule: z.string() }),
})
export const invitationAccept = endpoint({
  method: 'POST', path: '/api/invitations/accept', permission: 'visitor', summary: '用一次性链接设口令并登录',
  input: z.object({ token: Secret, password: Secret, code: Code.optional().describe('已登记动态口令的，找回口令时也要') }), output: SessionView,
})

export const passwordChange = endpoint({ method: 'POST', path: '/api/password', permission: 'session', summary: '换口令；其他登录随即结束', input: z.object({ password: Secret.optional().describe('现口令；从未设过的不填'), newPassword: Secret }), output: z.object({}) })

export const totpBegin = endpoint({ method: 'POST', path: '/api/totp', permission: 'session', summary: '登记动态口令：取密钥', input: z.object({}), output: z.object({ uri: z.string(), secret: z.string(), qr: z.string().describe('二维码，SVG') }) })
export const totpEnable = endpoint({ method: 'POST', path: '/api/totp/enable', permission: 'session', summary: '登记动态口令：用第一个口令启用', input: z.object({ code: Code }), output: z.object({}) })

export const passkeyBegin = endpoint({ method: 'POST', path: '/api/passkeys/options', permission: 'session', summary: '登记通行密钥：取参数', input: z.object({}), output: WebAuthn })
export const passkeyAdd = endpoint({ method: 'POST', path: '/api/passkeys', permission: 'session', summary: '登记通行密钥：核对', input: z.object({ response: WebAuthn, label: z.string().min(1).max(50) }), output: z.object({ id: z.string() }) })
export const passkeyList = endpoint({ method: 'GET', path: '/api/passkeys', permission: 'session', summary: '我的通行密钥', input: z.object({}), output: z.object({ passkeys: z.array(z.object({ id: z.string(), label: z.string(), created: z.string(), used: z.string().nullable() })) }) })
export const passkeyRemove = endpoint({ method: 'DELETE', path: '/api/passkeys/{id}', permission: 'session', summary: '去掉一把通行密钥', input: z.object({ id: z.string() }), output: z.object({}) })
export const passkeyConfirmBegin = endpoint({ method: 'POST', path: '/api/session/confirm/options', permission: 'session', summary: '用通行密钥再次确认：取参数', input: z.object({}), output: WebAuthn })
export const passkeySignInBegin = endpoint({ method: 'POST', path: '/api/passkeys/sign-in/options', permission: 'visitor', summary: '用通行密钥登录：取参数', input: z.object({}), output: WebAuthn })
export const passkeySignIn = endpoint({ method: 'POST', path: '/api/passkeys/sign-in', permission: 'visitor', summary: '用通行密钥登录：核对', input: z.object({ response: WebAuthn }), output: SessionView })

export const oidcBegin = endpoint({ method: 'POST', path: '/api/oidc/start', permission: 'visitor', summary: '统一身份认证：取跳转地址；flow 由页面保存到跳回时', input: z.object({}), output: z.object({ url: z.string(), flow: z.string() }) })
export const oidcFinish = endpoint({ method: 'POST', path: '/api/oidc/finish', permission: 'visitor', summary: '统一身份认证：跳回后的地址参数换取登录', input: z.object({ flow: Secret, query: z.string().max(4000) }), output: SessionView })

export const sessionEndpoints = {
  signInWays, signIn, session, signOut, confirmSession, sessionList, sessionEnd, sessionEndAll, invitationRead, invitationAccept, passwordChange,
  totpBegin, totpEnable, passkeyBegin, passkeyAdd, passkeyList, passkeyRemove, passkeyConfirmBegin, passkeySignInBegin, passkeySignIn, oidcBegin, oidcFinish,
}
