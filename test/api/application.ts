// The whole application on a database of its own, with the shipped register, spoken to in process.
import type { FastifyInstance } from 'fastify'
import { type Client, createClient } from '#contract/client.ts'
import { loadShippedData } from '#server/first-load.ts'
import { createApp } from '#server/http/app.ts'
import type { Context } from '#server/http/context.ts'
import { loadAccess } from '#server/identity/access.ts'
import type { Identity } from '#server/identity/identity.ts'
import { loadIndustries, loadPlaces } from '#server/places.ts'
import { loadProgrammes } from '#server/policies.ts'
import { ensureViews } from '#server/views/ensure.ts'
import { type Scratch, scratchDatabase } from '../database/scratch.ts'

export const now = '2026-01-05T04:00:00.000Z'

export type Application = { app: FastifyInstance; client: Client; database: Scratch; context: Context; close(): Promise<void> }

/** No policy but the shipped one; the key is the same in every test, and passwords are hashed at the least cost there is. */
export function testIdentity(more: Partial<Identity> = {}): Identity {
  const shipped = loadAccess()
  const access = { ...shipped, policy: { ...shipped.policy, passwords: { ...shipped.policy.passwords, argon2: { memory: 8, passes: 1, parallelism: 1 } } } }
  return { access, password: Object.values(access.policy.passwords.profiles)[0] as Identity['password'], key: Buffer.alloc(32, 7), origin: null, demo: false, oidc: null, ...more }
}

export async function startApplication(log: string[] = [], { identity = {}, clock = () => now }: { identity?: Partial<Identity>; clock?: () => string } = {}): Promise<Application> {
  const database = await scratchDatabase()
  await ensureViews(database)
  await loadShippedData(database, () => now)
  const context: Context = { programmes: loadProgrammes(), places: loadPlaces(), industries: loadIndustries(), now: clock, version: 'test', identity: testIdentity(identity) }
  const app = await createApp({ database, context, log: line => log.push(line) })
  const client = createClient(async ({ method, url, body }) => {
    const response = await app.inject({ method: method as 'GET', url, ...(body ? { payload: body, headers: { 'content-type': 'application/json' } } : {}) })
    return { status: response.statusCode, body: response.json() }
  })
  return { app, client, database, context, close: async () => { await app.close(); await database.close() } }
}
