// A report's life as a fold over its steps. An approval signs the digest of what it saw; it holds exactly as long as the
// content has that digest and everything below it holds. Nothing is ever taken back: a step is added.
import type { PlainDate } from '../base/plain-date.ts'
import { type Change, type Content, differences, digestOf, type Scalar, valueAt, withChanges } from './content.ts'
import type { DataSet, Level } from './data-set.ts'

/** Where a remark stands: a town's indicator, a town, or the whole report. */
export type Place = { town: string | null; indicator: string | null }

type By = { person: string; on: PlainDate }

export type Step = By & (
  | { kind: 'saved'; changes: readonly Change[] }
  | { kind: 'signed'; level: string; digest: string; remark?: string }
  | { kind: 'returned'; level: string; to: string; reason: string; comments: readonly (Place & { text: string })[] }
  | { kind: 'recalled'; reason: string }
  | { kind: 'confirmed'; department: string; digest: string }
  | { kind: 'unlock-asked'; reason: string; scope: readonly Place[]; until: PlainDate }
  | { kind: 'unlock-settled'; granted: boolean; reason: string }
)

export type Signature = By & { level: string; digest: string; content: Content; remark: string | null; at: number; withdrawn: (By & { reason: string }) | null }
export type Comment = By & Place & { level: string; text: string; value: Scalar }
export type Confirmation = By & { department: string; digest: string; content: Content }
/** An unlocking as asked for; `open` from the consent until the next submission or the day after `until`. */
export type Unlock = By & { reason: string; scope: readonly Place[]; until: PlainDate; state: 'asked' | 'open' | 'refused' | 'used' }

export type Submission = {
  /** number of steps: what a change must have seen */
  version: number
  content: Content
  digest: string
  /** every one ever given, oldest first */
  signatures: readonly Signature[]
  comments: readonly Comment[]
  confirmations: readonly Confirmation[]
  unlock: Unlock | null
}

export const emptySubmission: Submission = { version: 0, content: {}, digest: digestOf({}), signatures: [], comments: [], confirmations: [], unlock: null }

/** The submission after a step that was allowed. Never refuses: see `act.ts`. */
export function afterStep(dataSet: DataSet, before: Submission, step: Step): Submission {
  const { person, on } = step
  const next = { ...before, version: before.version + 1 }
  switch (step.kind) {
    case 'saved': {
      const content = withChanges(before.content, step.changes)
      return { ...next, content, digest: digestOf(content) }
    }
    case 'signed': return {
      ...next,
      signatures: [...before.signatures, { level: step.level, person, on, digest: step.digest, content: before.content, remark: step.remark ?? null, at: next.version, withdrawn: null }],
      // Submitting again is the end of an unlocking.
      unlock: before.unlock?.state === 'open' && step.level === dataSet.chain[0]?.id ? { ...before.unlock, state: 'used' } : before.unlock,
    }
    case 'returned': return {
      ...next, signatures: withdrawnFrom(dataSet, before, step.to, { person, on, reason: step.reason }),
      comments: [...before.comments, ...step.comments.map(comment => ({ ...comment, level: step.level, person, on, value: comment.town && comment.indicator ? valueAt(before.content, comment.town, comment.indicator) : null }))],
    }
    case 'recalled': return { ...next, signatures: withdrawnFrom(dataSet, before, dataSet.chain[0]?.id ?? '', { person, on, reason: step.reason }) }
    case 'confirmed': return { ...next, confirmations: [...before.confirmations, { department: step.department, person, on, digest: step.digest, content: before.content }] }
    case 'unlock-asked': return { ...next, unlock: { person, on, reason: step.reason, scope: step.scope, until: step.until, state: 'asked' } }
    case 'unlock-settled': return { ...next, unlock: before.unlock && { ...before.unlock, state: step.granted ? 'open' : 'refused' } }
  }
}

/** Saves that follow each other are folded as one, for there may be hundreds of them between two signatures. */
export function submissionAfter(dataSet: DataSet, steps: readonly Step[]): Submission {
  let submission = emptySubmission
  for (let i = 0; i < steps.length; i++) {
    let [step, run] = [steps[i] as Step, 1]
    while (step.kind === 'saved' && steps[i + 1]?.kind === 'saved') {
      step = { ...step, changes: [...step.changes, ...(steps[++i] as Extract<Step, { kind: 'saved' }>).changes] }
      run += 1
    }
    submission = { ...afterStep(dataSet, submission, step), version: submission.version + run }
  }
  return submission
}

function withdrawnFrom({ chain }: DataSet, { signatures }: Submission, to: string, withdrawn: NonNullable<Signature['withdrawn']>): Signature[] {
  const from = chain.findIndex(level => level.id === to)
  return signatures.map(signature => (signature.withdrawn || chain.findIndex(level => level.id === signature.level) < from ? signature : { ...signature, withdrawn }))
}

/**
 * The signatures that hold now, from the first level up without a gap: of each level the last one given, not withdrawn,
 * on this very content, and given after the one below it.
 */
export function standingSignatures({ chain }: DataSet, { signatures, digest }: Submission): Signature[] {
  const standing: Signature[] = []
  for (const level of chain) {
    const last = signatures.findLast(signature => signature.level === level.id)
    if (!last || last.withdrawn || last.digest !== digest || last.at < (standing.at(-1)?.at ?? 0)) break
    standing.push(last)
  }
  return standing
}

/** How many levels have signed: 0 a draft, 1 submitted, as many as there are levels: accepted. */
export function stageOf(dataSet: DataSet, submission: Submission): number {
  return standingSignatures(dataSet, submission).length
}

/** The level whose turn it is; null once the last has signed. */
export function waitingFor(dataSet: DataSet, submission: Submission): Level | null {
  return dataSet.chain[stageOf(dataSet, submission)] ?? null
}

/** 待填报, 待县级审核, 已验收; with “有改动” where signed content has changed since. */
export function printStage(dataSet: DataSet, submission: Submission): string {
  const level = waitingFor(dataSet, submission)
  if (!level) return `已${dataSet.chain.at(-1)?.act ?? ''}`
  const lapsed = lapsedSignatures(dataSet, submission).length > 0
  return `${lapsed ? '有改动，' : ''}待${level.label}${level.act}`
}

/** Signatures given in good order that the content has since outgrown, each with what changed after it. */
export function lapsedSignatures(dataSet: DataSet, submission: Submission): { signature: Signature; changes: Change[] }[] {
  return submission.signatures
    .filter((signature, i) => !signature.withdrawn && signature.digest !== submission.digest && !submission.signatures.slice(i + 1).some(other => other.level === signature.level))
    .map(signature => ({ signature, changes: differences(signature.content, submission.content) }))
}

/** Comments whose value has not changed since they were made. */
export function openComments({ comments, content }: Submission): Comment[] {
  return comments.filter(({ town, indicator, value }) => !town || !indicator || valueAt(content, town, indicator) === value)
}

/** Departments with whether their confirmation holds: its digest covers their own indicators alone. */
export function confirmationsOf({ departments }: DataSet, { confirmations, content }: Submission): { department: string; name: string; held: Confirmation | null; changes: Change[] }[] {
  return departments.map(({ id, name, indicators }) => {
    const last = confirmations.findLast(other => other.department === id)
    const own = new Set(indicators)
    const held = last?.digest === digestOf(content, own) ? last : null
    return { department: id, name, held: held ?? null, changes: last && !held ? differences(last.content, content).filter(change => own.has(change.indicator)) : [] }
  })
}
