// The trial as a file. Every file says by which scheme, on which data, with which seed and how many draws it was made,
// and whether weights were moved or data made up.
import { writeXlsx } from 'hucre'
import { csvText } from '#core/base/csv.ts'
import { printDoubt } from '#core/evaluation/doubt.ts'
import { indicatorsOf } from '#core/evaluation/scheme.ts'
import { gradeWord, firmnessWords, insideWord, stateWords } from '../words.ts'
import type { Held } from './desk.ts'
import { demoLabel } from '#core/evaluation/demo-data.ts'
import type { FileFormat, MadeFile } from './protocol.ts'

type Row = (string | number)[]
type Sheet = { name: string; head: Row; rows: Row[] }

const types: Record<FileFormat, string> = { xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', csv: 'text/csv', json: 'application/json' }

/** @param now ISO instant */
export async function fileOf(held: Held, format: FileFormat, now: string): Promise<MadeFile> {
  const name = `${held.source.kind === 'demo' ? `${demoLabel}-` : ''}试算-${held.current.scheme.title}-${now.slice(0, 10)}.${format}`
  const bytes = format === 'json' ? text(JSON.stringify(jsonOf(held, now), null, 1))
    : format === 'csv' ? text(csvText([...remarks(held, now).map((line): Row => [line]), [], results(held).head, ...results(held).rows]))
    : await workbook(held, now)
  return { name, type: types[format], bytes }
}

function text(all: string): Uint8Array {
  return new TextEncoder().encode(all)
}

async function workbook(held: Held, now: string): Promise<Uint8Array> {
  const sheets = [results(held), details(held), weights(held), cuts(held), issues(held)]
  return writeXlsx({
    sheets: [
      { name: '说明', columns: [{ width: 110 }], rows: remarks(held, now).map(line => [line]) },
      ...sheets.map(({ name, head, rows }) => ({ name, columns: head.map((_, column) => ({ width: column === 0 ? 22 : 14 })), rows: [head, ...rows], freezePane: { rows: 1, columns: 1 } })),
    ],
  })
}

function remarks({ source, label, official, current, robustness }: Held, now: string): string[] {
  const { scheme } = official
  const moved = current !== official
  return [
    ...(source.kind === 'demo' ? [`【${demoLabel}】数据是临时编造的，与任何真实小镇无关。`] : []),
    `指标体系：${scheme.title} 第${scheme.version}版（${scheme.status === 'proposal' ? '建议稿，权重和分值不是文件规定' : '已采用'}）`,
    `指标体系指纹：${official.evaluation.scheme.hash}`,
    ...(moved ? ['权重已在试算中改动，不再是上述指标体系。改动后的权重见“权重”表。', `改动后的指纹：${current.evaluation.scheme.hash}`] : []),
    `数据：${label}，${official.units.length} 个小镇`,
    ...(robustness ? [`稳健性：${robustness.draws} 次抽样，种子 ${robustness.seed}，${printDoubt(robustness.weights)}`] : ['稳健性：没有计算']),
    `试算时刻：${now}（世界时）；在浏览器中计算，数据没有上传。试算结果不是决定。`,
  ]
}

function results({ current: { scheme, evaluation }, official, margins, robustness }: Held): Sheet {
  const sure = new Map(robustness?.units.map(unit => [unit.id, unit]))
  const moved = evaluation !== official.evaluation
  const rows = evaluation.units.map((unit, i): Row => {
    const own = sure.get(unit.id)
    const before = official.evaluation.units[i]?.rank ?? ''
    return [
      unit.name, unit.category ?? '', unit.rank ?? '', ...(moved ? [before] : []), unit.published ?? '', gradeWord(unit.grade), insideWord(unit.inside), stateWords[unit.state],
      ...scheme.dimensions.map((_, d) => tidy(unit.dimensions[d]?.score)), margins ? tidy(margins.margin[i]) : '',
      ...(robustness ? (own ? [own.support, own.interval.low, own.interval.high, firmnessWords[own.firmness], own.advice === 'none' ? '' : '建议人工复核', own.rank?.p5 ?? '', own.rank?.median ?? '', own.rank?.p95 ?? '', own.flips.join('、')] : Array<string>(9).fill('')) : []),
    ]
  })
  const head = [
    '名称', '类别', '名次', ...(moved ? ['原权重名次'] : []), '得分', '等级', '前后段', '状态', ...scheme.dimensions.map(({ id, name }) => `${id} ${name}`), 'δ*',
    ...(robustness ? ['支持度', '支持度下限', '支持度上限', '评语', '建议', '名次5%', '名次中位', '名次95%', '去掉会改变判断的指标'] : []),
  ]
  const group = (row: Row): number => (scheme.rankWithin === 'category' ? scheme.categories.indexOf(String(row[1])) : 0)
  return { name: '结果', head, rows: rows.sort((a, b) => group(a) - group(b) || (Number(a[2]) || 1e9) - (Number(b[2]) || 1e9)) }
}

function details({ current: { scheme, evaluation } }: Held): Sheet {
  const indicators = indicatorsOf(scheme)
  return {
    name: '分项得分', head: ['名称', ...indicators.flatMap(({ id, unit }) => [`${id}（${unit}）`, `${id} 分值`, `${id} 得分`])],
    rows: evaluation.units.filter(unit => unit.parts.length).map(unit => [unit.name, ...unit.parts.flatMap(({ value, points, score }): Row => [Array.isArray(value) ? value.join('、') : (value as string | number | null) ?? '', tidy(points), tidy(score)])]),
  }
}

function weights({ current: { scheme, evaluation }, official }: Held): Sheet {
  const categories = Object.keys(evaluation.weights)
  return {
    name: '权重', head: ['编号', '指标', ...categories.flatMap(category => [category || '权重', `${category}原权重`])],
    rows: indicatorsOf(scheme).map(({ id, name }) => [id, name, ...categories.flatMap(category => [tidy(evaluation.weights[category]?.[id]), tidy(official.evaluation.weights[category]?.[id])])]),
  }
}

function cuts({ current: { evaluation } }: Held): Sheet {
  return { name: '分界', head: ['组', '段', '比例', '应取', '最少', '最多', '实取', '缘由'], rows: evaluation.cuts.map(({ group, quota, cut }) => [group || '全部', quota.side === 'top' ? '前段' : '后段', `${quota.share / 100}%`, cut.nominal, cut.least, cut.most, cut.count, cut.because]) }
}

function issues({ official }: Held): Sheet {
  return { name: '数据问题', head: ['工作表', '单元格', '程度', '问题'], rows: official.issues.map(({ sheet, cell, severity, message }) => [sheet, cell, { error: '错误', warning: '警示', note: '说明' }[severity], message]) }
}

function jsonOf(held: Held, now: string): object {
  const { official, current, robustness, source, label } = held
  return {
    made: now, ...(source.kind === 'demo' ? { label: demoLabel } : {}), data: label, remarks: remarks(held, now),
    scheme: { ...official.evaluation.scheme, status: official.scheme.status }, changed: current === official ? null : { hash: current.evaluation.scheme.hash, scheme: current.scheme },
    units: current.evaluation.units, weights: current.evaluation.weights, cuts: current.evaluation.cuts, findings: current.evaluation.findings, issues: official.issues,
    robustness,
  }
}

function tidy(value: number | null | undefined): number | '' {
  return value === null || value === undefined || Number.isNaN(value) ? '' : Number(value.toFixed(4))
}
