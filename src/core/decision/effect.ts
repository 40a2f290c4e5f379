// What follows from an outcome, with its numbers taken from the settings and its days from the notice.
import { addMonths, type PlainDate, printDate } from '../base/plain-date.ts'
import type { Effect } from '../policy/rules.ts'
import { resolve, type Settings } from '../policy/setting.ts'

/** An effect with nothing left to a setting. `from` says from which day of the notice it runs. */
export type Following = {
  kind: Effect['kind']
  label: string
  article: string | null
  reason: string | null
  months: number | null
  from: 'drafted' | 'published' | null
  inPrinciple: boolean
  who: string | null
  to: string | null
  /** settings its numbers and words rest on */
  settings: readonly string[]
}

/** The days of a notice; `published` may not be known yet. */
export type NoticeDays = { drafted: PlainDate; published: PlainDate | null }

export function followingOf(effect: Effect, settings: Settings): Following {
  const settingsOf = (...values: unknown[]): string[] => values.flatMap(value => (typeof value === 'object' && value !== null && 'setting' in value ? [String(value.setting)] : []))
  const timed = effect.kind === 'ban' || effect.kind === 'deadline'
  const [years, months] = timed ? [effect.years, effect.months].map(amount => (amount === undefined ? 0 : resolve(amount, settings) ?? 0)) as [number, number] : [0, 0]
  return {
    kind: effect.kind, label: effect.label, article: effect.article ?? null, reason: effect.reason ?? null,
    months: timed ? years * 12 + months : null,
    from: timed ? (resolve(effect.from, settings) as 'drafted' | 'published' | undefined ?? null) : null,
    inPrinciple: effect.kind === 'ban' && effect.inPrinciple,
    who: effect.kind === 'duty' ? effect.who : null, to: effect.kind === 'duty' ? effect.to ?? null : null,
    settings: timed ? settingsOf(effect.years, effect.months, effect.from) : [],
  }
}

/** The first day after a ban, or the last day of a deadline's months; null where the day it runs from is not known. */
export function dayOf({ months, from }: Following, { drafted, published }: NoticeDays): PlainDate | null {
  const start = from === 'published' ? published : from === 'drafted' ? drafted : null
  return start === null || months === null ? null : addMonths(start, months)
}

/** `一年内不再受理创建申请（原则上），自2025年12月16日起可再申报`. */
export function printFollowing(following: Following, days: NoticeDays | null): string {
  const { kind, label, inPrinciple, who, to } = following
  const day = days && dayOf(following, days)
  const until = day ? (kind === 'ban' ? `，自${printDate(day)}起可再申报` : `，至${printDate(day)}`) : ''
  return `${who ? `${who}${to ? `向${to}` : ''}：` : ''}${label}${inPrinciple ? '（原则上）' : ''}${until}`
}
