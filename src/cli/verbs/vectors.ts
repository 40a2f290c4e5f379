// zhenpu vectors: numeric test vectors of a folder through the engine's methods.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runVector } from '#core/evaluation/vectors/run.ts'
import type { Vector } from '#core/evaluation/vectors/vector.ts'

/** One line each, then `N passed, N failed, N unsupported`; 1 when any failed. */
export async function vectors(folder: string): Promise<number> {
  const counts = { pass: 0, fail: 0, unsupported: 0 }
  for (const file of readdirSync(folder).filter(name => name.endsWith('.json')).sort()) {
    for (const vector of [JSON.parse(readFileSync(join(folder, file), 'utf8')) as Vector | Vector[]].flat()) {
      const { id, method, result, error, where } = runVector(vector)
      counts[result] += 1
      process.stdout.write(`${result} ${id}${result === 'fail' ? ` largest error ${error} at ${where}` : result === 'unsupported' ? ` ${method}${where ? ` (${where})` : ''}` : ''}\n`)
    }
  }
  process.stdout.write(`${counts.pass} passed, ${counts.fail} failed, ${counts.unsupported} unsupported\n`)
  return counts.fail ? 1 : 0
}
