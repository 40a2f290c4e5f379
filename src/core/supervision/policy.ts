// 监督办法 of a programme as data: what is checked, how grave a finding is, which measures follow one another, what becomes
// of misused names, who may ask for money, how long one may appeal. Each line with its article, or with the reason for a default.
import { z } from 'zod'
import type { PlainDate } from '../base/plain-date.ts'
import { type Problem, problem } from '../base/problem.ts'
import { ok, refused, type Result } from '../base/result.ts'

/** `article` where a document says so; `reason` where none does and a default had to be chosen. */
const grounded = { article: z.string().min(1).optional(), reason: z.string().min(1).optional() }
const word = { id: z.string().regex(/^[a-z][a-z-]*$/), label: z.string().min(1), ...grounded }

export const ChecklistItem = z.object({ ...word, question: z.string().min(1) }).strict()
export type ChecklistItem = z.infer<typeof ChecklistItem>

/** `rung`: the least measure that must follow; none: a note is enough. */
export const Severity = z.object({ ...word, rung: z.string().optional() }).strict()
export type Severity = z.infer<typeof Severity>

/** A measure, milder ones first. `days` is the usual time for putting right, `most` the longest; `approval`: another person must agree. */
export const Rung = z.object({ ...word, kind: z.enum(['guidance', 'order', 'interview', 'circular']), approval: z.boolean(), days: z.number().int().positive(), most: z.number().int().positive() }).strict()
export type Rung = z.infer<typeof Rung>

export const Disposition = z.object(word).strict()
/** `listed`: the name may stand on the list all the same */
export const MisuseKind = z.object({ ...word, dispositions: z.array(z.string()).min(1), listed: z.boolean().default(false) }).strict()

/** Conditions that the program can look up, each with its words. */
export const conditionKinds = ['listed', 'not-warned', 'use-covered', 'no-open-rectification'] as const
export const Condition = z.object({ ...word, kind: z.enum(conditionKinds) }).strict()
export const Use = z.object({ ...word, covered: z.boolean() }).strict()

export const Objecting = z.object({ public: z.boolean(), how: z.string().min(1), ...grounded }).strict()
export type Objecting = z.infer<typeof Objecting>

export const SupervisionPolicy = z.object({
  /** article → its words */
  articles: z.record(z.string(), z.string()),
  checklist: z.array(ChecklistItem).min(1),
  severities: z.array(Severity).min(1),
  ladder: z.array(Rung).min(1),
  misuse: z.object({ kinds: z.array(MisuseKind).min(1), dispositions: z.array(Disposition).min(1), days: z.number().int().positive(), reason: z.string() }).strict(),
  /** 警告的整改 */
  warning: z.object({ rung: z.string(), ...grounded }).strict(),
  appeals: z.object({ days: z.number().int().positive(), ...grounded }).strict(),
  /** 公示期内的异议: whether people of the public may object here by their real names, for each kind of publicity; how others may */
  publicity: z.object({ season: Objecting.optional(), call: Objecting.optional() }).strict().optional(),
  support: z.object({ source: z.string(), ...grounded, uses: z.array(Use).min(1), conditions: z.array(Condition).min(1) }).strict(),
}).strict()
export type SupervisionPolicy = z.infer<typeof SupervisionPolicy>

/** What is wrong beyond the shape: names that lead nowhere, articles that are not quoted, lines without a ground. */
export function policyFaults(policy: SupervisionPolicy): string[] {
  const { articles, checklist, severities, ladder, misuse, warning, appeals, support, publicity = {} } = policy
  const groups = { checklist, severities, ladder, kinds: misuse.kinds, dispositions: misuse.dispositions, uses: support.uses, conditions: support.conditions }
  const lines: { id: string; article?: string | undefined; reason?: string | undefined }[] = [...Object.values(groups).flat(), { id: 'warning', ...warning }, { id: 'appeals', ...appeals }, { id: 'support', ...support }, ...Object.entries(publicity).map(([id, line]) => ({ id: `publicity.${id}`, ...line }))]
  const rungs = new Set(ladder.map(rung => rung.id))
  const known = new Set(misuse.dispositions.map(disposition => disposition.id))
  return [
    ...Object.entries(groups).flatMap(([name, group]) => group.filter((line, i) => group.findIndex(other => other.id === line.id) !== i).map(line => `${name} 里 ${line.id} 出现两次，请改成互不相同`)),
    ...lines.filter(line => !line.article && !line.reason).map(line => `${line.id} 没有条款也没有理由，请写 article 或 reason`),
    ...lines.filter(line => line.article !== undefined && !(line.article in articles)).map(line => `${line.id} 引用的条款 ${line.article} 没有列出，请在 articles 里照录，或更正条款号`),
    ...[...severities.flatMap(severity => (severity.rung ? [severity.rung] : [])), warning.rung].filter(rung => !rungs.has(rung)).map(rung => `没有措施 ${rung}，请改用 ladder 里的 ${[...rungs].join('、')}`),
    ...ladder.filter(rung => rung.days > rung.most).map(rung => `${rung.id} 的期限（days）超过最长期限（most），请改小`),
    ...misuse.kinds.flatMap(kind => kind.dispositions.filter(id => !known.has(id)).map(id => `${kind.id} 没有处置 ${id}，请改用 dispositions 里的 ${[...known].join('、')}`)),
  ]
}

/** A line by its id. Refuses `supervision.word` naming what could be used. */
export function lineOf<T extends { id: string; label: string }>(lines: readonly T[], id: string, what: string): Result<T, Problem> {
  const found = lines.find(line => line.id === id)
  return found ? ok(found) : refused(problem('supervision.word', { value: id, what, known: lines.map(line => `${line.id}（${line.label}）`).join('、') }))
}

/** Refuses `supervision.due` for a last day that is not within so many days from today. */
export function checkDue(due: PlainDate, today: PlainDate, latest: PlainDate): Problem | null {
  return due < today || due > latest ? problem('supervision.due', { due, from: today, until: latest }) : null
}
