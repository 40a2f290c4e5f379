// Opens the register's database: the embedded one in the data folder, or a server named by a URL.
// Migrations run as the owner; everything else as `zhenpu_app`, which may add to the log and read it, no more. What the
// public asks runs as `zhenpu_public`, which can read what is published and nothing else, whatever a handler forgets.
import { createHash } from 'node:crypto'
import { CompiledQuery, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { problem, Refusal } from '#core/base/problem.ts'
import { type EmbeddedOptions, startEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'
import type { Tables } from './tables.ts'

export type Tx = Transaction<Tables>

export type Database = {
  /** one unit of work: everything in it happens, or nothing */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** a consistent, read-only picture of one moment */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** the same, of what is published: a role of its own that has no right to the rest */
  readPublished<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** one statement for the queue, which keeps its own tables; everything else goes by a transaction */
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>
  close(): Promise<void>
  /** PostgreSQL's major version */
  version: number
  /** false where another process of ours runs the embedded server */
  owned: boolean
}

const oldest = 15
const roles = ['zhenpu_app', 'zhenpu_public'] as const

readTypesOnce()

/** Refuses with a `database.…` problem when the folder is in use or not writable, or the server unreachable or too old. */
export async function openDatabase(options: { folder: string; url?: string | undefined } & EmbeddedOptions): Promise<Database> {
  if (options.url) return connect({ connectionString: options.url }, null, async () => {}, true)
  const embedded = await startEmbedded(options.folder, options)
  try {
    return await connect(embedded.address, embedded.address.password, embedded.stop, embedded.owned)
  } catch (error) {
    await embedded.stop()
    throw error
  }
}

/** `owner` runs migrations. From `secret` each role has a password to sign in with; without it the owner becomes the role after connecting. */
export async function connect(owner: pg.ClientConfig, secret: string | null, stop: () => Promise<void>, owned: boolean): Promise<Database> {
  const version = await prepare(owner, secret)
  const [kysely, published] = [as('zhenpu_app', owner, secret, 12), as('zhenpu_public', owner, secret, 8)]
  const reading = <T>(by: Kysely<Tables>, work: (tx: Tx) => Promise<T>): Promise<T> => by.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work)
  return {
    version,
    owned,
    transaction: work => kysely.transaction().execute(work),
    read: work => reading(kysely, work),
    readPublished: work => reading(published, work),
    query: (text, values = []) => kysely.executeQuery(CompiledQuery.raw(text, values)),
    close: async () => {
      await Promise.all([kysely.destroy(), published.destroy()])
      await stop()
    },
  }
}

type Role = (typeof roles)[number]

function as(role: Role, owner: pg.ClientConfig, secret: string | null, max: number): Kysely<Tables> {
  const login = secret === null ? {} : { user: role, password: passwordOf(role, secret) }
  const pool = new pg.Pool({ ...owner, ...login, max, idleTimeoutMillis: 30_000, options: '-c search_path=public,view -c timezone=UTC' })
  // A connection that breaks while idle is replaced; the query that needs one reports its own error.
  pool.on('error', () => {})
  if (secret === null) pool.on('connect', client => { void client.query(`set role ${role}`) })
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}

function passwordOf(role: Role, secret: string): string {
  return createHash('sha256').update(`${role}:${secret}`).digest('base64url')
}

async function prepare(owner: pg.ClientConfig, secret: string | null): Promise<number> {
  const client = new pg.Client({ ...owner, connectionTimeoutMillis: 15_000 })
  try {
    await client.connect()
  } catch (error) {
    throw new Refusal(problem('database.unreachable', { why: (error as Error).message }))
  }
  try {
    const number = Number((await client.query<{ v: string }>('select current_setting(\'server_version_num\') v')).rows[0]?.v)
    const version = Math.floor(number / 10_000)
    if (version < oldest) throw new Refusal(problem('database.too-old', { version }))
    for (const role of roles) await makeRole(client, role, secret)
    await migrate(client)
    return version
  } finally {
    await client.end()
  }
}

/** Several databases of one server may be prepared at once, and roles belong to the server: losing the race is fine. */
async function makeRole(client: pg.Client, role: Role, secret: string | null): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
  try {
    if (!rowCount) await client.query(`create role ${role} nosuperuser nocreatedb nocreaterole noinherit`)
    if (secret !== null) await client.query(`alter role ${role} login password '${passwordOf(role, secret)}'`)
    else await client.query(`grant ${role} to current_user`)
  } catch (error) {
    const { code } = error as { code?: string }
    if (code !== '42710' && code !== '23505' && code !== 'XX000') throw error
  }
}

function readTypesOnce(): void {
  pg.types.setTypeParser(pg.types.builtins.INT8, Number)
  pg.types.setTypeParser(pg.types.builtins.DATE, text => text)
  pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, text => new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).toISOString())
}
