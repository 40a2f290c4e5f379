// Is what we computed what was expected? Walks both in step and gives the largest error and where it is.
import { toNumber, type Tolerance } from './vector.ts'

export type Difference = { error: number; where: string }

/** The largest error beyond tolerance; null when all is within. A missing member is an infinite error. */
export function difference(expected: unknown, actual: unknown, tolerance: Tolerance, where = ''): Difference | null {
  if (Array.isArray(expected)) {
    const list = actual as unknown[] | undefined
    if (!list || list.length !== expected.length) return { error: Infinity, where: `${where}: ${list?.length ?? 'nothing'} instead of ${expected.length} values` }
    return largest(expected.map((item, i) => difference(item, list[i], tolerance, `${where}[${i}]`)))
  }
  if (expected !== null && typeof expected === 'object') {
    return largest(Object.entries(expected).map(([key, value]) => difference(value, (actual as Record<string, unknown> | undefined)?.[key], tolerance, where ? `${where}.${key}` : key)))
  }
  if (typeof expected === 'string') return expected === actual ? null : { error: Infinity, where: `${where}: ${String(actual)} instead of ${expected}` }
  return compareNumbers(expected, actual, tolerance, where)
}

function compareNumbers(expected: unknown, actual: unknown, { abs = 0, rel = 0 }: Tolerance, where: string): Difference | null {
  const [want, have] = [toNumber(expected), actual === undefined ? Infinity : toNumber(actual)]
  if (Number.isNaN(want) && Number.isNaN(have)) return null
  const error = Math.abs(want - have)
  // Printed decimals stand for a half-open range; the last binary digit must not decide.
  return error <= Math.max(abs, rel * Math.abs(want), Number.EPSILON * Math.abs(want) * 4) ? null : { error: Number.isNaN(error) ? Infinity : error, where }
}

function largest(differences: readonly (Difference | null)[]): Difference | null {
  return differences.reduce((worst, other) => (other && (!worst || other.error > worst.error) ? other : worst), null)
}
