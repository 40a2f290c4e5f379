// The desk behind a message port: questions in turn, answers with their numbers. Long work looks for newer questions.
import { Refusal } from '#core/base/problem.ts'
import { breathe } from './breathe.ts'
import { createDesk } from './desk.ts'
import { buffersOf } from './outcome.ts'
import type { Answer, Outcome, Question } from './protocol.ts'

type Port = { addEventListener: (kind: 'message', hear: (event: MessageEvent<Question>) => void) => void; postMessage: (message: Answer, transfer?: ArrayBufferLike[]) => void }
const port = globalThis as unknown as Port

let asked = 0
const desk = createDesk(async () => {
  const before = asked
  await breathe()
  return asked === before
})

port.addEventListener('message', async ({ data: { id, call, input } }) => {
  if (call === 'open' || call === 'weigh' || call === 'margins') asked += 1
  try {
    const value = await (desk[call] as (input: unknown) => Promise<unknown>)(input)
    port.postMessage({ id, value }, call === 'weigh' ? buffersOf(value as Outcome) : [])
  } catch (error) {
    port.postMessage({ id, problem: error instanceof Refusal ? error.problem : null, message: (error as Error).message })
  }
})
