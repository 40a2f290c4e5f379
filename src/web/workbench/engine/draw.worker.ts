// Draws in a worker of their own, so that the desk stays free. An order ends the one before; `null` only ends it.
import type { Unit } from '#core/evaluation/cells.ts'
import { evaluate } from '#core/evaluation/evaluate.ts'
import { modelOf } from '#core/evaluation/robustness/model.ts'
import { drawsWanted, robustnessOf } from '#core/evaluation/robustness/robustness.ts'
import { emptyTally, simulate } from '#core/evaluation/robustness/simulate.ts'
import { breathe } from './breathe.ts'
import type { DrawMessage, DrawOrder } from './protocol.ts'

/** With `enough`: doubled until no adverse decision stands on the edge of a class, at most so many. */
const [least, most] = [1000, 64_000]
/** How long a step may take between two words about progress, in ms. */
const pulse = 80
/** Cheapest changes take whole evaluations each: beyond this many towns they are left to the single town's panel. */
const mostForChanges = 200

type Port = { addEventListener: (kind: 'message', hear: (event: MessageEvent<DrawOrder | null>) => void) => void; postMessage: (message: DrawMessage) => void }
const port = globalThis as unknown as Port

let orders = 0

port.addEventListener('message', async ({ data }) => {
  const order = ++orders
  if (!data) return
  try {
    await draw(data, () => order === orders)
  } catch (error) {
    port.postMessage({ kind: 'failed', message: (error as Error).message })
  }
})

async function draw({ scheme, units: data, draws, seed }: DrawOrder, wanted: () => boolean): Promise<void> {
  const begun = performance.now()
  const units = data as Unit[]
  const evaluation = evaluate(scheme, units, { explain: false })
  const model = modelOf(scheme, evaluation, units)
  const tally = emptyTally(model)
  let [total, step] = [draws === 'enough' ? least : draws, 16]
  while (tally.draws < total) {
    const [from, at] = [tally.draws, performance.now()]
    const to = Math.min(total, from + step)
    simulate(model, { seed, from, to }, tally)
    // Draws are made four at a time.
    step = Math.max(4, Math.round((step * Math.min(4, pulse / Math.max(1, performance.now() - at))) / 4) * 4)
    if (tally.draws === total && draws === 'enough') total = drawsWanted(model, tally, most)
    port.postMessage({ kind: 'progress', done: tally.draws, total })
    await breathe()
    if (!wanted()) return port.postMessage({ kind: 'cancelled' })
  }
  port.postMessage({ kind: 'finishing', draws: tally.draws })
  const made = robustnessOf(scheme, units, evaluation, { draws: tally.draws, seed, changes: units.length <= mostForChanges }, tally)
  port.postMessage({ kind: 'done', view: { ...made, hash: evaluation.scheme.hash, seconds: (performance.now() - begun) / 1000 } })
}
