// The same work in plain C, compiled and run on the spot where there is a compiler.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Limit = { 'weighted-sum': number; 'entropy-topsis': number; draws: number }

/** Medians in milliseconds by number of units; null without a C compiler. */
export function limits(sizes: readonly number[], draws: number): Map<number, Limit> | null {
  const folder = mkdtempSync(join(tmpdir(), 'zhenpu-limit-'))
  try {
    const program = join(folder, 'limit')
    if (spawnSync('cc', ['-O3', '-march=native', '-o', program, join(import.meta.dirname, 'limit.c'), '-lm'], { stdio: 'ignore' }).status !== 0) return null
    return new Map(sizes.map(size => [size, Object.fromEntries(spawnSync(program, [String(size), '15', String(draws)], { encoding: 'utf8' }).stdout.trim().split('\n').map(line => line.split(' ')).map(([name, ms]) => [name, Number(ms)])) as Limit]))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
