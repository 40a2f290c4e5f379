// Starts the application once, as its users do, on a free port with a data folder of its own and the data that
// ships. `ZHENPU_URL` names one that runs already instead.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext { address: string }
}

const root = resolve(import.meta.dirname, '../..')

export default async function start(project: TestProject): Promise<(() => Promise<void>) | void> {
  const running = process.env['ZHENPU_URL']
  if (running) return project.provide('address', running)
  const port = await freePort()
  const data = mkdtempSync(join(tmpdir(), 'zhenpu-e2e-'))
  const { DATABASE_URL: _server, ...environment } = process.env
  const said: string[] = []
  const application = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'src/cli/main.ts'), 'serve'], {
    cwd: root, env: { ...environment, PORT: String(port), ZHENPU_DATA: data }, stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [application.stdout, application.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  const address = `http://127.0.0.1:${port}`
  try {
    await ready(address, application)
  } catch (error) {
    application.kill('SIGTERM')
    throw new Error(`the application did not start:\n${said.join('')}`, { cause: error })
  }
  project.provide('address', address)
  return async () => {
    const gone = new Promise(done => application.once('exit', done))
    application.kill('SIGTERM')
    await gone
    rmSync(data, { recursive: true, force: true })
  }
}

async function ready(address: string, application: ChildProcess): Promise<void> {
  while (application.exitCode === null) {
    const response = await fetch(`${address}/api/health`).catch(() => null)
    if (response?.ok) return
    await new Promise(done => setTimeout(done, 200))
  }
  throw new Error(`it stopped with code ${application.exitCode}`)
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer().once('error', failed).listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => typeof address === 'object' && address ? done(address.port) : failed(new Error('no port')))
    })
  })
}
