// The embedded database: a real PostgreSQL, started and stopped by the application, its files in the data folder.
// It listens on a Unix socket only (on Windows: a loopback port) and asks for a password that only this folder knows.
import type { ChildProcess } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { problem, Refusal } from '#core/base/problem.ts'
import { packagedPostgres } from './binaries.ts'
import { type Launcher, launcher } from './launch.ts'
import { takeLock } from './lock.ts'

/** What a client needs to connect. */
export type Address = { host: string; port: number; user: string; password: string; database: string }

export type Embedded = {
  address: Address
  /** whether this process started the server (and stops it), or found it running */
  owned: boolean
  stop(): Promise<void>
}

export type EmbeddedOptions = {
  /** use the server another process of ours runs on this folder, instead of refusing */
  share?: boolean
  /** folder with `bin/postgres`, for another version than the packaged one */
  binaries?: string
  /** extra settings, such as `fsync=off` for throw-away clusters */
  settings?: string[]
}

const startLimit = 60_000

/**
 * Starts the database of a data folder, making it on first use.
 * Refuses with `database.in-use` (unless shared), `database.not-writable`, `database.no-package`.
 */
export async function startEmbedded(folder: string, options: EmbeddedOptions = {}): Promise<Embedded> {
  const home = resolve(folder)
  makeWritable(home)
  const taken = takeLock(home)
  if ('owner' in taken) {
    if (!options.share) throw new Refusal(problem('database.in-use', { folder: home, pid: taken.owner.pid }))
    const address = await waitForAddress(home)
    return { address, owned: false, stop: async () => {} }
  }
  try {
    const binaries = options.binaries ?? packagedPostgres()
    const data = join(home, 'postgres')
    const launch = launcher(data)
    await stopOrphan(data)
    if (!existsSync(join(data, 'PG_VERSION'))) initialise(home, data, binaries, launch)
    const address = await chooseAddress(home, launch)
    const child = await start(home, data, binaries, launch, address, options.settings ?? [])
    writeAddress(home, address)
    return { address, owned: true, stop: () => stop(child, home, taken.lock) }
  } catch (error) {
    taken.lock.release()
    throw error
  }
}

function makeWritable(home: string): void {
  try {
    mkdirSync(home, { recursive: true })
    accessSync(home, constants.W_OK)
    const probe = join(home, `.probe.${process.pid}`)
    writeFileSync(probe, '')
    rmSync(probe)
  } catch (error) {
    throw new Refusal(problem('database.not-writable', { folder: home, why: (error as Error).message }))
  }
}

