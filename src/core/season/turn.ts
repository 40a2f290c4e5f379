// What a season waits for: of the steps that can be taken now those that bring it forward. The others one may take, and
// nobody waits for them.
import type { PlainDate } from '../base/plain-date.ts'
import { actions, type ActionId, refusalOf, type SeasonState } from './season.ts'

const unasked: readonly ActionId[] = ['assign', 'note', 'depart', 'object', 'return']

/** Whoever has the right to one of these has it waiting for them. */
export function turnsOf(state: SeasonState, today: PlainDate): ActionId[] {
  return actions.map(({ id }) => id).filter(id => !unasked.includes(id) && !isDone(state, id) && refusalOf(state, id, today) === null)
}

/** Steps that may be taken once more, and need not be. */
function isDone({ stage, cuts, objections }: SeasonState, id: ActionId): boolean {
  switch (id) {
    case 'score': return stage === 'scored'
    case 'cut': return cuts.length > 0
    case 'propose': return stage === 'proposed'
    case 'settle': return objections.every(({ settled }) => settled)
    case 'draft': return stage === 'drafted'
    default: return false
  }
}
