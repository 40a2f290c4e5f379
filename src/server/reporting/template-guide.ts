// 填报说明: what the guide sheet of a template says.
import { printDate } from '#core/base/plain-date.ts'
import { indicatorsIn } from '#core/reporting/check-rule.ts'
import { isNumeric, type Indicator, printBounds, valueTypes } from '#core/reporting/data-set.ts'
import { printFormula } from '#core/reporting/formula.ts'
import type { TemplateRequest } from '#core/reporting/layout.ts'

export type GuideRow = { style: 'title' | 'line' | 'head' | 'row'; cells: string[] }

export function guideRows({ dataSet, period, organisation, due, demo }: TemplateRequest): GuideRow[] {
  const name = (id: string): string => dataSet.indicators.find(other => other.id === id)?.name ?? id
  const line = (text: string): GuideRow => ({ style: 'line', cells: [text] })
  return [
    { style: 'title', cells: [`${demo ? '【演示数据】' : ''}${dataSet.title} 填报说明`] },
    line(`填报单位：${organisation.name}　　报告期：${period.title}　　报送时限：${printDate(due)}${dataSet.status === 'proposal' ? '　　（建议稿，没有文件规定）' : ''}`),
    line('一、在“填报表”中填写白底单元格；灰底是上期数和固定内容，绿底由公式得出，都不用填。红色栏名为必填。'),
    line('二、只填数字，不带单位，不写公式；从别的表复制时用“选择性粘贴→数值”。百分数填 12.5 表示 12.5%。零填 0，没有数据的留空。'),
    line('三、不要增删行列、合并单元格或改动编号。与上期、同类相差较大而属实的，在“说明”一栏写明原因。'),
    line('四、填好后上传本文件；系统逐格校核，指出每一处问题，没有全部通过之前不会导入。重复上传同一份文件不会重复计入。'),
    line(''),
    { style: 'head', cells: ['代码', '指标', '单位', '填法', '出处'] },
    ...dataSet.indicators.map((indicator): GuideRow => ({ style: 'row', cells: [indicator.id, indicator.name, indicator.unit, howTo(indicator, name), indicator.origin] })),
    line(''),
    ...(dataSet.checks.length ? [{ style: 'head' as const, cells: ['审核', '涉及指标', '性质', '内容', '出处'] }] : []),
    ...dataSet.checks.map((check): GuideRow => ({ style: 'row', cells: [check.id, [...new Set(indicatorsIn(check))].join('、'), check.severity === 'hard' ? '必须改正' : '须说明', printCheck(check, name), check.origin] })),
  ]
}

function howTo(indicator: Indicator, name: (id: string) => string): string {
  const { type, formula, decimals, minimum, maximum, options, required, mayNotApply, note } = indicator
  const bounds = printBounds(minimum, maximum)
  const rule = formula ? `由公式得出：${printFormula(formula, name)}，不填` : `${valueTypes[type]}${isNumeric(indicator) && decimals ? `，最多 ${decimals} 位小数` : ''}${bounds && `，${bounds}`}${options ? `：${options.join('、')}` : ''}${required ? '，必填' : '，可不填'}${mayNotApply ? '，可填“不适用”' : ''}`
  return note ? `${note}。${rule}` : rule
}

function printCheck(check: TemplateRequest['dataSet']['checks'][number], name: (id: string) => string): string {
  switch (check.kind) {
    case 'sum': return `${check.of.map(name).join('＋')}＝${name(check.equals)}${check.tolerance ? `（允许相差 ${check.tolerance}）` : ''}`
    case 'notGreater': return `${name(check.value)}≤${name(check.than)}`
    case 'ratio': return `${name(check.of)}÷${name(check.to)}${check.percent ? '×100' : ''} ${printBounds(check.least, check.most)}`
    case 'change': return `与${check.against === 'lastPeriod' ? '上期' : '上年同期'}相比，增减不超过 ${check.change}%`
    case 'cumulative': return '累计数，不得小于上期'
    case 'peers': return `与其他小镇相比不离群（${check.deviations} 倍离差以内）`
    case 'needs': return `${name(check.when)}${check.is === undefined ? '已填' : `为“${check.is === true ? '是' : check.is === false ? '否' : check.is}”`}时，须填${name(check.filled)}`
  }
}
