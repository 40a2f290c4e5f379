// “In force on D, as known on K”: which facts of a stream count, and in what order.
import type { AsOf, Fact, Recorded } from './event.ts'

/** Facts recorded by `known`, without those that a known fact corrects; in the order in which they took effect. */
export function knownFacts<F extends Fact>(events: readonly Recorded<F>[], known: string | null): Recorded<F>[] {
  const seen = known === null ? events : events.filter(event => event.recorded <= known)
  const corrected = new Set(seen.map(event => event.corrects))
  return seen.filter(event => !corrected.has(event.position)).sort(inEffect)
}

/** The facts that count on a day, as known at a moment. */
export function factsAsOf<F extends Fact>(events: readonly Recorded<F>[], { valid, known }: AsOf): Recorded<F>[] {
  return knownFacts(events, known).filter(event => event.effective <= valid)
}

/** By effective date, and within a day by position: never by the time of recording. */
function inEffect(a: Recorded, b: Recorded): number {
  if (a.effective !== b.effective) return a.effective < b.effective ? -1 : 1
  return a.position - b.position
}
