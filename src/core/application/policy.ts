// 申报办法 of a programme, as its file is written: policies/<id>/applications.yaml. What must be handed in, the creation
// standards as a checklist with their articles, how a panel is drawn and scores. A call keeps the file it was opened with.
import { z } from 'zod'
import { PlainDateText } from '../base/plain-date-text.ts'
import type { Programme } from '../policy/programme.ts'
import type { RequirementsFile } from '../policy/requirement.ts'

const Name = z.string().min(1)
/** ids become parts of field names */
const Id = z.string().regex(/^[a-z0-9-]{1,40}$/)
const dated = { /** first day it is asked */ from: PlainDateText.optional(), /** first day it is asked no more */ to: PlainDateText.optional() }

const Item = z.object({ id: Id, text: Name, article: Name, ...dated }).strict()
const Standard = z.object({ id: Id, label: Name, article: Name, /** 底线: answered “no” it is graver than a standard not met */ bottomLine: z.boolean().default(false), items: z.array(Item).min(1) }).strict()
export type Standard = z.infer<typeof Standard>

export const ApplicationsFile = z.object({
  effective: PlainDateText,
  /** cited places: `简称 条款` → text */
  articles: z.record(Name, Name),
  /** 必报材料: each needs a text or a file, or both, as `needs` says */
  parts: z.array(z.object({ id: Id, label: Name, article: Name, needs: z.array(z.enum(['text', 'files'])).default(['files']) }).strict()).min(1),
  /** 五有 and 底线 */
  standards: z.array(Standard).min(1),
  investment: z.object({
    /** the requirement that the computed share is held against */
    requirement: Name,
    /** kinds of project: `counts` in the numerator; `excluded` never does, and may be left out of the denominator too */
    kinds: z.array(z.object({ id: Id, label: Name, counts: z.boolean().default(false), excluded: z.boolean().default(false) }).strict()).min(1),
    /** what the share is a share of; the documents leave it open, so a reason stands beside it */
    denominator: z.object({ value: z.enum(['all', 'without-excluded']), question: Name, reason: Name }).strict(),
  }).strict(),
  /** further requirements of requirements.yaml that an applicant states a figure for */
  figures: z.array(Name).default([]),
  ownerships: z.record(Id, Name),
  /** how the name has been used so far: id → words; `refused` are answers with which nothing is accepted */
  nameUse: z.object({ options: z.record(Id, Name), refused: z.array(Id), article: Name }).strict(),
  eligibility: z.object({
    ban: z.object({ article: Name, /** 原则上: the leading group may except, with a reason */ inPrinciple: z.boolean() }).strict(),
    division: z.object({ article: Name }).strict(),
    duplicate: z.object({ article: Name }).strict(),
  }).strict(),
  /** words for the grounds on which the province does not accept an application */
  grounds: z.record(Id, Name),
  review: z.object({
    /** drawn and fewest that must sign; from `trimFrom` signed sheets on, one highest and one lowest total are left out */
    panel: z.object({ size: z.number().int().min(1), least: z.number().int().min(1), trimFrom: z.number().int(), origin: Name }).strict(),
    criteria: z.array(z.object({ id: Id, label: Name, points: z.number().positive(), origin: Name }).strict()).min(1),
    /** modified z-score beyond which an assessor stands out */
    outlier: z.object({ limit: z.number().positive(), origin: Name }).strict(),
  }).strict(),
  publicity: z.object({ /** days at least, first and last included */ least: z.number().int().min(1), origin: Name }).strict(),
}).strict()
export type ApplicationsFile = z.infer<typeof ApplicationsFile>

/** All that a call goes by, kept by hash from the day it was opened. `on`: the day whose checklist and requirements count. */
export type CallPolicy = { applications: ApplicationsFile; programme: Programme; requirements: RequirementsFile; on: string }

/** What is wrong with a file beyond its shape, in words for whoever edits it; none where it is sound. */
export function applicationProblems({ articles, parts, standards, investment, figures, nameUse, eligibility, review }: ApplicationsFile, requirements: RequirementsFile): string[] {
  const cited = [...parts, ...standards, ...standards.flatMap(standard => standard.items), nameUse, eligibility.ban, eligibility.division, eligibility.duplicate].map(({ article }) => article)
  const known = new Set(requirements.requirements.map(requirement => requirement.id))
  const ids = [...parts.map(part => `parts ${part.id}`), ...standards.flatMap(standard => standard.items.map(item => `items ${item.id}`)), ...review.criteria.map(criterion => `criteria ${criterion.id}`), ...investment.kinds.map(kind => `kinds ${kind.id}`)]
  return [
    ...[...new Set(cited)].filter(article => !articles[article]).map(article => `没有列出条文 ${article}，请在 articles 里照录，或更正条款号`),
    ...[investment.requirement, ...figures].filter(id => !known.has(id)).map(id => `requirements.yaml 没有 ${id}，请补上这项要求，或改用已有的`),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map(id => `${id} 出现两次，请改成互不相同`),
    ...nameUse.refused.filter(id => !nameUse.options[id]).map(id => `nameUse.options 没有 ${id}，请补上这种答案，或从 refused 里删去`),
    ...(investment.kinds.some(kind => kind.counts && kind.excluded) ? ['investment.kinds 里有一类既计入（counts）又除外（excluded），请留一个'] : []),
    ...(review.panel.least > review.panel.size ? ['review.panel.least 大于 size，评审永远凑不够人；请改小 least'] : []),
  ]
}

/** The checklist as asked on a day: items come and go with their documents. */
export function standardsOn({ standards }: ApplicationsFile, day: string): Standard[] {
  return standards.map(standard => ({ ...standard, items: standard.items.filter(item => (!item.from || item.from <= day) && (!item.to || day < item.to)) })).filter(standard => standard.items.length)
}
