// What a verification found: how much was checked, and every difference by name.

/** Codes are public API and never change meaning. */
export type DifferenceCode =
  | 'format' | 'text-form' | 'season-id' | 'section-hash' | 'town-changed'
  | 'event-missing' | 'event-hash' | 'event-gap' | 'event-not-in-log' | 'checkpoint' | 'signature' | 'key'
  | 'policy' | 'weights' | 'score' | 'cut' | 'grade' | 'town-missing' | 'town-twice' | 'proposal' | 'decision' | 'departure'
  | 'notice-text' | 'notice-list' | 'notice-unreadable'

export type Difference = {
  code: DifferenceCode
  /** the place in the bundle: `snapshot.towns`, `log.events 5` */
  where: string
  /** in Chinese, with the town, figure or character by name */
  message: string
}

/** One kind of check: how many things it looked at, and what it found. */
export type Check = { what: string; count: number; differences: Difference[] }

export type Verdict = {
  ok: boolean
  checked: { what: string; count: number; ok: boolean }[]
  differences: Difference[]
}

export function verdictOf(checks: readonly Check[]): Verdict {
  const differences = checks.flatMap(check => check.differences)
  return { ok: differences.length === 0, checked: checks.map(({ what, count, differences: found }) => ({ what, count, ok: found.length === 0 })), differences }
}

export type Deviation = { path: string; recorded: string; expected: string }

/** The first place where two values differ as JSON, members in the order of their names; null where they are equal. */
export function firstDeviation(recorded: unknown, expected: unknown, path = ''): Deviation | null {
  if (Object.is(recorded, expected) || (recorded === 0 && expected === 0)) return null
  if (isBranch(recorded) && isBranch(expected) && Array.isArray(recorded) === Array.isArray(expected)) {
    for (const key of [...new Set([...Object.keys(recorded), ...Object.keys(expected)])].sort()) {
      const found = firstDeviation(recorded[key], expected[key], path ? `${path}.${key}` : key)
      if (found) return found
    }
    return null
  }
  if (typeof recorded === 'string' && typeof expected === 'string' && recorded.normalize('NFC') === expected.normalize('NFC')) return null
  return { path, recorded: print(recorded), expected: print(expected) }
}

function isBranch(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function print(value: unknown): string {
  if (value === undefined) return '（没有）'
  const text = typeof value === 'string' ? `“${value}”` : JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 78)}…` : text
}
