// What a correction and a letter wait for: the steps that bring them forward. To edit, return or drop one may; nobody waits
// for it.
import type { PlainDate } from '../base/plain-date.ts'
import type { Correction, CorrectionAction } from './correction.ts'
import { type Letter, type LetterAction, letterRefusal } from './letter.ts'

const correction: Partial<Record<Correction['stage'], CorrectionAction>> = { proposed: 'review', returned: 'revise', reviewed: 'approve', approved: 'issue' }

export function correctionTurns({ stage }: Correction): CorrectionAction[] {
  return correction[stage] ? [correction[stage]] : []
}

/** A letter that came may be answered once, until its day. */
export function letterTurns(letter: Letter, today: PlainDate): LetterAction[] {
  if (letter.stage === 'drafted') return ['approve']
  if (letter.stage === 'approved') return ['send']
  return letter.answers.length === 0 && letterRefusal(letter, 'answer', today) === null ? ['answer'] : []
}
