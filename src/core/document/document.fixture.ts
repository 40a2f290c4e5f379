// For tests: documents of the fictional programme.
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { tea } from '#core/intake/notice.fixture.ts'
import { circular, type Content, type Frame } from './circular.ts'
import type { OfficialDocument } from './official.ts'
import type { ScoreSheet } from './score-sheet.ts'
import { Wording } from './wording.ts'

export const teaWording: Wording = Wording.parse(parse(readFileSync('policies/示例-茶镇/wording.yaml', 'utf8')))

export const frame: Frame = { number: '云茶发〔2024〕7号', signedOn: '2024-12-16', verification: '7K2M-QX4T', checkpoint: 'zhenpu.example/log\n128\nqL3bYQm0S1V2n8d0r4f6xk9s7w5e3t1y2u4i6o8p0aA=', demo: true, draft: false }

export function teaDocument(content: Content, changes: Partial<Frame> = {}): OfficialDocument {
  return circular(content, { programme: tea, wording: teaWording, frame: { ...frame, ...changes } })
}

/** One document of every kind. */
export const everyKind: Content[] = [
  { kind: 'evaluation', year: 2023, fieldwork: { year: 2024, month: 7 }, lists: { excellent: ['云溪市白茶小镇', '茶山县古道马帮小镇'], qualified: ['雾岭县高山云雾小镇'], basic: [], unqualified: ['雾岭县星空营地小镇', '云溪市花木盆景小镇'], withdrawn: ['茶山县竹海徒步小镇'], promoted: ['云溪市白茶小镇'], warned: ['雾岭县星空营地小镇'], eliminated: ['云溪市花木盆景小镇', '茶山县竹海徒步小镇'] } },
  { kind: 'publication', batch: 2, as: 'numbered', towns: [{ name: '云溪市白茶小镇', prefecture: '云溪市', category: '芽类', townType: '山镇' }, { name: '茶山县古道马帮小镇', prefecture: '茶山县', category: '叶类', townType: '水镇' }, { name: '茶山县茶器陶艺小镇', prefecture: '茶山县', category: '芽类', townType: '水镇' }] },
  { kind: 'publication', batch: 3, as: 'table', towns: [{ name: '云溪市温泉康养小镇', prefecture: '云溪市', category: '芽类', townType: '山镇' }, { name: '雾岭县非遗织锦小镇', prefecture: '雾岭县', category: '叶类', townType: '水镇' }] },
  { kind: 'correction', of: { title: '云溪省茶业委员会关于通报2023年度茶小镇评估情况的通知', number: '云茶发〔2024〕7号', signedOn: '2024-12-16' }, items: [{ where: '第一条第（一）项', printed: '云溪市自茶小镇', correct: '云溪市白茶小镇' }, { where: '第三条', printed: '警告小镇2个', correct: '警告小镇1个' }] },
  { kind: 'revocation', of: { title: '云溪省茶业委员会关于公布第二批茶小镇名单的通知', number: '云茶发〔2024〕3号', signedOn: '2024-03-01' }, reason: '申报材料存在重大失实' },
  { kind: 'withdrawal', towns: ['茶山县竹海徒步小镇', '云溪市星空营地小镇'] },
  { kind: 'warning', town: '雾岭县星空营地小镇', year: 2023, grade: '不合格', articles: ['云茶发〔2020〕1号三'], demands: ['落实建设主体，恢复停工项目', '补报2023年度投资统计资料'], deadline: '2025-06-30' },
  { kind: 'feedback', town: '云溪市白茶小镇', year: 2023, score: '92.35', grade: '优秀', rank: { place: 1, of: 6 }, parts: [{ name: '产业', full: '60', score: '55.10' }, { name: '建设', full: '40', score: '37.25' }], shortfalls: ['亩均产值低于全省平均水平'], reviewBy: '2025-01-15' },
]

/** A sheet with every state a row can be in. */
export const sheet: ScoreSheet = {
  town: '云溪市白茶小镇', place: '云溪市', category: '芽类', programme: '云溪省茶小镇（虚构）',
  scheme: { title: '茶小镇评估指标（虚构）', version: '1', hash: 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' },
  year: 2023, state: '已评分', grade: '基本合格', rank: { place: 4, of: 6 },
  dimensions: [
    { name: '产业', rows: [
      { code: 'A1', name: '茶业收入占比', value: 58.5, unit: '%', source: '统计局，产业!C5', formula: '100×(58.5−30)÷(70−30)＝71.25', points: 71.25, weight: 30, score: 21.375, remark: '' },
      { code: 'A2', name: '茶企数', value: 8, unit: '家', source: '统计局，产业!D5', formula: '40＋3×20＝100', points: 100, weight: 10, score: 10, remark: '' },
      { code: 'A3', name: '亩均产值', value: null, unit: '万元', source: '县报，产业!E5', formula: '没有数据，计 0 分', points: null, weight: 20, score: 0, remark: '缺报' },
    ] },
    { name: '建设', rows: [
      { code: 'B1', name: '规划状态', value: '已批复', unit: '等级', source: '自然资源局，建设!C5', formula: '“已批复”计 100 分', points: 100, weight: 20, score: 20, remark: '' },
      { code: 'B2', name: '用地面积', value: 3.2, unit: 'km²', source: '自然资源局，建设!D5', formula: '3.2 在 1 与 5 之间，计 100 分', points: 100, weight: 20, score: 20, remark: '按上年数据插补' },
    ] },
  ],
  total: { full: 100, precision: 2, score: 71.375, published: 71.38 },
  bands: [{ label: '优秀', from: 90 }, { label: '合格', from: 80 }, { label: '基本合格', from: 60 }, { label: '不合格', from: 0 }],
  notes: ['亩均产值没有数据，计 0 分'],
  source: '2023年度评估数据表', printedOn: '2024-12-16', verification: '7K2M-QX4T', demo: true,
}
