// Cases 用例 as a policy officer writes them: facts of a town → the outcome and article the documents give.
import { z } from 'zod'
import { PlainDateText } from '../base/plain-date-text.ts'

/** A fact as a word, or with where it comes from. Names and values by id or label. */
const Stated = z.union([z.string(), z.object({ value: z.string(), source: z.string().optional(), inferred: z.string().optional() }).strict()])
const Facts = z.record(z.string(), Stated)

const Chosen = z.record(z.string(), z.union([z.string(), z.number()]))

export const Expected = z.object({
  /** label or id; absent where `gap` is expected */
  outcome: z.string().optional(),
  /** id of the gap that leaves the town open */
  gap: z.string().optional(),
  article: z.string().optional(),
  becomes: z.record(z.string(), z.string()).optional(),
  /** first day on which a new application is accepted again */
  reapplyFrom: PlainDateText.optional(),
}).strict()
export type Expected = z.infer<typeof Expected>

const TownCase = z.object({
  name: z.string(),
  /** towns to which the case applies alike; none: a nameless one */
  towns: z.array(z.string()).min(1).optional(),
  facts: Facts,
  settings: Chosen.default({}),
  /** days of the notice, for bans */
  drafted: PlainDateText.optional(),
  published: PlainDateText.optional(),
  expect: Expected,
}).strict()

const SeasonCase = z.object({
  name: z.string(),
  settings: Chosen.default({}),
  season: z.array(z.object({ name: z.string(), score: z.number().optional(), region: z.string().optional(), facts: Facts.default({}) }).strict()).min(1),
  /** facts all its towns share */
  common: Facts.default({}),
  /** outcome → its towns, in any order; `open` for those left to a person */
  expect: z.record(z.string(), z.array(z.string())),
}).strict()

export const CasesFile = z.object({
  /** id of the rules version */
  rules: z.string(),
  cases: z.array(TownCase).default([]),
  /** whole years: places from scores, vacancies filled */
  seasons: z.array(SeasonCase).default([]),
}).strict()
export type CasesFile = z.infer<typeof CasesFile>
export type TownCase = z.infer<typeof TownCase>
export type SeasonCase = z.infer<typeof SeasonCase>
