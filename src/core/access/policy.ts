// The whole of access.yaml: roles, who may do what and how far, duties kept apart, passwords, sessions, throttling.
import { z } from 'zod'
import { Duty } from './duty.ts'
import { permissions, type Permission } from './permission.ts'

/** How far a permission reaches for a role. */
export const scopes = ['province', 'prefecture', 'county', 'town', 'assigned', 'own', 'published'] as const
export type Scope = (typeof scopes)[number]

export const PasswordProfile = z.object({
  label: z.string(),
  minimum: z.number().int(),
  maximum: z.number().int(),
  /** of lower case, upper case, figures, signs; Chinese counts as a kind of its own */
  kinds: z.number().int(),
  /** days after which it must be changed; null: only when there is reason */
  expiresAfter: z.number().int().nullable(),
  /** how many former ones may not be used again */
  former: z.number().int(),
})
export type PasswordProfile = z.infer<typeof PasswordProfile>

const Throttle = z.object({ free: z.number().int(), first: z.number(), factor: z.number(), longest: z.number(), forget: z.number() })
export type Throttle = z.infer<typeof Throttle>

export const AccessPolicy = z.object({
  roles: z.array(z.object({ id: z.string(), label: z.string(), kind: z.enum(['office', 'outside', 'administrator']), organisation: z.string() })),
  permissions: z.record(z.enum(permissions), z.object({
    label: z.string(),
    /** changes nothing */
    reads: z.boolean().default(false),
    /** asks for the second factor again */
    confirm: z.boolean().default(false),
    who: z.record(z.string(), z.enum(scopes)),
  })),
  duties: z.array(Duty),
  passwords: z.object({ profile: z.string(), profiles: z.record(z.string(), PasswordProfile), argon2: z.object({ memory: z.number().int(), passes: z.number().int(), parallelism: z.number().int() }) }),
  /** longest time a role is lent in an emergency */
  emergency: z.object({ hours: z.number().positive() }),
  /** minutes, hours, hours */
  sessions: z.object({ idle: z.number(), absolute: z.number(), confirmed: z.number(), invitation: z.number() }),
  throttle: z.object({ source: Throttle, account: Throttle, address: Throttle }),
})
export type AccessPolicy = z.infer<typeof AccessPolicy>

/** What is wrong with a policy beyond its shape, in words for whoever edits it; none where it is sound. */
export function policyProblems({ roles, permissions: table, duties, passwords }: AccessPolicy): string[] {
  const known = new Set(roles.map(role => role.id))
  const holds = (role: string): Permission[] => permissions.filter(permission => table[permission].who[role])
  const constraints = duties.flatMap(({ rule, constraints }) => constraints.map(constraint => ({ rule, constraint })))
  const named = constraints.flatMap(({ constraint }) => ('roles' in constraint ? constraint.roles : constraint.kind === 'roles-apart' ? constraint.groups.flat() : []))
  return [
    ...[...new Set([...permissions.flatMap(permission => Object.keys(table[permission].who)), ...named])].filter(role => !known.has(role)).map(role => `没有角色 ${role}`),
    ...permissions.filter(permission => !Object.keys(table[permission].who).length).map(permission => `${permission} 没有人可以办`),
    ...(passwords.profiles[passwords.profile] ? [] : [`没有口令规格 ${passwords.profile}`]),
    ...duties.filter((duty, index) => duties.findIndex(other => other.rule === duty.rule) !== index).map(duty => `职责分离第 ${duty.rule} 条出现两次`),
    ...constraints.flatMap(({ rule, constraint }) => {
      if (constraint.kind === 'only-reads') return constraint.roles.flatMap(role => holds(role).filter(permission => !table[permission].reads && !constraint.except.includes(permission)).map(permission => `第 ${rule} 条：${role} 只能查看，却可以 ${permission}`))
      if (constraint.kind === 'never-holds') return constraint.roles.flatMap(role => holds(role).filter(permission => constraint.permissions.includes(permission)).map(permission => `第 ${rule} 条：${role} 不得有 ${permission}`))
      return []
    }),
  ]
}
