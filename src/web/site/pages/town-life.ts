// A town's life as lanes on one time axis, from its acts. Pure: acts in, spans and points out.
import type { z } from 'zod'
import type { TownAct, TownDetail } from '#contract/towns.ts'
import { dayNumber } from '#core/base/plain-date.ts'
import { statusWords } from '../words.ts'

type Act = z.infer<typeof TownAct>

/** `from`, `to`: share of the axis, 0 to 1. `fuzzy`: begins no later than here. */
export type Span = { kind: 'span'; word: string; code: string; from: number; to: number; fuzzy: boolean; inferred: boolean; open: boolean }
export type Point = { kind: 'point'; word: string; code: string; at: number; inferred: boolean; row: number }
/** `rows`: points whose words would touch stand on rows of their own */
export type Lane = { title: string; items: (Span | Point)[]; rows: number }
export type Life = { lanes: Lane[]; years: { year: number; at: number }[] }

/** Words of two points this near, in shares of the axis, would touch on a phone. */
const near = 0.34

type Change = { act: Act; word: string; code: string; ends?: boolean }

export function lifeOf(town: TownDetail, until: string, gradeWord: (grade: string) => string): Life {
  const acts = [...town.acts].sort((a, b) => a.effective.localeCompare(b.effective) || a.position - b.position)
  const last = [until, town.reapplyFrom ?? until].sort().at(-1) as string
  const firstYear = Number((acts[0]?.effective ?? until).slice(0, 4))
  const start = dayNumber(`${firstYear}-01-01`)
  const end = dayNumber(`${Number(last.slice(0, 4)) + 1}-01-01`)
  const at = (date: string): number => (dayNumber(date) - start) / (end - start)
  const spans = (all: Change[]): Span[] => withoutRepeats(all).flatMap((change, index, changes) => change.ends ? [] : [{
    kind: 'span' as const, word: change.word, code: change.code, from: at(change.act.effective), to: at(changes[index + 1]?.act.effective ?? until),
    fuzzy: change.act.dating === 'no-later-than', inferred: change.act.basis.inferred !== null, open: index === changes.length - 1,
  }])
  const of = (...types: string[]): Act[] => acts.filter(({ type }) => types.includes(type))
  const lanes: Lane[] = [
    lane('名称', spans(of('town.named').map(act => ({ act, word: text(act, 'name'), code: 'name' })))),
    lane('清单', spans(acts.flatMap(statusChange))),
    lane('类别', spans(acts.flatMap(categoryChange))),
    lane('评估', inRows(of('town.graded').filter(({ data }) => data['negated'] !== true).map(act => ({ kind: 'point', word: `${act.data['year']}年度${gradeWord(text(act, 'grade'))}`, code: text(act, 'grade'), at: at(act.effective), inferred: act.basis.inferred !== null, row: 0 })))),
    lane('处理', [...spans(of('town.warned', 'town.warning-cleared').map(act => ({ act, word: `${act.data['year']}年度警告`, code: 'warned', ends: act.type !== 'town.warned' }))), ...ban(town, acts, at)]),
  ]
  const years = Array.from({ length: Number(last.slice(0, 4)) + 1 - firstYear + 1 }, (_, index) => ({ year: firstYear + index, at: at(`${firstYear + index}-01-01`) }))
  return { lanes: lanes.filter(({ items }) => items.length > 0), years }
}

/** A document that only confirms what held already changes nothing. */
function withoutRepeats(changes: Change[]): Change[] {
  const kept: Change[] = []
  for (const change of changes) {
    const before = kept.at(-1)
    const confirms = before && !before.ends && (change.code === 'unknown' || (change.word === before.word && change.code === before.code))
    if (!confirms) kept.push(change)
  }
  return kept
}

function lane(title: string, items: (Span | Point)[]): Lane {
  return { title, items, rows: Math.max(0, ...items.map(item => item.kind === 'point' ? item.row : 0)) }
}

function inRows(points: Point[]): Point[] {
  const placed: Point[] = []
  for (const point of points) {
    const taken = new Set(placed.filter(other => Math.abs(other.at - point.at) < near).map(({ row }) => row))
    placed.push({ ...point, row: [...taken, -1].sort((a, b) => a - b).reduce((free, row) => row === free ? free + 1 : free, 0) })
  }
  return placed
}

function statusChange(act: Act): Change[] {
  if (act.type === 'town.linked' && act.data['state'] === 'confirmed') return [{ act, word: statusWords['continued'] ?? '', code: 'continued' }]
  if (act.type === 'town.eliminated' && act.data['cause'] === 'withdrawn') return [{ act, word: statusWords['withdrawn'] ?? '', code: 'withdrawn' }]
  const status = { 'town.listed': 'listed', 'town.unconfirmed': 'unconfirmed', 'town.withdrew': 'withdrawn', 'town.eliminated': 'eliminated', 'town.accredited': 'named' }[act.type]
  return status ? [{ act, word: statusWords[status] ?? status, code: status }] : []
}

function categoryChange(act: Act): Change[] {
  if (act.type === 'town.listed') return [{ act, word: typeof act.data['category'] === 'string' ? act.data['category'] : '未载明', code: act.data['category'] ? 'category' : 'unknown' }]
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
