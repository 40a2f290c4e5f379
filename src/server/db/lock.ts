// One process owns a data folder. The lock is a file that names its owner; a dead owner's lock is taken over,
// a live owner's never.
import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type Owner = { pid: number; born: string }
export type Lock = { release(): void }

/** Takes the lock of `folder`, or returns the live owner that has it. */
export function takeLock(folder: string): { lock: Lock } | { owner: Owner } {
  const path = join(folder, 'zhenpu.lock')
  const mine: Owner = { pid: process.pid, born: birthOf(process.pid) }
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, JSON.stringify(mine))
  try {
    for (;;) {
      try {
        // A link is made whole or not at all, and never over an existing name.
        linkSync(draft, path)
        return { lock: { release: () => { if (same(ownerOf(path), mine)) rmSync(path, { force: true }) } } }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      const owner = ownerOf(path)
      if (owner && isAlive(owner)) return { owner }
      setAside(path)
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

export function isAlive({ pid, born }: Owner): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  // A killed process that nobody has collected yet still has its number, but holds nothing.
  if (statOf(pid)[0] === 'Z') return false
  // The number may have been given to another process since; its birth tells.
  return born === '' || birthOf(pid) === born
}

/** Start time of a process in clock ticks since boot; empty where /proc is not there. */
export function birthOf(pid: number): string {
  return statOf(pid)[19] ?? ''
}

/** Fields of /proc/PID/stat from the third, the state, on (proc(5)): the second may hold blanks and brackets. */
function statOf(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}

function ownerOf(path: string): Owner | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Owner
  } catch {
    return null
  }
}

/** Only one of several takers succeeds in renaming; the others find the name free or taken anew. */
function setAside(path: string): void {
  const aside = `${path}.stale.${process.pid}`
  try {
    renameSync(path, aside)
  } catch {
    if (existsSync(path)) throw new Error(`cannot move the stale lock ${path}`)
    return
  }
  // Between reading and renaming a live process may have taken the lock: give it back.
  const moved = ownerOf(aside)
  if (moved && isAlive(moved)) renameSync(aside, path)
  else rmSync(aside, { force: true })
}

function same(a: Owner | null, b: Owner): boolean {
  return a?.pid === b.pid && a.born === b.born
}
