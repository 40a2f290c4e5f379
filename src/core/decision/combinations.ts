// Every combination of the values rules ask about, without walking through them one by one: combinations that satisfy
// the same conditions are carried as one class with a count and witnesses. Exact, and millions cost milliseconds.
import type { Axis, Row, Rules } from './compile.ts'
import { agree } from './decide.ts'

/** All combinations that satisfy exactly the same conditions. */
export type CombinationClass = {
  /** one bit for each alternative of each row, in file order */
  mask: bigint
  count: number
  /** up to three examples: axis id → value */
  witnesses: readonly ReadonlyMap<string, string>[]
}

export type Verdict =
  | { kind: 'outcome'; outcome: string; winners: Row[] }
  | { kind: 'gap'; gap: string; winners: Row[] }
  | { kind: 'none'; winners: [] }
  | { kind: 'contradiction'; winners: Row[] }

const witnessesKept = 3

/** The axes that at least one row asks about, in file order. */
export function askedAxes({ axes, rows }: Rules): Axis[] {
  return axes.filter(axis => rows.some(row => row.alternatives.some(conditions => conditions.has(axis.id))))
}

/**
 * @param axes what to combine; an axis left out keeps every row that asks about it possible
 * @param fixed values of axes that do not vary (settings as they stand)
 */
export function combine(rules: Rules, axes: readonly Axis[], fixed: ReadonlyMap<string, string> = new Map()): CombinationClass[] {
  const alternatives = rules.rows.flatMap(row => row.alternatives)
  let classes = new Map<bigint, CombinationClass>([[(1n << BigInt(alternatives.length)) - 1n, { mask: (1n << BigInt(alternatives.length)) - 1n, count: 1, witnesses: [new Map()] }]])
  for (const axis of axes) {
    const values = fixed.has(axis.id) ? [fixed.get(axis.id) as string] : [...axis.values.keys()]
    const masks = values.map((value): [string, bigint] => [value, maskOf(rules, axis.id, value)])
    const next = new Map<bigint, CombinationClass>()
    for (const { mask, count, witnesses } of classes.values()) {
      for (const [value, allowed] of masks) {
        const merged = mask & allowed
        const known = next.get(merged)
        const room = witnessesKept - (known?.witnesses.length ?? 0)
        const more = witnesses.slice(0, room).map(witness => new Map([...witness, [axis.id, value]]))
        next.set(merged, { mask: merged, count: count + (known?.count ?? 0), witnesses: [...known?.witnesses ?? [], ...more] })
      }
    }
    classes = next
  }
  return [...classes.values()]
}

/** The alternatives that a value of an axis leaves possible. */
export function maskOf(rules: Rules, axis: string, value: string): bigint {
  let [mask, bit] = [0n, 1n]
  for (const row of rules.rows) {
    for (const conditions of row.alternatives) {
      if (conditions.get(axis)?.has(value) ?? true) mask |= bit
      bit <<= 1n
    }
  }
  return mask
}

/** What the rows of a class come to: the same judgement as `decide` makes for one town. */
export function verdictOf(rules: Rules, mask: bigint): Verdict {
  const holding: Row[] = []
  let bit = 1n
  for (const row of rules.rows) {
    let met = false
    for (const _ of row.alternatives) {
      if (mask & bit) met = true
      bit <<= 1n
    }
    if (met) holding.push(row)
  }
  const top = Math.max(...holding.map(row => row.priority))
  const winners = holding.filter(row => row.priority === top)
  const [first] = winners
  if (!first) return { kind: 'none', winners: [] }
  if (!agree(winners)) return { kind: 'contradiction', winners }
  return first.outcome === null ? { kind: 'gap', gap: first.id, winners } : { kind: 'outcome', outcome: first.outcome, winners }
}
