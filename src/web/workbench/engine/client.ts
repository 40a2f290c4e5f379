// The page's side of the desk: questions as promises, weights with only the latest counting, draws that can be ended.
import { problem, Refusal } from '#core/base/problem.ts'
import type { Sensitivity } from '#core/evaluation/robustness/sensitivity.ts'
import type { Answer, Calls, DrawMessage, DrawOrder, Question, RobustInput, RobustView } from './protocol.ts'

export type DeskClient = {
  ask: <Name extends keyof Calls>(call: Name, input: Calls[Name][0]) => Promise<Calls[Name][1]>
  /** Asks what is given; while an answer is awaited only the latest question is kept, the others are never asked. */
  askLatest: (make: () => Promise<void>) => void
  /** `want`: how sure the decisions are, or where the movement comes from. Null: cancelled. */
  draw: <Want extends DrawOrder['want']>(input: RobustInput, want: Want, tell: (message: DrawMessage) => void) => { done: Promise<Drawn[Want] | null>; cancel: () => void }
}

export type Drawn = { support: RobustView; sensitivity: Sensitivity }

export function createDeskClient(): DeskClient {
  const worker = new Worker(new URL('./desk.worker.ts', import.meta.url), { type: 'module' })
  const waiting = new Map<number, { done: (value: never) => void; failed: (error: Error) => void }>()
  let last = 0
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    const asker = waiting.get(data.id)
    waiting.delete(data.id)
    if ('value' in data) asker?.done(data.value as never)
    else asker?.failed(data.problem ? new Refusal(data.problem) : new Error(data.message))
  })
  worker.addEventListener('error', event => {
    for (const { failed } of waiting.values()) failed(new Error(event.message))
    waiting.clear()
  })
  const ask: DeskClient['ask'] = (call, input) => new Promise((done, failed) => {
    last += 1
    waiting.set(last, { done: done as (value: never) => void, failed })
    worker.postMessage({ id: last, call, input } satisfies Question)
  })

  let [busy, next]: [boolean, (() => Promise<void>) | null] = [false, null]
  const askLatest = (make: () => Promise<void>): void => {
    next = make
    if (busy) return
    busy = true
    void (async () => {
      while (next) {
        const now = next
        next = null
        await now()
      }
      busy = false
    })()
  }

  // Started with the page: nothing is fetched while one works.
  let drawer = createDrawer()
  let hear: (message: DrawMessage) => void = () => {}
  const listen = (): void => drawer.addEventListener('message', ({ data }: MessageEvent<DrawMessage>) => hear(data))
  listen()
  const draw: DeskClient['draw'] = <Want extends DrawOrder['want']>(input: RobustInput, want: Want, tell: (message: DrawMessage) => void) => {
    let cancel = (): void => {}
    const done = new Promise<Drawn[Want] | null>((finish, failed) => {
      let finishing = false
      cancel = () => {
        hear = () => {}
        finish(null)
        if (!finishing) return drawer.postMessage(null)
        // The last step cannot be interrupted, only ended.
        drawer.terminate()
        drawer = createDrawer()
        listen()
      }
      hear = message => {
        finishing = message.kind === 'finishing'
        if (message.kind === 'failed') return failed(message.problem ? new Refusal(message.problem) : new Error(message.message))
        if (message.kind === 'done') finish(message.view as Drawn[Want])
        if (message.kind === 'explored') finish(message.sensitivity as Drawn[Want])
        tell(message)
      }
      void ask('robustnessInput', null).then(data => drawer.postMessage({ ...data, ...input, want } satisfies DrawOrder), failed)
    })
    return { done, cancel: () => cancel() }
  }
  return { ask, askLatest, draw }
}

function createDrawer(): Worker {
  return new Worker(new URL('./draw.worker.ts', import.meta.url), { type: 'module' })
}

/** What went wrong, as a sentence that says what to do. */
export function sentenceOf(error: unknown): string {
  return error instanceof Refusal ? error.message : new Refusal(problem('bug', { reference: (error as Error).message })).message
}
