// A correction leaves what was known as it was known, and what is known now is what the right notice would have made known.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { circular, type Lists, names, places, tea } from '../intake/notice.fixture.ts'
import { propose } from '../intake/propose.ts'
import { registerView, type TownHistory } from '../intake/register-view.ts'
import type { ListKind, Notice } from '../intake/notice.ts'
import type { CorrectionItem } from '../register/document.ts'
import { documentId } from '../register/document.ts'
import type { Recorded } from '../register/event.ts'
import { type Town, townAsOf, type TownFact } from '../register/town.ts'
import { amended, correctedWords, effectsOf, type Effect } from './amend.ts'

const [listed, issued, put] = ['2024-01-01T00:00:00.000Z', '2024-12-16T08:00:00.000Z', '2025-01-10T08:00:00.000Z']
const grades = ['excellent', 'qualified', 'basic', 'unqualified'] as const
const towns = names.slice(0, 12)

/** A state of a year: each town's grade, and which of the unqualified are warned, which eliminated. */
const year = fc.array(fc.tuple(fc.constantFrom(...grades), fc.boolean()), { minLength: towns.length, maxLength: towns.length }).map(rows => {
  const lists: Record<string, string[]> = {}
  const add = (kind: string, name: string): void => { (lists[kind] ??= []).push(name) }
  for (const [i, [grade, eliminated]] of rows.entries()) {
    add(grade, towns[i] as string)
    if (grade === 'excellent' && i % 2 === 0) add('promoted', towns[i] as string)
    if (grade === 'unqualified') add(eliminated ? 'eliminated' : 'warned', towns[i] as string)
  }
  return lists as Lists
})

/** The items that turn one notice into another. */
function itemsBetween(from: Lists, to: Lists): CorrectionItem[] {
  const kinds = [...new Set([...Object.keys(from), ...Object.keys(to)])] as ListKind[]
  return kinds.flatMap(list => [
    ...(from[list] ?? []).filter(name => !to[list]?.includes(name)).map((printed): CorrectionItem => ({ list, printed, correct: null })),
    ...(to[list] ?? []).filter(name => !from[list]?.includes(name)).map((correct): CorrectionItem => ({ list, printed: null, correct })),
  ])
}

let position = 0
function recorded(id: string, events: readonly Recorded<TownFact>[], facts: readonly TownFact[], at: string): Recorded<TownFact>[] {
  return [...events, ...facts.map((fact, i): Recorded<TownFact> => ({ ...fact, stream: `town/${id}`, position: ++position, version: events.length + i + 1, recorded: at, actor: 'a' } as Recorded<TownFact>))]
}

function before(): TownHistory[] {
  position = 0
  return towns.map((name, i): TownHistory => ({ id: `t${i}`, events: recorded(`t${i}`, [], [
    { type: 'town.named', data: { name, change: 'first' }, effective: '2020-01-01', basis: { document: 'first' } },
    { type: 'town.listed', data: { programme: tea.id, batch: 1, category: i % 2 ? '叶类' : '芽类', townType: null }, effective: '2020-01-01', basis: { document: 'first' } },
  ], listed) }))
}

function issue(histories: readonly TownHistory[], notice: Notice): TownHistory[] {
  const view = registerView(histories, tea.id, tea.suffix, notice.document.draftedOn, places)
  const facts = new Map(propose(notice, view, tea).towns.map(town => [town.known?.id ?? '', town.facts]))
  return histories.map(({ id, events }) => ({ id, events: recorded(id, events, facts.get(id) ?? [], issued) }))
}

function correct(histories: readonly TownHistory[], notice: Notice, items: readonly CorrectionItem[], chain: Set<string>, document = 'c1', at = put): { histories: TownHistory[]; after: Notice; effects: Effect[] } {
  const after = amended(notice, items, tea)
  if (!after.ok) throw new Error(after.problem.code)
  const effects = effectsOf({ before: notice, after: after.value, items, histories, programme: tea, places, chain, document })
  if (!effects.ok) throw new Error(effects.problem.code)
  return { after: after.value, effects: effects.value, histories: histories.map(({ id, events }) => ({ id, events: recorded(id, events, effects.value.find(effect => effect.town === id)?.facts ?? [], at) })) }
}

