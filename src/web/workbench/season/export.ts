// What the table shows, as a file: with the season, the filter and the rules named in it.
import { csvText } from '#core/base/csv.ts'
import { dayWord, momentWord } from '../ui/days.ts'
import { saveFile } from '../ui/save-file.ts'
import type { Column } from '../ui/data-table.tsx'
import type { Proposal, Season } from './season-data.ts'

type Shown = { season: Season; rows: readonly Proposal[]; columns: readonly Column[]; describe: (key: string, row: Proposal) => string | number; filter: string }

/** Into the clipboard as rows that a sheet takes: what is shown, with its head. */
export async function copyProposals({ rows, columns, describe }: Pick<Shown, 'rows' | 'columns' | 'describe'>): Promise<void> {
  const lines = [columns.map(({ title }) => title), ...rows.map(row => columns.map(({ key }) => describe(key, row)))]
  await navigator.clipboard.writeText(lines.map(line => line.join('\t')).join('\n'))
}

export async function exportProposals(format: 'csv' | 'xlsx', { season, rows, columns, describe, filter }: Shown): Promise<void> {
  const name = `${season.demo ? '演示数据-' : ''}${season.title}${season.year}年度拟办.${format}`
  const head = columns.map(({ title }) => title)
  const cells = rows.map(row => columns.map(({ key }) => describe(key, row)))
  const remarks = [
    ...(season.demo ? ['【演示数据】数据是虚构的，与真实小镇的评估无关。'] : []),
    `${season.title} ${season.year}年度，${season.stageLabel}，${season.asOf ? `截至 ${dayWord(season.asOf.valid)}` : '没有冻结'}`,
    `依据 ${season.rules.title}${season.scheme ? `；${season.scheme.title} ${season.scheme.hash}` : ''}`,
    filter ? `筛选：${filter}，${rows.length} 个（共 ${season.towns} 个）` : `全部 ${rows.length} 个`,
    `导出于 ${momentWord(new Date().toISOString())}`,
  ]
  if (format === 'csv') return saveFile(name, 'text/csv', csvText([...remarks.map(line => [line]), [], head, ...cells]))
  const { writeXlsx } = await import('hucre')
  const bytes = await writeXlsx({ sheets: [
    { name: '拟办', columns: columns.map(({ key }) => ({ width: key === 'name' || key === 'outcome' ? 30 : 14 })), rows: [head, ...cells], freezePane: { rows: 1, columns: 0 } },
    { name: '说明', columns: [{ width: 100 }], rows: remarks.map(line => [line]) },
  ] })
  saveFile(name, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes)
}
