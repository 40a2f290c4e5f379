// The list as CSV, XLSX, GeoJSON or JSON. Every file says as of when, by which filter, and from which documents.
import { writeXlsx } from 'hucre'
import type { z } from 'zod'
import type { Contract } from '#contract/index.ts'
import type { TownSummary } from '#contract/towns.ts'
import { csvText } from '#core/base/csv.ts'
import { printDate } from '#core/base/plain-date.ts'
import type { Programme } from '#core/policy/programme.ts'
import { statusLabels } from '../handlers/present.ts'

export type ExportFormat = 'csv' | 'xlsx' | 'geojson' | 'json'

export type Export = {
  programme: Programme
  list: z.input<Contract['townList']['output']>
  filter: string
  documents: { number: string | null; title: string | null; draftedOn: string | null }[]
  now: string
  /** a demonstration's files say so */
  demo: boolean
}

type Town = z.infer<typeof TownSummary>

const licence = 'CC BY 4.0'
const demoLabel = '演示数据'
const headings = ['编号', '名称', '其他写法', '地区', '所在地', '区划代码', '类别', '建制镇', '批次', '状态', '列入日期', '日期性质', '评估年度', '等级', '是否警告'] as const

export async function exportFile(format: ExportFormat, made: Export): Promise<Buffer> {
  switch (format) {
    case 'csv': return Buffer.from(csvText([headings, ...made.list.towns.map(town => rowOf(town, made.programme)), [], ...remarks(made).map(line => [line])]))
    case 'json': return Buffer.from(JSON.stringify({ ...about(made), towns: made.list.towns }, null, 1))
    case 'geojson': return Buffer.from(JSON.stringify({
      type: 'FeatureCollection', ...about(made),
      note: '随附数据没有边界坐标：公开渠道没有许可明确的行政区划边界。geometry 为空，按 divisionCode 可与标准地图连接。',
      features: made.list.towns.map(town => ({ type: 'Feature', id: town.id, geometry: null, properties: town })),
    }, null, 1))
    case 'xlsx': return Buffer.from(await workbook(made))
  }
}

async function workbook(made: Export): Promise<Uint8Array> {
  const rows = made.list.towns.map(town => rowOf(town, made.programme))
  return writeXlsx({
    sheets: [
      {
        name: made.demo ? `清单（${demoLabel}）` : '清单',
        columns: headings.map((_, index) => ({ width: [16, 34, 34, 18, 18, 12, 10, 10, 8, 12, 14, 12, 10, 10, 10][index] ?? 12 })),
        rows: [[...headings], ...rows.map(row => [...row])],
        freezePane: { rows: 1, columns: 2 },
        autoFilter: { range: `A1:O${rows.length + 1}` },
      },
      { name: '说明', columns: [{ width: 100 }], rows: remarks(made).map(line => [line]) },
    ],
  })
}

function about({ programme, list, filter, documents, now, demo }: Export): object {
  return { ...(demo ? { demonstration: demoLabel } : {}), programme: programme.id, title: programme.title, asOf: list.asOf, filter, total: list.total, documents, exported: now, licence }
}

function remarks({ programme, list, filter, documents, now, demo }: Export): string[] {
  return [
    ...(demo ? [`${demoLabel}：演示环境导出，可以有虚构的内容，与正式登记互不相干`] : []),
    `${programme.title}清单，截至${printDate(list.asOf.valid)}，共 ${list.total} 个`,
    `筛选：${filter}`,
    ...documents.map(document => `依据：${document.number ?? '（无文号）'} ${document.title ?? ''}`),
    `导出时刻：${now}（世界时）；许可：${licence}；空格表示文件未载明`,
  ]
}

function rowOf(town: Town, programme: Programme): (string | number)[] {
  const grade = programme.grades.find(other => other.id === town.grade?.grade)?.label ?? ''
  return [
    town.id, town.name, town.names.filter(name => name !== town.name).join('、'), town.prefecture ?? '', town.division ?? '', town.divisionCode ?? '',
    town.category ?? '', town.townType ?? '', town.batch ?? '', statusLabels[town.status] ?? town.status, town.since, town.sinceDating === 'exact' ? '确切' : '不晚于',
    town.grade?.year ?? '', `${grade}${town.grade?.inferred ? '（推断）' : ''}`, town.warned ? '是' : '',
  ]
}
