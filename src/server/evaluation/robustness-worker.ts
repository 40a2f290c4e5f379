// Draws and what follows from them, in a thread of its own: nobody else waits meanwhile.
import type { MessagePort } from 'node:worker_threads'
import type { Evaluation } from '#core/evaluation/evaluate.ts'
import type { Unit } from '#core/evaluation/cells.ts'
import { modelOf } from '#core/evaluation/robustness/model.ts'
import { type Robustness, robustnessOf } from '#core/evaluation/robustness/robustness.ts'
import { emptyTally, simulate } from '#core/evaluation/robustness/simulate.ts'
import type { Scheme } from '#core/evaluation/scheme.ts'

export type RobustnessRequest = { scheme: Scheme; units: readonly Unit[]; evaluation: Evaluation; draws: number; seed: number; changes: boolean }

const steps = 100

export default function run({ request: { scheme, units, evaluation, draws, seed, changes }, port }: { request: RobustnessRequest; port: MessagePort }): Robustness {
  const model = modelOf(scheme, evaluation, units)
  const step = Math.ceil(draws / steps)
  let tally = emptyTally(model)
  for (let from = 0; from < draws; from += step) {
    tally = simulate(model, { seed, from, to: Math.min(draws, from + step) }, tally)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between threads has no origin
    port.postMessage(tally.draws)
  }
  port.close()
  return robustnessOf(scheme, units, evaluation, { draws, seed, changes }, tally)
}
