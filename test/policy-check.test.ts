// Every file of a pack broken in ten ways: each is found, in that file, on that line, and said what to do about.
import { describe, expect, it } from 'vitest'
import { checkWhole } from '#core/pack/check.ts'
import type { PackFile } from '#core/pack/source.ts'
import { readPolicy } from '#server/identity/access.ts'
import { packFiles } from '#server/policy-packs.ts'

const id = '示例-茶镇'
const files = packFiles(id)
const access = readPolicy()

/** what stands there → what is written instead, and what must be found; `elsewhere`: at what is contradicted, not at what was changed */
type Break = [from: string, to: string, code: string, message: RegExp, elsewhere?: 'elsewhere']

function broken(file: string, from: string, to: string): { files: PackFile[]; line: number } {
  const text = files.find(other => other.file === file)?.text ?? ''
  const at = text.indexOf(from)
  if (at < 0) throw new Error(`${file} does not hold “${from}”`)
  // The line on which the change begins.
  const same = [...from].findIndex((letter, i) => letter !== [...to][i])
  const line = text.slice(0, at + [...from].slice(0, Math.max(0, same)).join('').length).split('\n').length
  return { line, files: files.map(other => (other.file === file ? { file, text: text.slice(0, at) + to + text.slice(at + from.length) } : other)) }
}

