// A dated version of a programme's rules, as its file is written: policies/<id>/rules/*.yaml. A decision table over
// finite conditions, with the settings the documents leave open and the cases they do not cover, each named.
import { z } from 'zod'
import { PlainDateText } from '../base/plain-date-text.ts'
import { problem } from '../base/problem.ts'
import { ok, refused, type Result } from '../base/result.ts'
import { Amount, Setting, Word } from './setting.ts'

const Name = z.string().min(1)

/** A fact a rule may ask about, with every value it can take. */
export const FactAxis = z.object({
  id: Name,
  label: Name,
  /** values taken over from the programme's vocabulary, before the ones listed here */
  from: z.enum(['categories', 'grades']).optional(),
  /** id → label */
  values: z.record(Name, Name).default({}),
  /** what holds where nobody says otherwise; without it a missing fact leaves the town open */
  default: Name.optional(),
  /** values best first; the checker proves that a better one never brings a worse outcome */
  bestFirst: z.array(Name).optional(),
  /** a fact of an earlier year: which one, how far back, and the value for “not this grade” */
  past: z.object({
    of: Name,
    /** `adjacent`: the year before; `last-evaluated`: the latest earlier evaluation */
    years: Word,
    none: Name,
    unknown: Name,
    not: z.record(Name, Name).default({}),
  }).strict().optional(),
}).strict()
export type FactAxis = z.infer<typeof FactAxis>

/** A condition: a value, any of several, or any but these; values by id or label. */
export const Condition = z.union([Name, z.array(Name).min(1), z.object({ not: z.union([Name, z.array(Name).min(1)]) }).strict()])
/** Conditions on facts and settings, by id or label; all must hold. What is not named does not matter. */
export const When = z.record(Name, Condition)
export type When = z.infer<typeof When>
/** Several alternatives: any of them. */
const Whens = z.union([When, z.array(When).min(1)])

const founded = { article: Name.optional(), reason: Name.optional() }

/** What follows from an outcome besides the outcome itself. */
export const Effect = z.discriminatedUnion('kind', [
  /** no new application is accepted for a time; `inPrinciple` 原则上: a person may depart, with a reason */
  z.object({ kind: z.literal('ban'), label: Name, years: Amount.optional(), months: Amount.optional(), from: Word, inPrinciple: z.boolean().default(false), ...founded }).strict(),
  /** something must be mended by a day 限期整改 */
  z.object({ kind: z.literal('deadline'), label: Name, years: Amount.optional(), months: Amount.optional(), from: Word, ...founded }).strict(),
  /** somebody must do something: report, commend, summon; `days` after the notice, with the reason where the article sets none */
  z.object({ kind: z.literal('duty'), label: Name, who: Name, to: Name.optional(), days: z.number().int().positive().optional(), ...founded }).strict(),
  /** a warning in force ends */
  z.object({ kind: z.literal('clear-warning'), label: Name, ...founded }).strict(),
])
export type Effect = z.infer<typeof Effect>

export const Outcome = z.object({
  id: Name,
  label: Name,
  /** a greater number is better for the town */
  order: z.number(),
  /** the list of a notice on which such towns are printed */
  list: Name.optional(),
  /** the town leaves the list; why, as the register records it */
  leaves: z.enum(['consecutive', 'withdrawn', 'struck-off', 'unstated']).optional(),
  /** to the town's disadvantage: robustness and a second look are due */
  adverse: z.literal(true).optional(),
  /** 验收命名: the town is named from then on; by whose approval, whose document the season must hold before its notice */
  names: Name.optional(),
}).strict()
export type Outcome = z.infer<typeof Outcome>

const row = {
  id: Name,
  title: Name,
  when: Whens,
  /** the greater number wins where two rules hold; equal ones must not both hold */
  priority: z.number().int().default(0),
  ...founded,
  /** further articles that say the same */
  also: z.array(Name).default([]),
}

export const RuleRow = z.object({
  ...row,
  outcome: Name,
  /** facts that the outcome changes: fact → value (类别: 成长类) */
  becomes: z.record(Name, Name).default({}),
  effects: z.array(Effect).default([]),
}).strict()

/** Where the documents say nothing: the town is left to a person, for this reason. */
export const GapRow = z.object({ ...row, reason: Name, decidedBy: Name }).strict()

/** What is done besides, whatever the outcome: every measure whose conditions hold. */
export const Measure = z.object({ id: Name, title: Name, when: Whens, effects: z.array(Effect).min(1) }).strict()

