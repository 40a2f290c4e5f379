// A data set 报表 as data: what is reported, how often, by whom, who approves after whom, until when, and which checks hold.
// Written as policies/<programme>/reporting/*.yaml; `parse-data-set.ts` makes it whole.
import { z } from 'zod'
import { organisationKinds, type OrganisationKind } from '../access/organisation.ts'
import { PlainDateText } from '../base/plain-date-text.ts'
import { CheckRule } from './check-rule.ts'
import { Formula } from './formula.ts'
import { type PeriodKind, periodKinds } from './period.ts'

export const valueTypes = { number: '数值', integer: '整数', text: '文字', date: '日期', choice: '选项', 'yes-no': '是否' } as const
export type ValueType = keyof typeof valueTypes

/** Where a figure comes from 数据来源: figures of several origins stand side by side and are never mixed. */
export const origins = { reported: '填报', thirdParty: '第三方核实', administrative: '部门数据' } as const
export type Origin = keyof typeof origins

/** What two origins may differ by: the larger of the two allowances, in the unit and in percent of the reported figure. */
const Tolerance = z.object({ absolute: z.number().min(0).default(0), percent: z.number().min(0).default(0) }).strict()

const IndicatorFields = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  unit: z.string(),
  type: z.enum(Object.keys(valueTypes) as [ValueType, ...ValueType[]]),
  /** how it is counted 指标解释, shown with the column */
  note: z.string(),
  /** article or “proposal” 出处 */
  origin: z.string().min(1),
  /** decimals a figure may have */
  decimals: z.number().int().min(0).max(6),
  required: z.boolean(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  /** what a choice may be */
  options: z.array(z.string().min(1)).optional(),
  /** 不适用 may be filled in */
  mayNotApply: z.boolean(),
  /** worked out, never filled in */
  formula: Formula.optional(),
  /** how far figures of other origins may lie from the reported one */
  tolerance: Tolerance.optional(),
}).strict()
export type Indicator = z.infer<typeof IndicatorFields>

/** As written: an indicator of the scheme needs its id alone, and may say more. */
const IndicatorLine = IndicatorFields.partial().required({ id: true })
export type IndicatorLine = z.infer<typeof IndicatorLine>

/** Days after the period's last day, or a day of the first, second … month after it; a day of rest moves to the next working day. */
export const DueRule = z.union([
  z.object({ days: z.number().int().min(0) }).strict(),
  z.object({ month: z.number().int().min(1), day: z.number().int().min(1).max(31) }).strict(),
])
export type DueRule = z.infer<typeof DueRule>

/** One stop of a report on its way up. The first fills in; each next one approves what the one below signed. */
export const Level = z.object({
  id: z.string().min(1),
  label: z.string().min(1),
  kind: z.enum(Object.keys(organisationKinds) as [OrganisationKind, ...OrganisationKind[]]),
  /** 报送, 审核, 验收 */
  act: z.string().min(1),
  due: DueRule,
  /** departments must have confirmed before this level signs */
  afterDepartments: z.boolean().default(false),
}).strict()
export type Level = z.infer<typeof Level>

/** 谁出数、谁把关: a department confirms its own indicators, beside the levels. */
export const Department = z.object({ id: z.string().min(1), name: z.string().min(1), indicators: z.array(z.string()).min(1) }).strict()
export type Department = z.infer<typeof Department>

const common = {
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  title: z.string().min(1),
  version: z.string().min(1),
  /** `proposal`: no document sets it */
  status: z.enum(['proposal', 'adopted']),
  validFrom: PlainDateText,
  period: z.enum(Object.keys(periodKinds) as [PeriodKind, ...PeriodKind[]]),
  chain: z.array(Level).min(2),
  departments: z.array(Department),
  /** days before the due day to remind, and days after it to urge */
  reminders: z.object({ before: z.array(z.number().int().min(0)), after: z.array(z.number().int().min(1)) }).strict(),
  checks: z.array(CheckRule),
}

export const DataSetFile = z.object({
  ...common,
  /** the indicator system that indicators without a name of their own are taken from */
  scheme: z.string().optional(),
  indicators: z.array(IndicatorLine).min(1),
}).strict()
export type DataSetFile = z.infer<typeof DataSetFile>

/** A data set made whole: every indicator says all there is to say about it. */
export const DataSet = z.object({ ...common, indicators: z.array(IndicatorFields) }).strict()
export type DataSet = z.infer<typeof DataSet>

export function indicatorOf(dataSet: DataSet, id: string): Indicator | undefined {
  return dataSet.indicators.find(indicator => indicator.id === id)
}

/** `A1 主导产业占比（%）` */
export function printIndicator({ id, name, unit }: Pick<Indicator, 'id' | 'name' | 'unit'>): string {
  return `${id} ${name}${unit ? `（${unit}）` : ''}`
}

/** 0 至 100, 不小于 0, 不大于 100; empty where nothing bounds it. */
export function printBounds(least: number | undefined, most: number | undefined): string {
  if (least !== undefined && most !== undefined) return `${least} 至 ${most}`
  return least !== undefined ? `不小于 ${least}` : most !== undefined ? `不大于 ${most}` : ''
}

export function isNumeric({ type }: Pick<Indicator, 'type'>): boolean {
  return type === 'number' || type === 'integer'
}
