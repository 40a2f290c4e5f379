// 评分表: the score of one town, row by row, so that a clerk can work it out again on paper or in a spreadsheet.
import type { PlainDate } from '../base/plain-date.ts'

export type ScoreRow = {
  code: string
  name: string
  /** raw value; null where there is none */
  value: number | string | null
  unit: string
  /** who reports it and where it stands */
  source: string
  /** the rule with its figures filled in */
  formula: string
  /** 0 … 100 by the rule; null where there is no value */
  points: number | null
  /** share of the total after reweighting */
  weight: number
  /** points × weight ÷ 100; 0 where there are no points but a weight */
  score: number
  /** imputed, missing, refused, …; empty where nothing is to be said */
  remark: string
}

export type ScoreDimension = { name: string; rows: ScoreRow[] }

export type ScoreSheet = {
  town: string
  place: string | null
  category: string | null
  programme: string
  scheme: { title: string; version: string; hash: string }
  year: number
  /** 已评分, 数据不足, 自愿退出, … */
  state: string
  grade: string | null
  rank: { place: number; of: number } | null
  dimensions: ScoreDimension[]
  /** full marks; decimals of the published score; null where there is no score */
  total: { full: number; precision: number; score: number | null; published: number | null }
  /** best first: a published score from `from` on has the grade; empty where grades come from a ranking */
  bands: { label: string; from: number }[]
  notes: string[]
  /** where the data come from, with their hash if there is one */
  source: string
  printedOn: PlainDate
  verification: string | null
  demo: boolean
}

export function sheetTitle({ town, year }: Pick<ScoreSheet, 'town' | 'year'>): string {
  return `${town}${year}年度评分表`
}

/** Head of the sheet, label and value. */
export function sheetFacts(sheet: ScoreSheet): [label: string, value: string][] {
  const { total, rank } = sheet
  return [
    ['项目', sheet.programme],
    ['所在地', sheet.place ?? '—'],
    ['类别', sheet.category ?? '—'],
    ['年度', String(sheet.year)],
    ['状态', sheet.state],
    ['公布得分', total.published === null ? '—' : total.published.toFixed(total.precision)],
    ['等级', sheet.grade ?? '—'],
    ['名次', rank ? `第${rank.place}名（共${rank.of}个）` : '—'],
  ]
}

/** Which scheme, in which version, known by which hash. */
export function sheetScheme({ scheme }: Pick<ScoreSheet, 'scheme'>): [label: string, value: string][] {
  return [['指标体系', `${scheme.title}，第${scheme.version}版`], ['摘要', scheme.hash]]
}

/** `58.5%`, `3.2km²`, `已批复`; a level has no unit. */
export function printValue({ value, unit }: Pick<ScoreRow, 'value' | 'unit'>): string {
  if (value === null) return '—'
  return typeof value === 'number' ? `${value}${unit}` : value
}

/** Weight and score of a dimension, added in the order of its rows. */
export function dimensionTotal({ rows }: ScoreDimension): { weight: number; score: number } {
  return rows.reduce((sum, row) => ({ weight: sum.weight + row.weight, score: sum.score + row.score }), { weight: 0, score: 0 })
}

/** At most `decimals` decimals, no trailing zeros; a figure too small for them keeps its significant digits. */
export function printFigure(value: number, decimals = 4): string {
  const rounded = Number(value.toFixed(decimals))
  return String(rounded === 0 && value !== 0 ? Number(value.toPrecision(2)) : rounded)
}

/** 优秀 ≥ 90，合格 ≥ 80，… */
export function printBands({ bands }: Pick<ScoreSheet, 'bands'>): string {
  return bands.map(({ label, from }) => `${label} ≥ ${from}`).join('，')
}