const breaks: Record<string, Break[]> = {
  'programme.yaml': [
    ["effective: '2020-01-01'", "effective: '2020-13-01'", 'shape', /没有这一天/],
    ['suffix: 小镇', 'sufix: 小镇', 'shape', /sufix|缺少/],
    ['categories: [芽类, 叶类]', 'categories: [芽类, 叶类', 'yaml', /括号没有合上/],
    ['categories: [芽类, 叶类]', 'categories: [芽类, 芽类, 叶类]', 'duplicate-id', /芽类.*两次/],
    ['grade: excellent, categories: [芽类]', 'grade: excelent, categories: [芽类]', 'unknown-grade', /没有“excelent”/],
    ['becomes: 叶类', 'becomes: 花类', 'unknown-category', /没有“花类”.*现有：芽类、叶类/],
    ['lastYear: other, article: T1 三', 'lastYear: other, article: T1 三十', 'unknown-article', /T1 三十/],
    ['words: [优秀]', 'words: [优秀, 合格]', 'inconsistent', /“合格”是两种清单/],
    ['lastYear: same, article: T1 四', 'lastYear: any, article: T1 四', 'contradiction', /warned.*eliminated/],
    ['reapplication: { years: 1', 'reapplication: { years: 2', 'inconsistent', /规则 2020/],
    ['population: [excellent, qualified, basic, unqualified, withdrawn]', 'population: [excellent, qualified, basic, withdrawn]', 'inconsistent', /unqualified/, 'elsewhere'],
  ],
  'rules/2020.yaml': [
    ['title: 茶小镇年度评估规则（虚构）', 'title 茶小镇年度评估规则（虚构）', 'yaml', /冒号/],
    ['firstSeason: 2020', 'firstSeason: 二〇二〇', 'shape', /期望/],
    ['outcome: 除名, article: T1 五', 'outcome: 开除, article: T1 五', 'unknown-outcome', /没有“开除”/],
    ['outcome: 除名, article: T1 五', 'outcome: 除名, article: T1 九', 'unknown-article', /没有“T1 九”/],
    ['when: { 自愿退出: 已申请退出 }', 'when: { 自愿离开: 已申请退出 }', 'unknown-fact', /没有“自愿离开”/],
    ['when: { 自愿退出: 已申请退出 }', 'when: { 自愿退出: 已退出 }', 'unknown-value', /没有“已退出”/],
    ['default: same, reason', 'default: sames, reason', 'default-invalid', /sames/],
    ['share: 10, tolerance: 2, rounding: floor', 'share: 110, tolerance: 2, rounding: floor', 'share-range', /110%/],
    ['list: warned }', 'list: warning }', 'unknown-list', /warning/],
    ['scheme: tea-demo', 'scheme: tea', 'unknown-scheme', /没有编号为“tea”/],
    ['title: 未评, priority: 10, when: { 本年度等级: 未评 }', 'title: 未评, priority: 10, when: { 本年度等级: 未评, 类别: 芽类 }', 'no-outcome', /没有结果/, 'elsewhere'],
  ],
  'cases/yearly.yaml': [
    ["rules: '2020'", "rules: '2019'", 'case-invalid', /没有编号为“2019”/],
    ...caseBreaks(),
  ],
  'schemes/demo.yaml': [
    ['precision: 2', 'precison: 2', 'shape', /precison|缺少/],
    ['weight: 30,', 'weight: 29.99,', 'scheme-invalid', /权重合计 99\.99，应为 100/, 'elsewhere'],
    ['rule: { kind: linear, zero: 30, full: 70 }', 'rule: { kind: linear, zero: 70, full: 70 }', 'scheme-invalid', /A1：zero 与 full 相等/],
    ['- { grade: basic, from: 60 }', '- { grade: basics, from: 60 }', 'unknown-grade', /basics/],
    ['- { grade: excellent, from: 90 }', '- { grade: excellent, from: 190 }', 'unreachable', /到不了 190/],
    ['categories: [芽类, 叶类]', 'categories: [芽类, 叶类, 花类]', 'unknown-category', /花类/],
    ['weightError: 0.25,', '', 'scheme-invalid', /weights.*weightError.*只写一个/],
    ['robustness: { weightError: 0.25', 'robustness: { weights: { draw: experts }', 'scheme-invalid', /experts 只用于层次分析法/],
    ['source: 统计局, origin: T1 一, weight: 30', 'source: 统计局, origin: T8 一, weight: 30', 'unknown-document', /T8/],
    ['id: A2, name', 'id: A1, name', 'scheme-invalid', /编号 A1 重复/],
    ["validFrom: '2020-01-01'", "validFrom: 2020年", 'shape', /应是日期/],
  ],
  'schemes/cases/demo.yaml': [
    ['scheme: demo.yaml', 'scheme: demos.yaml', 'unknown-scheme', /demos\.yaml/],
    ['    published: 60\n', '    published: 61\n', 'case-failed', /应为 61，得出 60/],
    ['    grade: basic\n  - name: 略', '    grade: bad\n  - name: 略', 'case-failed', /等级应为 bad/],
    ['points: { A1: 50, A2: 40', 'points: { A1: 51, A2: 40', 'case-failed', /A1 应得 51 分，得出 50/],
    ['values: { A1: 50', 'values: { Z1: 50', 'case-failed', /没有指标 Z1/],
    ['category: 叶类', 'category: 花类', 'case-failed', /得出 没有/],
    ['cases:', 'case:', 'shape', /case|缺少/],
    ['published: 9\n', 'published: 九\n', 'shape', /期望/],
    ['name: 各项满分', 'nam: 各项满分', 'shape', /nam|缺少/],
    ['B1: 已批复, B2: 3, B3: 100, B4: 0 }\n    points', 'B1: 批复了, B2: 3, B3: 100, B4: 0 }\n    points', 'case-failed', /B1 应得 100 分，得出 没有/],
  ],
  'requirements.yaml': [
    ['id: area', 'id: tea-share', 'duplicate-id', /tea-share.*两次/],
    ['article: T1 一, from: \'2020-01-01\', least: 50', 'article: T7 一, from: \'2020-01-01\', least: 50', 'unknown-document', /T7/],
    ["from: '2020-01-01', least: 50 }", "from: '2020-01-01' }", 'share-range', /没有写数目/],
    ['least: 1, most: 5,', 'least: 6, most: 5,', 'share-range', /下限 6 大于上限 5/],
    ['encouraged: { most: 4 }', 'encouraged: { most: 6 }', 'share-range', /鼓励值/],
    ["to: '2021-07-01', most: 8", "to: '2019-07-01', most: 8", 'deadline', /一天也不适用/],
    ["from: '2021-07-01', least: 60", "from: '2021-06-01', least: 60", 'deadline', /早于文件的日期/],
    ['number: 云茶发〔2020〕1号', 'number: 云茶发〔2020〕2号', 'inconsistent', /云茶发〔2020〕1号/],
    ['level: 省, article: T1 一, from: \'2020-01-01\', least: 50 }', 'level: 县, article: T1 一, from: \'2020-01-01\', least: 50 }', 'shape', /国家/],
    ["    unit: '%'", "   unit: '%'", 'yaml', /缩进|冒号/],
  ],
  'applications.yaml': [
    ['label: 投资主体, article: T1 五 }', 'label: 投资主体, article: T1 六 }', 'reference', /没有列出条文 T1 六/],
    ['requirement: tea-share', 'requirement: tea-shares', 'reference', /requirements\.yaml 没有 tea-shares/],
    ['figures: [area]', 'figures: [areas]', 'reference', /areas/],
    ['label: 茶业, points: 60', 'label: 茶业, points: 59', 'weights', /合计 99，应为 100/],
    ['refused: [using]', 'refused: [used]', 'reference', /没有 used/],
    ['refused: [using]', 'refused: [none, former, using]', 'unreachable', /谁也报不了/],
    ['size: 3, least: 3', 'size: 3, least: 4', 'reference', /凑不够人/],
    ['label: 茶业, counts: true', 'label: 茶业, counts: false', 'unreachable', /永远是 0/],
    ["text: 符合新规划, article: T1 一, from: '2021-07-01'", "text: 符合新规划, article: T1 一, from: '2021-07-01', to: '2021-07-01'", 'deadline', /一天也不问/],
    ['inPrinciple: true', 'inPrinciple: false', 'inconsistent', /原则上/],
    ['T1 四: 淘汰后', 'T9 四: 淘汰后', 'unknown-document', /T9/],
    ['publicity: { least: 5', 'publicity: { least: 0', 'shape', /1/],
  ],
  'reporting/quarter.yaml': [
    ['scheme: tea-demo', 'scheme: tea-demi', 'reference', /没有指标体系 tea-demi/],
    ['equals: R2', 'equals: R9', 'reference', /没有指标 R9/],
    ['indicators: [B1, B2] }', 'indicators: [B1, C2] }', 'reference', /没有指标 C2/],
    ['kind: county, act: 审核', 'kind: village, act: 审核', 'shape', /county/],
    ['kind: county, act: 审核', 'kind: expert, act: 审核', 'unknown-role', /永远办不了/],
    ['act: 审核, due: { days: 10 }', 'act: 审核, due: { days: 5 }', 'deadline', /早于“建设主体”/],
    ['afterDepartments: true', 'afterDepartments: false', 'unused', /确认与否不起作用/, 'elsewhere'],
    ['of: R2, to: R1', 'of: A3, to: R1', 'reference', /绕回自身/],
    ['id: R3, name', 'id: R2, name', 'reference', /R2 重复/],
    ["validFrom: '2020-01-01'", "validFrom: '2020-02-30'", 'shape', /没有这一天/],
    ['note: 年末实有面积, origin: T1 一', 'note: 年末实有面积, origin: T5 一', 'unknown-document', /T5/],
    ['most: 90', 'mots: 90', 'shape', /mots/],
  ],
  'supervision.yaml': [
    ['label: 严重, rung: order, article', 'label: 严重, rung: orders, article', 'reference', /没有措施 orders/],
    ['label: 台账, question: 台账是否真实完整, article: T1 七', 'label: 台账, question: 台账是否真实完整, article: T1 十', 'reference', /T1 十/],
    ['label: 提示, reason: 当场改正即可', 'label: 提示', 'reference', /note 没有条款也没有理由/],
    ['approval: true, days: 30, most: 90', 'approval: true, days: 300, most: 90', 'reference', /order 的期限/],
    ['dispositions: [reapply, rename, cleanup]', 'dispositions: [reapply, burn, cleanup]', 'reference', /没有处置 burn/],
    ['dispositions: [cleanup, struck-off]', 'dispositions: [cleanup]', 'unreachable', /可以“除名”/, 'elsewhere'],
    ['label: 基础设施, covered: true', 'label: 基础设施, covered: false', 'unreachable', /谁也得不到/],
    ['kind: not-warned', 'kind: listed', 'duplicate-id', /listed.*两次/],
    ['T1 八: 未列入', 'T6 八: 未列入', 'unknown-document', /T6/],
    ['appeals: { days: 15', 'appeals: { days: 0', 'shape', /0/],
    ['warning: { rung: order', 'warning: { rung: shame', 'reference', /没有措施 shame/],
  ],
  'wording.yaml': [
    ['{issuer}关于通报{year}年度', '{issuer}关于通报{years}年度', 'shape', /不能用 \{years\}/],
    ['lists: [promoted]', 'lists: [promotion]', 'shape', /promoted/],
    ['lists: [promoted]', 'lists: [warned]', 'duplicate-id', /印了两次/, 'elsewhere'],
    ['      lists: [excellent, qualified, basic, unqualified, withdrawn]', '      lists: [excellent, qualified, basic, unqualified]', 'unknown-list', /withdrawn/, 'elsewhere'],
    ["annex: '{batch}茶小镇名单'", "annex: '{batch}茶小镇一览'", 'unknown-list', /以 名单/],
    ["annex: '{batch}茶小镇名单'", "annex: '{batch茶小镇名单'", 'shape', /花括号/],
    ['numberCode: 云茶发', 'numbercode: 云茶发', 'shape', /numbercode|缺少/],
    ['addressees: [各市（州）、县（市）茶业委员会]', 'addressees: []', 'shape', /1/],
    ['office: 云溪省茶业委员会办公室', 'office: 云溪省茶业委员会办公室\noffice: 另一个', 'yaml', /写了两次/],
    ['withdrawal:\n', 'withdrawl:\n', 'shape', /withdrawl|缺少/],
  ],
}

