// What a report says: a value for each town and indicator. Its digest is what an approval signs.
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonical } from '../base/canonical.ts'

/** A number, a text (dates as `YYYY-MM-DD`, choices by their name), 是 as true; null: nothing was filled in. */
export type Scalar = number | string | boolean | null

/** What stands in a cell that cannot have a value, where the indicator allows it. */
export const notApplicable = '不适用'

/** A town's row. `remark` 说明 is where a doubtful figure is explained. */
export type Row = { values: Readonly<Record<string, Scalar>>; remark?: string | undefined }

/** Rows by town id. */
export type Content = Readonly<Record<string, Row>>

/** One value that differs. The indicator `remark` stands for the explanation. */
export type Change = { town: string; indicator: string; before: Scalar; after: Scalar }

export const remarkField = 'remark'

export function isNumber(value: Scalar | undefined): value is number {
  return typeof value === 'number'
}

export function isFilled(value: Scalar | undefined): boolean {
  return value !== null && value !== undefined && value !== ''
}

export function valueAt(content: Content, town: string, indicator: string): Scalar {
  const row = content[town]
  return (indicator === remarkField ? row?.remark : row?.values[indicator]) ?? null
}

/**
 * SHA-256 of the canonical form, hex. Empty cells and empty rows leave no trace, so that “not filled in” has one spelling.
 * @param only digest of these indicators alone, without explanations: what a department confirms
 */
export function digestOf(content: Content, only?: ReadonlySet<string>): string {
  const hash = sha256.create()
  for (const town of Object.keys(content).sort()) {
    const row = content[town] as Row
    const values = Object.fromEntries(Object.entries(row.values).filter(([id, value]) => isFilled(value) && (!only || only.has(id))))
    const remark = only ? undefined : row.remark || undefined
    // One line for each town: a report of a million values never becomes one string.
    if (Object.keys(values).length || remark) hash.update(utf8ToBytes(`${canonical([town, values, remark ?? null])}\n`))
  }
  return bytesToHex(hash.digest())
}

/** Every value that differs, by town and indicator in order. */
export function differences(before: Content, after: Content): Change[] {
  const towns = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  return towns.flatMap(town => (before[town] === after[town] ? [] : rowDifferences(town, before[town], after[town])))
}

function rowDifferences(town: string, before: Row | undefined, after: Row | undefined): Change[] {
  const [from, to] = [before?.values ?? {}, after?.values ?? {}]
  const changes: Change[] = []
  const compare = (indicator: string, was: Scalar | undefined, is: Scalar | undefined): void => {
    const [a, b] = [isFilled(was) ? was as Scalar : null, isFilled(is) ? is as Scalar : null]
    if (a !== b) changes.push({ town, indicator, before: a, after: b })
  }
  for (const indicator of Object.keys(from)) compare(indicator, from[indicator], to[indicator])
  for (const indicator of Object.keys(to)) if (!(indicator in from)) compare(indicator, null, to[indicator])
  compare(remarkField, before?.remark, after?.remark)
  return changes.length > 1 ? changes.sort((a, b) => (a.indicator < b.indicator ? -1 : 1)) : changes
}

/** The content after the changes; rows that no change touches are the same objects. */
export function withChanges(content: Content, changes: readonly Change[]): Content {
  const next: Record<string, Row> = { ...content }
  for (const [town, own] of Map.groupBy(changes, change => change.town)) {
    const row = next[town] ?? { values: {} }
    const values: Record<string, Scalar> = { ...row.values }
    let { remark } = row
    for (const { indicator, after } of own) {
      if (indicator === remarkField) remark = after === null ? undefined : String(after)
      else values[indicator] = after
    }
    next[town] = { values, ...(remark ? { remark } : {}) }
  }
  return next
}
