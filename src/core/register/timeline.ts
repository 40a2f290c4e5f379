// A town's life as pieces of time in which nothing changed.
import { knownFacts } from './as-of.ts'
import type { Recorded } from './event.ts'
import { evolve, type Town, type TownFact, type TownId, unknownTown } from './town.ts'

/** From `validFrom` to the day before `validTo` (null: still so). */
export type Segment = { validFrom: string; validTo: string | null; town: Town }

/** The pieces of a town's life as known at a moment, oldest first; none before its first fact. */
export function segments(id: TownId, events: readonly Recorded<TownFact>[], known: string | null = null): Segment[] {
  const pieces: Segment[] = []
  let town = unknownTown(id)
  for (const fact of knownFacts(events, known)) {
    town = evolve(town, fact)
    const last = pieces.at(-1)
    if (last?.validFrom === fact.effective) last.town = town
    else {
      if (last) last.validTo = fact.effective
      pieces.push({ validFrom: fact.effective, validTo: null, town })
    }
  }
  return pieces
}
