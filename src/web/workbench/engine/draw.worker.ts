// Draws in a worker of their own, so that the desk stays free. An order ends the one before; `null` only ends it.
import { Refusal } from '#core/base/problem.ts'
import type { Unit } from '#core/evaluation/cells.ts'
import { type Evaluation, evaluate } from '#core/evaluation/evaluate.ts'
import { jointSteps } from '#core/evaluation/robustness/joint.ts'
import { type Model, modelOf } from '#core/evaluation/robustness/model.ts'
import { drawsWanted, robustnessOf } from '#core/evaluation/robustness/robustness.ts'
import { sensitivitySteps } from '#core/evaluation/robustness/sensitivity.ts'
import { emptyTally, simulate, type Tally } from '#core/evaluation/robustness/simulate.ts'
import type { Steps } from '#core/evaluation/robustness/steps.ts'
import { varied } from '#core/evaluation/robustness/vary.ts'
import type { Scheme } from '#core/evaluation/scheme.ts'
import { breathe } from './breathe.ts'
import type { Doing, DrawMessage, DrawOrder } from './protocol.ts'

/** With `enough`: doubled until no adverse decision stands on the edge of a class, at most so many. */
const [least, most] = [1000, 64_000]
/** How long a step may take between two words about progress, in ms. */
const pulse = 80
/** Cheapest changes take whole evaluations each: beyond this many towns they are left to the single town's panel. */
const mostForChanges = 200
/** Rows of the design that says where the movement comes from: with fewer, intervals are too wide to be shown. */
const designRows = 1024
/** Of two years together at most so many draws: ± 1 point. */
const mostForJoint = 10_000

type Port = { addEventListener: (kind: 'message', hear: (event: MessageEvent<DrawOrder | null>) => void) => void; postMessage: (message: DrawMessage) => void }
const port = globalThis as unknown as Port

let orders = 0

port.addEventListener('message', async ({ data }) => {
  const order = ++orders
  if (!data) return
  try {
    const message = await carryOut(data, () => order === orders)
    port.postMessage(message ?? { kind: 'cancelled' })
  } catch (error) {
    port.postMessage({ kind: 'failed', problem: error instanceof Refusal ? error.problem : null, message: (error as Error).message })
  }
})

type Wanted = () => boolean
type Case = { scheme: Scheme; units: readonly Unit[]; evaluation: Evaluation; model: Model }

/** Null: something else was wanted meanwhile. */
async function carryOut({ scheme, units, last, want, draws, seed, variation }: DrawOrder, wanted: Wanted): Promise<DrawMessage | null> {
  const begun = performance.now()
  const asked = varied(scheme, variation)
  if (!asked.ok) throw new Refusal(asked.problem)
  const caseOf = (own: readonly Unit[]): Case => {
    const evaluation = evaluate(scheme, own, { explain: false })
    return { scheme: asked.value, units: own, evaluation, model: modelOf(asked.value, evaluation, own) }
  }
  const now = caseOf(units as Unit[])
  if (want === 'sensitivity') {
    const sensitivity = await stepping('sensitivity', sensitivitySteps(now.model, { seed, base: designRows }), wanted)
    return sensitivity && { kind: 'explored', sensitivity }
  }
  const tally = await drawn(now.model, { draws, seed }, wanted)
  if (!tally) return null
  const joint = last ? await stepping('joint', jointSteps(caseOf(last as Unit[]).model, now.model, { seed, draws: Math.min(mostForJoint, tally.draws) }), wanted) : undefined
  if (joint === null) return null
  port.postMessage({ kind: 'finishing', draws: tally.draws })
  const made = robustnessOf(now.scheme, now.units, now.evaluation, { draws: tally.draws, seed, changes: now.units.length <= mostForChanges }, tally)
  return { kind: 'done', view: { ...made, ...(joint ? { joint } : {}), hash: now.evaluation.scheme.hash, seconds: (performance.now() - begun) / 1000 } }
}

async function drawn(model: Model, { draws, seed }: Pick<DrawOrder, 'draws' | 'seed'>, wanted: Wanted): Promise<Tally | null> {
  const tally = emptyTally(model)
  let [total, step] = [draws === 'enough' ? least : draws, 16]
  while (tally.draws < total) {
    const [from, at] = [tally.draws, performance.now()]
    simulate(model, { seed, from, to: Math.min(total, from + step) }, tally)
    // Draws are made four at a time.
    step = Math.max(4, Math.round((step * Math.min(4, pulse / Math.max(1, performance.now() - at))) / 4) * 4)
    if (tally.draws === total && draws === 'enough') total = drawsWanted(model, tally, most)
    port.postMessage({ kind: 'progress', doing: 'draws', done: tally.draws, total })
    await breathe()
    if (!wanted()) return null
  }
  return tally
}

/** Takes the steps, says how far it is, and looks every now and then whether it is still wanted. */
async function stepping<T>(doing: Doing, steps: Steps<T>, wanted: Wanted): Promise<T | null> {
  for (let at = performance.now(), next = steps.next(); ; next = steps.next()) {
    if (next.done) return next.value
    if (performance.now() - at < pulse) continue
    port.postMessage({ kind: 'progress', doing, done: Math.round(next.value * 100), total: 100 })
    await breathe()
    if (!wanted()) return null
    at = performance.now()
  }
}
