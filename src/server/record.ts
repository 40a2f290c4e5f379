// The one door for facts: into the log, and from there into the views, in the same transaction.
import type { Fact, Recorded } from '#core/register/event.ts'
import type { Tx } from './db/connect.ts'
import { append, type Write } from './log/append.ts'
import { applyToViews } from './views/ensure.ts'

/** @throws Refusal `register.changed` when a stream has moved on since the writer saw it */
export async function record<F extends Fact>(tx: Tx, entry: { actor: string; now: string; writes: readonly Write[] }): Promise<Recorded<F>[]> {
  const events = await append<F>(tx, entry)
  await applyToViews(tx, events)
  return events
}
