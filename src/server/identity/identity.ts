// What signing in needs to know about this installation, read once at the start.
import { problem, Refusal } from '#core/base/problem.ts'
import type { Access } from '#core/access/may.ts'
import type { PasswordProfile } from '#core/access/policy.ts'
import { loadAccess } from './access.ts'
import { type Oidc, oidcFrom } from './oidc.ts'
import { openSealKey } from './secrets.ts'

export type Identity = {
  access: Access
  password: PasswordProfile
  /** seals what must be read again */
  key: Buffer
  /** the address people use, such as https://zhenpu.example.gov.cn; null: whatever address they came by */
  origin: string | null
  /** made-up accounts, shown at the sign-in */
  demo: boolean
  oidc: Oidc | null
}

/** @param env ZHENPU_ORIGIN, ZHENPU_PASSWORD_PROFILE, ZHENPU_OIDC_ISSUER, _CLIENT, _SECRET, _NAME */
export function openIdentity(folder: string, { demo = false, env = {} }: { demo?: boolean; env?: Record<string, string | undefined> } = {}): Identity {
  const access = loadAccess()
  const { profile, profiles } = access.policy.passwords
  const chosen = env['ZHENPU_PASSWORD_PROFILE'] ?? profile
  const password = profiles[chosen]
  if (!password) throw new Refusal(problem('policy.invalid', { file: 'ZHENPU_PASSWORD_PROFILE', where: `没有口令规格 ${chosen}，可以用 ${Object.keys(profiles).join('、')}` }))
  const origin = env['ZHENPU_ORIGIN'] ?? null
  return { access, password, key: openSealKey(folder), origin: origin === null ? null : originOf(origin), demo, oidc: oidcFrom(env) }
}

function originOf(text: string): string {
  try {
    return new URL(text).origin
  } catch {
    throw new Refusal(problem('policy.invalid', { file: 'ZHENPU_ORIGIN', where: `“${text}”不是网址，应如 https://zhenpu.example.gov.cn` }))
  }
}
