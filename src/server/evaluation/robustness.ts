// Robustness without making anybody wait: in one thread, with its progress.
import { MessageChannel } from 'node:worker_threads'
import { Piscina } from 'piscina'
import type { Robustness } from '#core/evaluation/robustness/robustness.ts'
import type { RobustnessRequest } from './robustness-worker.ts'

/** The same as `robustnessOf`, byte for byte. @param signal ends it; the promise is rejected */
export async function robustnessInThread(request: RobustnessRequest, onProgress: (done: number, of: number) => void, signal: AbortSignal): Promise<Robustness> {
  const pool = new Piscina({ filename: new URL('./robustness-worker.ts', import.meta.url).href, minThreads: 1, maxThreads: 1 })
  const { port1, port2 } = new MessageChannel()
  port1.on('message', (done: number) => onProgress(done, request.draws))
  try {
    return await pool.run({ request, port: port2 }, { transferList: [port2], signal }) as Robustness
  } finally {
    port1.close()
    await pool.destroy()
  }
}
