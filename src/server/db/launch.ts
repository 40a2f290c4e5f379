// How a PostgreSQL program is started under the right user. PostgreSQL refuses to run as root; as root we run it
// in a user namespace (files stay root's, also below a private home), or else as `nobody`.
import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const nobody = 65534

export type Launcher = {
  start(program: string, words: string[], options: SpawnOptions): ChildProcess
  run(program: string, words: string[]): { status: number | null; output: string }
  /** makes a folder the server's own, where it runs under another user */
  give(folder: string): void
  /** the same for a folder with all in it */
  giveAll(folder: string): void
}

/** Chooses how to run the server; `data` keeps the owner it was made with, so a second start must agree with the first. */
export function launcher(data: string): Launcher {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return plain()
  const owner = existsSync(data) ? statSync(data).uid : null
  if (owner !== nobody && namespacesWork()) return inNamespace()
  return asNobody()
}

function plain(): Launcher {
  return {
    start: (program, words, options) => spawnWith([...untilParentDies(), program, ...words], options),
    run: (program, words) => runWith([program, ...words], {}),
    give: () => {},
    giveAll: () => {},
  }
}

function inNamespace(): Launcher {
  const enter = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`]
  return {
    // The death signal is forgotten when a process changes its user, so it is set inside.
    start: (program, words, options) => spawnWith([...enter, ...untilParentDies(), program, ...words], options),
    run: (program, words) => runWith([...enter, program, ...words], {}),
    give: () => {},
    giveAll: () => {},
  }
}

function asNobody(): Launcher {
  const become = { uid: nobody, gid: nobody }
  return {
    start: (program, words, options) => spawnWith([...untilParentDies(), program, ...words], { ...options, ...become }),
    run: (program, words) => runWith([program, ...words], become),
    give: folder => chownSync(folder, nobody, nobody),
    giveAll: folder => {
      chownSync(folder, nobody, nobody)
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) chownSync(join(entry.parentPath, entry.name), nobody, nobody)
    },
  }
}

/** Stops the server cleanly when this process dies, however it dies. Linux only. */
function untilParentDies(): string[] {
  return existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'INT'] : []
}

function namespacesWork(): boolean {
  return spawnSync('unshare', ['--user', `--map-user=${nobody}`, `--map-group=${nobody}`, 'true']).status === 0
}

function spawnWith([program, ...words]: string[], options: SpawnOptions): ChildProcess {
  return spawn(program as string, words, options)
}

function runWith([program, ...words]: string[], user: { uid?: number; gid?: number }): { status: number | null; output: string } {
  const done = spawnSync(program as string, words, { encoding: 'utf8', ...user, cwd: '/', env: { ...process.env, LC_ALL: 'C' } })
  return { status: done.status, output: `${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}` }
}
