// Cases of an indicator system: what is put in → the points and the grade that must come out.
import { z } from 'zod'
import type { Cell } from '../evaluation/cells.ts'
import { evaluate } from '../evaluation/evaluate.ts'
import { fillWeights } from '../evaluation/weighting.ts'
import type { Scheme } from '../evaluation/scheme.ts'

const SchemeCase = z.object({
  name: z.string().min(1),
  category: z.string().nullable().default(null),
  /** indicator, addition or veto → value; what is left out was not reported */
  values: z.record(z.string(), z.union([z.number(), z.string(), z.array(z.number())])),
  /** indicator → points of 100 */
  points: z.record(z.string(), z.number()).default({}),
  published: z.number(),
  grade: z.string(),
}).strict()
export type SchemeCase = z.infer<typeof SchemeCase>

export const SchemeCasesFile = z.object({ /** file of the scheme, beside the folder of the cases */ scheme: z.string(), cases: z.array(SchemeCase).min(1) }).strict()
export type SchemeCasesFile = z.infer<typeof SchemeCasesFile>

/** What differs from the case, in words; none where it holds. */
export function schemeCaseFaults(raw: Scheme, { name, category, values, points, published, grade }: SchemeCase): string[] {
  const cells = Object.fromEntries(Object.entries(values).map(([id, value]): [string, Cell] => [id, { state: 'value', value, source: `用例“${name}”` }]))
  const filled = fillWeights(raw, new Map())
  if (!filled.ok) return [`用例“${name}”：权重由数据算出，不能逐镇核对`]
  const known = new Set([...raw.dimensions.flatMap(dimension => dimension.indicators), ...raw.adjustments, ...raw.vetoes].map(item => item.id))
  const [scored] = evaluate(filled.value.scheme, [{ id: name, name, category, cells }]).units
  const got = (id: string): number | null => scored?.parts.find(part => part.indicator === id)?.points ?? null
  return [
    ...[...Object.keys(values), ...Object.keys(points)].filter(id => !known.has(id)).map(id => `用例“${name}”：没有指标 ${id}`),
    ...Object.entries(points).filter(([id, expected]) => known.has(id) && Math.abs((got(id) ?? Number.NaN) - expected) < 1e-9 === false).map(([id, expected]) => `用例“${name}”：${id} 应得 ${expected} 分，得出 ${got(id) ?? '没有'}`),
    ...(scored?.published === published ? [] : [`用例“${name}”：公布得分应为 ${published}，得出 ${scored?.published ?? '没有'}`]),
    ...(scored?.grade === grade ? [] : [`用例“${name}”：等级应为 ${grade}，得出 ${scored?.grade ?? '没有'}`]),
  ]
}
