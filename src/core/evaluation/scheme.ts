// An indicator system 指标体系 as data. Nothing that can change a rank is left to the program: a scheme that does not
// say it is refused, with the place that lacks it.
import { z } from 'zod'
import { PlainDateText } from '../base/plain-date-text.ts'
import { Quota } from './cut.ts'
import { WeightDoubt } from './doubt.ts'
import { Rule } from './rule.ts'
import { Weighting } from './weighting.ts'

const Weight = z.number().min(0)

/**
 * What a missing value counts. `zero`: hiding does not pay. `lastYear` takes a value at most `maxAge` years old, never a
 * later one. `neighbour` takes the mean of the `neighbours` most alike by the other indicators, of the same category.
 */
export const MissingRule = z.enum(['zero', 'reweight', 'groupMean', 'groupMedian', 'lastYear', 'neighbour'])
export type MissingRule = z.infer<typeof MissingRule>

export const Indicator = z.object({
  id: z.string(),
  name: z.string(),
  unit: z.string(),
  /** where the value comes from 数据来源 */
  source: z.string(),
  /** article or “proposal” for each number 出处 */
  origin: z.string(),
  rule: Rule,
  /** points of the whole: one number, or one for each category; left out where `weighting` finds them */
  weight: z.union([Weight, z.record(z.string(), Weight)]).optional(),
  missing: MissingRule,
  /** what counts where `missing` finds nothing to fill in with */
  otherwise: z.enum(['zero', 'reweight']).optional(),
  /** how many `neighbour` takes */
  neighbours: z.number().int().min(1).optional(),
  /** relative standard error of the reported value; varied in the robustness draws */
  dataError: z.number().min(0).max(1).optional(),
  /** half the step that values are rounded to, in the unit (0.05 for one decimal); varied evenly within it */
  roundingHalf: z.number().positive().optional(),
}).strict()
export type Indicator = z.infer<typeof Indicator>

export const Aggregation = z.enum(['arithmetic', 'geometric', 'harmonic', 'min', 'waspas', 'mpi'])
export type Aggregation = z.infer<typeof Aggregation>

const Dimension = z.object({ id: z.string(), name: z.string(), aggregation: Aggregation.optional(), indicators: z.array(Indicator).min(1) }).strict()
export type Dimension = z.infer<typeof Dimension>

/** A grade's lower edge on the published score, and what else it asks: points of the additions, or of a dimension in percent. */
const Band = z.object({ grade: z.string(), from: z.number(), also: z.array(z.object({ of: z.string(), from: z.number() }).strict()).optional() }).strict()
export type Band = z.infer<typeof Band>

/** 加分、扣分: after aggregation, each capped, never part of a normalisation. The data column holds the count or the points. */
const Adjustment = z.object({ id: z.string(), name: z.string(), kind: z.enum(['bonus', 'deduction']), unit: z.string(), per: z.number().positive(), cap: z.number().positive(), origin: z.string() }).strict()
export type Adjustment = z.infer<typeof Adjustment>

/** 一票否决: judged after scoring, so that the score it overrides stays visible. The data column holds 是 or 否. */
const Veto = z.object({
  id: z.string(), name: z.string(), origin: z.string(),
  effect: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('grade'), grade: z.string() }).strict(),
    z.object({ kind: z.literal('gradeAtMost'), grade: z.string() }).strict(),
    z.object({ kind: z.literal('pointsAtMost'), points: z.number() }).strict(),
    z.object({ kind: z.literal('notPromoted') }).strict(),
    z.object({ kind: z.literal('notRanked') }).strict(),
  ]),
}).strict()
export type Veto = z.infer<typeof Veto>

export const Scheme = z.object({
  id: z.string(),
  title: z.string(),
  version: z.string(),
  /** `proposal`: numbers no document sets */
  status: z.enum(['proposal', 'adopted']),
  validFrom: PlainDateText,
  validTo: PlainDateText.optional(),
  /** sum of the weights of each category */
  total: z.number().positive(),
  /** how the weights were found */
  weighting: Weighting,
  /** from indicators to a dimension (unless it says otherwise) and from dimensions to the whole; `floor`: what lower scores are raised to before geometric and harmonic means; `lambda`: share of the sum in WASPAS */
  aggregation: z.object({ indicators: Aggregation, dimensions: Aggregation, floor: z.number().positive(), lambda: z.number().min(0).max(1) }).strict(),
  /** decimals of the published score, rounded half up; ranks and grades go by it */
  precision: z.number().int().min(0).max(6),
  /** least share of the weight that must have a value, in basis points; below it a unit is not ranked */
  sufficient: z.number().int().min(0).max(10_000),
  /** oldest value `lastYear` may take, in years */
  maxAge: z.number().int().min(1),
  categories: z.array(z.string()),
  /** ranks within each category, or over all */
  rankWithin: z.enum(['category', 'all']),
  /** what decides between equal published scores, in turn: a dimension's or an indicator's points; still equal stays tied */
  tieBreaks: z.array(z.string()),
  /** half-open bands on the published score, best first; the last must begin at or below 0 */
  bands: z.array(Band).min(1),
  /** “前10%左右”, “后10%左右”; none where the scheme divides by grade only */
  quotas: z.array(Quota),
  adjustments: z.array(Adjustment),
  /** most the score can be with additions */
  ceiling: z.number().positive(),
  vetoes: z.array(Veto),
  /** a vetoed unit at the bottom uses up a place of the bottom quota (true), or comes in addition to it (false) */
  vetoUsesQuota: z.boolean(),
  /** how robust a decision is called, and what is drawn to find out: `weights` names the way, `weightError` is short for a box */
  robustness: z.object({ weightError: z.number().min(0).max(1).optional(), weights: WeightDoubt.optional(), aggregations: z.array(Aggregation), firm: z.number(), fairlyFirm: z.number(), marginal: z.number() }).strict(),
  dimensions: z.array(Dimension).min(1),
}).strict()
export type Scheme = z.infer<typeof Scheme>

export function indicatorsOf(scheme: Scheme): Indicator[] {
  return scheme.dimensions.flatMap(dimension => dimension.indicators)
}

/** The indicator's points for a category; a number holds for all. Null where the scheme gives the category none. */
export function weightOf({ weight }: Indicator, category: string | null): number | null {
  return typeof weight === 'number' ? weight : weight === undefined || category === null ? null : weight[category] ?? null
}

/** A gap that is not filled counts 0; else its weight goes to the others. */
export function countsZero({ missing, otherwise }: Indicator): boolean {
  return missing === 'zero' || (missing !== 'reweight' && otherwise === 'zero')
}

/** Every level arithmetic: the score is a plain weighted sum, and δ* is exact. */
export function isFlat(scheme: Scheme): boolean {
  return scheme.aggregation.dimensions === 'arithmetic' && scheme.dimensions.every(dimension => (dimension.aggregation ?? scheme.aggregation.indicators) === 'arithmetic')
}
