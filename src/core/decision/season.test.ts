import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { parseRules, type RulesFile } from '#core/policy/rules.ts'
import { defaultsOf } from '#core/policy/setting.ts'
import { compileRules, type Rules } from './compile.ts'
import { decide } from './decide.ts'
import { countOf, withPlaces } from './ranking.ts'
import { replay } from './replay.ts'
import { accept, depart, parseSeasonId, proposeSeason, seasonId } from './season.ts'
import { rules, settings, teaRules, town } from './tea.fixture.ts'
import type { TownFacts } from './facts.ts'

const bud = { category: '芽类', lastYear: 'qualified' }

describe('a person decides', () => {
  const proposal = decide(rules, settings, town({ ...bud, grade: 'unqualified' }))
  const open = decide(rules, settings, town({ ...bud, grade: 'none' }))
  const by = { by: '张三' }
  it('as proposed, and nothing else is recorded', () => {
    expect(accept(proposal)).toEqual({ ok: true, value: { town: 't1', proposal, decided: 'warned' } })
    expect(depart(rules, proposal, '警告', { reason: '', ...by })).toEqual(accept(proposal))
  })
  it('otherwise, with a reason that stands beside the proposal', () => {
    expect(depart(rules, proposal, '保留', { reason: '受灾', basis: '专题会议纪要', ...by })).toMatchObject({ ok: true, value: { decided: 'kept', proposal: { outcome: 'warned' }, departure: { reason: '受灾', by: '张三' } } })
    expect(depart(rules, proposal, '保留', { reason: ' ', ...by })).toMatchObject({ ok: false, problem: { code: 'departure.reason' } })
    expect(depart(rules, proposal, '嘉奖', { reason: '好', ...by })).toMatchObject({ ok: false, problem: { code: 'departure.outcome' } })
  })
  it('always, where the rules leave the town open', () => {
    expect(accept(open)).toMatchObject({ ok: false, problem: { code: 'departure.needed' } })
    expect(depart(rules, open, '保留', { reason: '当年列入', ...by })).toMatchObject({ ok: true, value: { decided: 'kept' } })
    expect(depart(rules, open, '保留', { reason: '', ...by })).toMatchObject({ ok: false })
  })
  it('in a season with an id', () => {
    expect(parseSeasonId(seasonId('示例-茶镇', 2023))).toEqual({ ok: true, value: { programme: '示例-茶镇', year: 2023 } })
    expect(parseSeasonId('2023')).toMatchObject({ ok: false, problem: { code: 'season.id' } })
  })
})

describe('places in the ranking', () => {
  const scored = (scores: (number | undefined)[], facts: Record<string, string> = {}): TownFacts[] => scores.map((score, i) => town({ ...bud, ...facts }, { id: `t${i}`, ...(score === undefined ? {} : { score }) }))
  const places = (from: Rules, towns: TownFacts[], chosen = settings): (string | undefined)[] => withPlaces(from, chosen, towns).map(one => one.facts['position']?.value)
  it('follow the share; towns without a score have none', () => {
    expect(places(rules, scored([90, 80, 79, 78, 77, 76, 75, 74, 73, 10, undefined]))).toEqual(['top', ...Array.from({ length: 8 }, () => 'middle'), 'bottom', 'unknown'])
  })
  it('follow the setting', () => {
    expect(places(rules, scored([90, 80, 79, 78, 77, 76, 75, 74, 73, 10]), { ...settings, share: 30 }).filter(place => place === 'top')).toHaveLength(3)
  })
  it('spare small groups the bottom, and count each base apart', () => {
    const apart = teaRules(file => { if (file.ranking) file.ranking.base = 'category' })
    const leaves = scored([99, 98], { category: '叶类' }).map(one => ({ ...one, id: `l${one.id}` }))
    expect(places(apart, [...scored([90, 80, 79, 78, 77, 76, 75, 74, 73, 10]), ...leaves]).filter(place => place === 'bottom' || place === 'top')).toEqual(['top', 'bottom'])
    expect(places(rules, scored([3, 2, 1])).includes('bottom')).toBe(false)
  })
  it('in a group too small for both, are to the towns’ advantage', () => {
    const small = teaRules(file => { for (const cut of file.ranking?.cuts ?? []) { delete cut.share; cut.count = 2; cut.minUnits = 0 } })
    expect(places(small, scored([3, 2, 1]))).toEqual(['top', 'top', 'bottom'])
  })
  it('leave a place that is given as it is', () => {
    expect(places(rules, [...scored([90, 80, 79, 78, 77, 76, 75, 74, 73]), { ...town({ ...bud, position: 'middle' }), score: 1 }]).at(-1)).toBe('middle')
  })
  it('by number: ties included at the top, spared at the bottom', () => {
    const cut = { value: 'x', rounding: 'floor' as const, minUnits: 0, choose: 'nearest' as const, tolerance: 0, hardLimit: 0, article: 'T1 二' }
    const count = (side: 'top' | 'bottom', n: number, scores: number[], minUnits = 0): number => countOf(scores, { ...cut, side, count: n, minUnits }, settings).count
    expect([count('top', 2, [5, 4, 4, 3]), count('bottom', 2, [5, 4, 4, 3]), count('top', 9, [1, 2]), count('bottom', 2, [4, 4, 4]), count('top', 0, [1]), count('bottom', 1, [1, 2], 3)]).toEqual([3, 1, 2, 0, 0, 0])
  })
})

