import { describe, expect, it } from 'vitest'
import type { RulesFile } from '#core/policy/rules.ts'
import { checkRules } from './check.ts'
import type { PolicyFindingCode } from './finding.ts'
import { rules, teaRules } from './tea.fixture.ts'

const rule = (file: RulesFile, id: string): RulesFile['rules'][number] => file.rules.find(row => row.id === id) as RulesFile['rules'][number]
const around = { schemes: new Map([['tea-demo', []]]), lists: ['promoted', 'warned', 'eliminated', 'named'] }
const codes = (change: (file: RulesFile) => void): string[] => [...new Set(checkRules(teaRules(change), around).findings.map(finding => finding.code))]

describe('checking rules', () => {
  it('finds nothing in the rules as shipped', () => expect(checkRules(rules, around).findings).toEqual([]))

  const planted: [PolicyFindingCode, string, (file: RulesFile) => void][] = [
    ['unknown-fact', 'a condition on nothing', file => { rule(file, 'warn').when = { 天气: '晴' } }],
    ['unknown-value', 'a grade that does not exist', file => { rule(file, 'demote').when = { 类别: '叶类', 本年度等级: '丁等' } }],
    ['unknown-value', 'a category that does not exist', file => { rule(file, 'promote').becomes = { 类别: '花类' } }],
    ['unknown-value', 'a default that does not exist', file => { for (const fact of file.facts) if (fact.id === 'fraud') fact.default = '也许' }],
    ['unknown-option', 'an answer that is not offered', file => { rule(file, 'demote').when = { 类别: '叶类', 叶类不合格: '再议', 本年度等级: '不合格' } }],
    ['unknown-outcome', 'an outcome that does not exist', file => { rule(file, 'keep').outcome = '嘉奖' }],
    ['unknown-article', 'an article nobody copied', file => { rule(file, 'keep').article = 'T1 九' }],
    ['unknown-document', 'a document nobody named', file => { file.articles['T9 一'] = '无' }],
    ['unknown-scheme', 'a scheme that does not exist', file => { file.scheme = 'coffee' }],
    ['unknown-list', 'a list the programme does not know', file => { for (const outcome of file.outcomes) if (outcome.id === 'warned') outcome.list = 'praised' }],
    ['unknown-setting', 'a number left to no setting', file => { for (const cut of file.ranking?.cuts ?? []) cut.share = { setting: 'none' } }],
    ['unknown-option', 'a word the engine does not know', file => { for (const effect of rule(file, 'withdraw').effects) if (effect.kind === 'ban') effect.from = 'yesterday' }],
    ['duplicate-id', 'two rules of one name', file => file.rules.push({ ...rule(file, 'keep') })],
    ['duplicate-id', 'two outcomes of one label', file => file.outcomes.push({ id: 'kept-again', label: '保留', order: 5 })],
    ['default-invalid', 'a default outside its bounds', file => { for (const setting of file.settings) if (setting.kind === 'number') setting.default = 99 }],
    ['unfounded', 'a rule without article or reason', file => { const { article: _, ...bare } = rule(file, 'warn'); file.rules[file.rules.findIndex(row => row.id === 'warn')] = bare }],
    ['share-range', 'a share above 100 %', file => { for (const cut of file.ranking?.cuts ?? []) cut.share = 101 }],
    ['share-range', 'a share below 0 %', file => { for (const cut of file.ranking?.cuts ?? []) cut.tolerance = -1 }],
    ['share-range', 'neither share nor count', file => { for (const cut of file.ranking?.cuts ?? []) delete cut.share }],
    ['duration', 'a ban of no time', file => { for (const effect of rule(file, 'withdraw').effects) if (effect.kind === 'ban') effect.years = 0 }],
    ['duration', 'a ban of both years and months', file => { for (const effect of rule(file, 'withdraw').effects) if (effect.kind === 'ban') effect.months = 6 }],
    ['no-outcome', 'a grade nobody provides for', file => { file.gaps = file.gaps.filter(gap => gap.id !== 'not-evaluated') }],
    ['contradiction', 'two outcomes for one situation', file => { rule(file, 'demote').when = { 类别: '叶类', 本年度等级: '不合格' } }],
    ['overlap', 'two rules that say the same', file => file.rules.push({ ...rule(file, 'strike-off'), id: 'again' })],
    ['unreachable', 'a rule always overruled', file => file.rules.push({ ...rule(file, 'keep'), id: 'never', priority: -1 })],
    ['worsens', 'a better grade that is punished', file => { rule(file, 'promote').outcome = '警告'; rule(file, 'promote').becomes = {} }],
    ['unused-setting', 'a setting without effect', file => { file.settings.push({ id: 'idle', kind: 'number', label: '闲置', question: '无', reason: '无', changedBy: '无', default: 1, least: 0, most: 2, unit: '' }) }],
    ['unused-outcome', 'an outcome nobody gives', file => file.outcomes.push({ id: 'praised', label: '嘉奖', order: 9 })],
  ]
  it.each(planted)('%s: %s', (code, _, change) => expect(codes(change)).toContain(code))

  it('reports what is wrong in the scheme, and what a pack without programme cannot lend', () => {
    expect(checkRules(rules, { schemes: new Map([['tea-demo', ['权重合计 99，应为 100']]]) }).findings).toMatchObject([{ code: 'scheme-invalid', message: '权重合计 99，应为 100' }])
  })
  it('says where and shows an example', () => {
    const { findings } = checkRules(teaRules(file => { rule(file, 'keep').when = { 本年度等级: ['优秀', '合格'] } }))
    expect(findings.find(finding => finding.code === 'no-outcome')?.message).toMatch(/^有 \d+ 种情形没有结果，也没有写明的空白。例如：类别 芽类，本年度等级 基本合格，/)
  })
})
