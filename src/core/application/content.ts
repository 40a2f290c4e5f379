// What an application says: field → value. Flat, so that two people may fill in different fields at once, a comment
// names a field, and a change is told field by field. Lists are fields of their own members: `project.k1`, `investor.k2`.
import { z } from 'zod'
import { canonical, type Json } from '../base/canonical.ts'
import { PlainDateText } from '../base/plain-date-text.ts'
import { problem } from '../base/problem.ts'
import { ok, refused, type Result } from '../base/result.ts'
import { Attachment } from './attachment.ts'
import type { CallPolicy } from './policy.ts'

/** Absent: not filled in. */
export type Content = Readonly<Record<string, Json>>
/** null takes a value away */
export type Changes = Content

const Text = (most: number): z.ZodString => z.string().min(1).max(most)
/** 万元, to the 元 */
const Money = z.number().nonnegative().max(1e9).refine(amount => Math.abs(amount * 1e4 - Math.round(amount * 1e4)) < 1e-3, '金额以万元计，最多四位小数')

export const Project = z.object({ name: Text(200), kind: z.string(), investment: Money, builder: z.string().max(200).default(''), from: PlainDateText.nullable().default(null), until: PlainDateText.nullable().default(null) }).strict()
export type Project = z.infer<typeof Project>
export const Investor = z.object({ name: Text(200), ownership: z.string(), note: z.string().max(2000).default('') }).strict()
export type Investor = z.infer<typeof Investor>
export const CheckAnswer = z.object({ answer: z.enum(['yes', 'no']), note: z.string().max(4000).default('') }).strict()
export type CheckAnswer = z.infer<typeof CheckAnswer>

/** Fields that every application has. */
export const basics = { name: '小镇名称', category: '申报类别', 'town-type': '镇的类型', 'lead-industry': '主导产业', 'name-use': '名称使用情况' } as const

type Field = { label: string; shape: z.ZodType }

/** A field by its name; null for what the policy does not ask. */
export function fieldOf({ applications, programme, requirements }: CallPolicy, name: string): Field | null {
  const [kind = '', key = ''] = split(name)
  switch (kind) {
    case 'name': return { label: basics.name, shape: Text(60) }
    case 'category': return { label: basics.category, shape: z.enum(programme.categories as [string, ...string[]]) }
    case 'town-type': return { label: basics['town-type'], shape: z.enum(programme.townTypes as [string, ...string[]]) }
    case 'lead-industry': return { label: basics['lead-industry'], shape: Text(100) }
    case 'name-use': return { label: basics['name-use'], shape: oneOf(applications.nameUse.options) }
    case 'part': case 'files': {
      const part = applications.parts.find(other => other.id === key)
      return part ? (kind === 'part' ? { label: part.label, shape: Text(50_000) } : { label: `${part.label}附件`, shape: z.array(Attachment).min(1).max(50) }) : null
    }
    case 'project': return isKey(key) ? { label: '建设项目', shape: Project.extend({ kind: z.enum(applications.investment.kinds.map(other => other.id) as [string, ...string[]]) }) } : null
    case 'investor': return isKey(key) ? { label: '投资主体', shape: Investor.extend({ ownership: oneOf(applications.ownerships) }) } : null
    case 'check': {
      const item = applications.standards.flatMap(standard => standard.items).find(other => other.id === key)
      return item ? { label: item.text, shape: CheckAnswer } : null
    }
    case 'figure': {
      const figure = applications.figures.includes(key) ? requirements.requirements.find(other => other.id === key) : undefined
      return figure ? { label: figure.label, shape: z.number() } : null
    }
    default: return null
  }
}

/** Values as they will be kept. Refuses with `application.field`, naming the first that does not fit. */
export function readChanges(policy: CallPolicy, raw: Readonly<Record<string, unknown>>): Result<Changes> {
  const changes: Record<string, Json> = {}
  for (const [name, value] of Object.entries(raw)) {
    const field = fieldOf(policy, name)
    if (!field) return refused(problem('application.field', { field: name.slice(0, 80), why: '申报表里没有这一项' }))
    const read = value === null ? { success: true as const, data: null } : field.shape.safeParse(value, { error: z.locales.zhCN().localeError })
    if (!read.success) return refused(problem('application.field', { field: field.label, why: read.error.issues.map(issue => [...issue.path, issue.message].join('：')).join('；') }))
    changes[name] = read.data as Json
  }
  return ok(changes)
}

/** Members of a list of fields, in the order of their keys: `project`, `investor`. */
export function membersOf<T>(content: Content, kind: 'project' | 'investor'): { field: string; value: T }[] {
  return Object.keys(content).filter(name => split(name)[0] === kind && content[name] !== null).sort().map(field => ({ field, value: content[field] as T }))
}

/** How people call a field: 建设项目“温泉酒店”. */
export function labelOf(policy: CallPolicy, name: string, content: Content): string {
  const label = fieldOf(policy, name)?.label ?? name
  const value = content[name]
  const own = typeof value === 'object' && value !== null && 'name' in value ? String((value as { name: unknown }).name) : null
  return own ? `${label}“${own}”` : label
}

/** Names of fields whose values differ. */
export function differingFields(a: Content, b: Content): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(name => canonical(a[name] ?? null) !== canonical(b[name] ?? null)).sort()
}

function split(name: string): string[] {
  const dot = name.indexOf('.')
  return dot < 0 ? [name] : [name.slice(0, dot), name.slice(dot + 1)]
}

function isKey(key: string): boolean {
  return /^[a-z0-9]{1,16}$/.test(key)
}

function oneOf(options: Readonly<Record<string, string>>): z.ZodType {
  return z.enum(Object.keys(options) as [string, ...string[]])
}