describe('vacancies', () => {
  const source: RulesFile = (() => {
    const read = parseRules(parse(readFileSync('policies/示例-茶镇/rules/2020.yaml', 'utf8')), 'x')
    if (!read.ok) throw new Error(read.problem.code)
    return { ...read.value, substitution: { title: '由芽类优秀的补足', of: { 类别: '叶类' }, candidates: { 类别: '芽类', 本年度等级: ['优秀', '合格'] }, outcome: '晋级', becomes: { 类别: '叶类' }, order: 'region-first', leastPerRegion: 1, article: 'T1 二' } }
  })()
  const filling = compileRules(source, { id: 'x', categories: ['芽类', '叶类'], grades: [{ id: 'excellent', label: '优秀', mark: '', adverse: false }, { id: 'qualified', label: '合格', mark: '', adverse: false }, { id: 'basic', label: '基本合格', mark: '', adverse: false }, { id: 'unqualified', label: '不合格', mark: '', adverse: true }] })
  const out = (id: string, region: string): TownFacts => town({ category: '叶类', grade: 'unqualified', lastYear: 'unqualified' }, { id, name: id, region, score: 10 })
  const waiting = (id: string, region: string, score: number): TownFacts => town({ ...bud, grade: 'qualified' }, { id, name: id, region, score })
  const chosen = (towns: TownFacts[], from = filling): string[] => proposeSeason(from, settings, towns).filter(proposal => proposal.row === 'substitution').map(proposal => proposal.town.id)
  it('go to the best candidate, one for one', () => {
    const stays = (region: string): TownFacts => town({ category: '叶类', grade: 'qualified', lastYear: 'qualified' }, { id: `s${region}`, region })
    expect(chosen([out('甲', '东'), stays('东'), waiting('乙', '东', 80), waiting('丙', '西', 90)])).toEqual(['丙'])
    expect(chosen([out('甲', '东'), out('丁', '东'), waiting('乙', '东', 80)])).toEqual(['乙'])
    expect(chosen([waiting('乙', '东', 80)])).toEqual([])
  })
  it('go first to the region that would fall short', () => {
    const towns = [out('甲', '东'), waiting('乙', '东', 80), waiting('丙', '西', 90)]
    expect(chosen(towns)).toEqual(['乙'])
    // Once 乙 has come to the east, the east is not short any more: the second place goes to the best.
    expect(chosen([out('甲', '东'), out('丁', '东'), waiting('乙', '东', 80), waiting('戊', '东', 70), waiting('丙', '西', 90)])).toEqual(['乙', '丙'])
    expect(chosen(towns, { ...filling, substitution: filling.substitution ? { ...filling.substitution, order: 'score' } : null })).toEqual(['丙'])
    const [raised] = proposeSeason(filling, settings, towns).filter(proposal => proposal.row === 'substitution')
    expect(raised).toMatchObject({ outcome: 'promoted', becomes: { category: '叶类' }, article: 'T1 二', open: null })
    expect(raised?.because.children.at(-1)?.label).toBe('递补甲空出的名额：东少于1个，先从本地候选')
  })
})

it('replay notices that a town stays open for another reason', () => {
  const renamed = teaRules(file => { for (const gap of file.gaps) if (gap.id === 'not-evaluated') gap.id = 'absent' })
  expect(replay({ rules, settings }, { rules: renamed, settings }, [town({ ...bud, grade: 'none' })])).toHaveLength(1)
})

it('replay names the towns that would have fared otherwise, with both reasons', () => {
  const strict = teaRules(file => { for (const rule of file.rules) if (rule.id === 'warn') rule.outcome = '淘汰' })
  const towns = [town({ ...bud, grade: 'excellent' }, { id: 'a' }), town({ ...bud, grade: 'unqualified' }, { id: 'b' })]
  const replayed = replay({ rules, settings: defaultsOf(rules.file.settings) }, { rules: strict, settings }, towns)
  expect(replayed.map(one => [one.town.id, one.before.label, one.after.label])).toEqual([['b', '警告', '淘汰']])
  expect(replayed[0]?.after.because.children[0]?.article?.cite).toBe('T1 三')
})
