// A long job outlives its server: killed with -9 in the middle, the server is started again, and the job is done, once.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import type { TaskView } from '#contract/tasks.ts'

const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'zhenpu-task-'))
const season = encodeURIComponent('jilin-characteristic-towns/2023')
let server: ChildProcess | null = null
let address = ''
let cookie = ''

async function start(): Promise<void> {
  // One test that failed does not take the next with it.
  if (server && server.exitCode === null && server.signalCode === null) await end('SIGKILL')
  const port = await freePort()
  const { DATABASE_URL: _, ...environment } = process.env
  server = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'src/cli/main.ts'), 'serve'], { cwd: root, env: { ...environment, PORT: String(port), ZHENPU_DATA: join(folder, 'data'), ZHENPU_DEMO: '1' }, stdio: 'ignore' })
  address = `http://127.0.0.1:${port}`
  while (!(await fetch(`${address}/api/health`).catch(() => null))?.ok) {
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`)
    await pause()
  }
}

async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
  const own = server as ChildProcess
  const gone = new Promise<number | null>(done => own.once('exit', done))
  own.kill(signal)
  return gone
}

async function ask<T>(method: string, path: string, body?: object): Promise<T> {
  const answered = await fetch(address + path, { method, headers: { origin: address, cookie, 'content-type': 'application/json' }, ...(body ? { body: JSON.stringify(body) } : {}) })
  const [set] = answered.headers.getSetCookie().filter(line => line.startsWith('zhenpu_session'))
  if (set) cookie = set.split(';')[0] as string
  const said = await answered.json() as T
  if (!answered.ok) throw new Error(JSON.stringify(said))
  return said
}

async function freePort(): Promise<number> {
  return new Promise(done => {
    const held = createServer().listen(0, '127.0.0.1', () => {
      const { port } = held.address() as { port: number }
      held.close(() => done(port))
    })
  })
}

const pause = (): Promise<void> => new Promise(done => setTimeout(done, 50))
const tasks = async (): Promise<TaskView[]> => (await ask<{ tasks: TaskView[] }>('GET', '/api/tasks')).tasks
async function when(holds: (task: TaskView) => boolean): Promise<TaskView> {
  for (;;) {
    const [task] = await tasks()
    if (task && holds(task)) return task
    await pause()
  }
}

/** It is begun as soon as the queue runs, which is a moment after the first page. */
async function begin(): Promise<string> {
  for (;;) {
    const begun = await ask<{ task: string }>('POST', `/api/seasons/${season}/letters/zip`, {}).catch((error: Error) => { if (error.message.includes('task.off')) return null; throw error })
    if (begun) return begun.task
    await pause()
  }
}

afterAll(async () => {
  if (server && server.exitCode === null && server.signalCode === null) await end('SIGTERM')
  rmSync(folder, { recursive: true, force: true })
})

describe('all letters of a season', () => {
  it('are made though the server is killed while it makes them, into one file that can be fetched', async () => {
    await start()
    await ask('POST', '/api/session', { username: 'province-handler', password: 'tea-town-demo' })
    const day = new Date().toISOString().slice(0, 10)
    await ask('POST', `/api/seasons/${season}/letters`, { kinds: ['warning', 'withdrawal'], signedOn: day, deadline: day, reviewBy: day })
    const id = await begin()
    expect(await begin()).toBe(id)
    await when(({ state }) => state === 'running')
    await end('SIGKILL')
    await start()
    expect((await tasks()).map(task => [task.id, task.state])).toEqual([[id, 'running']])
    const done = await when(({ state }) => state === 'done' || state === 'failed')
    expect(done).toMatchObject({ id, state: 'done', problem: null })
    const file = new Uint8Array(await (await fetch(`${address}/api/tasks/${id}/file`, { headers: { cookie } })).arrayBuffer())
    expect(file.length).toBe(done.file?.size)
    const names = Object.keys(unzipSync(file))
    expect(names.filter(name => name.endsWith('.docx')).length).toBe(names.length / 2)
    expect(names.some(name => name.startsWith('警告函/'))).toBe(true)
    expect(strFromU8(unzipSync(file)[names.find(name => name.endsWith('.pdf')) as string]?.slice(0, 5) as Uint8Array)).toBe('%PDF-')
    const made = (): string[] => readdirSync(join(folder, 'data-demo/files/made/sha256'), { recursive: true, encoding: 'utf8' }).filter(path => path.length > 3)
    // Killed between writing its file and saying so, a server leaves one that nobody asks for; it goes in the night.
    expect([1, 2]).toContain(made().length)
    expect(await tasks()).toHaveLength(1)
    // Somebody else has no such job.
    const owner = cookie
    cookie = ''
    await ask('POST', '/api/session', { username: 'province-reviewer', password: 'tea-town-demo' })
    expect(await tasks()).toEqual([])
    expect((await fetch(`${address}/api/tasks/${id}/file`, { headers: { cookie } })).status).toBeGreaterThanOrEqual(400)
    cookie = owner
    expect(await end('SIGTERM')).toBe(0)
  }, 180_000)

  it('are put back when the server is asked to end, and made after the next start', async () => {
    await start()
    const id = await begin()
    await when(task => task.id === id && task.state === 'running')
    expect(await end('SIGTERM')).toBe(0)
    await start()
    expect(await when(task => task.id === id && (task.state === 'done' || task.state === 'failed'))).toMatchObject({ state: 'done' })
    expect(await end('SIGTERM')).toBe(0)
  }, 180_000)
})
