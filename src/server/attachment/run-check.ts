// Looks at a file in a process of its own: what a hostile file does to it, it does to that process alone. Rights, memory
// and time are limited, and at most two look at once.
import { spawn } from 'node:child_process'
import { closeSync, fstatSync, openSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import type { FileKind } from '#core/attachment/attachment.ts'
import { type Problem, problem, Refusal } from '#core/base/problem.ts'
import type { Result } from '#core/base/result.ts'

/** MiB of script memory, MiB in all, ms. */
export type CheckLimits = { heap: number; memory: number; time: number }
export const checkLimits: CheckLimits = { heap: 128, memory: 400, time: 15_000 }

const root = join(import.meta.dirname, '../../..')
const program = join(import.meta.dirname, 'check-process.ts')
// The packages may lie elsewhere, behind a link; a right to read follows no links.
const readable = [join(root, 'package.json'), join(root, 'src/*'), join(root, 'node_modules'), join(root, 'node_modules/*'), join(realpathSync(join(root, 'node_modules')), '*')].map(path => `--allow-fs-read=${path}`)
const most = 2
let running = 0
const waiting: (() => void)[] = []

/**
 * What a stored but untrusted file is.
 * @throws Refusal as `checkFile`, and `file.refused` where time or memory run out or the process breaks down
 */
export async function runCheck(path: string, name: string, { heap, memory, time }: CheckLimits = checkLimits, entry = program): Promise<FileKind> {
  if (running >= most) await new Promise<void>(done => waiting.push(done))
  else running += 1
  const file = openSync(path, 'r')
  try {
    const words = ['--permission', ...readable, `--max-old-space-size=${heap}`, '--no-warnings', entry, name, String(fstatSync(file).size)]
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'ignore', file], env: {}, cwd: root })
    const { said, why } = await finished(child, memory, time)
    if (why) throw new Refusal(problem('file.refused', { file: name, why: `检查它${why}。请另存一份再交` }))
    const result = JSON.parse(said) as Result<FileKind, Problem>
    if (!result.ok) throw new Refusal(result.problem)
    return result.value
  } finally {
    closeSync(file)
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

async function finished(child: ReturnType<typeof spawn>, memory: number, time: number): Promise<{ said: string; why: string | null }> {
  let [said, why] = ['', null as string | null]
  child.stdout?.setEncoding('utf8').on('data', (piece: string) => { said += piece })
  const stop = (reason: string): void => {
    why ??= reason
    child.kill('SIGKILL')
  }
  const late = setTimeout(() => stop(`超过 ${time / 1000} 秒`), time)
  const watch = setInterval(() => { if (residentOf(child.pid) > memory) stop(`用去的内存超过 ${memory} MB`) }, 50)
  try {
    const code = await new Promise<number | null>((done, failed) => { child.once('error', failed).once('close', done) })
    return { said, why: why ?? (code === 0 ? null : '时出错') }
  } finally {
    clearTimeout(late)
    clearInterval(watch)
  }
}

/** MiB that a process holds; 0 where the system does not tell. Script memory is limited everywhere, this only on Linux. */
function residentOf(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * 4096 / 1048576
  } catch {
    return 0
  }
}
