// One thread's share of the draws. The model comes, and the tally goes, by structured clone.
import type { MessagePort } from 'node:worker_threads'
import type { Model } from '#core/evaluation/robustness/model.ts'
import { emptyTally, type Run, simulate, type Tally } from '#core/evaluation/robustness/simulate.ts'

/** `step`: draws between two reports of progress. */
export type Share = { model: Model; run: Run; step: number; progress: MessagePort }

export default function draw({ model, run, step, progress }: Share): Tally {
  const tally = emptyTally(model)
  for (let from = run.from; from < run.to; from += step) {
    const to = Math.min(run.to, from + step)
    simulate(model, { ...run, from, to }, tally)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between threads has no origin
    progress.postMessage(to - from)
  }
  progress.close()
  return tally
}