/** What a town is, without the documents that say so. */
function standing(town: Town | null): unknown {
  return town?.standings.map(({ status, category, warning, reapplyFrom, grades: own }) => ({ status, category, warned: warning?.year ?? null, reapplyFrom, grades: own.filter(grade => grade.basis.inferred === undefined).map(({ year: of, grade, negated }) => ({ of, grade, negated })) }))
}
const at = (histories: readonly TownHistory[], valid: string, known: string | null): unknown[] => histories.map(({ id, events }) => standing(townAsOf(id, events, { valid, known })))

describe('a correction', () => {
  it('changes nothing of what was known before it, and everything after it is as the right notice had made it', () => {
    fc.assert(fc.property(year, year, (wrong, right) => {
      const items = itemsBetween(wrong, right)
      if (!items.length) return
      const notice = circular(wrong)
      const printed = issue(before(), notice)
      const { histories } = correct(printed, notice, items, new Set([documentId(notice.document.number, null)]))
      const days = ['2024-06-01', '2024-12-16', '2025-06-01']
      for (const day of days) expect(at(histories, day, issued)).toEqual(at(printed, day, null))
      const should = issue(before(), circular(right))
      for (const day of days) expect(at(histories, day, null)).toEqual(at(should, day, null))
    }))
  })

  it('of a correction works, and its facts name those of the correction before it', () => {
    fc.assert(fc.property(year, year, year, (wrong, half, right) => {
      const [first, second] = [itemsBetween(wrong, half), itemsBetween(half, right)]
      if (!first.length || !second.length) return
      const notice = circular(wrong)
      const root = documentId(notice.document.number, null)
      const one = correct(issue(before(), notice), notice, first, new Set([root]))
      const two = correct(one.histories, one.after, second, new Set([root, 'c1']), 'c2', '2025-03-01T00:00:00.000Z')
      expect(at(two.histories, '2025-06-01', put)).toEqual(at(one.histories, '2025-06-01', null))
      expect(at(two.histories, '2025-06-01', null)).toEqual(at(issue(before(), circular(right)), '2025-06-01', null))
      const events = two.histories.flatMap(({ events: own }) => own)
      const named = events.flatMap(event => event.corrects ?? [])
      expect(new Set(named).size).toBe(named.length)
    }))
  })

  it('of a slip changes no standing: the town keeps its name, or is given it', () => {
    const slip = '云溪市红荼手作小镇'
    const lists = { qualified: [...towns.slice(0, 1), slip, ...towns.slice(2)] }
    const printed = issue(before(), circular(lists))
    const { effects, after } = correct(printed, circular(lists), [{ list: 'qualified', printed: slip, correct: towns[1] as string }], new Set([documentId('云茶发〔2024〕7号', null)]))
    expect(effects).toEqual([])
    expect(after.lists[0]?.towns[1]?.name).toBe(towns[1])
  })

  it('counts follow the names, and what it says names both', () => {
    const notice = circular({ unqualified: [towns[0] as string, towns[1] as string], warned: [towns[0] as string, towns[1] as string], basic: [towns[2] as string] })
    const items: CorrectionItem[] = [{ list: 'unqualified', printed: towns[0] as string, correct: null }, { list: 'basic', printed: null, correct: towns[0] as string }, { list: 'warned', printed: towns[0] as string, correct: null }]
    const after = amended(notice, items, tea)
    if (!after.ok) throw new Error(after.problem.code)
    expect(after.value.lists.map(list => [list.kind, list.statedCount])).toEqual([['basic', 2], ['unqualified', 1], ['warned', 1]])
    expect(correctedWords(notice, after.value, items, tea).filter(word => word.count).map(({ where, printed, correct: to }) => `${where} ${printed}→${to}`)).toEqual(['不合格名单 2→1', '基本合格名单 1→2', '警告名单 2→1'])
  })

  it('refuses what is not printed there, what changes nothing, and a town nobody knows', () => {
    const notice = circular({ basic: [towns[0] as string] })
    const code = (items: CorrectionItem[]): string => {
      const after = amended(notice, items, tea)
      if (!after.ok) return after.problem.code
      const effects = effectsOf({ before: notice, after: after.value, items, histories: before(), programme: tea, places, chain: new Set(), document: 'c' })
      return effects.ok ? 'ok' : effects.problem.code
    }
    expect(code([{ list: 'basic', printed: towns[3] as string, correct: towns[4] as string }])).toBe('correction.printed')
    expect(code([{ list: 'basic', printed: towns[0] as string, correct: towns[0] as string }])).toBe('correction.empty')
    expect(code([{ list: 'basic', printed: null, correct: '云溪市月球基地小镇' }])).toBe('correction.town')
  })
})
