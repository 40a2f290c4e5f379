// A valid input for any endpoint, from its schema: enough to get past the parser and be judged by rights.
import { z } from 'zod'

type Schema = { type?: string; enum?: unknown[]; const?: unknown; anyOf?: Schema[]; oneOf?: Schema[]; allOf?: Schema[]; properties?: Record<string, Schema>; required?: string[]; items?: Schema; minItems?: number; minimum?: number; exclusiveMinimum?: number; pattern?: string; format?: string; minLength?: number; default?: unknown }

/** @param given members that are set, such as the id of what is asked about */
export function sampleOf(schema: z.ZodType, given: Record<string, unknown> = {}): Record<string, unknown> {
  const made = valueOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema, '') as Record<string, unknown>
  return { ...made, ...given }
}

const texts: readonly [RegExp, string][] = [[/\\d\{6\}/, '123456'], [/sha256/, `sha256:${'0'.repeat(64)}`], [/a-z0-9/, 'sample'], [/\\d\{4\}/, '2026-01-31'], [/base64|A-Za-z0-9\+/, 'eA==']]

function valueOf({ type, enum: choices, const: fixed, anyOf, oneOf, allOf, properties = {}, required = [], items, minItems = 0, minimum, exclusiveMinimum, pattern, format, minLength = 0, default: usual }: Schema, name: string): unknown {
  if (usual !== undefined) return usual
  if (fixed !== undefined) return fixed
  if (choices) return choices[0]
  const other = anyOf?.[0] ?? oneOf?.[0] ?? allOf?.[0]
  if (other) return valueOf(other, name)
  switch (type) {
    case 'object': return Object.fromEntries(required.map(key => [key, valueOf(properties[key] ?? {}, key)]))
    case 'array': return Array.from({ length: minItems }, () => valueOf(items ?? {}, name))
    case 'number': case 'integer': return minimum ?? (exclusiveMinimum === undefined ? 1 : exclusiveMinimum + 1)
    case 'boolean': return false
    case 'null': return null
    case 'string': {
      if (format === 'base64') return 'eA=='
      if (name === 'amount') return '1'
      if (pattern) return texts.find(([mark]) => mark.test(pattern))?.[1] ?? 'x'
      // Days are read by a rule of ours, of which the schema knows nothing.
      if (format === 'date' || /^(from|until|to|on|due|signedOn|deadline|valid|date|day|recommend|review|submit|collectUntil)$/.test(name)) return '2026-01-31'
      return 'x'.repeat(Math.max(1, minLength))
    }
    default: return 'x'
  }
}
