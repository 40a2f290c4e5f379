// 待办.
import type { workEndpoints } from '#contract/work.ts'
import type { Handlers } from '../http/handlers.ts'
import { markShown, visitOf } from '../work/visit.ts'
import { changesSince, workOf } from '../work/work.ts'

export const workHandlers: Pick<Handlers, keyof typeof workEndpoints> = {
  async work(tx, _, context, caller) {
    const { since, at } = await visitOf(tx, caller, context.now())
    return { today: caller.day, ...await workOf(tx, caller, context), changed: { since: at, ...await changesSince(tx, since, caller, context) } }
  },
  async workSeen(tx, { position }, { now }, caller) {
    await markShown(tx, caller, position, now())
    return {}
  },
}
