// Draws on several threads. A draw depends on its number alone, so that any number of threads gives the same bytes.
import { availableParallelism } from 'node:os'
import { MessageChannel } from 'node:worker_threads'
import { Piscina } from 'piscina'
import type { Model } from '#core/evaluation/robustness/model.ts'
import { drawsWanted } from '#core/evaluation/robustness/robustness.ts'
import { addTallies, emptyTally, type Run, simulate, type Tally } from '#core/evaluation/robustness/simulate.ts'
import type { Share } from './draw-worker.ts'

/** Below this much work (units × indicators × draws) starting threads takes longer than drawing. */
const smallWork = 40_000_000
const mostDraws = 100_000

export type Options = {
  seed: number
  /** how many, or as many as it takes for no adverse decision's interval to hold a class limit (10,000 to 100,000) */
  draws: number | 'auto'
  /** absent: one for each core where it pays */
  threads?: number
  /** draws made so far, of how many */
  onProgress?: (done: number, of: number) => void
  /** stops the draws; the promise is rejected */
  signal?: AbortSignal
}

export async function drawAll(model: Model, { seed, draws, threads, onProgress, signal }: Options): Promise<Tally> {
  let [tally, target] = [emptyTally(model), draws === 'auto' ? 10_000 : draws]
  while (tally.draws < target) {
    const run = { seed, from: tally.draws, to: target }
    const count = threads ?? (model.units.length * model.width * (target - tally.draws) < smallWork ? 0 : availableParallelism())
    const done = tally.draws
    tally = count ? addTallies(tally, await onThreads(model, run, count, made => onProgress?.(done + made, target), signal)) : simulate(model, run, tally)
    signal?.throwIfAborted()
    if (draws === 'auto') target = drawsWanted(model, tally, mostDraws)
  }
  return tally
}

async function onThreads(model: Model, run: Run, threads: number, onProgress: (made: number) => void, signal: AbortSignal | undefined): Promise<Tally> {
  const pool = new Piscina({ filename: new URL('./draw-worker.ts', import.meta.url).href, minThreads: threads, maxThreads: threads })
  try {
    let made = 0
    const size = Math.ceil((run.to - run.from) / threads)
    const parts = await Promise.all(Array.from({ length: threads }, (_, i) => {
      const { port1, port2 } = new MessageChannel()
      port1.on('message', (count: number) => onProgress(made += count))
      const from = run.from + i * size
      const share: Share = { model, run: { ...run, from, to: Math.min(run.to, from + size) }, step: Math.max(4, Math.ceil(size / 50)), progress: port2 }
      return pool.run(share, { transferList: [port2], ...(signal ? { signal } : {}) }) as Promise<Tally>
    }))
    return parts.reduce(addTallies)
  } finally {
    await pool.destroy()
  }
}
