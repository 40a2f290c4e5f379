// Imports in threads of their own, with a limit on memory and on time.
import { Piscina } from 'piscina'
import { problem, type Problem, Refusal } from '#core/base/problem.ts'
import type { Result } from '#core/base/result.ts'
import type { ImportResult } from '#core/reporting/import-result.ts'
import type { ImportRequest } from './import-file.ts'

export type Importer = {
  /** @throws Refusal as `importFile`, and `reporting.reading` where memory or time run out */
  read(request: ImportRequest): Promise<ImportResult>
  close(): Promise<void>
}

/** @param limits memory of the thread in MiB, time in ms */
export function importer({ memory = 384, time = 60_000, threads = 1 } = {}): Importer {
  const pool = new Piscina({
    filename: new URL('./import-worker.ts', import.meta.url).href,
    minThreads: 0, maxThreads: threads, idleTimeout: 10_000, resourceLimits: { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: 16 },
  })
  return {
    async read(request) {
      const done = await (pool.run(request, { signal: AbortSignal.timeout(time) }) as Promise<Result<ImportResult, Problem>>).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') throw new Refusal(problem('reporting.reading', { file: request.file, why: `用去的内存超过 ${memory} MB` }))
        if (error.name === 'AbortError' || error.name === 'TimeoutError') throw new Refusal(problem('reporting.reading', { file: request.file, why: `用去的时间超过 ${time / 1000} 秒` }))
        throw error
      })
      if (!done.ok) throw new Refusal(done.problem)
      return done.value
    },
    close: () => pool.destroy(),
  }
}
