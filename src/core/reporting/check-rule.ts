// The kinds of check 审核关系 a data set may name. `hard` stops the report; `soft` asks for an explanation.
import { z } from 'zod'

const id = z.string().min(1)
const ids = z.array(id).min(1)
const common = {
  id,
  severity: z.enum(['hard', 'soft']),
  /** article, or “proposal” */
  origin: z.string().min(1),
}

export const CheckRule = z.discriminatedUnion('kind', [
  /** 分项之和等于总项, within `tolerance` in the unit of the whole */
  z.object({ kind: z.literal('sum'), ...common, of: ids, equals: id, tolerance: z.number().min(0) }).strict(),
  /** 其中项不大于总项 */
  z.object({ kind: z.literal('notGreater'), ...common, value: id, than: id, tolerance: z.number().min(0).default(0) }).strict(),
  /** 甲与乙之比 between two bounds; `percent`: the ratio times 100 */
  z.object({ kind: z.literal('ratio'), ...common, of: id, to: id, percent: z.boolean().default(false), least: z.number().optional(), most: z.number().optional() }).strict(),
  /** 与上期（或上年同期）相比, at most ±`change` percent */
  z.object({ kind: z.literal('change'), ...common, of: ids, against: z.enum(['lastPeriod', 'yearBefore']), change: z.number().positive() }).strict(),
  /** 累计数不得小于上期 */
  z.object({ kind: z.literal('cumulative'), ...common, of: ids }).strict(),
  /** 与同类相比: within `deviations` scaled median absolute deviations of the median, where at least `least` towns have a value */
  z.object({ kind: z.literal('peers'), ...common, of: ids, deviations: z.number().positive(), least: z.number().int().min(3) }).strict(),
  /** 甲为某值（或已填）时，乙必须填报 */
  z.object({ kind: z.literal('needs'), ...common, when: id, is: z.union([z.string(), z.boolean(), z.number()]).optional(), filled: id }).strict(),
])
export type CheckRule = z.infer<typeof CheckRule>

/** The indicators a check reads, the one it blames first. */
export function indicatorsIn(rule: CheckRule): string[] {
  switch (rule.kind) {
    case 'sum': return [rule.equals, ...rule.of]
    case 'notGreater': return [rule.value, rule.than]
    case 'ratio': return [rule.of, rule.to]
    case 'needs': return [rule.filled, rule.when]
    case 'change': case 'cumulative': case 'peers': return rule.of
  }
}
