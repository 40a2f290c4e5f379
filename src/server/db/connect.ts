// Opens the register's database: the embedded one in the data folder, or a server named by a URL.
// Migrations run as the owner; everything else as `zhenpu_app`, which may add to the log and read it, no more.
import { createHash } from 'node:crypto'
import { Kysely, PostgresDialect, type Transaction } from 'kysely'
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
  close(): Promise<void>
  /** PostgreSQL's major version */
  version: number
  /** false where another process of ours runs the embedded server */
  owned: boolean
}

const oldest = 15
const role = 'zhenpu_app'

readTypesOnce()

/** Refuses with a `database.…` problem when the folder is in use or not writable, or the server unreachable or too old. */
export async function openDatabase(options: { folder: string; url?: string | undefined } & EmbeddedOptions): Promise<Database> {
  if (options.url) return connect({ connectionString: options.url }, {}, async () => {}, true)
  const embedded = await startEmbedded(options.folder, options)
  try {
    const password = createHash('sha256').update(`${role}:${embedded.address.password}`).digest('base64url')
    return await connect(embedded.address, { user: role, password }, embedded.stop, embedded.owned)
  } catch (error) {
    await embedded.stop()
    throw error
  }
}

/** `owner` runs migrations; `app` says how the application signs in. Without a password of its own it becomes the role after connecting. */
export async function connect(owner: pg.ClientConfig, app: { user?: string; password?: string }, stop: () => Promise<void>, owned: boolean): Promise<Database> {
  const version = await prepare(owner, app.password)
  const pool = new pg.Pool({ ...owner, ...app, max: 12, idleTimeoutMillis: 30_000, options: '-c search_path=public,view -c timezone=UTC' })
  // A connection that breaks while idle is replaced; the query that needs one reports its own error.
  pool.on('error', () => {})
  if (!app.password) pool.on('connect', client => { void client.query(`set role ${role}`) })
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return {
    version,
    owned,
    transaction: work => kysely.transaction().execute(work),
    read: work => kysely.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work),
    close: async () => {
      await kysely.destroy()
      await stop()
    },
  }
}

async function prepare(owner: pg.ClientConfig, password: string | undefined): Promise<number> {
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
    await makeRole(client, password)
    await migrate(client)
    return version
  } finally {
    await client.end()
  }
}

/** Several databases of one server may be prepared at once, and roles belong to the server: losing the race is fine. */
async function makeRole(client: pg.Client, password: string | undefined): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
  try {
    if (!rowCount) await client.query(`create role ${role} nosuperuser nocreatedb nocreaterole noinherit`)
    if (password) await client.query(`alter role ${role} login password '${password}'`)
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
