// Every finding code is planted once, and a clean notice has none.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Recorded } from '#core/register/event.ts'
import type { TownFact } from '#core/register/town.ts'
import { checkNotice } from './check-notice.ts'
import type { FindingCode, Notice } from './notice.ts'
import { circular, type Lists, names, places, tea } from './notice.fixture.ts'
import { registerView, type RegisterView, type TownHistory } from './register-view.ts'

const [a, b, c, d, e, f, g] = names as [string, string, string, string, string, string, string]
const basis = { document: 'd' }
const programme = tea.id

type Past = { category?: string; lastYear?: 'unqualified' | 'qualified' | 'not-unqualified'; left?: boolean; silent?: boolean; former?: string }

function history(name: string, id: string, past: Past = {}): TownHistory {
  const facts: [string, Pick<TownFact, 'type' | 'data'>][] = [
    ['2020-01-01', { type: 'town.named', data: { name, change: 'first' } }],
    ['2020-01-01', { type: 'town.listed', data: { programme, batch: 1, category: past.category ?? null, townType: null } }],
  ]
  if (past.lastYear) facts.push(['2023-12-01', { type: 'town.graded', data: { programme, year: 2022, grade: past.lastYear.replace('not-', ''), ...(past.lastYear.startsWith('not-') ? { negated: true as const } : {}) } }])
  if (past.left) facts.push(['2022-01-01', { type: 'town.eliminated', data: { programme, year: 2021, cause: 'consecutive', reapplyFrom: null } }])
  if (past.silent) facts.push(['2022-01-01', { type: 'town.unconfirmed', data: { programme } }])
  if (past.former) facts.push(['2020-02-01', { type: 'town.printed', data: { as: past.former } }])
  return { id, events: facts.map(([effective, fact], index) => ({ ...fact, effective, basis, position: index + 1, stream: id, version: index + 1, recorded: '2024-01-01T00:00:00.000Z', actor: 'a' }) as Recorded<TownFact>) }
}

function register(past: Record<string, Past> = {}): RegisterView {
  return registerView(names.map((name, index) => history(name, `t${index}`, past[name])), programme, tea.suffix, '2024-12-16', places)
}

const clean: Lists = { excellent: [a], qualified: [b], basic: [c], unqualified: [d, e], withdrawn: [f], promoted: [a], warned: [d], eliminated: [e, f] }
const settled: Record<string, Past> = { [a]: { category: '芽类' }, [d]: { category: '芽类', lastYear: 'not-unqualified' }, [e]: { category: '芽类', lastYear: 'unqualified' } }

function codes(notice: Notice, past: Record<string, Past> = settled): FindingCode[] {
  return checkNotice(notice, register(past), tea).map(finding => finding.code)
}

describe('a clean notice', () => {
  it('has no findings', () => {
    expect(codes(circular(clean))).toEqual([])
  })
  it('has none either where the register knows little', () => {
    expect(codes(circular(clean), {})).toEqual([])
  })
})

