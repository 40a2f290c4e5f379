// A small scheme for tests, to be changed in one place at a time.
import type { Unit } from './cells.ts'
import { parseScheme } from './parse-scheme.ts'
import type { Scheme } from './scheme.ts'

const plain = {
  id: 'test', title: '试验', version: '1', status: 'proposal', validFrom: '2020-01-01', total: 100, weighting: { method: 'fixed' },
  aggregation: { indicators: 'arithmetic', dimensions: 'arithmetic', floor: 1, lambda: 0.5 }, precision: 2, sufficient: 5000, maxAge: 2, categories: [], rankWithin: 'all', tieBreaks: [],
  bands: [{ grade: 'good', from: 80 }, { grade: 'fair', from: 60 }, { grade: 'poor', from: 0 }],
  quotas: [
    { side: 'top', share: 1000, tolerance: 200, hardLimit: 500, rounding: 'half-up', minCount: 0, minUnits: 10, choose: 'nearest' },
    { side: 'bottom', share: 1000, tolerance: 200, hardLimit: 500, rounding: 'floor', minCount: 0, minUnits: 10, choose: 'nearest' },
  ],
  adjustments: [], ceiling: 110, vetoes: [], vetoUsesQuota: false, robustness: { weightError: 0.25, aggregations: [], firm: 0.95, fairlyFirm: 0.8, marginal: 0.5 },
  dimensions: [
    { id: 'A', name: '甲', indicators: [indicator('A1', 40), indicator('A2', 20)] },
    { id: 'B', name: '乙', indicators: [indicator('B1', 30), indicator('B2', 10)] },
  ],
}

export function indicator(id: string, weight: number | undefined, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { id, name: `指标${id}`, unit: '分', source: '试验', origin: '建议', missing: 'zero', rule: { kind: 'linear', zero: 0, full: 100 }, ...(weight === undefined ? {} : { weight }), ...more }
}

/** @throws Error naming the fault of a scheme that is refused */
export function schemeWith(change: Record<string, unknown> = {}): Scheme {
  const read = parseScheme({ ...plain, ...change })
  if (!read.ok) throw new Error(String(read.problem.params['where']))
  return read.value
}

/** Numbers, texts and lists are values; null is missing; `'—'` not applicable. */
export function unitWith(id: string, values: Record<string, number | string | readonly number[] | null>, more: Partial<Unit> = {}): Unit {
  return { id, name: id, category: null, cells: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value === null ? { state: 'missing' as const, source: key } : value === '—' ? { state: 'notApplicable' as const, source: key } : { state: 'value' as const, value, source: key }])), ...more }
}
