// What the documents leave open, as a named setting 设定: each has a default, the answers it allows, a reason and an
// owner. Changing one is a decision of its own; nothing unnamed is ever assumed.
import { z } from 'zod'
import { problem } from '../base/problem.ts'
import { ok, refused, type Result } from '../base/result.ts'

const common = {
  id: z.string().min(1),
  label: z.string().min(1),
  /** what the documents do not say */
  question: z.string().min(1),
  /** why the default is what it is */
  reason: z.string().min(1),
  /** who may change it */
  changedBy: z.string().min(1),
}

export const Setting = z.discriminatedUnion('kind', [
  /** one of a few answers: id → label */
  z.object({ kind: z.literal('choice'), ...common, default: z.string(), options: z.record(z.string(), z.string()) }).strict(),
  z.object({ kind: z.literal('number'), ...common, default: z.number(), least: z.number(), most: z.number(), unit: z.string() }).strict(),
])
export type Setting = z.infer<typeof Setting>

/** Every setting's value, by id. */
export type Settings = Readonly<Record<string, string | number>>

/** The value of a number or word that a rule states, or leaves to a setting. */
export const Amount = z.union([z.number(), z.object({ setting: z.string() }).strict()])
export type Amount = z.infer<typeof Amount>
export const Word = z.union([z.string(), z.object({ setting: z.string() }).strict()])
export type Word = z.infer<typeof Word>

/** The values as shipped. */
export function defaultsOf(settings: readonly Setting[]): Settings {
  return Object.fromEntries(settings.map(setting => [setting.id, setting.default]))
}

/**
 * The defaults with some changed, by id or label.
 * @returns every setting's value; refuses with `setting.unknown` or `setting.value`
 */
export function settingsWith(settings: readonly Setting[], chosen: Readonly<Record<string, string | number>>): Result<Settings> {
  const values: Record<string, string | number> = { ...defaultsOf(settings) }
  for (const [name, given] of Object.entries(chosen)) {
    const setting = settings.find(other => other.id === name || other.label === name)
    if (!setting) return refused(problem('setting.unknown', { setting: name, known: settings.map(other => other.label).join('、') }))
    const value = allowed(setting, given)
    if (value === null) return refused(problem('setting.value', { setting: setting.label, value: given, allowed: printAllowed(setting) }))
    values[setting.id] = value
  }
  return ok(values)
}

/** 与培育类同样办理 for `as-cultivation`; `10%` for a number. */
export function printSetting(setting: Setting, value: string | number | undefined): string {
  return setting.kind === 'choice' ? setting.options[String(value)] ?? String(value) : `${value}${setting.unit}`
}

/** The amount or word itself, whether stated or left to a setting; `undefined` where the setting does not exist. */
export function resolve<T extends string | number>(stated: T | { setting: string }, settings: Settings): T | undefined {
  return typeof stated === 'object' ? (settings[stated.setting] as T | undefined) : stated
}

function allowed(setting: Setting, given: string | number): string | number | null {
  if (setting.kind === 'number') return typeof given === 'number' && given >= setting.least && given <= setting.most ? given : null
  return Object.keys(setting.options).find(option => option === given || setting.options[option] === given) ?? null
}

function printAllowed(setting: Setting): string {
  return setting.kind === 'choice' ? Object.values(setting.options).join('、') : `${setting.least} 到 ${setting.most}${setting.unit}`
}
