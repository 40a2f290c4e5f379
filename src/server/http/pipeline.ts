// The one way from a request to an answer, the same for every endpoint:
//   who asks → permission → parse input → transaction → scope, duties, confirmation → handler(tx) → parse output →
//   commit → answer. A file is received and checked before the transaction, which must not wait for whoever sends it.
// Handlers never see the database, only a transaction, so that a request happens whole or not at all, and they check no
// permission. The output's schema drops whatever it does not name. Nothing is answered before the transaction has ended.
import { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import { type Contract, contract } from '#contract/index.ts'
import { problem, Refusal } from '#core/base/problem.ts'
import { isDoor, type Permission } from '#core/access/permission.ts'
import { takeUpload } from '../attachment/upload.ts'
import type { Database, Tx } from '../db/connect.ts'
import { handlers } from '../handlers/index.ts'
import { logAccess } from '../identity/access-log.ts'
import { type Caller, nobody, type Visit } from '../identity/caller.ts'
import { findCaller, whoOf } from '../identity/sessions.ts'
import type { Context } from './context.ts'
import { RefusedAndKept } from './handlers.ts'
import { targetOf } from './targets.ts'

z.config(z.locales.zhCN())

type AnyHandler = (tx: Tx, input: unknown, context: Context, caller: Visit | Caller) => Promise<unknown>

/** Answers one request. `raw` holds the members of path, query and body together. Refusals are thrown. */
export async function answer(name: keyof Contract, raw: unknown, database: Database, context: Context, visit: Visit = nobody()): Promise<unknown> {
  const definition: Endpoint = contract[name]
  const { permission } = definition
  if (permission === 'public' || permission === 'visitor') return handle(name, definition, raw, database, context, visit)
  const caller = await database.transaction(tx => findCaller(tx, visit, permission, context))
  try {
    checkPermission(definition, caller, context)
    // What may be done with lent rights is on record before it is tried, and whatever comes of it.
    for (const emergency of caller.emergencies) await database.transaction(tx => logAccess(tx, 'emergency.used', context.now(), whoOf(caller), { emergency, endpoint: name, permission, ...pathMembers(definition, raw) }))
    // What is sealed is on record before it is opened, and whatever comes of it; reading itself writes nothing.
    if (definition.method === 'GET' && !isDoor(permission) && context.identity.access.confirms(permission) && caller.session.confirmedUntil !== null) await database.transaction(tx => logAccess(tx, 'sealed.opened', context.now(), whoOf(caller), { endpoint: name, permission, ...pathMembers(definition, raw) }))
    return definition.carries === 'upload' ? await withUpload(name, definition, raw, database, context, caller) : await handle(name, definition, raw, database, context, caller)
  } catch (error) {
    // A refusal of rights is itself worth a line, written apart from what it refused.
    if (error instanceof Denied) await database.transaction(tx => logAccess(tx, 'denied', context.now(), whoOf(caller), { endpoint: name, permission, code: error.problem.code, ...pathMembers(definition, raw) }))
    throw error
  }
}

async function handle(name: keyof Contract, definition: Endpoint, raw: unknown, database: Database, context: Context, caller: Visit | Caller): Promise<unknown> {
  const parsed = parseInput(definition.input, raw)
  const handler = handlers[name] as AnyHandler
  const unit = definition.permission === 'public' ? database.readPublished : definition.method === 'GET' ? database.read : database.transaction
  const result = await unit(async tx => {
    if ('person' in caller) await checkTarget(tx, definition, caller, parsed, context)
    const answered = await handler(tx, parsed, context, caller)
    return answered instanceof RefusedAndKept ? answered : definition.output.parse(answered)
  })
  if (result instanceof RefusedAndKept) throw new Refusal(result.problem)
  return result
}

/** The upload is gone from quarantine in the end, kept or not; a file that is refused leaves a line in the access log. */
async function withUpload(name: keyof Contract, definition: Endpoint, raw: unknown, database: Database, context: Context, caller: Caller): Promise<unknown> {
  const parsed = parseInput(definition.input, raw) as { name: string }
  if (context.files === undefined) throw new Error('no folder for attachments')
  try {
    const upload = await takeUpload(context.files, { body: caller.body ?? null, name: parsed.name, person: caller.person.id })
    try {
      return await handle(name, definition, raw, database, context, { ...caller, upload })
    } finally {
      await upload.discard()
    }
  } catch (error) {
    if (error instanceof Refusal) await database.transaction(tx => logAccess(tx, 'file.refused', context.now(), whoOf(caller), { name: parsed.name.slice(0, 200), code: error.problem.code, why: error.message }))
    throw error
  }
}

class Denied extends Refusal {}

/** Before the input is even read: whoever lacks the permission learns nothing of what an endpoint takes. */
function checkPermission(definition: Endpoint, { person, day }: Caller, { identity }: Context): void {
  for (const permission of asked(definition)) {
    const decision = identity.access.may(person, permission, null, day)
    if (!decision.allowed) throw new Denied(decision.reason)
  }
}

/** In the handler's own transaction, so that what was checked is what is acted on. */
async function checkTarget(tx: Tx, definition: Endpoint, { person, day, session }: Caller, input: unknown, context: Context): Promise<void> {
  const { access } = context.identity
  const target = await targetOf(tx, definition.scope, input as Record<string, unknown>, day, context)
  for (const permission of asked(definition)) {
    const decision = target === null ? null : access.may(person, permission, target, day)
    if (decision?.allowed === false) throw new Denied(decision.reason)
    if (access.confirms(permission) && session.confirmedUntil === null) throw new Refusal(problem('access.confirm', { permission: access.label(permission) }))
  }
}

/** What has to be held; nothing at a door. */
function asked({ permission, also }: Endpoint): Permission[] {
  return isDoor(permission) ? [] : [permission, ...(also ? [also] : [])]
}

function pathMembers({ path }: Endpoint, raw: unknown): Record<string, unknown> {
  const members = raw as Record<string, unknown>
  return Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(match => [match[1] as string, String(members[match[1] as string]).slice(0, 100)]))
}

/** Members that are given twice, hold NUL or half a character, or do not fit the schema are refused with their name. */
export function parseInput<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const bad = Object.entries(raw as Record<string, unknown>).find(([, value]) => isUnusable(value))
  if (bad) throw new Refusal(problem('request.invalid', { why: `${bad[0]} 含有不能使用的字符` }))
  const parsed = schema.safeParse(raw)
  if (!parsed.success) throw new Refusal(problem('request.invalid', { why: parsed.error.issues.map(issue => `${issue.path.join('.')}：${issue.message}`).join('；') }))
  return parsed.data
}

function isUnusable(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed()
  return typeof value === 'object' && value !== null && Object.entries(value).flat().some(isUnusable)
}
