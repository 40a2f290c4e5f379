// 小镇 as the public sees them.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

/** `valid`: 截至哪一天; `known`: 截至何时所知 (an instant or a day; absent: now). */
export const AsOfInput = z.object({
  valid: z.string().optional().describe('截至日期，如 2024-12-16'),
  known: z.string().optional().describe('截至何时所知（时刻或日期）；不填为现在'),
})

export const GradeOfYear = z.object({ year: z.number(), grade: z.string(), inferred: z.boolean() })

export const TownSummary = z.object({
  id: z.string(),
  name: z.string(),
  names: z.array(z.string()),
  /** names, not codes; null where no document says */
  prefecture: z.string().nullable(),
  division: z.string().nullable(),
  divisionCode: z.string().nullable(),
  prefectureCode: z.string().nullable(),
  category: z.string().nullable(),
  townType: z.string().nullable(),
  status: z.enum(['listed', 'named', 'unconfirmed', 'continued', 'withdrawn', 'eliminated']),
  batch: z.number().nullable(),
  since: z.string(),
  sinceDating: z.enum(['exact', 'no-later-than']),
  grade: GradeOfYear.nullable().describe('最近一次评估等级'),
  warned: z.boolean(),
})
export type TownSummary = z.infer<typeof TownSummary>

export const Basis = z.object({
  document: z.string(),
  documentNumber: z.string().nullable(),
  documentTitle: z.string().nullable(),
  place: z.string().nullable(),
  printed: z.string().nullable(),
  inferred: z.string().nullable(),
})
export type Basis = z.infer<typeof Basis>

/** One fact in a town's life, as a line of its timeline. */
export const TownAct = z.object({
  position: z.number(),
  type: z.string(),
  title: z.string().describe('一句话：2023年度评估为合格'),
  effective: z.string(),
  dating: z.enum(['exact', 'no-later-than']),
  recorded: z.string(),
  basis: Basis,
  /** the fact it takes the place of 更正 */
  corrects: z.object({ position: z.number(), title: z.string(), basis: Basis }).nullable(),
  data: z.record(z.string(), z.unknown()),
})
export type TownAct = z.infer<typeof TownAct>

export const TownDetail = TownSummary.extend({
  programme: z.string(),
  spellings: z.array(z.object({ name: z.string(), kind: z.enum(['registered', 'former', 'printed']), since: z.string(), basis: Basis })),
  grades: z.array(GradeOfYear.extend({ basis: Basis })),
  warning: z.object({ year: z.number(), since: z.string(), basis: Basis }).nullable(),
  reapplyFrom: z.string().nullable(),
  links: z.array(z.object({ town: z.string(), name: z.string(), confidence: z.enum(['likely', 'possible']), state: z.enum(['proposed', 'confirmed', 'rejected']), reason: z.string() })),
  acts: z.array(TownAct),
  neighbours: z.array(z.object({ id: z.string(), name: z.string(), why: z.enum(['place', 'industry']), status: z.string() })),
})
export type TownDetail = z.infer<typeof TownDetail>

const some = z.union([z.string(), z.array(z.string())]).transform(value => (Array.isArray(value) ? value : value.split(',')).filter(Boolean)).optional()

export const TownFilter = AsOfInput.extend({
  programme: z.string().optional(),
  q: z.string().optional().describe('名称，容许异体、漏字'),
  prefecture: some.describe('地区代码，可多选，以逗号分隔'), category: some, type: some, grade: some,
  status: some.describe('listed 在册、named 已命名、unconfirmed 待确认、continued 以新名延续、withdrawn 自愿退出、eliminated 淘汰；不填为全部'), batch: some,
})

export const townList = endpoint({
  method: 'GET', path: '/api/public/towns', permission: 'public', summary: '小镇清单：截至某日、按某时所知',
  input: TownFilter.extend({
    sort: z.enum(['place', '-place', 'name', '-name', 'grade', '-grade', 'status', '-status', 'batch', '-batch', 'since', '-since']).default('place'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(500).default(100),
  }),
  output: z.object({
    asOf: z.object({ valid: z.string(), known: z.string().nullable(), basis: Basis.nullable().describe('截至当日最近一份依据') }),
    total: z.number(),
    page: z.number(),
    size: z.number(),
    towns: z.array(TownSummary),
    /** how many towns each choice of each filter would leave, the other filters kept */
    facets: z.record(z.string(), z.array(z.object({ value: z.string(), label: z.string(), count: z.number() }))),
  }),
})

export const townDetail = endpoint({
  method: 'GET', path: '/api/public/towns/{id}', permission: 'public', summary: '一个小镇的全部登记事实',
  input: AsOfInput.extend({ id: z.string(), programme: z.string().optional() }),
  output: TownDetail,
})

export const verifyName = endpoint({
  method: 'GET', path: '/api/public/verify-name', permission: 'public', summary: '某个名称是否在省级清单上',
  input: AsOfInput.extend({ name: z.string().min(1).max(100) }),
  output: z.object({
    asked: z.string(),
    answer: z.enum(['listed', 'formerly-listed', 'unconfirmed', 'similar', 'not-found']),
    sentence: z.string().describe('给公众看的一句话'),
    town: TownSummary.nullable(),
    similar: z.array(TownSummary),
    asOf: z.object({ valid: z.string(), known: z.string().nullable() }),
  }),
})
