// Kills the writer and its database with -9 at random moments and looks what is left: every acknowledged fact must
// be there, the chain whole, and the next start must succeed. `node test/crash/crash.ts 50`
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '#server/db/connect.ts'
import { openLogKey } from '#server/log/keys.ts'
import { verifyLog } from '#server/log/verify.ts'

export type CrashReport = { kills: number; acknowledged: number; lost: number; failedStarts: number; chainBroken: number; startMs: number[] }

/** @param hard also kills PostgreSQL itself with -9, every second time */
export async function crash(kills: number, hard = true): Promise<CrashReport> {
  const folder = mkdtempSync(join(tmpdir(), 'zhenpu-crash-'))
  const report: CrashReport = { kills, acknowledged: 0, lost: 0, failedStarts: 0, chainBroken: 0, startMs: [] }
  let last = 0
  try {
    for (let round = 0; round < kills; round++) {
      const before = last
      last = Math.max(last, await writeAndKill(folder, 20 + Math.floor(Math.random() * 230), hard && round % 2 === 1))
      report.acknowledged += last - before
      const begun = performance.now()
      try {
        const database = await openDatabase({ folder })
        report.startMs.push(Math.round(performance.now() - begun))
        const { ok, events } = await database.read(tx => verifyLog(tx, openLogKey(folder), null))
        if (!ok) report.chainBroken += 1
        report.lost += Math.max(0, last - events)
        last = Math.max(last, events)
        await database.close()
      } catch (error) {
        report.failedStarts += 1
        console.error(error)
      }
    }
    return report
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The last position the writer acknowledged before it was killed. */
function writeAndKill(folder: string, afterMs: number, hard: boolean): Promise<number> {
  return new Promise((done, fail) => {
    const writer = spawn(process.execPath, [join(import.meta.dirname, 'writer.ts'), folder], { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    let errors = ''
    let killing = false
    writer.stderr.on('data', (piece: Buffer) => { errors += piece.toString() })
    writer.stdout.on('data', (piece: Buffer) => {
      output += piece.toString()
      if (killing || !output.startsWith('ready\n')) return
      killing = true
      setTimeout(() => {
        if (hard) killServer(folder)
        writer.kill('SIGKILL')
      }, afterMs)
    })
    writer.on('exit', () => {
      if (!killing) return fail(new Error(`the writer ended by itself: ${errors}`))
      // A line cut in two by the kill was not acknowledged in full.
      const whole = output.slice(0, output.lastIndexOf('\n')).split('\n').slice(1)
      done(Number(whole.at(-1) ?? 0))
    })
  })
}

function killServer(folder: string): void {
  const pid = Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  process.kill(pid, 'SIGKILL')
}

if (process.argv[1] === import.meta.filename) console.log(JSON.stringify(await crash(Number(process.argv[2] ?? 50))))