/** “前10%左右”, “前5名”: which part of a ranking a value of the fact stands for. Shares in percent. */
export const RankCut = z.object({
  value: Name,
  side: z.enum(['top', 'bottom']),
  share: Amount.optional(),
  /** a number of places instead of a share */
  count: Amount.optional(),
  /** 左右 */
  tolerance: Amount.default(0),
  /** how far a tied group may carry it, to the towns' advantage only */
  hardLimit: Amount.default(0),
  rounding: z.enum(['half-up', 'floor']),
  /** below this many ranked towns there is no adverse part */
  minUnits: z.number().int().min(0).default(0),
  choose: z.enum(['nearest', 'largest-gap']).default('nearest'),
  article: Name,
}).strict()
export type RankCut = z.infer<typeof RankCut>

export const Ranking = z.object({
  /** the fact that says where a town stands */
  fact: Name,
  /** `all` ranked towns together, or apart by the values of this fact */
  base: Word,
  /** only towns for which this holds are ranked */
  among: When.default({}),
  middle: Name,
  unranked: Name,
  cuts: z.array(RankCut).min(1),
}).strict()
export type Ranking = z.infer<typeof Ranking>

/** 递补: who takes the place of a town that leaves. */
export const Substitution = z.object({
  /** only towns for which this holds leave a place behind */
  of: When,
  candidates: When,
  outcome: Name,
  becomes: z.record(Name, Name).default({}),
  /** `score`: best first; `region-first`: first from the region of the town that left, where it would fall short */
  order: Word,
  /** least number each region keeps */
  leastPerRegion: z.number().int().min(0),
  title: Name,
  article: Name,
}).strict()

export const RulesFile = z.object({
  id: Name,
  title: Name,
  /** first day in force */
  effective: PlainDateText,
  /** first evaluation year it decides, where the document itself applies it to an earlier year than its date */
  firstSeason: z.number().int(),
  status: z.enum(['adopted', 'proposal']),
  transition: z.object({
    /** `keep-locked`: a season that is open keeps the version it was locked with; `switch`: it changes over */
    openSeasons: z.enum(['keep-locked', 'switch']),
    ...founded,
  }).strict(),
  /** the indicator system whose grades it reads */
  scheme: Name.optional(),
  /** documents besides the programme's: short name → number */
  documents: z.record(Name, Name).default({}),
  /** every article cited: citation → what it says */
  articles: z.record(Name, Name),
  facts: z.array(FactAxis).min(1),
  settings: z.array(Setting).default([]),
  outcomes: z.array(Outcome).min(1),
  /** what a town that is left to a person is called */
  openLabel: Name,
  ranking: Ranking.optional(),
  rules: z.array(RuleRow).min(1),
  gaps: z.array(GapRow).default([]),
  measures: z.array(Measure).default([]),
  /** 通报的名单: `rank` best first, `register` in the order of registration, which tells no rank */
  notice: z.object({ order: Word }).strict().optional(),
  /** what follows from the season as a whole */
  duties: z.array(Effect).default([]),
  substitution: Substitution.optional(),
}).strict()
export type RulesFile = z.infer<typeof RulesFile>

/** Reads a rules file; refuses with `policy.invalid` naming the file and each place in it. */
export function parseRules(value: unknown, file: string): Result<RulesFile> {
  return readPolicy(RulesFile, value, file)
}

export const chinese = z.locales.zhCN().localeError

/** Reads any policy file by its shape; refuses with `policy.invalid` naming the file and each place in it. */
export function readPolicy<Shape extends z.ZodType>(shape: Shape, value: unknown, file: string): Result<z.output<Shape>> {
  const read = shape.safeParse(value, { error: chinese })
  if (read.success) return ok(read.data)
  return refused(problem('policy.invalid', { file, where: read.error.issues.map(issue => `${issue.path.join('.') || '（顶层）'}：${issueText(issue, value)}`).join('；') }))
}

/** What does not fit about a field, and what to write there. */
export function issueText(issue: z.core.$ZodIssue, value: unknown): string {
  const given = issue.path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[key], value)
  if (issue.code === 'invalid_type' && given === undefined) return '缺少这一项，请补上'
  if (issue.code === 'unrecognized_keys') return `不认识 ${issue.keys.join('、')}，请核对拼写或删去`
  if (issue.code === 'invalid_union' && issue.errors.length && issue.errors.every(own => own.every(({ code }) => code === 'invalid_type' || code === 'unrecognized_keys'))) return '写法不对：这一项有几种写法，没有一种与它相符'
  return issue.message
}
