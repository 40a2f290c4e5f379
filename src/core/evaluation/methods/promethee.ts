// PROMETHEE (Brans & Vincke 1985): every unit against every other, indicator by indicator. O(n²·k).
import { type Columns } from './matrix.ts'
import type { Direction } from './normalise.ts'
import { type Column } from './statistics.ts'

/**
 * How strongly a lead of d on one indicator is preferred, 0 … 1: any lead at all (`usual`), from q on (`u-shape`),
 * rising to p (`v-shape`), half from q and full from p (`level`), rising from q to p (`linear`), 1 − exp(−d²/2s²).
 */
export type Preference =
  | { kind: 'usual' }
  | { kind: 'u-shape'; q: number }
  | { kind: 'v-shape'; p: number }
  | { kind: 'level'; q: number; p: number }
  | { kind: 'linear'; q: number; p: number }
  | { kind: 'gaussian'; s: number }

/** Leaving, entering and net flow of each unit; more net flow is better. One unit alone: 0. */
export type Flows = { leaving: Float64Array; entering: Float64Array; net: Float64Array }

/** Flows are divided by n − 1. Weights as they are. */
export function promethee(columns: Columns, weights: Column, directions: readonly Direction[], preferences: readonly Preference[]): Flows {
  const units = columns[0]?.length ?? 0
  const [leaving, entering] = [new Float64Array(units), new Float64Array(units)]
  for (const [j, column] of columns.entries()) {
    const rule = preferences[j] ?? { kind: 'usual' }
    const share = (weights[j] as number) / Math.max(1, units - 1)
    for (let a = 0; a < units; a++) {
      for (let b = 0; b < units; b++) {
        const lead = (directions[j] as Direction) * ((column[a] as number) - (column[b] as number))
        if (!(lead > 0)) continue
        const preferred = share * preferenceOf(lead, rule)
        leaving[a] = (leaving[a] as number) + preferred
        entering[b] = (entering[b] as number) + preferred
      }
    }
  }
  return { leaving, entering, net: leaving.map((flow, i) => flow - (entering[i] as number)) }
}

function preferenceOf(lead: number, rule: Preference): number {
  switch (rule.kind) {
    case 'usual': return 1
    case 'u-shape': return lead > rule.q ? 1 : 0
    case 'v-shape': return Math.min(1, lead / rule.p)
    case 'level': return lead <= rule.q ? 0 : lead <= rule.p ? 0.5 : 1
    case 'linear': return lead <= rule.q ? 0 : lead > rule.p ? 1 : (lead - rule.q) / (rule.p - rule.q)
    case 'gaussian': return 1 - Math.exp(-(lead * lead) / (2 * rule.s * rule.s))
  }
}
