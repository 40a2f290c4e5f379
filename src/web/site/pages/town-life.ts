// A town's life as lanes on one time axis, from its acts. Pure: acts in, spans and points out.
import type { z } from 'zod'
import type { TownAct, TownDetail } from '#contract/towns.ts'
import { dayNumber } from '../formats.ts'
import { statusWords, unknownWords } from '../words.ts'

type Act = z.infer<typeof TownAct>

/** `from`, `to`: share of the axis, 0 to 1. `fuzzy`: begins no later than here. */
export type Span = { kind: 'span'; word: string; code: string; from: number; to: number; fuzzy: boolean; inferred: boolean; open: boolean }
export type Point = { kind: 'point'; word: string; code: string; at: number; inferred: boolean }
export type Lane = { title: string; items: (Span | Point)[] }
export type Life = { lanes: Lane[]; years: { year: number; at: number }[] }

type Change = { act: Act; word: string; code: string; ends?: boolean }

export function lifeOf(town: TownDetail, until: string, gradeWord: (grade: string) => string): Life {
  const acts = [...town.acts].sort((a, b) => a.effective.localeCompare(b.effective) || a.position - b.position)
  const last = [until, town.reapplyFrom ?? until].sort().at(-1) as string
  const firstYear = Number((acts[0]?.effective ?? until).slice(0, 4))
  const start = dayNumber(`${firstYear}-01-01`)
  const end = dayNumber(`${Number(last.slice(0, 4)) + 1}-01-01`)
  const at = (date: string): number => (dayNumber(date) - start) / (end - start)
  const spans = (changes: Change[]): Span[] => changes.flatMap((change, index) => change.ends ? [] : [{
    kind: 'span' as const, word: change.word, code: change.code, from: at(change.act.effective), to: at(changes[index + 1]?.act.effective ?? until),
    fuzzy: change.act.dating === 'no-later-than', inferred: change.act.basis.inferred !== null, open: index === changes.length - 1,
  }])
  const of = (...types: string[]): Act[] => acts.filter(({ type }) => types.includes(type))
  const lanes: Lane[] = [
    { title: '名称', items: spans(of('town.named').map(act => ({ act, word: text(act, 'name'), code: 'name' }))) },
    { title: '清单', items: spans(acts.flatMap(statusChange)) },
    { title: '类别', items: spans(acts.flatMap(categoryChange)) },
    { title: '评估', items: of('town.graded').filter(({ data }) => data['negated'] !== true).map(act => ({ kind: 'point', word: `${act.data['year']}年度${gradeWord(text(act, 'grade'))}`, code: text(act, 'grade'), at: at(act.effective), inferred: act.basis.inferred !== null })) },
    { title: '处理', items: [...spans(of('town.warned', 'town.warning-cleared').map(act => ({ act, word: `${act.data['year']}年度警告`, code: 'warned', ends: act.type !== 'town.warned' }))), ...ban(town, acts, at)] },
  ]
  const years = Array.from({ length: Number(last.slice(0, 4)) + 1 - firstYear + 1 }, (_, index) => ({ year: firstYear + index, at: at(`${firstYear + index}-01-01`) }))
  return { lanes: lanes.filter(({ items }) => items.length > 0), years }
}

function statusChange(act: Act): Change[] {
  const status = { 'town.listed': 'listed', 'town.unconfirmed': 'unconfirmed', 'town.withdrew': 'withdrawn', 'town.eliminated': 'eliminated', 'town.accredited': 'named' }[act.type]
  return status ? [{ act, word: statusWords[status] ?? status, code: status }] : []
}

function categoryChange(act: Act): Change[] {
  if (act.type === 'town.listed') return [{ act, word: typeof act.data['category'] === 'string' ? act.data['category'] : unknownWords.category, code: act.data['category'] ? 'category' : 'unknown' }]
  if (act.type === 'town.recategorised') return [{ act, word: text(act, 'to'), code: 'category' }]
  return act.type === 'town.eliminated' ? [{ act, word: '', code: '', ends: true }] : []
}

function ban(town: TownDetail, acts: Act[], at: (date: string) => number): Span[] {
  const eliminated = acts.findLast(({ type }) => type === 'town.eliminated')
  if (!town.reapplyFrom || !eliminated) return []
  return [{ kind: 'span', word: '不受理申请', code: 'ban', from: at(eliminated.effective), to: at(town.reapplyFrom), fuzzy: false, inferred: eliminated.basis.inferred !== null, open: false }]
}

function text(act: Act, member: string): string {
  const value = act.data[member]
  return typeof value === 'string' ? value : ''
}