describe('each finding, planted', () => {
  const wrongCount = (): Notice => {
    const notice = circular(clean)
    return { ...notice, lists: notice.lists.map(list => (list.kind === 'basic' ? { ...list, statedCount: 2 } : list)) }
  }
  const planted: [FindingCode, Notice, Record<string, Past>?][] = [
    ['count-mismatch', wrongCount()],
    ['total-mismatch', circular(clean, { population: 7 })],
    ['duplicate-town', circular({ ...clean, qualified: [b, b] })],
    ['duplicate-town', circular({ ...clean, qualified: [b, c] })],
    ['name-variant', circular({ ...clean, basic: ['云溪市高山云霧小镇'] })],
    ['name-variant', circular({ ...clean, basic: ['云溪高山云雾小镇'] })],
    ['unknown-town', circular({ ...clean, basic: ['云溪市石雕小镇'] })],
    ['not-listed', circular(clean), { ...settled, [c]: { left: true } }],
    ['not-listed', circular(clean), { ...settled, [c]: { silent: true } }],
    ['promotion-not-excellent', circular({ ...clean, promoted: [b] })],
    ['promotion-not-cultivation', circular(clean), { ...settled, [a]: { category: '叶类' } }],
    ['warning-not-unqualified', circular({ ...clean, warned: [d, c] })],
    ['elimination-not-supported', circular({ ...clean, eliminated: [e, f, c] })],
    ['unqualified-unsettled', circular({ ...clean, unqualified: [d, e, g] })],
    ['unqualified-unsettled', circular({ ...clean, eliminated: [e] })],
    ['warned-and-eliminated', circular({ ...clean, eliminated: [e, f, d] }), { ...settled, [d]: { category: '芽类' } }],
    ['second-year-warned', circular(clean), { ...settled, [d]: { category: '芽类', lastYear: 'unqualified' } }],
    ['first-year-eliminated', circular(clean), { ...settled, [e]: { category: '芽类', lastYear: 'qualified' } }],
    ['category-not-covered', circular(clean), { ...settled, [e]: { category: '叶类', lastYear: 'unqualified' } }],
    ['date-order', circular(clean, { publishedOn: '2024-12-01' })],
    ['date-order', circular(clean, { year: 2024 })],
    ['number-format', circular(clean, { printedNumber: '云茶发(2024)7号' })],
    ['number-format', circular(clean, { number: null, printedNumber: null })],
    ['number-format', circular(clean, { number: '云茶发〔2023〕7号', printedNumber: '云茶发〔2023〕7号' })],
  ]
  it.each(planted)('%s and nothing else (%#)', (code, notice, past) => {
    expect([...new Set(codes(notice, past))]).toEqual([code])
  })

  it('covers every code', () => {
    const all: Record<FindingCode, true> = { 'count-mismatch': true, 'total-mismatch': true, 'duplicate-town': true, 'name-variant': true, 'unknown-town': true, 'not-listed': true, 'promotion-not-excellent': true, 'promotion-not-cultivation': true, 'warning-not-unqualified': true, 'elimination-not-supported': true, 'unqualified-unsettled': true, 'warned-and-eliminated': true, 'second-year-warned': true, 'first-year-eliminated': true, 'category-not-covered': true, 'date-order': true, 'number-format': true }
    expect([...new Set(planted.map(([code]) => code))].sort()).toEqual(Object.keys(all).sort())
  })

  it('says what, where, and how to mend it', () => {
    const [finding] = checkNotice(circular({ ...clean, basic: ['云溪市高山云霧小镇'] }), register(settled), tea)
    expect(finding).toMatchObject({ severity: 'error', towns: ['云溪市高山云霧小镇', '云溪市高山云雾小镇'], basis: '基本合格名单第 1 个' })
    expect(finding?.message).toBe('基本合格名单第 1 个印作“云溪市高山云霧小镇”，登记名称是“云溪市高山云雾小镇”。请改用登记名称，或另行办理更名。')
  })

  it('joins the two spellings of one town inside a notice the register knows nothing of', () => {
    const empty = registerView([], programme, tea.suffix, '2024-12-16', places)
    const found = checkNotice(circular({ ...clean, excellent: ['云溪市申法白茶小镇'], promoted: ['云溪市中法白茶小镇'] }), empty, tea).map(finding => finding.code)
    expect(found).not.toContain('promotion-not-excellent')
  })
})

describe('any order of a list', () => {
  it('gives the same findings', () => {
    fc.assert(fc.property(fc.shuffledSubarray([...names], { minLength: 6 }), fc.nat(), (chosen, turn) => {
      const turned = [...chosen.slice(turn % chosen.length), ...chosen.slice(0, turn % chosen.length)]
      const code = (list: string[]): unknown => checkNotice(circular({ qualified: list, unqualified: ['茶山县石雕小镇'] }), register(), tea).map(finding => [finding.code, finding.towns]).sort()
      expect(code(turned)).toEqual(code(chosen))
    }))
  })
})
