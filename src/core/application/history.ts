// What has been done in a case by whom, for the separation of duties: the application, its review and its call together,
// so that moving to another post does not wash anybody's hands.
import type { Step } from '../access/target.ts'
import type { ApplicationState } from './application.ts'
import type { CallState } from './call.ts'
import type { ReviewState } from './review.ts'

/** Who wrote an application: of what was handed in, and of the draft that is not yet. */
export function applicationHistory({ steps, writers }: ApplicationState, drafting: readonly string[], today: string): Step[] {
  return [
    ...writers.map(({ person, on }) => ({ step: 'application.write', person, on })),
    ...drafting.map(person => ({ step: 'application.write', person, on: today })),
    ...steps.map(({ permission, person, behalf, on }) => ({ step: permission, person, behalf, on })),
  ]
}

/** A sheet signed in an earlier round opens no colleague's sheet in this one, but keeps its signer apart all the same. */
export function reviewHistory({ steps, round }: ReviewState): Step[] {
  return steps.map(({ permission, person, behalf, on, round: of }) => ({ step: permission === 'score.sign' && of !== round ? 'score.write' : permission, person, behalf, on }))
}

export function callHistory({ steps }: CallState): Step[] {
  return steps.flatMap(({ permission, person, behalf, on, hashes }) => (person === null ? [] : [{ step: permission, person, behalf, on, state: hashes['notice'] ?? null }]))
}
