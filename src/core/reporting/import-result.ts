// What comes of an import: what would change, what was not taken, what the checks say. Partial acceptance is a choice that
// somebody makes, never a default.
import { problem } from '../base/problem.ts'
import { ok, refused, type Result } from '../base/result.ts'
import { type Change, type Content, isFilled, remarkField, type Scalar, valueAt } from './content.ts'
import type { DataSet } from './data-set.ts'
import { checkContent, type Finding, type Surroundings } from './check.ts'
import { withChanges } from './content.ts'
import type { SheetReading } from './read-sheet.ts'

export type ImportResult = Pick<SheetReading, 'accepted' | 'refused' | 'problems' | 'omitted'> & {
  /** values that are new, other than before, emptied, the same */
  added: number
  changed: number
  cleared: number
  same: number
  changes: Change[]
  /** checks on the report as it would be, each with the cell it blames */
  findings: (Finding & { cell: string })[]
  /** something was not taken: nothing is imported until somebody says so */
  needsChoice: boolean
}

export type Choice = 'all-or-nothing' | 'take-what-can-be-taken'

/** @param current what is saved; cells that were not taken keep what they have there */
export function importResult(dataSet: DataSet, reading: SheetReading, current: Content, around: Surroundings): ImportResult {
  const changes = changesOf(reading.content, current)
  const after = withChanges(current, changes)
  const count = (of: (change: Change) => boolean): number => changes.filter(of).length
  const [added, cleared] = [count(({ before }) => before === null), count(({ after }) => after === null)]
  const { accepted, refused, problems, omitted } = reading
  return {
    accepted, refused, problems, omitted, changes, added, cleared, changed: changes.length - added - cleared, same: accepted - count(({ after, indicator }) => after !== null && indicator !== remarkField),
    findings: checkContent(dataSet, after, around).map(finding => ({ ...finding, cell: cellOf(reading, finding) })),
    needsChoice: problems.some(one => one.severity === 'refused') || omitted > 0,
  }
}

/** The changes to save; refuses with `reporting.choice` where not everything was taken and nobody chose to go on, with `reporting.nothing-new` where nothing changes. */
export function acceptImport({ needsChoice, refused: left, accepted, changes }: ImportResult, choice: Choice): Result<Change[]> {
  if (needsChoice && choice !== 'take-what-can-be-taken') return refused(problem('reporting.choice', { refused: left, accepted }))
  return changes.length ? ok(changes) : refused(problem('reporting.nothing-new'))
}

function changesOf(read: Content, current: Content): Change[] {
  const changes: Change[] = []
  for (const town of Object.keys(read).sort()) {
    const { values, remark } = read[town] as Content[string]
    const compare = (indicator: string, said: Scalar): void => {
      const [before, after] = [valueAt(current, town, indicator), isFilled(said) ? said : null]
      if ((isFilled(before) ? before : null) !== after) changes.push({ town, indicator, before: isFilled(before) ? before : null, after })
    }
    for (const indicator in values) compare(indicator, values[indicator] ?? null)
    if (remark !== undefined) compare(remarkField, remark)
  }
  return changes
}

function cellOf({ rowOf, columnOf }: SheetReading, { town, indicators }: Finding): string {
  const [row, column] = [rowOf[town], columnOf[indicators[0] ?? '']]
  return row && column ? `${column}${row}` : ''
}
