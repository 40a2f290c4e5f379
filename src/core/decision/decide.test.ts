import { describe, expect, it } from 'vitest'
import { decide, whyNot } from './decide.ts'
import { dayOf, printFollowing } from './effect.ts'
import { nodesOf, printExplanation } from './explanation.ts'
import { pastFacts } from './facts.ts'
import { withPlaces } from './ranking.ts'
import { rules, settings, tea, teaRules, town } from './tea.fixture.ts'

const outcome = (facts: Record<string, string>, chosen = settings): string | null => decide(rules, chosen, town(facts)).outcome

describe('a decision', () => {
  const bud = { category: '芽类', lastYear: 'qualified' }
  it.each([
    [{ ...bud, grade: 'excellent' }, 'promoted'], [{ category: '叶类', lastYear: 'qualified', grade: 'excellent' }, 'kept'], [{ ...bud, grade: 'basic' }, 'kept'],
    [{ ...bud, grade: 'unqualified' }, 'warned'], [{ ...bud, grade: 'unqualified', lastYear: 'none' }, 'warned'], [{ ...bud, grade: 'unqualified', lastYear: 'not-unqualified' }, 'warned'],
    [{ ...bud, grade: 'unqualified', lastYear: 'unqualified' }, 'eliminated'], [{ ...bud, grade: 'none', withdrawn: 'yes' }, 'withdrawn'], [{ ...bud, grade: 'excellent', fraud: 'yes', withdrawn: 'yes' }, 'struck-off'],
  ])('%o → %s', (facts, expected) => expect(outcome(facts)).toBe(expected))

  it('says what the outcome changes and what follows', () => {
    expect(decide(rules, settings, town({ ...bud, grade: 'excellent' })).becomes).toEqual({ category: '叶类' })
    const { effects } = decide(rules, settings, town({ ...bud, grade: 'unqualified', lastYear: 'unqualified' }))
    const days = { drafted: '2024-02-29', published: '2024-03-10' }
    expect(effects.map(effect => [effect.kind, effect.months, dayOf(effect, days), printFollowing(effect, days)])).toEqual([['ban', 12, '2025-02-28', '一年内不再受理申请（原则上），自2025年2月28日起可再申报']])
    const published = decide(rules, { ...settings, 'ban-start': 'published' }, town({ ...bud, grade: 'unqualified', lastYear: 'unqualified' }))
    expect(published.effects.map(effect => [dayOf(effect, days), dayOf(effect, { drafted: '2024-02-29', published: null })])).toEqual([['2025-03-10', null]])
  })
  it('is left to a person where the rules say nothing, or a fact is missing or unknown to them', () => {
    const open = (facts: Record<string, string>): string | undefined => decide(rules, settings, town(facts)).open?.id
    expect([open({ ...bud, grade: 'unqualified', lastYear: 'unknown' }), open({ ...bud, grade: 'none' }), open({ category: '芽类', lastYear: 'qualified' }), open({ ...bud, grade: '甲等' })]).toEqual(['last-year-unknown', 'not-evaluated', 'fact-missing', 'fact-missing'])
    expect(decide(rules, settings, town({ grade: 'excellent' })).open?.reason).toBe('缺少“类别”；缺少“上一年度等级”。请补充后再算。')
  })
  it('is left to a person, not to chance, where rules contradict', () => {
    const torn = teaRules(file => file.rules.push({ id: 'torn', title: '相反', when: { 类别: '芽类', 本年度等级: '优秀' }, outcome: '警告', priority: 10, article: 'T1 三', also: [], becomes: {}, effects: [] }))
    expect(decide(torn, settings, town({ ...bud, grade: 'excellent' }))).toMatchObject({ outcome: null, open: { id: 'contradiction', reason: expect.stringContaining('相反') } })
  })
  it('explains itself: article, rule, facts with sources, figures, settings', () => {
    const peers = Array.from({ length: 9 }, (_, i) => town({ ...bud, grade: 'qualified' }, { id: `p${i}`, name: `${i}`, score: 70 + i }))
    const placed = withPlaces(rules, settings, [town({ ...bud, grade: 'excellent' }, { score: 95 }), ...peers])[0]
    const { because } = decide(rules, { ...settings, 'excellent-place': 'yes' }, placed ?? town({}))
    expect(printExplanation(because).split('\n')).toEqual([
      '云溪市白茶小镇：晋级',
      '└ 依据 云茶发〔2020〕1号 二：芽类评为优秀的，晋级为叶类',
      '  └ 规则：芽类优秀，晋级',
      '    ├ 类别：芽类（演示）',
      '    ├ 本年度等级：优秀（演示）',
      '    ├ 名次：前段（按得分排名（T1 二））',
      '    │ ├ 得分 95分',
      '    │ ├ 名次 1（共10个）',
      '    │ └ 前段 1个（10个的10%左右（±2个百分点，1至1个））',
      '    ├ 设定 晋级看名次：须在前段（已改；默认是只看等级）',
      '    └ 其余事实，对本条没有影响',
      '      └ 上一年度等级：合格（演示）',
    ])
    expect(nodesOf(because).filter(node => node.article).map(node => node.article?.cite)).toEqual(['T1 二'])
  })
  it('says what other rules gave way, and why an outcome did not come', () => {
    const struck = decide(rules, settings, town({ ...bud, grade: 'excellent', fraud: 'yes' }))
    expect(nodesOf(struck.because).map(node => node.label)).toContain('芽类优秀，晋级（云茶发〔2020〕1号 二）')
    expect(whyNot(rules, settings, town({ ...bud, grade: 'unqualified' }), 'eliminated')[0]?.failing).toEqual([{ name: '上一年度等级', is: '合格', asked: ['不合格'] }])
    const twice = teaRules(file => file.rules.unshift({ id: 'far', title: '另一条', when: { 类别: '叶类', 弄虚作假: '查实', 本年度等级: '优秀' }, outcome: '警告', priority: 0, article: 'T1 三', also: [], becomes: {}, effects: [] }))
    expect(whyNot(twice, settings, town({ ...bud, grade: 'basic' }), 'warned').map(one => one.row)).toEqual(['warn', 'far'])
    const near = whyNot(rules, settings, town({ ...bud, grade: 'unqualified' }), 'promoted')
    expect(near.map(one => one.failing.map(({ name }) => name))).toEqual([['本年度等级']])
    expect(whyNot(rules, settings, town({ category: '叶类', grade: 'unqualified', lastYear: 'none' }), 'warned')[0]?.failing).toEqual([])
    expect(whyNot(rules, settings, town({ ...bud, grade: 'excellent' }), 'warned')[0]?.failing.map(({ name }) => name)).toEqual(['本年度等级'])
  })
})

