// zhenpu link: a person settles whether two towns are one.
import { problem, Refusal } from '#core/base/problem.ts'
import { townStream } from '#core/intake/confirm.ts'
import type { TownFact } from '#core/register/town.ts'
import { townIdOf } from '#server/handlers/towns.ts'
import { dayInChina } from '#server/http/as-of.ts'
import { readStream } from '#server/log/read.ts'
import { record } from '#server/record.ts'
import { withRegister } from '../open.ts'

type Options = { state: 'proposed' | 'confirmed' | 'rejected'; reason: string; by: string; document?: string; on?: string }

/** Records the answer about the older and the newer town; a later answer replaces an earlier one, and both stay in the log. */
export async function link(older: string, newer: string, { state, reason, by, document, on }: Options): Promise<number> {
  return withRegister(async ({ database, context, checkpoint }) => {
    await database.transaction(async tx => {
      const [from, to] = [await townIdOf(tx, older, context), await townIdOf(tx, newer, context)]
      if (from === to) throw new Refusal(problem('request.invalid', { why: '两个名称是同一个小镇' }))
      const events = await readStream<TownFact>(tx, townStream(from))
      const before = events.findLast(event => event.type === 'town.linked' && event.data.to === to)
      const confidence = before?.type === 'town.linked' ? before.data.confidence : 'possible'
      const effective = on ?? before?.effective ?? dayInChina(context.now())
      const fact: TownFact = { type: 'town.linked', data: { to, relation: 'possibly-same', confidence, state }, effective, basis: { document: document ?? before?.basis.document ?? '人工判断', inferred: reason } }
      await record(tx, { actor: by, now: context.now(), writes: [{ stream: townStream(from), expected: events.length, facts: [fact] }] })
    })
    await checkpoint()
    console.error('已登记。')
    return 0
  })
}