/** First use. Made beside its final place and moved there whole, so that a killed first start leaves nothing half-made. */
function initialise(home: string, data: string, binaries: string, launch: Launcher): void {
  const draft = `${data}.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  launch.give(draft)
  const password = passwordOf(home)
  const passwordFile = join(draft, '..', 'postgres.password')
  writeFileSync(passwordFile, password, { mode: 0o644 })
  const words = ['-D', draft, '-U', 'postgres', '-E', 'UTF8', '--locale=C', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--no-instructions']
  const { status, output } = launch.run(join(binaries, 'bin', 'initdb'), words)
  rmSync(passwordFile, { force: true })
  if (status !== 0) throw new Error(`initdb failed (${status}): ${output}`)
  renameSync(draft, data)
}

/** A Unix socket in the data folder, or in the temporary folder where the path would be longer than the system allows. */
async function chooseAddress(home: string, launch: Launcher): Promise<Address> {
  const rest = { user: 'postgres', password: passwordOf(home), database: 'postgres' }
  if (process.platform === 'win32') return { host: '127.0.0.1', port: await freePort(), ...rest }
  const inside = join(home, 'socket')
  // sun_path holds 107 bytes; the socket adds `/.s.PGSQL.5432.lock`.
  const host = Buffer.byteLength(inside) < 85 ? inside : join(tmpdir(), `zhenpu-${createHash('sha256').update(home).digest('hex').slice(0, 16)}`)
  mkdirSync(host, { recursive: true, mode: 0o700 })
  launch.give(host)
  return { host, port: 5432, ...rest }
}

async function start(home: string, data: string, binaries: string, launch: Launcher, address: Address, settings: string[]): Promise<ChildProcess> {
  const where = process.platform === 'win32' ? [`listen_addresses=${address.host}`] : ['listen_addresses=', `unix_socket_directories=${address.host}`, 'unix_socket_permissions=0700']
  const all = [...where, `port=${address.port}`, 'timezone=UTC', 'lc_messages=C', 'max_connections=60', 'shared_buffers=128MB', ...settings]
  const log = join(home, 'postgres.log')
  const deadline = Date.now() + startLimit
  for (;;) {
    const output = openSync(log, existsSync(log) && statSync(log).size < 10_000_000 ? 'a' : 'w', 0o600)
    const child = launch.start(join(binaries, 'bin', 'postgres'), ['-D', data, ...all.flatMap(setting => ['-c', setting])], { stdio: ['ignore', output, output], cwd: '/' })
    closeSync(output)
    if (await answers(child, address, deadline)) return child
    // Right after a kill the old server's lock file or socket may still be there for a moment.
    if (Date.now() > deadline || !/lock file|already exists|could not bind|shared memory block/.test(tail(log))) throw new Error(`PostgreSQL did not start; the end of ${log}:\n${tail(log)}`)
    await sleep(100)
  }
}

/** True when the server answers, false when it ended; waits up to the deadline. */
async function answers(child: ChildProcess, address: Address, deadline: number): Promise<boolean> {
  let ended = false
  child.once('exit', () => { ended = true })
  child.once('error', () => { ended = true })
  while (!ended && Date.now() < deadline) {
    const client = new pg.Client({ ...address, connectionTimeoutMillis: 5000 })
    try {
      await client.connect()
      await client.end()
      return true
    } catch {
      await sleep(15)
    }
  }
  if (!ended) child.kill('SIGQUIT')
  return false
}

/** Fast shutdown: open transactions are rolled back, everything acknowledged is on disk. */
async function stop(child: ChildProcess, home: string, lock: { release(): void }): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise<void>(done => child.once('exit', () => done()))
    child.kill('SIGINT')
    await ended
  }
  rmSync(join(home, 'address.json'), { force: true })
  lock.release()
}

/** A server whose owner died without taking it along (no death signal on this platform, or it is just stopping). */
async function stopOrphan(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid')
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0
  if (!pid || !isServer(pid, data)) return
  try {
    process.kill(pid, 'SIGINT')
  } catch {
    return
  }
  const deadline = Date.now() + 30_000
  while (isServer(pid, data) && Date.now() < deadline) await sleep(20)
}

function isServer(pid: number, data: string): boolean {
  try {
    process.kill(pid, 0)
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(data)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function waitForAddress(home: string): Promise<Address> {
  const file = join(home, 'address.json')
  const deadline = Date.now() + startLimit
  for (;;) {
    if (existsSync(file)) return { ...(JSON.parse(readFileSync(file, 'utf8')) as { host: string; port: number }), user: 'postgres', password: passwordOf(home), database: 'postgres' }
    if (Date.now() > deadline) throw new Refusal(problem('database.unreachable', { why: `no address in ${file}` }))
    await sleep(50)
  }
}

function writeAddress(home: string, { host, port }: Address): void {
  const draft = join(home, 'address.json.new')
  writeFileSync(draft, JSON.stringify({ host, port }), { mode: 0o600 })
  renameSync(draft, join(home, 'address.json'))
}

/** The folder's own password for the database owner, made once. */
function passwordOf(home: string): string {
  const file = join(home, 'database.key')
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' })
  return readFileSync(file, 'utf8')
}

function tail(log: string): string {
  return readFileSync(log, 'utf8').slice(-2000)
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().once('error', fail).listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })
}

function sleep(ms: number): Promise<void> {
  return new Promise(done => setTimeout(done, ms))
}