function caseBreaks(): Break[] {
  return [
    ['outcome: 警告', 'outcome: 保留', 'case-failed', /应为“保留”/],
    ['outcome: 警告', 'outcome: 提醒', 'case-failed', /应为“提醒”/],
    ['article: T1 三', 'article: T1 四', 'case-failed', /依据应为“T1 四”/],
    ['类别: 芽类', '类别: 花类', 'case-invalid', /没有“花类”/],
    ['本年度等级: 不合格', '今年等级: 不合格', 'case-invalid', /今年等级/],
    ['gap: last-year-unknown', 'gap: unknown-year', 'case-failed', /unknown-year/],
    ['cases:', 'case:', 'shape', /case/],
    ['expect: {', 'expects: {', 'shape', /expects|缺少/],
    ['- { name:', '- { nom:', 'shape', /nom|缺少/],
  ]
}

describe('a whole pack', () => {
  it('is clean as it ships', () => expect(checkWhole(id, files, access).findings).toEqual([]))
  it('names files nothing reads', () => {
    expect(checkWhole(id, [...files, { file: 'supervison.yaml', text: '' }], access).findings).toEqual([expect.objectContaining({ code: 'file-unknown', severity: 'warning', file: 'supervison.yaml' })])
  })
  it('has every kind of file broken in ten ways at least', () => {
    expect(Object.keys(breaks).toSorted()).toEqual(files.map(({ file }) => file).toSorted())
    expect(Object.values(breaks).every(own => own.length >= 10)).toBe(true)
  })
})

describe.each(Object.entries(breaks))('%s', (file, own) => {
  it.each(own)('“%s” → “%s”: %s', (from, to, code, message, elsewhere) => {
    const { files: changed, line } = broken(file, from, to)
    const { findings } = checkWhole(id, changed, access)
    const found = findings.filter(finding => finding.code === code && message.test(finding.message))
    expect(found, JSON.stringify(findings, null, 1)).not.toEqual([])
    expect(found.map(finding => finding.file)).toContain(file)
    if (elsewhere) return
    const lines = found.filter(finding => finding.file === file).map(finding => finding.line ?? 0)
    // A missing or misspelt field shows at the line of what it belongs to; a case at its own first line.
    expect(lines.some(own => Math.abs(own - line) <= (['yaml', 'shape', 'case-failed', 'case-invalid', 'no-outcome', 'contradiction'].includes(code) ? 12 : 1)), `line ${line}, found ${lines.join('、')}: ${found[0]?.message}`).toBe(true)
  })
})
