import { describe, expect, it } from 'vitest'
import { CasesFile } from '#core/policy/case.ts'
import { checkPack, type PackToCheck } from './check-pack.ts'
import { runCases } from './cases.ts'
import { rules, tea, teaRules } from './tea.fixture.ts'

const eliminated = { name: '例', facts: { 类别: '芽类', 本年度等级: '不合格', 上一年度等级: '不合格' }, drafted: '2024-12-16', published: '2025-01-02' }
const season = { name: '年', common: { 类别: '芽类', 上一年度等级: '合格' }, season: [{ name: '甲', facts: { 本年度等级: '优秀' } }, { name: '乙', facts: { 本年度等级: '合格' } }, { name: '丙', facts: { 本年度等级: '未评' } }] }
const run = (file: object): string[] => runCases(rules, CasesFile.parse({ rules: '2020', ...file })).findings.map(finding => `${finding.code} ${finding.message}`)
const one = (expected: object, more: object = {}): string[] => run({ cases: [{ ...eliminated, ...more, expect: expected }] })

describe('cases', () => {
  it('pass where facts give the outcome, by id or label', () => {
    expect(one({ outcome: '淘汰', article: 'T1 四', reapplyFrom: '2025-12-16' })).toEqual([])
    expect(one({ outcome: 'eliminated', reapplyFrom: '2026-01-02' }, { settings: { 起算日: '发布日期' } })).toEqual([])
    expect(run({ cases: [{ name: '例', towns: ['甲', '乙'], facts: { category: '芽类', grade: { value: '优秀', source: '通报' }, lastYear: 'none' }, expect: { outcome: '晋级', becomes: { 类别: '叶类' } } }] })).toEqual([])
  })
  it.each([
    [{ outcome: '警告' }, '例：应为“警告”，得出“淘汰”。“首年不合格，警告”不适用：上一年度等级是不合格，须是优秀、合格、基本合格、不是不合格、此前没有评估。'],
    [{ article: 'T1 三' }, '例：依据应为“T1 三”，得出“T1 四”。'],
    [{ gap: 'last-year-unknown' }, '例：应留作空白“last-year-unknown”，得出“淘汰”。'],
    [{ reapplyFrom: '2025-12-17' }, '例：可再申报日应为 2025-12-17，得出 2025-12-16。'],
    [{ becomes: { 类别: '叶类' } }, '例：应变为 {"category":"叶类"}，得出 {}。'],
    [{ outcome: '嘉奖' }, '例：应为“嘉奖”，得出“淘汰”。'],
  ])('fail on %o, and say why', (expected, message) => expect(one(expected)).toEqual([`case-failed ${message}`]))
  it('that name what the rules do not know test nothing, and do not pass', () => {
    expect(one({ outcome: '淘汰' }, { facts: { ...eliminated.facts, 天气: '晴' } })).toEqual(['case-invalid 没有“天气”这项事实。'])
    expect(one({ outcome: '淘汰' }, { facts: { ...eliminated.facts, 类别: '花类' } })).toEqual(['case-invalid “类别”没有“花类”这个值。'])
    expect(one({ outcome: '淘汰' }, { settings: { 天气: '晴' } })[0]).toContain('case-invalid 规则里没有“天气”这一项设定')
    expect(run({ seasons: [{ ...season, expect: { 嘉奖: [] } }] })).toEqual(['case-invalid 没有“嘉奖”这种结果。'])
  })
  it('of a whole season name the towns that differ', () => {
    expect(run({ seasons: [{ ...season, expect: { 晋级: ['甲'], 保留: ['乙'], open: ['丙'] } }] })).toEqual([])
    expect(run({ seasons: [{ ...season, expect: { 晋级: ['乙'], open: ['丙', '甲'] } }] })).toEqual(['case-failed “晋级”少了乙，多了甲。', 'case-failed “open”少了甲。'])
  })
})

describe('a pack', () => {
  const codes = (more: Partial<PackToCheck>): string[] => checkPack({ id: tea.id, programme: tea, rules: [rules], cases: [], schemes: new Map([['tea-demo', []]]), ...more }).findings.map(finding => `${finding.code} ${finding.where}`)
  it('is clean as it stands', () => expect(codes({})).toEqual([]))
  it('keeps its versions apart and in order', () => {
    const later = teaRules(file => { file.id = 'later'; file.effective = '2022-01-01'; file.firstSeason = 2019 })
    expect(codes({ rules: [rules, later] })).toEqual(['version-order 规则 later'])
    expect(codes({ rules: [rules, teaRules()] })).toEqual(['version-order 规则 2020'])
  })
  it('has cases for versions that exist', () => {
    expect(codes({ cases: [{ file: 'cases/x.yaml', cases: CasesFile.parse({ rules: '1999' }) }] })).toEqual(['case-invalid cases/x.yaml'])
  })
})