describe('facts that look back', () => {
  const past = (years: { year: number; value: string; negated?: boolean }[], listedIn: number | null = 2019, from = rules): string | undefined =>
    pastFacts(from, settings, 2023, { grade: years.map(one => ({ ...one, source: '通报' })) }, listedIn)['lastYear']?.value
  it.each([
    [[{ year: 2022, value: 'qualified' }], 2019, 'qualified'], [[{ year: 2021, value: 'qualified' }], 2019, 'unknown'], [[], 2019, 'unknown'], [[], 2023, 'none'], [[], null, 'unknown'],
    [[{ year: 2022, value: 'unqualified', negated: true }], 2019, 'not-unqualified'], [[{ year: 2022, value: 'basic', negated: true }], 2019, 'unknown'], [[{ year: 2023, value: 'basic' }], 2019, 'unknown'],
  ])('%o, listed in %s → %s', (years, listedIn, expected) => expect(past(years, listedIn)).toBe(expected))
  it('may skip a year without evaluation, where the rules say so', () => {
    const skipping = teaRules(file => { for (const fact of file.facts) if (fact.past) fact.past.years = 'last-evaluated' })
    expect(past([{ year: 2020, value: 'basic' }, { year: 2021, value: 'unqualified' }, { year: 2023, value: 'excellent' }], 2019, skipping)).toBe('unqualified')
  })
})

it('the labels of the outcomes come from the file', () => {
  const renamed = teaRules(file => { for (const one of file.outcomes) if (one.id === 'promoted') one.label = '升格'; for (const rule of file.rules) if (rule.outcome === '晋级') rule.outcome = '升格' })
  expect(decide(renamed, settings, town({ category: '芽类', lastYear: 'none', grade: 'excellent' })).label).toBe('升格')
  expect(tea.categories).toEqual(['芽类', '叶类'])
})
